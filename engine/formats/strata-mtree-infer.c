/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Decides what the text of a tree leaves open: whether what prints as i/o is a container or a
 * device, which alias is read-only, and who wins among equals. A flat dump of the same state
 * decides where it can; where it cannot, or there is none, these rules do: i/o with regions below
 * it is a container and without is a device; aliases are writable; for the order see
 * strata-mtree-order.c. */
#include "strata-mtree-infer-private.h"

#include "memory/strata-i18n-private.h"
#include "strata-mtree-witness-private.h"

/* Each pass may find that the order is another one, which can show more in the next. */
#define MAX_PASSES 16

/* What the flat views say about a region. */
typedef struct
{
  guint shown; /* the line that shows it, 0 for none */
  guint read_only; /* the line that shows it through something that is read-only */
  guint writable : 1; /* what it shows is seen as writable */
  guint beaten : 1; /* another is seen where it would be, though that is tried later */
  guint absent : 1; /* nothing is seen where it would be */
} Evidence;

/* A win as it is seen, with who loses by it. */
typedef struct
{
  StrataMtreeWin win;
  guint region;
} Sight;

typedef struct
{
  StrataMtreeMap *map;
  StrataMtreeOrder *order;
  StrataMtreeHints *hints; /* NULL for none */
  Evidence *evidence; /* for each region */
  GArray *sights; /* of Sight, in the running pass */
  /* Of guint: steps above a memory that is seen as ROM, each path ended by NONE */
  GArray *read_only;
  GArray *wins; /* of StrataMtreeWin, sorted by container */
  GHashTable *known_wins; /* the pairs that are among them */
} Inference;

/* {{{ What the views say */

static const StrataMtreeRange *
get_range (Inference *self, guint index)
{
  return &g_array_index (self->hints->scan->ranges, StrataMtreeRange, index);
}

static StrataMtreeStep *
get_step (StrataMtreeWitness *witness, guint index)
{
  return &g_array_index (witness->steps, StrataMtreeStep, index);
}

/* Remembers the way to memory that is seen as ROM, or clears those on the way to what is not. */
static void
take_writability (Inference *self, StrataMtreeWitness *witness, const StrataMtreeSighting *shown)
{
  const StrataMtreeRange *range = get_range (self, shown->range);
  guint region = get_step (witness, shown->step)->region;
  const guint end = STRATA_MTREE_NONE;

  if (strata_mtree_map_get_region (self->map, region)->kind == STRATA_MTREE_ROM)
    return;
  for (guint i = get_step (witness, shown->step)->parent; i != STRATA_MTREE_NONE;
       i = get_step (witness, i)->parent)
    {
      if (range->kind != STRATA_MTREE_ROM)
        self->evidence[get_step (witness, i)->region].writable = TRUE;
      else
        g_array_append_val (self->read_only, get_step (witness, i)->region);
    }
  if (range->kind == STRATA_MTREE_ROM)
    {
      g_array_append_val (self->read_only, end);
      g_array_append_val (self->read_only, range->line);
    }
}

static void
take_shown (Inference *self, StrataMtreeWitness *witness)
{
  for (guint i = 0; i < witness->shown->len; i++)
    {
      const StrataMtreeSighting *shown = &g_array_index (witness->shown, StrataMtreeSighting, i);
      Evidence *evidence = &self->evidence[get_step (witness, shown->step)->region];

      if (evidence->shown == 0)
        evidence->shown = get_range (self, shown->range)->line;
      take_writability (self, witness, shown);
    }
  for (guint i = 0; i < witness->nothing->len; i++)
    {
      guint step = g_array_index (witness->nothing, guint, i);

      self->evidence[get_step (witness, step)->region].absent = TRUE;
    }
}

static guint
get_depth (StrataMtreeWitness *witness, guint step)
{
  guint depth = 0;

  for (; step != STRATA_MTREE_NONE; step = get_step (witness, step)->parent)
    depth++;
  return depth;
}

/* Finds the siblings where the ways to two steps part; FALSE if one is on the way to the other. */
static gboolean
find_parting (StrataMtreeWitness *witness, guint *a, guint *b)
{
  guint depth_a = get_depth (witness, *a);
  guint depth_b = get_depth (witness, *b);

  for (; depth_a > depth_b; depth_a--)
    *a = get_step (witness, *a)->parent;
  for (; depth_b > depth_a; depth_b--)
    *b = get_step (witness, *b)->parent;
  if (*a == *b)
    return FALSE;
  while (get_step (witness, *a)->parent != get_step (witness, *b)->parent)
    {
      *a = get_step (witness, *a)->parent;
      *b = get_step (witness, *b)->parent;
    }
  return TRUE;
}

