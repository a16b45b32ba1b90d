/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-pci-host-private.h"

G_DEFINE_INTERFACE (StrataPciHost, strata_pci_host, STRATA_TYPE_DEVICE)

static void
strata_pci_host_default_init (StrataPciHostInterface *iface G_GNUC_UNUSED)
{
}

/* (transfer none) (nullable): NULL before it is realized */
StrataPciBus *
strata_pci_host_get_bus (StrataPciHost *self)
{
  return STRATA_PCI_HOST_GET_IFACE (self)->get_bus (self);
}

/* (transfer none) (nullable): NULL if there are none, or before it is realized */
StrataPciPorts *
strata_pci_host_get_ports (StrataPciHost *self)
{
  StrataPciHostInterface *iface = STRATA_PCI_HOST_GET_IFACE (self);

  return iface->get_ports != NULL ? iface->get_ports (self) : NULL;
}
