/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is counted of accesses, against a count of our own */

#include <string.h>

#include "memory/strata-heat.h"
#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN
#define PAGE STRATA_PAGE_SIZE

/* Where something answers, or nobody, at the addresses of the test. */
enum
{
  RAM,    /* at 0, and through an alias at 0x4000 */
  ROM,    /* at 0x1000 */
  DEVICE, /* at 0x2000 */
  NOBODY, /* at 0x3000 */
  N_PLACES,
};

typedef struct
{
  StrataSystem *system;
  StrataRegion *regions[N_PLACES];
  TestingDevice bytes;
  StrataAddressSpace *space;
  StrataHeat *heat;
} Fixture;

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataRegion *top;

  f->system = strata_system_new (LE);
  top = strata_region_new_container (f->system, NULL, "top", 0x100000);
  f->regions[RAM] = strata_region_new_ram (f->system, NULL, "same", PAGE, NULL);
  f->regions[ROM] = strata_region_new_rom (f->system, NULL, "same", PAGE, NULL);
  testing_device_init (&f->bytes, LE);
  f->regions[DEVICE] = strata_region_new_mmio (f->system, NULL, "same", TESTING_DEVICE_BYTES,
                                               &testing_plain_ops, &f->bytes, NULL);
  for (guint i = 0; i < NOBODY; i++)
    testing_add (top, i * 0x1000, strata_region_ref (f->regions[i]), 0);
  testing_add (top, 0x4000,
               strata_region_new_alias (f->system, NULL, "alias", f->regions[RAM], 0x800, PAGE),
               0);
  f->space = strata_address_space_new (f->system, "memory", top);
  strata_region_unref (top);
  f->heat = strata_heat_new ();
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_heat_unref (f->heat);
  strata_address_space_unref (f->space);
  for (guint i = 0; i < NOBODY; i++)
    strata_region_unref (f->regions[i]);
  strata_system_unref (f->system);
  testing_device_clear (&f->bytes);
}

static void
get_counts (Fixture *f, guint place, StrataAccessCounts *counts)
{
  if (place == NOBODY)
    strata_heat_get_unanswered_counts (f->heat, f->space, counts);
  else
    strata_heat_get_region_counts (f->heat, f->regions[place], counts);
}

static void
assert_counts (Fixture *f, const StrataAccessCounts expected[N_PLACES])
{
  for (guint i = 0; i < N_PLACES; i++)
    {
      StrataAccessCounts counts;

      get_counts (f, i, &counts);
      g_assert_cmpuint (counts.reads, ==, expected[i].reads);
      g_assert_cmpuint (counts.writes, ==, expected[i].writes);
      g_assert_cmpuint (counts.read_bytes, ==, expected[i].read_bytes);
      g_assert_cmpuint (counts.written_bytes, ==, expected[i].written_bytes);
      g_assert_cmpuint (counts.failures, ==, expected[i].failures);
      g_assert_cmpuint (counts.last_place, ==, expected[i].last_place);
      g_assert_cmpint (counts.last_is_write, ==, expected[i].last_is_write);
      g_assert_cmpint (counts.last_time != 0, ==, counts.reads + counts.writes != 0);
    }
}

/* Regions of one name are told apart, and one that is seen twice is one. */
static void
test_counts (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const struct
  {
    guint64 base;
    guint place;
    guint64 size;
    guint64 offset;
  } bases[] = {
    { 0, RAM, PAGE, 0 },
    { 0x1000, ROM, PAGE, 0 },
    { 0x2000, DEVICE, TESTING_DEVICE_BYTES, 0 },
    { 0x3000, NOBODY, PAGE, 0x3000 },
    { 0x4000, RAM, PAGE / 2, 0x800 },
  };
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (f->space, "cpu0");
  StrataAccessCounts expected[N_PLACES];
  guint64 value;

  memset (expected, 0, sizeof expected);
  strata_initiator_store (cpu, 0, 4, LE, 1);
  assert_counts (f, expected);
  g_assert_true (strata_system_set_heat (f->system, f->heat, NULL));

  for (guint i = 0; i < 1000; i++)
    {
      guint base = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (bases));
      guint size = 1u << g_test_rand_int_range (0, 3);
      guint64 at = (guint64) g_test_rand_int_range (0, (gint) bases[base].size) & ~(size - 1ull);
      gboolean is_write = g_test_rand_bit ();
      StrataAccessCounts *counts = &expected[bases[base].place];

      if (is_write)
        strata_initiator_store (cpu, bases[base].base + at, size, LE, i);
      else
        strata_initiator_load (cpu, bases[base].base + at, size, LE, &value);
      counts->writes += is_write ? 1 : 0;
      counts->reads += is_write ? 0 : 1;
      counts->written_bytes += is_write ? size : 0;
      counts->read_bytes += is_write ? 0 : size;
      counts->failures += bases[base].place == NOBODY || (bases[base].place == ROM && is_write);
      counts->last_place = bases[base].offset + at;
      counts->last_is_write = is_write;
    }
  assert_counts (f, expected);
  g_assert_cmpuint (strata_heat_get_n_accesses (f->heat), ==, 1000);

  g_assert_true (strata_system_set_heat (f->system, NULL, NULL));
  strata_initiator_store (cpu, 0, 4, LE, 1);
  assert_counts (f, expected);

  strata_heat_clear (f->heat);
  memset (expected, 0, sizeof expected);
  assert_counts (f, expected);
  g_assert_cmpuint (strata_heat_get_n_accesses (f->heat), ==, 1000);
}

