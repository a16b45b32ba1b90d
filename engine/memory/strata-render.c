/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-render-private.h"

#include "strata-region-index-private.h"
#include "strata-system-private.h"

#define MAX_INSTANCES (1 << 25)

void
strata_render_init (StrataRender *self, StrataSystem *system, StrataRenderingFlags flags)
{
  self->instances = g_array_new (FALSE, FALSE, sizeof (StrataInstance));
  self->tried = g_array_new (FALSE, FALSE, sizeof (guint));
  self->segments = g_array_new (FALSE, FALSE, sizeof (StrataSegment));
  self->scratch = g_ptr_array_new ();
  self->flags = flags;
  /* What is there has been checked against the budgets, which may have become smaller since. Only
   * circles that nobody has checked yet, those of a hierarchy in no address space, can go on. */
  self->max_depth = system->n_loops > 0 ? STRATA_MAX_LIMIT_DEPTH : G_MAXUINT;
  self->max_instances = system->n_loops > 0 ? MAX_INSTANCES : G_MAXUINT;
  self->truncated = FALSE;
}

static void
make_room (GArray *array, guint n_elements)
{
  g_array_set_size (array, n_elements);
  g_array_set_size (array, 0);
}

void
strata_render_expect (StrataRender *self, guint n_instances)
{
  make_room (self->instances, n_instances);
  make_room (self->tried, n_instances);
  make_room (self->segments, n_instances);
}

void
strata_render_clear (StrataRender *self)
{
  g_clear_pointer (&self->instances, g_array_unref);
  g_clear_pointer (&self->tried, g_array_unref);
  g_clear_pointer (&self->segments, g_array_unref);
  g_clear_pointer (&self->scratch, g_ptr_array_unref);
}

/* {{{ Walking */

/* What an instance takes over from those above it. */
typedef struct
{
  guint parent;
  guint depth;
  gboolean enabled;
  gboolean readonly;
  gboolean nonvolatile;
} Inherited;

static gint
compare_tried (gconstpointer a, gconstpointer b)
{
  const StrataRegion *const *first = a;
  const StrataRegion *const *second = b;

  return strata_region_is_tried_before (*first, *second) ? -1 : 1;
}

/* Puts subregions that were found by address into the order in which they are tried; where none
 * overlaps another that makes no difference, and is not done. */
static void
sort_tried (StrataRegion **subregions, guint n_subregions)
{
  guint64 last = 0;

  for (guint i = 0; i < n_subregions; i++)
    {
      StrataRange extent = { 0, 0 };

      strata_region_get_extent (subregions[i], &extent);
      if (i > 0 && extent.first <= last)
        {
          qsort (subregions, n_subregions, sizeof *subregions, compare_tried);
          return;
        }
      last = MAX (last, extent.last);
    }
}

/* @base is the address of the region's offset 0. */
static void
walk (StrataRender *self, StrataRegion *region, StrataInt128 base, const StrataRange *window,
      const Inherited *inherited)
{
  const StrataRegionState *state = &region->state;
  StrataInt128 first = MAX (base, (StrataInt128) window->first);
  StrataInt128 last
    = MIN (base + strata_size_to_int128 (state->size) - 1, (StrataInt128) window->last);
  gboolean enabled = inherited->enabled && state->enabled;
  StrataRange clipped;
  Inherited passed;
  StrataInstance instance = { 0 };
  guint index = self->instances->len;

  if (first > last || (!enabled && !(self->flags & STRATA_RENDERING_DISABLED)))
    return;
  if (inherited->depth > self->max_depth || index >= self->max_instances)
    {
      self->truncated = TRUE;
      return;
    }

  clipped.first = (guint64) first;
  clipped.last = (guint64) last;
  instance.region = region;
  instance.first = clipped.first;
  instance.last = clipped.last;
  instance.offset = (guint64) (first - base);
  instance.parent = inherited->parent;
  instance.depth = inherited->depth;
  instance.priority = state->priority;
  instance.order = STRATA_NO_INSTANCE;
  instance.enabled = enabled;
  instance.readonly = inherited->readonly || state->readonly;
  instance.nonvolatile = inherited->nonvolatile || state->nonvolatile;
  instance.content
    = region->kind != STRATA_REGION_CONTAINER && region->kind != STRATA_REGION_ALIAS;
  g_array_append_val (self->instances, instance);

  passed.parent = index;
  passed.depth = inherited->depth + 1;
  passed.enabled = enabled;
  passed.readonly = instance.readonly;
  passed.nonvolatile = instance.nonvolatile;

  if (region->kind == STRATA_REGION_ALIAS)
    {
      /* A circle that is switched off need not come to an end. */
      if (enabled || !region->is_loop)
        walk (self, state->target, base - state->offset, &clipped, &passed);
    }
  else if (region->subregions != NULL)
    {
      guint begin = self->scratch->len;
      guint end;

      strata_region_index_query (region, (guint64) (first - base), (guint64) (last - base),
                                 self->scratch);
      end = self->scratch->len;
      if (end > begin)
        sort_tried ((StrataRegion **) self->scratch->pdata + begin, end - begin);
      for (guint i = begin; i < end; i++)
        {
          StrataRegion *subregion = g_ptr_array_index (self->scratch, i);

          walk (self, subregion, base + subregion->state.address, &clipped, &passed);
        }
      g_ptr_array_set_size (self->scratch, begin);
    }

  /* A region's own content is tried after all its subregions. */
  if (instance.content && enabled)
    {
      g_array_index (self->instances, StrataInstance, index).order = self->tried->len;
      g_array_append_val (self->tried, index);
    }
}

