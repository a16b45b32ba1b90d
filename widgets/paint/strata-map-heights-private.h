/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-heights.h"

G_BEGIN_DECLS

/* A folded gap does not grow further than this when all else does, in row heights. */
#define STRATA_MAP_HEIGHTS_MAX_GAP 4.0

/* All the stretches, and how their sizes become heights. */
typedef struct
{
  const StrataMapStretch *stretches;
  gsize n;
  const StrataMapScaleOptions *options;
  double true_size; /* of all but the empty ends */
} StrataMapHeights;

/* The size of a range can be 2^64, which no integer here holds. */
static inline double
_strata_map_get_size (guint64 first, guint64 last)
{
  return (double) (last - first) + 1;
}

StrataMapHeights _strata_map_heights_create (const StrataMapStretch *stretches, gsize n,
                                             const StrataMapScaleOptions *options);
double _strata_map_heights_get (const StrataMapHeights *self, gsize index);
gsize _strata_map_stretch_find (const StrataMapStretch *stretches, gsize n_stretches,
                                guint64 address);

G_END_DECLS
