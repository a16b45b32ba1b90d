/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-device.h"

G_BEGIN_DECLS

StrataRegion *strata_device_offer_mmio (StrataDevice *self, const char *part, const char *name,
                                        guint64 size, const StrataRegionOps *ops);

G_END_DECLS
