/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-coalesced-private.h"

StrataCoalescedRanges *
strata_coalesced_ranges_ref (StrataCoalescedRanges *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
strata_coalesced_ranges_unref (StrataCoalescedRanges *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

gboolean
strata_coalesced_ranges_equal (const StrataCoalescedRanges *a, const StrataCoalescedRanges *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->n_ranges != b->n_ranges)
    return FALSE;
  return memcmp (a->ranges, b->ranges, a->n_ranges * sizeof *a->ranges) == 0;
}

gboolean
strata_coalesced_ranges_clip (const StrataCoalescedRanges *self, guint index, guint64 first,
                              guint64 last, StrataRange *part)
{
  const StrataRange *range = &self->ranges[index];

  if (range->first > last || range->last < first)
    return FALSE;
  part->first = MAX (range->first, first);
  part->last = MIN (range->last, last);
  return TRUE;
}
