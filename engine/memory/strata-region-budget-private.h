/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region-private.h"

/* What may be put below what: circles, the length of paths, the number of instances. */

/* Checks that @below may be put below @above, and counts it there. A circle through an alias is let
 * through: it is allowed if what the alias shows comes to an end, which is to be checked with
 * strata_region_check_ends() once the link is made. */
gboolean strata_region_join (StrataRegion *above, StrataRegion *below, GError **error);

/* The counting alone: for a link that goes, and for one that comes back. */
void strata_region_uncount (StrataRegion *above, StrataRegion *below);
void strata_region_recount (StrataRegion *above, StrataRegion *below);

/* Whether every path below a region ends within the budgets, in a window of its offsets. */
gboolean strata_region_check_ends (StrataRegion *self, const StrataRange *window);
