/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The sample scripts: each works on its board, and reads what its comments say. */

#include <string.h>

#include "devices/strata-display.h"
#include "formats/strata-formats.h"
#include "guest/strata-qtest-samples.h"
#include "guest/strata-qtest-script.h"

static const struct
{
  const char *name, *board;
} samples[] = {
  { "flash-write", "arm-virt-lite" }, { "mode13-animation", "pc" }, { "pam-shadow", "pc" },
  { "rtc-alarm", "pc" },              { "text-screen", "pc" },
};

static StrataBoard *
load_board (const char *name)
{
  g_autoptr (GError) error = NULL;
  StrataBoard *board = strata_formats_load_builtin (name, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return board;
}

static StrataQtestScript *
load_sample (const char *name)
{
  g_autoptr (GFile) file = strata_qtest_samples_lookup (name);
  g_autoptr (GError) error = NULL;
  StrataQtestScript *script;

  g_assert_nonnull (file);
  script = strata_qtest_script_load (file, NULL, &error);
  g_assert_no_error (error);
  return script;
}

static void
play (StrataQtestScript *script, StrataQtest *qtest)
{
  StrataQtestStep step = strata_qtest_script_play (script, qtest, G_MAXUINT);
  g_autofree char *wrong = strata_qtest_script_describe (script, step);

  g_assert_cmpstr (wrong, ==, NULL);
  g_assert_cmpint (step, ==, STRATA_QTEST_STEP_END);
}

static void
check (StrataQtest *qtest, const char *line, const char *answer)
{
  g_autofree char *found = strata_qtest_execute (qtest, line);

  g_assert_cmpstr (found, ==, answer);
}

static StrataSurface *
draw (StrataBoard *board)
{
  StrataDisplay *display = STRATA_DISPLAY (strata_board_get_device (board, "vga"));
  StrataDisplayFrame frame;

  strata_display_frame_init (&frame);
  strata_display_update (display, FALSE, &frame);
  strata_display_frame_clear (&frame);
  return strata_display_get_surface (display);
}

static guint32
get_pixel (StrataSurface *surface, guint x, guint y)
{
  const guint8 *row
    = strata_surface_get_pixels (surface) + y * strata_surface_get_stride (surface);
  guint32 pixel;

  memcpy (&pixel, row + 4 * x, sizeof pixel);
  return pixel & 0xffffff;
}

static void
test_list (void)
{
  g_auto (GStrv) names = strata_qtest_samples_list ();

  g_assert_cmpuint (g_strv_length (names), ==, G_N_ELEMENTS (samples));
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *summary = strata_qtest_samples_get_summary (names[i]);

      g_assert_cmpstr (names[i], ==, samples[i].name);
      g_assert_cmpuint (strlen (summary), >, 20);
    }
  g_assert_null (strata_qtest_samples_lookup ("none"));
  g_assert_null (strata_qtest_samples_lookup ("../boards/pc"));
  g_assert_null (strata_qtest_samples_get_summary ("none"));
}

static void
test_plays (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (StrataBoard) board = load_board (samples[i].board);
  g_autoptr (StrataQtest) qtest = strata_qtest_new (board);
  g_autoptr (StrataQtestScript) script = load_sample (samples[i].name);

  play (script, qtest);
  /* Once more: a script makes the state that it needs. */
  strata_qtest_script_rewind (script);
  play (script, qtest);
}

/* What `power-on` names. A space is empty, a full block is full, letters are something between. */
static void
test_text_screen (void)
{
  g_autoptr (StrataBoard) board = load_board ("pc");
  g_autoptr (GFile) power_on = strata_board_get_power_on (board);
  g_autoptr (StrataQtest) qtest = strata_qtest_new (board);
  g_autoptr (StrataQtestScript) script = NULL;
  StrataSurface *surface;
  guint n_set = 0;

  g_assert_nonnull (power_on);
  script = strata_qtest_script_load (power_on, NULL, NULL);
  g_assert_nonnull (script);
  play (script, qtest);
  check (qtest, "read 0xb8004 12", "OK 0x531f741f721f611f741f611f\n"); /* Strata */
  surface = draw (board);
  g_assert_cmpuint (strata_surface_get_width (surface), ==, 720);
  g_assert_cmpuint (strata_surface_get_height (surface), ==, 400);
  for (guint y = 0; y < 16; y++)
    for (guint x = 0; x < 9; x++)
      {
        /* the title bar's first cell, the S of the title, a block of colour 15 */
        g_assert_cmphex (get_pixel (surface, x, y), ==, get_pixel (surface, 0, 0));
        n_set += get_pixel (surface, 18 + x, y) != get_pixel (surface, 0, 0);
        g_assert_cmphex (get_pixel (surface, 9 * 65 + x, 20 * 16 + y), ==, 0xffffff);
      }
  g_assert_cmpuint (n_set, >, 10);
  g_assert_cmpuint (n_set, <, 80);
}

/* Every frame differs from the one before, and takes a thirtieth of a second. */
static void
test_animation (void)
{
  g_autoptr (StrataBoard) board = load_board ("pc");
  g_autoptr (StrataQtest) qtest = strata_qtest_new (board);
  g_autoptr (StrataQtestScript) script = load_sample ("mode13-animation");
  g_autoptr (GBytes) last = NULL;
  StrataQtestStep step = STRATA_QTEST_STEP_OK;
  guint64 time = 0;
  guint n_frames = 0;

  while (step == STRATA_QTEST_STEP_OK)
    {
      guint64 now;

      step = strata_qtest_script_play (script, qtest, 1);
      now = strata_clock_get_time (strata_board_get_clock (board));
      if (now != time)
        {
          GBytes *picture = strata_surface_to_ppm (draw (board));

          g_assert_cmpuint (now - time, ==, 33333333);
          g_assert_true (last == NULL || !g_bytes_equal (picture, last));
          g_clear_pointer (&last, g_bytes_unref);
          last = picture;
          time = now;
          n_frames++;
        }
    }
  g_assert_cmpint (step, ==, STRATA_QTEST_STEP_END);
  g_assert_cmpuint (n_frames, ==, 90);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/qtest-samples/list", test_list);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_strconcat ("/strata/qtest-samples/plays/", samples[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_plays);
    }
  g_test_add_func ("/strata/qtest-samples/text-screen", test_text_screen);
  g_test_add_func ("/strata/qtest-samples/animation", test_animation);
  return g_test_run ();
}
