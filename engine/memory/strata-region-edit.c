/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The one way in which a region changes: a new state is checked against the hierarchy and the
 * budgets, what it may change in any address space is noted, the old state goes into the journal,
 * and the links are made. */

#include "strata-address-space-private.h"
#include "strata-coalesced-private.h"
#include "strata-region-index-private.h"
#include "strata-render-private.h"
#include "strata-system-private.h"
#include "strata-transaction-private.h"

void
strata_region_state_hold (StrataRegionState *state)
{
  if (state->container != NULL)
    strata_region_ref (state->container);
  if (state->target != NULL)
    strata_region_ref (state->target);
  if (state->coalesced != NULL)
    strata_coalesced_ranges_ref (state->coalesced);
}

void
strata_region_state_release (StrataRegionState *state)
{
  g_clear_pointer (&state->container, strata_region_unref);
  g_clear_pointer (&state->target, strata_region_unref);
  g_clear_pointer (&state->coalesced, strata_coalesced_ranges_unref);
}

/* Up to how many instances below a region are looked at one by one when it is edited. */
#define MAX_NOTED_INSTANCES 64

/* {{{ Where a stretch of a region shows */

/* Notes that [first, last] of a region may look different in every space that shows it. */
static void
note_windows (StrataRegion *region, StrataInt128 first, StrataInt128 last)
{
  const StrataRegionState *state = &region->state;

  first = MAX (first, 0);
  last = MIN (last, strata_size_to_int128 (state->size) - 1);
  if (first > last || !state->enabled)
    return;
  if (region->slot != NULL && first + state->address < STRATA_INT128_2_64)
    {
      StrataRange window;

      window.first = (guint64) (first + state->address);
      window.last = (guint64) MIN (last + state->address, STRATA_INT128_2_64 - 1);
      strata_view_slot_add_window (region->slot, &window);
    }
  if (state->container != NULL)
    note_windows (state->container, first + state->address, last + state->address);
  for (StrataRegion *alias = region->aliases; alias != NULL; alias = alias->next_alias)
    note_windows (alias, first - alias->state.offset, last - alias->state.offset);
}

/* Notes all that a region shows from an offset on. A container or alias with few instances below it
 * only shows where those are; its holes, which may be large and full of others, stay as they are. */
static void
note_content (StrataRegion *region, StrataInt128 first)
{
  const StrataRange everything = { 0, G_MAXUINT64 };
  StrataRender render;

  if (strata_region_has_content (region) || region->n_instances > MAX_NOTED_INSTANCES)
    {
      note_windows (region, first, strata_size_to_int128 (region->state.size) - 1);
      return;
    }
  strata_render_init (&render, STRATA_RENDERING_DEFAULT);
  strata_render_walk (&render, region, 0, &everything);
  for (guint i = 0; i < render.tried->len; i++)
    {
      const StrataInstance *instance
        = &g_array_index (render.instances, StrataInstance, g_array_index (render.tried, guint, i));

      if (instance->last >= first)
        note_windows (region, MAX (first, (StrataInt128) instance->first), instance->last);
    }
  strata_render_clear (&render);
}

/* }}} */
/* {{{ Budgets and cycles */

static void
drop_instances (StrataRegion *region, guint64 count)
{
  region->n_instances -= count;
  if (region->state.container != NULL)
    drop_instances (region->state.container, count);
  for (StrataRegion *alias = region->aliases; alias != NULL; alias = alias->next_alias)
    drop_instances (alias, count);
}

/* Counts more instances below a region and all that shows it; changes nothing if that would pass
 * the limit anywhere. */
static gboolean
add_instances (StrataRegion *region, guint64 count, guint64 limit)
{
  StrataRegion *alias;

  if (region->n_instances > limit || count > limit - region->n_instances)
    return FALSE;
  region->n_instances += count;
  if (region->state.container != NULL
      && !add_instances (region->state.container, count, limit))
    {
      region->n_instances -= count;
      return FALSE;
    }
  for (alias = region->aliases; alias != NULL; alias = alias->next_alias)
    if (!add_instances (alias, count, limit))
      break;
  if (alias == NULL)
    return TRUE;
  for (StrataRegion *done = region->aliases; done != alias; done = done->next_alias)
    drop_instances (done, count);
  if (region->state.container != NULL)
    drop_instances (region->state.container, count);
  region->n_instances -= count;
  return FALSE;
}

/* Whether @ancestor is @region or above it, through containers and aliases. */
static gboolean
is_above (StrataRegion *ancestor, StrataRegion *region, guint visit)
{
  if (region == ancestor)
    return TRUE;
  if (region->visit == visit)
    return FALSE;
  region->visit = visit;
  if (region->state.container != NULL && is_above (ancestor, region->state.container, visit))
    return TRUE;
  for (StrataRegion *alias = region->aliases; alias != NULL; alias = alias->next_alias)
    if (is_above (ancestor, alias, visit))
      return TRUE;
  return FALSE;
}

