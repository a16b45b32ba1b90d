/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PORT92 (strata_port92_get_type ())

G_DECLARE_FINAL_TYPE (StrataPort92, strata_port92, STRATA, PORT92, StrataDevice)

G_END_DECLS
