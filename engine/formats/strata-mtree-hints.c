/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Finds for each root of the tree the flat view that a flat dump has of it: by the names of address
 * space and root, and where these repeat, by how well tree and view fit. A root that the tree does
 * not print, because it is disabled, gets the name that the flat dump has for it. */
#include "strata-mtree-hints-private.h"

#include "memory/strata-i18n-private.h"
#include "strata-mtree-witness-private.h"

/* So many views of one name are compared. */
#define MAX_CANDIDATES 16

typedef struct
{
  StrataMtreeHints *hints;
  StrataMtreeOrder *order;
  GHashTable *by_name; /* name of an address space -> GArray of guint: the dump's spaces */
  guint *view_of; /* for each space of the dump its view */
  gboolean *taken; /* for each space of the dump whether the tree has it */
} Matcher;

static StrataMtreeSpace *
get_view_space (Matcher *self, guint index)
{
  return &g_array_index (self->hints->scan->view_spaces, StrataMtreeSpace, index);
}

/* Takes the names over into the tree's scan, so that equal ones have one address. */
static void
intern_names (StrataMtreeScan *tree, StrataMtreeScan *hints)
{
  for (guint i = 0; i < hints->ranges->len; i++)
    {
      StrataMtreeRange *range = &g_array_index (hints->ranges, StrataMtreeRange, i);

      range->name = strata_mtree_scan_intern (tree, range->name);
    }
  for (guint i = 0; i < hints->view_spaces->len; i++)
    {
      StrataMtreeSpace *space = &g_array_index (hints->view_spaces, StrataMtreeSpace, i);

      space->name = strata_mtree_scan_intern (tree, space->name);
      space->root = strata_mtree_scan_intern (tree, space->root);
    }
}

static void
list_spaces (Matcher *self)
{
  StrataMtreeScan *scan = self->hints->scan;

  for (guint i = 0; i < scan->views->len; i++)
    {
      const StrataMtreeView *view = &g_array_index (scan->views, StrataMtreeView, i);

      for (guint j = view->first_space; j < view->first_space + view->n_spaces; j++)
        {
          const char *name = get_view_space (self, j)->name;
          GArray *list = g_hash_table_lookup (self->by_name, name);

          if (list == NULL)
            {
              list = strata_mtree_array_new (sizeof (guint));
              g_hash_table_insert (self->by_name, (gpointer) name, list);
            }
          g_array_append_val (list, j);
          self->view_of[j] = i;
        }
    }
}

/* Lists the dump's spaces that a space of the tree may be. */
static GArray *
list_candidates (Matcher *self, const char *name, const StrataMtreeRegion *root)
{
  GArray *candidates = strata_mtree_array_new (sizeof (guint));
  GArray *list = g_hash_table_lookup (self->by_name, name);
  guint kept = 0;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      guint space = g_array_index (list, guint, i);

      if (self->taken[space])
        continue;
      g_array_index (list, guint, kept++) = space;
      if (candidates->len < MAX_CANDIDATES
          && (root->line == NULL || get_view_space (self, space)->root == root->name))
        g_array_append_val (candidates, space);
    }
  if (list != NULL)
    g_array_set_size (list, kept);
  return candidates;
}

static guint
choose (Matcher *self, GArray *candidates, guint root)
{
  guint best = g_array_index (candidates, guint, 0);
  gint64 best_score = G_MININT64;
  gboolean differ = FALSE;

  for (guint i = 1; i < candidates->len && !differ; i++)
    differ = self->view_of[g_array_index (candidates, guint, i)] != self->view_of[best];
  for (guint i = 0; differ && i < candidates->len; i++)
    {
      guint space = g_array_index (candidates, guint, i);
      g_autoptr (StrataMtreeWitness) witness = NULL;
      gint64 score;

      witness = strata_mtree_witness_new (self->hints->map, self->order, root,
                                          self->hints->scan, self->view_of[space]);
      score = strata_mtree_witness_get_score (witness);
      if (score > best_score)
        {
          best_score = score;
          best = space;
        }
    }
  return best;
}

static void
match_block (Matcher *self, guint index)
{
  StrataMtreeMap *map = self->hints->map;
  const StrataMtreeBlock *block = &g_array_index (map->scan->blocks, StrataMtreeBlock, index);
  guint root = g_array_index (map->roots, guint, index);
  guint found = STRATA_MTREE_NONE;

  for (guint i = 0; i < block->n_spaces; i++)
    {
      const StrataMtreeSpace *space;
      g_autoptr (GArray) candidates = NULL;
      guint chosen;

      space = &g_array_index (map->scan->spaces, StrataMtreeSpace, block->first_space + i);
      candidates = list_candidates (self, space->name, strata_mtree_map_get_region (map, root));
      if (candidates->len == 0)
        {
          strata_import_notes_add (map->notes, map->scan->file, space->line,
                                   _ ("the hints have no view of the address space “%s”"),
                                   space->name);
          continue;
        }
      chosen = choose (self, candidates, root);
      self->taken[chosen] = TRUE;
      if (strata_mtree_map_get_region (map, root)->line == NULL)
        strata_mtree_map_get_region (map, root)->name = get_view_space (self, chosen)->root;
      if (found == STRATA_MTREE_NONE)
        found = self->view_of[chosen];
    }
  g_array_append_val (self->hints->views, found);
}

/* Finds for each block of the tree its view in a flat dump. */
StrataMtreeHints *
strata_mtree_hints_new (StrataMtreeMap *map, StrataMtreeOrder *order, StrataMtreeScan *scan)
{
  StrataMtreeHints *self = g_new0 (StrataMtreeHints, 1);
  Matcher matcher = { .hints = self, .order = order };

  self->scan = scan;
  self->map = map;
  self->views = strata_mtree_array_new (sizeof (guint));
  intern_names (map->scan, scan);
  matcher.by_name = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  matcher.view_of = g_new0 (guint, scan->view_spaces->len);
  matcher.taken = g_new0 (gboolean, scan->view_spaces->len);
  list_spaces (&matcher);
  for (guint i = 0; i < map->roots->len; i++)
    match_block (&matcher, i);
  for (guint i = 0; i < scan->view_spaces->len; i++)
    if (!matcher.taken[i])
      strata_import_notes_add (map->notes, scan->file, get_view_space (&matcher, i)->line,
                               _ ("the tree has no address space “%s” with the root “%s”"),
                               get_view_space (&matcher, i)->name,
                               get_view_space (&matcher, i)->root);
  g_hash_table_unref (matcher.by_name);
  g_free (matcher.view_of);
  g_free (matcher.taken);
  return self;
}

void
strata_mtree_hints_free (StrataMtreeHints *self)
{
  g_array_unref (self->views);
  g_free (self);
}
