/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Lays a tree over a flat view. The regions are gone through in the order in which they are tried,
 * as rendering does, but nothing is rendered: what is seen where is known. For each region that
 * has, or may have, content of its own it is recorded where the view shows it (by name, priority
 * and offset), where it shows another, and whether it shows nothing somewhere; stretches that have
 * been explained are closed for all that is tried later. */
#include "strata-mtree-witness-private.h"

#include "memory/strata-macros-private.h"

#define MAX_DEPTH 256
#define MAX_STEPS 2000000

typedef struct
{
  StrataMtreeWitness *witness;
  StrataMtreeMap *map;
  StrataMtreeOrder *order;
  const StrataMtreeRange *ranges;
  guint n_ranges;
  guint *shown_of; /* the witness's */
  guint64 *open; /* how many of its addresses are not explained; the number less 1 */
  guint *next_open; /* a range at or behind it that is not explained in full */
  guint *n_gaps; /* how many gaps there are before it */
} Walker;

static guint
find_open (Walker *self, guint range)
{
  while (self->next_open[range] != range)
    {
      self->next_open[range] = self->next_open[self->next_open[range]];
      range = self->next_open[range];
    }
  return range;
}

/* The first range that ends at or behind an address. */
static guint
find_range (Walker *self, guint64 address)
{
  guint low = 0;
  guint high = self->n_ranges;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->ranges[middle].last < address)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Whether the view shows nothing somewhere between two addresses. */
static gboolean
has_gap (Walker *self, guint64 first, guint64 last)
{
  guint low = find_range (self, first);
  guint high = find_range (self, last);

  if (low == self->n_ranges || self->ranges[low].first > first)
    return TRUE;
  if (high == self->n_ranges || self->ranges[high].first > last)
    return TRUE; /* @last is not shown */
  return self->n_gaps[high] != self->n_gaps[low];
}

static void
add_sighting (Walker *self, GArray *sightings, guint range, guint64 first, guint64 last, guint step)
{
  StrataMtreeSighting sighting = {
    .first = first,
    .last = last,
    .range = self->witness->first_range + range,
    .step = step,
  };

  if (sightings == self->witness->shown)
    {
      sighting.next = self->shown_of[range];
      self->shown_of[range] = sightings->len + 1;
    }
  else
    sighting.next = self->shown_of[range];
  g_array_append_val (sightings, sighting);
}

/* Explains what is not explained yet of a range between two addresses. */
static void
explain (Walker *self, guint range, guint64 first, guint64 last, guint step)
{
  guint64 at = first;

  /* the stretches of one range are few; each turn finds the first at or behind @at */
  while (TRUE)
    {
      guint64 next_first = G_MAXUINT64;
      guint64 next_last = 0;
      gboolean any = FALSE;
      guint64 end;

      for (guint i = self->shown_of[range]; i != 0;)
        {
          const StrataMtreeSighting *seen;

          seen = &g_array_index (self->witness->shown, StrataMtreeSighting, i - 1);
          if (seen->last >= at && seen->first <= last && (!any || seen->first < next_first))
            {
              any = TRUE;
              next_first = seen->first;
              next_last = seen->last;
            }
          i = seen->next;
        }
      if (!any || next_first > at)
        {
          end = any ? next_first - 1 : last;
          add_sighting (self, self->witness->shown, range, at, end, step);
          if (self->open[range] == end - at)
            {
              self->next_open[range] = range + 1;
              return;
            }
          self->open[range] -= end - at + 1;
        }
      if (!any || next_last >= last)
        return;
      at = next_last + 1;
    }
}

/* Compares a region that has content with what the view shows between two addresses. */
static void
compare (Walker *self, guint region_index, StrataInt128 base, guint64 first, guint64 last,
         guint step)
{
  const StrataMtreeRegion *region = strata_mtree_map_get_region (self->map, region_index);
  guint i;

  if (has_gap (self, first, last))
    g_array_append_val (self->witness->nothing, step);
  for (i = find_open (self, find_range (self, first));
       i < self->n_ranges && self->ranges[i].first <= last; i = find_open (self, i + 1))
    {
      const StrataMtreeRange *range = &self->ranges[i];
      guint64 from = MAX (range->first, first);
      guint64 to = MIN (range->last, last);

      if (range->name == region->name && range->priority == region->priority
          && range->first - range->offset == (guint64) base)
        explain (self, i, from, to, step);
      else
        add_sighting (self, self->witness->other, i, from, to, step);
    }
}

