/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_MC146818 (strata_mc146818_get_type ())

G_DECLARE_FINAL_TYPE (StrataMc146818, strata_mc146818, STRATA, MC146818, StrataDevice)

G_END_DECLS
