/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-address-space.h"

G_BEGIN_DECLS

#define STRATA_TYPE_COMPARE_SIDE (strata_compare_side_get_type ())

G_DECLARE_FINAL_TYPE (StrataCompareSide, strata_compare_side, STRATA, COMPARE_SIDE, GObject)

StrataCompareSide *strata_compare_side_new (void);

void strata_compare_side_show (StrataCompareSide *self, StrataAddressSpace *space);
void strata_compare_side_refresh (StrataCompareSide *self);
StrataAddressSpace *strata_compare_side_get_space (StrataCompareSide *self);
StrataFlatView *strata_compare_side_get_view (StrataCompareSide *self);

G_END_DECLS
