/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-navigator.h"

#include "strata-tie.h"

/* So many places are remembered. */
#define MAX_PLACES 200

/*
 * Goes to places of a board and remembers which have been visited, whoever chose them: whatever is
 * selected is a place. A place in another address space is selected as soon as that one is shown.
 */
struct _StrataNavigator
{
  GObject parent_instance;

  StrataSelection *selection;
  GPtrArray *places; /* of StrataPlace */
  gint current;      /* which of them is selected, or was before nothing was; -1 for none */
  gint pending;      /* which is to be selected when its space is shown; -1 for none */
};

enum
{
  CHANGED,
  WANTS_SPACE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataNavigator, strata_navigator, G_TYPE_OBJECT)

static void
place_free (gpointer data)
{
  StrataPlace *place = data;

  strata_address_space_unref (place->space);
  g_clear_pointer (&place->region, strata_region_unref);
  g_free (place);
}

static StrataPlace *
place_copy (const StrataPlace *place)
{
  StrataPlace *copy = g_memdup2 (place, sizeof *place);

  strata_address_space_ref (copy->space);
  if (copy->region != NULL)
    strata_region_ref (copy->region);

  return copy;
}

static gboolean
place_equal (const StrataPlace *a,
             const StrataPlace *b)
{
  return a->space == b->space && a->address == b->address && a->region == b->region;
}

/* Puts a place behind the current one; what came after that is forgotten. */
static void
visit (StrataNavigator   *self,
       const StrataPlace *place)
{
  if (self->current >= 0 &&
      place_equal (g_ptr_array_index (self->places, self->current), place))
    return;

  g_ptr_array_set_size (self->places, self->current + 1);
  g_ptr_array_add (self->places, place_copy (place));
  if (self->places->len > MAX_PLACES)
    g_ptr_array_remove_index (self->places, 0);
  self->current = (gint) self->places->len - 1;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The instance of a region at an address; else who answers there, else what it lies in. */
static guint
find_instance (StrataSpaceModel  *model,
               const StrataPlace *place)
{
  StrataRendering *rendering = strata_space_model_get_rendering (model);

  for (guint i = 0; i < strata_rendering_get_n_instances (rendering); i++)
    {
      const StrataInstance *instance = strata_rendering_get_instance (rendering, i);

      if (instance->region == place->region &&
          place->address >= instance->first && place->address <= instance->last)
        return i;
    }

  return strata_space_model_find_at (model, place->address);
}

/* Selects the current place, or asks for its address space. */
static void
show_current (StrataNavigator *self)
{
  const StrataPlace *place = g_ptr_array_index (self->places, self->current);
  StrataSpaceModel *model = strata_selection_get_model (self->selection);

  if (model == NULL || strata_space_model_get_space (model) != place->space)
    {
      self->pending = self->current;
      g_signal_emit (self, signals[WANTS_SPACE], 0, place->space);
      return;
    }

  self->pending = self->current;
  strata_selection_select_at (self->selection, find_instance (model, place), place->address);
  self->pending = -1;
}

static void
changed_cb (StrataNavigator *self)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  guint instance = strata_selection_get_instance (self->selection);
  StrataPlace place = { 0 };

  if (instance == STRATA_NO_INSTANCE || self->pending >= 0 ||
      strata_selection_is_updating (self->selection))
    return;

  place.space = strata_space_model_get_space (model);
  place.address = strata_selection_get_address (self->selection);
  place.region = strata_space_model_get_instance (model, instance)->region;
  visit (self, &place);
}

static void
notify_model_cb (StrataNavigator *self)
{
  StrataSpaceModel *model = strata_selection_get_model (self->selection);
  const StrataPlace *place;

  if (model == NULL || self->places->len == 0 || strata_selection_is_updating (self->selection))
    return;

  place = g_ptr_array_index (self->places, 0);
  if (strata_address_space_get_system (strata_space_model_get_space (model)) !=
      strata_address_space_get_system (place->space))
    {
      /* another board */
      self->current = -1;
      self->pending = -1;
      g_ptr_array_set_size (self->places, 0);
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }

  if (self->pending < 0)
    return;
  place = g_ptr_array_index (self->places, self->pending);
  if (strata_space_model_get_space (model) == place->space)
    show_current (self);
  self->pending = -1;
}

