/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a region costs in memory, hierarchy and view included. */

#include "memory/strata-flat-view-private.h"
#include "strata-bench-map.h"
#include "strata-bench.h"

#include <malloc.h>

static double
get_allocated (void)
{
  struct mallinfo2 info = mallinfo2 ();

  return (double) info.uordblks + (double) info.hblkhd;
}

static void
measure (StrataBench *bench, StrataBenchShape shape, gboolean one_by_one, const char *how)
{
  guint n_regions = strata_bench_scale (bench, 1000000, 1000);
  double before = get_allocated ();
  StrataBenchMap *map = strata_bench_map_new (n_regions);
  StrataFlatView *view;
  double view_size;

  if (one_by_one)
    {
      strata_bench_map_open (map);
      for (guint i = 0; i < n_regions; i++)
        strata_bench_map_add (map, i);
    }
  else
    {
      strata_bench_map_build (map, shape);
      strata_bench_map_open (map);
    }
  view = strata_address_space_ref_view (map->space);
  view_size = (double) strata_flat_view_get_memory (view);
  strata_flat_view_unref (view);
  strata_bench_report_as (bench,
                          &(StrataBenchRow){ .value = (get_allocated () - before) / n_regions,
                                             .unit = "B",
                                             .limit = 500,
                                             .target = "500 bytes" },
                          "bytes per region, %u, %s", n_regions, how);
  strata_bench_report_as (bench,
                          &(StrataBenchRow){ .value = view_size / n_regions, .unit = "B" },
                          "of these in the flat view, %s", how);
  strata_bench_map_free (map);
}

void
strata_bench_memory (StrataBench *bench)
{
  measure (bench, STRATA_BENCH_FLAT, FALSE, "added at once");
  measure (bench, STRATA_BENCH_FLAT, TRUE, "added one by one");
  measure (bench, STRATA_BENCH_OVERLAPPING, FALSE, "overlapping");
}
