/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From a map to a board. Memory is scratch memory; devices are described, not modelled. */
#include "strata-mtree-build-private.h"

#include "board/strata-unmodelled.h"
#include "memory/strata-i18n-private.h"

typedef struct
{
  StrataMtreeMap *map;
  StrataMtreeOrder *order;
  StrataBoard *board;
  StrataSystem *system;
  StrataRegion **made; /* for each region of the map */
} Builder;

/* Says which line an edit of the engine failed for. */
static gboolean
explain (Builder *self, const StrataMtreeRegion *region, GError *reason, GError **error)
{
  g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_HIERARCHY, "%s:%u: %s",
               self->map->scan->file, region->text_line, reason->message);
  g_error_free (reason);
  return FALSE;
}

/* {{{ Making regions */

/* Memory that cannot be had: the region keeps its place, but nothing can be stored in it. */
static StrataRegion *
make_without_memory (Builder *self, const StrataMtreeRegion *region, GError *reason)
{
  StrataMtreeMap *map = self->map;

  strata_import_notes_add (map->notes, map->scan->file, region->text_line,
                           _ ("“%s” is described without contents: %s"), region->name,
                           reason->message);
  g_error_free (reason);
  return strata_unmodelled_new_mmio (self->system, NULL, region->name, region->size);
}

static StrataRegion *
make_memory (Builder *self, const StrataMtreeRegion *region)
{
  GError *reason = NULL;
  StrataRegion *made = NULL;

  switch (region->kind)
    {
    case STRATA_MTREE_RAM:
      made = strata_region_new_ram (self->system, NULL, region->name, region->size, &reason);
      break;
    case STRATA_MTREE_RAM_DEVICE:
      made = strata_region_new_ram_device (self->system, NULL, region->name, region->size,
                                           &reason);
      break;
    case STRATA_MTREE_ROM:
      made = strata_region_new_rom (self->system, NULL, region->name, region->size, &reason);
      break;
    case STRATA_MTREE_ROM_DEVICE:
      made = strata_unmodelled_new_rom_device (self->system, NULL, region->name, region->size,
                                               &reason);
      break;
    case STRATA_MTREE_IO:
    default:
      g_assert_not_reached ();
    }
  return made != NULL ? made : make_without_memory (self, region, reason);
}

static StrataRegion *
make_region (Builder *self, const StrataMtreeRegion *region)
{
  switch (region->nature)
    {
    case STRATA_MTREE_ALIAS:
      return strata_region_new_alias (self->system, NULL, region->name,
                                      self->made[region->target], region->offset, region->size);
    case STRATA_MTREE_MEMORY:
      return make_memory (self, region);
    case STRATA_MTREE_DEVICE:
      return strata_unmodelled_new_mmio (self->system, NULL, region->name, region->size);
    case STRATA_MTREE_CONTAINER:
    default:
      return strata_region_new_container (self->system, NULL, region->name, region->size);
    }
}

static gboolean
set_attributes (const StrataMtreeRegion *region, StrataRegion *made, GError **error)
{
  if (region->disabled && !strata_region_set_enabled (made, FALSE, error))
    return FALSE;
  if (region->nonvolatile && !strata_region_set_nonvolatile (made, TRUE, error))
    return FALSE;
  if (region->readonly && !strata_region_set_readonly (made, TRUE, error))
    return FALSE;
  if (region->container != STRATA_MTREE_NONE)
    return TRUE;
  return (region->address == 0 || strata_region_set_address (made, region->address, error))
         && (region->priority == 0 || strata_region_set_priority (made, region->priority, error));
}

static gboolean
add_region (Builder *self, guint index, GError **error)
{
  const StrataMtreeRegion *region = strata_mtree_map_get_region (self->map, index);
  GError *reason = NULL;

  self->made[index] = make_region (self, region);
  if (self->made[index] == NULL || !set_attributes (region, self->made[index], &reason))
    {
      if (reason == NULL)
        g_set_error (&reason, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_HIERARCHY,
                     _ ("“%s” cannot be made"), region->name);
      return explain (self, region, reason, error);
    }
  return TRUE;
}

