/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-view.h"

/* Why an access cannot take the direct way through StrataFlatRange.bytes. One word, tested once. */
enum
{
  STRATA_SLOW_READ = 1 << 0,           /* reads go to a callback, or nowhere */
  STRATA_SLOW_WRITE_CALLBACK = 1 << 1, /* writes go to a callback, or nowhere */
  STRATA_SLOW_READONLY = 1 << 2,       /* writes are ignored */
  STRATA_SLOW_LOG = 1 << 3,            /* writes mark pages dirty */
  STRATA_SLOW_COALESCED = 1 << 4,      /* some writes are queued */
  STRATA_SLOW_UNITS = 1 << 5,          /* only whole, aligned units, never bulk */
  STRATA_SLOW_FLUSH = 1 << 6,          /* coalesced writes come before any access */
};

/* An empty view. */
StrataFlatView *strata_flat_view_new (void);

/* A view in which the ranges that begin in [first, last] are replaced by others that lie in it. The
 * rest is shared with @self. */
StrataFlatView *strata_flat_view_replace (StrataFlatView *self, guint64 first, guint64 last,
                                          const StrataFlatRange *ranges, guint n_ranges);

/* How many bytes its chunks take, those shared with other views included. */
gsize strata_flat_view_get_memory (StrataFlatView *self);
