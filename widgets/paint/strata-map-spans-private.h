/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-types.h"

G_BEGIN_DECLS

/* A stretch and how many of some ranges lie over it; @item is the one, or #G_MAXUINT if there are
 * more. */
typedef struct
{
  guint64 first;
  guint64 last;
  guint count;
  guint item;
} StrataMapSpan;

/* A range and what it is of. */
typedef struct
{
  guint64 first;
  guint64 last;
  guint item;
} StrataMapSpanItem;

GArray *_strata_map_spans_new (GArray *items);

G_END_DECLS
