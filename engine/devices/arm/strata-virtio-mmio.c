/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A virtio transport without a device behind it, after the section "Virtio Over MMIO" of the
 * standard: it can be identified, and says that nobody is there (device number 0), so drivers go
 * away. Registers are to be accessed as aligned words; from 0x100 on would be the device's
 * configuration, in any size. */

#include "strata-virtio-mmio-private.h"

#include "devices/strata-device-mmio-private.h"
#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"

#define SIZE 0x200
#define CONFIGURATION 0x100

#define MAGIC 0x74726976  /* `virt` */
#define VENDOR 0x554d4551 /* `QEMU` */

struct _StrataVirtioMmio
{
  StrataDevice parent_instance;

  guint version;
  guint vendor;
  StrataRegion *region;
};

enum
{
  PROP_0,
  PROP_VERSION,
  PROP_VENDOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataVirtioMmio, strata_virtio_mmio, STRATA_TYPE_DEVICE)

static const StrataFieldValue version_values[] = { { 1, "legacy" }, { 2, "1.0 or later" } };

static const StrataField version_fields[] = {
  { "VERSION", 0, 32, STRATA_REGISTER_RO, STRATA_ALL (version_values) },
};

static const StrataFieldValue device_values[] = { { 0, "none" } };

static const StrataField device_fields[] = {
  { "DEVICE", 0, 32, STRATA_REGISTER_RO, STRATA_ALL (device_values) },
};

static const StrataRegister registers[] = {
  { "MagicValue", 0x0, 4, STRATA_REGISTER_RO, MAGIC, N_ ("“virt”"), NULL, 0 },
  { "Version", 0x4, 4, STRATA_REGISTER_RO, 1, N_ ("of the transport"), version_fields, 1 },
  { "DeviceID", 0x8, 4, STRATA_REGISTER_RO, 0, N_ ("kind of device"), device_fields, 1 },
  { "VendorID", 0xc, 4, STRATA_REGISTER_RO, VENDOR, N_ ("who made it"), NULL, 0 },
};

static gboolean
virtio_peek (gpointer user_data, guint64 offset, guint64 *value, guint size)
{
  StrataVirtioMmio *self = user_data;

  *value = 0;
  if (offset < CONFIGURATION && size != 4)
    return FALSE;
  switch (offset)
    {
    case 0x0:
      *value = MAGIC;
      break;
    case 0x4:
      *value = self->version;
      break;
    case 0xc:
      *value = self->vendor;
      break;
    default:
      break;
    }
  return TRUE;
}

static StrataResult
virtio_read (gpointer user_data, guint64 offset, guint64 *value, guint size,
             const StrataAttrs *attrs G_GNUC_UNUSED)
{
  return virtio_peek (user_data, offset, value, size) ? STRATA_OK : STRATA_DEVICE_ERROR;
}

static StrataResult
virtio_write (gpointer user_data G_GNUC_UNUSED, guint64 offset, guint64 value G_GNUC_UNUSED,
              guint size, const StrataAttrs *attrs G_GNUC_UNUSED)
{
  return offset < CONFIGURATION && size != 4 ? STRATA_DEVICE_ERROR : STRATA_OK;
}

static const StrataRegionOps ops = {
  .read_with_attrs = virtio_read,
  .write_with_attrs = virtio_write,
  .peek = virtio_peek,
  .endianness = STRATA_LITTLE_ENDIAN,
};

static gboolean
strata_virtio_mmio_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  StrataVirtioMmio *self = STRATA_VIRTIO_MMIO (device);

  self->region = strata_device_offer_mmio (device, "registers", "virtio-mmio", SIZE, &ops);
  strata_device_add_bank (device, "virtio-mmio", self->region, registers, G_N_ELEMENTS (registers));
  return TRUE;
}

static void
strata_virtio_mmio_dispose (GObject *object)
{
  StrataVirtioMmio *self = STRATA_VIRTIO_MMIO (object);

  g_clear_pointer (&self->region, strata_region_unref);

  G_OBJECT_CLASS (strata_virtio_mmio_parent_class)->dispose (object);
}

static void
strata_virtio_mmio_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  StrataVirtioMmio *self = STRATA_VIRTIO_MMIO (object);

  switch (prop_id)
    {
    case PROP_VERSION:
      g_value_set_uint (value, self->version);
      break;
    case PROP_VENDOR:
      g_value_set_uint (value, self->vendor);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_virtio_mmio_set_property (GObject *object, guint prop_id, const GValue *value,
                                 GParamSpec *pspec)
{
  StrataVirtioMmio *self = STRATA_VIRTIO_MMIO (object);

  switch (prop_id)
    {
    case PROP_VERSION:
      self->version = g_value_get_uint (value);
      break;
    case PROP_VENDOR:
      self->vendor = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_virtio_mmio_class_init (StrataVirtioMmioClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  object_class->dispose = strata_virtio_mmio_dispose;
  object_class->get_property = strata_virtio_mmio_get_property;
  object_class->set_property = strata_virtio_mmio_set_property;
  device_class->model = "virtio-mmio";
  device_class->summary = N_ ("virtio transport without a device");
  device_class->realize = strata_virtio_mmio_realize;

  properties[PROP_VERSION] = g_param_spec_uint ("version", NULL,
                                                "Of the transport: 1, the legacy one, or 2", 1, 2,
                                                1, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_VENDOR] = g_param_spec_uint ("vendor", NULL, "What VendorID reads", 0, G_MAXUINT,
                                               VENDOR, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_virtio_mmio_init (StrataVirtioMmio *self)
{
  self->version = 1;
  self->vendor = VENDOR;
}
