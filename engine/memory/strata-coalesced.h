/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region.h"

G_BEGIN_DECLS

STRATA_PUBLIC
gboolean strata_region_set_coalescing (StrataRegion *self, GError **error);
STRATA_PUBLIC
gboolean strata_region_add_coalescing (StrataRegion *self, guint64 offset, guint64 size,
                                       GError **error);
STRATA_PUBLIC
gboolean strata_region_clear_coalescing (StrataRegion *self, GError **error);
STRATA_PUBLIC
GArray *strata_region_list_coalescing (StrataRegion *self);
STRATA_PUBLIC
void strata_region_set_flush_coalesced (StrataRegion *self);
STRATA_PUBLIC
void strata_region_clear_flush_coalesced (StrataRegion *self);

G_END_DECLS
