/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Maps that grow and shrink one by one, and many edits in one transaction beside a view that is
 * rendered from scratch. */

#include "strata-bench-map.h"
#include "strata-bench.h"

#include <math.h>

/* {{{ One by one */

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

/* }}} */
/* {{{ Batches */

typedef struct
{
  StrataBenchMap *map;
  guint n_edits;
  gboolean scattered;
} Batch;

static void
edit_batch (Batch *batch, guint round)
{
  guint n_regions = batch->map->regions->len;
  guint step = batch->scattered ? n_regions / batch->n_edits : 1;

  strata_system_begin (batch->map->system);
  for (guint i = 0; i < batch->n_edits; i++)
    strata_region_set_enabled (g_ptr_array_index (batch->map->regions, i * step), round % 2, NULL);
  strata_system_commit (batch->map->system);
}

static void
commit_batch (gpointer data, guint repeats)
{
  for (guint i = 0; i < repeats; i++)
    edit_batch (data, i);
}

/* The same edits where nobody looks, then a view from nothing. */
static void
render_from_scratch (gpointer data, guint repeats)
{
  Batch *batch = data;

  for (guint i = 0; i < repeats; i++)
    {
      edit_batch (batch, i);
      strata_bench_map_open (batch->map);
      strata_bench_map_close (batch->map);
    }
}

static void
measure_batch (StrataBench *bench, StrataBenchShape shape, guint n_edits, gboolean scattered)
{
  guint n_regions = strata_bench_scale (bench, 100000, 100);
  Batch open = { strata_bench_map_new (n_regions), n_edits, scattered };
  Batch closed = { strata_bench_map_new (n_regions), n_edits, scattered };
  StrataBenchTask tasks[] = { { commit_batch, &open, 2, 0 },
                              { render_from_scratch, &closed, 2, 0 } };
  StrataBenchRow row = { .unit = "us", .beside = "from scratch", .target = "from scratch" };

  strata_bench_map_build (open.map, shape);
  strata_bench_map_build (closed.map, shape);
  strata_bench_map_open (open.map);
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  row.value = tasks[0].time / 1000;
  row.beside_value = row.limit = tasks[1].time / 1000;
  strata_bench_report_as (bench, &row, "%u of %u in one transaction, %s, %s", n_edits, n_regions,
                          strata_bench_shape_get_name (shape),
                          scattered ? "scattered" : "together");
  strata_bench_map_free (open.map);
  strata_bench_map_free (closed.map);
}

/* }}} */

void
strata_bench_growth (StrataBench *bench)
{
  guint most = strata_bench_scale (bench, 100000, 100);

  measure_growth (bench, TRUE);
  measure_growth (bench, FALSE);
  for (guint n_edits = 1; n_edits <= most; n_edits *= 10)
    {
      measure_batch (bench, STRATA_BENCH_FLAT, n_edits, TRUE);
      if (n_edits > 1 && n_edits < most)
        measure_batch (bench, STRATA_BENCH_FLAT, n_edits, FALSE);
      measure_batch (bench, STRATA_BENCH_OVERLAPPING, n_edits, TRUE);
    }
}
