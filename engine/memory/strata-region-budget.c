/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-region-budget-private.h"

#include <inttypes.h>

#include "strata-i18n-private.h"
#include "strata-region-index-private.h"
#include "strata-render-private.h"
#include "strata-system-private.h"

/* An alias may show another part of a container that it lies in, as the mirrors of I/O areas of
 * real machines do. Where such a circle is closed, one alias of it is marked as a loop; counting
 * does not follow it. */

/* Up to how many instances are looked at to see whether circles come to an end. */
#define MAX_LOOPED_INSTANCES (1 << 16)

/* The aliases through which a region is counted. */
static inline StrataRegion *
next_counted (StrataRegion *alias)
{
  while (alias != NULL && alias->is_loop)
    alias = alias->next_alias;
  return alias;
}

#define FOREACH_COUNTED_ALIAS(alias, region)                                                       \
  for (StrataRegion *alias = next_counted ((region)->aliases); alias != NULL;                      \
       alias = next_counted (alias->next_alias))

/* {{{ The number of instances */

static void
drop_instances (StrataRegion *region, guint64 count)
{
  region->n_instances -= count;
  if (region->state.container != NULL)
    drop_instances (region->state.container, count);
  FOREACH_COUNTED_ALIAS (alias, region)
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
  for (alias = next_counted (region->aliases); alias != NULL;
       alias = next_counted (alias->next_alias))
    if (!add_instances (alias, count, limit))
      break;
  if (alias == NULL)
    return TRUE;
  for (StrataRegion *done = next_counted (region->aliases); done != alias;
       done = next_counted (done->next_alias))
    drop_instances (done, count);
  if (region->state.container != NULL)
    drop_instances (region->state.container, count);
  region->n_instances -= count;
  return FALSE;
}

/* }}} */
/* {{{ The length of paths */

typedef struct
{
  guint visit;
  guint height;
} Measure;

static guint measure_below (StrataRegion *region, guint visit);

static void
measure_subregion (StrataRegion *subregion, gpointer user_data)
{
  Measure *measure = user_data;

  measure->height = MAX (measure->height, measure_below (subregion, measure->visit) + 1);
}

/* The exact length of the longest path below a region, and of all below it. */
static guint
measure_below (StrataRegion *region, guint visit)
{
  Measure measure = { visit, 0 };

  if (region->visit == visit)
    return region->height;
  region->visit = visit;
  strata_region_index_foreach (region, measure_subregion, &measure);
  region->height = measure.height;
  if (region->state.target != NULL && !region->is_loop)
    region->height = MAX (region->height, measure_below (region->state.target, visit) + 1);
  return region->height;
}

static guint
measure_above (StrataRegion *region)
{
  guint depth = 0;

  if (region->state.container != NULL)
    depth = measure_above (region->state.container) + 1;
  FOREACH_COUNTED_ALIAS (alias, region)
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
  FOREACH_COUNTED_ALIAS (alias, region)
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

/* }}} */
/* {{{ Circles */

/* How a region is reached from one below it. */
typedef struct
{
  StrataRegion *sought;
  StrataRegion *alias; /* the last counted alias on the way, if any */
  guint visit;
} Search;

static gboolean
find_above (Search *self, StrataRegion *region)
{
  if (region == self->sought)
    return TRUE;
  if (region->visit == self->visit)
    return FALSE;
  region->visit = self->visit;
  if (region->state.container != NULL && find_above (self, region->state.container))
    return TRUE;
  FOREACH_COUNTED_ALIAS (alias, region)
    if (find_above (self, alias))
      {
        self->alias = alias;
        return TRUE;
      }
  return FALSE;
}

static void
mark_loop (StrataRegion *alias, gboolean counted)
{
  if (counted)
    drop_instances (alias, alias->state.target->n_instances);
  alias->is_loop = TRUE;
  alias->system->n_loops++;
}

/* Whether following one alias after another leads from @below to @above: there is nothing to
 * show. */
static gboolean
is_alias_of (StrataRegion *below, StrataRegion *above)
{
  for (; below != NULL; below = below->state.target)
    if (below == above)
      return TRUE;
  return FALSE;
}

/* Marks loops until nothing counted leads from @below round to it again through @above. FALSE if no
 * alias is on the way. */
static gboolean
break_circles (StrataRegion *above, StrataRegion *below)
{
  StrataSystem *system = below->system;

  if (below->subregions == NULL && below->state.target == NULL && below != above)
    return TRUE;
  if (above->kind == STRATA_REGION_ALIAS && is_alias_of (below, above))
    return FALSE;
  for (;;)
    {
      Search search = { below, NULL, ++system->last_visit };

      if (!find_above (&search, above))
        return TRUE;
      if (above->kind == STRATA_REGION_ALIAS)
        mark_loop (above, FALSE); /* the link that is being made */
      else if (search.alias != NULL)
        mark_loop (search.alias, TRUE);
      else
        return FALSE;
      if (above->is_loop)
        return TRUE;
    }
}

gboolean
strata_region_check_ends (StrataRegion *self, const StrataRange *window)
{
  StrataRender render;
  gboolean ends;

  strata_render_init (&render, self->system, STRATA_RENDERING_DEFAULT);
  render.max_depth = (guint) self->system->limit_depth;
  render.max_instances = MAX_LOOPED_INSTANCES;
  strata_render_walk (&render, self, 0, window);
  ends = !render.truncated;
  strata_render_clear (&render);
  return ends;
}

/* }}} */

gboolean
strata_region_join (StrataRegion *above, StrataRegion *below, GError **error)
{
  StrataSystem *system = below->system;

  if (above->system != system)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY,
                   _ ("“%s” and “%s” belong to different systems"), above->name, below->name);
      return FALSE;
    }
  if (!break_circles (above, below))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY,
                   _ ("“%s” would be inside itself through “%s”"), below->name, above->name);
      return FALSE;
    }
  if (above->is_loop)
    return TRUE;
  if (!check_depth (above, below, system->limit_depth))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_LIMIT,
                   _ ("“%s” in “%s” would make a path of more than %" PRIu64
                      " containers and aliases"),
                   below->name, above->name, system->limit_depth);
      return FALSE;
    }
  if (!add_instances (above, below->n_instances, system->limit_instances))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_LIMIT,
                   _ ("“%s” in “%s” would make more than %" PRIu64 " instances"),
                   below->name, above->name, system->limit_instances);
      return FALSE;
    }
  return TRUE;
}

void
strata_region_uncount (StrataRegion *above, StrataRegion *below)
{
  if (!above->is_loop)
    drop_instances (above, below->n_instances);
}

void
strata_region_recount (StrataRegion *above, StrataRegion *below)
{
  if (!above->is_loop)
    add_instances (above, below->n_instances, G_MAXUINT64);
}
