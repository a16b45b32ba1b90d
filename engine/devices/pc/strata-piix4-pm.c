/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Intel 82371AB PCI-to-ISA/IDE Xcelerator (PIIX4), order number 290562, chapter 7: a bus scan
 * finds the function, and its two groups of ports move to where it is told; they are not modelled.
 * What differs at reset from the data sheet is as in QEMU 7.2, whose machine has this function
 * beside a PIIX3: the base of the SMBus ports is set and decoded, and a parallel and a serial port
 * are noted.
 */

#include "strata-piix4-pm-private.h"

#include "memory/strata-i18n-private.h"
#include "strata-described-private.h"

#define PM_BASE 0x40
#define PM_ENABLE 0x80
#define SMBUS_BASE 0x90
#define SMBUS_ENABLE 0xd2

/* Both groups take 64 ports; bit 0 of a base reads 1, for ports. */
#define PORTS_SIZE 64
#define BASE_MASK 0xffc0u
#define BASE_IO 0x1u

struct _StrataPiix4Pm
{
  StrataPciDevice parent_instance;

  guint smbus_base;

  StrataRegion *pm;
  StrataRegion *smbus;
  StrataRegister smbus_register; /* with the base that it has at reset */
};

enum
{
  PROP_0,
  PROP_SMBUS_BASE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (StrataPiix4Pm, strata_piix4_pm, STRATA_TYPE_PCI_DEVICE)

#define RW STRATA_REGISTER_RW

static const StrataRegister registers[] = {
  { "PMBA", PM_BASE, 4, RW, BASE_IO, N_ ("where the power management ports are"), NULL, 0 },
  { "DEVRESB", 0x5c, 4, RW, 0x90000000, N_ ("devices that are watched"), NULL, 0 },
  { "DEVRESC", 0x60, 4, RW, 0x60000000, N_ ("devices that are watched"), NULL, 0 },
  { "DEVRESE", 0x64, 4, RW, 0x08000000, N_ ("devices that are watched"), NULL, 0 },
  { "PMREGMISC", PM_ENABLE, 1, RW, 0x00, N_ ("bit 0: whether the ports are there"), NULL, 0 },
  { "SMBHSTCFG", SMBUS_ENABLE, 1, RW, 0x09, N_ ("bit 0: whether the SMBus ports are there"), NULL,
    0 },
};

/* What can be written, in the same order. */
static const guint32 writable[] = { BASE_MASK, 0xffffffff, 0xffffffff, 0xffffffff, 0x01, 0x0f };

G_STATIC_ASSERT (G_N_ELEMENTS (registers) == G_N_ELEMENTS (writable));

static gboolean
place (StrataPiix4Pm *self, StrataRegion *region, guint base, guint enable, GError **error)
{
  StrataPciDevice *device = STRATA_PCI_DEVICE (self);
  guint64 address = strata_pci_device_get_config (device, base, 4) & BASE_MASK;
  gboolean enabled = (strata_pci_device_get_config (device, enable, 1) & 1) != 0;

  return (strata_region_get_address (region) == address
          || strata_region_set_address (region, address, error))
         && strata_region_set_enabled (region, enabled, error);
}

static void
update_map (StrataPiix4Pm *self)
{
  g_autoptr (GError) error = NULL;
  StrataSystem *system = strata_device_get_system (STRATA_DEVICE (self));

  strata_system_begin (system);
  if (!place (self, self->pm, PM_BASE, PM_ENABLE, &error)
      || !place (self, self->smbus, SMBUS_BASE, SMBUS_ENABLE, &error))
    strata_device_log (STRATA_DEVICE (self), _ ("cannot change the map: %s"), error->message);
  strata_system_commit (system);
}

static void
strata_piix4_pm_write_config (StrataPciDevice *device, guint offset, guint size, guint32 value)
{
  STRATA_PCI_DEVICE_CLASS (strata_piix4_pm_parent_class)->write_config (device, offset, size,
                                                                        value);
  update_map (STRATA_PIIX4_PM (device));
}

static gboolean
add_part (StrataPiix4Pm *self, const char *name, guint64 address, guint64 size, GError **error)
{
  g_autoptr (StrataRegion) part
    = strata_described_new (strata_device_get_system (STRATA_DEVICE (self)),
                            strata_device_get_owner (STRATA_DEVICE (self)), name, size);

  return strata_region_add_subregion (self->pm, address, part, error);
}

static gboolean
add_ports (StrataPiix4Pm *self, GError **error)
{
  StrataSystem *system = strata_device_get_system (STRATA_DEVICE (self));
  StrataOwner *owner = strata_device_get_owner (STRATA_DEVICE (self));

  self->pm = strata_region_new_container (system, owner, "piix4-pm", PORTS_SIZE);
  self->smbus = strata_described_new (system, owner, "pm-smbus", PORTS_SIZE);
  strata_device_add_region (STRATA_DEVICE (self), "pm", self->pm);
  strata_device_add_region (STRATA_DEVICE (self), "smbus", self->smbus);
  return add_part (self, "acpi-evt", 0, 4, error) && add_part (self, "acpi-cnt", 4, 2, error)
         && add_part (self, "acpi-tmr", 8, 4, error);
}

static gboolean
strata_piix4_pm_realize (StrataDevice *device, GError **error)
{
  StrataPiix4Pm *self = STRATA_PIIX4_PM (device);
  StrataPciDevice *pci = STRATA_PCI_DEVICE (device);

  if (!STRATA_DEVICE_CLASS (strata_piix4_pm_parent_class)->realize (device, error))
    return FALSE;
  strata_pci_device_describe_config (pci, STRATA_PCI_STATUS, 2, 0x0280, 0, 0xf900);
  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    strata_pci_device_describe_config (pci, registers[i].offset, registers[i].size,
                                       registers[i].reset, writable[i], 0);
  strata_device_add_bank (device, "pm", NULL, registers, G_N_ELEMENTS (registers));

  self->smbus_register = (StrataRegister) {
    .name = "SMBBA",
    .offset = SMBUS_BASE,
    .size = 4,
    .access = RW,
    .reset = (self->smbus_base & BASE_MASK) | BASE_IO,
    .summary = _ ("where the SMBus ports are"),
  };
  strata_pci_device_describe_config (pci, SMBUS_BASE, 4, self->smbus_register.reset, BASE_MASK, 0);
  strata_device_add_bank (device, "smbus", NULL, &self->smbus_register, 1);
  return add_ports (self, error);
}

static void
strata_piix4_pm_reset (StrataDevice *device)
{
  STRATA_DEVICE_CLASS (strata_piix4_pm_parent_class)->reset (device);
  update_map (STRATA_PIIX4_PM (device));
}

static void
strata_piix4_pm_dispose (GObject *object)
{
  StrataPiix4Pm *self = STRATA_PIIX4_PM (object);

  g_clear_pointer (&self->pm, strata_region_unref);
  g_clear_pointer (&self->smbus, strata_region_unref);

  G_OBJECT_CLASS (strata_piix4_pm_parent_class)->dispose (object);
}

static void
strata_piix4_pm_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SMBUS_BASE:
      g_value_set_uint (value, STRATA_PIIX4_PM (object)->smbus_base);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_piix4_pm_set_property (GObject *object, guint prop_id, const GValue *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SMBUS_BASE:
      STRATA_PIIX4_PM (object)->smbus_base = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_piix4_pm_class_init (StrataPiix4PmClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);
  StrataPciDeviceClass *pci_class = STRATA_PCI_DEVICE_CLASS (klass);

  object_class->dispose = strata_piix4_pm_dispose;
  object_class->get_property = strata_piix4_pm_get_property;
  object_class->set_property = strata_piix4_pm_set_property;
  device_class->model = "piix4-pm";
  device_class->summary = N_ ("power management of the 82371AB, to be found by a bus scan only");
  device_class->realize = strata_piix4_pm_realize;
  device_class->reset = strata_piix4_pm_reset;
  pci_class->write_config = strata_piix4_pm_write_config;
  pci_class->vendor_id = 0x8086;
  pci_class->device_id = 0x7113;
  pci_class->revision_id = 0x03;
  pci_class->class_code = 0x068000;
  pci_class->interrupt_pin = 1;

  properties[PROP_SMBUS_BASE] = g_param_spec_uint (
    "smbus-base", NULL, "where the SMBus ports are at reset", 0, 0xffff, 0xb100,
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
strata_piix4_pm_init (StrataPiix4Pm *self G_GNUC_UNUSED)
{
}
