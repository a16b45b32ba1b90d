/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Two threads that read, beside one. By the clock this needs two free cores, so there are many
 * short rounds, and those count in which nobody was interrupted: in them two really read at once.
 * The CPU time of all rounds is beside it. */

#include "strata-bench-map.h"
#include "strata-bench.h"

#include <sched.h>

#define N_RANGES 1000
#define N_QUERIES (1 << 14)

typedef struct
{
  StrataInitiator *initiator;
  const guint64 *queries;
  guint n_loads;
  guint n_threads;
  gint *n_ready; /* atomic */
  double wall;   /* out: nanoseconds of one load */
  double cpu;    /* out: likewise */
} Reader;

/* The program keeps to one core; these may use all. */
static void
unpin (void)
{
  cpu_set_t set;

  CPU_ZERO (&set);
  for (int i = 0; i < CPU_SETSIZE; i++)
    CPU_SET (i, &set);
  sched_setaffinity (0, sizeof set, &set);
}

static gpointer
read_thread (gpointer user_data)
{
  Reader *self = user_data;
  double cpu;
  gint64 wall;

  unpin ();
  for (guint i = 0; i < N_QUERIES; i++)
    strata_initiator_load (self->initiator, self->queries[i], 4, STRATA_LITTLE_ENDIAN,
                           &(guint64){ 0 });
  g_atomic_int_inc (self->n_ready);
  for (guint i = 1; (guint) g_atomic_int_get (self->n_ready) < self->n_threads; i++)
    if (i % 4096 == 0)
      g_thread_yield ();

  wall = g_get_monotonic_time ();
  cpu = strata_bench_now ();
  for (guint i = 0; i < self->n_loads; i++)
    {
      guint64 value;

      strata_initiator_load (self->initiator, self->queries[i % N_QUERIES], 4,
                             STRATA_LITTLE_ENDIAN, &value);
      strata_bench_consume (value);
    }
  self->cpu = (strata_bench_now () - cpu) / self->n_loads;
  self->wall = (double) (g_get_monotonic_time () - wall) * 1000 / self->n_loads;
  strata_initiator_park (self->initiator);
  return NULL;
}

/* Reads in some threads at once; the slowest counts. Returns whether each had a core of its own. */
static gboolean
measure (Reader *readers, guint n_threads, double *wall, double *cpu)
{
  gboolean is_free = TRUE;
  GThread *threads[2];
  gint n_ready = 0;

  *wall = *cpu = 0;
  for (guint i = 0; i < n_threads; i++)
    {
      readers[i].n_threads = n_threads;
      readers[i].n_ready = &n_ready;
      threads[i] = g_thread_new ("reader", read_thread, &readers[i]);
    }
  for (guint i = 0; i < n_threads; i++)
    {
      g_thread_join (threads[i]);
      *wall = MAX (*wall, readers[i].wall);
      *cpu = MAX (*cpu, readers[i].cpu);
      is_free &= readers[i].wall <= 1.03 * readers[i].cpu;
    }
  return is_free;
}

static void
report (StrataBench *bench, const char *name, double two, double one)
{
  strata_bench_report (bench, &(StrataBenchRow){ .name = name,
                                                 .value = two,
                                                 .unit = "ns",
                                                 .beside = "one thread alone",
                                                 .beside_value = one,
                                                 .limit = one * 2 / 1.8,
                                                 .target = "1.8 x the rate" });
}

void
strata_bench_parallel (StrataBench *bench)
{
  guint n_rounds = strata_bench_scale (bench, 601, 3), n_free = 0;
  g_autofree guint8 *page = g_malloc0 (STRATA_PAGE_SIZE);
  g_autofree guint64 *queries = g_new (guint64, N_QUERIES);
  g_autofree double *alone = g_new (double, n_rounds);
  g_autofree double *both = g_new (double, n_rounds);
  g_autofree double *walls = g_new (double, n_rounds);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  StrataBenchMap *map = strata_bench_map_new_ram (N_RANGES, page);
  Reader readers[2];
  double one;

  strata_bench_map_build (map, STRATA_BENCH_FLAT);
  strata_bench_map_open (map);
  for (guint i = 0; i < N_QUERIES; i++)
    queries[i] = (guint64) g_rand_int_range (random, 0, N_RANGES) * STRATA_BENCH_STRIDE
                 + (guint64) g_rand_int_range (random, 0, STRATA_PAGE_SIZE / 4) * 4;
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    readers[i] = (Reader){ .initiator = strata_initiator_new (map->space, "reader"),
                           .queries = queries,
                           .n_loads = strata_bench_scale (bench, 100000, 1000) };

  for (guint i = 0; i < n_rounds; i++)
    {
      measure (readers, 1, &(double){ 0 }, &alone[i]);
      if (measure (readers, 2, &walls[n_free], &both[i]))
        n_free++;
    }
  strata_bench_report (bench, &(StrataBenchRow){ .name = "rounds in which two cores were free",
                                                 .value = n_free,
                                                 .unit = "",
                                                 .beside = "all",
                                                 .beside_value = n_rounds });
  one = strata_bench_median (alone, n_rounds);
  if (n_free > 0)
    report (bench, "RAM load in each of two threads, by the clock, in those",
            strata_bench_median (walls, n_free), one);
  report (bench, "RAM load in each of two threads, CPU time",
          strata_bench_median (both, n_rounds), one);

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    strata_initiator_unref (readers[i].initiator);
  strata_bench_map_free (map);
}
