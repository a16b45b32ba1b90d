/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-space-model-private.h"

/*
 * What the views show of one address space: the flat view, the rendering it comes from, the map to
 * draw, and what can be told of all instances in one sweep. It never changes, so that it can be
 * made in a thread and read from any other.
 */

G_DEFINE_FINAL_TYPE (StrataSpaceModel, strata_space_model, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (StrataVisibility, strata_visibility,
                    G_DEFINE_ENUM_VALUE (STRATA_VISIBILITY_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (STRATA_VISIBILITY_DISABLED, "disabled"),
                    G_DEFINE_ENUM_VALUE (STRATA_VISIBILITY_HIDDEN, "hidden"),
                    G_DEFINE_ENUM_VALUE (STRATA_VISIBILITY_PARTLY, "partly"),
                    G_DEFINE_ENUM_VALUE (STRATA_VISIBILITY_WHOLLY, "wholly"))

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
  g_clear_pointer (&self->diff, strata_view_diff_free);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_object (&self->base);
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

/* All that is found out in one sweep */
static void
fill (StrataSpaceModel *self)
{
  g_autoptr (StrataMapMarks) marks = NULL;

  if (self->diff != NULL)
    marks = self->is_past ? strata_map_marks_new_past (self->diff)
                          : strata_map_marks_new (self->diff);
  self->map = strata_map_model_new_for_rendering (self->rendering, marks, self->names);
  self->overlaps = strata_overlap_count_new (self->rendering);
  self->n_instances = strata_rendering_get_n_instances (self->rendering);
  _strata_space_model_fill_places (self);
  take_census (self);
}

/**
 * strata_space_model_new:
 * @space: an address space
 *
 * Takes down what the views show of @space as it is now. This can take a while; it may be called
 * from any thread, also while another one closes the space.
 *
 * Returns: (transfer full) (nullable): the model; %NULL if @space is closed
 */
StrataSpaceModel *
strata_space_model_new (StrataAddressSpace *space)
{
  StrataSystem *system;
  StrataRegion *root;
  StrataSpaceModel *self = NULL;

  g_return_val_if_fail (space != NULL, NULL);

  /* The view and the rendering are of the same moment, and the root is there until it is read. */
  system = strata_address_space_get_system (space);
  strata_system_lock (system);
  root = strata_address_space_get_root (space);
  if (root != NULL)
    {
      self = g_object_new (STRATA_TYPE_SPACE_MODEL, NULL);
      self->space = strata_address_space_ref (space);
      self->flat_view = strata_address_space_ref_view (space);
      self->rendering = strata_rendering_new (root, 0, G_MAXUINT64, STRATA_RENDERING_DISABLED);
    }
  strata_system_unlock (system);
  if (self != NULL)
    fill (self);

  return self;
}

static StrataSpaceModel *
new_other (StrataSpaceModel *base,
           StrataFlatView   *before,
           StrataFlatView   *flat_view,
           StrataRendering  *rendering,
           GHashTable       *names,
           gboolean          is_past)
{
  StrataSpaceModel *self = g_object_new (STRATA_TYPE_SPACE_MODEL, NULL);

  self->space = strata_address_space_ref (base->space);
  self->flat_view = strata_flat_view_ref (flat_view);
  self->rendering = strata_rendering_ref (rendering);
  self->diff = strata_view_diff_new_named (before, flat_view, names);
  self->names = names != NULL ? g_hash_table_ref (names) : NULL;
  self->is_past = is_past;
  fill (self);

  return self;
}

/**
 * strata_space_model_new_tried:
 * @base: the space as it is
 * @flat_view: its flat view as it would be
 * @rendering: what would be in it, disabled instances included
 * @names: (nullable) (element-type StrataRegion utf8): the regions that would be called otherwise,
 *   as from strata_board_list_new_names(); nobody may change it any more
 *
 * Takes down what the views show of a space as an edit would make it. It may be called from any
 * thread.
 *
 * Returns: (transfer full): the model
 */
StrataSpaceModel *
strata_space_model_new_tried (StrataSpaceModel *base,
                              StrataFlatView   *flat_view,
                              StrataRendering  *rendering,
                              GHashTable       *names)
{
  StrataSpaceModel *self;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (base), NULL);
  g_return_val_if_fail (flat_view != NULL, NULL);
  g_return_val_if_fail (rendering != NULL, NULL);

  self = new_other (base, base->flat_view, flat_view, rendering, names, FALSE);
  self->base = g_object_ref (base);

  return self;
}

/**
 * strata_space_model_new_past:
 * @base: the space as it is
 * @before: its flat view before a commit
 * @flat_view: its flat view after that commit
 * @rendering: what was in it then, disabled instances included
 *
 * Takes down what the views show of a space as it was after a commit, and what that commit did. It
 * may be called from any thread.
 *
 * Returns: (transfer full): the model
 */
StrataSpaceModel *
strata_space_model_new_past (StrataSpaceModel *base,
                             StrataFlatView   *before,
                             StrataFlatView   *flat_view,
                             StrataRendering  *rendering)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (base), NULL);
  g_return_val_if_fail (before != NULL && flat_view != NULL, NULL);
  g_return_val_if_fail (rendering != NULL, NULL);

  return new_other (base, before, flat_view, rendering, NULL, TRUE);
}

/**
 * strata_space_model_is_past:
 * @self: a model
 *
 * Returns: whether it shows the space as it was, and its differences are those that a commit made
 */
gboolean
strata_space_model_is_past (StrataSpaceModel *self)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), FALSE);

  return self->is_past;
}

/**
 * strata_space_model_get_diff:
 * @self: a model
 *
 * Gets how what would be differs from what is, or what was after a commit from what was before.
 *
 * Returns: (transfer none) (nullable): the differences; %NULL if the model shows what is
 */
StrataViewDiff *
strata_space_model_get_diff (StrataSpaceModel *self)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), NULL);

  return self->diff;
}

/**
 * strata_space_model_get_names:
 * @self: a model
 *
 * Gets the regions that have another name in the model.
 *
 * Returns: (transfer none) (nullable) (element-type StrataRegion utf8): the names by region; %NULL
 *   if all regions are called what they are called
 */
GHashTable *
strata_space_model_get_names (StrataSpaceModel *self)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), NULL);

  return self->names;
}

/**
 * strata_space_model_get_name:
 * @self: a model
 * @region: a region
 *
 * Gets what a region is called, or would be if the model shows what would be.
 *
 * Returns: (transfer none): the name
 */
const char *
strata_space_model_get_name (StrataSpaceModel *self,
                             StrataRegion     *region)
{
  const char *name = NULL;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (self), NULL);
  g_return_val_if_fail (region != NULL, NULL);

  if (self->names != NULL)
    name = g_hash_table_lookup (self->names, region);

  return name != NULL ? name : strata_region_get_name (region);
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
