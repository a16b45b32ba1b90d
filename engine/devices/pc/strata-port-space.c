/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The data lines of the ISA bus are pulled up, so that ports that nobody drives read as ones;
 * writes go nowhere. In QEMU's `pc`, too, this is a region and not a hole. */

#include "strata-port-space-private.h"

#include "devices/strata-device-mmio-private.h"
#include "memory/strata-i18n-private.h"

#define SIZE 0x10000

struct _StrataPortSpace
{
  StrataDevice parent_instance;

  StrataRegion *region;
};

G_DEFINE_FINAL_TYPE (StrataPortSpace, strata_port_space, STRATA_TYPE_DEVICE)

static guint64
read_nothing (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED,
              guint size G_GNUC_UNUSED)
{
  return G_MAXUINT64;
}

static void
write_nothing (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED,
               guint64 value G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
}

static gboolean
peek_nothing (gpointer user_data G_GNUC_UNUSED, guint64 offset G_GNUC_UNUSED, guint64 *value,
              guint size G_GNUC_UNUSED)
{
  *value = G_MAXUINT64;
  return TRUE;
}

static const StrataRegionOps ops = {
  .read = read_nothing,
  .write = write_nothing,
  .peek = peek_nothing,
  .valid = { .unaligned = TRUE },
  .impl = { .max = 8, .unaligned = TRUE },
};

static gboolean
strata_port_space_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataPortSpace *self = STRATA_PORT_SPACE (device);

  self->region = strata_device_offer_mmio (device, "ports", "io", SIZE, &ops);
  return TRUE;
}

static void
strata_port_space_dispose (GObject *object)
{
  g_clear_pointer (&STRATA_PORT_SPACE (object)->region, strata_region_unref);

  G_OBJECT_CLASS (strata_port_space_parent_class)->dispose (object);
}

static void
strata_port_space_class_init (StrataPortSpaceClass *klass)
{
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_port_space_dispose;
  device_class->model = "port-space";
  device_class->summary = N_ ("the ports of a PC; where no device is, all bits read 1");
  device_class->realize = strata_port_space_realize;
}

static void
strata_port_space_init (StrataPortSpace *self G_GNUC_UNUSED)
{
}
