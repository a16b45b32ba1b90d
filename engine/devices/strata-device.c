/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-device-private.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "memory/strata-owner-private.h"
#include "strata-register-bank-private.h"

typedef struct
{
  char *part;
  StrataRegion *region;
} Part;

enum
{
  PROP_0,
  PROP_ID,
  N_PROPS
};

enum
{
  MESSAGE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (StrataDevice, strata_device, G_TYPE_OBJECT)
/**
 * strata_model_error_quark:
 *
 * The error domain of device models.
 *
 * Returns: its quark
 */
G_DEFINE_QUARK (strata-model-error-quark, strata_model_error)

StrataDevicePrivate *
_strata_device_get_private (StrataDevice *self)
{
  return strata_device_get_instance_private (self);
}

static void
part_clear (gpointer data)
{
  Part *part = data;

  strata_region_unref (part->region);
  g_free (part->part);
}

static void
strata_device_dispose (GObject *object)
{
  StrataDevicePrivate *priv = _strata_device_get_private (STRATA_DEVICE (object));

  g_array_set_size (priv->parts, 0);
  g_array_set_size (priv->banks, 0);
  g_clear_pointer (&priv->owner, strata_owner_unref);

  G_OBJECT_CLASS (strata_device_parent_class)->dispose (object);
}

static void
strata_device_finalize (GObject *object)
{
  StrataDevicePrivate *priv = _strata_device_get_private (STRATA_DEVICE (object));

  g_array_unref (priv->parts);
  g_array_unref (priv->banks);
  g_ptr_array_unref (priv->outputs);
  g_ptr_array_unref (priv->inputs);
  g_clear_object (&priv->clock);
  g_clear_pointer (&priv->system, strata_system_unref);
  g_free (priv->id);

  G_OBJECT_CLASS (strata_device_parent_class)->finalize (object);
}

static void
strata_device_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, strata_device_get_id (STRATA_DEVICE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
strata_device_real_peek_register (StrataDevice *self G_GNUC_UNUSED, const StrataRegisterBank *bank,
                                  const StrataRegister *info, guint64 *value)
{
  return strata_register_bank_peek (bank, info, value);
}

static gboolean
strata_device_real_find_register (StrataDevice *self G_GNUC_UNUSED, const StrataRegisterBank *bank,
                                  const StrataRegister *info, StrataRegisterPath *path)
{
  return strata_register_bank_find (bank, info, path);
}

static void
strata_device_class_init (StrataDeviceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = strata_device_dispose;
  object_class->finalize = strata_device_finalize;
  object_class->get_property = strata_device_get_property;
  klass->peek_register = strata_device_real_peek_register;
  klass->find_register = strata_device_real_find_register;

  /**
   * StrataDevice:id:
   *
   * What it is called on its board.
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * StrataDevice::message:
   * @self: the device
   * @text: one line
   *
   * Something that whoever looks at the board may want to know; sent with the system locked.
   */
  signals[MESSAGE] = g_signal_new ("message", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
strata_device_init (StrataDevice *self)
{
  StrataDevicePrivate *priv = _strata_device_get_private (self);

  priv->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (priv->parts, part_clear);
  priv->banks = strata_register_bank_new_array ();
  priv->outputs = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_line_unref);
  priv->inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_line_unref);
}

/* {{{ Making a device */

/**
 * strata_device_new:
 * @type: a type derived from [class@Strata.Device], see strata_models_lookup()
 * @id: what to call the device
 * @system: the memory system it belongs to
 * @clock: the clock it follows
 *
 * Makes a device. Set its properties, then call strata_device_realize(). In the end dispose it,
 * with g_object_run_dispose(): its regions hold it, and it holds them.
 *
 * Returns: (transfer full): the device
 */
StrataDevice *
strata_device_new (GType type, const char *id, StrataSystem *system, StrataClock *clock)
{
  StrataDevice *self;
  StrataDevicePrivate *priv;

  g_return_val_if_fail (g_type_is_a (type, STRATA_TYPE_DEVICE), NULL);
  g_return_val_if_fail (!G_TYPE_IS_ABSTRACT (type), NULL);
  g_return_val_if_fail (id != NULL && system != NULL, NULL);
  g_return_val_if_fail (STRATA_IS_CLOCK (clock), NULL);

  self = g_object_new (type, NULL);
  priv = _strata_device_get_private (self);
  priv->id = g_strdup (id);
  priv->system = strata_system_ref (system);
  priv->clock = g_object_ref (clock);
  priv->owner = strata_owner_new (id, g_object_ref (self), g_object_unref);
  return self;
}

/**
 * strata_device_read_key:
 * @self: a device that is not realized yet
 * @key: a key that is not one of its properties
 * @text: its value, as it stands in a board file
 * @error: where to put an error
 *
 * Gives the device a key of a board file that only its model understands.
 *
 * Returns: %TRUE if the key was taken; %FALSE without an error if the model does not know it, and
 *   with one of %STRATA_MODEL_ERROR if the value is no good
 */
gboolean
strata_device_read_key (StrataDevice *self, const char *key, const char *text, GError **error)
{
  StrataDeviceClass *klass;

  g_return_val_if_fail (STRATA_IS_DEVICE (self), FALSE);
  g_return_val_if_fail (key != NULL && text != NULL, FALSE);
  g_return_val_if_fail (!_strata_device_get_private (self)->is_realized, FALSE);

  klass = STRATA_DEVICE_GET_CLASS (self);
  return klass->read_key != NULL && klass->read_key (self, key, text, error);
}

/**
 * strata_device_realize:
 * @self: a device whose properties are set
 * @error: where to put an error
 *
 * Makes the device's regions, wires and registers, and resets it. Once only.
 *
 * Returns: %TRUE, or %FALSE with an error of %STRATA_MODEL_ERROR or %STRATA_MEMORY_ERROR
 */
gboolean
strata_device_realize (StrataDevice *self, GError **error)
{
  StrataDevicePrivate *priv;
  StrataDeviceClass *klass;
  gboolean realized;

  g_return_val_if_fail (STRATA_IS_DEVICE (self), FALSE);

  priv = _strata_device_get_private (self);
  klass = STRATA_DEVICE_GET_CLASS (self);
  g_return_val_if_fail (!priv->is_realized, FALSE);

  strata_system_lock (priv->system);
  strata_system_begin (priv->system);
  priv->is_realized = TRUE;
  realized = klass->realize == NULL || klass->realize (self, error);
  if (realized && klass->reset != NULL)
    klass->reset (self);
  strata_system_commit (priv->system);
  strata_system_unlock (priv->system);
  return realized;
}

/**
 * strata_device_reset:
 * @self: a realized device
 *
 * Brings the device into the state after power-on. What it changes in the map comes as one
 * transaction.
 */
void
strata_device_reset (StrataDevice *self)
{
  StrataDevicePrivate *priv;
  StrataDeviceClass *klass;

  g_return_if_fail (STRATA_IS_DEVICE (self));

  priv = _strata_device_get_private (self);
  klass = STRATA_DEVICE_GET_CLASS (self);
  g_return_if_fail (priv->is_realized);
  if (klass->reset == NULL)
    return;
  strata_system_lock (priv->system);
  strata_system_begin (priv->system);
  klass->reset (self);
  strata_system_commit (priv->system);
  strata_system_unlock (priv->system);
}

/* }}} */
/* {{{ What it is */

/**
 * strata_device_get_id:
 * @self: a device
 *
 * Gets the id.
 *
 * Returns: what it is called on its board
 */
const char *
strata_device_get_id (StrataDevice *self)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);

