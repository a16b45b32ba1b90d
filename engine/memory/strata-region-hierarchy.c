/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Where a region stands among others. */

#include "strata-region-index-private.h"

#include <inttypes.h>
#include "strata-i18n-private.h"
#include "strata-system-private.h"

static gboolean
add_subregion (StrataRegion *self, guint64 address, StrataRegion *subregion, gint priority,
               gboolean may_overlap, GError **error)
{
  StrataRegionState state;

  strata_region_begin_edit (subregion, &state);
  if (state.container != NULL)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY,
                   _ ("“%s” is already in “%s”"), subregion->name, state.container->name);
      strata_region_end_edit (subregion, &subregion->state, NULL);
      return FALSE;
    }
  state.container = self;
  state.address = address;
  state.priority = priority;
  state.may_overlap = may_overlap;
  state.rank = ++subregion->system->last_rank;
  return strata_region_end_edit (subregion, &state, error);
}

/**
 * strata_region_add_subregion:
 * @self: a region that is not an alias
 * @address: where in it, in bytes from its start; may lie past its end
 * @subregion: a region that is in no container
 * @error: return location for a #StrataMemoryError
 *
 * Puts a region into another, with priority 0, and not meant to overlap a sibling:
 * [method@Strata.Region.list_collisions] tells where it does. @self holds it from now on.
 *
 * Returns: %TRUE, or %FALSE if @subregion is in a container already or would be inside itself, if
 *   @self is an alias or of another system, or if a budget forbids it
 */
gboolean
strata_region_add_subregion (StrataRegion *self, guint64 address, StrataRegion *subregion,
                             GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (subregion != NULL, FALSE);

  return add_subregion (self, address, subregion, 0, FALSE, error);
}

/**
 * strata_region_add_subregion_overlap:
 * @self: a region that is not an alias
 * @address: where in it, in bytes from its start; may lie past its end
 * @subregion: a region that is in no container
 * @priority: which of overlapping siblings is tried first: the highest; among equals the one added
 *   last
 * @error: return location for a #StrataMemoryError
 *
 * Puts a region into another where it may overlap siblings. @self holds it from now on.
 *
 * Returns: %TRUE, or %FALSE as [method@Strata.Region.add_subregion]
 */
gboolean
strata_region_add_subregion_overlap (StrataRegion *self, guint64 address, StrataRegion *subregion,
                                     gint priority, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (subregion != NULL, FALSE);

  return add_subregion (self, address, subregion, priority, TRUE, error);
}

/**
 * strata_region_del_subregion:
 * @self: a region
 * @subregion: one of its subregions
 * @error: return location for a #StrataMemoryError
 *
 * Takes a region out of its container, which lets go of it. Its address and priority stay as they
 * were.
 *
 * Returns: %TRUE, or %FALSE if @subregion is not in @self or the caller is a listener
 */
gboolean
strata_region_del_subregion (StrataRegion *self, StrataRegion *subregion, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (subregion != NULL, FALSE);

  strata_region_begin_edit (subregion, &state);
  if (state.container != self)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY,
                   _ ("“%s” is not in “%s”"), subregion->name, self->name);
      strata_region_end_edit (subregion, &subregion->state, NULL);
      return FALSE;
    }
  state.container = NULL;
  return strata_region_end_edit (subregion, &state, error);
}

/**
 * strata_region_get_container:
 * @self: a region
 *
 * Gets the container.
 *
 * Returns: (transfer none) (nullable): the region that it is a subregion of
 */
StrataRegion *
strata_region_get_container (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->state.container;
}

/**
 * strata_region_get_address:
 * @self: a region
 *
 * Gets the address.
 *
 * Returns: its offset in its container, in bytes; for the root of an address space the address
 *   where it starts
 */
guint64
strata_region_get_address (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->state.address;
}

/**
 * strata_region_set_address:
 * @self: a region
 * @address: its new offset in its container, in bytes
 * @error: return location for a #StrataMemoryError
 *
 * Moves a region. Among siblings of its priority it becomes the one added last, unless it is there
 * already.
 *
 * Returns: %TRUE, or %FALSE if it could not be changed
 */
