/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/pci/strata-pci-device-private.h"
#include "strata-vga-core-private.h"

G_BEGIN_DECLS

#define STRATA_TYPE_VGA_PCI (strata_vga_pci_get_type ())

/*
 * The VGA of a PCI machine, as QEMU has it: `vga`. Video memory is behind base address register 0,
 * registers in memory behind 2. Its ports and its window answer wherever the board places them: as
 * on QEMU's, the command register does not switch them.
 */
G_DECLARE_FINAL_TYPE (StrataVgaPci, strata_vga_pci, STRATA, VGA_PCI, StrataPciDevice)

StrataVgaState *strata_vga_pci_get_state (StrataVgaPci *self);

G_END_DECLS
