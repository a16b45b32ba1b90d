/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices that are called without the lock: that it is so, and what holds all the same */

#include "memory/strata-system-private.h"
#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN

/* At 0 a device that does something while it is called, at 0x100 one of bytes, at 0x200 memory */
typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataRegion *region;
  StrataAddressSpace *space;
  StrataInitiator *cpu;
  TestingDevice device;
  guint8 ram[0x100];

  void (*act) (gpointer user_data); /* with the fixture */
  guint n_calls;
  guint n_destroyed;
  gboolean was_locked;
  StrataResult inner; /* how the access ended that was made in the callback */
} Fixture;

static guint64
acting_read (gpointer user_data, guint64 offset, guint size)
{
  Fixture *f = user_data;

  f->was_locked = strata_system_is_locked_by_me (f->system);
  if (f->n_calls++ == 0 && f->act != NULL)
    f->act (f);
  g_assert_cmpuint (f->n_destroyed, ==, 0);
  return offset << 8 | size;
}

static void
acting_write (gpointer user_data, guint64 offset, guint64 value G_GNUC_UNUSED, guint size)
{
  acting_read (user_data, offset, size);
}

static void
note_destroyed (gpointer user_data)
{
  ((Fixture *) user_data)->n_destroyed++;
}

static const StrataRegionOps acting_ops
  = { .read = acting_read, .write = acting_write, .endianness = LE };

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  testing_device_init (&f->device, LE);
  f->system = strata_system_new (LE);
  f->top = strata_region_new_container (f->system, NULL, "top", 0x1000);
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->cpu = strata_initiator_new (f->space, "cpu");
  f->region
    = strata_region_new_mmio (f->system, NULL, "acting", 0x40, &acting_ops, f, note_destroyed);
  g_assert_true (strata_region_set_lock_free (f->region, TRUE, NULL));
  g_assert_true (strata_region_get_lock_free (f->region));
  testing_add (f->top, 0, strata_region_ref (f->region), 0);
  testing_add (f->top, 0x100,
               strata_region_new_mmio (f->system, NULL, "bytes", 0x40, &testing_plain_ops,
                                       &f->device, NULL),
               0);
  testing_add (f->top, 0x200,
               strata_region_new_ram_from_pointer (f->system, NULL, "ram", sizeof f->ram, f->ram,
                                                   NULL, NULL),
               0);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_clear_pointer (&f->cpu, strata_initiator_unref);
  g_clear_pointer (&f->region, strata_region_unref);
  strata_address_space_unref (f->space);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  testing_device_clear (&f->device);
}

static void
assert_load (Fixture *f, guint64 address, guint size, StrataResult result, guint64 expected)
{
  guint64 value = 1;

  g_assert_cmphex (strata_initiator_load (f->cpu, address, size, LE, &value), ==, result);
  g_assert_cmphex (value, ==, expected);
}

static void
load_again (gpointer user_data)
{
  Fixture *f = user_data;
  guint64 value;

  f->inner = strata_initiator_load (f->cpu, 8, 4, LE, &value);
}

static void
assert_guarded (Fixture *f, gboolean guarded)
{
  f->n_calls = 0;
  f->act = load_again;
  assert_load (f, 4, 2, STRATA_OK, 0x402);
  g_assert_cmpint (f->was_locked, ==, guarded);
  g_assert_cmphex (f->inner, ==, guarded ? STRATA_ACCESS_ERROR : STRATA_OK);
  g_assert_cmpuint (f->n_calls, ==, guarded ? 1 : 2);
  g_assert_cmphex (strata_initiator_store (f->cpu, 4, 2, LE, 1), ==, STRATA_OK);
  g_assert_cmpint (f->was_locked, ==, guarded);
}

/* Whether a device wants the lock can change while it is seen, and change back */
static void
test_switched (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 2; i++)
    {
      assert_guarded (f, FALSE);
      g_assert_true (strata_region_set_lock_free (f->region, FALSE, NULL));
      assert_guarded (f, TRUE);
      g_assert_true (strata_region_set_lock_free (f->region, TRUE, NULL));
    }
  assert_guarded (f, FALSE);

  strata_system_begin (f->system);
  g_assert_true (strata_region_set_lock_free (f->region, FALSE, NULL));
  strata_system_abandon (f->system);
  g_assert_true (strata_region_get_lock_free (f->region));
  assert_guarded (f, FALSE);
}

