/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-spans-private.h"

static int
compare_firsts (gconstpointer a, gconstpointer b)
{
  const StrataMapSpanItem *left = a, *right = b;

  return left->first < right->first ? -1 : left->first > right->first;
}

static int
compare_lasts (gconstpointer a, gconstpointer b)
{
  const StrataMapSpanItem *left = a, *right = b;

  return left->last < right->last ? -1 : left->last > right->last;
}

static void
append (GArray *spans, const StrataMapSpan *span)
{
  StrataMapSpan *end = spans->len > 0 ? &g_array_index (spans, StrataMapSpan, spans->len - 1)
                                      : NULL;

  if (end != NULL && end->count == span->count && end->item == span->item
      && end->last + 1 == span->first)
    end->last = span->last;
  else
    g_array_append_val (spans, *span);
}

/* Counts how many of the items, an array of #StrataMapSpanItem that gets sorted, lie over each
 * address. Returns an array of #StrataMapSpan by address, without the stretches where there are
 * none. */
GArray *
_strata_map_spans_new (GArray *items)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (StrataMapSpan));
  g_autoptr (GArray) lasts = g_array_copy (items);
  guint begun = 0, ended = 0;
  guint present = 0; /* the items of all that have begun and not ended, by exclusive or */
  guint64 next = 0;

  g_array_sort (items, compare_firsts);
  g_array_sort (lasts, compare_lasts);
  while (ended < lasts->len)
    {
      StrataMapSpan span;

      /* From here on the number is the same up to the next edge. */
      span.first = begun == ended ? g_array_index (items, StrataMapSpanItem, begun).first : next;
      for (; begun < items->len
             && g_array_index (items, StrataMapSpanItem, begun).first <= span.first; begun++)
        present ^= g_array_index (items, StrataMapSpanItem, begun).item;
      span.count = begun - ended;
      span.item = span.count == 1 ? present : G_MAXUINT;
      span.last = g_array_index (lasts, StrataMapSpanItem, ended).last;
      if (begun < items->len)
        span.last = MIN (span.last, g_array_index (items, StrataMapSpanItem, begun).first - 1);
      for (; ended < lasts->len
             && g_array_index (lasts, StrataMapSpanItem, ended).last <= span.last; ended++)
        present ^= g_array_index (lasts, StrataMapSpanItem, ended).item;
      next = span.last + 1;
      append (spans, &span);
    }
  return spans;
}
