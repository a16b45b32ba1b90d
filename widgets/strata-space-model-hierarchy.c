/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-space-model-private.h"

/*
 * The hierarchy of an address space as a person sees it.
 *
 * An alias and what it shows are one row for a person. The instances of such a chain go from the
 * sibling (what stands in the container) down to the shown one (what is seen through it).
 */

static StrataRegion *
get_region (StrataSpaceModel *self,
            guint             instance)
{
  return strata_rendering_get_instance (self->rendering, instance)->region;
}

/**
 * strata_space_model_get_root:
 * @self: a model
 *
 * Gets the instance of the space's root as it is shown.
 *
 * Returns: the instance, or %STRATA_NO_INSTANCE if the space is empty
 */
guint
strata_space_model_get_root (StrataSpaceModel *self)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), STRATA_NO_INSTANCE);

  if (self->root == STRATA_NO_INSTANCE)
    return STRATA_NO_INSTANCE;

  return strata_space_model_get_shown (self, self->root);
}

/**
 * strata_space_model_get_n_children:
 * @self: a model
 * @instance: the index of an instance that is shown
 *
 * Gets how many instances lie directly in @instance.
 *
 * Returns: the number
 */
guint
strata_space_model_get_n_children (StrataSpaceModel *self,
                                   guint             instance)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), 0);
  g_return_val_if_fail (instance < self->n_instances, 0);

  return self->places[instance].n_children;
}

/**
 * strata_space_model_get_child:
 * @self: a model
 * @instance: the index of an instance that is shown
 * @position: which of its children, 0 for the one at the lowest address
 *
 * Gets a child as it is shown: for an alias, what is seen through it.
 *
 * Returns: the index of the child
 */
guint
strata_space_model_get_child (StrataSpaceModel *self,
                              guint             instance,
                              guint             position)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), STRATA_NO_INSTANCE);
  g_return_val_if_fail (instance < self->n_instances, STRATA_NO_INSTANCE);
  g_return_val_if_fail (position < self->places[instance].n_children, STRATA_NO_INSTANCE);

  return strata_space_model_get_shown (self,
                                       self->children[self->places[instance].first_child +
                                                      position]);
}

/**
 * strata_space_model_get_shown:
 * @self: a model
 * @instance: the index of an instance
 *
 * Follows aliases down to what is seen through them.
 *
 * Returns: the index of the instance that is no alias; an alias that shows nothing stays itself
 */
guint
strata_space_model_get_shown (StrataSpaceModel *self,
                              guint             instance)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), STRATA_NO_INSTANCE);
  g_return_val_if_fail (instance < self->n_instances, STRATA_NO_INSTANCE);

  while (self->places[instance].n_children == 1 &&
         strata_region_get_kind (get_region (self, instance)) ==
         STRATA_REGION_ALIAS)
    instance = self->children[self->places[instance].first_child];

  return instance;
}

/**
 * strata_space_model_get_sibling:
 * @self: a model
 * @instance: the index of an instance
 *
 * Follows aliases up to the one that stands in a container, where priorities meet.
 *
 * Returns: the index of the uppermost alias through which @instance is seen, else @instance
 */
guint
strata_space_model_get_sibling (StrataSpaceModel *self,
                                guint             instance)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), STRATA_NO_INSTANCE);
  g_return_val_if_fail (instance < self->n_instances, STRATA_NO_INSTANCE);

  for (;;)
    {
      guint parent = strata_rendering_get_instance (self->rendering, instance)->parent;

      if (parent == STRATA_NO_INSTANCE ||
          strata_region_get_kind (get_region (self, parent)) !=
          STRATA_REGION_ALIAS)
        return instance;
      instance = parent;
    }
}

/**
 * strata_space_model_get_holder:
 * @self: a model
 * @instance: the index of an instance
 *
 * Gets the instance that holds @instance, as it is shown.
 *
 * Returns: the index of the holder, or %STRATA_NO_INSTANCE for the root
 */
