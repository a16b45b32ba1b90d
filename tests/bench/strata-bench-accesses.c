/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Loads, stores and transfers through an initiator, beside the bare work they cannot do without.
 * All RAM regions show one page: what is measured is finding it, not the caches behind it. */

#include "memory/strata-load-store-private.h"
#include "memory/strata-watch.h"
#include "strata-bench-floor.h"
#include "strata-bench-map.h"
#include "strata-bench.h"

#include <string.h>

#define N_QUERIES (1 << 14)
#define MIB (1024 * 1024)

typedef struct
{
  StrataInitiator *initiator;
  const guint64 *queries;
} Accesses;

static void
load (gpointer data, guint repeats)
{
  Accesses *accesses = data;
  guint64 sum = 0;

  for (guint i = 0; i < repeats; i++)
    {
      guint64 value;

      strata_initiator_load (accesses->initiator, accesses->queries[i % N_QUERIES], 4,
                             STRATA_LITTLE_ENDIAN, &value);
      sum += value;
    }
  strata_bench_consume (sum);
}

static void
store (gpointer data, guint repeats)
{
  Accesses *accesses = data;

  for (guint i = 0; i < repeats; i++)
    strata_initiator_store (accesses->initiator, accesses->queries[i % N_QUERIES], 4,
                            STRATA_LITTLE_ENDIAN, i);
}

/* The same once with the word tested that says whether there is a log, a device or the like, and
 * once without: nothing else differs. */

G_ALWAYS_INLINE static inline void
store_hit (Accesses *accesses, guint repeats, guint mask)
{
  guint n_done = 0;

  for (guint i = 0; i < repeats; i++)
    n_done += strata_initiator_store_hit (accesses->initiator, accesses->queries[i % N_QUERIES],
                                          4, i, mask)
              == STRATA_HIT_DONE;
  g_assert_cmpuint (n_done, ==, repeats);
}

static void
store_tested (gpointer data, guint repeats)
{
  store_hit (data, repeats, STRATA_SLOW_STORE);
}

static void
store_untested (gpointer data, guint repeats)
{
  store_hit (data, repeats, 0);
}

static guint64 *
new_queries (guint n_regions)
{
  guint64 *queries = g_new (guint64, N_QUERIES);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_QUERIES; i++)
    queries[i] = (guint64) g_rand_int_range (random, 0, (gint) n_regions) * STRATA_BENCH_STRIDE
                 + (guint64) g_rand_int_range (random, 0, STRATA_PAGE_SIZE / 4) * 4;
  return queries;
}

static guint64 *
new_firsts (guint n_regions)
{
  guint64 *firsts = g_new (guint64, n_regions);

  for (guint i = 0; i < n_regions; i++)
    firsts[i] = (guint64) i * STRATA_BENCH_STRIDE;
  return firsts;
}

/* {{{ RAM */

static void
measure_ram (StrataBench *bench, guint n_regions, gpointer page)
{
  StrataBenchMap *map = strata_bench_map_new_ram (n_regions, page);
  g_autofree guint64 *firsts = new_firsts (n_regions);
  g_autofree guint64 *queries = new_queries (n_regions);
  g_autofree guint64 *same = new_queries (1);
  guint repeats = strata_bench_scale (bench, 200000, 100);
  StrataBenchFloor floor
    = { .firsts = firsts, .n_firsts = n_regions, .queries = queries, .n_queries = N_QUERIES };
  g_autoptr (StrataInitiator) initiator = NULL;
  Accesses anywhere, again;
  StrataBenchTask tasks[] = { { load, &anywhere, repeats, 0 },
                              { strata_bench_floor_search, &floor, repeats, 0 },
                              { load, &again, repeats, 0 },
                              { store, &again, repeats, 0 },
                              { store_tested, &again, repeats, 0 },
                              { store_untested, &again, repeats, 0 } };

  strata_bench_map_build (map, STRATA_BENCH_FLAT);
  strata_bench_map_open (map);
  initiator = strata_initiator_new (map->space, "benchmark");
  anywhere = (Accesses){ initiator, queries };
  again = (Accesses){ initiator, same };
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  strata_bench_report_as (bench,
                          &(StrataBenchRow){ .value = tasks[0].time,
                                             .unit = "ns",
                                             .beside = "bare search",
                                             .beside_value = tasks[1].time,
                                             .limit = 1.5 * tasks[1].time + 2,
                                             .target = "1.5 x search + 2 ns" },
                          "RAM load, random address, %u ranges", n_regions);
  strata_bench_report_as (
    bench,
    &(StrataBenchRow){ .value = tasks[2].time, .unit = "ns", .limit = 3, .target = "3 ns" },
    "RAM load, same range, %u ranges", n_regions);
  strata_bench_report_as (bench,
                          &(StrataBenchRow){ .value = tasks[3].time,
                                             .unit = "ns",
                                             .beside = "load",
                                             .beside_value = tasks[2].time },
                          "RAM store, same range, log and watch off, %u ranges", n_regions);
  strata_bench_report_as (bench,
                          &(StrataBenchRow){ .value = tasks[4].time,
                                             .unit = "ns",
                                             .beside = "without the test",
                                             .beside_value = tasks[5].time },
                          "RAM store, inlined, log and watch off, %u ranges", n_regions);
  g_clear_pointer (&initiator, strata_initiator_unref);
  strata_bench_map_free (map);
}