static void
strata_navigator_dispose (GObject *object)
{
  StrataNavigator *self = STRATA_NAVIGATOR (object);

  strata_tie_set (&self->selection, NULL, self);
  g_clear_pointer (&self->places, g_ptr_array_unref);

  G_OBJECT_CLASS (strata_navigator_parent_class)->dispose (object);
}

static void
strata_navigator_class_init (StrataNavigatorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = strata_navigator_dispose;

  /**
   * StrataNavigator::changed:
   *
   * There are other places to go to, back or forward.
   */
  signals[CHANGED] = g_signal_new ("changed", STRATA_TYPE_NAVIGATOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  /**
   * StrataNavigator::wants-space:
   * @space: an address space
   *
   * Another address space is to be shown: a place in it is to be selected.
   */
  signals[WANTS_SPACE] = g_signal_new ("wants-space", STRATA_TYPE_NAVIGATOR, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
strata_navigator_init (StrataNavigator *self)
{
  self->places = g_ptr_array_new_with_free_func (place_free);
  self->current = -1;
  self->pending = -1;
}

/**
 * strata_navigator_new:
 * @selection: what to select places in, and what to watch
 *
 * Creates a navigator that has been nowhere yet.
 *
 * Returns: (transfer full): the navigator
 */
StrataNavigator *
strata_navigator_new (StrataSelection *selection)
{
  StrataNavigator *self;

  g_return_val_if_fail (STRATA_IS_SELECTION (selection), NULL);

  self = g_object_new (STRATA_TYPE_NAVIGATOR, NULL);
  self->selection = g_object_ref (selection);
  g_signal_connect_swapped (selection, "notify::model", G_CALLBACK (notify_model_cb), self);
  g_signal_connect_swapped (selection, "changed", G_CALLBACK (changed_cb), self);

  return self;
}

/**
 * strata_navigator_go:
 * @self: a navigator
 * @place: where to go; its space is not %NULL
 *
 * Selects the region of a place there, hidden or not; without one, who answers at the address, or
 * what it lies in if nobody does, or the address alone if it lies in nothing.
 */
void
strata_navigator_go (StrataNavigator   *self,
                     const StrataPlace *place)
{
  StrataSpaceModel *model;
  StrataPlace exact;
  guint instance;

  g_return_if_fail (STRATA_IS_NAVIGATOR (self));
  g_return_if_fail (place != NULL && place->space != NULL);

  /* It is remembered as what will be selected. */
  exact = *place;
  model = strata_selection_get_model (self->selection);
  if (model != NULL && strata_space_model_get_space (model) == place->space)
    {
      instance = find_instance (model, place);
      if (instance != STRATA_NO_INSTANCE)
        exact.region = strata_space_model_get_instance (
          model, strata_space_model_get_shown (model, instance))->region;
    }
  visit (self, &exact);
  show_current (self);
}

/**
 * strata_navigator_can_step:
 * @self: a navigator
 * @steps: how many places to go forward; less than 0 for back
 *
 * Gets whether there are as many places.
 *
 * Returns: %TRUE if so
 */
gboolean
strata_navigator_can_step (StrataNavigator *self,
                           gint             steps)
{
  g_return_val_if_fail (STRATA_IS_NAVIGATOR (self), FALSE);

  return self->current + steps >= 0 && self->current + steps < (gint) self->places->len;
}

/**
 * strata_navigator_step:
 * @self: a navigator
 * @steps: how many places to go forward; less than 0 for back
 *
 * Goes to a place again. Nothing happens if there are not as many.
 */
void
strata_navigator_step (StrataNavigator *self,
                       gint             steps)
{
  g_return_if_fail (STRATA_IS_NAVIGATOR (self));

  if (!strata_navigator_can_step (self, steps))
    return;

  self->current += steps;
  show_current (self);
  g_signal_emit (self, signals[CHANGED], 0);
}