/* Makes all regions; an alias after what it shows, which may be an alias, too. */
static gboolean
add_regions (Builder *self, StrataLoadMonitor *monitor, GError **error)
{
  StrataMtreeMap *map = self->map;
  g_autoptr (GArray) chain = strata_mtree_array_new (sizeof (guint));

  for (guint i = 0; i < map->regions->len; i++)
    {
      if (i % STRATA_LOAD_MONITOR_STRIDE == 0
          && !strata_load_monitor_tell (monitor, i, 2 * (guint64) map->regions->len, error))
        return FALSE;
      for (guint at = i; at != STRATA_MTREE_NONE && self->made[at] == NULL;
           at = strata_mtree_map_get_region (map, at)->target)
        g_array_append_val (chain, at);
      for (; chain->len > 0; g_array_set_size (chain, chain->len - 1))
        if (!add_region (self, g_array_index (chain, guint, chain->len - 1), error))
          return FALSE;
    }
  return TRUE;
}

/* }}} */

/* Fills a container; the one that is tried first is added last. */
static gboolean
fill_container (Builder *self, guint index, GError **error)
{
  const StrataMtreeRegion *container = strata_mtree_map_get_region (self->map, index);

  for (guint i = container->n_children; i-- > 0;)
    {
      guint child = strata_mtree_order_get_tried (self->order, container)[i];
      const StrataMtreeRegion *region = strata_mtree_map_get_region (self->map, child);
      GError *reason = NULL;

      if (!strata_region_add_subregion_overlap (self->made[index], region->address,
                                                self->made[child], region->priority, &reason))
        return explain (self, region, reason, error);
    }
  return TRUE;
}

/* Fills the containers, inner ones first, so that each is put into its own when it is complete. */
static gboolean
fill_containers (Builder *self, StrataLoadMonitor *monitor, GError **error)
{
  guint n = self->map->regions->len;

  for (guint i = n; i-- > 0;)
    {
      if (i % STRATA_LOAD_MONITOR_STRIDE == 0
          && !strata_load_monitor_tell (monitor, 2 * (guint64) n - i, 2 * (guint64) n, error))
        return FALSE;
      if (!fill_container (self, i, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_spaces (Builder *self)
{
  StrataMtreeMap *map = self->map;

  for (guint i = 0; i < map->scan->blocks->len; i++)
    {
      const StrataMtreeBlock *block = &g_array_index (map->scan->blocks, StrataMtreeBlock, i);

      for (guint j = block->first_space; j < block->first_space + block->n_spaces; j++)
        {
          g_autoptr (StrataAddressSpace) space = NULL;

          space = strata_address_space_new (
              self->system, g_array_index (map->scan->spaces, StrataMtreeSpace, j).name,
              self->made[g_array_index (map->roots, guint, i)]);
          strata_board_add_address_space (self->board, space);
        }
    }
}

static gboolean
name_regions (Builder *self, GError **error)
{
  for (guint i = 0; i < self->map->regions->len; i++)
    {
      const StrataMtreeRegion *region = strata_mtree_map_get_region (self->map, i);
      g_autofree char *id = strata_board_make_id (self->board, region->name);

      if (!strata_board_add_region (self->board, id, self->made[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
build (Builder *self, StrataLoadMonitor *monitor, GError **error)
{
  if (!add_regions (self, monitor, error) || !fill_containers (self, monitor, error)
      || !name_regions (self, error))
    return FALSE;
  add_spaces (self);
  return TRUE;
}

/* Makes the regions and address spaces of a map in a board. FALSE with an error that names file and
 * line, if the engine refuses one or it is cancelled; the board is of no use then. */
gboolean
strata_mtree_build (StrataMtreeMap *map, StrataMtreeOrder *order, StrataBoard *board,
                    StrataLoadMonitor *monitor, GError **error)
{
  Builder self = {
    .map = map,
    .order = order,
    .board = board,
    .system = strata_board_get_system (board),
    .made = g_new0 (StrataRegion *, map->regions->len),
  };
  gboolean done;

  strata_system_begin (self.system);
  done = build (&self, monitor, error);
  if (done)
    strata_system_commit (self.system);
  else
    strata_system_abandon (self.system);
  for (guint i = 0; i < map->regions->len; i++)
    g_clear_pointer (&self.made[i], strata_region_unref);
  g_free (self.made);
  return done;
}
