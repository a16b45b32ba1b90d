/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-coalesced-queue-private.h"

#include "strata-dispatch-private.h"
#include "strata-guest-bytes.h"
#include "strata-system-private.h"

#define CAPACITY 1024

/* The queue is a ring of writes in the order in which they were made. */
typedef struct _StrataQueueEntry
{
  StrataDispatch write; /* its region is held */
  guint64 lanes;
  char *initiator; /* a reference-counted string */
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

static void
clear_entry (Entry *entry)
{
  strata_region_unref (entry->write.region);
  g_ref_string_release (entry->initiator);
}

void
strata_coalesced_queue_free (StrataCoalescedQueue *self)
{
  while (self->length > 0)
    {
      Entry entry = take (self);

      clear_entry (&entry);
    }
  g_clear_pointer (&self->log, strata_flush_log_free);
  g_free (self->entries);
  g_free (self);
}

void
strata_coalesced_queue_put (StrataCoalescedQueue *self, const StrataDispatch *write, guint64 lanes,
                            char *initiator)
{
  Entry *entry;

  if (self->entries == NULL)
    self->entries = g_new (Entry, CAPACITY);
  if (self->length == CAPACITY)
    {
      const StrataFlushCause cause = { STRATA_FLUSH_FULL, initiator, write->region->name };

      strata_coalesced_queue_flush (self, &cause);
    }

  entry = &self->entries[(self->head + self->length) % CAPACITY];
  entry->write = *write;
  entry->lanes = lanes;
  entry->initiator = g_ref_string_acquire (initiator);
  strata_region_ref (write->region);
  self->n_put++;
  g_atomic_int_inc (&self->length);
}

/* Each write is taken off before it is delivered. A flush from inside the callback goes on with the
 * next one, so the order stays and nothing is delivered twice; the flush outside then finds less to
 * do, or nothing. What a device says about a queued write comes too late for whoever made it. */
void
strata_coalesced_queue_flush (StrataCoalescedQueue *self, const StrataFlushCause *cause)
{
  guint64 first = self->n_put - self->length;
  guint n = 0;

  while (self->length > 0)
    {
      Entry entry = take (self);

      n++;
      strata_dispatch_write_queued (&entry.write, entry.lanes);
      clear_entry (&entry);
    }
  if (n > 0 && self->log != NULL)
    strata_flush_log_add (self->log, cause, first, n);
}

/* {{{ Looking at it */

static void
clear_write (gpointer data)
{
  StrataQueuedWrite *write = data;

  strata_region_unref (write->region);
  g_ref_string_release ((char *) write->initiator);
}

static guint64
find_value (const Entry *entry)
{
  guint64 value = entry->lanes & strata_lanes_mask (entry->write.size);

  return entry->write.system->byte_order == STRATA_BIG_ENDIAN
           ? strata_lanes_swap (value, entry->write.size)
           : value;
}

GArray *
strata_coalesced_queue_list (const StrataCoalescedQueue *self)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (StrataQueuedWrite));

  g_array_set_clear_func (list, clear_write);
  for (guint i = 0; i < self->length; i++)
    {
      const Entry *entry = &self->entries[(self->head + i) % CAPACITY];
      const StrataQueuedWrite write = {
        .number = self->n_put - self->length + i,
        .region = strata_region_ref (entry->write.region),
        .offset = entry->write.offset,
        .value = find_value (entry),
        .size = entry->write.size,
        .initiator = g_ref_string_acquire (entry->initiator),
      };

      g_array_append_val (list, write);
    }
  return list;
}

/* }}} */