/* @other was tried where @shown, tried later, is seen. */
static void
take_sight (Inference *self, StrataMtreeWitness *witness, const StrataMtreeSighting *other,
            const StrataMtreeSighting *shown)
{
  guint loser = other->step;
  guint winner = shown->step;
  Sight sight = { .region = get_step (witness, other->step)->region };

  self->evidence[sight.region].beaten = TRUE;
  if (!find_parting (witness, &winner, &loser))
    return;
  sight.win.winner = get_step (witness, winner)->region;
  sight.win.loser = get_step (witness, loser)->region;
  sight.win.line = get_range (self, shown->range)->line;
  if (strata_mtree_map_get_region (self->map, sight.win.winner)->priority
      == strata_mtree_map_get_region (self->map, sight.win.loser)->priority)
    g_array_append_val (self->sights, sight);
}

static void
take_other (Inference *self, StrataMtreeWitness *witness)
{
  for (guint i = 0; i < witness->other->len; i++)
    {
      const StrataMtreeSighting *other = &g_array_index (witness->other, StrataMtreeSighting, i);
      guint at = g_array_index (witness->shown_of, guint, other->range - witness->first_range);

      while (at > other->next)
        {
          const StrataMtreeSighting *shown;

          shown = &g_array_index (witness->shown, StrataMtreeSighting, at - 1);
          if (shown->first <= other->last && shown->last >= other->first)
            take_sight (self, witness, other, shown);
          at = shown->next;
        }
    }
}

static void
take_evidence (Inference *self)
{
  memset (self->evidence, 0, self->map->regions->len * sizeof (Evidence));
  g_array_set_size (self->sights, 0);
  g_array_set_size (self->read_only, 0);
  for (guint i = 0; i < self->map->roots->len; i++)
    {
      guint view = g_array_index (self->hints->views, guint, i);
      g_autoptr (StrataMtreeWitness) witness = NULL;

      if (view == STRATA_MTREE_NONE)
        continue;
      witness = strata_mtree_witness_new (self->map, self->order,
                                          g_array_index (self->map->roots, guint, i),
                                          self->hints->scan, view);
      take_shown (self, witness);
      take_other (self, witness);
    }
}

/* }}} */
/* {{{ Order */

static guint
get_container (Inference *self, const StrataMtreeWin *win)
{
  return strata_mtree_map_get_region (self->map, win->winner)->container;
}

static gint
compare_wins (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const StrataMtreeWin *left = a;
  const StrataMtreeWin *right = b;
  guint container_left = get_container (user_data, left);
  guint container_right = get_container (user_data, right);

  return container_left < container_right ? -1 : container_left > container_right;
}

/* The first win in a container at or behind @region. */
static guint
find_wins (Inference *self, guint region)
{
  guint low = 0;
  guint high = self->wins->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_container (self, &g_array_index (self->wins, StrataMtreeWin, middle)) < region)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
sort_container (Inference *self, guint region, gboolean note)
{
  const char *file = self->hints != NULL ? self->hints->scan->file : NULL;
  guint first = find_wins (self, region);
  guint n = find_wins (self, region + 1) - first;

  if (note)
    strata_mtree_order_note (self->order, region,
                             &g_array_index (self->wins, StrataMtreeWin, first), n, file);
  else
    strata_mtree_order_sort (self->order, region,
                             &g_array_index (self->wins, StrataMtreeWin, first), n);
}

/* Adds what the last pass saw to the wins and puts the containers they are about in order. FALSE if
 * it saw nothing new. */
static gboolean
apply_sights (Inference *self)
{
  g_autoptr (GHashTable) changed = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer container;

  for (guint i = 0; i < self->sights->len; i++)
    {
      const Sight *sight = &g_array_index (self->sights, Sight, i);
      const StrataMtreeRegion *loser = strata_mtree_map_get_region (self->map, sight->region);
      gint64 pair = (gint64) ((guint64) sight->win.winner << 32 | sight->win.loser);
      gint64 *key;

      if (loser->kind == STRATA_MTREE_IO && self->evidence[sight->region].shown == 0)
        continue;
      if (g_hash_table_contains (self->known_wins, &pair))
        continue;
      key = g_new (gint64, 1);
      *key = pair;
      g_hash_table_add (self->known_wins, key);
      g_array_append_val (self->wins, sight->win);
      g_hash_table_add (changed, GUINT_TO_POINTER (get_container (self, &sight->win)));
    }
  if (g_hash_table_size (changed) == 0)
    return FALSE;
  g_array_sort_with_data (self->wins, compare_wins, self);
  g_hash_table_iter_init (&iter, changed);
  while (g_hash_table_iter_next (&iter, &container, NULL))
    sort_container (self, GPOINTER_TO_UINT (container), FALSE);
  return TRUE;
}

/* }}} */
/* {{{ Nature */

static void
note_nature (Inference *self, const StrataMtreeRegion *region, const char *format, guint line)
{
  StrataMtreeMap *map = self->map;
  g_autofree char *reason = NULL;

  reason = line != 0 ? g_strdup_printf (_ ("%s:%u shows it"), self->hints->scan->file, line)
                     : g_strdup (format);
  strata_import_notes_add (map->notes, map->scan->file, region->text_line,
                           region->nature == STRATA_MTREE_DEVICE
                             ? _ ("“%s” is i/o, taken for a device: %s")
                             : _ ("“%s” is i/o, taken for a container: %s"), region->name, reason);
}

