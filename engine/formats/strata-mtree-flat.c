/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A flat dump with no tree. Each view becomes a container that shows the same; what lies beneath is
 * not known. Ranges of one memory are windows of one region, so that what is written through one is
 * read through the others. */
#include "strata-mtree-flat-private.h"

#include "memory/strata-i18n-private.h"

#define EMPTY "(empty)"

/* What makes ranges parts of one region. */
typedef struct
{
  const char *name;
  guint64 base; /* where the region would begin; 0 for memory, which may be shown anywhere */
  gint priority;
  StrataMtreeKind kind; /* STRATA_MTREE_RAM for ROM, too: it may be RAM that is read-only there */
} Key;

typedef struct
{
  Key key;
  guint64 size;
  guint region; /* in the map, once it is made */
  guint n_ranges;
  guint line;
  gboolean writable; /* seen as RAM */
} Source;

typedef struct
{
  StrataMtreeMap *map;
  GHashTable *sources; /* of Source, each its own key */
} Importer;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_direct_hash (key->name) ^ (guint) (key->base >> 12) ^ (guint) (key->base << 8)
         ^ (guint) key->priority << 3 ^ key->kind;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *left = a;
  const Key *right = b;

  return left->name == right->name && left->base == right->base
         && left->priority == right->priority && left->kind == right->kind;
}

static Key
make_key (const StrataMtreeRange *range)
{
  gboolean is_memory = range->kind == STRATA_MTREE_RAM || range->kind == STRATA_MTREE_ROM;

  return (Key){
    .name = range->name,
    .base = is_memory ? 0 : range->first - range->offset,
    .priority = range->priority,
    .kind = is_memory ? STRATA_MTREE_RAM : range->kind,
  };
}

static const StrataMtreeRange *
get_range (Importer *self, guint index)
{
  return &g_array_index (self->map->scan->ranges, StrataMtreeRange, index);
}

/* The end of what is shown of the region, as a size. */
static guint64
get_reach (const StrataMtreeRange *range)
{
  guint64 length = range->last - range->first;

  return length >= G_MAXUINT64 - range->offset ? STRATA_SIZE_MAX : range->offset + length + 1;
}

static void
list_sources (Importer *self)
{
  for (guint i = 0; i < self->map->scan->ranges->len; i++)
    {
      const StrataMtreeRange *range = get_range (self, i);
      Key key = make_key (range);
      Source *source = g_hash_table_lookup (self->sources, &key);

      if (source == NULL)
        {
          source = g_new0 (Source, 1);
          source->key = key;
          source->region = STRATA_MTREE_NONE;
          source->line = range->line;
          g_hash_table_add (self->sources, source);
        }
      source->size = MAX (source->size, get_reach (range));
      source->n_ranges++;
      source->writable = source->writable || range->kind == STRATA_MTREE_RAM;
    }
}

static guint
add_region (Importer *self, const char *name, guint64 size, StrataMtreeNature nature, guint line)
{
  StrataMtreeRegion region = {
    .name = name,
    .size = size,
    .container = STRATA_MTREE_NONE,
    .target = STRATA_MTREE_NONE,
    .nature = nature,
    .is_alias = nature == STRATA_MTREE_ALIAS,
    .text_line = line,
  };

  g_array_append_val (self->map->regions, region);
  return self->map->regions->len - 1;
}

static StrataMtreeRegion *
get_region (Importer *self, guint index)
{
  return strata_mtree_map_get_region (self->map, index);
}

/* Makes the region that ranges are parts of. */
static guint
add_source_region (Importer *self, const Source *source, guint64 size)
{
  StrataMtreeKind kind = source->key.kind;
  StrataMtreeRegion *region;
  guint index;

  if (kind == STRATA_MTREE_RAM && !source->writable)
    kind = STRATA_MTREE_ROM;
  index = add_region (self, source->key.name, size,
                      kind == STRATA_MTREE_IO ? STRATA_MTREE_DEVICE : STRATA_MTREE_MEMORY,
                      source->line);
  region = get_region (self, index);
  region->kind = kind;
  region->priority = source->key.priority;
  return index;
}

/* What shows a range: the region itself, if the range is all there is of it, else an alias. */
static guint
add_range (Importer *self, const StrataMtreeRange *range)
{
  Key key = make_key (range);
  Source *source = g_hash_table_lookup (self->sources, &key);
  StrataMtreeRegion *region;
  guint alias;

  if (source->region == STRATA_MTREE_NONE)
    source->region = add_source_region (self, source, source->size);
  region = get_region (self, source->region);
  if (source->n_ranges == 1 && range->offset == 0)
    {
      region->address = range->first;
      region->nonvolatile = range->nonvolatile;
      return source->region;
    }
  alias = add_region (self, range->name,
                      range->last - range->first == G_MAXUINT64 ? STRATA_SIZE_MAX
                                                                : range->last - range->first + 1,
                      STRATA_MTREE_ALIAS, range->line);
  region = get_region (self, alias);
  region->address = range->first;
  region->offset = range->offset;
  region->target = source->region;
  region->nonvolatile = range->nonvolatile;
  region->readonly = range->kind == STRATA_MTREE_ROM && source->writable;
  return alias;
}

