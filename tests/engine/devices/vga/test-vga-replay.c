/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What firmware and boot sectors once did to the VGA of QEMU 7.2: every read must give again what it
 * gave there. tests/data/README.md tells where the scripts come from. */

#include "strata-vga-testing.h"

static void
test_replay (gconstpointer data)
{
  const char *name = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "vga", name,
                                                 "replay.qtest.gz", NULL);
  g_auto (VgaTesting) self = { 0 };

  vga_testing_init (&self, STRATA_VGA_QEMU);
  g_assert_cmpuint (vga_testing_play (&self, path), >, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/strata/vga/replay/mode04", "mode04", test_replay);
  g_test_add_data_func ("/strata/vga/replay/mode12wm", "mode12wm", test_replay);
  g_test_add_data_func ("/strata/vga/replay/seabios", "seabios", test_replay);
  g_test_add_data_func ("/strata/vga/replay/text80", "text80", test_replay);
  return g_test_run ();
}