/* The same store in four systems: one that never had an access log, one whose log is switched off
 * again, one that writes it, one that counts. */
static void
measure_log (StrataBench *bench, gpointer page)
{
  g_autoptr (StrataAccessLog) log
    = strata_access_log_new (STRATA_ACCESS_LOG_MAX_LENGTH, NULL, NULL, NULL);
  g_autofree guint64 *same = new_queries (1);
  guint repeats = strata_bench_scale (bench, 200000, 100);
  g_autoptr (StrataHeat) heat = strata_heat_new ();
  static const char *const names[]
    = { NULL, "access log switched off again", "access log on", "counts and heat on" };
  StrataBenchMap *maps[4];
  Accesses accesses[4];
  StrataBenchTask tasks[] = { { store, &accesses[0], repeats, 0 },
                              { store, &accesses[1], repeats, 0 },
                              { store, &accesses[2], repeats, 0 },
                              { store, &accesses[3], repeats, 0 } };

  for (guint i = 0; i < 4; i++)
    {
      maps[i] = strata_bench_map_new_ram (10, page);
      strata_bench_map_build (maps[i], STRATA_BENCH_FLAT);
      strata_bench_map_open (maps[i]);
      accesses[i] = (Accesses){ strata_initiator_new (maps[i]->space, "benchmark"), same };
      if (i == 1 || i == 2)
        strata_system_set_access_log (maps[i]->system, log, NULL);
      if (i == 1)
        strata_system_set_access_log (maps[i]->system, NULL, NULL);
      if (i == 3)
        strata_system_set_heat (maps[i]->system, heat, NULL);
    }
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  for (guint i = 1; i < 4; i++)
    strata_bench_report_as (bench,
                            &(StrataBenchRow){ .value = tasks[i].time,
                                               .unit = "ns",
                                               .beside = "never switched on",
                                               .beside_value = tasks[0].time },
                            "RAM store, %s", names[i]);
  for (guint i = 0; i < 4; i++)
    {
      strata_initiator_unref (accesses[i].initiator);
      strata_bench_map_free (maps[i]);
    }
}

/* }}} */
/* {{{ MMIO */

static void
measure_mmio (StrataBench *bench, guint n_regions, guint n_targets)
{
  g_autofree guint64 *firsts = new_firsts (n_regions);
  g_autofree guint64 *queries = new_queries (n_regions);
  g_autofree StrataBenchCallback *callbacks = g_new (StrataBenchCallback, MAX (n_regions, 4));
  guint repeats = strata_bench_scale (bench, 200000, 100);
  StrataRegionOps ops[4] = { { 0 }, { 0 }, { 0 }, { 0 } };
  StrataBenchFloor floor = { firsts, callbacks, n_regions, queries, N_QUERIES };
  StrataBenchMap *maps[2];
  StrataInitiator *initiators[2];
  Accesses accesses[2];
  StrataBenchTask tasks[] = { { load, &accesses[0], repeats, 0 },
                              { load, &accesses[1], repeats, 0 },
                              { strata_bench_floor_search_and_call, &floor, repeats, 0 },
                              { strata_bench_floor_call, &floor, repeats, 0 } };

  for (guint i = 0; i < 4; i++)
    ops[i].read = strata_bench_get_callback (i);
  for (guint i = 0; i < MAX (n_regions, 4); i++)
    callbacks[i] = strata_bench_get_callback (i % n_targets);
  for (guint is_locked = 0; is_locked < 2; is_locked++)
    {
      StrataBenchMap *map = maps[is_locked] = strata_bench_map_new (0);

      for (guint i = 0; i < n_regions; i++)
        {
          StrataRegion *region
            = strata_region_new_mmio (map->system, NULL, "device", STRATA_PAGE_SIZE,
                                      &ops[i % n_targets], NULL, NULL);

          strata_region_set_lock_free (region, !is_locked, NULL);
          g_ptr_array_add (map->regions, region);
        }
      strata_bench_map_build (map, STRATA_BENCH_FLAT);
      strata_bench_map_open (map);
      initiators[is_locked] = strata_initiator_new (map->space, "benchmark");
      accesses[is_locked] = (Accesses){ initiators[is_locked], queries };
    }
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  strata_bench_report_as (bench,
                          &(StrataBenchRow){ .value = tasks[0].time,
                                             .unit = "ns",
                                             .beside = "search + call",
                                             .beside_value = tasks[2].time,
                                             .limit = 1.5 * tasks[2].time + 2,
                                             .target = "1.5 x that + 2 ns" },
                          "MMIO load, lock-free, %u ranges, %u callback%s", n_regions, n_targets,
                          n_targets > 1 ? "s" : "");
  strata_bench_report_as (bench,
                          &(StrataBenchRow){ .value = tasks[1].time - tasks[0].time,
                                             .unit = "ns" },
                          "the system lock's part in an MMIO load, %u ranges, %u callback%s",
                          n_regions, n_targets, n_targets > 1 ? "s" : "");
  strata_bench_report_as (bench, &(StrataBenchRow){ .value = tasks[3].time, .unit = "ns" },
                          "bare indirect call, %u target%s, queries of %u", n_targets,
                          n_targets > 1 ? "s" : "", n_regions);
  for (guint i = 0; i < 2; i++)
    {
      strata_initiator_unref (initiators[i]);
      strata_bench_map_free (maps[i]);
    }
}

