/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-rendering.h"

#include "strata-region-windows-private.h"
#include "strata-render-private.h"
#include "strata-system-private.h"

struct _StrataRendering
{
  gatomicrefcount ref_count;
  StrataSystem *system;
  StrataRender render;
};

STRATA_DEFINE_BOXED (StrataRendering, strata_rendering)

/* {{{ Making */

static StrataRendering *
begin_rendering (StrataRegion *root, StrataRenderingFlags flags)
{
  StrataRendering *self = g_new0 (StrataRendering, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->system = strata_system_ref (strata_region_get_system (root));
  strata_render_init (&self->render, self->system, flags);
  strata_system_lock (self->system);
  return self;
}

static StrataRendering *
end_rendering (StrataRendering *self)
{
  strata_render_resolve (&self->render);
  for (guint i = 0; i < self->render.instances->len; i++)
    strata_region_ref (g_array_index (self->render.instances, StrataInstance, i).region);
  strata_system_unlock (self->system);
  return self;
}

/**
 * strata_rendering_new:
 * @root: the root of an address space, or any region
 * @first: the first address of the window that is asked about
 * @last: its last address, inclusive
 * @flags: what to list
 *
 * Finds out what is in a window of the addresses below a region: every instance, and which one wins
 * where. It is a picture of the moment and does not follow later edits; its cost follows what is in
 * the window. An address alone (@first = @last) is a probe.
 *
 * Returns: (transfer full): a rendering
 */
StrataRendering *
strata_rendering_new (StrataRegion *root, guint64 first, guint64 last, StrataRenderingFlags flags)
{
  StrataRendering *self;
  const StrataRange window = { first, last };

  g_return_val_if_fail (root != NULL, NULL);
  g_return_val_if_fail (first <= last, NULL);

  self = begin_rendering (root, flags);
  strata_render_walk (&self->render, root, root->state.address, &window);
  return end_rendering (self);
}

typedef struct
{
  StrataRegion *root;
  GArray *windows;
} Location;

/* Collects where a region appears below a root, in the addresses of the root. */
static void
locate (StrataRegion *region, StrataInt128 first, StrataInt128 last, gpointer user_data)
{
  Location *location = user_data;
  StrataRange window;

  if (region == location->root && strata_region_get_root_window (region, first, last, &window))
    g_array_append_val (location->windows, window);
}

/**
 * strata_rendering_new_for_region:
 * @root: the root of an address space, or any region
 * @region: a region
 *
 * Like [ctor@Strata.Rendering.new] for just the addresses below @root where @region appears, hidden
 * or not. Its cost follows what is there, not the whole map.
 *
 * Returns: (transfer full): a rendering
 */
StrataRendering *
strata_rendering_new_for_region (StrataRegion *root, StrataRegion *region)
{
  StrataRendering *self;
  g_autoptr (GArray) windows = g_array_new (FALSE, FALSE, sizeof (StrataRange));
  guint i = 0;

  g_return_val_if_fail (root != NULL && region != NULL, NULL);
  g_return_val_if_fail (root->system == region->system, NULL);

  self = begin_rendering (root, STRATA_RENDERING_DEFAULT);
  if (!strata_region_climb (region, 0, strata_size_to_int128 (region->state.size) - 1, locate,
                            &(Location) { root, windows }))
    {
      const StrataRange everything = { 0, G_MAXUINT64 };

      g_array_set_size (windows, 0);
      g_array_append_val (windows, everything);
    }
  g_array_sort (windows, strata_range_compare);
  while (i < windows->len)
    {
      StrataRange window = g_array_index (windows, StrataRange, i++);

      /* What touches is walked as one, so that an instance is never cut in two. */
      for (; i < windows->len; i++)
        {
          const StrataRange *next = &g_array_index (windows, StrataRange, i);

          if (window.last != G_MAXUINT64 && next->first > window.last + 1)
            break;
          window.last = MAX (window.last, next->last);
        }
      strata_render_walk (&self->render, root, root->state.address, &window);
    }
  return end_rendering (self);
}

/**
 * strata_rendering_ref:
 * @self: a rendering
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataRendering *
strata_rendering_ref (StrataRendering *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_rendering_unref:
 * @self: (transfer full): a rendering
 *
 * Lets go of a rendering.
 */
void
strata_rendering_unref (StrataRendering *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  /* Many may be finalized together: one look at the graveyard for all. */
  strata_system_lock (self->system);
  for (guint i = 0; i < self->render.instances->len; i++)
    strata_region_unref (g_array_index (self->render.instances, StrataInstance, i).region);
  strata_system_unlock (self->system);
  strata_render_clear (&self->render);
  strata_system_unref (self->system);
  g_free (self);
}

/* }}} */
/* {{{ Instances and segments */

/**
 * strata_rendering_get_n_instances:
 * @self: a rendering
 *
 * Gets the number of instances.
 *
 * Returns: how many instances there are in the window
 */
guint
strata_rendering_get_n_instances (StrataRendering *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->render.instances->len;
}

/**
 * strata_rendering_get_instance:
 * @self: a rendering
 * @index: which; an instance comes after its parent, siblings in the order in which they are tried
 *   where they overlap
 *
 * Gets an instance by its index.
 *
 * Returns: (transfer none): an instance, which lives as long as the rendering
 */
const StrataInstance *
strata_rendering_get_instance (StrataRendering *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->render.instances->len, NULL);

  return &g_array_index (self->render.instances, StrataInstance, index);
}

