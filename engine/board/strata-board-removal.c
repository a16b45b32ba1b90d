/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A region leaves the board with all that is in it, and comes back. Its inside stays as it is
 * meanwhile; only nobody else may need any of it. */

#include "strata-board-removal-private.h"

#include "memory/strata-i18n-private.h"
#include "strata-edit-private.h"
#include "strata-property-private.h"

static gboolean
refuse (GError **error, StrataRegion *region, const char *format, const char *who)
{
  g_autofree char *reason = g_strdup_printf (format, strata_region_get_name (region), who);

  g_set_error_literal (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE, reason);
  return FALSE;
}

/* Collects a region and all that is in it. */
static gboolean
collect (StrataBoard *board, StrataRegion *top, GPtrArray *list, GHashTable *set, GError **error)
{
  g_ptr_array_add (list, top);
  for (guint i = 0; i < list->len; i++)
    {
      StrataRegion *region = g_ptr_array_index (list, i);
      StrataDevice *device = strata_region_get_device (region);
      g_autoptr (GPtrArray) subregions = strata_region_list_subregions (region);

      if (strata_board_get_entry (board, region) == NULL && device != NULL)
        return refuse (error, top, _ ("“%s” holds a region of the device “%s”"),
                       strata_device_get_id (device));
      if (strata_board_get_entry (board, region) == NULL)
        return refuse (error, top, _ ("“%s” holds “%s”, which is no part of the board"),
                       strata_region_get_name (region));
      g_hash_table_add (set, region);
      /* its container holds it */
      for (guint j = 0; j < subregions->len; j++)
        g_ptr_array_add (list, g_ptr_array_index (subregions, j));
    }
  return TRUE;
}

static gboolean
check_spaces (StrataBoard *board, GHashTable *set, GError **error)
{
  for (guint i = 0; i < board->spaces->len; i++)
    {
      StrataAddressSpace *space = strata_board_get_address_space (board, i);
      StrataRegion *root = strata_address_space_get_root (space);

      if (g_hash_table_contains (set, root))
        return refuse (error, root, _ ("“%s” is the root of the address space “%s”"),
                       strata_address_space_get_name (space));
    }
  return TRUE;
}

static gboolean
check_aliases (StrataBoard *board, GPtrArray *list, GHashTable *set, GError **error)
{
  for (guint i = 0; i < list->len; i++)
    {
      StrataRegion *region = g_ptr_array_index (list, i);
      g_autoptr (GPtrArray) aliases = strata_region_list_aliases (region);

      for (guint j = 0; j < aliases->len; j++)
        {
          StrataRegion *alias = g_ptr_array_index (aliases, j);

          if (!g_hash_table_contains (set, alias)
              && (strata_board_get_entry (board, alias) != NULL
                  || strata_region_get_device (alias) != NULL))
            return refuse (error, region, _ ("“%s” is shown by the alias “%s”"),
                           strata_region_get_name (alias));
        }
    }
  return TRUE;
}

static gboolean
check_property (StrataDevice *device, GParamSpec *pspec, GHashTable *set, GError **error)
{
  g_auto (GValue) value = G_VALUE_INIT;
  StrataRegion *region;

  if (strata_property_get_kind (pspec) != STRATA_PROPERTY_REGION
      || !(pspec->flags & G_PARAM_READABLE))
    return TRUE;
  g_object_get_property (G_OBJECT (device), pspec->name, &value);
  region = g_value_get_boxed (&value);
  if (region != NULL && g_hash_table_contains (set, region)
      && strata_region_get_device (region) != device)
    return refuse (error, region, _ ("“%s” is used by the device “%s”"),
                   strata_device_get_id (device));
  return TRUE;
}

static gboolean
check_devices (StrataBoard *board, GHashTable *set, GError **error)
{
  for (guint i = 0; i < board->devices->len; i++)
    {
      StrataBoardDevice *entry = g_ptr_array_index (board->devices, i);
      guint n_properties;
      g_autofree GParamSpec **properties
        = g_object_class_list_properties (G_OBJECT_GET_CLASS (entry->device), &n_properties);

      for (guint j = 0; j < n_properties; j++)
        if (!check_property (entry->device, properties[j], set, error))
          return FALSE;
    }
  return TRUE;
}

/* Takes the entries of regions out of the board. */
static GPtrArray *
take_entries (StrataBoard *board, GPtrArray *list, GHashTable *set)
{
  GPtrArray *regions = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_edit_region_free);
  guint n = 0;

  for (guint i = 0; i < board->entries->len; i++)
    {
      StrataBoardEntry *entry = g_ptr_array_index (board->entries, i);
      StrataEditRegion *region;

      if (!g_hash_table_contains (set, entry->region))
        {
          g_ptr_array_index (board->entries, n++) = entry;
          continue;
        }
      region = g_new0 (StrataEditRegion, 1);
      region->index = i;
      region->id = g_strdup (entry->id);
      region->region = strata_region_ref (entry->region);
      region->device = g_strdup (entry->device);
      region->part = g_strdup (entry->part);
      region->load = g_strdup (entry->load);
      g_ptr_array_add (regions, region);
      g_hash_table_remove (board->by_id, entry->id);
      g_hash_table_remove (board->by_region, entry->region);
      strata_board_entry_free (entry);
    }
  for (guint i = n; i < board->entries->len; i++)
    g_ptr_array_index (board->entries, i) = NULL; /* has been freed or moved */
  g_ptr_array_set_free_func (board->entries, NULL);
  g_ptr_array_set_size (board->entries, n);
  g_ptr_array_set_free_func (board->entries, (GDestroyNotify) strata_board_entry_free);
  g_assert (regions->len == list->len);
  return regions;
}

/* Takes a region out of its container and out of the board, with all that is in it. Returns the
 * regions that left, as strata_board_removal_undo() takes them. */
GPtrArray *
strata_board_removal_remove (StrataBoard *board, StrataBoardEntry *entry, GError **error)
{
  StrataRegion *region = entry->region;
  StrataRegion *container = strata_region_get_container (region);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);

  if (!collect (board, region, list, set, error) || !check_spaces (board, set, error)
      || !check_aliases (board, list, set, error) || !check_devices (board, set, error))
    return NULL;
  /* the board still holds it */
  if (container != NULL && !strata_region_del_subregion (container, region, error))
    return NULL;
  return take_entries (board, list, set);
}

/* Makes regions part of the board again, where they were among the others. */
gboolean
strata_board_removal_undo (StrataBoard *board, GPtrArray *regions, GError **error)
{
  for (guint i = 0; i < regions->len; i++)
    {
      StrataEditRegion *region = g_ptr_array_index (regions, i);
      StrataBoardEntry *entry = strata_board_add_entry (board, region->id, region->region, error);

      if (entry == NULL)
        {
          while (i-- > 0)
            {
              region = g_ptr_array_index (regions, i);
              strata_board_remove_region (board, region->region);
            }
          return FALSE;
        }
      entry->device = g_strdup (region->device);
      entry->part = g_strdup (region->part);
      entry->load = g_strdup (region->load);
      g_ptr_array_steal_index (board->entries, board->entries->len - 1);
      g_ptr_array_insert (board->entries, MIN (region->index, board->entries->len), entry);
    }
  return TRUE;
}