/* }}} */
/* {{{ Buffers */

typedef struct
{
  StrataInitiator *initiator;
  guint8 *guest;
  guint8 *buffer;
} Transfer;

static void
read_buffer (gpointer data, guint repeats)
{
  Transfer *transfer = data;

  for (guint i = 0; i < repeats; i++)
    strata_initiator_read (transfer->initiator, 0, transfer->buffer, MIB);
}

static void
write_buffer (gpointer data, guint repeats)
{
  Transfer *transfer = data;

  for (guint i = 0; i < repeats; i++)
    strata_initiator_write (transfer->initiator, 0, transfer->buffer, MIB);
}

static void
copy_out (gpointer data, guint repeats)
{
  Transfer *transfer = data;

  for (guint i = 0; i < repeats; i++)
    {
      memcpy (transfer->buffer, transfer->guest, MIB);
      strata_bench_consume (transfer->buffer[i % MIB]);
    }
}

static void
copy_in (gpointer data, guint repeats)
{
  Transfer *transfer = data;

  for (guint i = 0; i < repeats; i++)
    {
      memcpy (transfer->guest, transfer->buffer, MIB);
      strata_bench_consume (transfer->guest[i % MIB]);
    }
}

static void
measure_buffers (StrataBench *bench)
{
  StrataBenchMap *map = strata_bench_map_new (0);
  g_autofree guint8 *buffer = g_malloc0 (MIB);
  g_autoptr (GError) error = NULL;
  StrataRegion *ram = strata_region_new_ram (map->system, NULL, "ram", MIB, &error);
  guint repeats = strata_bench_scale (bench, 200, 2);
  Transfer transfer;
  StrataBenchTask tasks[] = { { read_buffer, &transfer, repeats, 0 },
                              { copy_out, &transfer, repeats, 0 },
                              { write_buffer, &transfer, repeats, 0 },
                              { copy_in, &transfer, repeats, 0 } };

  g_assert_no_error (error);
  g_ptr_array_add (map->regions, ram);
  strata_bench_map_build (map, STRATA_BENCH_FLAT);
  strata_bench_map_open (map);
  transfer = (Transfer){ strata_initiator_new (map->space, "benchmark"),
                         strata_region_get_ram_ptr (ram), buffer };
  memset (transfer.guest, 1, MIB);
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  for (guint i = 0; i < 4; i += 2)
    strata_bench_report_as (bench,
                            &(StrataBenchRow){ .value = tasks[i].time / 1000,
                                               .unit = "us",
                                               .beside = "memcpy",
                                               .beside_value = tasks[i + 1].time / 1000,
                                               .limit = 1.1 * tasks[i + 1].time / 1000,
                                               .target = "memcpy, within a tenth" },
                            "%s 1 MiB", i == 0 ? "read" : "write");
  strata_initiator_unref (transfer.initiator);
  strata_bench_map_free (map);
}

/* }}} */

void
strata_bench_accesses (StrataBench *bench)
{
  g_autofree guint8 *page = g_malloc0 (STRATA_PAGE_SIZE);
  guint most = strata_bench_scale (bench, 10000, 10);

  measure_ram (bench, 10, page);
  for (guint n_regions = 1000; n_regions <= most; n_regions *= 10)
    measure_ram (bench, n_regions, page);
  measure_log (bench, page);
  measure_mmio (bench, 10, 1);
  for (guint n_regions = 1000; n_regions <= most; n_regions *= 10)
    measure_mmio (bench, n_regions, 1);
  measure_mmio (bench, most, 4);
  measure_buffers (bench);
}
