/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "strata-map-layout.h"
#include "strata-map-style.h"

G_BEGIN_DECLS

void strata_map_mark_painter_paint (StrataMapLayout *layout, const StrataMapStyle *style,
                                    cairo_t *cr, StrataMapMarks *marks);
void strata_map_mark_painter_paint_box (const StrataMapStyle *style, cairo_t *cr,
                                        StrataDifference difference, double x, double y,
                                        double width, double height);

G_END_DECLS
