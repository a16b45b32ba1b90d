/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PL011 (strata_pl011_get_type ())

G_DECLARE_FINAL_TYPE (StrataPl011, strata_pl011, STRATA, PL011, StrataDevice)

G_END_DECLS
