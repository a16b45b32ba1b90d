/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-coalesced-ranges-private.h"

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

gboolean
strata_coalesced_ranges_cover (const StrataCoalescedRanges *self, guint64 first, guint64 last)
{
  guint low = 0, high = self->n_ranges;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->ranges[middle].last < first)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->n_ranges && self->ranges[low].first <= first && self->ranges[low].last >= last;
}

StrataCoalescedRanges *
strata_coalesced_ranges_add (const StrataCoalescedRanges *self, guint64 first, guint64 last)
{
  guint n_old = self != NULL ? self->n_ranges : 0;
  StrataCoalescedRanges *sum = g_malloc (sizeof *sum + (n_old + 1) * sizeof *sum->ranges);
  StrataRange added = { first, last };
  guint i = 0, n = 0;

  g_atomic_ref_count_init (&sum->ref_count);
  for (; i < n_old && self->ranges[i].last < first && first - self->ranges[i].last > 1; i++)
    sum->ranges[n++] = self->ranges[i];
  for (; i < n_old && (self->ranges[i].first <= last || self->ranges[i].first - last == 1); i++)
    {
      added.first = MIN (added.first, self->ranges[i].first);
      added.last = MAX (added.last, self->ranges[i].last);
    }
  sum->ranges[n++] = added;
  for (; i < n_old; i++)
    sum->ranges[n++] = self->ranges[i];
  sum->n_ranges = n;
  return sum;
}