/* Puts regions into a container. */
static void
fill (Importer *self, guint container, const guint *children, guint n_children)
{
  StrataMtreeRegion *region = get_region (self, container);

  region->first_child = self->map->children->len;
  region->n_children = n_children;
  g_array_append_vals (self->map->children, children, n_children);
  for (guint i = 0; i < n_children; i++)
    get_region (self, children[i])->container = container;
}

/* If a view leaves no gap from 0 on and shows a region of its root's name that begins there, the
 * root has content of its own, and is no part of another view. NULL if it has none. */
static Source *
find_root_source (Importer *self, const StrataMtreeView *view)
{
  Source *found = NULL;
  guint64 next = 0;

  for (guint i = 0; i < view->n_ranges; i++)
    {
      const StrataMtreeRange *range = get_range (self, view->first_range + i);
      Key key = make_key (range);

      if (range->first != next)
        return NULL;
      next = range->last + 1;
      if (found == NULL && range->name == view->root && range->first == range->offset)
        found = g_hash_table_lookup (self->sources, &key);
    }
  return found;
}

/* The root of a view: shows its ranges, and is what QEMU would call its root. */
static guint
add_view (Importer *self, const StrataMtreeView *view)
{
  g_autoptr (GArray) children = strata_mtree_array_new (sizeof (guint));
  Source *own = find_root_source (self, view);
  guint64 reach = 0;
  guint root;

  root = own != NULL ? add_source_region (self, own, 0)
                     : add_region (self, view->root, STRATA_SIZE_MAX, STRATA_MTREE_CONTAINER,
                                   view->line);
  for (guint i = 0; i < view->n_ranges; i++)
    {
      const StrataMtreeRange *range = get_range (self, view->first_range + i);
      Key key = make_key (range);
      guint child;

      reach = range->last == G_MAXUINT64 ? STRATA_SIZE_MAX : range->last + 1;
      if (own != NULL && key_equal (&key, own) && range->first == range->offset)
        continue;
      child = add_range (self, range);
      g_array_append_val (children, child);
    }
  if (own != NULL)
    get_region (self, root)->size = reach;
  else if (children->len == 1
           && get_region (self, g_array_index (children, guint, 0))->address == 0)
    {
      /* a container around one region would not count as the root */
      guint empty = add_region (self, EMPTY, 0, STRATA_MTREE_CONTAINER, view->line);

      g_array_append_val (children, empty);
    }
  fill (self, root, (const guint *) (gpointer) children->data, children->len);
  return root;
}

static void
add_block (Importer *self, guint root, const StrataMtreeSpace *space)
{
  StrataMtreeScan *scan = self->map->scan;
  StrataMtreeBlock block = {
    .line = space->line,
    .first_space = scan->spaces->len,
    .n_spaces = 1,
  };

  g_array_append_val (scan->blocks, block);
  g_array_append_val (scan->spaces, *space);
  g_array_append_val (self->map->roots, root);
}

/* A space whose root has another name than the view's: a container around an alias of that. */
static guint
add_wrapper (Importer *self, const StrataMtreeSpace *space, guint view_root)
{
  guint root = add_region (self, space->root, STRATA_SIZE_MAX, STRATA_MTREE_CONTAINER, space->line);

  if (view_root != STRATA_MTREE_NONE)
    {
      guint alias = add_region (self, get_region (self, view_root)->name, STRATA_SIZE_MAX,
                                STRATA_MTREE_ALIAS, space->line);

      get_region (self, alias)->target = view_root;
      fill (self, root, &alias, 1);
    }
  return root;
}

static void
import_view (Importer *self, const StrataMtreeView *view)
{
  guint view_root = view->root != NULL ? add_view (self, view) : STRATA_MTREE_NONE;

  for (guint i = view->first_space; i < view->first_space + view->n_spaces; i++)
    {
      const StrataMtreeSpace *space = &g_array_index (self->map->scan->view_spaces,
                                                      StrataMtreeSpace, i);

      add_block (self,
                 space->root == view->root ? view_root : add_wrapper (self, space, view_root),
                 space);
    }
}

/* Makes a map of a flat dump that shows the same as its views do. */
StrataMtreeMap *
strata_mtree_map_new_from_flat (StrataMtreeScan *scan, StrataImportNotes *notes)
{
  StrataMtreeMap *map = strata_mtree_map_new_empty (scan, notes);
  Importer self = { .map = map };

  self.sources = g_hash_table_new_full (hash_key, key_equal, g_free, NULL);
  list_sources (&self);
  for (guint i = 0; i < scan->views->len; i++)
    import_view (&self, &g_array_index (scan->views, StrataMtreeView, i));
  if (scan->views->len > 0)
    strata_import_notes_add (
        notes, scan->file, g_array_index (scan->views, StrataMtreeView, 0).line,
        _ ("there is no tree in it: what lies beneath the flat views is not known"));
  g_hash_table_unref (self.sources);
  return map;
}
