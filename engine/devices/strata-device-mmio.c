/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What most models have: registers in a region that is offered to the board */

#include "strata-device-mmio-private.h"

/* Makes a region that answers through callbacks, which get the device, and offers it. Returns the
 * region, to be held. */
StrataRegion *
strata_device_offer_mmio (StrataDevice *self, const char *part, const char *name, guint64 size,
                          const StrataRegionOps *ops)
{
  StrataRegion *region
    = strata_region_new_mmio (strata_device_get_system (self), strata_device_get_owner (self),
                              name, size, ops, self, NULL);

  strata_device_add_region (self, part, region);
  return region;
}
