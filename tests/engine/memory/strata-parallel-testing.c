/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-parallel-testing.h"

#include "memory/strata-system-private.h"

#define DEADLINE (60 * G_USEC_PER_SEC)

void
parallel_init (Parallel *self)
{
  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->root = strata_region_new_container (self->system, NULL, "root", STRATA_SIZE_MAX);
  self->space = strata_address_space_new (self->system, "memory", self->root);
}

void
parallel_clear (Parallel *self)
{
  strata_address_space_unref (self->space);
  strata_region_unref (self->root);
  strata_system_unref (self->system);
}

guint64
parallel_scale (guint64 rounds, guint64 long_rounds)
{
  if (g_strcmp0 (g_getenv ("STRATA_TEST_LONG"), "1") == 0)
    rounds = long_rounds;
#ifdef __SANITIZE_THREAD__
  rounds /= 5;
#endif
  return rounds;
}

void
parallel_wait (gint *counter, gint at_least)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE;

  while (g_atomic_int_get (counter) < at_least)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
    }
}

void
parallel_wait_synchronizing (Parallel *self, guint n_threads)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE;
  guint n = 0;

  while (n < n_threads)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
      g_mutex_lock (&self->system->initiators_lock);
      n = self->system->n_synchronizing;
      g_mutex_unlock (&self->system->initiators_lock);
    }
}

typedef struct
{
  StrataSystem *system;
  gint *done;
} Waiter;

static gpointer
synchronize_thread (gpointer user_data)
{
  g_autofree Waiter *waiter = user_data;

  g_assert_true (strata_system_synchronize (waiter->system, NULL));
  g_atomic_int_inc (waiter->done);
  return NULL;
}

GThread *
parallel_synchronize_in_thread (Parallel *self, gint *done)
{
  Waiter *waiter = g_new (Waiter, 1);

  waiter->system = self->system;
  waiter->done = done;
  return g_thread_new ("synchronizer", synchronize_thread, waiter);
}

StrataRegion *
parallel_add (StrataRegion *container, guint64 address, StrataRegion *region)
{
  g_assert_true (strata_region_add_subregion (container, address, region, NULL));
  return region;
}

StrataResult
parallel_load (StrataInitiator *initiator, guint64 address, guint64 *value)
{
  return strata_initiator_load (initiator, address, 8, STRATA_LITTLE_ENDIAN, value);
}
