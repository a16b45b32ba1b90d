/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A region like another, with all that is in it. */

#include "memory/strata-region.h"
#include "memory/strata-i18n-private.h"
#include "strata-board-edit.h"
#include "strata-board-private.h"
#include "strata-edit-private.h"

typedef struct
{
  StrataBoard *board;
  GHashTable *ids;      /* that are taken, or given to a copy */
  GHashTable *suffixes;
  GHashTable *copies;   /* of a region: the id of its copy */
  GPtrArray *edits;
} Duplication;

static gint
compare_ranks (gconstpointer a, gconstpointer b)
{
  guint64 left = strata_region_get_rank (*(StrataRegion *const *) a);
  guint64 right = strata_region_get_rank (*(StrataRegion *const *) b);

  return left < right ? -1 : left > right;
}

/* Gives an id to the copy of a region, and of all that is in it. The list has each region before
 * its subregions, and those in the order of their ranks, so that the copies get such ranks, too. */
static gboolean
collect (Duplication *self, StrataRegion *top, GPtrArray *list, GError **error)
{
  g_ptr_array_add (list, top);
  for (guint i = 0; i < list->len; i++)
    {
      StrataRegion *region = g_ptr_array_index (list, i);
      StrataBoardEntry *entry = strata_board_get_entry (self->board, region);
      g_autoptr (GPtrArray) subregions = strata_region_list_subregions (region);
      char *id;

      if (entry == NULL || entry->device != NULL)
        {
          g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE,
                       _ ("“%s” is a part of a device, and there is one of it only"),
                       strata_region_get_name (region));
          return FALSE;
        }
      id = strata_board_make_unique_id (self->ids, self->suffixes,
                                        strata_region_get_name (region));
      g_hash_table_add (self->ids, id);
      g_hash_table_insert (self->copies, region, id);
      g_ptr_array_sort (subregions, compare_ranks);
      /* its container holds it */
      for (guint j = 0; j < subregions->len; j++)
        g_ptr_array_add (list, g_ptr_array_index (subregions, j));
    }
  return TRUE;
}

static void
add_copy (Duplication *self, StrataRegion *region)
{
  StrataBoardEntry *entry = strata_board_get_entry (self->board, region);
  StrataRegion *container = strata_region_get_container (region);
  const char *id = g_hash_table_lookup (self->copies, region);
  const char *parent = container ? g_hash_table_lookup (self->copies, container) : NULL;
  StrataRegionDescription description;

  strata_board_describe (self->board, entry, &description);
  if (parent != NULL)
    {
      g_free (description.parent);
      description.parent = g_strdup (parent);
    }
  /* an alias says of its target what logs that */
  if (description.kind == STRATA_REGION_ALIAS)
    description.log = 0;
  g_ptr_array_add (self->edits, strata_edit_new_add_copy (id, entry->id, &description));
}

/* The copy of an alias shows the copy of what that shows, if there is one. */
static void
point (Duplication *self, StrataRegion *region)
{
  StrataRegion *target = strata_region_get_alias_target (region);
  const char *copy = target ? g_hash_table_lookup (self->copies, target) : NULL;

  if (copy != NULL)
    g_ptr_array_add (self->edits, strata_edit_new_target (
                                    g_hash_table_lookup (self->copies, region), copy));
}

/**
 * strata_board_make_duplicate:
 * @self: a board
 * @region: a region
 * @id: (out) (transfer full) (optional): the id that the copy is to have
 * @error: where to put an error
 *
 * Makes the edit that adds a region like @region at the same place, with copies of all that is in
 * it. Among equals the copy is the one added last. Memory of the copy is empty, except where its
 * bytes come from a file. What a device offers exists once and cannot be copied.
 *
 * Returns: (transfer full): the edit, or %NULL with an error of %STRATA_BOARD_ERROR
 */
StrataEdit *
strata_board_make_duplicate (StrataBoard *self, StrataRegion *region, char **id, GError **error)
{
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GHashTable) suffixes = NULL;
  g_autoptr (GHashTable) copies = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) edits = NULL;
  Duplication duplication;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (region != NULL, NULL);

  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  suffixes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  copies = g_hash_table_new (NULL, NULL);
  list = g_ptr_array_new ();
  edits = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_edit_unref);
  for (guint i = 0; i < self->entries->len; i++)
    g_hash_table_add (ids, g_strdup (
                             ((StrataBoardEntry *) g_ptr_array_index (self->entries, i))->id));
  duplication = (Duplication) { self, ids, suffixes, copies, edits };
  if (!collect (&duplication, region, list, error))
    return NULL;
  for (guint i = 0; i < list->len; i++)
    add_copy (&duplication, g_ptr_array_index (list, i));
  for (guint i = 0; i < list->len; i++)
    point (&duplication, g_ptr_array_index (list, i));
  if (id != NULL)
    *id = g_strdup (g_hash_table_lookup (copies, region));
  return strata_edit_new_group ((StrataEdit *const *) edits->pdata, edits->len);
}
