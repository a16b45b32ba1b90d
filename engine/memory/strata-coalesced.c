/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-coalesced.h"

#include <inttypes.h>

#include "strata-coalesced-queue-private.h"
#include "strata-dispatch-private.h"
#include "strata-i18n-private.h"
#include "strata-system-private.h"
#include "strata-write-rules-private.h"

static gboolean
check_kind (StrataRegion *self, GError **error)
{
  if (self->kind == STRATA_REGION_MMIO || self->kind == STRATA_REGION_ROM_DEVICE)
    return TRUE;
  g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_KIND,
               _ ("“%s” has no callbacks: its writes cannot be coalesced"), self->name);
  return FALSE;
}

/* Replaces the coalesced parts. What is queued arrives before the change. */
static gboolean
set_ranges (StrataRegion *self, StrataCoalescedRanges *ranges, GError **error)
{
  g_autoptr (StrataWriteRules) rules = NULL;
  const StrataFlushCause cause = { STRATA_FLUSH_CHANGE, NULL, self->name };
  StrataRegionState state;

  strata_region_begin_edit (self, &state);
  strata_coalesced_queue_flush (self->system->queue, &cause);
  rules = strata_write_rules_new (ranges, strata_write_rules_get_eventfds (state.rules));
  state.rules = rules;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_set_coalescing:
 * @self: an MMIO region or ROM device
 * @error: return location for an error
 *
 * Lets writes to all of a region be coalesced, in place of what was before. See
 * [method@Strata.Region.add_coalescing].
 *
 * Returns: %FALSE with %STRATA_MEMORY_ERROR set if not possible
 */
gboolean
strata_region_set_coalescing (StrataRegion *self, GError **error)
{
  g_autoptr (StrataCoalescedRanges) ranges = NULL;
  guint64 size;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!check_kind (self, error))
    return FALSE;
  size = strata_region_get_size (self);
  if (size != 0)
    ranges = strata_coalesced_ranges_add (NULL, 0, size == STRATA_SIZE_MAX ? size : size - 1);
  return set_ranges (self, ranges, error);
}

/**
 * strata_region_add_coalescing:
 * @self: an MMIO region or ROM device
 * @offset: the first offset, in bytes
 * @size: how many bytes, %STRATA_SIZE_MAX for all that follow
 * @error: return location for an error
 *
 * Lets writes to a part of a region be coalesced: a write that lies in it is queued and answered at
 * once. The queue is delivered in order before any other MMIO access, before the hierarchy changes,
 * when it is full, when coalescing of a region ends, and on [method@Strata.System.flush_coalesced].
 *
 * Accesses to RAM do not deliver it: whoever reads memory that a queued write makes a device change
 * must flush before, or have the memory marked with [method@Strata.Region.set_flush_coalesced].
 *
 * Returns: %FALSE with %STRATA_MEMORY_ERROR set if not possible
 */
gboolean
strata_region_add_coalescing (StrataRegion *self, guint64 offset, guint64 size, GError **error)
{
  g_autoptr (StrataCoalescedRanges) ranges = NULL;
  guint64 last = G_MAXUINT64;
  gboolean set;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!check_kind (self, error))
    return FALSE;
  if (size == 0)
    return TRUE;
  if (size != STRATA_SIZE_MAX && !g_uint64_checked_add (&last, offset, size - 1))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   _ ("0x%" PRIx64 " bytes from offset 0x%" PRIx64 " pass the end of all offsets"),
                   size, offset);
      return FALSE;
    }

  strata_system_lock (self->system);
  ranges = strata_coalesced_ranges_add (strata_write_rules_get_coalesced (self->state.rules),
                                        offset, last);
  set = set_ranges (self, ranges, error);
  strata_system_unlock (self->system);
  return set;
}

/**
 * strata_region_clear_coalescing:
 * @self: an MMIO region or ROM device
 * @error: return location for an error
 *
 * Lets no write to a region be coalesced any more. What is queued is delivered first.
 *
 * Returns: %FALSE with %STRATA_MEMORY_ERROR set if not possible
 */
gboolean
strata_region_clear_coalescing (StrataRegion *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!check_kind (self, error))
    return FALSE;
  return set_ranges (self, NULL, error);
}

/**
 * strata_region_list_coalescing:
 * @self: a region
 *
 * Lists where writes are coalesced.
 *
 * Returns: (transfer full) (element-type StrataRange): the offsets where writes are coalesced,
 *   sorted and disjoint
 */
GArray *
strata_region_list_coalescing (StrataRegion *self)
{
  const StrataCoalescedRanges *ranges;
  GArray *list;

  g_return_val_if_fail (self != NULL, NULL);

  list = g_array_new (FALSE, FALSE, sizeof (StrataRange));
  strata_system_lock (self->system);
  ranges = strata_write_rules_get_coalesced (self->state.rules);
  if (ranges != NULL)
    g_array_append_vals (list, ranges->ranges, ranges->n_ranges);
  strata_system_unlock (self->system);
  return list;
}

static void
set_flush_coalesced (StrataRegion *self, gboolean flush_coalesced)
{
  StrataRegionState state;

  strata_region_begin_edit (self, &state);
  state.flush_coalesced = flush_coalesced;
  strata_region_end_edit (self, &state, NULL);
}

/**
 * strata_region_set_flush_coalesced:
 * @self: a region
 *
 * Marks a region before which coalesced writes must have arrived: each access to it delivers the
 * queue first, also where it is memory. MMIO does so without the mark. A write that is coalesced
 * itself still joins the queue.
 *
 * It has no effect from inside a listener.
 */
void
strata_region_set_flush_coalesced (StrataRegion *self)
{
  g_return_if_fail (self != NULL);

  set_flush_coalesced (self, TRUE);
}

/**
 * strata_region_clear_flush_coalesced:
 * @self: a region
 *
 * Takes the mark of [method@Strata.Region.set_flush_coalesced] away. What is queued is delivered.
 */
void
strata_region_clear_flush_coalesced (StrataRegion *self)
{
  g_return_if_fail (self != NULL);

  set_flush_coalesced (self, FALSE);
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
