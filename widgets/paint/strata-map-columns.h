/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-types.h"

G_BEGIN_DECLS

guint strata_map_columns_assign (const StrataRange *ranges, guint n_ranges, guint n_seen,
                                 guint *columns);

G_END_DECLS
