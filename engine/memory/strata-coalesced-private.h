/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space.h"
#include "strata-coalesced.h"
#include "strata-flush-log-private.h"

/* The coalesced parts of a region: sorted, disjoint, not adjacent; never changed once made, so that
 * flat ranges and lock-free readers can hold it. */
typedef struct _StrataCoalescedRanges
{
  gatomicrefcount ref_count;
  guint n_ranges;
  StrataRange ranges[]; /* offsets in the region */
} StrataCoalescedRanges;

StrataCoalescedRanges *strata_coalesced_ranges_ref (StrataCoalescedRanges *self);
void strata_coalesced_ranges_unref (StrataCoalescedRanges *self);
gboolean strata_coalesced_ranges_equal (const StrataCoalescedRanges *a,
                                        const StrataCoalescedRanges *b);
/* The part of [first, last] (offsets) that range number @index covers; FALSE if none. */
gboolean strata_coalesced_ranges_clip (const StrataCoalescedRanges *self, guint index,
                                       guint64 first, guint64 last, StrataRange *part);
/* Whether one of the ranges covers all of [first, last]. */
gboolean strata_coalesced_ranges_cover (const StrataCoalescedRanges *self, guint64 first,
                                        guint64 last);
/* What @self (NULL for none) becomes with one more range. */
StrataCoalescedRanges *strata_coalesced_ranges_add (const StrataCoalescedRanges *self,
                                                    guint64 first, guint64 last);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataCoalescedRanges, strata_coalesced_ranges_unref)

/* The queue of one system. All under the system lock, but for asking whether it is empty. */
typedef struct
{
  struct _StrataQueueEntry *entries; /* made with the first write */
  guint head;
  guint length; /* atomic, for those who ask without the lock */
  guint64 n_put; /* how many writes there have been */
  StrataFlushLog *log; /* NULL if flushes are not noted */
} StrataCoalescedQueue;

struct _StrataDispatch;

StrataCoalescedQueue *strata_coalesced_queue_new (void);
void strata_coalesced_queue_free (StrataCoalescedQueue *self);
/* Adds a write that strata_dispatch_check() has let through; flushes if there is no room. The
 * initiator's name is a reference-counted string. */
void strata_coalesced_queue_put (StrataCoalescedQueue *self, const struct _StrataDispatch *write,
                                 guint64 lanes, char *initiator);
void strata_coalesced_queue_flush (StrataCoalescedQueue *self, const StrataFlushCause *cause);
/* What waits, as an array of StrataQueuedWrite that holds what it names. */
GArray *strata_coalesced_queue_list (const StrataCoalescedQueue *self);

static inline guint
strata_coalesced_queue_get_length (const StrataCoalescedQueue *self)
{
  return __atomic_load_n (&self->length, __ATOMIC_SEQ_CST);
}
