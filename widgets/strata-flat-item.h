/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-space-model.h"

G_BEGIN_DECLS

#define STRATA_TYPE_FLAT_ITEM (strata_flat_item_get_type ())

G_DECLARE_FINAL_TYPE (StrataFlatItem, strata_flat_item, STRATA, FLAT_ITEM, GObject)

StrataFlatItem *strata_flat_item_new (StrataSpaceModel *model, const StrataRangePair *pair);

const StrataFlatRange *strata_flat_item_get_range (StrataFlatItem *self);
void strata_flat_item_refresh (StrataFlatItem *self);

G_END_DECLS
