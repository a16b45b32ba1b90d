/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Maps that grow and shrink one by one. */

#include "strata-bench-map.h"
#include "strata-bench.h"

#include <math.h>

typedef struct
{
  double add;
  double delete;
} Growth;

/* Seconds for all of N. The order is that of the addresses, or one that jumps about. */
static Growth
grow (guint n_regions, gboolean in_order)
{
  StrataBenchMap *map = strata_bench_map_new (n_regions);
  guint step = in_order ? 1 : 618033; /* prime, and no divisor of a power of ten */
  double start, middle;
  Growth growth;

  strata_bench_map_open (map);
  start = strata_bench_now ();
  for (guint i = 0; i < n_regions; i++)
    strata_bench_map_add (map, (guint) ((guint64) i * step % n_regions));
  middle = strata_bench_now ();
  growth.add = (middle - start) / 1e9;
  for (guint i = 0; i < n_regions; i++)
    strata_region_del_subregion (
      map->root, g_ptr_array_index (map->regions, (guint64) i * step % n_regions), NULL);
  growth.delete = (strata_bench_now () - middle) / 1e9;
  strata_bench_map_free (map);
  return growth;
}

static void
report_growth (StrataBench *bench, const char *what, const double seconds[3], guint largest)
{
  StrataBenchRow total = { .value = seconds[2], .unit = "s", .limit = 10, .target = "seconds" };
  /* The slope over a factor of ten, the steeper of two. */
  StrataBenchRow exponent
    = { .value = log10 (MAX (seconds[1] / seconds[0], seconds[2] / seconds[1])),
        .unit = "",
        .limit = 1.15,
        .target = "1.15" };

  strata_bench_report_as (bench, &total, "%s %u one by one", what, largest);
  strata_bench_report_as (bench, &exponent, "%s one by one: growth exponent", what);
}

static void
measure_growth (StrataBench *bench, gboolean in_order)
{
  guint largest = strata_bench_scale (bench, 1000000, 1000);
  g_autofree char *adding = g_strdup_printf ("add, %s,", in_order ? "ascending" : "anywhere");
  g_autofree char *deleting = g_strdup_printf ("delete, %s,", in_order ? "ascending" : "anywhere");
  double add[3], delete[3];

  for (guint i = 0; i < 3; i++)
    {
      double adds[3], deletes[3];
      guint n_rounds = strata_bench_is_quick (bench) ? 1 : 3;

      for (guint round = 0; round < n_rounds; round++)
        {
          Growth growth = grow (largest / (i == 0 ? 100 : i == 1 ? 10 : 1), in_order);

          adds[round] = growth.add;
          deletes[round] = growth.delete;
        }
      add[i] = strata_bench_median (adds, n_rounds);
      delete[i] = strata_bench_median (deletes, n_rounds);
    }
  report_growth (bench, adding, add, largest);
  report_growth (bench, deleting, delete, largest);
}

void
strata_bench_growth (StrataBench *bench)
{
  measure_growth (bench, TRUE);
  measure_growth (bench, FALSE);
}
