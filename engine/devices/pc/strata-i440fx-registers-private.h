/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/pci/strata-pci-device-private.h"

G_BEGIN_DECLS

#define STRATA_I440FX_PAM 0x59
#define STRATA_I440FX_N_PAM 7
#define STRATA_I440FX_SMRAM 0x72
#define STRATA_I440FX_SMRAM_OPEN 0x40
#define STRATA_I440FX_SMRAM_CLOSED 0x20
#define STRATA_I440FX_SMRAM_LOCKED 0x10
#define STRATA_I440FX_SMRAM_ENABLED 0x08
#define STRATA_I440FX_TRC 0x93
#define STRATA_I440FX_TRC_RESET 0x04

/* Says what stands in the bridge's configuration space, and what can be written */
void strata_i440fx_describe_registers (StrataPciDevice *device);

G_END_DECLS
