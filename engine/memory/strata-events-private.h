/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-dry-commit.h"

/* The events of a range that goes away, and of one that comes. */
void strata_events_add_gone (GArray *events, StrataAddressSpace *space,
                             const StrataFlatRange *range);
void strata_events_add_come (GArray *events, StrataAddressSpace *space,
                             const StrataFlatRange *range);

/* The events of the eventfds of a whole view that goes away, or of one that comes; NULL for
 * none. */
void strata_events_add_eventfds (GArray *events, StrataAddressSpace *space, StrataFlatView *old,
                                 StrataFlatView *new);
