/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PORT80 (strata_port80_get_type ())

G_DECLARE_FINAL_TYPE (StrataPort80, strata_port80, STRATA, PORT80, StrataDevice)

G_END_DECLS
