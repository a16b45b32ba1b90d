/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* System control port A of a PS/2: a quicker way to the A20 line and to a reset than the keyboard
 * controller's. After IBM's PS/2 Hardware Interface Technical Reference, "System Control Ports". */

#include "strata-port92-private.h"

#include "devices/strata-device-mmio-private.h"
#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"

enum
{
  RESET = 0x01,
  A20 = 0x02,
};

struct _StrataPort92
{
  StrataDevice parent_instance;

  StrataRegion *region;
  StrataLine *a20;
  StrataLine *reset;
  guint8 value;
};

G_DEFINE_FINAL_TYPE (StrataPort92, strata_port92, STRATA_TYPE_DEVICE)

static const StrataField fields[] = {
  STRATA_BIT ("ALT_HOT_RESET", 0, WO),
  STRATA_BIT ("ALT_GATE_A20", 1, RW),
};

static const StrataRegister registers[] = {
  { "SYSTEM CONTROL PORT A", 0, 1, STRATA_REGISTER_RW, 0, N_ ("reset and A20"),
    STRATA_ALL (fields) },
};

static gboolean
port_peek (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 *value,
           guint size G_GNUC_UNUSED)
{
  *value = STRATA_PORT92 (user_data)->value;
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
  StrataPort92 *self = user_data;

  self->value = value & ~RESET;
  strata_line_set_level (self->a20, (value & A20) != 0);
  if ((value & RESET) != 0)
    {
      strata_device_log (STRATA_DEVICE (self), _ ("the guest asks for a reset"));
      strata_line_pulse (self->reset);
    }
}

static const StrataRegionOps port_ops = {
  .read = port_read,
  .write = port_write,
  .peek = port_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
  .impl = { .min = 1, .max = 1 },
};

static void
strata_port92_reset (StrataDevice *device)
{
  StrataPort92 *self = STRATA_PORT92 (device);

  self->value = 0;
  strata_line_set_level (self->a20, FALSE);
}

static gboolean
strata_port92_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataPort92 *self = STRATA_PORT92 (device);

  self->region = strata_device_offer_mmio (device, "port", "port92", 1, &port_ops);
  strata_device_add_bank (device, "port", self->region, registers, G_N_ELEMENTS (registers));
  self->a20 = strata_device_add_output (device, "a20", 0);
  self->reset = strata_device_add_output (device, "reset", 0);
  return TRUE;
}

static void
strata_port92_dispose (GObject *object)
{
  g_clear_pointer (&STRATA_PORT92 (object)->region, strata_region_unref);

  G_OBJECT_CLASS (strata_port92_parent_class)->dispose (object);
}

static void
strata_port92_class_init (StrataPort92Class *klass)
{
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_port92_dispose;
  device_class->model = "port92";
  device_class->summary = N_ ("port for the A20 line and a quick reset");
  device_class->realize = strata_port92_realize;
  device_class->reset = strata_port92_reset;
}

static void
strata_port92_init (StrataPort92 *self G_GNUC_UNUSED)
{
}
