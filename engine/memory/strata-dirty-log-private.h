/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-dirty-log.h"

/* A client of a region with memory goes on: all is dirty, and stays so until the last writer has
 * taken a view that knows of the log. In the transaction that brings this view. */
void strata_region_begin_log (StrataRegion *self, guint client_index);
/* After the commit: looks whether they have moved on already. */
void strata_region_settle_log (StrataRegion *self, guint client_index);
