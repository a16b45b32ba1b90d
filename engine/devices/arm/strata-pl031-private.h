/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PL031 (strata_pl031_get_type ())

G_DECLARE_FINAL_TYPE (StrataPl031, strata_pl031, STRATA, PL031, StrataDevice)

G_END_DECLS
