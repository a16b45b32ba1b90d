/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "strata-map-columns.h"

/* The address line cut at every boundary; over the pieces a tree of maxima. @deepest of a node is
 * the first free column anywhere in it, @whole the part of that which holds for all of it. */
typedef struct
{
  guint64 *starts;
  guint n_starts;
  guint n_leaves;
  guint *deepest;
  guint *whole;
} Sweep;

static int
compare_addresses (const void *a, const void *b)
{
  guint64 first = *(const guint64 *) a, second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

static void
sweep_init (Sweep *self, const StrataRange *ranges, guint n_ranges)
{
  guint n = 0, n_unique = 0;

  self->starts = g_new (guint64, 2 * (gsize) n_ranges);
  for (guint i = 0; i < n_ranges; i++)
    {
      self->starts[n++] = ranges[i].first;
      if (ranges[i].last != G_MAXUINT64)
        self->starts[n++] = ranges[i].last + 1;
    }
  qsort (self->starts, n, sizeof (guint64), compare_addresses);
  for (guint i = 0; i < n; i++)
    if (n_unique == 0 || self->starts[i] != self->starts[n_unique - 1])
      self->starts[n_unique++] = self->starts[i];
  self->n_starts = n_unique;

  self->n_leaves = 1;
  while (self->n_leaves < n_unique)
    self->n_leaves *= 2;
  self->deepest = g_new0 (guint, 2 * (gsize) self->n_leaves);
  self->whole = g_new0 (guint, 2 * (gsize) self->n_leaves);
}

static void
sweep_clear (Sweep *self)
{
  g_free (self->starts);
  g_free (self->deepest);
  g_free (self->whole);
}

/* The piece that holds an address. */
static guint
sweep_find (const Sweep *self, guint64 address)
{
  guint low = 0, high = self->n_starts;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (self->starts[middle] <= address)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static guint
sweep_query (const Sweep *self, guint node, guint low, guint high, guint first, guint last)
{
  guint middle = low + (high - low) / 2;
  guint left = 0, right = 0;

  if (first <= low && high <= last)
    return self->deepest[node];
  if (first <= middle)
    left = sweep_query (self, 2 * node, low, middle, first, last);
  if (last > middle)
    right = sweep_query (self, 2 * node + 1, middle + 1, high, first, last);
  left = MAX (left, right);
  return MAX (self->whole[node], left);
}

static void
sweep_raise (Sweep *self, guint node, guint low, guint high, guint first, guint last, guint value)
{
  guint middle = low + (high - low) / 2;

  self->deepest[node] = MAX (self->deepest[node], value);
  if (first <= low && high <= last)
    {
      self->whole[node] = MAX (self->whole[node], value);
      return;
    }
  if (first <= middle)
    sweep_raise (self, 2 * node, low, middle, first, last, value);
  if (last > middle)
    sweep_raise (self, 2 * node + 1, middle + 1, high, first, last, value);
}

/**
 * strata_map_columns_assign:
 * @ranges: (array length=n_ranges): the extents of instances, in the order in which they are tried
 * @n_ranges: their number
 * @n_seen: how many of them take part; those after them are disabled and stand in column 1 at least
 * @columns: (out) (array length=n_ranges): the column of each
 *
 * Gives each instance the smallest column that is right of all earlier ones it overlaps. So who is
 * in column 0 is seen everywhere, and all others are hidden somewhere.
 *
 * Returns: the number of columns
 */
guint
strata_map_columns_assign (const StrataRange *ranges, guint n_ranges, guint n_seen, guint *columns)
{
  Sweep sweep;
  guint n_columns = 0;

  g_return_val_if_fail (ranges != NULL || n_ranges == 0, 0);
  g_return_val_if_fail (n_seen <= n_ranges, 0);

  if (n_ranges == 0)
    return 0;

  sweep_init (&sweep, ranges, n_ranges);
  for (guint i = 0; i < n_ranges; i++)
    {
      guint first = sweep_find (&sweep, ranges[i].first);
      guint last = sweep_find (&sweep, ranges[i].last);
      guint column = sweep_query (&sweep, 1, 0, sweep.n_leaves - 1, first, last);

      if (i >= n_seen)
        column = MAX (column, 1);
      columns[i] = column;
      sweep_raise (&sweep, 1, 0, sweep.n_leaves - 1, first, last, column + 1);
      n_columns = MAX (n_columns, column + 1);
    }
  sweep_clear (&sweep);
  return n_columns;
}