  return _strata_device_get_private (self)->id;
}

/**
 * strata_device_get_model:
 * @self: a device
 *
 * Gets the model.
 *
 * Returns: the name of its model
 */
const char *
strata_device_get_model (StrataDevice *self)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);

  return STRATA_DEVICE_GET_CLASS (self)->model;
}

/**
 * strata_device_get_summary:
 * @self: a device
 *
 * Describes a device.
 *
 * Returns: (nullable): what it is, in a few words
 */
const char *
strata_device_get_summary (StrataDevice *self)
{
  const char *summary;

  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);

  summary = STRATA_DEVICE_GET_CLASS (self)->summary;
  return summary != NULL ? _ (summary) : NULL;
}

/**
 * strata_device_get_system:
 * @self: a device
 *
 * Gets the system.
 *
 * Returns: (transfer none): the memory system it belongs to
 */
StrataSystem *
strata_device_get_system (StrataDevice *self)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);

  return _strata_device_get_private (self)->system;
}

/**
 * strata_device_get_clock:
 * @self: a device
 *
 * Gets the clock.
 *
 * Returns: (transfer none): the clock it follows
 */
StrataClock *
strata_device_get_clock (StrataDevice *self)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);

  return _strata_device_get_private (self)->clock;
}

/**
 * strata_device_get_owner:
 * @self: a device that is not disposed
 *
 * Gets the owner.
 *
 * Returns: (transfer none): the owner of its regions
 */
