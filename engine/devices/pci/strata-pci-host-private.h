/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"
#include "strata-pci-bus-private.h"
#include "strata-pci-ports-private.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PCI_HOST (strata_pci_host_get_type ())

G_DECLARE_INTERFACE (StrataPciHost, strata_pci_host, STRATA, PCI_HOST, StrataDevice)

/* A device that has a PCI bus. The bus is there once it is realized, and lives as long as it. It
 * may have the ports through which a PC reaches configuration space. */
struct _StrataPciHostInterface
{
  GTypeInterface parent;

  StrataPciBus *(*get_bus) (StrataPciHost *self);
  StrataPciPorts *(*get_ports) (StrataPciHost *self); /* optional */
};

StrataPciBus *strata_pci_host_get_bus (StrataPciHost *self);
StrataPciPorts *strata_pci_host_get_ports (StrataPciHost *self);

G_END_DECLS
