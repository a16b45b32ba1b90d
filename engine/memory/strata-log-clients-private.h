/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region-private.h"
#include "strata-system-private.h"

/* Who logs a region: for itself, or all memory. */
static inline guint
strata_region_find_log_clients (const StrataRegion *region)
{
  return strata_region_state_log_clients (&region->state)
         | (region->ram != NULL ? region->system->log_clients : 0);
}