/**
 * strata_rendering_dup_path:
 * @self: a rendering
 * @instance: an instance
 *
 * Gets the path of an instance.
 *
 * Returns: (transfer full): the names from the root down to the instance, aliases included, each
 *   followed by its target
 */
char **
strata_rendering_dup_path (StrataRendering *self, guint instance)
{
  guint depth;
  char **path;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (instance < self->render.instances->len, NULL);

  depth = strata_rendering_get_instance (self, instance)->depth;
  path = g_new0 (char *, depth + 2);
  for (guint at = instance; at != STRATA_NO_INSTANCE;)
    {
      const StrataInstance *step = strata_rendering_get_instance (self, at);

      path[step->depth] = g_strdup (strata_region_get_name (step->region));
      at = step->parent;
    }
  return path;
}

/**
 * strata_rendering_get_n_segments:
 * @self: a rendering
 *
 * Gets the number of segments.
 *
 * Returns: the number of stretches where one instance wins
 */
guint
strata_rendering_get_n_segments (StrataRendering *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->render.segments->len;
}

/**
 * strata_rendering_get_segment:
 * @self: a rendering
 * @index: which, in order of address
 *
 * Gets a segment by its index.
 *
 * Returns: (transfer none): a segment, which lives as long as the rendering
 */
const StrataSegment *
strata_rendering_get_segment (StrataRendering *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->render.segments->len, NULL);

  return &g_array_index (self->render.segments, StrataSegment, index);
}

/* The first segment that ends at or after an address. */
static guint
find_segment (StrataRendering *self, guint64 address)
{
  guint low = 0, high = self->render.segments->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strata_rendering_get_segment (self, middle)->last < address)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * strata_rendering_find_winner:
 * @self: a rendering
 * @address: an address in its window
 *
 * Finds who wins at an address.
 *
 * Returns: the instance that answers there, or %STRATA_NO_INSTANCE
 */
guint
strata_rendering_find_winner (StrataRendering *self, guint64 address)
{
  guint found;

  g_return_val_if_fail (self != NULL, STRATA_NO_INSTANCE);

  found = find_segment (self, address);
  if (found == self->render.segments->len
      || strata_rendering_get_segment (self, found)->first > address)
    return STRATA_NO_INSTANCE;
  return strata_rendering_get_segment (self, found)->instance;
}

/**
 * strata_rendering_list_tried:
 * @self: a rendering
 * @address: an address in its window
 *
 * Lists who could answer an address: the winner, then the losers, in the order in which they are
 * tried. For a single probe render just that address.
 *
 * Returns: (transfer full) (element-type guint): the instances
 */
GArray *
strata_rendering_list_tried (StrataRendering *self, guint64 address)
{
  GArray *found;

  g_return_val_if_fail (self != NULL, NULL);

  found = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->render.tried->len; i++)
    {
      guint index = g_array_index (self->render.tried, guint, i);
      const StrataInstance *instance = strata_rendering_get_instance (self, index);

      if (instance->first <= address && address <= instance->last)
        g_array_append_val (found, index);
    }
  return found;
}

