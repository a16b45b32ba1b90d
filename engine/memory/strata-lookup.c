/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who answers an access, and what has to come before: the present view, the system lock, queued
 * writes. */

#include "strata-lookup-private.h"

#include "strata-system-private.h"
#include "strata-write-rules-private.h"

const StrataFlatRange *
strata_initiator_lookup (StrataInitiator *self, guint64 address)
{
  const StrataFlatRange *range;

  if (G_UNLIKELY (!strata_initiator_is_current (self)))
    strata_initiator_take_view (self);
  range = self->range;
  if (range != NULL && strata_flat_range_contains (range, address, 1))
    return range;
  range = strata_flat_view_search (self->view, address);
  if (range != NULL)
    strata_initiator_remember (self, range);
  return range;
}

static gboolean
needs_callback (const StrataFlatRange *range, gboolean is_write)
{
  if (range->kind == STRATA_REGION_RESERVED)
    return FALSE;
  if (is_write)
    return (range->slow & (STRATA_SLOW_WRITE_CALLBACK | STRATA_SLOW_READONLY))
           == STRATA_SLOW_WRITE_CALLBACK;
  return (range->slow & STRATA_SLOW_READ) != 0;
}

gboolean
strata_flat_range_coalesces (const StrataFlatRange *range, guint64 address, guint64 size)
{
  guint64 offset = strata_flat_range_get_offset (range, address);

  return (range->slow & STRATA_SLOW_COALESCED) != 0
         && strata_coalesced_ranges_cover (range->rules->coalesced, offset, offset + size - 1);
}

gboolean
strata_flat_range_may_signal (const StrataFlatRange *range, guint64 address, guint64 size)
{
  return (range->slow & STRATA_SLOW_EVENTFD) != 0
         && strata_eventfds_may_take (
              range->rules->eventfds, strata_flat_range_get_offset (range, address), (guint) size);
}

void
strata_initiator_flush_before (StrataInitiator *self, const StrataFlatRange *range,
                               StrataFlushReason reason)
{
  StrataFlushCause cause = { reason, self->name, NULL };

  /* The lock keeps the region's name as it is. */
  strata_system_lock (self->system);
  cause.region = strata_region_get_name (range->region);
  strata_coalesced_queue_flush (self->queue, &cause);
  strata_system_unlock (self->system);
}

const StrataFlatRange *
strata_initiator_lookup_locked (StrataInitiator *self, guint64 address, guint64 size,
                                gboolean is_write, gboolean *locked)
{
  StrataSystem *system = self->system;

  for (;;)
    {
      const StrataFlatRange *range = strata_initiator_lookup (self, address);
      gboolean coalesced, queues, takes_lock;

      if (range == NULL)
        return NULL;
      if (!needs_callback (range, is_write) && !(range->slow & STRATA_SLOW_FLUSH))
        return range;
      if (!strata_flat_range_fits (range, address, size))
        return range;

      /* What may signal is told apart by its value, which comes too late to flush. */
      coalesced = is_write && strata_flat_range_coalesces (range, address, size);
      queues = coalesced && !strata_flat_range_may_signal (range, address, size);
      takes_lock = needs_callback (range, is_write)
                   && (coalesced || !(range->device & STRATA_DEVICE_LOCK_FREE));
      if (takes_lock && !*locked)
        {
          strata_system_lock (system);
          *locked = TRUE;
          if (!strata_initiator_is_current (self))
            continue;
        }
      if (queues || strata_coalesced_queue_get_length (self->queue) == 0)
        return range;

      /* What the devices do now can change who answers here. */
      strata_initiator_flush_before (self, range, STRATA_FLUSH_ACCESS);
      if (strata_initiator_is_current (self))
        return range;
    }
}

gboolean
strata_initiator_skip_hole (StrataInitiator *self, guint64 address, guint64 last, guint64 *next)
{
  guint index = strata_flat_view_find_index (self->view, address);

  if (index >= strata_flat_view_get_n_ranges (self->view))
    return FALSE;
  *next = strata_flat_view_get_range (self->view, index)->first;
  return *next <= last;
}