static void
decide_nature (Inference *self, guint index)
{
  StrataMtreeRegion *region = strata_mtree_map_get_region (self->map, index);
  const Evidence *evidence = &self->evidence[index];

  if (region->is_alias)
    region->nature = STRATA_MTREE_ALIAS;
  else if (region->kind != STRATA_MTREE_IO)
    region->nature = STRATA_MTREE_MEMORY;
  else if (region->line == NULL)
    region->nature = region->n_children == 0 && region->container == STRATA_MTREE_NONE
                             && !region->disabled
                         ? STRATA_MTREE_DEVICE
                         : STRATA_MTREE_CONTAINER;
  else if (evidence->shown != 0)
    {
      region->nature = STRATA_MTREE_DEVICE;
      note_nature (self, region, NULL, evidence->shown);
    }
  else if (evidence->beaten || evidence->absent)
    {
      region->nature = STRATA_MTREE_CONTAINER;
      note_nature (self, region, _ ("the hints do not show it where a device would be seen"), 0);
    }
  else if (region->n_children > 0)
    {
      region->nature = STRATA_MTREE_CONTAINER;
      note_nature (self, region, _ ("there are regions below it"), 0);
    }
  else
    {
      region->nature = STRATA_MTREE_DEVICE;
      note_nature (self, region, _ ("there is no region below it"), 0);
    }
}

/* Decides who on the way to memory that is seen as ROM is read-only: of those that are never on the
 * way to what is seen as writable the nearest alias, or else the nearest region. */
static void
decide_read_only (Inference *self)
{
  StrataMtreeMap *map = self->map;

  for (guint i = 0; i < self->read_only->len; i += 2)
    {
      StrataMtreeRegion *chosen = NULL;
      gboolean done = FALSE;
      guint line;

      for (; g_array_index (self->read_only, guint, i) != STRATA_MTREE_NONE; i++)
        {
          guint index = g_array_index (self->read_only, guint, i);
          StrataMtreeRegion *region = strata_mtree_map_get_region (map, index);

          done = done || region->readonly;
          if (!self->evidence[index].writable
              && (chosen == NULL || (!chosen->is_alias && region->is_alias)))
            chosen = region;
        }
      if (done || chosen == NULL)
        continue;
      line = g_array_index (self->read_only, guint, i + 1);
      chosen->readonly = TRUE;
      strata_import_notes_add (map->notes, map->scan->file, chosen->text_line,
                               _ ("“%s” is taken to be read-only: %s:%u shows rom"), chosen->name,
                               self->hints->scan->file, line);
    }
}

static void
note_size (Inference *self, const StrataMtreeRegion *region)
{
  StrataMtreeMap *map = self->map;

  if (region->line == NULL || region->line->first != region->line->last)
    {
      if (region->line != NULL && region->size == G_MAXUINT64
          && region->line->last - region->line->first != G_MAXUINT64)
        strata_import_notes_add (map->notes, map->scan->file, region->text_line,
                                 _ ("“%s” is one byte short of 2^64: it is taken to be 2^64"),
                                 region->name);
      return;
    }
  strata_import_notes_add (map->notes, map->scan->file, region->text_line,
                           region->is_alias
                               ? _ ("“%s” ends where it begins: an alias is taken to be empty")
                               : _ ("“%s” ends where it begins: it is taken to have one byte"),
                           region->name);
}

/* }}} */

/* Decides the nature of each region, which are read-only, and in which order subregions are tried;
 * says each in a note. FALSE with an error if it is cancelled. */
gboolean
strata_mtree_infer (StrataMtreeMap *map, StrataMtreeOrder *order, StrataMtreeHints *hints,
                    StrataLoadMonitor *monitor, GError **error)
{
  g_autofree Evidence *evidence = g_new0 (Evidence, map->regions->len);
  g_autoptr (GArray) sights = strata_mtree_array_new (sizeof (Sight));
  g_autoptr (GArray) read_only = strata_mtree_array_new (sizeof (guint));
  g_autoptr (GArray) wins = strata_mtree_array_new (sizeof (StrataMtreeWin));
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Inference self = {
    .map = map,
    .order = order,
    .hints = hints,
    .evidence = evidence,
    .sights = sights,
    .read_only = read_only,
    .wins = wins,
    .known_wins = known,
  };

  for (guint pass = 0; hints != NULL && pass < MAX_PASSES; pass++)
    {
      if (!strata_load_monitor_tell (monitor, pass, MAX_PASSES, error))
        return FALSE;
      take_evidence (&self);
      if (!apply_sights (&self))
        break;
    }
  for (guint i = 0; i < map->regions->len; i++)
    {
      decide_nature (&self, i);
      note_size (&self, strata_mtree_map_get_region (map, i));
      sort_container (&self, i, TRUE);
    }
  decide_read_only (&self);
  return TRUE;
}
