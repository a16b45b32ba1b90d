/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PL061 (strata_pl061_get_type ())

G_DECLARE_FINAL_TYPE (StrataPl061, strata_pl061, STRATA, PL061, StrataDevice)

G_END_DECLS
