/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Coalesced writes against the plainest model there is: a list of what was written, in order. What
 * has arrived is always its beginning, and all of it wherever the rules say so. */

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN
#define DEVICE_SIZE 0x100

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataRegion *devices[2];
  StrataRegion *ram;
  StrataAddressSpace *space;
  StrataInitiator *cpu;
  guint32 n_written; /* each write has its number as value */
  guint32 n_arrived;
  gboolean flush_inside;
  gboolean coalesced[2][DEVICE_SIZE]; /* what the model thinks is coalesced */
} Fixture;

static void
write_cb (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
          guint size G_GNUC_UNUSED)
{
  Fixture *f = user_data;

  g_assert_cmpuint (value, ==, f->n_arrived);
  f->n_arrived++;
  if (f->flush_inside)
    strata_system_flush_coalesced (f->system);
}

/* Who reads finds everything that was written before */
static guint64
read_cb (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  Fixture *f = user_data;

  g_assert_cmpuint (f->n_arrived, ==, f->n_written);
  return f->n_arrived;
}

static const StrataRegionOps ops = {
  .read = read_cb,
  .write = write_cb,
  .endianness = STRATA_LITTLE_ENDIAN,
};

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->system = strata_system_new (LE);
  f->top = strata_region_new_container (f->system, NULL, "top", 0x10000);
  f->ram = strata_region_new_ram (f->system, NULL, "ram", 0x1000, NULL);
  g_assert_true (strata_region_add_subregion (f->top, 0x8000, f->ram, NULL));
  for (guint i = 0; i < 2; i++)
    {
      f->devices[i] = strata_region_new_mmio (f->system, NULL, "device", DEVICE_SIZE, &ops, f,
                                              NULL);
      g_assert_true (strata_region_add_subregion (f->top, i * 0x1000, f->devices[i], NULL));
    }
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->cpu = strata_initiator_new (f->space, "cpu");
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_initiator_unref (f->cpu);
  strata_address_space_unref (f->space);
  strata_region_unref (f->devices[0]);
  strata_region_unref (f->devices[1]);
  strata_region_unref (f->ram);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
}

static guint
random_below (guint below)
{
  return (guint) g_test_rand_int_range (0, (gint32) below);
}

static void
set_model (Fixture *f, guint device, guint first, guint size, gboolean on)
{
  for (guint i = first; i < MIN (first + size, DEVICE_SIZE); i++)
    f->coalesced[device][i] = on;
}

static void
write_somewhere (Fixture *f)
{
  guint device = random_below (2);
  guint offset = random_below (DEVICE_SIZE / 4) * 4;
  gboolean queued = TRUE;
  guint n_before = strata_system_get_n_coalesced (f->system);

  for (guint i = 0; i < 4; i++)
    queued = queued && f->coalesced[device][offset + i];
  g_assert_cmphex (
    strata_initiator_store (f->cpu, device * 0x1000 + offset, 4, LE, f->n_written++), ==,
    STRATA_OK);
  if (!queued)
    g_assert_cmpuint (f->n_arrived, ==, f->n_written);
  else
    g_assert_cmpuint (strata_system_get_n_coalesced (f->system), <=, n_before + 1);
}

static void
change_coalescing (Fixture *f)
{
  guint device = random_below (2);
  guint first = random_below (DEVICE_SIZE);
  guint size = 1 + random_below (DEVICE_SIZE);

  switch (random_below (4))
    {
    case 0:
      g_assert_true (strata_region_clear_coalescing (f->devices[device], NULL));
      set_model (f, device, 0, DEVICE_SIZE, FALSE);
      break;
    case 1:
      g_assert_true (strata_region_set_coalescing (f->devices[device], NULL));
      set_model (f, device, 0, DEVICE_SIZE, TRUE);
      break;
    default:
      g_assert_true (strata_region_add_coalescing (f->devices[device], first, size, NULL));
      set_model (f, device, first, size, TRUE);
    }
  g_assert_cmpuint (f->n_arrived, ==, f->n_written);
}

static void
test_random (Fixture *f, gconstpointer user_data)
{
  guint64 value;

  f->flush_inside = GPOINTER_TO_INT (user_data);
  for (guint step = 0; step < 50000; step++)
    {
      guint what = random_below (200);

      if (what < 3)
        change_coalescing (f);
      else if (what < 5)
        {
          strata_system_flush_coalesced (f->system);
          g_assert_cmpuint (f->n_arrived, ==, f->n_written);
        }
      else if (what < 8)
        g_assert_cmphex (strata_initiator_load (f->cpu, 0x1000 * random_below (2), 4, LE, &value),
                         ==, STRATA_OK);
      else if (what < 10)
        {
          g_assert_true (strata_region_set_readonly (f->ram, !strata_region_get_readonly (f->ram),
                                                     NULL));
          g_assert_cmpuint (f->n_arrived, ==, f->n_written);
        }
      else if (what < 40)
        {
          guint32 n_arrived = f->n_arrived;

          /* RAM does not flush */
          g_assert_cmphex (strata_initiator_load (f->cpu, 0x8000, 4, LE, &value), ==, STRATA_OK);
          g_assert_cmpuint (f->n_arrived, ==, n_arrived);
        }
      else
        write_somewhere (f);
      g_assert_cmpuint (f->n_arrived + strata_system_get_n_coalesced (f->system), ==,
                        f->n_written);
    }
  strata_system_flush_coalesced (f->system);
  g_assert_cmpuint (f->n_arrived, ==, f->n_written);
  g_assert_cmpuint (f->n_written, >, 30000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/strata/memory/coalesced/random", Fixture, GINT_TO_POINTER (FALSE), set_up,
              test_random, tear_down);
  g_test_add ("/strata/memory/coalesced/random-flush-inside", Fixture, GINT_TO_POINTER (TRUE),
              set_up, test_random, tear_down);

  return g_test_run ();
}
