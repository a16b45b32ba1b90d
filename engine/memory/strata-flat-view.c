/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "strata-flat-view-private.h"

#include "strata-macros-private.h"

STRATA_DEFINE_BOXED (StrataFlatView, strata_flat_view)

StrataFlatView *
strata_flat_view_new (void)
{
  StrataFlatView *self = g_new0 (StrataFlatView, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

StrataFlatView *
strata_flat_view_replace (StrataFlatView *self, guint64 first, guint64 last,
                          const StrataFlatRange *ranges, guint n_ranges)
{
  StrataFlatView *new = strata_flat_view_new ();
  StrataFlatNode *top = NULL;

  if (g_atomic_ref_count_compare (&self->ref_count, 1))
    top = g_steal_pointer (&self->top);
  else if (self->top != NULL)
    top = strata_flat_node_ref (self->top);
  strata_flat_view_unref (self);

  new->top = strata_flat_node_replace (top, first, last, ranges, n_ranges);
  if (new->top != NULL && new->top->n_entries > 1)
    new->top_steps = g_bit_storage (new->top->n_entries - 1);
  return new;
}

/**
 * strata_flat_view_ref:
 * @self: a flat view
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataFlatView *
strata_flat_view_ref (StrataFlatView *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_flat_view_unref:
 * @self: (transfer full): a flat view
 *
 * Lets go of a flat view, and of what only it shows.
 */
void
strata_flat_view_unref (StrataFlatView *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->top, strata_flat_node_unref);
  g_free (self);
}

/**
 * strata_flat_view_get_n_ranges:
 * @self: a flat view
 *
 * Gets the number of ranges.
 *
 * Returns: the number of its flat ranges
 */
guint
strata_flat_view_get_n_ranges (StrataFlatView *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->top != NULL ? self->top->n_ranges : 0;
}

/**
 * strata_flat_view_get_range:
 * @self: a flat view
 * @index: which, in order of address
 *
 * Gets a flat range by its index.
 *
 * Returns: (transfer none): a flat range, which lives as long as the view
 */
const StrataFlatRange *
strata_flat_view_get_range (StrataFlatView *self, guint index)
{
  StrataFlatNode *node;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < strata_flat_view_get_n_ranges (self), NULL);

  for (node = self->top; node->height > 0;)
    {
      StrataFlatNode **child = strata_flat_node_get_children (node);

      for (; index >= (*child)->n_ranges; child++)
        index -= (*child)->n_ranges;
      node = *child;
    }
  return &strata_flat_node_get_ranges (node)[index];
}

/**
 * strata_flat_view_find:
 * @self: a flat view
 * @address: an address
 *
 * Finds who answers at an address.
 *
 * Returns: (transfer none) (nullable): the flat range that covers the address, which lives as long
 *   as the view; %NULL if nobody answers there
 */
const StrataFlatRange *
strata_flat_view_find (StrataFlatView *self, guint64 address)
{
  g_return_val_if_fail (self != NULL, NULL);

  return strata_flat_view_search (self, address);
}

/**
 * strata_flat_view_find_index:
 * @self: a flat view
 * @address: an address
 *
 * Finds the first flat range at or after an address.
 *
 * Returns: the index of the first range that ends at or after the address; the number of ranges if
 *   there is none
 */
guint
strata_flat_view_find_index (StrataFlatView *self, guint64 address)
{
  guint index = 0;
  const StrataFlatNode *node;
  guint found;

  g_return_val_if_fail (self != NULL, 0);

  if (self->top == NULL)
    return 0;
  for (node = self->top; node->height > 0;)
    {
      StrataFlatNode **child = strata_flat_node_get_children (node);

      for (found = MAX (strata_flat_node_search (node, address), 1); found > 1; found--)
        index += (*child++)->n_ranges;
      node = *child;
    }
  found = strata_flat_node_search (node, address);
  if (found > 0 && strata_flat_node_get_ranges (node)[found - 1].last >= address)
    found--;
  return index + found;
}

static gboolean
foreach (const StrataFlatNode *node, guint64 first, guint64 last, StrataFlatRangeFunc func,
         gpointer user_data)
{
  guint begin = strata_flat_node_search (node, first);

  for (guint i = begin > 0 ? begin - 1 : 0; i < node->n_entries && node->firsts[i] <= last; i++)
    {
      if (node->height > 0)
        {
          if (!foreach (strata_flat_node_get_children (node)[i], first, last, func, user_data))
            return FALSE;
        }
      else if (strata_flat_node_get_ranges (node)[i].last >= first
               && !func (&strata_flat_node_get_ranges (node)[i], user_data))
        {
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * strata_flat_view_foreach:
 * @self: a flat view
 * @first: the first address
 * @last: the last address, inclusive
 * @func: (scope call): called for each flat range that overlaps the window, in order of address
 * @user_data: for @func
 *
 * Calls a function for each flat range that touches a stretch of addresses, in their order.
 *
 * Returns: %FALSE if @func stopped it
 */
gboolean
strata_flat_view_foreach (StrataFlatView *self, guint64 first, guint64 last,
                          StrataFlatRangeFunc func, gpointer user_data)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->top == NULL || foreach (self->top, first, last, func, user_data);
}

/**
 * strata_flat_view_equal:
 * @self: a flat view
 * @other: another
 *
 * Compares two flat views.
 *
 * Returns: whether both show the same
 */
gboolean
strata_flat_view_equal (StrataFlatView *self, StrataFlatView *other)
{
  guint n_ranges;

  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  n_ranges = strata_flat_view_get_n_ranges (self);
  if (n_ranges != strata_flat_view_get_n_ranges (other))
    return FALSE;
  for (guint i = 0; i < n_ranges; i++)
    if (!strata_flat_range_equal (strata_flat_view_get_range (self, i),
                                  strata_flat_view_get_range (other, i)))
      return FALSE;
  return TRUE;
}

void
strata_flat_view_fetch (StrataFlatView *self, guint64 address)
{
  const StrataFlatNode *node = self->top;

  if (node == NULL)
    return;
  for (guint height = node->height; height > 0; height--)
    {
      gsize index = strata_flat_node_seek (node, STRATA_INNER_STEPS, address);

      /* The padding looks as if it began at 2^64-1. */
      node = strata_flat_node_get_children (node)[MIN (index, node->n_entries - 1u)];
      strata_fetch (node, height > 1 ? STRATA_INNER_SIZE : STRATA_LEAF_SIZE);
    }
}

gsize
strata_flat_view_get_memory (StrataFlatView *self)
{
  return sizeof *self + (self->top != NULL ? strata_flat_node_measure (self->top) : 0);
}
