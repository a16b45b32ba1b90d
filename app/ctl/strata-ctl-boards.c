/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "formats/strata-formats.h"
#include "strata-ctl-command.h"
#include "strata-ctl-json.h"

static void
add_text (GString *out, char **names)
{
  gsize width = 0;

  for (guint i = 0; names[i]; i++)
    width = MAX (width, strlen (names[i]));
  for (guint i = 0; names[i]; i++)
    g_string_append_printf (out, "%-*s  %s\n", (int) width, names[i],
                            strata_formats_get_builtin_summary (names[i]));
}

static void
add_json (GString *out, char **names)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; names[i]; i++)
    {
      json_builder_begin_object (builder);
      strata_ctl_json_add_string (builder, "name", names[i]);
      strata_ctl_json_add_string (builder, "summary",
                                  strata_formats_get_builtin_summary (names[i]));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  strata_ctl_json_finish (builder, out);
}

gboolean
strata_ctl_boards (const StrataCtlOptions *options, GString *out, int *status G_GNUC_UNUSED,
                   GError **error G_GNUC_UNUSED)
{
  g_auto (GStrv) names = strata_formats_list_builtin ();

  if (options->json)
    add_json (out, names);
  else
    add_text (out, names);
  return TRUE;
}