gboolean
strata_region_set_address (StrataRegion *self, guint64 address, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_region_begin_edit (self, &state);
  if (state.address != address)
    {
      state.address = address;
      state.rank = ++self->system->last_rank;
    }
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_get_priority:
 * @self: a region
 *
 * Gets the priority.
 *
 * Returns: its priority, which is compared only with those of its siblings
 */
gint
strata_region_get_priority (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->state.priority;
}

/**
 * strata_region_set_priority:
 * @self: a region
 * @priority: its new priority
 * @error: return location for a #StrataMemoryError
 *
 * Changes the priority of a region, which from now on may overlap. Among siblings of the new
 * priority it becomes the one added last, unless it has that priority already.
 *
 * Returns: %TRUE, or %FALSE if it could not be changed
 */
gboolean
strata_region_set_priority (StrataRegion *self, gint priority, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_region_begin_edit (self, &state);
  if (state.priority != priority)
    {
      state.priority = priority;
      state.rank = ++self->system->last_rank;
    }
  state.may_overlap = TRUE;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_get_may_overlap:
 * @self: a region
 *
 * Gets the may overlap.
 *
 * Returns: whether it was added with leave to overlap siblings
 */
gboolean
strata_region_get_may_overlap (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->state.may_overlap;
}

/**
 * strata_region_get_rank:
 * @self: a region
 *
 * Gets the rank.
 *
 * Returns: its rank among siblings of its priority: the highest is tried first
 */
guint64
strata_region_get_rank (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->state.rank;
}

/**
 * strata_region_set_rank:
 * @self: a region
 * @rank: a rank that it has had before
 * @error: return location for a #StrataMemoryError
 *
 * Gives a region a rank back, as undo does.
 *
 * Returns: %TRUE, or %FALSE if the rank was never given or a sibling has it
 */
gboolean
strata_region_set_rank (StrataRegion *self, guint64 rank, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_region_begin_edit (self, &state);
  state.rank = rank;
  if (rank > self->system->last_rank)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   _ ("“%s” never had the rank %" PRIu64), self->name, rank);
      strata_region_end_edit (self, &self->state, NULL);
      return FALSE;
    }
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_set_place:
 * @self: a region
 * @container: (nullable): what to put it into; %NULL for nothing
 * @address: its offset in that, in bytes
 * @priority: its priority
 * @may_overlap: whether it may overlap siblings
 * @rank: a rank that it has had before, or 0 to make it the one added last
 * @error: return location for a #StrataMemoryError
 *
 * Changes all at once that says where a region stands among others: it is never half way, where it
 * might be in nobody's way but its own. So it is moved to another container, and put back by undo.
 *
 * Returns: %TRUE, or %FALSE if @self would be inside itself, if @container is an alias or of
 *   another system, if the rank was never given, or if a budget forbids it
 */
gboolean
strata_region_set_place (StrataRegion *self, StrataRegion *container, guint64 address,
                         gint priority, gboolean may_overlap, guint64 rank, GError **error)
{
  StrataRegionState state;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_region_begin_edit (self, &state);
  if (rank > self->system->last_rank)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   _ ("“%s” never had the rank %" PRIu64), self->name, rank);
      strata_region_end_edit (self, &self->state, NULL);
      return FALSE;
    }
  state.container = container;
  state.address = address;
  state.priority = priority;
  state.may_overlap = !!may_overlap;
  state.rank = rank != 0 ? rank : ++self->system->last_rank;
  return strata_region_end_edit (self, &state, error);
}

/**
 * strata_region_get_n_subregions:
 * @self: a region
 *
 * Gets the number of subregions.
 *
 * Returns: how many regions are directly in it
 */
guint
strata_region_get_n_subregions (StrataRegion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_subregions;
}

/**
 * strata_region_list_subregions:
 * @self: a region
 *
 * Lists the subregions of a region.
 *
 * Returns: (transfer full) (element-type StrataRegion): the regions directly in it, by address;
 *   those at one address in the order in which they are tried
 */
GPtrArray *
strata_region_list_subregions (StrataRegion *self)
{
  GPtrArray *subregions;

  g_return_val_if_fail (self != NULL, NULL);

  subregions = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
  strata_system_lock (self->system);
  strata_region_index_list (self, subregions);
  g_ptr_array_foreach (subregions, (GFunc) (void (*) (void)) strata_region_ref, NULL);
  strata_system_unlock (self->system);
  return subregions;
}

/**
 * strata_region_list_collisions:
 * @self: a region
 *
 * Finds the pairs of its subregions that overlap though neither may, as they stand now.
 *
 * Returns: (transfer full) (element-type StrataCollision): the pairs, by address; they name regions
 *   that @self holds
 */
GPtrArray *
strata_region_list_collisions (StrataRegion *self)
{
  g_autoptr (GPtrArray) subregions = g_ptr_array_new ();
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GPtrArray *collisions;

  g_return_val_if_fail (self != NULL, NULL);

  collisions = g_ptr_array_new_with_free_func (g_free);
  strata_system_lock (self->system);
  strata_region_index_list (self, subregions);
  for (guint i = 0; i < subregions->len; i++)
    {
      StrataRegion *a = g_ptr_array_index (subregions, i);
      StrataRange extent;

      if (a->state.may_overlap || !strata_region_get_extent (a, &extent))
        continue;
      g_ptr_array_set_size (found, 0);
      strata_region_index_query (self, extent.first, extent.last, found);
      /* What comes before it in the order has found it already. */
      for (guint j = found->len; j-- > 0 && g_ptr_array_index (found, j) != a;)
        {
          StrataRegion *b = g_ptr_array_index (found, j);
          StrataRange other;
          StrataCollision *collision;

          if (b->state.may_overlap || !strata_region_get_extent (b, &other))
            continue;
          collision = g_new (StrataCollision, 1);
          collision->a = a;
          collision->b = b;
          collision->overlap.first = MAX (extent.first, other.first);
          collision->overlap.last = MIN (extent.last, other.last);
          g_ptr_array_add (collisions, collision);
        }
    }
  strata_system_unlock (self->system);
  return collisions;
}
