/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "board/strata-atomic-file-private.h"
#include "memory/strata-text.h"
#include "strata-ctl-board.h"
#include "strata-ctl-command.h"
#include "strata-ctl-error.h"
#include "strata-ctl-json.h"

static gboolean
save_mtree (StrataBoard *board, const char *path, GError **error)
{
  g_autofree char *text = strata_system_tree_to_string (strata_board_get_system (board), TRUE);

  return strata_atomic_file_write (path, text, strlen (text), error);
}

gboolean
strata_ctl_convert (const StrataCtlOptions *options, GString *out, int *status G_GNUC_UNUSED,
                    GError **error)
{
  const char *path = options->arguments[1];
  gboolean mtree = g_str_has_suffix (path, ".mtree");
  g_autoptr (StrataBoard) board = NULL;

  if (!mtree && !g_str_has_suffix (path, ".strata"))
    {
      g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                   "%s: its ending must be .strata or .mtree", path);
      return FALSE;
    }
  board = strata_ctl_board_load (options, 0, error);
  if (board == NULL)
    return FALSE;
  if (!(mtree ? save_mtree (board, path, error) : strata_board_save (board, path, error)))
    return FALSE;

  if (options->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      strata_ctl_json_add_string (builder, "output", path);
      strata_ctl_json_add_string (builder, "format", mtree ? "mtree" : "strata");
      json_builder_end_object (builder);
      strata_ctl_json_finish (builder, out);
    }
  return TRUE;
}
