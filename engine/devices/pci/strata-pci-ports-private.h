/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-register.h"
#include "strata-pci-bus-private.h"

G_BEGIN_DECLS

typedef struct _StrataPciPorts StrataPciPorts;

/* The two ports through which a PC reaches configuration space: an address and, behind it, the
 * data */
StrataPciPorts *strata_pci_ports_new (StrataSystem *system, StrataOwner *owner, StrataPciBus *bus);
void strata_pci_ports_free (StrataPciPorts *self);
StrataRegion *strata_pci_ports_get_index_region (StrataPciPorts *self);
StrataRegion *strata_pci_ports_get_data_region (StrataPciPorts *self);
void strata_pci_ports_drop_regions (StrataPciPorts *self);
void strata_pci_ports_reset (StrataPciPorts *self);
void strata_pci_ports_find_config (StrataPciPorts *self, guint address, guint offset,
                                   StrataRegisterPath *path);

G_END_DECLS