void
strata_render_walk (StrataRender *self, StrataRegion *root, guint64 base,
                    const StrataRange *window)
{
  const Inherited inherited = { STRATA_NO_INSTANCE, 0, TRUE, FALSE, FALSE };

  walk (self, root, base, window, &inherited);
}

/* }}} */
/* {{{ Who wins where */

/* A binary heap of places in the tried order, lowest on top. */
static void
heap_push (GArray *heap, guint order)
{
  guint *entries;
  guint at = heap->len;

  g_array_append_val (heap, order);
  entries = &g_array_index (heap, guint, 0);
  for (; at > 0 && entries[(at - 1) / 2] > order; at = (at - 1) / 2)
    entries[at] = entries[(at - 1) / 2];
  entries[at] = order;
}

static void
heap_pop (GArray *heap)
{
  guint *entries = &g_array_index (heap, guint, 0);
  guint n = heap->len - 1;
  guint moved = entries[n];
  guint at = 0;

  for (guint child = 1; child < n; child = 2 * at + 1)
    {
      if (child + 1 < n && entries[child + 1] < entries[child])
        child++;
      if (entries[child] >= moved)
        break;
      entries[at] = entries[child];
      at = child;
    }
  entries[at] = moved;
  g_array_set_size (heap, n);
}

typedef struct
{
  guint64 first;
  guint order;
} Start;

static gint
compare_starts (gconstpointer a, gconstpointer b)
{
  const Start *first = a;
  const Start *second = b;

  if (first->first != second->first)
    return first->first < second->first ? -1 : 1;
  return first->order < second->order ? -1 : 1;
}

static Start *
list_starts (StrataRender *self)
{
  Start *starts = g_new (Start, self->tried->len);
  gboolean sorted = TRUE;

  for (guint i = 0; i < self->tried->len; i++)
    {
      guint index = g_array_index (self->tried, guint, i);

      starts[i].first = g_array_index (self->instances, StrataInstance, index).first;
      starts[i].order = i;
      sorted = sorted && (i == 0 || starts[i - 1].first <= starts[i].first);
    }
  if (!sorted)
    qsort (starts, self->tried->len, sizeof *starts, compare_starts);
  return starts;
}

static inline const StrataInstance *
get_tried (StrataRender *self, guint order)
{
  return &g_array_index (self->instances, StrataInstance,
                         g_array_index (self->tried, guint, order));
}

static void
emit (StrataRender *self, guint64 first, guint64 last, guint order)
{
  StrataSegment segment = { first, last, g_array_index (self->tried, guint, order) };

  g_array_append_val (self->segments, segment);
}

/* A sweep over the addresses: the heap holds the instances that have begun; the one tried first
 * wins until it ends or one that is tried earlier begins. */
void
strata_render_resolve (StrataRender *self)
{
  g_autofree Start *starts = list_starts (self);
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_starts = self->tried->len;
  guint next = 0;
  guint64 at = 0;

  while (next < n_starts || heap->len > 0)
    {
      guint winner;
      guint64 last;

      if (heap->len == 0)
        {
          at = starts[next].first;
          heap_push (heap, starts[next++].order);
        }
      while (next < n_starts && starts[next].first <= at)
        heap_push (heap, starts[next++].order);

      winner = g_array_index (heap, guint, 0);
      last = get_tried (self, winner)->last;
      if (last < at)
        {
          heap_pop (heap);
          continue;
        }
      /* Those that begin meanwhile and are tried later only wait. */
      while (next < n_starts && starts[next].first <= last && starts[next].order > winner)
        heap_push (heap, starts[next++].order);
      if (next < n_starts && starts[next].first <= last)
        {
          emit (self, at, starts[next].first - 1, winner);
          at = starts[next].first;
          continue;
        }
      emit (self, at, last, winner);
      if (last == G_MAXUINT64)
        break;
      at = last + 1;
      heap_pop (heap);
    }
}

/* }}} */
