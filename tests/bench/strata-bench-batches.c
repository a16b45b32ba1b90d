/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Many edits in one transaction, beside a view that is rendered from scratch. */

#include "strata-bench-map.h"
#include "strata-bench.h"

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

void
strata_bench_batches (StrataBench *bench)
{
  guint most = strata_bench_scale (bench, 100000, 100);

  for (guint n_edits = 1; n_edits <= most; n_edits *= 10)
    {
      measure_batch (bench, STRATA_BENCH_FLAT, n_edits, TRUE);
      if (n_edits > 1 && n_edits < most)
        measure_batch (bench, STRATA_BENCH_FLAT, n_edits, FALSE);
      measure_batch (bench, STRATA_BENCH_OVERLAPPING, n_edits, TRUE);
    }
}
