/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-space-model.h"

#include "strata-overlap-count.h"

/*
 * What the views show of one address space: the flat view, the rendering it comes from, the map to
 * draw, and what can be told of all instances in one sweep. It never changes, so that it can be
 * made in a thread and read from any other.
 *
 * An alias and what it shows are one row for a person. The instances of such a chain go from the
 * sibling (what stands in the container) down to the shown one (what is seen through it).
 */

typedef struct
{
  guint first_child;
  guint n_children;
  guint position;
  guint64 first_visible;
  guint64 n_visible;
  guint visible : 1;
  guint whole : 1;
} Place;

struct _StrataSpaceModel
{
  GObject parent_instance;

  StrataAddressSpace *space;
  StrataRendering *rendering;
  StrataFlatView *flat_view;
  StrataMapModel *map;
  StrataOverlapCount *overlaps;
  Place *places;
  guint *children;
  guint n_instances;
  guint root;
  StrataSpaceCensus census;
};

G_DEFINE_FINAL_TYPE (StrataSpaceModel, strata_space_model, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (StrataVisibility, strata_visibility,
                    G_DEFINE_ENUM_VALUE (STRATA_VISIBILITY_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (STRATA_VISIBILITY_DISABLED, "disabled"),
                    G_DEFINE_ENUM_VALUE (STRATA_VISIBILITY_HIDDEN, "hidden"),
                    G_DEFINE_ENUM_VALUE (STRATA_VISIBILITY_PARTLY, "partly"),
                    G_DEFINE_ENUM_VALUE (STRATA_VISIBILITY_WHOLLY, "wholly"))

static gint
compare_children (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  StrataRendering *rendering = user_data;
  guint left = *(const guint *) a;
  guint right = *(const guint *) b;
  guint64 left_first = strata_rendering_get_instance (rendering, left)->first;
  guint64 right_first = strata_rendering_get_instance (rendering, right)->first;

  if (left_first != right_first)
    return left_first < right_first ? -1 : 1;

  return left < right ? -1 : left > right;
}

/* Lists the children of every instance by address, in one array. */
static void
list_children (StrataSpaceModel *self)
{
  guint next = 0;

  for (guint i = 0; i < self->n_instances; i++)
    {
      guint parent = strata_rendering_get_instance (self->rendering, i)->parent;

      if (parent == STRATA_NO_INSTANCE)
        self->root = i;
      else
        self->places[parent].n_children++;
    }

  for (guint i = 0; i < self->n_instances; i++)
    {
      self->places[i].first_child = next;
      next += self->places[i].n_children;
      self->places[i].n_children = 0;
    }

  for (guint i = 0; i < self->n_instances; i++)
    {
      guint parent = strata_rendering_get_instance (self->rendering, i)->parent;
      Place *place;

      if (parent == STRATA_NO_INSTANCE)
        continue;
      place = &self->places[parent];
      self->children[place->first_child + place->n_children++] = i;
    }

  for (guint i = 0; i < self->n_instances; i++)
    {
      Place *place = &self->places[i];

      if (place->n_children > 1)
        g_qsort_with_data (self->children + place->first_child, (gint) place->n_children,
                           sizeof (guint), compare_children, self->rendering);
      for (guint k = 0; k < place->n_children; k++)
        self->places[self->children[place->first_child + k]].position = k;
    }
}

static void
measure_visible (StrataSpaceModel *self)
{
  guint n_segments = strata_rendering_get_n_segments (self->rendering);

  for (guint i = 0; i < n_segments; i++)
    {
      const StrataSegment *segment = strata_rendering_get_segment (self->rendering, i);
      const StrataInstance *instance = strata_rendering_get_instance (self->rendering,
                                                                      segment->instance);
      Place *place = &self->places[segment->instance];

      if (!place->visible)
        place->first_visible = segment->first;
      place->visible = TRUE;
      /* Both sides wrap to 0 for all of 2^64. */
      place->n_visible += segment->last - segment->first + 1;
      place->whole = place->n_visible == instance->last - instance->first + 1;
    }
}

static void
take_census (StrataSpaceModel *self)
{
  for (guint i = 0; i < self->n_instances; i++)
    {
      StrataVisibility visibility = strata_space_model_get_visibility (self, i);

      if (visibility == STRATA_VISIBILITY_NONE)
        continue;
      self->census.n_instances++;
      if (visibility == STRATA_VISIBILITY_DISABLED)
        self->census.n_disabled++;
      else if (visibility == STRATA_VISIBILITY_HIDDEN)
        self->census.n_hidden++;
      else if (visibility == STRATA_VISIBILITY_PARTLY)
        self->census.n_partly++;
    }
}

static void
strata_space_model_finalize (GObject *object)
{
  StrataSpaceModel *self = STRATA_SPACE_MODEL (object);

  g_clear_pointer (&self->places, g_free);
  g_clear_pointer (&self->children, g_free);
  g_clear_pointer (&self->map, strata_map_model_unref);
  g_clear_pointer (&self->overlaps, strata_overlap_count_free);
  g_clear_pointer (&self->rendering, strata_rendering_unref);
  g_clear_pointer (&self->flat_view, strata_flat_view_unref);
  g_clear_pointer (&self->space, strata_address_space_unref);

  G_OBJECT_CLASS (strata_space_model_parent_class)->finalize (object);
}

static void
strata_space_model_class_init (StrataSpaceModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = strata_space_model_finalize;
}

static void
strata_space_model_init (StrataSpaceModel *self)
{
  self->root = STRATA_NO_INSTANCE;
}

/**
 * strata_space_model_new:
 * @space: an address space
 *
 * Takes down what the views show of @space as it is now. This can take a while; it may be called
 * from any thread.
 *
 * Returns: (transfer full): the model
 */
StrataSpaceModel *
strata_space_model_new (StrataAddressSpace *space)
{
  StrataSpaceModel *self;

  g_return_val_if_fail (space != NULL, NULL);

  self = g_object_new (STRATA_TYPE_SPACE_MODEL, NULL);
  self->space = strata_address_space_ref (space);
  self->flat_view = strata_address_space_ref_view (space);
  self->rendering = strata_rendering_new (strata_address_space_get_root (space), 0, G_MAXUINT64,
                                          STRATA_RENDERING_DISABLED);
  self->map = strata_map_model_new_for_rendering (self->rendering);
  self->overlaps = strata_overlap_count_new (self->rendering);
  self->n_instances = strata_rendering_get_n_instances (self->rendering);
  self->places = g_new0 (Place, self->n_instances);
  self->children = g_new0 (guint, self->n_instances);
  list_children (self);
  measure_visible (self);
  take_census (self);

  return self;
}

/**
 * strata_space_model_get_space:
 * @self: a model
 *
 * Gets the address space that the model shows.
 *
 * Returns: (transfer none): the address space
 */
StrataAddressSpace *
strata_space_model_get_space (StrataSpaceModel *self)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), NULL);

  return self->space;
}

