/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

#include "strata.h"

G_BEGIN_DECLS

#define STRATA_TYPE_COUNTS_ITEM (strata_counts_item_get_type ())

G_DECLARE_FINAL_TYPE (StrataCountsItem, strata_counts_item, STRATA, COUNTS_ITEM, GObject)

StrataCountsItem *strata_counts_item_new (StrataRegion *region, const char *id,
                                          StrataAddressSpace *space);

StrataRegion *strata_counts_item_get_region (StrataCountsItem *self);
StrataAddressSpace *strata_counts_item_get_space (StrataCountsItem *self);
const char *strata_counts_item_get_name (StrataCountsItem *self);
const StrataAccessCounts *strata_counts_item_get_counts (StrataCountsItem *self);
gboolean strata_counts_item_update (StrataCountsItem *self, StrataHeat *heat);

G_END_DECLS
