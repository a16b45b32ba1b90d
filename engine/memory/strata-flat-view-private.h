/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-view.h"

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

/* A view in which the ranges that begin in [first, last] are replaced by others that lie in it. The
 * rest is shared with @self. */
StrataFlatView *strata_flat_view_replace (StrataFlatView *self, guint64 first, guint64 last,
                                          const StrataFlatRange *ranges, guint n_ranges);

/* How many bytes its chunks take, those shared with other views included. */
gsize strata_flat_view_get_memory (StrataFlatView *self);

/* {{{ The search */

/* A flat view is an immutable tree of sorted chunks, all leaves at one depth. What every access
 * does with it stands here, so that it is compiled into the access. */

#define STRATA_LEAF_STEPS 5
#define STRATA_LEAF_MAX (1 << STRATA_LEAF_STEPS)
#define STRATA_INNER_STEPS 6
#define STRATA_INNER_MAX (1 << STRATA_INNER_STEPS)

typedef struct _StrataFlatNode StrataFlatNode;

struct _StrataFlatNode
{
  gatomicrefcount ref_count;
  guint16 height; /* 0 for a leaf */
  guint16 n_entries;
  guint n_ranges; /* below it */
  /* The first address of each entry, padded to the most that there can be; the entries come after
   * it. A search reads little of that, and of a range just one line of the cache. */
  guint64 firsts[] __attribute__ ((aligned (64)));
};

struct _StrataFlatView
{
  gatomicrefcount ref_count;
  guint top_steps;     /* how many steps a search of the top takes */
  StrataFlatNode *top; /* NULL if the view is empty */
};

/* The ranges of a leaf; their regions and write rules are held. */
static inline StrataFlatRange *
strata_flat_node_get_ranges (const StrataFlatNode *leaf)
{
  return (StrataFlatRange *) (gpointer) (leaf->firsts + STRATA_LEAF_MAX);
}

/* The children of an inner node; held. */
static inline StrataFlatNode **
strata_flat_node_get_children (const StrataFlatNode *inner)
{
  return (StrataFlatNode **) (gpointer) (inner->firsts + STRATA_INNER_MAX);
}

/* One step of a binary search. The mask instead of a condition keeps compilers from making a branch
 * of it, which would be mispredicted every other time. */
static inline const guint64 *
strata_flat_step (const guint64 *base, gsize half, guint64 address)
{
  return base + (half & -(gsize) (base[half] <= address));
}

/* The last of 2^@n_steps entries that begins at or before an address, or the first. The number of
 * steps does not depend on how full the chunk is: that could not be predicted, either. */
G_ALWAYS_INLINE static inline gsize
strata_flat_node_seek (const StrataFlatNode *node, guint n_steps, guint64 address)
{
  const guint64 *base = node->firsts;

  switch (n_steps)
    {
    case 6:
      base = strata_flat_step (base, 32, address);
      G_GNUC_FALLTHROUGH;
    case 5:
      base = strata_flat_step (base, 16, address);
      G_GNUC_FALLTHROUGH;
    case 4:
      base = strata_flat_step (base, 8, address);
      G_GNUC_FALLTHROUGH;
    case 3:
      base = strata_flat_step (base, 4, address);
      G_GNUC_FALLTHROUGH;
    case 2:
      base = strata_flat_step (base, 2, address);
      G_GNUC_FALLTHROUGH;
    case 1:
      base = strata_flat_step (base, 1, address);
      break;
    default:
      break;
    }
  return (gsize) (base - node->firsts);
}

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

/* }}} */
