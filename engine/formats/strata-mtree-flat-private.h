/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-mtree-map-private.h"

G_BEGIN_DECLS

StrataMtreeMap *strata_mtree_map_new_from_flat (StrataMtreeScan *scan, StrataImportNotes *notes);

G_END_DECLS
