/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"
#include "strata-pci-bus-private.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PCI_HOST (strata_pci_host_get_type ())

G_DECLARE_INTERFACE (StrataPciHost, strata_pci_host, STRATA, PCI_HOST, StrataDevice)

/* A device that has a PCI bus. The bus is there once it is realized, and lives as long as it. */
struct _StrataPciHostInterface
{
  GTypeInterface parent;

  StrataPciBus *(*get_bus) (StrataPciHost *self);
};

StrataPciBus *strata_pci_host_get_bus (StrataPciHost *self);

G_END_DECLS
