/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "paint/strata-hex-page.h"
#include "strata.h"

G_BEGIN_DECLS

GArray *strata_hex_stretches_list (StrataFlatView *view, guint64 base, guint64 first,
                                   guint64 last);
gboolean strata_hex_stretches_find (StrataFlatView *view, StrataRegion *region, guint64 offset,
                                    guint64 *address);

G_END_DECLS
