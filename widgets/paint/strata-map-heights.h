/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-types.h"

G_BEGIN_DECLS

/**
 * STRATA_MAP_SCALE_MAX_BYTE:
 *
 * As high as one byte needs to be, in row heights; folded, nothing grows beyond.
 */
#define STRATA_MAP_SCALE_MAX_BYTE 2.0

/**
 * StrataMapMode:
 * @STRATA_MAP_MODE_FOLDED: the height of a stretch grows slowly with its size
 * @STRATA_MAP_MODE_TRUE: heights are proportional to sizes; only the empty ends are folded
 *
 * How sizes become heights.
 */
typedef enum
{
  STRATA_MAP_MODE_FOLDED,
  STRATA_MAP_MODE_TRUE,
} StrataMapMode;

/**
 * StrataMapStretch:
 * @first: the first address
 * @last: the last address, inclusive
 * @empty: whether there is nothing at all
 *
 * Addresses between two neighbouring boundaries.
 */
typedef struct
{
  guint64 first;
  guint64 last;
  gboolean empty;
} StrataMapStretch;

/**
 * StrataMapScaleOptions:
 * @mode: how sizes become heights
 * @zoom: a factor on all heights, above 0
 * @row_height: folded: the least height of a stretch at zoom 1
 * @true_height: true scale: the height of all that is not folded, at zoom 1
 *
 * How a scale is made.
 */
typedef struct
{
  StrataMapMode mode;
  double zoom;
  double row_height;
  double true_height;
} StrataMapScaleOptions;

void strata_map_heights_find_window (const StrataMapStretch *stretches, gsize n_stretches,
                                     const StrataMapScaleOptions *options, guint64 address,
                                     double above, double below, StrataRange *window);

G_END_DECLS
