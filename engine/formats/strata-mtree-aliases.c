/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* From names to regions: whom an alias shows.
 *
 * Each target has a section, and the sections stand in the order in which an alias of them is first
 * met; where names repeat, this and the owners tell them apart. In an incomplete text a target may
 * have no section; then any region of that name will do. */
#include "strata-mtree-map-private.h"

#include "memory/strata-i18n-private.h"

/* The sections of one name. */
typedef struct
{
  GArray *blocks; /* of guint */
  guint n_met; /* so many have been shown by an alias */
} Sections;

typedef struct
{
  StrataMtreeMap *map;
  GHashTable *sections; /* name -> Sections */
  GHashTable *owned; /* (name, owner) -> block + 1; 0 for several */
  GHashTable *regions; /* name -> region + 1; made when first needed */
  guint next_block; /* the first section that no alias has met; past the last for none */
} Resolver;

static void
sections_free (gpointer data)
{
  Sections *self = data;

  g_array_unref (self->blocks);
  g_free (self);
}

static const StrataMtreeBlock *
get_block (StrataMtreeMap *map, guint index)
{
  return &g_array_index (map->scan->blocks, StrataMtreeBlock, index);
}

static guint
get_root (StrataMtreeMap *map, guint block)
{
  return g_array_index (map->roots, guint, block);
}

static guint64
make_owned_key (const char *name, const char *owner)
{
  return (guint64) (gsize) name * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) ^ (guint64) (gsize) owner;
}

static void
list_sections (Resolver *self)
{
  StrataMtreeMap *map = self->map;

  for (guint i = 0; i < map->scan->blocks->len; i++)
    {
      const StrataMtreeBlock *block = get_block (map, i);
      const StrataMtreeLine *line;
      Sections *sections;

      if (!block->is_section)
        continue;
      sections = g_hash_table_lookup (self->sections, block->name);
      if (sections == NULL)
        {
          sections = g_new0 (Sections, 1);
          sections->blocks = strata_mtree_array_new (sizeof (guint));
          g_hash_table_insert (self->sections, (gpointer) block->name, sections);
        }
      g_array_append_val (sections->blocks, i);
      self->next_block = MIN (self->next_block, i);
      line = strata_mtree_map_get_region (map, get_root (map, i))->line;
      if (line != NULL && line->owner != NULL)
        {
          guint64 *key = g_new (guint64, 1);

          *key = make_owned_key (block->name, line->owner);
          /* an owner of several does not tell them apart */
          if (g_hash_table_contains (self->owned, key))
            g_hash_table_replace (self->owned, key, GUINT_TO_POINTER (0));
          else
            g_hash_table_insert (self->owned, key, GUINT_TO_POINTER (i + 1));
        }
    }
}

/* Notes that the alias shows the section that comes next in the text. */
static void
meet (Resolver *self, Sections *sections, guint block)
{
  while (sections->n_met < sections->blocks->len
         && g_array_index (sections->blocks, guint, sections->n_met) <= block)
    sections->n_met++;
  self->next_block = MAX (self->next_block, block + 1);
}

/* Chooses between several sections of one name. */
static guint
choose_section (Resolver *self, Sections *sections, const StrataMtreeLine *alias)
{
  StrataMtreeMap *map = self->map;
  guint64 key = make_owned_key (alias->target, alias->owner);
  guint owned = 0;
  guint next;

  if (alias->owner != NULL)
    owned = GPOINTER_TO_UINT (g_hash_table_lookup (self->owned, &key));
  if (owned != 0)
    return owned - 1;
  if (sections->n_met == sections->blocks->len)
    return g_array_index (sections->blocks, guint, sections->n_met - 1);
  next = g_array_index (sections->blocks, guint, sections->n_met);
  if (sections->n_met == 0)
    return next;
  if (next == self->next_block
      && strata_mtree_map_get_region (map, get_root (map, next))->kind == alias->kind)
    return next;
  return g_array_index (sections->blocks, guint, sections->n_met - 1);
}

/* Any region of a name, roots of blocks first; where there is no section. */
static guint
find_region (Resolver *self, const char *name)
{
  StrataMtreeMap *map = self->map;

  if (self->regions == NULL)
    {
      self->regions = g_hash_table_new (NULL, NULL);
      for (guint i = map->regions->len; i-- > 0;)
        g_hash_table_insert (self->regions, (gpointer) strata_mtree_map_get_region (map, i)->name,
                             GUINT_TO_POINTER (i + 1));
      for (guint i = map->roots->len; i-- > 0;)
        g_hash_table_insert (self->regions,
                             (gpointer) strata_mtree_map_get_region (map, get_root (map, i))->name,
                             GUINT_TO_POINTER (get_root (map, i) + 1));
    }
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->regions, name)) - 1;
}

