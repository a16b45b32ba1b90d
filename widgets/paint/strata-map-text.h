/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-types.h"

G_BEGIN_DECLS

char *strata_map_isolate (char *text);
char *strata_map_format_address (guint64 address);
char *strata_map_format_end (guint64 last);
char *strata_map_format_size (guint64 first, guint64 last);

G_END_DECLS
