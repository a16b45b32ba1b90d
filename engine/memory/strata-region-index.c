/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-region-index-private.h"

/* The heap order of a treap wants random numbers; a hash of the address of a node is one that costs
 * no memory. */
static inline guint64
heap_key (const StrataRegion *node)
{
  guint64 key = (guint64) (gsize) node;

  key ^= key >> 33;
  key *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  key ^= key >> 33;
  return key;
}

static inline gboolean
is_before (const StrataRegion *a, const StrataRegion *b)
{
  if (a->state.address != b->state.address)
    return a->state.address < b->state.address;
  return strata_region_is_tried_before (a, b);
}

/* The last offset that a subregion covers, cut at 2^64-1. For size 0 its address: it is never
 * found by a query, which skips it, but keeps the order of the tree simple. */
static inline guint64
get_last (const StrataRegion *node)
{
  guint64 length = node->state.size == STRATA_SIZE_MAX ? G_MAXUINT64
                   : node->state.size == 0             ? 0
                                                       : node->state.size - 1;

  return node->state.address > G_MAXUINT64 - length ? G_MAXUINT64 : node->state.address + length;
}

static inline void
update (StrataRegion *node)
{
  guint64 last = get_last (node);

  if (node->left != NULL && node->left->subtree_last > last)
    last = node->left->subtree_last;
  if (node->right != NULL && node->right->subtree_last > last)
    last = node->right->subtree_last;
  node->subtree_last = last;
}

/* Splits a tree at a key into what is before and what is not. */
static void
split (StrataRegion *tree, const StrataRegion *key, StrataRegion **before, StrataRegion **after)
{
  if (tree == NULL)
    {
      *before = *after = NULL;
    }
  else if (is_before (tree, key))
    {
      split (tree->right, key, &tree->right, after);
      *before = tree;
      update (tree);
    }
  else
    {
      split (tree->left, key, before, &tree->left);
      *after = tree;
      update (tree);
    }
}

static StrataRegion *
merge (StrataRegion *before, StrataRegion *after)
{
  if (before == NULL)
    return after;
  if (after == NULL)
    return before;
  if (heap_key (before) > heap_key (after))
    {
      before->right = merge (before->right, after);
      update (before);
      return before;
    }
  after->left = merge (before, after->left);
  update (after);
  return after;
}

static void
insert (StrataRegion **tree, StrataRegion *node)
{
  if (*tree == NULL || heap_key (node) > heap_key (*tree))
    {
      split (*tree, node, &node->left, &node->right);
      *tree = node;
    }
  else
    {
      insert (is_before (*tree, node) ? &(*tree)->right : &(*tree)->left, node);
    }
  update (*tree);
}

static void
remove_node (StrataRegion **tree, StrataRegion *node)
{
  g_assert (*tree != NULL);

  if (*tree == node)
    {
      *tree = merge (node->left, node->right);
      node->left = node->right = NULL;
      return;
    }
  remove_node (is_before (*tree, node) ? &(*tree)->right : &(*tree)->left, node);
  update (*tree);
}

void
strata_region_index_insert (StrataRegion *container, StrataRegion *subregion)
{
  insert (&container->subregions, subregion);
  container->n_subregions++;
}

void
strata_region_index_remove (StrataRegion *container, StrataRegion *subregion)
{
  remove_node (&container->subregions, subregion);
  container->n_subregions--;
}

static void
query (StrataRegion *node, guint64 first, guint64 last, GPtrArray *found)
{
  while (node != NULL && node->subtree_last >= first)
    {
      query (node->left, first, last, found);
      if (node->state.address > last)
        return;
      if (get_last (node) >= first && node->state.size != 0)
        g_ptr_array_add (found, node);
      node = node->right;
    }
}

void
strata_region_index_query (StrataRegion *container, guint64 first, guint64 last, GPtrArray *found)
{
  query (container->subregions, first, last, found);
}

static void
list (StrataRegion *node, GPtrArray *found)
{
  for (; node != NULL; node = node->right)
    {
      list (node->left, found);
      g_ptr_array_add (found, node);
    }
}

void
strata_region_index_list (StrataRegion *container, GPtrArray *found)
{
  list (container->subregions, found);
}
