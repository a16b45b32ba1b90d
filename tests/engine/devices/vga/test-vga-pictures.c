/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Pictures that QEMU 7.2 made (tests/data/vga and vga-modes, where the README files tell how they
 * came about): the same script has to lead to the same picture, in either phase of the cursor. */

#include <string.h>

#include "strata-vga-testing.h"

#define CURSOR_TIME 266000000 /* in nanoseconds: as long as QEMU shows or hides it */

static GBytes *
load (const char *folder, const char *name, const char *file)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, name, file, NULL);
  g_autoptr (GFile) compressed = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) base = NULL;
  g_autoptr (GZlibDecompressor) decompressor = NULL;
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (!g_file_query_exists (compressed, NULL))
    return NULL;
  base = G_INPUT_STREAM (g_file_read (compressed, NULL, &error));
  g_assert_no_error (error);
  decompressor = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  plain = g_converter_input_stream_new (base, G_CONVERTER (decompressor));
  g_output_stream_splice (memory, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
take_picture (VgaTesting *self)
{
  StrataDisplay *display = STRATA_DISPLAY (self->device);
  StrataDisplayFrame frame;

  strata_display_frame_init (&frame);
  strata_display_update (display, FALSE, &frame);
  strata_display_frame_clear (&frame);
  return strata_surface_to_ppm (strata_display_get_surface (display));
}

/* Keeps what we have drawn where the test's results go. */
static void
keep (GBytes *picture, const char *name)
{
  g_autofree char *file = g_strdup_printf ("vga-%s.ppm", name);
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, file, NULL);

  g_file_set_contents (path, g_bytes_get_data (picture, NULL), g_bytes_get_size (picture), NULL);
  g_test_message ("Drawn: %s", path);
}

static void
check (const char *folder, const char *name, const char *script)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", folder, name, script, NULL);
  g_autoptr (GBytes) expected = load (folder, name, "screen.ppm.gz");
  g_autoptr (GBytes) expected_b = load (folder, name, "screen_b.ppm.gz");
  g_autoptr (GBytes) a = NULL, b = NULL;
  g_auto (VgaTesting) self = { 0 };

  g_assert_nonnull (expected);
  vga_testing_init (&self, STRATA_VGA_QEMU);
  vga_testing_play (&self, path);
  a = take_picture (&self);
  strata_clock_advance (self.clock, CURSOR_TIME, G_MAXUINT64);
  b = take_picture (&self);
  if (!(g_bytes_equal (a, expected) || g_bytes_equal (b, expected)))
    {
      keep (a, name);
      g_test_fail_printf ("%s: another picture", name);
    }
  /* If the cursor is to be seen at all, it is in one of the two. */
  if (expected_b != NULL && !(g_bytes_equal (a, expected_b) || g_bytes_equal (b, expected_b)))
    g_test_fail_printf ("%s: another picture in the other phase", name);
  g_assert_cmpint (g_bytes_equal (a, b), ==, expected_b == NULL);
}

static void
test_state (gconstpointer data)
{
  check ("vga", data, "state.qtest.gz");
}

static void
test_replay (gconstpointer data)
{
  check ("vga", data, "replay.qtest.gz");
}

static void
test_mode (gconstpointer data)
{
  check ("vga-modes", data, "state.qtest.gz");
}

static void
add (const char *group, const char *name, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/strata/vga/pictures/%s/%s", group, name);

  g_test_add_data_func (path, name, func);
}

int
main (int argc, char *argv[])
{
  static const char *const captures[]
    = { "mode04", "mode12wm", "mode13", "seabios", "text80", "vbe111_16bpp", "vbe142_32bpp" };
  static const char *const replays[] = { "mode04", "mode12wm", "seabios", "text80" };
  static const char *const modes[]
    = { "cga640", "ega200", "ega350", "modex", "mono", "text132", "text40", "text512", "text80x50",
        "vbe15", "vbe16", "vbe24", "vbe32", "vbe4", "vbe8", "vbe8_planes", "vga480" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (captures); i++)
    add ("state", captures[i], test_state);
  for (guint i = 0; i < G_N_ELEMENTS (replays); i++)
    add ("replay", replays[i], test_replay);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    add ("mode", modes[i], test_mode);
  return g_test_run ();
}