/**
 * strata_space_model_get_rendering:
 * @self: a model
 *
 * Gets the rendering of the whole space, disabled instances included.
 *
 * Returns: (transfer none): the rendering
 */
StrataRendering *
strata_space_model_get_rendering (StrataSpaceModel *self)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), NULL);

  return self->rendering;
}

/**
 * strata_space_model_get_flat_view:
 * @self: a model
 *
 * Gets the flat view.
 *
 * Returns: (transfer none): the flat view
 */
StrataFlatView *
strata_space_model_get_flat_view (StrataSpaceModel *self)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), NULL);

  return self->flat_view;
}

/**
 * strata_space_model_get_map:
 * @self: a model
 *
 * Gets the space as the painter wants it. Its instances have the numbers that they have here.
 *
 * Returns: (transfer none): the map
 */
StrataMapModel *
strata_space_model_get_map (StrataSpaceModel *self)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), NULL);

  return self->map;
}

/**
 * strata_space_model_get_census:
 * @self: a model
 *
 * Gets the numbers of the space.
 *
 * Returns: (transfer none): the numbers
 */
const StrataSpaceCensus *
strata_space_model_get_census (StrataSpaceModel *self)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), NULL);

  return &self->census;
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
 * strata_space_model_get_instance:
 * @self: a model
 * @instance: the index of an instance
 *
 * Gets an instance.
 *
 * Returns: (transfer none): the instance
 */
