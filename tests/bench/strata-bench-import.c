/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A dump of many lines, parsed and flattened. */

#include "strata-bench.h"

/* A tree as QEMU prints it: containers of 99 devices each, where every second device of a container
 * overlaps the one before it. */
static char *
make_dump (guint n_lines)
{
  GString *text = g_string_new ("address-space: memory\n"
                                "  0000000000000000-ffffffffffffffff (prio 0, i/o): system\n");
  guint64 address = 0;

  for (guint line = 2; line < n_lines; line += 100)
    {
      g_string_append_printf (
        text, "    %016" G_GINT64_MODIFIER "x-%016" G_GINT64_MODIFIER "x (prio 0, i/o): bus %u\n",
        address, address + 0xfffff, line / 100);
      for (guint i = 0; i < 99 && line + 1 + i < n_lines; i++)
        {
          guint64 first = address + i / 2 * 0x2000 + i % 2 * 0x800;

          g_string_append_printf (text,
                                  "      %016" G_GINT64_MODIFIER "x-%016" G_GINT64_MODIFIER
                                  "x (prio %u, %s): device %u.%u\n",
                                  first, first + 0xfff, i % 2, i % 10 == 0 ? "ram" : "i/o",
                                  line / 100, i);
        }
      address += 0x100000;
    }
  return g_string_free (text, FALSE);
}

static void
import_dump (gpointer text, guint repeats)
{
  for (guint i = 0; i < repeats; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StrataBoard) board = strata_formats_load_text (text, -1, "dump.mtree", NULL, NULL,
                                                                0, NULL, NULL, NULL, NULL, &error);
      g_autoptr (StrataFlatView) view = NULL;

      g_assert_no_error (error);
      view = strata_address_space_ref_view (strata_board_get_default_address_space (board));
      g_assert_cmpuint (strata_flat_view_get_n_ranges (view), >, 0);
    }
}

void
strata_bench_import (StrataBench *bench)
{
  guint n_lines = strata_bench_scale (bench, 100000, 1000);
  g_autofree char *text = make_dump (n_lines);
  double time = strata_bench_time (bench, import_dump, text, 1);

  strata_bench_report_as (bench,
                          &(StrataBenchRow){ .value = time / 1e6,
                                             .unit = "ms",
                                             .limit = 500,
                                             .target = "500 ms" },
                          "an mtree dump of %u lines, parsed and flattened", n_lines);
}
