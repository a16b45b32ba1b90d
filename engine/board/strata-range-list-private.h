/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-range-list.h"

G_BEGIN_DECLS

GArray *strata_range_list_parse (const char *text, GError **error);
char *strata_range_list_format (GArray *ranges);

G_END_DECLS
