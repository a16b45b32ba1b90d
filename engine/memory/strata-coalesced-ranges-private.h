/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-types.h"

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
