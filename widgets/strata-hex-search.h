/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

gboolean strata_hex_search (StrataInitiator *initiator, StrataFlatView *view,
                            const StrataRange *range, const guint8 *pattern, gsize length,
                            guint64 budget, guint64 *found);

G_END_DECLS
