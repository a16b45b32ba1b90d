/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"
#include "strata-region-description-private.h"

G_BEGIN_DECLS

StrataRegion *strata_region_maker_make (const StrataRegionDescription *description,
                                        StrataSystem *system, StrataOwner *owner,
                                        StrataRegion *target, const char **key, GError **error);
StrataRegion *strata_region_maker_take_part (const StrataRegionDescription *description,
                                             StrataDevice *device, const char **key,
                                             GError **error);

G_END_DECLS
