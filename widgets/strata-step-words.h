/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

char *strata_step_words_dup_name (StrataEdit *edit, StrataRegion *region, const char *name);

G_END_DECLS
