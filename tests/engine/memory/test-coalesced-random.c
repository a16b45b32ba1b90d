/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Coalesced writes against the plainest model there is: a list of what was written, in order. What
 * has arrived is always its beginning, and all of it wherever the rules say so. What waits is the
 * rest of it, and each flush has the reason that the model gives. */

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN
#define DEVICE_SIZE 0x100
#define N_STEPS 50000
#define N_WRITES N_STEPS

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
  guint64 offsets[N_WRITES];  /* of each write, and its device */
  guint64 n_queued;           /* how many writes went into the queue */
  guint64 next_flush;         /* the first that was not looked at */
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

/* What is listed is what has not arrived, in order. */
static void
check_waiting (Fixture *f)
{
  g_autoptr (GArray) list = strata_system_list_coalesced (f->system);

  g_assert_cmpuint (list->len, ==, f->n_written - f->n_arrived);
  for (guint i = 0; i < list->len; i++)
    {
      const StrataQueuedWrite *write = &g_array_index (list, StrataQueuedWrite, i);

      g_assert_cmpuint (write->value, ==, f->n_arrived + i);
      g_assert_cmpuint (write->number, ==, f->n_queued - list->len + i);
      g_assert_cmpuint (write->size, ==, 4);
      g_assert_true (write->region == f->devices[f->offsets[f->n_arrived + i] / DEVICE_SIZE]);
      g_assert_cmpuint (write->offset, ==, f->offsets[f->n_arrived + i] % DEVICE_SIZE);
      g_assert_cmpstr (write->initiator, ==, "cpu");
    }
}

/* All @n writes that waited have been delivered once, and for this reason. */
static void
check_flush (Fixture *f, guint n, StrataFlushReason reason, const char *who, const char *region)
{
  g_autoptr (GArray) list = strata_system_list_flushes (f->system, f->next_flush);
  guint n_delivered = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const StrataFlush *flush = &g_array_index (list, StrataFlush, i);

      /* Those from inside a callback end before the one around them. */
      if (i + 1 == list->len)
        {
          g_assert_cmpint (flush->reason, ==, reason);
          g_assert_cmpstr (flush->who, ==, who);
          g_assert_cmpstr (flush->region, ==, region);
          g_assert_cmpuint (flush->first_write, ==, f->n_queued - n);
        }
      else
        {
          g_assert_cmpint (flush->reason, ==, STRATA_FLUSH_REQUEST);
          g_assert_cmpstr (flush->region, ==, "device");
        }
      g_assert_cmpuint (flush->number, ==, f->next_flush + i);
      n_delivered += flush->n_writes;
    }
  g_assert_cmpuint (n_delivered, ==, n);
  f->next_flush += list->len;
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
  f->offsets[f->n_written] = device * DEVICE_SIZE + offset;
  g_assert_cmphex (
    strata_initiator_store (f->cpu, device * 0x1000 + offset, 4, LE, f->n_written++), ==,
    STRATA_OK);
  if (!queued)
    {
      g_assert_cmpuint (f->n_arrived, ==, f->n_written);
      check_flush (f, n_before, STRATA_FLUSH_ACCESS, "cpu", "device");
    }
  else if (strata_system_get_n_coalesced (f->system) == n_before + 1)
    {
      f->n_queued++;
      check_flush (f, 0, STRATA_FLUSH_FULL, NULL, NULL);
    }
  else
    {
      check_flush (f, n_before, STRATA_FLUSH_FULL, "cpu", "device");
      f->n_queued++;
      g_assert_cmpuint (strata_system_get_n_coalesced (f->system), ==, 1);
    }
}

static void
change_coalescing (Fixture *f)
{
  guint device = random_below (2);
  guint first = random_below (DEVICE_SIZE);
  guint size = 1 + random_below (DEVICE_SIZE);
  guint n_before = strata_system_get_n_coalesced (f->system);

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
  check_flush (f, n_before, STRATA_FLUSH_CHANGE, NULL, NULL);
}

static void
test_random (Fixture *f, gconstpointer user_data)
{
  guint64 value;

  f->flush_inside = GPOINTER_TO_INT (user_data);
  strata_system_set_flush_log (f->system, TRUE);
  for (guint step = 0; step < N_STEPS; step++)
    {
      guint what = random_below (200);
      guint n_before = strata_system_get_n_coalesced (f->system);

      if (what < 3)
        change_coalescing (f);
      else if (what < 5)
        {
          strata_system_flush_coalesced_for (f->system, "test");
          g_assert_cmpuint (f->n_arrived, ==, f->n_written);
          check_flush (f, n_before, STRATA_FLUSH_REQUEST, "test", NULL);
        }
      else if (what < 8)
        {
          g_assert_cmphex (
            strata_initiator_load (f->cpu, 0x1000 * random_below (2), 4, LE, &value), ==,
            STRATA_OK);
          check_flush (f, n_before, STRATA_FLUSH_ACCESS, "cpu", "device");
        }
      else if (what < 10)
        {
          g_assert_true (strata_region_set_readonly (f->ram, !strata_region_get_readonly (f->ram),
                                                     NULL));
          g_assert_cmpuint (f->n_arrived, ==, f->n_written);
          check_flush (f, n_before, STRATA_FLUSH_CHANGE, NULL, NULL);
        }
      else if (what < 40)
        {
          guint32 n_arrived = f->n_arrived;

          /* RAM does not flush */
          g_assert_cmphex (strata_initiator_load (f->cpu, 0x8000, 4, LE, &value), ==, STRATA_OK);
          g_assert_cmpuint (f->n_arrived, ==, n_arrived);
          if (what == 39)
            check_waiting (f);
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
