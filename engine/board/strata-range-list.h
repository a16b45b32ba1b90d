/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-types.h"

G_BEGIN_DECLS

STRATA_PUBLIC
void strata_range_list_join (GArray *ranges);

G_END_DECLS