StrataOwner *
strata_device_get_owner (StrataDevice *self)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);

  return _strata_device_get_private (self)->owner;
}

/**
 * strata_region_get_device:
 * @region: a region
 *
 * Finds the device that a region belongs to.
 *
 * Returns: (transfer none) (nullable): the device whose region it is; %NULL if no model made it
 */
StrataDevice *
strata_region_get_device (StrataRegion *region)
{
  StrataOwner *owner;

  g_return_val_if_fail (region != NULL, NULL);

  owner = strata_region_get_owner (region);
  return owner != NULL && owner->destroy == g_object_unref && STRATA_IS_DEVICE (owner->data)
           ? owner->data
           : NULL;
}

/* }}} */
/* {{{ Regions */

/**
 * strata_device_get_n_regions:
 * @self: a device
 *
 * Gets the number of regions.
 *
 * Returns: how many regions it offers
 */
guint
strata_device_get_n_regions (StrataDevice *self)
{
  g_return_val_if_fail (STRATA_IS_DEVICE (self), 0);

  return _strata_device_get_private (self)->parts->len;
}

/**
 * strata_device_get_region:
 * @self: a device
 * @index: which, from 0 on
 * @part: (out) (optional) (transfer none): what the model calls this region
 *
 * Gets a region by its number.
 *
 * Returns: (transfer none): a region that it offers
 */
StrataRegion *
strata_device_get_region (StrataDevice *self, guint index, const char **part)
{
  StrataDevicePrivate *priv;

  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);

  priv = _strata_device_get_private (self);
  g_return_val_if_fail (index < priv->parts->len, NULL);
  if (part != NULL)
    *part = g_array_index (priv->parts, Part, index).part;
  return g_array_index (priv->parts, Part, index).region;
}

/**
 * strata_device_find_region:
 * @self: a device
 * @part: what the model calls a region
 *
 * Finds a region that a device offers by its name.
 *
 * Returns: (transfer none) (nullable): the region; %NULL if it offers none of that name
 */
StrataRegion *
strata_device_find_region (StrataDevice *self, const char *part)
{
  StrataDevicePrivate *priv;

  g_return_val_if_fail (STRATA_IS_DEVICE (self), NULL);
  g_return_val_if_fail (part != NULL, NULL);

  priv = _strata_device_get_private (self);
  for (guint i = 0; i < priv->parts->len; i++)
    if (strcmp (g_array_index (priv->parts, Part, i).part, part) == 0)
      return g_array_index (priv->parts, Part, i).region;
  return NULL;
}

/**
 * strata_device_add_region:
 * @self: a device that is being realized
 * @part: what the model calls the region, unique in the device
 * @region: a region with the device's owner
 *
 * Offers a region to whoever makes the board. Regions that the device itself puts somewhere are not
 * offered.
 */
void
strata_device_add_region (StrataDevice *self, const char *part, StrataRegion *region)
{
  Part added;

  g_return_if_fail (STRATA_IS_DEVICE (self));
  g_return_if_fail (part != NULL && region != NULL);
  g_return_if_fail (strata_region_get_owner (region) == strata_device_get_owner (self));

  added = (Part) { g_strdup (part), strata_region_ref (region) };
  g_array_append_val (_strata_device_get_private (self)->parts, added);
}

/* }}} */

/**
 * strata_device_log: (skip)
 * @self: a device
 * @format: a text as for printf(), one line
 * @...: what goes into it
 *
 * Says something to whoever looks at the board; see [signal@Strata.Device::message].
 */
void
strata_device_log (StrataDevice *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  g_return_if_fail (STRATA_IS_DEVICE (self));
  g_return_if_fail (format != NULL);

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_signal_emit (self, signals[MESSAGE], 0, text);
}
