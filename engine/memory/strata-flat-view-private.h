/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-node-private.h"
#include "strata-flat-range-private.h"
#include "strata-flat-view.h"

/* An empty view. */
StrataFlatView *strata_flat_view_new (void);

/* What @self, whose reference it takes, becomes when the ranges that begin in [first, last] are
 * replaced by others that lie in it. The rest is shared with @self if others hold that. */
StrataFlatView *strata_flat_view_replace (StrataFlatView *self, guint64 first, guint64 last,
                                          const StrataFlatRange *ranges, guint n_ranges);

/* Fetches the chunk with an address from memory ahead of a change there. */
void strata_flat_view_fetch (StrataFlatView *self, guint64 address);

/* How many bytes its chunks take, those shared with other views included. */
gsize strata_flat_view_get_memory (StrataFlatView *self);

struct _StrataFlatView
{
  gatomicrefcount ref_count;
  guint top_steps;     /* how many steps a search of the top takes */
  StrataFlatNode *top; /* NULL if the view is empty */
};

/* The last range that begins at or before an address, or the first; NULL if there is none. */
G_ALWAYS_INLINE static inline const StrataFlatRange *
strata_flat_view_seek (const StrataFlatView *self, guint64 address)
{
  const StrataFlatNode *node = self->top;
  gsize index;

  if (G_UNLIKELY (node == NULL))
    return NULL;
  index = strata_flat_node_seek (node, self->top_steps, address);
  for (guint height = node->height; height > 0; height--)
    {
      /* The padding looks as if it began there. */
      if (G_UNLIKELY (address == G_MAXUINT64))
        index = node->n_entries - 1;
      node = strata_flat_node_get_children (node)[index];
      index = height > 1 ? strata_flat_node_seek (node, STRATA_INNER_STEPS, address)
                         : strata_flat_node_seek (node, STRATA_LEAF_STEPS, address);
    }
  if (G_UNLIKELY (address == G_MAXUINT64))
    index = node->n_entries - 1;
  return &strata_flat_node_get_ranges (node)[index];
}

/* Who answers at an address; NULL for nobody. */
static inline const StrataFlatRange *
strata_flat_view_search (const StrataFlatView *self, guint64 address)
{
  const StrataFlatRange *range = strata_flat_view_seek (self, address);

  return range != NULL && strata_flat_range_contains (range, address, 1) ? range : NULL;
}
