/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <unistd.h>

#include "guest/strata-qtest-samples.h"
#include "guest/strata-qtest-script.h"
#include "strata-ctl-board.h"
#include "strata-ctl-command.h"
#include "strata-ctl-display.h"
#include "strata-ctl-error.h"
#include "strata-ctl-json.h"

#define NOTES_MAX 10

static gboolean
check_options (const StrataCtlOptions *options, GError **error)
{
  if (!strata_ctl_display_get_format (options->arguments[1]))
    g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                 "%s: its ending must be .ppm or .png", options->arguments[1]);
  else if (g_strcmp0 (options->script, "-") == 0 && g_str_equal (options->arguments[0], "-"))
    g_set_error_literal (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                         "-: only one of them can come from standard input");
  else
    return TRUE;
  return FALSE;
}

static StrataQtestScript *
load_standard_input (GError **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GBytes) text = NULL;

  if (g_output_stream_splice (memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    {
      g_prefix_error (error, "-: ");
      return NULL;
    }
  text = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
  return strata_qtest_script_new (text, "-", error);
}

/* A file, or the name of a sample script. */
static GFile *
find_script (const char *name)
{
  GFile *sample = NULL;

  if (!g_file_test (name, G_FILE_TEST_EXISTS))
    sample = strata_qtest_samples_lookup (name);
  return sample ? sample : g_file_new_for_path (name);
}

/* The script that was asked for, else that of the board; *script is NULL if there is none. */
static gboolean
load_script (StrataBoard *board, const char *path, StrataQtestScript **script, GError **error)
{
  g_autoptr (GFile) file = NULL;

  *script = NULL;
  if (g_strcmp0 (path, "-") == 0)
    return (*script = load_standard_input (error)) != NULL;
  file = path ? find_script (path) : strata_board_get_power_on (board);
  return file == NULL || (*script = strata_qtest_script_load (file, NULL, error)) != NULL;
}

static void
play (StrataQtestScript *script, StrataBoard *board)
{
  g_autoptr (StrataQtest) qtest = strata_qtest_new (board);
  StrataQtestStep step;
  guint n_notes = 0;

  while ((step = strata_qtest_script_play (script, qtest, G_MAXUINT)) != STRATA_QTEST_STEP_END)
    {
      g_autofree char *text = strata_qtest_script_describe (script, step);

      if (text && ++n_notes <= NOTES_MAX)
        fprintf (stderr, "stratactl: note: %s\n", text);
    }
  if (n_notes > NOTES_MAX)
    fprintf (stderr, "stratactl: note: and %u more\n", n_notes - NOTES_MAX);
}

static void
add_json (GString *out, StrataDisplay *display, const char *path)
{
  StrataSurface *surface = strata_display_get_surface (display);
  g_autofree char *mode = strata_display_describe_mode (display);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  strata_ctl_json_add_string (builder, "device", strata_device_get_id (STRATA_DEVICE (display)));
  strata_ctl_json_add_string (builder, "mode", mode);
  strata_ctl_json_add_int (builder, "width", strata_surface_get_width (surface));
  strata_ctl_json_add_int (builder, "height", strata_surface_get_height (surface));
  strata_ctl_json_add_string (builder, "output", path);
  strata_ctl_json_add_string (builder, "format", strata_ctl_display_get_format (path));
  json_builder_end_object (builder);
  strata_ctl_json_finish (builder, out);
}

gboolean
strata_ctl_screendump (const StrataCtlOptions *options, GString *out, int *status G_GNUC_UNUSED,
                       GError **error)
{
  g_autoptr (StrataBoard) board = NULL;
  g_autoptr (StrataQtestScript) script = NULL;
  StrataDisplay *display;

  if (!check_options (options, error))
    return FALSE;
  board = strata_ctl_board_load (options, 0, error);
  if (board == NULL)
    return FALSE;
  display = strata_ctl_display_find (board, options->arguments[0], error);
  if (display == NULL || !load_script (board, options->script, &script, error))
    return FALSE;
  if (script)
    play (script, board);
  if (!strata_ctl_display_dump (display, options->arguments[1], error))
    return FALSE;
  if (options->json)
    add_json (out, display, options->arguments[1]);
  return TRUE;
}
