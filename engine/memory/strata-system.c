/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-system-private.h"

#include "strata-bounce-private.h"
#include "strata-dispatch-private.h"
#include "strata-host-index-private.h"
#include "strata-journal-private.h"
#include "strata-observer-private.h"

/* High enough for a million regions seen through sixteen aliases. */
#define DEFAULT_LIMIT_INSTANCES (G_GUINT64_CONSTANT (1) << 25)
/* Real machines stay below ten; each level costs the renderer stack. */
#define DEFAULT_LIMIT_DEPTH 512
#define DEFAULT_LIMIT_RAM (G_GUINT64_CONSTANT (16) << 30)
#define DEFAULT_LIMIT_BOUNCE (64 * 1024)

/* The last holder is gone, and with it all regions and spaces. */
static void
end_system (StrataSystem *self)
{
  g_assert (self->slots.length == 0 && self->spaces.length == 0);
  strata_observer_free (self->observer);
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

static const StrataEnds ends = { end_system, strata_region_finalize, strata_address_space_close };

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
  self->ends = &ends;
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
  self->journal = strata_journal_new ();
  self->savepoints = g_array_new (FALSE, FALSE, sizeof (guint));
  g_queue_init (&self->slots);
  g_queue_init (&self->noted_slots);
  g_queue_init (&self->spaces);
  self->listeners = g_ptr_array_new ();
  self->queue = strata_coalesced_queue_new ();
  self->observer = strata_observer_new ();
  self->ram_budget = strata_ram_budget_new ();
  self->host_index = strata_host_index_new ();
  return self;
}

/**
 * strata_system_get_byte_order:
 * @self: a system
 *
 * Gets the byte order.
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
 * Gets a budget of a system.
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

/**
 * strata_system_flush_coalesced:
 * @self: a system
 *
 * Delivers all queued coalesced writes to their devices, in order. See
 * [method@Strata.System.flush_coalesced_for].
 */
void
strata_system_flush_coalesced (StrataSystem *self)
{
  strata_system_flush_coalesced_for (self, NULL);
}

/**
 * strata_system_flush_coalesced_for:
 * @self: a system
 * @who: (nullable): who wants them delivered, for the records
 *
 * Delivers all queued coalesced writes to their devices, in order.
 */
void
strata_system_flush_coalesced_for (StrataSystem *self, const char *who)
{
  StrataFlushCause cause = { STRATA_FLUSH_REQUEST, who, NULL };

  g_return_if_fail (self != NULL);

  strata_system_lock (self);
  if (self->calls != NULL)
    cause.region = self->calls->region->name;
  strata_coalesced_queue_flush (self->queue, &cause);
  strata_system_unlock (self);
}

/**
 * strata_system_get_n_coalesced:
 * @self: a system
 *
 * Counts the coalesced writes that wait.
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
