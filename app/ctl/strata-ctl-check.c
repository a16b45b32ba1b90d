/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-board.h"
#include "strata-ctl-command.h"
#include "strata-ctl-finding.h"
#include "strata-ctl-json.h"

static void
add_json_region (JsonBuilder *builder, const char *member, StrataBoard *board, StrataRegion *region)
{
  json_builder_set_member_name (builder, member);
  json_builder_begin_object (builder);
  strata_ctl_json_add_string (builder, "id", strata_board_get_region_id (board, region));
  strata_ctl_json_add_string (builder, "name", strata_region_get_name (region));
  json_builder_end_object (builder);
}

static void
add_json (StrataBoard *board, GArray *findings, GString *out)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const StrataCtlFinding *finding = &g_array_index (findings, StrataCtlFinding, i);
      g_autofree char *message = strata_ctl_finding_dup_message (finding);

      json_builder_begin_object (builder);
      strata_ctl_json_add_string (builder, "severity", strata_ctl_finding_get_severity (finding));
      strata_ctl_json_add_string (builder, "finding", strata_ctl_finding_get_nick (finding));
      add_json_region (builder, "region", board, finding->region);
      if (finding->other)
        {
          add_json_region (builder, "other", board, finding->other);
          strata_ctl_json_add_number (builder, "first", finding->first);
          strata_ctl_json_add_number (builder, "last", finding->last);
        }
      strata_ctl_json_add_string (builder, "message", message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  strata_ctl_json_finish (builder, out);
}

static void
add_text (GArray *findings, GString *out)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const StrataCtlFinding *finding = &g_array_index (findings, StrataCtlFinding, i);
      g_autofree char *message = strata_ctl_finding_dup_message (finding);

      g_string_append_printf (out, "%s: %s: %s\n", strata_ctl_finding_get_severity (finding),
                              strata_ctl_finding_get_nick (finding), message);
    }
  if (findings->len == 0)
    g_string_append (out, "nothing found\n");
}

gboolean
strata_ctl_check (const StrataCtlOptions *options, GString *out, int *status, GError **error)
{
  g_autoptr (StrataBoard) board = strata_ctl_board_load (options, 0, error);
  g_autoptr (GArray) findings = NULL;
  StrataAddressSpace *only;

  if (board == NULL || !strata_ctl_board_find_space (board, options, 0, &only, error))
    return FALSE;

  findings = strata_ctl_finding_list (board, only);
  if (options->json)
    add_json (board, findings, out);
  else
    add_text (findings, out);
  if (findings->len > 0)
    *status = 1;
  return TRUE;
}
