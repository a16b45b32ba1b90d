/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-node-private.h"

/* Why an access cannot take the direct way through StrataFlatRange.bytes. One word, tested once. */
enum
{
  STRATA_SLOW_READ = 1 << 0,           /* reads go to a callback, or nowhere */
  STRATA_SLOW_WRITE_CALLBACK = 1 << 1, /* writes go to a callback, or nowhere */
  STRATA_SLOW_READONLY = 1 << 2,       /* writes are ignored */
  STRATA_SLOW_LOG = 1 << 3,            /* writes mark pages dirty */
  STRATA_SLOW_COALESCED = 1 << 4,      /* some writes are queued */
  STRATA_SLOW_UNITS = 1 << 5,          /* only whole, aligned units, never bulk */
  STRATA_SLOW_FLUSH = 1 << 6,          /* coalesced writes come before any access */
  STRATA_SLOW_NO_DEVICE = 1 << 7,      /* what goes to a callback goes to no device's own */
  STRATA_SLOW_EVENTFD = 1 << 8,        /* some writes signal a descriptor */
};

/* An empty view. */
StrataFlatView *strata_flat_view_new (void);

/* What @self, whose reference it takes, becomes when the ranges that begin in [first, last] are
 * replaced by others that lie in it. The rest is shared with @self if others hold that. */
StrataFlatView *strata_flat_view_replace (StrataFlatView *self, guint64 first, guint64 last,
                                          const StrataFlatRange *ranges, guint n_ranges);

/* How many bytes its chunks take, those shared with other views included. */
gsize strata_flat_view_get_memory (StrataFlatView *self);

struct _StrataFlatView
{
  gatomicrefcount ref_count;
  guint top_steps;     /* how many steps a search of the top takes */
  StrataFlatNode *top; /* NULL if the view is empty */
};

/* Who answers at an address; NULL for nobody. */
G_ALWAYS_INLINE static inline const StrataFlatRange *
strata_flat_view_search (const StrataFlatView *self, guint64 address)
{
  const StrataFlatNode *node = self->top;
  const StrataFlatRange *range;
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
  range = &strata_flat_node_get_ranges (node)[index];
  return address - range->first <= range->last - range->first ? range : NULL;
}
