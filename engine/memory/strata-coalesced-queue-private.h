/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flush-log-private.h"

/* The queue of one system. All under the system lock, but for asking whether it is empty. */
typedef struct _StrataCoalescedQueue
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
