/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A port that takes what it is given: port 0x80, where firmware says how far it has come. It
 * reads as ones; what was written last is found in the register. */

#include "strata-port80-private.h"

#include "devices/strata-device-mmio-private.h"
#include "memory/strata-i18n-private.h"

#define DEFAULT_LABEL "ioport80"

struct _StrataPort80
{
  StrataDevice parent_instance;

  char *label;
  StrataRegion *region;
  guint8 last;
};

enum
{
  PROP_0,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataPort80, strata_port80, STRATA_TYPE_DEVICE)

static const StrataRegister registers[] = {
  { "LAST", 0, 1, STRATA_REGISTER_WO, 0, N_ ("what was written last"), NULL, 0 },
};

static gboolean
port_peek (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED, guint64 *value,
           guint size G_GNUC_UNUSED)
{
  *value = 0xff;
  return TRUE;
}

static guint64
port_read (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  return 0xff;
}

static void
port_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
            guint size G_GNUC_UNUSED)
{
  StrataPort80 *self = user_data;

  self->last = value;
  strata_device_log (STRATA_DEVICE (self), "0x%02x", self->last);
}

static const StrataRegionOps port_ops = {
  .read = port_read,
  .write = port_write,
  .peek = port_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

static gboolean
strata_port80_peek_register (StrataDevice *device, const StrataRegisterBank *bank G_GNUC_UNUSED,
                             const StrataRegister *info G_GNUC_UNUSED, guint64 *value)
{
  *value = STRATA_PORT80 (device)->last;
  return TRUE;
}

static void
strata_port80_reset (StrataDevice *device)
{
  STRATA_PORT80 (device)->last = 0;
}

static gboolean
strata_port80_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataPort80 *self = STRATA_PORT80 (device);

  self->region = strata_device_offer_mmio (device, "port", self->label, 1, &port_ops);
  strata_device_add_bank (device, "port", self->region, registers, G_N_ELEMENTS (registers));
  return TRUE;
}

static void
strata_port80_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  StrataPort80 *self = STRATA_PORT80 (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_free (self->label);
      self->label = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_port80_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataPort80 *self = STRATA_PORT80 (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_port80_dispose (GObject *object)
{
  g_clear_pointer (&STRATA_PORT80 (object)->region, strata_region_unref);

  G_OBJECT_CLASS (strata_port80_parent_class)->dispose (object);
}

static void
strata_port80_finalize (GObject *object)
{
  g_free (STRATA_PORT80 (object)->label);

  G_OBJECT_CLASS (strata_port80_parent_class)->finalize (object);
}

static void
strata_port80_class_init (StrataPort80Class *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_port80_dispose;
  object_class->finalize = strata_port80_finalize;
  object_class->get_property = strata_port80_get_property;
  object_class->set_property = strata_port80_set_property;
  device_class->model = "port80";
  device_class->summary = N_ ("port that notes what is written to it");
  device_class->realize = strata_port80_realize;
  device_class->reset = strata_port80_reset;
  device_class->peek_register = strata_port80_peek_register;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, "name of its region", DEFAULT_LABEL,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_port80_init (StrataPort80 *self)
{
  self->label = g_strdup (DEFAULT_LABEL);
}
