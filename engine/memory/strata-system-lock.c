/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who holds a system, who has its lock, and the regions that end under it. */

#include "strata-system-private.h"

#include "strata-region-private.h"

STRATA_DEFINE_BOXED (StrataSystem, strata_system)

/**
 * strata_system_ref:
 * @self: a system
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataSystem *
strata_system_ref (StrataSystem *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_system_unref:
 * @self: (transfer full): a system
 *
 * Lets go of a system. Its regions and address spaces hold it.
 */
void
strata_system_unref (StrataSystem *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    self->ends->end_system (self);
}

/* Finalizes the regions whose last holder let go in a thread that could not have the lock. */
static void
bury (StrataSystem *self)
{
  while (g_atomic_pointer_get (&self->graveyard) != NULL)
    {
      StrataRegion *region;

      g_mutex_lock (&self->graveyard_lock);
      region = self->graveyard;
      if (region != NULL)
        g_atomic_pointer_set (&self->graveyard, region->next_buried);
      g_mutex_unlock (&self->graveyard_lock);
      if (region != NULL)
        self->ends->end_region (region);
    }
}

/* Each thread only wants to know whether it is the one, and that it has written itself: no order is
 * needed, and a barrier would cost as much as the mutex. */
static inline void
set_owner (StrataSystem *self, GThread *owner)
{
  __atomic_store_n (&self->lock_owner, owner, __ATOMIC_RELAXED);
}

/**
 * strata_system_lock:
 * @self: a system
 *
 * Takes the system lock, which serialises device callbacks and changes of the hierarchy. It is
 * recursive. RAM and dirty logs need no lock.
 */
void
strata_system_lock (StrataSystem *self)
{
  GThread *me = g_thread_self ();

  g_return_if_fail (self != NULL);

  if (g_atomic_pointer_get (&self->lock_owner) != me)
    {
      g_mutex_lock (&self->lock);
      set_owner (self, me);
    }
  self->lock_depth++;
}

static gboolean
try_lock (StrataSystem *self)
{
  if (!strata_system_is_locked_by_me (self))
    {
      if (!g_mutex_trylock (&self->lock))
        return FALSE;
      set_owner (self, g_thread_self ());
    }
  self->lock_depth++;
  return TRUE;
}

static void
let_go (StrataSystem *self)
{
  self->lock_depth = 0;
  set_owner (self, NULL);
  g_mutex_unlock (&self->lock);
}

/**
 * strata_system_unlock:
 * @self: a system whose lock the caller has taken
 *
 * Lets go of the system lock.
 */
void
strata_system_unlock (StrataSystem *self)
{
  g_return_if_fail (self != NULL);

  if (self->lock_depth > 1)
    {
      self->lock_depth--;
      return;
    }
  if (G_UNLIKELY (g_atomic_pointer_get (&self->graveyard) != NULL))
    {
      /* The regions may be what keeps the system alive. */
      strata_system_ref (self);
      bury (self);
      strata_system_unlock (self);
      strata_system_unref (self);
      return;
    }
  let_go (self);
  /* Somebody may have come to the graveyard since, found the lock taken, and left. */
  if (G_UNLIKELY (g_atomic_pointer_get (&self->graveyard) != NULL) && try_lock (self))
    strata_system_unlock (self);
}

void
strata_system_bury (StrataSystem *self, StrataRegion *region)
{
  /* Whoever finalizes the region takes its reference of the system away. */
  strata_system_ref (self);
  g_mutex_lock (&self->graveyard_lock);
  region->next_buried = self->graveyard;
  g_atomic_pointer_set (&self->graveyard, region);
  g_mutex_unlock (&self->graveyard_lock);

  /* Whoever holds the lock now looks at the graveyard before letting go; if nobody does, this does.
   * Waiting for the lock could mean waiting for a device callback in the middle of a RAM access. */
  if (try_lock (self))
    strata_system_unlock (self);
  strata_system_unref (self);
}
