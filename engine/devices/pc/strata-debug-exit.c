/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* QEMU's isa-debug-exit: a test program in the guest says with what status to end. What follows
 * from it is up to the program that runs the board. */

#include "strata-debug-exit-private.h"

#include "devices/strata-device-mmio-private.h"
#include "memory/strata-i18n-private.h"

struct _StrataDebugExit
{
  StrataDevice parent_instance;

  guint size;
  StrataRegion *region;
  guint status; /* 0 as long as nobody has asked: a status is odd */
};

enum
{
  PROP_0,
  PROP_SIZE,
  PROP_STATUS,
  N_PROPS
};

enum
{
  EXIT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataDebugExit, strata_debug_exit, STRATA_TYPE_DEVICE)

static const StrataRegister registers[] = {
  { "STATUS", 0, 1, STRATA_REGISTER_WO, 0, N_ ("ends with twice the value, plus 1"), NULL, 0 },
};

static gboolean
port_peek (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED, guint64 *value,
           guint size G_GNUC_UNUSED)
{
  *value = 0;
  return TRUE;
}

static guint64
port_read (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  return 0;
}

static void
port_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
            guint size G_GNUC_UNUSED)
{
  StrataDebugExit *self = user_data;

  self->status = (guint) value << 1 | 1;
  strata_device_log (STRATA_DEVICE (self), _ ("the guest asks to end with status %u"),
                     self->status);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
  g_signal_emit (self, signals[EXIT], 0, self->status);
}

static const StrataRegionOps port_ops = {
  .read = port_read,
  .write = port_write,
  .peek = port_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
};

static void
strata_debug_exit_reset (StrataDevice *device)
{
  STRATA_DEBUG_EXIT (device)->status = 0;
}

static gboolean
strata_debug_exit_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataDebugExit *self = STRATA_DEBUG_EXIT (device);

  self->region = strata_device_offer_mmio (device, "port", "isa-debug-exit", self->size, &port_ops);
  strata_device_add_bank (device, "port", self->region, registers, G_N_ELEMENTS (registers));
  return TRUE;
}

static void
strata_debug_exit_set_property (GObject *object, guint prop_id, const GValue *value,
                                GParamSpec *pspec)
{
  StrataDebugExit *self = STRATA_DEBUG_EXIT (object);

  switch (prop_id)
    {
    case PROP_SIZE:
      self->size = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_debug_exit_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataDebugExit *self = STRATA_DEBUG_EXIT (object);

  switch (prop_id)
    {
    case PROP_SIZE:
      g_value_set_uint (value, self->size);
      break;
    case PROP_STATUS:
      g_value_set_uint (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_debug_exit_dispose (GObject *object)
{
  g_clear_pointer (&STRATA_DEBUG_EXIT (object)->region, strata_region_unref);

  G_OBJECT_CLASS (strata_debug_exit_parent_class)->dispose (object);
}

static void
strata_debug_exit_class_init (StrataDebugExitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_debug_exit_dispose;
  object_class->get_property = strata_debug_exit_get_property;
  object_class->set_property = strata_debug_exit_set_property;
  device_class->model = "debug-exit";
  device_class->summary = N_ ("port where a guest asks to end, with a status");
  device_class->realize = strata_debug_exit_realize;
  device_class->reset = strata_debug_exit_reset;

  properties[PROP_SIZE] = g_param_spec_uint ("size", NULL, "how many ports it takes", 1, 4, 2,
                                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT |
                                                 G_PARAM_STATIC_STRINGS);
  properties[PROP_STATUS] = g_param_spec_uint (
      "status", NULL, "the status that was asked for; 0 if none was", 0, G_MAXUINT, 0,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * StrataDebugExit::exit:
   * @self: the device
   * @status: twice the value that was written, plus 1
   *
   * The guest asks to end; emitted with the system locked.
   */
  signals[EXIT] = g_signal_new ("exit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
strata_debug_exit_init (StrataDebugExit *self G_GNUC_UNUSED)
{
}
