/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-brute-check.h"

#include <string.h>

static char *
compare_range (BruteWorld *world, const BruteRange *expected, const StrataFlatRange *range)
{
  if (range->first == expected->first && range->last == expected->last &&
      range->region == world->regions[expected->node] && range->offset == expected->offset &&
      range->flags == expected->flags && range->dirty_clients == expected->clients)
    return NULL;
  return g_strdup_printf ("the range at 0x%" G_GINT64_MODIFIER "x should be 0x%" G_GINT64_MODIFIER
                          "x-0x%" G_GINT64_MODIFIER "x r%d @0x%" G_GINT64_MODIFIER
                          "x flags %x clients %x, is -0x%" G_GINT64_MODIFIER
                          "x r%d @0x%" G_GINT64_MODIFIER "x flags %x clients %x",
                          range->first, expected->first, expected->last, expected->node,
                          expected->offset, expected->flags, expected->clients, range->last,
                          brute_world_find_node (world, range->region), range->offset,
                          range->flags, range->dirty_clients);
}

typedef struct
{
  StrataFlatView *view;
  guint next;
  gboolean wrong;
} ForeachData;

static gboolean
foreach_range_cb (const StrataFlatRange *range, gpointer user_data)
{
  ForeachData *data = user_data;

  data->wrong |= range != strata_flat_view_get_range (data->view, data->next++);
  return TRUE;
}

/* The three ways to look into a view agree */
static char *
check_view_access (const BruteMap *map, StrataFlatView *view)
{
  ForeachData data = { .view = view };
  guint n_ranges = strata_flat_view_get_n_ranges (view);

  if (!strata_flat_view_foreach (view, 0, G_MAXUINT64, foreach_range_cb, &data) || data.wrong ||
      data.next != n_ranges)
    return g_strdup ("foreach does not give the ranges in order");
  for (guint i = 0; i < map->cells->len; i++)
    {
      const BruteCell *cell = &g_array_index (map->cells, BruteCell, i);
      guint64 middle = cell->first + (cell->last - cell->first) / 2;
      const StrataFlatRange *range = strata_flat_view_find (view, middle);
      guint index = strata_flat_view_find_index (view, middle);

      if ((range != NULL) != (cell->n_hits > 0))
        return g_strdup_printf ("find at 0x%" G_GINT64_MODIFIER "x finds %s", middle,
                                range != NULL ? "something" : "nothing");
      if (range != NULL && (range->first > middle || range->last < middle ||
                            range != strata_flat_view_get_range (view, index)))
        return g_strdup_printf ("find at 0x%" G_GINT64_MODIFIER "x finds another range", middle);
    }
  return NULL;
}

char *
brute_check_view (BruteWorld *world, const BruteMap *map, StrataFlatView *view)
{
  guint n_ranges = strata_flat_view_get_n_ranges (view);

  world->tally->n_views++;
  world->tally->n_ranges += n_ranges;
  for (guint i = 0; i < MIN (n_ranges, map->ranges->len); i++)
    {
      char *wrong = compare_range (world, &g_array_index (map->ranges, BruteRange, i),
                                   strata_flat_view_get_range (view, i));

      if (wrong != NULL)
        return wrong;
    }
  if (n_ranges != map->ranges->len)
    return g_strdup_printf ("the view should have %u ranges, has %u", map->ranges->len, n_ranges);
  return check_view_access (map, view);
}

static gboolean
is_coalesced (const BruteWorld *world, const BruteRange *range, guint64 offset)
{
  const BruteNode *node = &world->before.nodes[range->node];

  for (guint i = 0; i < node->n_coalesced; i++)
    if (node->coalesced[i].first <= offset && offset <= node->coalesced[i].last)
      return TRUE;
  return FALSE;
}

static gboolean
is_told_coalesced (const BruteRecord *record, guint64 address)
{
  for (guint i = 0; i < record->coalesced->len; i++)
    {
      const StrataRange *part = &g_array_index (record->coalesced, StrataRange, i);

      if (part->first <= address && address <= part->last)
        return TRUE;
    }
  return FALSE;
}

/* What a listener was told adds up to the map */
char *
brute_check_record (BruteWorld *world, const BruteSpace *space)
{
  BruteRecord *record = brute_recorder_get_record (world->recorder, space->space);
  const BruteMap *map = &space->map;

  if (world->deaf)
    return NULL;
  if (world->recorder->complaint != NULL)
    return g_strdup_printf ("listener: %s", world->recorder->complaint);
  if (world->recorder->inside)
    return g_strdup ("listener: begin without commit");
  for (guint i = 0; i < MIN (record->ranges->len, map->ranges->len); i++)
    {
      g_autofree char *wrong =
        compare_range (world, &g_array_index (map->ranges, BruteRange, i),
                       &g_array_index (record->ranges, StrataFlatRange, i));

      if (wrong != NULL)
        return g_strdup_printf ("listener: %s", wrong);
    }
  if (record->ranges->len != map->ranges->len)
    return g_strdup_printf ("listener: %u ranges were told, there should be %u",
                            record->ranges->len, map->ranges->len);

  for (guint i = 0; i < map->cells->len; i++)
    {
      const BruteCell *cell = &g_array_index (map->cells, BruteCell, i);
      gboolean expected = FALSE;

      for (guint r = 0; r < map->ranges->len && !expected; r++)
        {
          const BruteRange *range = &g_array_index (map->ranges, BruteRange, r);

          if (range->first <= cell->first && cell->first <= range->last)
            expected = is_coalesced (world, range, range->offset + (cell->first - range->first));
        }
      if (is_told_coalesced (record, cell->first) != expected ||
          is_told_coalesced (record, cell->last) != expected)
        return g_strdup_printf ("listener: 0x%" G_GINT64_MODIFIER "x should %sbe coalesced",
                                cell->first, expected ? "" : "not ");
    }
  return NULL;
}

