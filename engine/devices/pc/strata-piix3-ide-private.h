/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/pci/strata-pci-device-private.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PIIX3_IDE (strata_piix3_ide_get_type ())

/* The IDE function of the 82371SB: its configuration space, and the place of its ports */
G_DECLARE_FINAL_TYPE (StrataPiix3Ide, strata_piix3_ide, STRATA, PIIX3_IDE, StrataPciDevice)

G_END_DECLS