guint
strata_space_model_get_holder (StrataSpaceModel *self,
                               guint             instance)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), STRATA_NO_INSTANCE);
  g_return_val_if_fail (instance < self->n_instances, STRATA_NO_INSTANCE);

  instance = strata_space_model_get_sibling (self, instance);

  return strata_rendering_get_instance (self->rendering, instance)->parent;
}

/**
 * strata_space_model_get_position:
 * @self: a model
 * @instance: the index of an instance
 *
 * Gets the place of @instance, or of the alias that shows it, among its siblings by address.
 *
 * Returns: the position, 0 is the first
 */
guint
strata_space_model_get_position (StrataSpaceModel *self,
                                 guint             instance)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), 0);
  g_return_val_if_fail (instance < self->n_instances, 0);

  return self->places[strata_space_model_get_sibling (self, instance)].position;
}

/* What stands at a position in an instance, if it is a certain region */
static guint
find_child (StrataSpaceModel *self,
            guint             instance,
            guint             position,
            StrataRegion     *region)
{
  const StrataSpacePlace *place = &self->places[instance];

  if (position >= place->n_children ||
      get_region (self, self->children[place->first_child + position]) != region)
    return STRATA_NO_INSTANCE;

  return self->children[place->first_child + position];
}

/**
 * strata_space_model_find_like:
 * @self: a model
 * @other: another model of the same space, such as that of a moment before
 * @instance: the index of an instance in @other that is shown
 *
 * Finds the instance at the same place in the hierarchy: reached through the same regions.
 *
 * Returns: its index in @self, or %STRATA_NO_INSTANCE
 */
guint
strata_space_model_find_like (StrataSpaceModel *self,
                              StrataSpaceModel *other,
                              guint             instance)
{
  guint holder, above, position;
  StrataRegion *region;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), STRATA_NO_INSTANCE);
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (other), STRATA_NO_INSTANCE);
  g_return_val_if_fail (instance < other->n_instances, STRATA_NO_INSTANCE);

  holder = strata_space_model_get_holder (other, instance);
  if (holder == STRATA_NO_INSTANCE)
    return strata_space_model_get_root (self);

  above = strata_space_model_find_like (self, other, holder);
  if (above == STRATA_NO_INSTANCE)
    return STRATA_NO_INSTANCE;

  /* Hardly anything moves far: what was the first of thousands is looked for at the beginning, and
   * the last at the end. */
  region = get_region (other, strata_space_model_get_sibling (other, instance));
  position = strata_space_model_get_position (other, instance);
  for (guint i = 0; i <= MAX (position, self->places[above].n_children); i++)
    {
      guint child = find_child (self, above, position + i, region);

      if (child == STRATA_NO_INSTANCE && i > 0 && i <= position)
        child = find_child (self, above, position - i, region);
      if (child != STRATA_NO_INSTANCE)
        return strata_space_model_get_shown (self, child);
    }

  return STRATA_NO_INSTANCE;
}

static gboolean
is_alike (StrataSpaceModel *self,
          guint             instance,
          StrataSpaceModel *other,
          guint             like)
{
  const StrataInstance *a = strata_space_model_get_instance (self, instance);
  const StrataInstance *b = strata_space_model_get_instance (other, like);
  g_autofree char *title = strata_space_model_dup_title (self, instance);
  g_autofree char *before = strata_space_model_dup_title (other, like);

  return a->first == b->first && a->last == b->last && a->offset == b->offset &&
         a->enabled == b->enabled && a->readonly == b->readonly &&
         a->nonvolatile == b->nonvolatile && g_str_equal (title, before) &&
         strata_space_model_get_priority (self, instance) ==
           strata_space_model_get_priority (other, like);
}

/**
 * strata_space_model_get_difference:
 * @self: a model
 * @instance: the index of an instance that is shown
 *
 * Tells how an instance would differ from what is at its place in the hierarchy.
 *
 * Returns: the difference; %STRATA_DIFFERENCE_NONE if the model does not show what would be
 */
