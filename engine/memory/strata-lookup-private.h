/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-initiator-private.h"
#include "strata-ram-private.h"
#include "strata-region-private.h"

/* Who answers at an address in the present view. */
const StrataFlatRange *strata_initiator_lookup (StrataInitiator *self, guint64 address);
/* Likewise for an access that may need a callback: takes the system lock if so, and delivers
 * coalesced writes if they must come before. @locked says whether the caller is to unlock. */
const StrataFlatRange *strata_initiator_lookup_locked (StrataInitiator *self, guint64 address,
                                                       guint64 size, gboolean is_write,
                                                       gboolean *locked);
/* Delivers coalesced writes because an initiator is about to use a range. */
void strata_initiator_flush_before (StrataInitiator *self, const StrataFlatRange *range,
                                    StrataFlushReason reason);
/* The first address past a hole, from @address to @last; FALSE if the hole goes on to the end. */
gboolean strata_initiator_skip_hole (StrataInitiator *self, guint64 address, guint64 last,
                                     guint64 *next);

/* Whether a write is one that is queued, unless it signals a descriptor. */
gboolean strata_flat_range_coalesces (const StrataFlatRange *range, guint64 address, guint64 size);
/* Whether a write of some value would signal a descriptor. */
gboolean strata_flat_range_may_signal (const StrataFlatRange *range, guint64 address,
                                       guint64 size);

/* Remembers what a search has found. It is taken for hit again only when two searches running have
 * found it: after accesses all over the place nothing is, and so the test for a hit is predicted
 * well, whose answer comes late as it waits for the search before. */
static inline void
strata_initiator_remember (StrataInitiator *self, const StrataFlatRange *range)
{
  guint64 was_last = self->range == range;

  self->range = range;
  self->first = range->first;
  /* All 2^64 addresses are never hit like this; there a search takes no step. */
  self->length = (range->last - range->first + 1) & -was_last;
  if (G_UNLIKELY (range->slow & STRATA_SLOW_LOG))
    {
      self->log_words = NULL;
      if ((range->dirty_clients & (range->dirty_clients - 1)) == 0)
        self->log_words = strata_ram_peek_words (range->region->ram,
                                                 __builtin_ctz (range->dirty_clients));
    }
}
