/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-write-rules-private.h"

StrataWriteRules *
strata_write_rules_new (StrataCoalescedRanges *coalesced, StrataEventfds *eventfds)
{
  StrataWriteRules *self;

  if (coalesced == NULL && eventfds == NULL)
    return NULL;
  self = g_new0 (StrataWriteRules, 1);
  g_atomic_ref_count_init (&self->ref_count);
  if (coalesced != NULL)
    self->coalesced = strata_coalesced_ranges_ref (coalesced);
  if (eventfds != NULL)
    self->eventfds = strata_eventfds_ref (eventfds);
  return self;
}

StrataWriteRules *
strata_write_rules_ref (StrataWriteRules *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
strata_write_rules_unref (StrataWriteRules *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->coalesced, strata_coalesced_ranges_unref);
  g_clear_pointer (&self->eventfds, strata_eventfds_unref);
  g_free (self);
}

gboolean
strata_write_rules_equal (const StrataWriteRules *a, const StrataWriteRules *b)
{
  if (a == b)
    return TRUE;
  return a != NULL && b != NULL && strata_coalesced_ranges_equal (a->coalesced, b->coalesced)
         && strata_eventfds_equal (a->eventfds, b->eventfds);
}