StrataDifference
strata_space_model_get_difference (StrataSpaceModel *self,
                                   guint             instance)
{
  guint like;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), STRATA_DIFFERENCE_NONE);
  g_return_val_if_fail (instance < self->n_instances, STRATA_DIFFERENCE_NONE);

  if (self->base == NULL)
    return STRATA_DIFFERENCE_NONE;

  like = strata_space_model_find_like (self->base, self, instance);
  if (like == STRATA_NO_INSTANCE)
    return STRATA_DIFFERENCE_ADDED;

  return is_alike (self, instance, self->base, like) ? STRATA_DIFFERENCE_NONE
                                                     : STRATA_DIFFERENCE_CHANGED;
}

/**
 * strata_space_model_find_at:
 * @self: a model
 * @address: an address of the space
 *
 * Finds who answers at an address; if nobody does, the innermost container that it lies in.
 *
 * Returns: the index of the instance, or %STRATA_NO_INSTANCE if the address lies in nothing
 */
guint
strata_space_model_find_at (StrataSpaceModel *self,
                            guint64           address)
{
  guint found;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), STRATA_NO_INSTANCE);

  found = strata_rendering_find_winner (self->rendering, address);
  if (found != STRATA_NO_INSTANCE)
    return found;

  for (guint i = 0; i < self->n_instances; i++)
    {
      const StrataInstance *instance = strata_rendering_get_instance (self->rendering, i);

      if (!instance->content && instance->enabled &&
          address >= instance->first && address <= instance->last &&
          (found == STRATA_NO_INSTANCE ||
           instance->depth > strata_rendering_get_instance (self->rendering, found)->depth))
        found = i;
    }

  return found;
}

/**
 * strata_space_model_find_path:
 * @self: a model
 * @path: (element-type StrataRegion): regions from the root down, aliases included
 *
 * Follows a path as far as there are instances: what is cut off has none.
 *
 * Returns: the index of the last instance on the way, or %STRATA_NO_INSTANCE if @path is of another
 *   space
 */
guint
strata_space_model_find_path (StrataSpaceModel *self,
                              GPtrArray        *path)
{
  guint at;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), STRATA_NO_INSTANCE);
  g_return_val_if_fail (path != NULL, STRATA_NO_INSTANCE);

  at = self->root;
  if (at == STRATA_NO_INSTANCE || path->len == 0 ||
      get_region (self, at) != g_ptr_array_index (path, 0))
    return STRATA_NO_INSTANCE;

  for (guint step = 1; step < path->len; step++)
    {
      const StrataSpacePlace *place = &self->places[at];
      guint next = STRATA_NO_INSTANCE;

      for (guint i = 0; i < place->n_children; i++)
        if (get_region (self, self->children[place->first_child + i]) ==
            g_ptr_array_index (path, step))
          next = self->children[place->first_child + i];
      if (next == STRATA_NO_INSTANCE)
        return at;
      at = next;
    }

  return at;
}

/**
 * strata_space_model_dup_title:
 * @self: a model
 * @instance: the index of an instance
 *
 * Gets the name of an instance, with those of the aliases through which it is seen.
 *
 * Returns: (transfer full): the name
 */
char *
strata_space_model_dup_title (StrataSpaceModel *self,
                              guint             instance)
{
  GString *title;
  guint at;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), NULL);
  g_return_val_if_fail (instance < self->n_instances, NULL);

  title = g_string_new (NULL);
  at = strata_space_model_get_sibling (self, instance);
  for (;;)
    {
      g_string_append (title, strata_space_model_get_name (self, get_region (self, at)));
      if (at == instance || self->places[at].n_children != 1)
        return g_string_free (title, FALSE);
      g_string_append (title, " → ");
      at = self->children[self->places[at].first_child];
    }
}

/**
 * strata_space_model_get_priority:
 * @self: a model
 * @instance: the index of an instance
 *
 * Gets the priority with which @instance, or the alias that shows it, stands among its siblings.
 *
 * Returns: the priority
 */
gint
strata_space_model_get_priority (StrataSpaceModel *self,
                                 guint             instance)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), 0);
  g_return_val_if_fail (instance < self->n_instances, 0);

  instance = strata_space_model_get_sibling (self, instance);

  return strata_space_model_get_instance (self, instance)->priority;
}