static void
walk (Walker *self, guint index, StrataInt128 base, guint64 first, guint64 last, guint parent,
      guint depth)
{
  const StrataMtreeRegion *region = strata_mtree_map_get_region (self->map, index);
  StrataMtreeStep step = { .region = index, .parent = parent };
  StrataInt128 begin = base + region->address;
  StrataInt128 end = begin
                     + (region->size == STRATA_SIZE_MAX ? STRATA_INT128_2_64
                                                        : (StrataInt128) region->size)
                     - 1;
  guint this_step = self->witness->steps->len;

  if (region->disabled || region->size == 0 || begin > last || end < first)
    return;
  if (depth > MAX_DEPTH || this_step >= MAX_STEPS)
    {
      self->witness->gave_up = TRUE;
      return;
    }
  if (begin > first)
    first = (guint64) begin;
  if (end < last)
    last = (guint64) end;
  g_array_append_val (self->witness->steps, step);
  if (region->is_alias)
    {
      const StrataMtreeRegion *target = strata_mtree_map_get_region (self->map, region->target);

      walk (self, region->target, begin - region->offset - target->address, first, last, this_step,
            depth + 1);
      return;
    }
  for (guint i = 0; i < region->n_children && !self->witness->gave_up; i++)
    walk (self, strata_mtree_order_get_tried (self->order, region)[i], begin, first, last,
          this_step, depth + 1);
  compare (self, index, begin, first, last, this_step);
}

static void
prepare (Walker *self)
{
  guint n = self->n_ranges;

  self->open = g_new (guint64, n);
  self->next_open = g_new (guint, n + 1);
  self->n_gaps = g_new0 (guint, n);
  self->next_open[n] = n;
  for (guint i = 0; i < n; i++)
    {
      self->open[i] = self->ranges[i].last - self->ranges[i].first;
      self->next_open[i] = i;
      if (i > 0)
        self->n_gaps[i] = self->n_gaps[i - 1]
                          + (self->ranges[i].first - self->ranges[i - 1].last > 1);
    }
}

/* Lays the tree below a region over a flat view. */
StrataMtreeWitness *
strata_mtree_witness_new (StrataMtreeMap *map, StrataMtreeOrder *order, guint root,
                          StrataMtreeScan *hints, guint view)
{
  StrataMtreeWitness *self = g_new0 (StrataMtreeWitness, 1);
  const StrataMtreeView *shown = &g_array_index (hints->views, StrataMtreeView, view);
  Walker walker = {
    .witness = self,
    .map = map,
    .order = order,
    .ranges = &g_array_index (hints->ranges, StrataMtreeRange, shown->first_range),
    .n_ranges = shown->n_ranges,
  };

  self->steps = strata_mtree_array_new (sizeof (StrataMtreeStep));
  self->shown = strata_mtree_array_new (sizeof (StrataMtreeSighting));
  self->other = strata_mtree_array_new (sizeof (StrataMtreeSighting));
  self->nothing = strata_mtree_array_new (sizeof (guint));
  self->shown_of = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_size (self->shown_of, shown->n_ranges);
  self->first_range = shown->first_range;
  walker.shown_of = (guint *) (gpointer) self->shown_of->data;
  prepare (&walker);
  walk (&walker, root, 0, 0, G_MAXUINT64, STRATA_MTREE_NONE, 0);
  g_free (walker.open);
  g_free (walker.next_open);
  g_free (walker.n_gaps);
  return self;
}

void
strata_mtree_witness_free (StrataMtreeWitness *self)
{
  g_array_unref (self->steps);
  g_array_unref (self->shown);
  g_array_unref (self->other);
  g_array_unref (self->nothing);
  g_array_unref (self->shown_of);
  g_free (self);
}

/* How well tree and view fit: higher is better. */
gint64
strata_mtree_witness_get_score (StrataMtreeWitness *self)
{
  return 4 * (gint64) self->shown->len - (gint64) self->other->len - (gint64) self->nothing->len;
}
