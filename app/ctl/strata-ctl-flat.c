/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "memory/strata-text.h"
#include "strata-ctl-board.h"
#include "strata-ctl-command.h"
#include "strata-ctl-json.h"
#include "strata-ctl-range.h"

static void
add_group (JsonBuilder *builder, const StrataViewGroup *group)
{
  json_builder_begin_object (builder);
  strata_ctl_json_add_spaces (builder, group->spaces);
  strata_ctl_json_add_string (builder, "root",
                              group->root ? strata_region_get_name (group->root) : NULL);
  json_builder_set_member_name (builder, "ranges");
  json_builder_begin_array (builder);
  for (guint i = 0; i < strata_flat_view_get_n_ranges (group->view); i++)
    strata_ctl_range_add_json (strata_flat_view_get_range (group->view, i), builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

gboolean
strata_ctl_flat (const StrataCtlOptions *options, GString *out, int *status G_GNUC_UNUSED,
                 GError **error)
{
  g_autoptr (StrataBoard) board = strata_ctl_board_load (options, 0, error);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) groups = NULL;
  StrataAddressSpace *only;

  if (board == NULL || !strata_ctl_board_find_space (board, options, 0, &only, error))
    return FALSE;

  groups = strata_system_list_view_groups (strata_board_get_system (board));
  json_builder_begin_array (builder);
  for (guint i = 0; i < groups->len; i++)
    {
      const StrataViewGroup *group = g_ptr_array_index (groups, i);

      if (only && !g_ptr_array_find (group->spaces, only, NULL))
        continue;
      if (options->json)
        {
          add_group (builder, group);
        }
      else
        {
          g_autofree char *text = strata_view_group_to_string (group, i);

          g_string_append (out, text);
        }
    }
  json_builder_end_array (builder);
  if (options->json)
    strata_ctl_json_finish (builder, out);
  return TRUE;
}
