/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_I8042 (strata_i8042_get_type ())

G_DECLARE_FINAL_TYPE (StrataI8042, strata_i8042, STRATA, I8042, StrataDevice)

/* What the keyboard sends, with the system locked */
gboolean strata_i8042_type (StrataI8042 *self, const guint8 *scan_codes, guint n_codes);

G_END_DECLS
