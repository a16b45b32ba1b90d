/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/pci/strata-pci-device-private.h"

G_BEGIN_DECLS

#define STRATA_TYPE_I440FX (strata_i440fx_get_type ())

/* The host bridge 82441FX: the PCI bus, and what shows between 640 KiB and 1 MiB */
G_DECLARE_FINAL_TYPE (StrataI440fx, strata_i440fx, STRATA, I440FX, StrataPciDevice)

G_END_DECLS
