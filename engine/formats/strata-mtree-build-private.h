/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-mtree-order-private.h"

G_BEGIN_DECLS

gboolean strata_mtree_build (StrataMtreeMap *map, StrataMtreeOrder *order, StrataBoard *board,
                             StrataLoadMonitor *monitor, GError **error);

G_END_DECLS
