/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-coalesced-private.h"

#include "strata-dispatch-private.h"

#define CAPACITY 1024

/* The queue is a ring of writes in the order in which they were made. */
typedef struct _StrataQueuedWrite
{
  StrataDispatch write; /* its region is held */
  guint64 lanes;
} Entry;

StrataCoalescedQueue *
strata_coalesced_queue_new (void)
{
  return g_new0 (StrataCoalescedQueue, 1);
}

static Entry
take (StrataCoalescedQueue *self)
{
  Entry entry = self->entries[self->head];

  self->head = (self->head + 1) % CAPACITY;
  g_atomic_int_add (&self->length, -1);
  return entry;
}

void
strata_coalesced_queue_free (StrataCoalescedQueue *self)
{
  while (self->length > 0)
    strata_region_unref (take (self).write.region);
  g_free (self->entries);
  g_free (self);
}

void
strata_coalesced_queue_put (StrataCoalescedQueue *self, const StrataDispatch *write, guint64 lanes)
{
  Entry *entry;

  if (self->entries == NULL)
    self->entries = g_new (Entry, CAPACITY);
  if (self->length == CAPACITY)
    strata_coalesced_queue_flush (self);

  entry = &self->entries[(self->head + self->length) % CAPACITY];
  entry->write = *write;
  entry->lanes = lanes;
  strata_region_ref (write->region);
  g_atomic_int_inc (&self->length);
}

/* Each write is taken off before it is delivered. A flush from inside the callback goes on with the
 * next one, so the order stays and nothing is delivered twice; the flush outside then finds less to
 * do, or nothing. What a device says about a queued write comes too late for whoever made it. */
void
strata_coalesced_queue_flush (StrataCoalescedQueue *self)
{
  while (self->length > 0)
    {
      Entry entry = take (self);

      strata_dispatch_write_queued (&entry.write, entry.lanes);
      strata_region_unref (entry.write.region);
    }
}
