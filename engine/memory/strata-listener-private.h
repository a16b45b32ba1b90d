/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-commit-private.h"
#include "strata-listener.h"

/* Tells the listeners what a commit brings, and publishes its views at the right moment. */
void strata_listeners_deliver (StrataSystem *system, GPtrArray *commits);

/* Asks the listeners for what they know of a region's dirty log. */
void strata_listeners_sync (StrataRegion *region);
