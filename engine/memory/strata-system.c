/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-system-private.h"

#include "strata-bounce-private.h"
#include "strata-host-index-private.h"
#include "strata-listener.h"
#include "strata-transaction-private.h"

/* High enough for a million regions seen through sixteen aliases. */
#define DEFAULT_LIMIT_INSTANCES (G_GUINT64_CONSTANT (1) << 25)
/* Real machines stay below ten; each level costs the renderer stack. */
#define DEFAULT_LIMIT_DEPTH 512
#define DEFAULT_LIMIT_RAM (G_GUINT64_CONSTANT (16) << 30)
#define DEFAULT_LIMIT_BOUNCE (64 * 1024)

STRATA_DEFINE_BOXED (StrataSystem, strata_system)

/**
 * strata_system_new:
 * @byte_order: the byte order of its guests; %STRATA_NATIVE_ENDIAN means that of this computer
 *
 * Makes a memory system: the unit of locking, transactions and byte order. Address spaces and
 * regions belong to one.
 *
 * Returns: (transfer full): a system
 */
StrataSystem *
strata_system_new (StrataByteOrder byte_order)
{
  StrataSystem *self = g_new0 (StrataSystem, 1);

  if (byte_order == STRATA_NATIVE_ENDIAN)
    byte_order = G_BYTE_ORDER == G_LITTLE_ENDIAN ? STRATA_LITTLE_ENDIAN : STRATA_BIG_ENDIAN;

  g_atomic_ref_count_init (&self->ref_count);
  self->byte_order = byte_order;
  g_mutex_init (&self->lock);
  g_mutex_init (&self->graveyard_lock);
  g_mutex_init (&self->initiators_lock);
  g_cond_init (&self->initiators_cond);
  g_queue_init (&self->initiators);
  self->limit_instances = DEFAULT_LIMIT_INSTANCES;
  self->limit_depth = DEFAULT_LIMIT_DEPTH;
  self->limit_ram = DEFAULT_LIMIT_RAM;
  self->limit_bounce = DEFAULT_LIMIT_BOUNCE;
  self->bounce = strata_bounce_new ();
  self->journal = strata_transaction_new_journal ();
  self->savepoints = g_array_new (FALSE, FALSE, sizeof (guint));
  g_queue_init (&self->slots);
  g_queue_init (&self->noted_slots);
  g_queue_init (&self->spaces);
  self->listeners = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_listener_unref);
  self->queue = strata_coalesced_queue_new ();
  self->ram_budget = strata_ram_budget_new ();
  self->host_index = strata_host_index_new ();
  return self;
}

/**
 * strata_system_ref:
 * @self: a system
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

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_assert (self->slots.length == 0 && self->spaces.length == 0);
  strata_coalesced_queue_free (self->queue);
  strata_ram_budget_unref (self->ram_budget);
  strata_host_index_free (self->host_index);
  strata_bounce_free (self->bounce);
  g_ptr_array_unref (self->listeners);
  g_array_unref (self->savepoints);
  g_array_unref (self->journal);
  g_cond_clear (&self->initiators_cond);
  g_mutex_clear (&self->initiators_lock);
  g_mutex_clear (&self->graveyard_lock);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * strata_system_get_byte_order:
 * @self: a system
 *
 * Returns: the byte order of its guests, never %STRATA_NATIVE_ENDIAN
 */
StrataByteOrder
strata_system_get_byte_order (StrataSystem *self)
{
  g_return_val_if_fail (self != NULL, STRATA_LITTLE_ENDIAN);

  return self->byte_order;
}

/**
 * strata_system_get_limit:
 * @self: a system
 * @limit: which budget
 *
 * Returns: the budget
 */
guint64
strata_system_get_limit (StrataSystem *self, StrataLimit limit)
{
  g_return_val_if_fail (self != NULL, 0);

  switch (limit)
    {
    case STRATA_LIMIT_INSTANCES:
      return self->limit_instances;
    case STRATA_LIMIT_DEPTH:
      return self->limit_depth;
    case STRATA_LIMIT_RAM:
      return self->limit_ram;
    case STRATA_LIMIT_BOUNCE:
      return self->limit_bounce;
    default:
      g_return_val_if_reached (0);
    }
}

/**
 * strata_system_set_limit:
 * @self: a system
 * @limit: which budget
 * @value: how many instances, how long a path (at most 4096), how many bytes
 *
 * Changes a budget. What exists already stays; later edits that would pass the budget fail.
 */
void
strata_system_set_limit (StrataSystem *self, StrataLimit limit, guint64 value)
{
  g_return_if_fail (self != NULL);

  strata_system_lock (self);
  switch (limit)
    {
    case STRATA_LIMIT_INSTANCES:
      self->limit_instances = MIN (value, G_MAXUINT32);
      break;
    case STRATA_LIMIT_DEPTH:
      self->limit_depth = MIN (value, STRATA_MAX_LIMIT_DEPTH);
      break;
    case STRATA_LIMIT_RAM:
      self->limit_ram = value;
      break;
    case STRATA_LIMIT_BOUNCE:
      self->limit_bounce = value;
      break;
    default:
      g_warn_if_reached ();
    }
  strata_system_unlock (self);
}

/* {{{ The lock */

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
        strata_region_finalize (region);
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

/* }}} */

/**
 * strata_system_list_address_spaces:
 * @self: a system
 *
 * Returns: (transfer full) (element-type StrataAddressSpace): its address spaces, in the order of
 *   their making
 */
GPtrArray *
strata_system_list_address_spaces (StrataSystem *self)
{
  GPtrArray *spaces;

  g_return_val_if_fail (self != NULL, NULL);

  spaces = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_address_space_unref);
  strata_system_lock (self);
  for (GList *link = self->spaces.head; link != NULL; link = link->next)
    g_ptr_array_add (spaces, strata_address_space_ref (link->data));
  strata_system_unlock (self);
  return spaces;
}

/**
 * strata_system_flush_coalesced:
 * @self: a system
 *
 * Delivers all queued coalesced writes to their devices, in order.
 */
void
strata_system_flush_coalesced (StrataSystem *self)
{
  g_return_if_fail (self != NULL);

  strata_system_lock (self);
  strata_coalesced_queue_flush (self->queue);
  strata_system_unlock (self);
}

/**
 * strata_system_get_n_coalesced:
 * @self: a system
 *
 * Returns: how many coalesced writes wait in the queue
 */
guint
strata_system_get_n_coalesced (StrataSystem *self)
{
  guint length;

  g_return_val_if_fail (self != NULL, 0);

  strata_system_lock (self);
  length = strata_coalesced_queue_get_length (self->queue);
  strata_system_unlock (self);
  return length;
}
