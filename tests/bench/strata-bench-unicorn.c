/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The same work done by Unicorn, which has the memory API of QEMU in it: for orientation. Toggling
 * is unmapping and mapping there. */

#include "strata-bench-map.h"
#include "strata-bench.h"

#include <unicorn/unicorn.h>

#define N_QUERIES (1 << 14)

typedef struct
{
  uc_engine *engine;
  guint n_regions;
  guint8 *bytes; /* that all regions show */
  guint64 *queries;
} Unicorn;

static guint64
answer (uc_engine *engine G_GNUC_UNUSED, guint64 offset, unsigned size,
        void *user_data G_GNUC_UNUSED)
{
  return offset + size;
}

static void
add (Unicorn *self, guint index, gboolean mmio)
{
  guint64 address = (guint64) index * STRATA_BENCH_STRIDE;
  uc_err result = mmio ? uc_mmio_map (self->engine, address, STRATA_PAGE_SIZE, answer, NULL, NULL,
                                      NULL)
                       : uc_mem_map_ptr (self->engine, address, STRATA_PAGE_SIZE, UC_PROT_ALL,
                                         self->bytes);

  g_assert_cmpint (result, ==, UC_ERR_OK);
}

/* Returns the nanoseconds that each addition took. */
static double
open_unicorn (Unicorn *self, guint n_regions, gboolean mmio)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  double start;

  self->n_regions = n_regions;
  self->bytes = g_aligned_alloc0 (1, STRATA_PAGE_SIZE, STRATA_PAGE_SIZE);
  self->queries = g_new (guint64, N_QUERIES);
  for (guint i = 0; i < N_QUERIES; i++)
    self->queries[i]
      = (guint64) g_rand_int_range (random, 0, (gint) n_regions) * STRATA_BENCH_STRIDE
        + (guint64) g_rand_int_range (random, 0, STRATA_PAGE_SIZE / 4) * 4;
  g_assert_cmpint (uc_open (UC_ARCH_ARM64, UC_MODE_ARM, &self->engine), ==, UC_ERR_OK);
  start = strata_bench_now ();
  for (guint i = 0; i < n_regions; i++)
    add (self, i, mmio);
  return (strata_bench_now () - start) / n_regions;
}

static void
close_unicorn (Unicorn *self)
{
  uc_close (self->engine);
  g_aligned_free (self->bytes);
  g_free (self->queries);
}

static void
load (gpointer data, guint repeats)
{
  Unicorn *self = data;
  guint64 sum = 0;

  for (guint i = 0; i < repeats; i++)
    {
      guint32 value;

      uc_mem_read (self->engine, self->queries[i % N_QUERIES], &value, sizeof value);
      sum += value;
    }
  strata_bench_consume (sum);
}

static void
toggle (gpointer data, guint repeats)
{
  Unicorn *self = data;

  for (guint i = 0; i < repeats; i += 2)
    {
      guint index = i * 617 % self->n_regions;

      uc_mem_unmap (self->engine, (guint64) index * STRATA_BENCH_STRIDE, STRATA_PAGE_SIZE);
      add (self, index, FALSE);
    }
}

static void
measure (StrataBench *bench, guint n_regions)
{
  Unicorn ram, mmio;
  double adding = open_unicorn (&ram, n_regions, FALSE);
  guint repeats = strata_bench_scale (bench, 50000, 10);
  StrataBenchTask tasks[] = { { load, &ram, repeats, 0 },
                              { load, &mmio, repeats, 0 },
                              { toggle, &ram, strata_bench_scale (bench, 50, 2), 0 } };

  open_unicorn (&mmio, n_regions, TRUE);
  strata_bench_run (bench, tasks, G_N_ELEMENTS (tasks));
  strata_bench_report_as (bench, &(StrataBenchRow){ .value = adding / 1000, .unit = "us" },
                          "Unicorn: add one by one, %u, each", n_regions);
  strata_bench_report_as (bench, &(StrataBenchRow){ .value = tasks[2].time / 1000, .unit = "us" },
                          "Unicorn: toggle one of %u", n_regions);
  strata_bench_report_as (bench, &(StrataBenchRow){ .value = tasks[0].time, .unit = "ns" },
                          "Unicorn: RAM load, random address, %u ranges", n_regions);
  strata_bench_report_as (bench, &(StrataBenchRow){ .value = tasks[1].time, .unit = "ns" },
                          "Unicorn: MMIO load, random address, %u ranges", n_regions);
  close_unicorn (&ram);
  close_unicorn (&mmio);
}

void
strata_bench_unicorn (StrataBench *bench)
{
  guint most = strata_bench_scale (bench, 1000, 10);

  for (guint n_regions = 10; n_regions <= most; n_regions *= 10)
    measure (bench, n_regions);
}
