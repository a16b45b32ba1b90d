/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_I8254 (strata_i8254_get_type ())

G_DECLARE_FINAL_TYPE (StrataI8254, strata_i8254, STRATA, I8254, StrataDevice)

/* With the system locked */
void strata_i8254_set_gate (StrataI8254 *self, guint counter, gboolean gate);
gboolean strata_i8254_get_out (StrataI8254 *self, guint counter);

G_END_DECLS
