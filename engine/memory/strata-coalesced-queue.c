/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-coalesced-private.h"

struct _StrataCoalescedQueue
{
  guint length;
};

StrataCoalescedQueue *
strata_coalesced_queue_new (void)
{
  return g_new0 (StrataCoalescedQueue, 1);
}

void
strata_coalesced_queue_free (StrataCoalescedQueue *self)
{
  g_free (self);
}

guint
strata_coalesced_queue_get_length (StrataCoalescedQueue *self)
{
  return self->length;
}

void
strata_coalesced_queue_flush (StrataCoalescedQueue *self)
{
  self->length = 0;
}
