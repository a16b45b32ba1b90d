/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "memory/strata-heat.h"
#include "strata-map-layout.h"
#include "strata-map-style.h"

G_BEGIN_DECLS

/**
 * StrataMapHeatSide:
 * @STRATA_MAP_HEAT_READS: reads, at the left of an axis
 * @STRATA_MAP_HEAT_WRITES: writes, at the right
 *
 * What a bar shows. The side says it to those who do not see the colour.
 */
typedef enum
{
  STRATA_MAP_HEAT_READS,
  STRATA_MAP_HEAT_WRITES,
} StrataMapHeatSide;

void strata_map_heat_paint (StrataMapLayout *layout, const StrataMapStyle *style, cairo_t *cr,
                            const GArray *spots);
void strata_map_heat_paint_headings (StrataMapLayout *layout, const StrataMapStyle *style,
                                     cairo_t *cr, int height);
void strata_map_heat_paint_bar (const StrataMapStyle *style, cairo_t *cr, StrataMapHeatSide side,
                                double level, double axis, double y, double length,
                                double thickness);

G_END_DECLS
