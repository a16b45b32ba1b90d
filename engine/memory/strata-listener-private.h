/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-commit-private.h"
#include "strata-listener.h"

/* Whether anybody would hear of what the running transaction may have changed. */
gboolean strata_listeners_hear (StrataSystem *system);
/* Tells the listeners what a commit brings, and publishes its views at the right moment. */
void strata_listeners_deliver (StrataSystem *system, GPtrArray *commits);

/* Tells the listeners of a space that comes with, or leaves with, a view that is already there. */
void strata_listeners_announce (StrataAddressSpace *space, gboolean comes);

/* Asks the listeners for what they know of the dirty log of a region, or of all if it is NULL. */
void strata_listeners_sync (StrataSystem *system, StrataRegion *region);
/* Tells them that pages of a region, given by offsets, are about to become clean. */
void strata_listeners_clear (StrataRegion *region, guint64 first, guint64 last);
/* Tells them that logging of all memory begins or has ended. Under the system lock. */
void strata_listeners_tell_global_log (StrataSystem *system, StrataDirtyClients clients,
                                       gboolean on);
