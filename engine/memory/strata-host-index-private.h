/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region-private.h"

/* The regions of a system that have memory, by where it is in this process. All under the system
 * lock. */
typedef struct _StrataHostIndex StrataHostIndex;

/* Called with each region that somebody holds; it is held meanwhile. */
typedef void (*StrataHostIndexFunc) (StrataRegion *region, gpointer user_data);

StrataHostIndex *strata_host_index_new (void);
void strata_host_index_free (StrataHostIndex *self);
/* Regions of no bytes are left out. */
void strata_host_index_add (StrataHostIndex *self, StrataRegion *region);
void strata_host_index_remove (StrataHostIndex *self, StrataRegion *region);
/* The oldest region whose memory holds a byte, held; NULL if there is none. */
StrataRegion *strata_host_index_find (StrataHostIndex *self, gconstpointer pointer);
void strata_host_index_foreach (StrataHostIndex *self, StrataHostIndexFunc func,
                                gpointer user_data);
