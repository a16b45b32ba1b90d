/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/pci/strata-pci-device-private.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PIIX4_PM (strata_piix4_pm_get_type ())

/* The power management function of the 82371AB: its configuration space, and where its ports are */
G_DECLARE_FINAL_TYPE (StrataPiix4Pm, strata_piix4_pm, STRATA, PIIX4_PM, StrataPciDevice)

G_END_DECLS
