/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-coalesced-ranges-private.h"
#include "strata-eventfds-private.h"

/* Which writes to a region go elsewhere than straight to its callbacks; never changed once made, so
 * that flat ranges and lock-free readers can hold it. Never without any. */
typedef struct _StrataWriteRules
{
  gatomicrefcount ref_count;
  StrataCoalescedRanges *coalesced; /* held; NULL for none: these are queued */
  StrataEventfds *eventfds;         /* held; NULL for none: these signal a descriptor */
} StrataWriteRules;

/* Holds both; NULL if there is neither. */
StrataWriteRules *strata_write_rules_new (StrataCoalescedRanges *coalesced,
                                          StrataEventfds *eventfds);
StrataWriteRules *strata_write_rules_ref (StrataWriteRules *self);
void strata_write_rules_unref (StrataWriteRules *self);
gboolean strata_write_rules_equal (const StrataWriteRules *a, const StrataWriteRules *b);

/* What is in rules that may be NULL. */
static inline StrataCoalescedRanges *
strata_write_rules_get_coalesced (const StrataWriteRules *self)
{
  return self != NULL ? self->coalesced : NULL;
}

static inline StrataEventfds *
strata_write_rules_get_eventfds (const StrataWriteRules *self)
{
  return self != NULL ? self->eventfds : NULL;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataWriteRules, strata_write_rules_unref)
