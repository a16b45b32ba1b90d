/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-host-index-private.h"

/* Blocks of memory do not overlap unless a caller makes two regions over the same bytes. As long as
 * that has not happened, the block that begins last before a pointer is the only one to look at;
 * afterwards all before it are, until the regions that came since are gone. */
struct _StrataHostIndex
{
  GTree *blocks; /* of Block, not held, by first byte, then age */
  guint64 last_age;
  guint n_overlapping;
};

typedef struct
{
  guintptr first;
  guint64 age;
  guintptr last;
  StrataRegion *region; /* not held */
  gboolean may_overlap; /* with one that is older */
} Block;

static gint
compare_blocks (gconstpointer a, gconstpointer b, gpointer user_data G_GNUC_UNUSED)
{
  const Block *one = a;
  const Block *other = b;

  if (one->first != other->first)
    return one->first < other->first ? -1 : 1;
  return one->age < other->age ? -1 : one->age > other->age;
}

StrataHostIndex *
strata_host_index_new (void)
{
  StrataHostIndex *self = g_new0 (StrataHostIndex, 1);

  self->blocks = g_tree_new_full (compare_blocks, NULL, g_free, NULL);
  return self;
}

void
strata_host_index_free (StrataHostIndex *self)
{
  g_tree_unref (self->blocks);
  g_free (self);
}

/* The last block that begins at or before an address, or NULL. */
static GTreeNode *
find_before (StrataHostIndex *self, guintptr address)
{
  const Block key = { .first = address, .age = G_MAXUINT64 };
  GTreeNode *after = g_tree_upper_bound (self->blocks, &key);

  return after != NULL ? g_tree_node_previous (after) : g_tree_node_last (self->blocks);
}

static gboolean
may_overlap (StrataHostIndex *self, const Block *block)
{
  GTreeNode *before = find_before (self, block->last);

  return self->n_overlapping > 0
         || (before != NULL && ((const Block *) g_tree_node_key (before))->last >= block->first);
}

void
strata_host_index_add (StrataHostIndex *self, StrataRegion *region)
{
  Block *block;

  if (region->ram->size == 0)
    return;
  block = g_new0 (Block, 1);
  block->first = (guintptr) region->ram->bytes;
  block->last = block->first + (region->ram->size - 1);
  block->age = ++self->last_age;
  block->region = region;
  block->may_overlap = may_overlap (self, block);
  self->n_overlapping += block->may_overlap;
  region->ram->host_age = block->age;
  g_tree_insert (self->blocks, block, block);
}

void
strata_host_index_remove (StrataHostIndex *self, StrataRegion *region)
{
  const Block key = { .first = (guintptr) region->ram->bytes, .age = region->ram->host_age };
  const Block *block = g_tree_lookup (self->blocks, &key);

  if (block == NULL)
    return;
  self->n_overlapping -= block->may_overlap;
  g_tree_remove (self->blocks, &key);
}

StrataRegion *
strata_host_index_find (StrataHostIndex *self, gconstpointer pointer)
{
  guintptr address = (guintptr) pointer;
  const Block *oldest = NULL;
  StrataRegion *region = NULL;

  for (GTreeNode *node = find_before (self, address); node != NULL;
       node = g_tree_node_previous (node))
    {
      const Block *block = g_tree_node_key (node);

      if (block->last >= address && (oldest == NULL || block->age < oldest->age)
          && strata_region_try_ref (block->region))
        {
          g_clear_pointer (&region, strata_region_unref);
          oldest = block;
          region = block->region;
        }
      if (self->n_overlapping == 0)
        break;
    }
  return region;
}

void
strata_host_index_foreach (StrataHostIndex *self, StrataHostIndexFunc func, gpointer user_data)
{
  for (GTreeNode *node = g_tree_node_first (self->blocks); node != NULL;
       node = g_tree_node_next (node))
    {
      const Block *block = g_tree_node_key (node);

      if (!strata_region_try_ref (block->region))
        continue;
      func (block->region, user_data);
      strata_region_unref (block->region);
    }
}
