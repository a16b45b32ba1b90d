/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-heat.h"

/* Notes an access that is over; without a region nobody has answered. */
void strata_heat_note (StrataHeat *self, const StrataAddressSpace *space, guint64 address,
                       const StrataRegion *region, guint64 offset, guint64 size,
                       gboolean is_write, StrataResult result, gint64 time);
