/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_CFI_FLASH (strata_cfi_flash_get_type ())

G_DECLARE_FINAL_TYPE (StrataCfiFlash, strata_cfi_flash, STRATA, CFI_FLASH, StrataDevice)

G_END_DECLS