const StrataInstance *
strata_space_model_get_instance (StrataSpaceModel *self,
                                 guint             instance)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), NULL);
  g_return_val_if_fail (instance < self->n_instances, NULL);

  return strata_rendering_get_instance (self->rendering, instance);
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
         strata_region_get_kind (strata_space_model_get_instance (self, instance)->region) ==
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
      guint parent = strata_space_model_get_instance (self, instance)->parent;

      if (parent == STRATA_NO_INSTANCE ||
          strata_region_get_kind (strata_space_model_get_instance (self, parent)->region) !=
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

  return strata_space_model_get_instance (self, instance)->parent;
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

static StrataRegion *
get_sibling_region (StrataSpaceModel *self,
                    guint             instance)
{
  guint sibling = strata_space_model_get_sibling (self, instance);

  return strata_space_model_get_instance (self, sibling)->region;
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
  guint holder, above;
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

  region = get_sibling_region (other, instance);
  for (guint i = 0; i < self->places[above].n_children; i++)
    {
      guint child = self->children[self->places[above].first_child + i];

      if (strata_space_model_get_instance (self, child)->region == region)
        return strata_space_model_get_shown (self, child);
    }

  return STRATA_NO_INSTANCE;
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
      g_string_append (title, strata_region_get_name (
                         strata_space_model_get_instance (self, at)->region));
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

  return strata_region_get_priority (strata_space_model_get_instance (self, instance)->region);
}

/**
 * strata_space_model_get_visibility:
 * @self: a model
 * @instance: the index of an instance
 *
 * Tells how much of @instance an access can reach.
 *
 * Returns: the visibility
 */
StrataVisibility
strata_space_model_get_visibility (StrataSpaceModel *self,
                                   guint             instance)
{
  const StrataInstance *what;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), STRATA_VISIBILITY_NONE);
  g_return_val_if_fail (instance < self->n_instances, STRATA_VISIBILITY_NONE);

  what = strata_space_model_get_instance (self, instance);
  if (!what->enabled)
    return STRATA_VISIBILITY_DISABLED;
  if (!what->content)
    return STRATA_VISIBILITY_NONE;
  if (!self->places[instance].visible)
    return STRATA_VISIBILITY_HIDDEN;

  return self->places[instance].whole ? STRATA_VISIBILITY_WHOLLY : STRATA_VISIBILITY_PARTLY;
}

/**
 * strata_space_model_get_visible_fraction:
 * @self: a model
 * @instance: the index of an instance
 *
 * Tells which share of its bytes an access can reach. It is good for drawing only.
 *
 * Returns: the fraction, 0 to 1; never exactly 0 or 1 for a partly visible instance
 */
double
strata_space_model_get_visible_fraction (StrataSpaceModel *self,
                                         guint             instance)
{
  const StrataInstance *what;
  double size;

  switch (strata_space_model_get_visibility (self, instance))
    {
    case STRATA_VISIBILITY_WHOLLY:
      return 1;
    case STRATA_VISIBILITY_PARTLY:
      what = strata_space_model_get_instance (self, instance);
      size = (double) (what->last - what->first) + 1;
      return CLAMP ((double) self->places[instance].n_visible / size, 1e-9, 1 - 1e-9);
    case STRATA_VISIBILITY_NONE:
    case STRATA_VISIBILITY_DISABLED:
    case STRATA_VISIBILITY_HIDDEN:
    default:
      return 0;
    }
}

/**
 * strata_space_model_count_beneath:
 * @self: a model
 * @range: a range of its flat view
 *
 * Counts the instances that lie beneath a range: they would answer somewhere in it if what is seen
 * there were not.
 *
 * Returns: how many
 */
guint
strata_space_model_count_beneath (StrataSpaceModel      *self,
                                  const StrataFlatRange *range)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), 0);
  g_return_val_if_fail (range != NULL, 0);

  return strata_overlap_count_get (self->overlaps, range->first, range->last);
}

/**
 * strata_space_model_get_first_visible:
 * @self: a model
 * @instance: the index of an instance
 *
 * Gets the lowest address where @instance is seen.
 *
 * Returns: the address; the lowest one of @instance if it is hidden everywhere
 */
guint64
strata_space_model_get_first_visible (StrataSpaceModel *self,
                                      guint             instance)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), 0);
  g_return_val_if_fail (instance < self->n_instances, 0);

  if (self->places[instance].visible)
    return self->places[instance].first_visible;

  return strata_space_model_get_instance (self, instance)->first;
}
