/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_SP804 (strata_sp804_get_type ())

G_DECLARE_FINAL_TYPE (StrataSp804, strata_sp804, STRATA, SP804, StrataDevice)

G_END_DECLS
