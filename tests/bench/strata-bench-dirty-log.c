/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Logged writes, and harvests of what they mark. */

#include "strata-bench-floor.h"
#include "strata-bench-map.h"
#include "strata-bench.h"

#include <linux/membarrier.h>
#include <malloc.h>
#include <sys/syscall.h>
#include <unistd.h>

#define GIB (G_GUINT64_CONSTANT (1) << 30)
#define N_WRITTEN 4096 /* pages */

static StrataBenchMap *
new_ram_map (guint64 size)
{
  StrataBenchMap *map = strata_bench_map_new (0);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (map->regions, strata_region_new_ram (map->system, NULL, "ram", size, &error));
  g_assert_no_error (error);
  strata_system_set_limit (map->system, STRATA_LIMIT_RAM, G_MAXUINT64);
  strata_bench_map_build (map, STRATA_BENCH_FLAT);
  strata_bench_map_open (map);
  return map;
}

static StrataRegion *
get_ram (StrataBenchMap *map)
{
  return g_ptr_array_index (map->regions, 0);
}

/* Starts to log, and takes what is dirty because of that. */
static void
start_log (StrataBenchMap *map)
{
  g_autoptr (GError) error = NULL;

  strata_region_set_log (get_ram (map), STRATA_DIRTY_VGA, TRUE, &error);
  g_assert_no_error (error);
  strata_region_reset_dirty (get_ram (map), 0, strata_region_get_size (get_ram (map)),
                             STRATA_DIRTY_VGA);
}

static guint64
harvest (StrataBenchMap *map)
{
  StrataRegion *ram = get_ram (map);
  g_autoptr (StrataDirtySnapshot) snapshot = strata_region_snapshot_and_clear_dirty (
    ram, 0, strata_region_get_size (ram), STRATA_DIRTY_VGA);

  return strata_dirty_snapshot_get_n_pages (snapshot);
}

/* {{{ Writes */

typedef struct
{
  StrataBenchMap *map;
  StrataInitiator *initiator;
  gboolean harvests; /* after each page has been written once */
} Writer;

static void
write_pages (gpointer data, guint repeats)
{
  Writer *writer = data;

  for (guint i = 0; i < repeats; i++)
    {
      guint64 page = i * 617 % N_WRITTEN;

      strata_initiator_store (writer->initiator, page * STRATA_PAGE_SIZE + i % 1024 * 4, 4,
                              STRATA_LITTLE_ENDIAN, i);
      if (writer->harvests && i % N_WRITTEN == N_WRITTEN - 1)
        strata_bench_consume (harvest (writer->map));
    }
}

static void
measure_writes (StrataBench *bench)
{
  StrataBenchMap *plain = new_ram_map (N_WRITTEN * STRATA_PAGE_SIZE);
  StrataBenchMap *logged = new_ram_map (N_WRITTEN * STRATA_PAGE_SIZE);
  g_autoptr (StrataInitiator) on_plain = strata_initiator_new (plain->space, "benchmark");
  g_autoptr (StrataInitiator) on_logged = strata_initiator_new (logged->space, "benchmark");
  Writer writers[] = { { plain, on_plain, FALSE },
                       { logged, on_logged, FALSE },
                       { logged, on_logged, TRUE } };
  guint repeats = strata_bench_scale (bench, 100 * N_WRITTEN, N_WRITTEN);
  StrataBenchTask tasks[] = { { write_pages, &writers[0], repeats, 0 },
                              { write_pages, &writers[1], repeats, 0 },
                              { write_pages, &writers[2], repeats, 0 } };

  start_log (logged);
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  strata_bench_report (bench, &(StrataBenchRow){ .name = "logged 4-byte write, random page",
                                                 .value = tasks[1].time,
                                                 .unit = "ns",
                                                 .beside = "unlogged",
                                                 .beside_value = tasks[0].time,
                                                 .limit = 1.5 * tasks[0].time,
                                                 .target = "1.5 x unlogged" });
  strata_bench_report (bench,
                       &(StrataBenchRow){ .name = "the same, each page's first since a harvest",
                                          .value = tasks[2].time,
                                          .unit = "ns",
                                          .beside = "unlogged",
                                          .beside_value = tasks[0].time });
  strata_initiator_park (on_plain);
  strata_initiator_park (on_logged);
  strata_bench_map_free (plain);
  strata_bench_map_free (logged);
}

/* }}} */
/* {{{ Harvests */

static void
harvest_repeatedly (gpointer map, guint repeats)
{
  for (guint i = 0; i < repeats; i++)
    strata_bench_consume (harvest (map));
}

typedef struct
{
  guint64 *words;
  guint64 *copy;
  gsize n_words;
} Words;

static void
scan (gpointer data, guint repeats)
{
  Words *words = data;

  for (guint i = 0; i < repeats; i++)
    strata_bench_consume (strata_bench_floor_scan (words->words, words->n_words));
}

