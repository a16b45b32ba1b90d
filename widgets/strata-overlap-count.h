/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

typedef struct _StrataOverlapCount StrataOverlapCount;

StrataOverlapCount *strata_overlap_count_new (StrataRendering *rendering);
void strata_overlap_count_free (StrataOverlapCount *self);
guint strata_overlap_count_get (StrataOverlapCount *self, guint64 first, guint64 last);

G_END_DECLS
