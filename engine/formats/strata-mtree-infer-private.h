/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-mtree-hints-private.h"

G_BEGIN_DECLS

gboolean strata_mtree_infer (StrataMtreeMap *map, StrataMtreeOrder *order, StrataMtreeHints *hints,
                             StrataLoadMonitor *monitor, GError **error);

G_END_DECLS
