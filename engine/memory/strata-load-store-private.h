/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-guest-bytes.h"
#include "strata-lookup-private.h"

/* The shortest way of an access: into the memory that was hit before. */

/* What keeps a load, and a store, from going straight to the bytes. */
#define STRATA_SLOW_LOAD \
  (STRATA_SLOW_READ | STRATA_SLOW_UNITS | STRATA_SLOW_FLUSH | STRATA_SLOW_OBSERVED)
#define STRATA_SLOW_STORE                                                                      \
  (STRATA_SLOW_WRITE_CALLBACK | STRATA_SLOW_READONLY | STRATA_SLOW_LOG | STRATA_SLOW_COALESCED \
   | STRATA_SLOW_UNITS | STRATA_SLOW_FLUSH | STRATA_SLOW_EVENTFD | STRATA_SLOW_OBSERVED)

typedef enum
{
  STRATA_HIT_DONE,
  STRATA_HIT_STALE,  /* there is a newer view */
  STRATA_HIT_MISSED, /* it lies elsewhere */
  STRATA_HIT_SLOW,   /* it lies there, but does not just go to memory */
} StrataHit;

/* Whether an access lies in the range that is taken for hit. */
static inline gboolean
strata_initiator_hits (StrataInitiator *self, guint64 address, guint size)
{
  guint64 offset = address - self->first;

  return offset < self->length && size - 1 < self->length - offset;
}

/* Marks what a store into the last range hit has touched. */
static inline void
strata_initiator_mark_hit (StrataInitiator *self, guint64 address, guint size)
{
  guint64 offset = strata_flat_range_get_offset (self->range, address);

  if (G_UNLIKELY (self->log_words == NULL
                  || !strata_ram_is_store_marked (self->log_words, offset, size)))
    strata_ram_mark_dirty (self->range->region->ram, offset, size, self->range->dirty_clients);
}

G_ALWAYS_INLINE static inline StrataHit
strata_initiator_load_hit (StrataInitiator *self, guint64 address, guint size, guint64 *lanes)
{
  if (G_UNLIKELY (!strata_initiator_is_current (self)))
    return STRATA_HIT_STALE;
  if (!strata_initiator_hits (self, address, size))
    return STRATA_HIT_MISSED;
  if ((self->range->slow & STRATA_SLOW_LOAD) != 0)
    return STRATA_HIT_SLOW;
  *lanes = strata_guest_load (strata_flat_range_get_bytes (self->range, address), size);
  return STRATA_HIT_DONE;
}

/* @mask is a constant, STRATA_SLOW_STORE. With 0, which tests nothing, this tells a benchmark what
 * the test costs. */
G_ALWAYS_INLINE static inline StrataHit
strata_initiator_store_hit (StrataInitiator *self, guint64 address, guint size, guint64 lanes,
                            guint mask)
{
  guint slow;

  if (G_UNLIKELY (!strata_initiator_is_current (self)))
    return STRATA_HIT_STALE;
  if (!strata_initiator_hits (self, address, size))
    return STRATA_HIT_MISSED;
  slow = self->range->slow & mask;
  if (G_UNLIKELY (slow != 0 && slow != STRATA_SLOW_LOG))
    return STRATA_HIT_SLOW;
  strata_guest_store (strata_flat_range_get_bytes (self->range, address), size, lanes);
  if (slow != 0)
    strata_initiator_mark_hit (self, address, size);
  return STRATA_HIT_DONE;
}
