/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-board.h"
#include "strata-ctl-command.h"
#include "strata-ctl-error.h"
#include "strata-ctl-json.h"
#include "strata-map-export.h"

static const char *
get_format (const char *path)
{
  static const char *const formats[] = { "svg", "png", "pdf" };
  const char *dot = strrchr (path, '.');

  for (gsize i = 0; dot && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (dot + 1, formats[i]) == 0)
      return formats[i];
  return NULL;
}

static gboolean
check_output (const StrataCtlOptions *options, GError **error)
{
  if (options->output == NULL)
    g_set_error_literal (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                         "render: missing option -o FILE");
  else if (get_format (options->output) == NULL)
    g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                 "%s: its ending must be .svg, .png or .pdf", options->output);
  else
    return TRUE;
  return FALSE;
}

gboolean
strata_ctl_render (const StrataCtlOptions *options, GString *out, int *status G_GNUC_UNUSED,
                   GError **error)
{
  const StrataMapExportOptions how = {
    .scheme = options->dark ? STRATA_MAP_SCHEME_DARK : STRATA_MAP_SCHEME_LIGHT,
  };
  g_autoptr (StrataBoard) board = NULL;
  g_autofree char *title = NULL;
  StrataAddressSpace *space;

  if (!check_output (options, error))
    return FALSE;
  board = strata_ctl_board_load (options, 0, error);
  if (board == NULL)
    return FALSE;
  space = strata_ctl_board_get_space (board, options, 0, error);
  if (space == NULL)
    return FALSE;
  title = g_strdup (strata_board_get_title (board));
  if (title == NULL)
    title = g_str_equal (options->arguments[0], "-")
            ? g_strdup (strata_address_space_get_name (space))
            : g_filename_display_basename (options->arguments[0]);
  if (!strata_map_export (space, title, options->output, &how, error))
    return FALSE;

  if (options->json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      strata_ctl_json_add_string (builder, "address_space", strata_address_space_get_name (space));
      strata_ctl_json_add_string (builder, "output", options->output);
      strata_ctl_json_add_string (builder, "format", get_format (options->output));
      json_builder_end_object (builder);
      strata_ctl_json_finish (builder, out);
    }
  return TRUE;
}
