/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_I8259 (strata_i8259_get_type ())

G_DECLARE_FINAL_TYPE (StrataI8259, strata_i8259, STRATA, I8259, StrataDevice)

/* What a CPU does, with the system locked */
guint8 strata_i8259_acknowledge (StrataI8259 *self);

G_END_DECLS
