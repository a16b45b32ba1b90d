/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_IOAPIC (strata_ioapic_get_type ())

G_DECLARE_FINAL_TYPE (StrataIoapic, strata_ioapic, STRATA, IOAPIC, StrataDevice)

G_END_DECLS
