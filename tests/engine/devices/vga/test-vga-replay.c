/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What was once done to the VGA of QEMU 7.2, by firmware, by boot sectors, and at random: every
 * read must give again what it gave there. tests/data/vga/README.md tells of the scripts. */

#include "strata-vga-testing.h"

static void
play (VgaTesting *self, const char *name)
{
  g_autofree char *path
    = g_test_build_filename (G_TEST_DIST, "data", "vga", name, "replay.qtest.gz", NULL);

  g_assert_cmpuint (vga_testing_play (self, path), >, 100);
}

static void
test_alone (gconstpointer data)
{
  g_auto (VgaTesting) self = { 0 };

  vga_testing_init (&self, STRATA_VGA_QEMU);
  play (&self, data);
}

static void
test_pc (gconstpointer data)
{
  g_auto (VgaTesting) self = { 0 };

  vga_testing_init_pc (&self);
  play (&self, data);
}

int
main (int argc, char *argv[])
{
  static const char *const names[] = { "mode04", "mode12wm", "seabios", "storm", "text80", "pci" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *alone = g_strconcat ("/strata/vga/replay/alone/", names[i], NULL);
      g_autofree char *pc = g_strconcat ("/strata/vga/replay/pc/", names[i], NULL);

      if (!g_str_equal (names[i], "pci"))
        g_test_add_data_func (alone, names[i], test_alone);
      g_test_add_data_func (pc, names[i], test_pc);
    }
  return g_test_run ();
}
