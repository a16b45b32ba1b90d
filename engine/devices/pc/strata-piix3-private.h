/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/pci/strata-pci-device-private.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PIIX3 (strata_piix3_get_type ())

/* The ISA bridge 82371SB: routes the interrupts of PCI, and resets the machine */
G_DECLARE_FINAL_TYPE (StrataPiix3, strata_piix3, STRATA, PIIX3, StrataPciDevice)

G_END_DECLS
