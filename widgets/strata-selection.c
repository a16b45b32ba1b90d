/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-selection.h"

/*
 * What is shown and what of it is selected. All views of a board share one: they call it when the
 * user selects something, and show what it says. Nothing goes from view to view.
 */
struct _StrataSelection
{
  GObject parent_instance;

  StrataSpaceModel *model;
  guint64 address;
  guint instance;
  gboolean has_address;
  gboolean is_updating;
};

enum
{
  PROP_0,
  PROP_MODEL,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataSelection, strata_selection, G_TYPE_OBJECT)

static void
strata_selection_dispose (GObject *object)
{
  StrataSelection *self = STRATA_SELECTION (object);

  g_clear_object (&self->model);

  G_OBJECT_CLASS (strata_selection_parent_class)->dispose (object);
}

static void
strata_selection_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  StrataSelection *self = STRATA_SELECTION (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_selection_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  StrataSelection *self = STRATA_SELECTION (object);

  switch (prop_id)
    {
    case PROP_MODEL:
      strata_selection_set_model (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_selection_class_init (StrataSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = strata_selection_dispose;
  object_class->get_property = strata_selection_get_property;
  object_class->set_property = strata_selection_set_property;

  properties[PROP_MODEL] =
    g_param_spec_object ("model", NULL, NULL, STRATA_TYPE_SPACE_MODEL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * StrataSelection::changed:
   *
   * Another instance, or another place of the same one, is selected now. It is emitted after
   * a change of the model, too, when nothing is selected.
   */
  signals[CHANGED] = g_signal_new ("changed", STRATA_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
strata_selection_init (StrataSelection *self)
{
  self->instance = STRATA_NO_INSTANCE;
}

/**
 * strata_selection_new:
 *
 * Creates a selection of nothing.
 *
 * Returns: (transfer full): the selection
 */
StrataSelection *
strata_selection_new (void)
{
  return g_object_new (STRATA_TYPE_SELECTION, NULL);
}

/**
 * strata_selection_get_model:
 * @self: a selection
 *
 * Gets what is shown.
 *
 * Returns: (transfer none) (nullable): the model
 */
StrataSpaceModel *
strata_selection_get_model (StrataSelection *self)
{
  g_return_val_if_fail (STRATA_IS_SELECTION (self), NULL);

  return self->model;
}

/**
 * strata_selection_set_model:
 * @self: a selection
 * @model: (nullable): what to show
 *
 * Shows another model and selects nothing of it.
 */
void
strata_selection_set_model (StrataSelection  *self,
                            StrataSpaceModel *model)
{
  g_return_if_fail (STRATA_IS_SELECTION (self));
  g_return_if_fail (model == NULL || STRATA_IS_SPACE_MODEL (model));

  if (!g_set_object (&self->model, model))
    return;

  self->instance = STRATA_NO_INSTANCE;
  self->has_address = FALSE;
  self->address = 0;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * strata_selection_update_model:
 * @self: a selection
 * @model: another model of the space that is shown, as it is by now
 *
 * Shows what has become of the space. What is selected stays so if it is still there, and views
 * stay where they are.
 */
void
strata_selection_update_model (StrataSelection  *self,
                               StrataSpaceModel *model)
{
  const StrataInstance *place;

  g_return_if_fail (STRATA_IS_SELECTION (self));
  g_return_if_fail (STRATA_IS_SPACE_MODEL (model));
  g_return_if_fail (self->model != NULL);

  if (self->instance != STRATA_NO_INSTANCE)
    {
      self->instance = strata_space_model_find_like (model, self->model, self->instance);
      self->has_address = self->instance != STRATA_NO_INSTANCE;
    }
  else if (self->has_address)
    {
      self->instance = strata_space_model_find_at (model, self->address);
      if (self->instance != STRATA_NO_INSTANCE)
        self->instance = strata_space_model_get_shown (model, self->instance);
    }

  if (!self->has_address)
    {
      self->address = 0;
    }
  else if (self->instance != STRATA_NO_INSTANCE)
    {
      place = strata_space_model_get_instance (model, self->instance);
      if (self->address < place->first || self->address > place->last)
        self->address = strata_space_model_get_first_visible (model, self->instance);
    }

  self->is_updating = TRUE;
  g_set_object (&self->model, model);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
  g_signal_emit (self, signals[CHANGED], 0);
  self->is_updating = FALSE;
}

/**
 * strata_selection_is_updating:
 * @self: a selection
 *
 * Gets whether the model that is announced at the moment is of the same space as the one before.
 *
 * Returns: %TRUE while strata_selection_update_model() tells of it
 */
gboolean
strata_selection_is_updating (StrataSelection *self)
{
  g_return_val_if_fail (STRATA_IS_SELECTION (self), FALSE);

  return self->is_updating;
}

/**
 * strata_selection_get_instance:
 * @self: a selection
 *
 * Gets the instance that is selected.
 *
 * Returns: its index, or %STRATA_NO_INSTANCE
 */
guint
strata_selection_get_instance (StrataSelection *self)
{
  g_return_val_if_fail (STRATA_IS_SELECTION (self), STRATA_NO_INSTANCE);

  return self->instance;
}

/**
 * strata_selection_has_address:
 * @self: a selection
 *
 * Gets whether a place is selected: one in an instance, or one where there is nothing.
 *
 * Returns: %TRUE if strata_selection_get_address() tells one
 */
gboolean
strata_selection_has_address (StrataSelection *self)
{
  g_return_val_if_fail (STRATA_IS_SELECTION (self), FALSE);

  return self->has_address;
}

/**
 * strata_selection_get_address:
 * @self: a selection
 *
 * Gets the address at which the instance was selected.
 *
 * Returns: an address inside the instance, or one where no instance is; 0 if nothing is selected
 */
guint64
strata_selection_get_address (StrataSelection *self)
{
  g_return_val_if_fail (STRATA_IS_SELECTION (self), 0);

  return self->address;
}

static void
select_place (StrataSelection *self,
              guint            instance,
              gboolean         has_address,
              guint64          address)
{
  if (self->instance == instance && self->has_address == has_address && self->address == address)
    return;

  self->instance = instance;
  self->has_address = has_address;
  self->address = address;
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * strata_selection_select:
 * @self: a selection
 * @instance: the index of an instance, or %STRATA_NO_INSTANCE
 *
 * Selects an instance where it is first seen. An alias stands for what it shows.
 */
void
strata_selection_select (StrataSelection *self,
                         guint            instance)
{
  g_return_if_fail (STRATA_IS_SELECTION (self));
  g_return_if_fail (instance == STRATA_NO_INSTANCE || self->model != NULL);

  if (instance == STRATA_NO_INSTANCE)
    {
      select_place (self, instance, FALSE, 0);
      return;
    }

  instance = strata_space_model_get_shown (self->model, instance);
  select_place (self, instance, TRUE, strata_space_model_get_first_visible (self->model, instance));
}

/**
 * strata_selection_select_at:
 * @self: a selection
 * @instance: the index of an instance, or %STRATA_NO_INSTANCE for a place where there is none
 * @address: an address inside it
 *
 * Selects an instance at a certain place.
 */
void
strata_selection_select_at (StrataSelection *self,
                            guint            instance,
                            guint64          address)
{
  g_return_if_fail (STRATA_IS_SELECTION (self));
  g_return_if_fail (self->model != NULL);

  if (instance != STRATA_NO_INSTANCE)
    instance = strata_space_model_get_shown (self->model, instance);
  select_place (self, instance, TRUE, address);
}

/**
 * strata_selection_select_address:
 * @self: a selection
 * @address: an address
 *
 * Selects who answers at an address; if nobody does, the innermost container that it lies in, or
 * the place alone.
 */
void
strata_selection_select_address (StrataSelection *self,
                                 guint64          address)
{
  g_return_if_fail (STRATA_IS_SELECTION (self));
  g_return_if_fail (self->model != NULL);

  strata_selection_select_at (self, strata_space_model_find_at (self->model, address), address);
}
