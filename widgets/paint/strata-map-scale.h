/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-types.h"

G_BEGIN_DECLS

typedef struct _StrataMapScale StrataMapScale;

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

StrataMapScale *strata_map_scale_new (const StrataMapStretch *stretches, gsize n_stretches,
                                      const StrataRange *window,
                                      const StrataMapScaleOptions *options);
void strata_map_scale_find_window (const StrataMapStretch *stretches, gsize n_stretches,
                                   const StrataMapScaleOptions *options, guint64 address,
                                   double above, double below, StrataRange *window);
StrataMapScale *strata_map_scale_ref (StrataMapScale *self);
void strata_map_scale_unref (StrataMapScale *self);

const StrataMapScaleOptions *strata_map_scale_get_options (StrataMapScale *self);
const StrataRange *strata_map_scale_get_window (StrataMapScale *self);
double strata_map_scale_get_height (StrataMapScale *self);
double strata_map_scale_get_top (StrataMapScale *self, guint64 address);
double strata_map_scale_get_bottom (StrataMapScale *self, guint64 address);
guint64 strata_map_scale_get_address (StrataMapScale *self, double y);
gboolean strata_map_scale_find_from (StrataMapScale *self, double y, guint64 *address);
gboolean strata_map_scale_is_folded (StrataMapScale *self, guint64 address);
gboolean strata_map_scale_is_finest (StrataMapScale *self, const StrataRange *range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMapScale, strata_map_scale_unref)

G_END_DECLS