/* }}} */
/* {{{ Visible and hidden */

/**
 * strata_rendering_foreach_visible:
 * @self: a rendering
 * @instance: an instance with content
 * @func: (scope call): called for each maximal stretch where the instance wins, in order of address
 * @user_data: for @func
 *
 * Tells where an instance shows.
 */
void
strata_rendering_foreach_visible (StrataRendering *self, guint instance, StrataVisibleFunc func,
                                  gpointer user_data)
{
  const StrataInstance *asked;

  g_return_if_fail (self != NULL);
  g_return_if_fail (instance < self->render.instances->len);

  asked = strata_rendering_get_instance (self, instance);
  for (guint i = find_segment (self, asked->first); i < self->render.segments->len; i++)
    {
      const StrataSegment *segment = strata_rendering_get_segment (self, i);

      if (segment->first > asked->last)
        break;
      if (segment->instance == instance)
        func (segment->first, segment->last, user_data);
    }
}

/**
 * strata_rendering_foreach_hidden:
 * @self: a rendering
 * @instance: an enabled instance with content
 * @func: (scope call): called for each maximal stretch of the instance where one other instance
 *   wins, in order of address
 * @user_data: for @func
 *
 * Tells where an instance is hidden, and by whom.
 */
void
strata_rendering_foreach_hidden (StrataRendering *self, guint instance, StrataHiddenFunc func,
                                 gpointer user_data)
{
  const StrataInstance *asked;

  g_return_if_fail (self != NULL);
  g_return_if_fail (instance < self->render.instances->len);

  asked = strata_rendering_get_instance (self, instance);
  if (asked->order == STRATA_NO_INSTANCE)
    return;
  for (guint i = find_segment (self, asked->first); i < self->render.segments->len; i++)
    {
      const StrataSegment *segment = strata_rendering_get_segment (self, i);

      if (segment->first > asked->last)
        break;
      if (segment->instance != instance)
        func (MAX (segment->first, asked->first), MIN (segment->last, asked->last),
              segment->instance, user_data);
    }
}

/**
 * strata_rendering_get_precedence:
 * @self: a rendering
 * @winner: an instance with content
 * @loser: an instance with content that is tried later
 * @precedence: (out caller-allocates): how that was decided
 *
 * Tells why one instance is tried before another: where their paths part, and what met there.
 */
void
strata_rendering_get_precedence (StrataRendering *self, guint winner, guint loser,
                                 StrataPrecedence *precedence)
{
  guint above_winner = winner, above_loser = loser;
  const StrataInstance *a, *b;

  g_return_if_fail (self != NULL);
  g_return_if_fail (winner < self->render.instances->len && loser < self->render.instances->len);
  g_return_if_fail (winner != loser);
  g_return_if_fail (precedence != NULL);

  precedence->winner = winner;
  precedence->loser = loser;
  while (above_winner != above_loser)
    {
      a = strata_rendering_get_instance (self, above_winner);
      b = strata_rendering_get_instance (self, above_loser);
      if (a->depth >= b->depth)
        {
          precedence->winner = above_winner;
          above_winner = a->parent;
        }
      if (b->depth >= a->depth)
        {
          precedence->loser = above_loser;
          above_loser = b->parent;
        }
    }
  precedence->at = above_winner;
  if (above_winner == loser)
    {
      precedence->rule = STRATA_RULE_OWN_SUBREGION;
      precedence->loser = loser;
      return;
    }
  a = strata_rendering_get_instance (self, precedence->winner);
  b = strata_rendering_get_instance (self, precedence->loser);
  precedence->rule = a->priority != b->priority ? STRATA_RULE_PRIORITY : STRATA_RULE_ORDER;
}

/**
 * strata_rule_get_nick:
 * @rule: a rule
 *
 * Writes a rule.
 *
 * Returns: `priority`, `order` or `own-subregion`
 */
const char *
strata_rule_get_nick (StrataRule rule)
{
  static const char *const nicks[] = {
    [STRATA_RULE_PRIORITY] = "priority",
    [STRATA_RULE_ORDER] = "order",
    [STRATA_RULE_OWN_SUBREGION] = "own-subregion",
  };

  g_return_val_if_fail ((gsize) rule < G_N_ELEMENTS (nicks), NULL);

  return nicks[rule];
}

/* }}} */
