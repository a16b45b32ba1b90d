/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-near-miss.h"

#include "strata-region-index-private.h"
#include "strata-system-private.h"

/* What is cut off has no instance, and no index finds it: all places are looked at. Aliases can
 * make more of them than there are regions. */
#define MAX_STEPS 500000

typedef struct
{
  StrataRegion *region;
  StrataInt128 base; /* the address of its offset 0 */
} Step;

typedef struct
{
  GArray *steps;     /* of Step: the path to where the search is */
  GArray *obstacles; /* of StrataObstacle, on this path */
  GPtrArray *misses;
  guint64 address;
  guint max_depth;
  guint n_left;
} Search;

static void
near_miss_free (gpointer data)
{
  StrataNearMiss *miss = data;

  g_ptr_array_unref (miss->path);
  g_array_unref (miss->obstacles);
  g_free (miss);
}

static void
add_obstacle (Search *self, StrataObstacleType type, guint64 edge)
{
  const StrataObstacle obstacle = { type, self->steps->len - 1, edge };

  g_array_append_val (self->obstacles, obstacle);
}

static guint64
clamp (StrataInt128 address)
{
  return address < 0 ? 0 : (guint64) MIN (address, STRATA_INT128_2_64 - 1);
}

static void
add_miss (Search *self, guint64 offset)
{
  StrataNearMiss *miss = g_new0 (StrataNearMiss, 1);

  miss->path = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
  for (guint i = 0; i < self->steps->len; i++)
    g_ptr_array_add (miss->path, strata_region_ref (g_array_index (self->steps, Step, i).region));
  miss->offset = offset;
  miss->obstacles = g_array_new (FALSE, FALSE, sizeof (StrataObstacle));
  g_array_append_vals (miss->obstacles, self->obstacles->data, self->obstacles->len);
  g_ptr_array_add (self->misses, miss);
}

static void search (Search *self, StrataRegion *region, StrataInt128 base);

static void
search_subregion (StrataRegion *subregion, gpointer user_data)
{
  Search *self = user_data;
  const Step *step = &g_array_index (self->steps, Step, self->steps->len - 1);

  search (self, subregion, step->base + subregion->state.address);
}

static void
search (Search *self, StrataRegion *region, StrataInt128 base)
{
  const StrataRegionState *state = &region->state;
  const Step step = { region, base };
  StrataInt128 offset = (StrataInt128) self->address - base;
  StrataInt128 size = strata_size_to_int128 (state->size);
  gboolean inside = offset >= 0 && offset < size;
  guint n_obstacles = self->obstacles->len;

  if (self->n_left == 0 || self->steps->len > self->max_depth)
    return;
  self->n_left--;

  g_array_append_val (self->steps, step);
  if (!state->enabled)
    add_obstacle (self, STRATA_OBSTACLE_DISABLED, 0);

  if (region->kind == STRATA_REGION_ALIAS)
    {
      /* What an alias leaves out of its target is not asked for. */
      if (inside && (!region->is_loop || state->enabled))
        search (self, state->target, base - state->offset);
    }
  else
    {
      guint n_before = self->obstacles->len;

      if (inside && region->kind != STRATA_REGION_CONTAINER &&
          region->kind != STRATA_REGION_RESERVED && n_before > 0)
        add_miss (self, (guint64) offset);
      if (region->subregions != NULL)
        {
          if (offset >= size)
            add_obstacle (self, STRATA_OBSTACLE_TOO_SHORT, clamp (base + size - 1));
          else if (offset < 0)
            add_obstacle (self, STRATA_OBSTACLE_TOO_HIGH, clamp (base));
          strata_region_index_foreach (region, search_subregion, self);
        }
    }

  g_array_set_size (self->obstacles, n_obstacles);
  g_array_set_size (self->steps, self->steps->len - 1);
}

static gint
compare_misses (gconstpointer a, gconstpointer b)
{
  const StrataNearMiss *const *first = a;
  const StrataNearMiss *const *second = b;

  return (gint) (*first)->obstacles->len - (gint) (*second)->obstacles->len;
}

/**
 * strata_near_miss_list: (skip)
 * @root: the root of an address space, or any region
 * @address: an address
 * @max_misses: how many to list at most
 *
 * Lists who has been put over an address and is not even tried there: because it is switched off,
 * or lies in what is, or because a container that holds it does not reach as far. Those come first
 * that have the least in their way. Who is tried and hidden is not among them, see
 * [method@Strata.Rendering.list_tried]; nor what an alias leaves out of its target. Its cost
 * follows the number of instances of the whole map.
 *
 * Returns: (transfer full) (element-type StrataNearMiss): the near misses
 */
GPtrArray *
strata_near_miss_list (StrataRegion *root, guint64 address, guint max_misses)
{
  StrataSystem *system;
  Search self = { 0 };

  g_return_val_if_fail (root != NULL, NULL);

  system = strata_region_get_system (root);
  self.steps = g_array_new (FALSE, FALSE, sizeof (Step));
  self.obstacles = g_array_new (FALSE, FALSE, sizeof (StrataObstacle));
  self.misses = g_ptr_array_new_with_free_func (near_miss_free);
  self.address = address;
  self.n_left = MAX_STEPS;

  strata_system_lock (system);
  self.max_depth = STRATA_MAX_LIMIT_DEPTH;
  search (&self, root, root->state.address);
  strata_system_unlock (system);

  g_array_unref (self.steps);
  g_array_unref (self.obstacles);
  g_ptr_array_sort (self.misses, compare_misses);
  if (self.misses->len > max_misses)
    g_ptr_array_set_size (self.misses, (gint) max_misses);
  return self.misses;
}

/**
 * strata_obstacle_type_get_nick:
 * @type: a type
 *
 * Writes what kind of obstacle it is.
 *
 * Returns: `disabled`, `too-short` or `too-high`
 */
const char *
strata_obstacle_type_get_nick (StrataObstacleType type)
{
  static const char *const nicks[] = {
    [STRATA_OBSTACLE_DISABLED] = "disabled",
    [STRATA_OBSTACLE_TOO_SHORT] = "too-short",
    [STRATA_OBSTACLE_TOO_HIGH] = "too-high",
  };

  g_return_val_if_fail ((gsize) type < G_N_ELEMENTS (nicks), NULL);

  return nicks[type];
}
