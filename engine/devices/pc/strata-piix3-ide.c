/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Intel 82371FB (PIIX) and 82371SB (PIIX3) PCI ISA IDE Xcelerator, order number 290550: a bus
 * scan finds the function and can program it. There are no drives, and no DMA.
 */

#include "strata-piix3-ide-private.h"

#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-described-private.h"

#define BUS_MASTER_BAR 4
#define N_CHANNELS 2

struct _StrataPiix3Ide
{
  StrataPciDevice parent_instance;

  StrataRegion *bus_master;
};

G_DEFINE_FINAL_TYPE (StrataPiix3Ide, strata_piix3_ide, STRATA_TYPE_PCI_DEVICE)

static const StrataField timing_fields[] = {
  STRATA_BIT ("IDE-DECODE", 15, RW),
};

static const StrataRegister registers[] = {
  { "IDETIM0", 0x40, 2, STRATA_REGISTER_RW, 0, N_ ("timing of the primary channel"), timing_fields,
    1 },
  { "IDETIM1", 0x42, 2, STRATA_REGISTER_RW, 0, N_ ("timing of the secondary channel"),
    timing_fields, 1 },
  { "SIDETIM", 0x44, 1, STRATA_REGISTER_RW, 0, N_ ("timing of the slaves"), NULL, 0 },
};

static const guint16 writable[] = { 0xf3ff, 0xf3ff, 0xff };

G_STATIC_ASSERT (G_N_ELEMENTS (registers) == G_N_ELEMENTS (writable));

/* For each channel a command and a status, and the address of the descriptors */
static gboolean
add_bus_master (StrataPiix3Ide *self, GError **error)
{
  StrataSystem *system = strata_device_get_system (STRATA_DEVICE (self));
  StrataOwner *owner = strata_device_get_owner (STRATA_DEVICE (self));

  self->bus_master = strata_region_new_container (system, owner, "piix-bmdma-container",
                                                  8 * N_CHANNELS);
  for (guint i = 0; i < N_CHANNELS; i++)
    {
      g_autoptr (StrataRegion) control = strata_described_new (system, owner, "piix-bmdma", 4);
      g_autoptr (StrataRegion) address = strata_described_new (system, owner, "bmdma", 4);

      if (!strata_region_add_subregion (self->bus_master, 8 * i, control, error)
          || !strata_region_add_subregion (self->bus_master, 8 * i + 4, address, error))
        return FALSE;
    }
  strata_pci_device_add_bar (STRATA_PCI_DEVICE (self), BUS_MASTER_BAR, STRATA_PCI_BAR_IO,
                             self->bus_master);
  return TRUE;
}

static gboolean
strata_piix3_ide_realize (StrataDevice *device, GError **error)
{
  StrataPciDevice *pci = STRATA_PCI_DEVICE (device);

  if (!STRATA_DEVICE_CLASS (strata_piix3_ide_parent_class)->realize (device, error))
    return FALSE;
  strata_pci_device_describe_config (pci, STRATA_PCI_COMMAND, 2, 0, 0x0005, 0);
  strata_pci_device_describe_config (pci, STRATA_PCI_STATUS, 2, 0x0280, 0, 0x3800);
  strata_pci_device_describe_config (pci, STRATA_PCI_LATENCY_TIMER, 1, 0, 0xf0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (registers); i++)
    strata_pci_device_describe_config (pci, registers[i].offset, registers[i].size,
                                       registers[i].reset, writable[i], 0);
  strata_device_add_bank (device, "ide", NULL, registers, G_N_ELEMENTS (registers));
  return add_bus_master (STRATA_PIIX3_IDE (device), error);
}

static void
strata_piix3_ide_dispose (GObject *object)
{
  g_clear_pointer (&STRATA_PIIX3_IDE (object)->bus_master, strata_region_unref);

  G_OBJECT_CLASS (strata_piix3_ide_parent_class)->dispose (object);
}

static void
strata_piix3_ide_class_init (StrataPiix3IdeClass *klass)
{
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);
  StrataPciDeviceClass *pci_class = STRATA_PCI_DEVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_piix3_ide_dispose;
  device_class->model = "piix3-ide";
  device_class->summary = N_ ("IDE function of the 82371SB, to be found by a bus scan only");
  device_class->realize = strata_piix3_ide_realize;
  pci_class->vendor_id = 0x8086;
  pci_class->device_id = 0x7010;
  pci_class->class_code = 0x010180;
}

static void
strata_piix3_ide_init (StrataPiix3Ide *self G_GNUC_UNUSED)
{
}
