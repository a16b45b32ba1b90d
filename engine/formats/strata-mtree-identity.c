/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From nodes to regions: which nodes print one and the same region.
 *
 * A region is printed where its container is, and once more as the root of a block if it is the
 * root of an address space, and again if it is the target of an alias. What is printed of it and
 * below it is the same each time, so the root of a block is looked for among the nodes that look
 * the same; the largest blocks first, because with a region all below it is identified. Two address
 * spaces with one root share a heading, and each target has one section: two roots of one sort are
 * never the same region. */
#include "strata-mtree-map-private.h"

#include "memory/strata-i18n-private.h"

#define SORT_SPACE (1 << 0)
#define SORT_SECTION (1 << 1)

typedef struct
{
  guint next; /* towards the node that stands for all of them */
  guint inner; /* a node among them that is in a container, or none */
  guint sorts; /* of which sorts of roots there is one among them */
} Same;

/* The nodes that may look the same, and from which on it is worth looking, for each sort. */
typedef struct
{
  GArray *nodes; /* of guint */
  guint next[2];
} Candidates;

typedef struct
{
  StrataMtreeMap *map;
  Same *same; /* for each node */
} Identifier;

/* So many of them are looked at. */
#define MAX_CANDIDATES 64

static Candidates *
candidates_new (void)
{
  Candidates *self = g_new0 (Candidates, 1);

  self->nodes = strata_mtree_array_new (sizeof (guint));
  return self;
}

static void
candidates_free (gpointer data)
{
  Candidates *self = data;

  g_array_unref (self->nodes);
  g_free (self);
}

static StrataMtreeNode *
get_node (StrataMtreeMap *map, guint index)
{
  return &g_array_index (map->nodes, StrataMtreeNode, index);
}

static guint
find (Identifier *self, guint node)
{
  while (self->same[node].next != node)
    {
      self->same[node].next = self->same[self->same[node].next].next;
      node = self->same[node].next;
    }
  return node;
}

static inline guint64
mix (guint64 hash, guint64 value)
{
  hash = (hash ^ value) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ hash >> 29;
}

static guint64
hash_line (const StrataMtreeLine *line)
{
  guint64 hash = mix (0, (guint64) line->priority);

  hash = mix (hash, (guint64) (line->kind << 2 | line->nonvolatile << 1 | line->disabled));
  hash = mix (hash, (gsize) line->target);
  hash = mix (hash, (gsize) line->owner);
  return line->target != NULL ? mix (mix (hash, line->offset), line->offset_last) : hash;
}

static gboolean
line_equal (const StrataMtreeLine *a, const StrataMtreeLine *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->priority == b->priority && a->kind == b->kind && a->nonvolatile == b->nonvolatile
         && a->disabled == b->disabled && a->target == b->target && a->owner == b->owner
         && a->offset == b->offset && a->offset_last == b->offset_last;
}

static void
hash_nodes (StrataMtreeMap *map)
{
  for (guint i = map->nodes->len; i-- > 0;)
    {
      StrataMtreeNode *node = get_node (map, i);

      node->hash = mix (node->hash, (gsize) node->name);
      node->hash = mix (node->hash, node->size);
      if (node->line != NULL)
        node->hash = mix (node->hash, hash_line (node->line));
      if (node->parent != STRATA_MTREE_NONE)
        {
          StrataMtreeNode *parent = get_node (map, node->parent);

          parent->hash = mix (mix (parent->hash, node->hash), node->address);
        }
    }
}

static gboolean
looks_same (StrataMtreeMap *map, guint a, guint b)
{
  guint n = get_node (map, a)->end - a;

  if (get_node (map, b)->end - b != n || get_node (map, a)->address != get_node (map, b)->address)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const StrataMtreeNode *left = get_node (map, a + i);
      const StrataMtreeNode *right = get_node (map, b + i);

      if (left->name != right->name || left->size != right->size || left->end - a != right->end - b
          || (i > 0 && left->address != right->address) || !line_equal (left->line, right->line))
        return FALSE;
    }
  return TRUE;
}

/* Joins what looks the same, with all below it. */
static void
join (Identifier *self, guint a, guint b)
{
  guint n = get_node (self->map, a)->end - a;

  for (guint i = 0; i < n; i++)
    {
      guint left = find (self, a + i);
      guint right = find (self, b + i);
      guint first = MIN (left, right);
      guint other = MAX (left, right);

      if (first == other)
        continue;
      self->same[other].next = first;
      self->same[first].sorts |= self->same[other].sorts;
      if (self->same[first].inner == STRATA_MTREE_NONE)
        self->same[first].inner = self->same[other].inner;
    }
}

/* Whether both are in containers, but in different ones. */
static gboolean
contained_apart (Identifier *self, guint a, guint b)
{
  guint inner_a = self->same[a].inner;
  guint inner_b = self->same[b].inner;

  return inner_a != STRATA_MTREE_NONE && inner_b != STRATA_MTREE_NONE
         && find (self, get_node (self->map, inner_a)->parent)
                != find (self, get_node (self->map, inner_b)->parent);
}

static guint
get_sort (StrataMtreeMap *map, guint root)
{
  guint block = get_node (map, root)->block;

  return g_array_index (map->scan->blocks, StrataMtreeBlock, block).is_section ? SORT_SECTION
                                                                              : SORT_SPACE;
}

/* Finds the node that prints the same region as a root does; @second is the first that might as
 * well. */