/* Makes a region that the text speaks of but does not print, just large enough. */
static guint
add_missing (Resolver *self, const StrataMtreeLine *alias)
{
  StrataMtreeRegion region = {
    .name = alias->target,
    .size = alias->offset_last == G_MAXUINT64 ? STRATA_SIZE_MAX : alias->offset_last + 1,
    .container = STRATA_MTREE_NONE,
    .target = STRATA_MTREE_NONE,
    .text_line = alias->line,
    .kind = alias->kind,
  };
  guint index = self->map->regions->len;

  region.size = MAX (region.size, 1);
  g_array_append_val (self->map->regions, region);
  if (self->regions != NULL)
    g_hash_table_insert (self->regions, (gpointer) alias->target, GUINT_TO_POINTER (index + 1));
  return index;
}

static guint
resolve (Resolver *self, guint region, const StrataMtreeLine *alias)
{
  StrataMtreeMap *map = self->map;
  Sections *sections = g_hash_table_lookup (self->sections, alias->target);
  guint target;
  guint block;

  if (sections == NULL)
    {
      target = find_region (self, alias->target);
      if (target == STRATA_MTREE_NONE || target == region)
        {
          strata_import_notes_add (
              map->notes, map->scan->file, alias->line,
              _ ("“%s”, which “%s” shows, is not printed: it is made just large "
                 "enough"),
              alias->target, alias->name);
          return add_missing (self, alias);
        }
      strata_import_notes_add (map->notes, map->scan->file, alias->line,
                               _ ("“%s”, which “%s” shows, has no section: it is taken to be the "
                                  "region of line %u"),
                               alias->target, alias->name,
                               strata_mtree_map_get_region (map, target)->text_line);
      return target;
    }
  block = sections->blocks->len == 1 ? g_array_index (sections->blocks, guint, 0)
                                     : choose_section (self, sections, alias);
  if (sections->blocks->len > 1)
    strata_import_notes_add (
        map->notes, map->scan->file, alias->line,
        _ ("“%s”, which “%s” shows, has several sections: the one of line %u is "
           "taken"),
        alias->target, alias->name, get_block (map, block)->line);
  meet (self, sections, block);
  return get_root (map, block);
}

/* Replaces the target of an alias that, through aliases alone, shows itself. */
static void
break_circle (Resolver *self, guint region, guint *seen)
{
  StrataMtreeMap *map = self->map;
  guint at = region;
  guint target;

  while (strata_mtree_map_get_region (map, at)->is_alias
         && seen[at] == 0)
    {
      seen[at] = region + 1;
      target = strata_mtree_map_get_region (map, at)->target;
      if (strata_mtree_map_get_region (map, target)->is_alias && seen[target] == region + 1)
        {
          const StrataMtreeLine *alias = strata_mtree_map_get_region (map, at)->line;

          strata_import_notes_add (map->notes, map->scan->file, alias->line,
                                   _ ("“%s” shows itself: what it shows is made just large enough"),
                                   alias->name);
          target = add_missing (self, alias);
          strata_mtree_map_get_region (map, at)->target = target;
          return;
        }
      at = target;
    }
}

/* Finds the target of each alias. */
void
strata_mtree_map_resolve_aliases (StrataMtreeMap *self)
{
  Resolver resolver = { .map = self, .next_block = self->scan->blocks->len };
  guint n_regions = self->regions->len;
  g_autofree guint *seen = g_new0 (guint, n_regions);

  resolver.sections = g_hash_table_new_full (NULL, NULL, NULL, sections_free);
  resolver.owned = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  list_sections (&resolver);
  /* the regions are in the order in which the text meets them first */
  for (guint i = 0; i < n_regions; i++)
    {
      const StrataMtreeRegion *region = strata_mtree_map_get_region (self, i);

      if (region->is_alias)
        {
          guint target = resolve (&resolver, i, region->line);

          strata_mtree_map_get_region (self, i)->target = target;
        }
    }
  for (guint i = 0; i < n_regions; i++)
    break_circle (&resolver, i, seen);
  g_hash_table_unref (resolver.sections);
  g_hash_table_unref (resolver.owned);
  g_clear_pointer (&resolver.regions, g_hash_table_unref);
}