/* An access ends where the map says, and the attributes of the range hold */
char *
brute_check_loads (BruteWorld *world, BruteSpace *space)
{
  for (guint i = brute_world_random (world, 3); i < space->map.cells->len; i += 3)
    {
      const BruteCell *cell = &g_array_index (space->map.cells, BruteCell, i);
      guint64 address = brute_world_chance (world, 50) ? cell->first : cell->last;
      guint64 value = 0xdead;
      StrataResult result =
        strata_initiator_load (space->initiator, address, 1, STRATA_LITTLE_ENDIAN, &value);
      StrataResult expected = STRATA_DECODE_ERROR;
      guint64 byte = 0;

      if (cell->n_hits > 0)
        {
          const BruteHit *hit = brute_map_get_hit (&space->map, cell, 0);
          gint index = brute_path_last (&hit->path);
          const BruteNode *node = &world->before.nodes[index];
          guint64 offset = hit->offset + (address - cell->first);

          if (node->kind == STRATA_REGION_MMIO ||
              (node->kind == STRATA_REGION_ROM_DEVICE && !node->rom_mode))
            offset += node->callback_offset;
          if (node->kind != STRATA_REGION_RESERVED)
            {
              byte = brute_world_expect_byte (index, offset);
              expected = STRATA_OK;
            }
        }
      if (result != expected || value != byte)
        return g_strdup_printf ("a load at 0x%" G_GINT64_MODIFIER "x gives 0x%02" G_GINT64_MODIFIER
                                "x, %x; it should give 0x%02" G_GINT64_MODIFIER "x, %x",
                                address, value, result, byte, expected);
    }
  return NULL;
}

/* The hierarchy as its getters tell it */
char *
brute_check_links (BruteWorld *world)
{
  for (gint i = 0; i < world->model.n_nodes; i++)
    {
      const BruteNode *node = &world->model.nodes[i];
      StrataRegion *region = world->regions[i];
      StrataRegion *container =
        node->container == BRUTE_NONE ? NULL : world->regions[node->container];

      if (strata_region_get_container (region) != container ||
          strata_region_get_n_subregions (region) != (guint) node->n_children ||
          strata_region_get_size (region) != node->size ||
          strata_region_get_enabled (region) != node->enabled ||
          strata_region_get_readonly (region) != node->readonly ||
          strata_region_get_nonvolatile (region) != node->nonvolatile)
        return g_strdup_printf ("r%d does not tell its place, size or attributes", i);
      if (container != NULL && (strata_region_get_address (region) != node->address ||
                                strata_region_get_priority (region) != node->priority))
        return g_strdup_printf ("r%d does not tell its address or priority", i);
      if (node->kind == STRATA_REGION_ALIAS &&
          (strata_region_get_alias_target (region) != world->regions[node->target] ||
           strata_region_get_alias_offset (region) != node->alias_offset))
        return g_strdup_printf ("r%d does not tell its target", i);
      if (node->kind != STRATA_REGION_ALIAS &&
          strata_region_get_log_clients (region) != (StrataDirtyClients) node->clients)
        return g_strdup_printf ("r%d does not tell its dirty clients", i);
    }
  return NULL;
}

/* A view that is held never changes: copies what it shows */
GArray *
brute_check_copy (StrataFlatView *view)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (StrataFlatRange));

  for (guint i = 0; i < strata_flat_view_get_n_ranges (view); i++)
    g_array_append_vals (ranges, strata_flat_view_get_range (view, i), 1);
  return ranges;
}

/* That it still shows it */
char *
brute_check_held (StrataFlatView *view, const GArray *ranges)
{
  if (strata_flat_view_get_n_ranges (view) != ranges->len)
    return g_strdup_printf ("a view of %u ranges has %u now", ranges->len,
                            strata_flat_view_get_n_ranges (view));
  for (guint i = 0; i < ranges->len; i++)
    if (!strata_flat_range_equal (strata_flat_view_get_range (view, i),
                                  &g_array_index (ranges, StrataFlatRange, i)))
      return g_strdup_printf ("range %u of a view has changed", i);
  return NULL;
}

/* A dry commit foretold what the listener then heard */
char *
brute_check_events (GArray *events, StrataDryCommit *dry)
{
  guint n_events = strata_dry_commit_get_n_events (dry);

  for (guint i = 0; i < MIN (n_events, events->len); i++)
    {
      const StrataEvent *heard = &g_array_index (events, StrataEvent, i);
      const StrataEvent *told = strata_dry_commit_get_event (dry, i);

      if (heard->kind != told->kind || heard->space != told->space ||
          heard->range.first != told->range.first || heard->range.last != told->range.last ||
          heard->part.first != told->part.first || heard->part.last != told->part.last ||
          heard->range.region != told->range.region || heard->range.flags != told->range.flags)
        return g_strdup_printf ("event %u is of kind %d at 0x%" G_GINT64_MODIFIER
                                "x; the dry commit told kind %d at 0x%" G_GINT64_MODIFIER "x",
                                i, heard->kind, heard->range.first, told->kind,
                                told->range.first);
    }
  if (n_events != events->len)
    return g_strdup_printf ("%u events; the dry commit told %u", events->len, n_events);
  return NULL;
}
