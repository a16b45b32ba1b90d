/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"
#include "strata-pci-bar-private.h"
#include "strata-pci-config-private.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PCI_DEVICE (strata_pci_device_get_type ())

G_DECLARE_DERIVABLE_TYPE (StrataPciDevice, strata_pci_device, STRATA, PCI_DEVICE, StrataDevice)

/*
 * A function on a PCI bus: a configuration space of 256 bytes, base address registers whose regions
 * appear where firmware programs them, and an interrupt.
 *
 * Properties: `bus` is the device that has the bus (a host bridge has its own), `address` is where
 * the function is plugged in, such as `02.0`.
 *
 * A model sets the class fields in its class_init. It calls the parent class's realize FIRST in its
 * own, and its reset first in its own; in realize it makes its regions and adds the base address
 * registers and whatever else stands in its configuration space:
 *
 *     strata_pci_device_add_bar (STRATA_PCI_DEVICE (self), 0, STRATA_PCI_BAR_PREFETCHABLE, vram);
 *     strata_pci_device_describe_config (STRATA_PCI_DEVICE (self), 0x40, 1, 0x00, 0xff, 0);
 *
 * Regions of base address registers are not offered: the function itself places them.
 */
struct _StrataPciDeviceClass
{
  StrataDeviceClass parent_class;

  guint16 vendor_id;
  guint16 device_id;
  guint8 revision_id;
  guint32 class_code; /* base class, sub-class, programming interface: 0x030000 is a VGA adapter */
  guint16 subsystem_vendor_id;
  guint16 subsystem_id;
  guint8 interrupt_pin;      /* 1 to 4 for INTA# to INTD#, 0 for none */
  gboolean is_multifunction; /* its device has other functions, too */

  /* A configuration write; the parent class changes what is writable and places the BARs. */
  void (*write_config) (StrataPciDevice *self, guint offset, guint size, guint32 value);
};

/* For models, in realize, behind the parent class's */
void strata_pci_device_describe_config (StrataPciDevice *self, guint offset, guint size,
                                        guint32 reset, guint32 writable, guint32 cleared);
void strata_pci_device_add_bar (StrataPciDevice *self, guint index, StrataPciBarKind kind,
                                StrataRegion *region);

/* For models, at any time */
guint32 strata_pci_device_get_config (StrataPciDevice *self, guint offset, guint size);
void strata_pci_device_set_config (StrataPciDevice *self, guint offset, guint size, guint32 value);
void strata_pci_device_set_interrupt (StrataPciDevice *self, gboolean level);

G_END_DECLS