static guint measure_below (StrataRegion *region, guint visit);

static guint
measure_tree (StrataRegion *node, guint visit)
{
  guint height = 0;

  for (; node != NULL; node = node->right)
    {
      height = MAX (height, measure_tree (node->left, visit));
      height = MAX (height, measure_below (node, visit) + 1);
    }
  return height;
}

/* The exact length of the longest path below a region, and of all below it. */
static guint
measure_below (StrataRegion *region, guint visit)
{
  if (region->visit == visit)
    return region->height;
  region->visit = visit;
  region->height = measure_tree (region->subregions, visit);
  if (region->state.target != NULL)
    region->height = MAX (region->height, measure_below (region->state.target, visit) + 1);
  return region->height;
}

static guint
measure_above (StrataRegion *region)
{
  guint depth = 0;

  if (region->state.container != NULL)
    depth = measure_above (region->state.container) + 1;
  for (StrataRegion *alias = region->aliases; alias != NULL; alias = alias->next_alias)
    depth = MAX (depth, measure_above (alias) + 1);
  return depth;
}

static gboolean
raise_height (StrataRegion *region, guint height, guint limit)
{
  if (height <= region->height)
    return TRUE;
  if (height > limit)
    return FALSE;
  region->height = height;
  if (region->state.container != NULL
      && !raise_height (region->state.container, height + 1, limit))
    return FALSE;
  for (StrataRegion *alias = region->aliases; alias != NULL; alias = alias->next_alias)
    if (!raise_height (alias, height + 1, limit))
      return FALSE;
  return TRUE;
}

/* Heights only grow while regions come and go; before refusing, the exact ones are taken. */
static gboolean
check_depth (StrataRegion *above, StrataRegion *below, guint limit)
{
  guint visit;

  if (raise_height (above, below->height + 1, limit))
    return TRUE;
  visit = ++below->system->last_visit;
  if (measure_above (above) + 1 + measure_below (below, visit) > limit)
    return FALSE;
  visit = ++below->system->last_visit;
  measure_below (above, visit);
  raise_height (above, below->height + 1, G_MAXUINT);
  return TRUE;
}

/* Checks that @below may be put below @above, and counts it there. */
static gboolean
join (StrataRegion *above, StrataRegion *below, GError **error)
{
  StrataSystem *system = below->system;

  if (above->system != system)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY,
                   "“%s” and “%s” belong to different systems", above->name, below->name);
      return FALSE;
    }
  if ((below->subregions != NULL || below->state.target != NULL || below == above)
      && is_above (below, above, ++system->last_visit))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY,
                   "“%s” would be inside itself through “%s”", below->name, above->name);
      return FALSE;
    }
  if (!check_depth (above, below, system->limit_depth))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_LIMIT,
                   "“%s” in “%s” would make a path of more than %" G_GUINT64_FORMAT
                   " containers and aliases",
                   below->name, above->name, system->limit_depth);
      return FALSE;
    }
  if (!add_instances (above, below->n_instances, system->limit_instances))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_LIMIT,
                   "“%s” in “%s” would make more than %" G_GUINT64_FORMAT " instances",
                   below->name, above->name, system->limit_instances);
      return FALSE;
    }
  return TRUE;
}

/* }}} */
/* {{{ Links */

static void
link_alias (StrataRegion *alias, StrataRegion *target)
{
  alias->prev_alias = NULL;
  alias->next_alias = target->aliases;
  if (target->aliases != NULL)
    target->aliases->prev_alias = alias;
  target->aliases = alias;
}

static void
unlink_alias (StrataRegion *alias, StrataRegion *target)
{
  if (alias->prev_alias != NULL)
    alias->prev_alias->next_alias = alias->next_alias;
  else
    target->aliases = alias->next_alias;
  if (alias->next_alias != NULL)
    alias->next_alias->prev_alias = alias->prev_alias;
  alias->next_alias = alias->prev_alias = NULL;
}

static inline gboolean
is_reindexed (const StrataRegionState *old, const StrataRegionState *new)
{
  return old->container != new->container || old->address != new->address
         || old->size != new->size || old->priority != new->priority || old->rank != new->rank;
}

