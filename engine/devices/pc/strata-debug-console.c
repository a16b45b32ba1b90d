/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The debug console that Bochs has at port 0xe9: characters go out, and the port reads as 0xe9,
 * so that programs can tell whether it is there. */

#include "strata-debug-console-private.h"

#include "devices/generic/strata-char-port.h"
#include "devices/strata-device-mmio-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-pc-testdev-private.h"

#define IS_THERE 0xe9

struct _StrataDebugConsole
{
  StrataDevice parent_instance;

  StrataPcTestdev *testdev;
  StrataRegion *region;
  StrataCharPort *port;
};

enum
{
  PROP_0,
  PROP_TESTDEV,
  PROP_PORT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataDebugConsole, strata_debug_console, STRATA_TYPE_DEVICE)

static const StrataRegister registers[] = {
  { "CHARACTER", 0, 1, STRATA_REGISTER_RW, IS_THERE, N_ ("goes out; reads as 0xe9"), NULL, 0 },
};

static gboolean
port_peek (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 *value,
           guint size G_GNUC_UNUSED)
{
  StrataDebugConsole *self = user_data;
  guint8 shared;

  *value = IS_THERE;
  if (self->testdev != NULL && strata_pc_testdev_get_shared (self->testdev, &shared))
    *value = shared;
  return TRUE;
}

static guint64
port_read (gpointer user_data, guint64 offset, guint size)
{
  guint64 value;

  port_peek (user_data, offset, &value, size);
  return value;
}

static void
port_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value,
            guint size G_GNUC_UNUSED)
{
  StrataDebugConsole *self = user_data;

  strata_char_port_write (self->port, value);
  if (self->testdev != NULL)
    strata_pc_testdev_set_shared (self->testdev, value);
}

static const StrataRegionOps port_ops = {
  .read = port_read,
  .write = port_write,
  .peek = port_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

static gboolean
strata_debug_console_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataDebugConsole *self = STRATA_DEBUG_CONSOLE (device);

  self->region = strata_device_offer_mmio (device, "port", "isa-debugcon", 1, &port_ops);
  strata_device_add_bank (device, "port", self->region, registers, G_N_ELEMENTS (registers));
  self->port = strata_char_port_new (strata_device_get_system (device));
  return TRUE;
}

static void
strata_debug_console_set_property (GObject *object, guint prop_id, const GValue *value,
                                   GParamSpec *pspec)
{
  StrataDebugConsole *self = STRATA_DEBUG_CONSOLE (object);

  switch (prop_id)
    {
    case PROP_TESTDEV:
      g_set_object (&self->testdev, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_debug_console_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataDebugConsole *self = STRATA_DEBUG_CONSOLE (object);

  switch (prop_id)
    {
    case PROP_TESTDEV:
      g_value_set_object (value, self->testdev);
      break;
    case PROP_PORT:
      g_value_set_object (value, self->port);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_debug_console_dispose (GObject *object)
{
  StrataDebugConsole *self = STRATA_DEBUG_CONSOLE (object);

  g_clear_pointer (&self->region, strata_region_unref);
  g_clear_object (&self->port);
  g_clear_object (&self->testdev);

  G_OBJECT_CLASS (strata_debug_console_parent_class)->dispose (object);
}

static void
strata_debug_console_class_init (StrataDebugConsoleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_debug_console_dispose;
  object_class->get_property = strata_debug_console_get_property;
  object_class->set_property = strata_debug_console_set_property;
  device_class->model = "debug-console";
  device_class->summary = N_ ("port whose characters go to whoever listens");
  device_class->realize = strata_debug_console_realize;

  properties[PROP_TESTDEV] = g_param_spec_object (
      "testdev", NULL,
      "pc-testdev behind it, which sees what is written too; once a program uses "
      "that, the port reads as its byte",
      STRATA_TYPE_PC_TESTDEV, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PORT] = g_param_spec_object ("port", NULL, "where its characters go",
                                               STRATA_TYPE_CHAR_PORT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_debug_console_init (StrataDebugConsole *self G_GNUC_UNUSED)
{
}
