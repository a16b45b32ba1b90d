/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Compares the flat views of a board with a flat dump, and says where they contradict each
 * other. */
#include "strata-mtree-verify-private.h"

#include <inttypes.h>

#include "memory/strata-i18n-private.h"
#include "memory/strata-text.h"

typedef struct
{
  StrataMtreeHints *hints;
  const StrataMtreeView *view;
  const char *space; /* the name of one that shows it */
} Verifier;

static gboolean
range_equal (const StrataMtreeRange *range, const StrataFlatRange *ours)
{
  return range->first == ours->first && range->last == ours->last
         && range->offset == ours->offset
         && range->priority == strata_region_get_priority (ours->region)
         && range->nonvolatile == !!(ours->flags & STRATA_RANGE_NONVOLATILE)
         && g_str_equal (range->name, strata_region_get_name (ours->region))
         && g_str_equal (strata_mtree_kind_get_name (range->kind),
                         strata_flat_range_get_kind_name (ours));
}

/* The dump shows something that the tree does not show so. */
static void
note_theirs (Verifier *self, const StrataMtreeRange *range)
{
  strata_import_notes_add (self->hints->map->notes, self->hints->scan->file, range->line,
                           _ ("“%s” in the address space “%s” contradicts the tree, which does not "
                              "show it so"),
                           range->name, self->space);
}

/* The tree shows something that the dump does not show so. */
static void
note_ours (Verifier *self, const StrataFlatRange *range)
{
  strata_import_notes_add (self->hints->map->notes, self->hints->scan->file, self->view->line,
                           _ ("the tree shows “%s” at %016" PRIx64
                              " in the address space “%s”, which this view does not show so"),
                           strata_region_get_name (range->region), range->first, self->space);
}

static void
compare_ranges (Verifier *self, StrataFlatView *ours)
{
  guint n_theirs = self->view->n_ranges;
  guint n_ours = strata_flat_view_get_n_ranges (ours);
  guint i = 0;
  guint j = 0;

  while (i < n_theirs || j < n_ours)
    {
      const StrataMtreeRange *theirs = NULL;
      const StrataFlatRange *our = j < n_ours ? strata_flat_view_get_range (ours, j) : NULL;

      if (i < n_theirs)
        theirs = &g_array_index (self->hints->scan->ranges, StrataMtreeRange,
                                 self->view->first_range + i);
      if (theirs != NULL && our != NULL && range_equal (theirs, our))
        {
          i++;
          j++;
        }
      else if (our == NULL || (theirs != NULL && theirs->last <= our->last))
        {
          note_theirs (self, theirs);
          i++;
        }
      else
        {
          note_ours (self, our);
          j++;
        }
    }
}

static void
compare_view (Verifier *self, const StrataViewGroup *group)
{
  const char *root = group->root != NULL ? strata_region_get_name (group->root) : NULL;

  if (g_strcmp0 (root, self->view->root) != 0)
    strata_import_notes_add (self->hints->map->notes, self->hints->scan->file, self->view->line,
                             _ ("the view of “%s” has the root %s here, and %s in the tree"),
                             self->space, self->view->root != NULL ? self->view->root : "(none)",
                             root != NULL ? root : "(none)");
  compare_ranges (self, group->view);
}

/* Notes where the views of the board that was made contradict the hints. */
void
strata_mtree_verify (StrataMtreeHints *hints, StrataBoard *board)
{
  StrataMtreeScan *tree = hints->map->scan;
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) group_of = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) groups = NULL;

  groups = strata_system_list_view_groups (strata_board_get_system (board));
  for (guint i = 0; i < groups->len; i++)
    {
      StrataViewGroup *group = g_ptr_array_index (groups, i);

      for (guint j = 0; j < group->spaces->len; j++)
        g_hash_table_insert (group_of, g_ptr_array_index (group->spaces, j), group);
    }
  for (guint i = 0; i < tree->blocks->len; i++)
    {
      const StrataMtreeBlock *block = &g_array_index (tree->blocks, StrataMtreeBlock, i);
      guint view = g_array_index (hints->views, guint, i);
      Verifier verifier = { .hints = hints };
      StrataViewGroup *group;

      if (view == STRATA_MTREE_NONE)
        continue;
      verifier.view = &g_array_index (hints->scan->views, StrataMtreeView, view);
      verifier.space = g_array_index (tree->spaces, StrataMtreeSpace, block->first_space).name;
      group = g_hash_table_lookup (group_of,
                                   strata_board_get_address_space (board, block->first_space));
      if (g_hash_table_add (done, (gpointer) verifier.view))
        compare_view (&verifier, group);
    }
}