static guint
find_same (Identifier *self, guint root, Candidates *candidates, guint *second)
{
  guint sort = get_sort (self->map, root);
  guint *next = &candidates->next[sort == SORT_SECTION];
  guint found = STRATA_MTREE_NONE;
  guint end;

  *second = STRATA_MTREE_NONE;
  while (*next < candidates->nodes->len
         && (self->same[find (self, g_array_index (candidates->nodes, guint, *next))].sorts & sort))
    (*next)++;
  end = (guint) MIN ((guint64) *next + MAX_CANDIDATES, candidates->nodes->len);
  for (guint i = *next; i < end; i++)
    {
      guint candidate = g_array_index (candidates->nodes, guint, i);
      guint same = find (self, candidate);

      if ((self->same[same].sorts & sort) || contained_apart (self, same, find (self, root))
          || !looks_same (self->map, candidate, root))
        continue;
      if (found == STRATA_MTREE_NONE)
        found = candidate;
      else if (same != find (self, found))
        {
          *second = candidate;
          break;
        }
    }
  return found;
}

static void
identify_root (Identifier *self, guint root, Candidates *candidates)
{
  StrataMtreeMap *map = self->map;
  guint second;
  guint found = find_same (self, root, candidates, &second);

  if (found == STRATA_MTREE_NONE)
    return;
  if (second != STRATA_MTREE_NONE)
    strata_import_notes_add (map->notes, map->scan->file, get_node (map, root)->text_line,
                             _ ("“%s” looks like those of lines %u and %u: it is taken to be the "
                                "first of them"),
                             get_node (map, root)->name, get_node (map, found)->text_line,
                             get_node (map, second)->text_line);
  join (self, found, root);
}

static gint
compare_roots (gconstpointer a, gconstpointer b, gpointer user_data)
{
  StrataMtreeMap *map = user_data;
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;
  guint n_left = get_node (map, left)->end - left;
  guint n_right = get_node (map, right)->end - right;

  if (n_left != n_right)
    return n_left > n_right ? -1 : 1;
  return left < right ? -1 : left > right;
}

static void
identify_roots (Identifier *self)
{
  StrataMtreeMap *map = self->map;
  g_autoptr (GArray) roots = strata_mtree_array_new (sizeof (guint));
  g_autoptr (GHashTable) lists = NULL;

  lists = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, candidates_free);
  for (guint i = 0; i < map->nodes->len; i = get_node (map, i)->end)
    {
      g_array_append_val (roots, i);
      self->same[i].sorts = get_sort (map, i);
      if (!g_hash_table_contains (lists, &get_node (map, i)->hash))
        g_hash_table_insert (lists, &get_node (map, i)->hash, candidates_new ());
    }
  for (guint i = 0; i < map->nodes->len; i++)
    {
      Candidates *candidates = g_hash_table_lookup (lists, &get_node (map, i)->hash);

      if (candidates != NULL)
        g_array_append_val (candidates->nodes, i);
    }
  g_array_sort_with_data (roots, compare_roots, map);
  for (guint i = 0; i < roots->len; i++)
    {
      guint root = g_array_index (roots, guint, i);

      identify_root (self, root, g_hash_table_lookup (lists, &get_node (map, root)->hash));
    }
}

static void
add_region (StrataMtreeMap *map, guint index)
{
  StrataMtreeNode *node = get_node (map, index);
  StrataMtreeRegion region = {
    .line = node->line,
    .name = node->name,
    .size = node->size,
    .address = node->address,
    .container = STRATA_MTREE_NONE,
    .target = STRATA_MTREE_NONE,
    .text_line = node->text_line,
    .disabled = TRUE,
  };

  if (node->line != NULL)
    {
      region.offset = node->line->offset;
      region.priority = node->line->priority;
      region.kind = node->line->kind;
      region.nonvolatile = node->line->nonvolatile;
      region.disabled = node->line->disabled;
      region.is_alias = node->line->target != NULL;
    }
  node->region = map->regions->len;
  g_array_append_val (map->regions, region);
}

/* Lists what is below each region, as its first node has it. */
static void
list_children (StrataMtreeMap *map)
{
  guint next = 0;

  for (guint i = 0; i < map->nodes->len; i++)
    {
      const StrataMtreeNode *node = get_node (map, i);
      StrataMtreeRegion *region = strata_mtree_map_get_region (map, node->region);

      if (node->region != next)
        continue;
      next++;
      region->first_child = map->children->len;
      for (guint j = i + 1; j < node->end; j = get_node (map, j)->end)
        g_array_append_val (map->children, get_node (map, j)->region);
      region->n_children = map->children->len - region->first_child;
    }
}

/* Finds out which nodes print the same region and lists the regions, each with what it contains. */
void
strata_mtree_map_identify (StrataMtreeMap *self)
{
  g_autofree Same *same = g_new (Same, self->nodes->len);
  Identifier identifier = { .map = self, .same = same };

  hash_nodes (self);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      gboolean is_root = get_node (self, i)->parent == STRATA_MTREE_NONE;

      same[i] = (Same){ .next = i, .inner = is_root ? STRATA_MTREE_NONE : i };
    }
  identify_roots (&identifier);
  for (guint i = 0; i < self->nodes->len; i++)
    {
      guint first = find (&identifier, i);
      StrataMtreeNode *node = get_node (self, i);

      if (first == i)
        add_region (self, i);
      else
        node->region = get_node (self, first)->region;
      if (node->parent != STRATA_MTREE_NONE)
        strata_mtree_map_get_region (self, node->region)->container
            = get_node (self, node->parent)->region;
      else
        g_array_append_val (self->roots, node->region);
    }
  list_children (self);
}
