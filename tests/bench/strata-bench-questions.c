/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who hides what, asked of large maps. */

#include "strata-bench-map.h"
#include "strata-bench.h"

typedef struct
{
  StrataBenchMap *map;
  guint n_answers; /* of the last question */
  guint at;
} Questions;

static void
count_hidden (guint64 first G_GNUC_UNUSED, guint64 last G_GNUC_UNUSED, guint by G_GNUC_UNUSED,
              gpointer user_data)
{
  ((Questions *) user_data)->n_answers++;
}

static void
ask_region (Questions *questions, StrataRegion *region)
{
  g_autoptr (StrataRendering) rendering
    = strata_rendering_new_for_region (questions->map->root, region);

  questions->n_answers = 0;
  for (guint i = 0; i < strata_rendering_get_n_instances (rendering); i++)
    if (strata_rendering_get_instance (rendering, i)->region == region)
      strata_rendering_foreach_hidden (rendering, i, count_hidden, questions);
}

/* {{{ One region */

static void
ask_some_region (gpointer data, guint repeats)
{
  Questions *questions = data;
  GPtrArray *regions = questions->map->regions;

  for (guint i = 0; i < repeats; i++)
    {
      questions->at = (questions->at + 61803) % regions->len;
      ask_region (questions, g_ptr_array_index (regions, questions->at));
    }
}

static void
ask_background (gpointer data, guint repeats)
{
  Questions *questions = data;

  for (guint i = 0; i < repeats; i++)
    ask_region (questions, g_ptr_array_index (questions->map->others, 0));
}

/* Something large that the first of the regions hide in places. */
static void
add_background (StrataBenchMap *map, guint n_hiding)
{
  StrataRegion *region
    = strata_region_new_reserved (map->system, NULL, "background",
                                  (guint64) n_hiding * STRATA_BENCH_STRIDE);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (map->others, region);
  strata_region_add_subregion_overlap (map->root, 0, region, -1, &error);
  g_assert_no_error (error);
}

static void
measure_hidden (StrataBench *bench)
{
  guint n_regions = strata_bench_scale (bench, 100000, 100);
  Questions one = { strata_bench_map_new (n_regions), 0, 0 };
  Questions many = { strata_bench_map_new (n_regions), 0, 0 };
  StrataBenchTask tasks[]
    = { { ask_some_region, &one, strata_bench_scale (bench, 2000, 2), 0 },
        { ask_background, &many, strata_bench_scale (bench, 20, 2), 0 } };

  strata_bench_map_build (one.map, STRATA_BENCH_OVERLAPPING);
  strata_bench_map_open (one.map);
  strata_bench_map_build (many.map, STRATA_BENCH_FLAT);
  add_background (many.map, strata_bench_scale (bench, 10000, 10));
  strata_bench_map_open (many.map);
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  strata_bench_report_as (bench,
                          &(StrataBenchRow){ .value = tasks[0].time / 1000,
                                             .unit = "us",
                                             .limit = 50,
                                             .target = "50 us" },
                          "hidden ranges of one region among %u", n_regions);
  strata_bench_report_as (
    bench, &(StrataBenchRow){ .value = tasks[1].time / many.n_answers, .unit = "ns" },
    "hidden ranges, each of %u reported", many.n_answers);
  strata_bench_map_free (one.map);
  strata_bench_map_free (many.map);
}

/* }}} */
/* {{{ Probes */

static void
probe (gpointer data, guint repeats)
{
  Questions *questions = data;

  for (guint i = 0; i < repeats; i++)
    {
      guint64 address = strata_region_get_address (
        g_ptr_array_index (questions->map->regions, questions->at));
      g_autoptr (StrataRendering) rendering = strata_rendering_new (
        questions->map->root, address, address, STRATA_RENDERING_DEFAULT);
      g_autoptr (GArray) tried = strata_rendering_list_tried (rendering, address);

      questions->n_answers = tried->len;
      questions->at = (questions->at + 61803) % questions->map->regions->len;
    }
}

