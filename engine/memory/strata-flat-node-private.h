/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-range.h"

/* The chunks of a flat view: an immutable tree of sorted ones, all leaves at one depth. What every
 * access does with it stands here, so that it is compiled into the access. */

#define STRATA_LEAF_STEPS 4
#define STRATA_LEAF_MAX (1 << STRATA_LEAF_STEPS)
#define STRATA_INNER_STEPS 5
#define STRATA_INNER_MAX (1 << STRATA_INNER_STEPS)

typedef struct _StrataFlatNode StrataFlatNode;

struct _StrataFlatNode
{
  gatomicrefcount ref_count;
  guint16 height; /* 0 for a leaf */
  guint16 n_entries;
  guint16 room;   /* how many entries there is memory for */
  guint n_ranges; /* below it */
  /* The first address of each entry, padded to the most that there can be; the entries come after
   * it. A search reads little of that. */
  guint64 firsts[];
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

/* How many bytes full chunks have. */
#define STRATA_LEAF_SIZE                                                                           \
  (sizeof (StrataFlatNode) + STRATA_LEAF_MAX * (sizeof (guint64) + sizeof (StrataFlatRange)))
#define STRATA_INNER_SIZE                                                                          \
  (sizeof (StrataFlatNode) + STRATA_INNER_MAX * (sizeof (guint64) + sizeof (gpointer)))

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

/* How many entries begin at or before an address. */
static inline guint
strata_flat_node_search (const StrataFlatNode *node, guint64 address)
{
  guint n_steps = node->height > 0 ? STRATA_INNER_STEPS : STRATA_LEAF_STEPS;
  guint found = (guint) strata_flat_node_seek (node, n_steps, address);

  found += node->firsts[found] <= address;
  return MIN (found, node->n_entries);
}

StrataFlatNode *strata_flat_node_ref (StrataFlatNode *self);
void strata_flat_node_unref (StrataFlatNode *self);

/* What a tree becomes when the entries that begin in [first, last] are replaced; NULL is an empty
 * one. Takes the reference of @top: what nobody else holds is changed in place. */
StrataFlatNode *strata_flat_node_replace (StrataFlatNode *top, guint64 first, guint64 last,
                                          const StrataFlatRange *ranges, guint n_ranges);

/* How many bytes it takes with all that is below it. */
gsize strata_flat_node_measure (const StrataFlatNode *self);