static void
assert_spot (GArray *spots, guint64 first, guint64 last, double reads, double writes)
{
  const StrataHeatSpot *spot = &g_array_index (spots, StrataHeatSpot, 0);

  g_assert_cmpuint (spots->len, ==, 1);
  g_assert_cmphex (spot->first, ==, first);
  g_assert_cmphex (spot->last, ==, last);
  /* Time goes on while this runs: a machine would have to stand still for a second to fail. */
  g_assert_cmpfloat (spot->reads, <=, reads);
  g_assert_cmpfloat (spot->reads, >=, reads / 4);
  g_assert_cmpfloat (spot->writes, <=, writes);
  g_assert_cmpfloat (spot->writes, >=, writes / 4);
  g_array_unref (spots);
}

/* At the address that was used, and at the offset in what answered. */
static void
test_places (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (f->space, "cpu0");
  StrataAddressSpace *other
    = strata_address_space_new (f->system, "other", strata_address_space_get_root (f->space));
  g_autoptr (GArray) none = NULL;
  guint64 value;
  gint64 now;

  g_assert_true (strata_system_set_heat (f->system, f->heat, NULL));
  now = g_get_monotonic_time ();
  g_assert_true (strata_heat_is_cold (f->heat, now));
  strata_initiator_store (cpu, 0x4010, 4, LE, 1);
  strata_initiator_load (cpu, 0x4010, 4, LE, &value);
  strata_initiator_load (cpu, 0x3001, 1, LE, &value);
  now = g_get_monotonic_time ();
  g_assert_false (strata_heat_is_cold (f->heat, now));

  assert_spot (strata_heat_list_in_space (f->heat, f->space, 0x4000, 0x4fff, now), 0x4010, 0x4013,
               1, 1);
  assert_spot (strata_heat_list_in_space (f->heat, f->space, 0, 0x3fff, now), 0x3001, 0x3001, 1,
               0);
  assert_spot (strata_heat_list_in_region (f->heat, f->regions[RAM], 0, PAGE - 1, now), 0x810,
               0x813, 1, 1);
  none = strata_heat_list_in_space (f->heat, other, 0, G_MAXUINT64, now);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (strata_heat_is_cold (f->heat, now + 20 * STRATA_HEAT_HALF_LIFE));
  strata_address_space_unref (other);
}

/* {{{ In parallel */

#define N_THREADS 4
#define N_ACCESSES 2000

static gpointer
write_all (gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (f->space, "cpu");

  for (guint i = 0; i < N_ACCESSES; i++)
    {
      strata_initiator_store (initiator, i % PAGE & ~3u, 4, LE, i);
      strata_initiator_store (initiator, 0x2000, 4, LE, i);
    }
  return NULL;
}

/* None is missed while it is asked. */
static void
test_parallel (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataAccessCounts expected[N_PLACES];
  GThread *threads[N_THREADS];
  StrataAccessCounts counts;

  memset (expected, 0, sizeof expected);
  g_assert_true (strata_system_set_heat (f->system, f->heat, NULL));
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("writer", write_all, f);
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (GArray) spots
        = strata_heat_list_in_space (f->heat, f->space, 0, PAGE, g_get_monotonic_time ());

      g_assert_cmpuint (spots->len, <=, PAGE);
      get_counts (f, RAM, &counts);
      g_assert_cmpuint (counts.writes, <=, N_THREADS * N_ACCESSES);
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  get_counts (f, RAM, &counts);
  g_assert_cmpuint (counts.writes, ==, N_THREADS * N_ACCESSES);
  g_assert_cmpuint (counts.written_bytes, ==, N_THREADS * N_ACCESSES * 4);
  get_counts (f, DEVICE, &counts);
  g_assert_cmpuint (counts.writes, ==, N_THREADS * N_ACCESSES);
  g_assert_true (strata_system_set_heat (f->system, NULL, NULL));
}

/* }}} */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/strata/memory/heat/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("counts", test_counts);
  ADD ("places", test_places);
  ADD ("parallel", test_parallel);
  return g_test_run ();
}