static void
take_words (gpointer data, guint repeats)
{
  Words *words = data;

  for (guint i = 0; i < repeats; i++)
    {
      for (gsize at = 0; at < words->n_words; at++)
        words->copy[at] = __atomic_exchange_n (&words->words[at], 0, __ATOMIC_SEQ_CST);
      strata_bench_consume (words->copy[i % words->n_words]);
    }
}

static void
run_barrier (gpointer data G_GNUC_UNUSED, guint repeats)
{
  for (guint i = 0; i < repeats; i++)
    syscall (SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0);
}

/* The marks of each harvest are made outside of what is timed. */
static double
time_full_harvest (StrataBench *bench, StrataBenchMap *map)
{
  double times[64];
  guint n_times = strata_bench_scale (bench, G_N_ELEMENTS (times), 2);
  StrataRegion *ram = get_ram (map);

  for (guint i = 0; i < n_times; i++)
    {
      double start;

      strata_region_set_dirty (ram, 0, strata_region_get_size (ram));
      start = strata_bench_now ();
      strata_bench_consume (harvest (map));
      times[i] = strata_bench_now () - start;
    }
  return strata_bench_median (times, n_times);
}

static void
measure_harvests (StrataBench *bench)
{
  StrataBenchMap *map = new_ram_map (GIB);
  const gsize n_words = GIB / STRATA_PAGE_SIZE / 64;
  g_autofree guint64 *originals = g_new0 (guint64, n_words);
  g_autofree guint64 *copies = g_new0 (guint64, n_words);
  Words words = { .words = originals, .copy = copies, .n_words = n_words };
  guint repeats = strata_bench_scale (bench, 2000, 2);
  StrataBenchTask tasks[] = { { harvest_repeatedly, map, repeats, 0 },
                              { scan, &words, repeats, 0 },
                              { take_words, &words, repeats, 0 },
                              { run_barrier, NULL, repeats, 0 } };
  double full;

  start_log (map);
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  strata_bench_report (bench, &(StrataBenchRow){ .name = "snapshot-and-clear 1 GiB, clean",
                                                 .value = tasks[0].time / 1000,
                                                 .unit = "us",
                                                 .beside = "clean bitmap scan",
                                                 .beside_value = tasks[1].time / 1000,
                                                 .limit = 3,
                                                 .target = "3 us" });
  full = time_full_harvest (bench, map);
  strata_bench_report (bench, &(StrataBenchRow){ .name = "snapshot-and-clear 1 GiB, all dirty",
                                                 .value = full / 1000,
                                                 .unit = "us",
                                                 .beside = "atomic exchange of each word",
                                                 .beside_value = tasks[2].time / 1000,
                                                 .limit = 30,
                                                 .target = "30 us" });
  strata_bench_report (bench, &(StrataBenchRow){ .name = "the barrier, if any is dirty",
                                                 .value = tasks[3].time / 1000,
                                                 .unit = "us" });
  strata_bench_map_free (map);
}

/* }}} */
/* {{{ A sparse region */

static double
get_resident (void)
{
  g_autofree char *text = NULL;
  char *rest;

  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    return 0;
  g_ascii_strtoull (text, &rest, 10);
  return (double) g_ascii_strtoull (rest, NULL, 10) * (double) sysconf (_SC_PAGESIZE);
}

typedef struct
{
  StrataBenchMap *map;
  StrataInitiator *initiator;
} Sparse;

/* Writes 64 pages, far apart, and takes the marks. */
static void
touch_and_harvest (gpointer data, guint repeats)
{
  Sparse *sparse = data;

  for (guint i = 0; i < repeats; i++)
    {
      for (guint64 page = 0; page < 64; page++)
        strata_initiator_store (sparse->initiator, page * GIB + 12345 * STRATA_PAGE_SIZE, 4,
                                STRATA_LITTLE_ENDIAN, i);
      strata_bench_consume (harvest (sparse->map));
    }
}

static void
measure_sparse (StrataBench *bench)
{
  double before, after;
  StrataBenchMap *map;
  Sparse sparse;
  StrataBenchTask task = { touch_and_harvest, &sparse, strata_bench_scale (bench, 500, 2), 0 };

  malloc_trim (0);
  before = get_resident ();
  map = new_ram_map (64 * GIB);
  sparse = (Sparse){ map, strata_initiator_new (map->space, "benchmark") };
  start_log (map);
  strata_bench_run (bench, &task, 1);
  after = get_resident ();
  strata_bench_report (
    bench, &(StrataBenchRow){ .name = "64 GiB, 64 pages touched: write and harvest",
                              .value = task.time / 1000,
                              .unit = "us" });
  strata_bench_report (
    bench, &(StrataBenchRow){ .name = "64 GiB, 64 pages touched: memory per page touched",
                              .value = (after - before) / 64 / 1024,
                              .unit = "KiB" });
  strata_initiator_unref (sparse.initiator);
  strata_bench_map_free (map);
}

/* }}} */

void
strata_bench_dirty_log (StrataBench *bench)
{
  measure_writes (bench);
  measure_harvests (bench);
  measure_sparse (bench);
}
