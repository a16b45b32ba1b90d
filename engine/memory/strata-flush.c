/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Looking at the queue of coalesced writes: what waits, and what has flushed it. */

#include "strata-flush.h"

#include "strata-coalesced-queue-private.h"
#include "strata-system-private.h"

/**
 * strata_system_list_coalesced:
 * @self: a system
 *
 * Looks at the coalesced writes that wait, without delivering them.
 *
 * Returns: (transfer full) (element-type StrataQueuedWrite): the writes, in the order in which they
 *   were made
 */
GArray *
strata_system_list_coalesced (StrataSystem *self)
{
  GArray *list;

  g_return_val_if_fail (self != NULL, NULL);

  strata_system_lock (self);
  list = strata_coalesced_queue_list (self->queue);
  strata_system_unlock (self);
  return list;
}

/**
 * strata_system_set_flush_log:
 * @self: a system
 * @on: whether to note flushes
 *
 * Notes from now on what delivers coalesced writes, the last %STRATA_FLUSH_LOG_LENGTH times, or
 * notes it no longer and forgets what was noted. At first nothing is noted.
 */
void
strata_system_set_flush_log (StrataSystem *self, gboolean on)
{
  g_return_if_fail (self != NULL);

  strata_system_lock (self);
  if (!on)
    g_clear_pointer (&self->queue->log, strata_flush_log_free);
  else if (self->queue->log == NULL)
    self->queue->log = strata_flush_log_new ();
  strata_system_unlock (self);
}

/**
 * strata_system_list_flushes:
 * @self: a system
 * @first: the number of the first one wanted
 *
 * Lists the flushes that are remembered. One that found nothing to deliver is none.
 *
 * Returns: (transfer full) (element-type StrataFlush): the flushes, the oldest one first
 */
GArray *
strata_system_list_flushes (StrataSystem *self, guint64 first)
{
  GArray *list;

  g_return_val_if_fail (self != NULL, NULL);

  strata_system_lock (self);
  list = self->queue->log != NULL ? strata_flush_log_list (self->queue->log, first)
                                  : strata_flush_log_list_none ();
  strata_system_unlock (self);
  return list;
}
