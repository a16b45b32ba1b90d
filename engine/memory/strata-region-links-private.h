/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region-private.h"

/* What follows from a region's state: its place in its container's index, in its target's list of
 * aliases, and what it holds. */

/* Replaces the state and all that follows from it. Instances are counted by the caller. */
void strata_region_relink (StrataRegion *self, const StrataRegionState *state);

/* Puts an old state back, instances counted; cannot fail. */
void strata_region_restore (StrataRegion *self, const StrataRegionState *state);

/* A state for the journal: what it names is held. */
void strata_region_state_hold (StrataRegionState *state);
void strata_region_state_release (StrataRegionState *state);