/* Replaces the state and all links that follow from it. Instances are counted by the caller. */
static void
relink (StrataRegion *self, const StrataRegionState *state)
{
  StrataRegionState old = self->state;
  gboolean reindexed = is_reindexed (&old, state);

  if (state->container != NULL && state->container != old.container)
    strata_region_ref (self);
  if (reindexed && old.container != NULL)
    strata_region_index_remove (old.container, self);
  if (old.target != state->target)
    {
      if (old.target != NULL)
        unlink_alias (self, old.target);
      if (state->target != NULL)
        link_alias (self, strata_region_ref (state->target));
    }
  if (old.coalesced != state->coalesced && state->coalesced != NULL)
    strata_coalesced_ranges_ref (state->coalesced);

  self->state = *state;

  if (reindexed && state->container != NULL)
    strata_region_index_insert (state->container, self);
  if (old.coalesced != state->coalesced && old.coalesced != NULL)
    strata_coalesced_ranges_unref (old.coalesced);
  if (old.target != state->target && old.target != NULL)
    strata_region_unref (old.target);
  if (old.container != NULL && old.container != state->container)
    strata_region_unref (self);
}

/* }}} */

static gboolean
check_attributes (StrataRegion *self, const StrataRegionState *state, GError **error)
{
  if (state->container != NULL && state->container->kind == STRATA_REGION_ALIAS)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY,
                   "“%s” is an alias and cannot hold “%s”", state->container->name, self->name);
      return FALSE;
    }
  if (self->ram != NULL && state->size != self->state.size
      && strata_size_to_int128 (state->size)
           > strata_size_to_int128 (strata_ram_get_size (self->ram)))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   "“%s” has only %" G_GUINT64_FORMAT " bytes of memory", self->name,
                   strata_ram_get_size (self->ram));
      return FALSE;
    }
  return TRUE;
}

/* Counts the instances of the new links instead of the old ones. */
static gboolean
rejoin (StrataRegion *self, const StrataRegionState *state, GError **error)
{
  const StrataRegionState *old = &self->state;

  if (state->container != old->container)
    {
      if (old->container != NULL)
        drop_instances (old->container, self->n_instances);
      if (state->container != NULL && !join (state->container, self, error))
        {
          if (old->container != NULL)
            add_instances (old->container, self->n_instances, G_MAXUINT64);
          return FALSE;
        }
    }
  if (state->target != old->target)
    {
      if (old->target != NULL)
        drop_instances (self, old->target->n_instances);
      if (state->target != NULL && !join (self, state->target, error))
        {
          if (old->target != NULL)
            add_instances (self, old->target->n_instances, G_MAXUINT64);
          return FALSE;
        }
    }
  return TRUE;
}

/* Whether a region shows content at the same addresses of the same container in both states. */
static inline gboolean
is_in_place (const StrataRegionState *old, const StrataRegionState *new)
{
  return old->container == new->container && old->address == new->address
         && old->target == new->target && old->offset == new->offset
         && old->enabled == new->enabled;
}

/* Whether nothing but the size differs, so that only what lies past the smaller end can change. */
static inline gboolean
is_resize (const StrataRegionState *old, const StrataRegionState *new)
{
  StrataRegionState same = *old;

  same.size = new->size;
  return memcmp (&same, new, sizeof same) == 0;
}

gboolean
strata_region_edit (StrataRegion *self, const StrataRegionState *state, GError **error)
{
  StrataSystem *system = self->system;
  StrataRegionState old = self->state;
  StrataInt128 changed_from = 0;

  g_assert (strata_system_is_locked_by_me (system) && system->transaction_depth > 0);

  if (memcmp (&old, state, sizeof old) == 0)
    return TRUE;
  if (system->publishing)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY,
                   "“%s” cannot be changed from inside a listener", self->name);
      return FALSE;
    }
  if (!check_attributes (self, state, error) || !rejoin (self, state, error))
    return FALSE;

  strata_transaction_record (system, self);
  if (is_resize (&old, state))
    changed_from
      = MIN (strata_size_to_int128 (old.size), strata_size_to_int128 (state->size));
  note_content (self, changed_from);
  relink (self, state);
  if (!is_in_place (&old, state) || old.size != state->size)
    note_content (self, changed_from);
  return TRUE;
}

void
strata_region_restore (StrataRegion *self, const StrataRegionState *state)
{
  const StrataRegionState *now = &self->state;

  if (now->container != state->container)
    {
      if (now->container != NULL)
        drop_instances (now->container, self->n_instances);
      if (state->container != NULL)
        add_instances (state->container, self->n_instances, G_MAXUINT64);
    }
  if (now->target != state->target)
    {
      if (now->target != NULL)
        drop_instances (self, now->target->n_instances);
      if (state->target != NULL)
        add_instances (self, state->target->n_instances, G_MAXUINT64);
    }
  relink (self, state);
}

void
strata_region_begin_edit (StrataRegion *self, StrataRegionState *state)
{
  strata_system_lock (self->system);
  strata_system_begin (self->system);
  *state = self->state;
}

gboolean
strata_region_end_edit (StrataRegion *self, const StrataRegionState *state, GError **error)
{
  g_autoptr (StrataSystem) system = strata_system_ref (self->system);
  gboolean edited = strata_region_edit (self, state, error);

  strata_system_commit (system);
  strata_system_unlock (system);
  return edited;
}
