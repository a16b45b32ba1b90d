/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-view-diff.h"

#include <string.h>

static const StrataFlatRange *
get_range (StrataFlatView *view, guint index)
{
  if (view == NULL || index >= strata_flat_view_get_n_ranges (view))
    return NULL;
  return strata_flat_view_get_range (view, index);
}

/* What the region of a range in the new view is called, or would be */
static const char *
get_new_name (StrataViewDiff *self, const StrataFlatRange *range)
{
  const char *name = NULL;

  if (self->new_names != NULL)
    name = g_hash_table_lookup (self->new_names, range->region);
  return name != NULL ? name : strata_region_get_name (range->region);
}

/* Whether a flat view prints an old and a new range alike, but for the addresses. */
static gboolean
is_alike (StrataViewDiff *self, const StrataFlatRange *a, const StrataFlatRange *b)
{
  return (a->flags & STRATA_RANGE_NONVOLATILE) == (b->flags & STRATA_RANGE_NONVOLATILE) &&
         strcmp (strata_flat_range_get_kind_name (a), strata_flat_range_get_kind_name (b)) == 0 &&
         strata_region_get_priority (a->region) == strata_region_get_priority (b->region) &&
         strcmp (strata_region_get_name (a->region), get_new_name (self, b)) == 0;
}

static gboolean
is_same (StrataViewDiff *self, const StrataFlatRange *a, const StrataFlatRange *b)
{
  return a->first == b->first && a->last == b->last && a->offset == b->offset &&
         is_alike (self, a, b);
}

static void
add (StrataViewDiff *self, StrataDifference difference, const StrataFlatRange *old_range,
     const StrataFlatRange *new_range)
{
  const StrataRangePair pair = { difference, old_range, new_range };

  g_array_append_val (self->pairs, pair);
  self->n_differences += difference != STRATA_DIFFERENCE_NONE;
}

/**
 * strata_view_diff_new: (skip)
 * @old_view: (nullable): a flat view; %NULL for an empty one
 * @new_view: (nullable): another
 *
 * Compares two flat views. Ranges with the same addresses and other contents are changed; all else
 * that is not in both is removed or added.
 *
 * Returns: (transfer full): the differences, and what is the same
 */
StrataViewDiff *
strata_view_diff_new (StrataFlatView *old_view, StrataFlatView *new_view)
{
  return strata_view_diff_new_named (old_view, new_view, NULL);
}

/**
 * strata_view_diff_new_named: (skip)
 * @old_view: (nullable): a flat view; %NULL for an empty one
 * @new_view: (nullable): another
 * @new_names: (nullable) (element-type StrataRegion utf8): regions that are called otherwise in
 *   @new_view, as from strata_board_list_new_names()
 *
 * Like strata_view_diff_new(). A region that would be renamed is changed.
 *
 * Returns: (transfer full): the differences, and what is the same
 */
StrataViewDiff *
strata_view_diff_new_named (StrataFlatView *old_view, StrataFlatView *new_view,
                            GHashTable *new_names)
{
  StrataViewDiff *self = g_new0 (StrataViewDiff, 1);
  guint i = 0;
  guint j = 0;

  self->pairs = g_array_new (FALSE, FALSE, sizeof (StrataRangePair));
  self->old_view = old_view ? strata_flat_view_ref (old_view) : NULL;
  self->new_view = new_view ? strata_flat_view_ref (new_view) : NULL;
  self->new_names = new_names != NULL ? g_hash_table_ref (new_names) : NULL;
  for (;;)
    {
      const StrataFlatRange *a = get_range (old_view, i);
      const StrataFlatRange *b = get_range (new_view, j);

      if (a == NULL && b == NULL)
        return self;
      if (b == NULL || (a != NULL && a->first < b->first))
        {
          add (self, STRATA_DIFFERENCE_REMOVED, a, NULL);
          i++;
        }
      else if (a == NULL || b->first < a->first)
        {
          add (self, STRATA_DIFFERENCE_ADDED, NULL, b);
          j++;
        }
      else
        {
          if (is_same (self, a, b))
            add (self, STRATA_DIFFERENCE_NONE, a, b);
          else if (a->last == b->last)
            add (self, STRATA_DIFFERENCE_CHANGED, a, b);
          else
            {
              add (self, STRATA_DIFFERENCE_REMOVED, a, NULL);
              add (self, STRATA_DIFFERENCE_ADDED, NULL, b);
            }
          i++;
          j++;
        }
    }
}

static StrataDifference
compare_at (StrataViewDiff *self, const StrataFlatRange *a, const StrataFlatRange *b,
            guint64 address)
{
  if (a == NULL)
    return b == NULL ? STRATA_DIFFERENCE_NONE : STRATA_DIFFERENCE_ADDED;
  if (b == NULL)
    return STRATA_DIFFERENCE_REMOVED;
  if (a->offset + (address - a->first) == b->offset + (address - b->first) &&
      is_alike (self, a, b))
    return STRATA_DIFFERENCE_NONE;
  return STRATA_DIFFERENCE_CHANGED;
}

/* Narrows a part to before or in a range, and returns that if it is in it. */
static const StrataFlatRange *
narrow (const StrataFlatRange *range, StrataViewPart *part)
{
  if (range == NULL)
    return NULL;
  if (range->first > part->first)
    {
      part->last = MIN (part->last, range->first - 1);
      return NULL;
    }
  part->last = MIN (part->last, range->last);
  return range;
}

/**
 * strata_view_diff_list_parts: (skip)
 * @self: differences
 *
 * Lists where an access finds something else. What is only cut in two by a new neighbour is the
 * same at each of its addresses and is not listed, unlike its ranges. Each part lies in one range
 * of either view, or in none.
 *
 * Returns: (transfer full) (element-type StrataViewPart): the parts, by address; their ranges live
 *   as long as @self
 */
GArray *
strata_view_diff_list_parts (StrataViewDiff *self)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (StrataViewPart));
  StrataViewPart part = { 0 };
  guint i = 0;
  guint j = 0;

  g_return_val_if_fail (self != NULL, parts);

  for (;;)
    {
      const StrataFlatRange *a = get_range (self->old_view, i);
      const StrataFlatRange *b = get_range (self->new_view, j);

      if (a == NULL && b == NULL)
        return parts;
      part.last = G_MAXUINT64;
      part.old_range = narrow (a, &part);
      part.new_range = narrow (b, &part);
      part.difference = compare_at (self, part.old_range, part.new_range, part.first);
      if (part.difference != STRATA_DIFFERENCE_NONE)
        g_array_append_val (parts, part);
      i += part.old_range != NULL && part.old_range->last == part.last;
      j += part.new_range != NULL && part.new_range->last == part.last;
      part.first = part.last + 1;
    }
}

/**
 * strata_view_diff_free:
 * @self: (transfer full): differences
 *
 * Frees them.
 */
void
strata_view_diff_free (StrataViewDiff *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->pairs);
  g_clear_pointer (&self->old_view, strata_flat_view_unref);
  g_clear_pointer (&self->new_view, strata_flat_view_unref);
  g_clear_pointer (&self->new_names, g_hash_table_unref);
  g_free (self);
}