static void
remove_and_move_on (gpointer user_data)
{
  Fixture *f = user_data;
  guint64 value;

  g_assert_true (strata_region_del_subregion (f->top, f->region, NULL));
  g_clear_pointer (&f->region, strata_region_unref);
  g_assert_cmphex (strata_initiator_load (f->cpu, 0x200, 1, LE, &value), ==, STRATA_OK);
  g_assert_cmphex (strata_initiator_load (f->cpu, 0, 4, LE, &value), ==, STRATA_DECODE_ERROR);
}

/* A device removes itself and takes the new view: it lives until its callback is over */
static void
test_removes_itself (Fixture *f, gconstpointer user_data)
{
  f->act = remove_and_move_on;
  if (user_data != NULL)
    g_assert_cmphex (strata_initiator_store (f->cpu, 0x10, 4, LE, 0), ==, STRATA_OK);
  else
    assert_load (f, 0x10, 4, STRATA_OK, 0x1004);
  g_assert_cmpuint (f->n_calls, ==, 1);
  g_assert_cmpuint (f->n_destroyed, ==, 1);
  assert_load (f, 0x10, 4, STRATA_DECODE_ERROR, 0);
}

static void
park (gpointer user_data)
{
  Fixture *f = user_data;

  strata_initiator_park (f->cpu);
  g_assert_true (strata_region_del_subregion (f->top, f->region, NULL));
  g_clear_pointer (&f->region, strata_region_unref);
}

static void
let_go (gpointer user_data)
{
  Fixture *f = user_data;

  park (f);
  g_clear_pointer (&f->cpu, strata_initiator_unref);
}

/* An initiator is parked, or goes, while its own access is going on */
static void
test_parks_inside (Fixture *f, gconstpointer user_data)
{
  f->act = user_data != NULL ? let_go : park;
  assert_load (f, 0x20, 1, STRATA_OK, 1);
  g_assert_cmpuint (f->n_calls, ==, 1);
  g_assert_cmpuint (f->n_destroyed, ==, 1);
}

/* What was queued for another device arrives before */
static void
test_queue (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) subregions = strata_region_list_subregions (f->top);
  StrataRegion *bytes = g_ptr_array_index (subregions, 1);

  g_assert_cmpstr (strata_region_get_name (bytes), ==, "bytes");
  g_assert_true (strata_region_set_coalescing (bytes, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmphex (strata_initiator_store (f->cpu, 0x104, 1, LE, i), ==, STRATA_OK);
      testing_assert_log (&f->device, "");
      if (i < 2)
        assert_load (f, 0, 4, STRATA_OK, 4);
      else
        g_assert_cmphex (strata_initiator_store (f->cpu, 0, 4, LE, 0), ==, STRATA_OK);
      testing_assert_log (&f->device, i == 0 ? "w1@4=0" : i == 1 ? "w1@4=1" : "w1@4=2");
    }
}

static void
test_callback_offset (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  assert_load (f, 0x20, 4, STRATA_OK, 0x2004);
  assert_load (f, 0x24, 4, STRATA_OK, 0x2404);
  g_assert_true (strata_region_set_callback_offset (f->region, 0x101, NULL));
  assert_load (f, 0x20, 4, STRATA_OK, 0x12104);
  assert_load (f, 0x21, 4, STRATA_ACCESS_ERROR, 0);
}

#define add(name, data, func)                                                                      \
  g_test_add ("/strata/memory/lock-free/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("switched", NULL, test_switched);
  add ("removes-itself-load", NULL, test_removes_itself);
  add ("removes-itself-store", "store", test_removes_itself);
  add ("parks-inside", NULL, test_parks_inside);
  add ("let-go-inside", "let go", test_parks_inside);
  add ("queue", NULL, test_queue);
  add ("callback-offset", NULL, test_callback_offset);

  return g_test_run ();
}
