/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Edits of one of N siblings: what they cost however large the map is. */

#include "strata-bench-map.h"
#include "strata-bench.h"

/* What a range that lies apart from the others of its edit may cost, in microseconds. */
#define APART 2

/* Every edit is made and taken back, each at another place than the one before. */
typedef struct
{
  StrataBenchMap *map;
  StrataBenchShape shape;
  guint at;
  StrataFlatView *taken; /* by the last reader */
} Edits;

static guint
next_index (Edits *edits)
{
  edits->at = edits->at * 1664525 + 1013904223;
  return (guint) (((guint64) edits->at * edits->map->regions->len) >> 32);
}

static void
toggle (gpointer data, guint repeats)
{
  Edits *edits = data;

  for (guint i = 0; i < repeats; i += 2)
    {
      StrataRegion *region = g_ptr_array_index (edits->map->regions, next_index (edits));

      strata_region_set_enabled (region, FALSE, NULL);
      strata_region_set_enabled (region, TRUE, NULL);
    }
}

/* A reader takes each view, as an initiator that runs does: then the next edit changes none of its
 * chunks in place. */
static void
take_view (Edits *edits)
{
  StrataFlatView *before = edits->taken;

  edits->taken = strata_address_space_ref_view (edits->map->space);
  if (before != NULL)
    strata_flat_view_unref (before);
}

static void
toggle_taken (gpointer data, guint repeats)
{
  Edits *edits = data;

  for (guint i = 0; i < repeats; i += 2)
    {
      StrataRegion *region = g_ptr_array_index (edits->map->regions, next_index (edits));

      strata_region_set_enabled (region, FALSE, NULL);
      take_view (edits);
      strata_region_set_enabled (region, TRUE, NULL);
      take_view (edits);
    }
  g_clear_pointer (&edits->taken, strata_flat_view_unref);
}

static void
move (gpointer data, guint repeats)
{
  Edits *edits = data;

  for (guint i = 0; i < repeats; i += 2)
    {
      StrataRegion *region
        = strata_bench_map_get_placed (edits->map, edits->shape, next_index (edits));
      guint64 address = strata_region_get_address (region);

      strata_region_set_address (region, address + STRATA_PAGE_SIZE, NULL);
      strata_region_set_address (region, address, NULL);
    }
}

static void
resize (gpointer data, guint repeats)
{
  Edits *edits = data;

  for (guint i = 0; i < repeats; i += 2)
    {
      StrataRegion *region = g_ptr_array_index (edits->map->regions, next_index (edits));
      guint64 size = strata_region_get_size (region);

      strata_region_set_size (region, size - STRATA_PAGE_SIZE / 2, NULL);
      strata_region_set_size (region, size, NULL);
    }
}

static void
prioritise (gpointer data, guint repeats)
{
  Edits *edits = data;

  for (guint i = 0; i < repeats; i += 2)
    {
      StrataRegion *region
        = strata_bench_map_get_placed (edits->map, edits->shape, next_index (edits));
      gint priority = strata_region_get_priority (region);

      strata_region_set_priority (region, priority + 2, NULL);
      strata_region_set_priority (region, priority, NULL);
    }
}

static const struct
{
  const char *name;
  StrataBenchWork work;
} kinds[] = {
  { "toggle", toggle },
  { "move", move },
  { "resize", resize },
  { "re-prioritise", prioritise },
  { "each view taken by a reader: toggle", toggle_taken },
};

/* {{{ The cost of a range */

static void
toggle_root (gpointer data, guint repeats)
{
  StrataBenchMap *map = data;

  for (guint i = 0; i < repeats; i++)
    strata_region_set_enabled (map->root, i % 2, NULL);
}

/* What each further range costs if they lie together: a container of many toggles. */
static void
measure_range (StrataBench *bench)
{
  guint n_regions = strata_bench_scale (bench, 10000, 10);
  StrataBenchMap *map = strata_bench_map_new (n_regions);
  double time;

  strata_bench_map_build (map, STRATA_BENCH_FLAT);
  strata_bench_map_open (map);
  time = strata_bench_time (bench, toggle_root, map, strata_bench_scale (bench, 20, 2)) / n_regions;
  strata_bench_map_free (map);
  strata_bench_report_as (bench, &(StrataBenchRow){ .value = time, .unit = "ns" },
                          "toggle a container of %u: per range", n_regions);
}

/* }}} */

static void
measure_shape (StrataBench *bench, StrataBenchShape shape, guint n_regions)
{
  StrataBenchMap *map = strata_bench_map_new (n_regions);
  Edits edits = { map, shape, 1, NULL };
  double fixed = n_regions <= 10000 ? 20 : 60;
  StrataBenchTask tasks[G_N_ELEMENTS (kinds)];

  strata_bench_map_build (map, shape);
  strata_bench_map_open (map);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    tasks[i] = (StrataBenchTask){ kinds[i].work, &edits, strata_bench_scale (bench, 2000, 2), 0 };
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      StrataBenchRow row = { .value = tasks[i].time / 1000, .unit = "us", .limit = fixed };
      gboolean apart = shape == STRATA_BENCH_ALIASED_16;
      g_autofree char *target = g_strdup_printf ("%.0f us%s", fixed, apart ? " + 16 x 2 us" : "");

      /* One edit of what is seen through 16 aliases changes 16 ranges that lie far apart. */
      if (apart)
        row.limit += 16 * APART;
      row.target = target;
      strata_bench_report_as (bench, &row, "%s one of %u, %s", kinds[i].name, n_regions,
                              strata_bench_shape_get_name (shape));
    }
  strata_bench_map_free (map);
}

void
strata_bench_edits (StrataBench *bench)
{
  measure_range (bench);
  for (guint shape = 0; shape < STRATA_BENCH_N_SHAPES; shape++)
    {
      if (!strata_bench_is_quick (bench))
        for (guint n_regions = 100; n_regions < 10000; n_regions *= 10)
          if (shape == STRATA_BENCH_FLAT)
            measure_shape (bench, shape, n_regions);
      measure_shape (bench, shape, strata_bench_scale (bench, 10000, 20));
      if (!strata_bench_is_quick (bench))
        measure_shape (bench, shape, 1000000);
    }
}