static StrataBenchMap *
new_pile (guint n_regions)
{
  StrataBenchMap *map = strata_bench_map_new (n_regions);

  strata_system_begin (map->system);
  for (guint i = 0; i < n_regions; i++)
    strata_region_add_subregion_overlap (map->root, 0, g_ptr_array_index (map->regions, i),
                                         (gint) i, NULL);
  strata_system_commit (map->system);
  return map;
}

static void
measure_probe (StrataBench *bench)
{
  guint n_regions = strata_bench_scale (bench, 100000, 100);
  Questions few = { strata_bench_map_new (n_regions), 0, 0 };
  Questions many = { new_pile (strata_bench_scale (bench, 1000, 10)), 0, 0 };
  StrataBenchTask tasks[] = { { probe, &few, strata_bench_scale (bench, 2000, 2), 0 },
                              { probe, &many, strata_bench_scale (bench, 200, 2), 0 } };

  strata_bench_map_build (few.map, STRATA_BENCH_OVERLAPPING);
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  strata_bench_report_as (bench,
                          &(StrataBenchRow){ .value = tasks[0].time / 1000,
                                             .unit = "us",
                                             .limit = 10,
                                             .target = "10 us" },
                          "probe among %u, %u losers", n_regions, few.n_answers - 1);
  strata_bench_report_as (
    bench, &(StrataBenchRow){ .value = tasks[1].time / many.n_answers, .unit = "ns" },
    "probe, each of %u losers", many.n_answers - 1);
  strata_bench_map_free (few.map);
  strata_bench_map_free (many.map);
}

/* }}} */
/* {{{ Everything */

typedef struct
{
  StrataRendering *rendering;
  guint instance;
  guint n_by_order;
  guint n_reported;
} Report;

static void
report_hidden (guint64 first G_GNUC_UNUSED, guint64 last G_GNUC_UNUSED, guint by,
               gpointer user_data)
{
  Report *report = user_data;
  StrataPrecedence precedence;

  strata_rendering_get_precedence (report->rendering, by, report->instance, &precedence);
  report->n_by_order += precedence.rule == STRATA_RULE_ORDER;
  report->n_reported++;
}

static void
ask_everything (gpointer data, guint repeats)
{
  Questions *questions = data;

  for (guint i = 0; i < repeats; i++)
    {
      g_autoptr (StrataRendering) rendering = strata_rendering_new (
        questions->map->root, 0, G_MAXUINT64, STRATA_RENDERING_DEFAULT);
      Report report = { .rendering = rendering };

      for (; report.instance < strata_rendering_get_n_instances (rendering); report.instance++)
        if (strata_rendering_get_instance (rendering, report.instance)->content)
          strata_rendering_foreach_hidden (rendering, report.instance, report_hidden, &report);
      questions->n_answers = report.n_reported;
      strata_bench_consume (report.n_by_order);
    }
}

static void
measure_report (StrataBench *bench, StrataBenchShape shape)
{
  guint n_regions = strata_bench_scale (bench, 100000, 100);
  Questions all = { strata_bench_map_new (n_regions), 0, 0 };
  double time;

  strata_bench_map_build (all.map, shape);
  if (shape == STRATA_BENCH_FLAT)
    add_background (all.map, n_regions);
  time = strata_bench_time (bench, ask_everything, &all, 1);
  strata_bench_report_as (bench,
                          &(StrataBenchRow){ .value = time / 1e6,
                                             .unit = "ms",
                                             .limit = 300,
                                             .target = "300 ms" },
                          "the whole hidden report of %u, %s, %u ranges", n_regions,
                          strata_bench_shape_get_name (shape), all.n_answers);
  strata_bench_map_free (all.map);
}

/* }}} */

void
strata_bench_questions (StrataBench *bench)
{
  measure_hidden (bench);
  measure_probe (bench);
  measure_report (bench, STRATA_BENCH_OVERLAPPING);
  measure_report (bench, STRATA_BENCH_FLAT);
}
