/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "strata-map-fonts.h"
#include "strata-map-style.h"

G_BEGIN_DECLS

/* Which corners of a box are round. */
typedef enum
{
  STRATA_MAP_CORNERS_NONE = 0,
  STRATA_MAP_CORNERS_TOP = 1 << 0,
  STRATA_MAP_CORNERS_BOTTOM = 1 << 1,
  STRATA_MAP_CORNERS_ALL = STRATA_MAP_CORNERS_TOP | STRATA_MAP_CORNERS_BOTTOM,
} StrataMapCorners;

/* The strokes that the map and its legend are made of. All edges are whole pixels. */

void _strata_map_brush_set_color (cairo_t *cr, const StrataMapColor *color);
void _strata_map_brush_add_box (cairo_t *cr, double x, double y, double width, double height,
                                double inset);
void _strata_map_brush_fill_kind (cairo_t *cr, const StrataMapStyle *style, StrataMapKind kind,
                                  double x, double y, double width, double height);
void _strata_map_brush_fill_seen (cairo_t *cr, const StrataMapStyle *style, StrataMapKind kind,
                                  StrataMapCorners corners, double x, double y, double width,
                                  double height);
void _strata_map_brush_fill_hidden (cairo_t *cr, const StrataMapStyle *style,
                                    StrataMapFonts *fonts, StrataMapKind kind,
                                    StrataMapCorners corners, double x, double y, double width,
                                    double height);
void _strata_map_brush_fill_mixed (cairo_t *cr, const StrataMapStyle *style,
                                   StrataMapFonts *fonts, StrataMapKind kind,
                                   StrataMapCorners corners, double x, double y, double width,
                                   double height);
void _strata_map_brush_outline (cairo_t *cr, const StrataMapColor *color, double line_width,
                                double x, double y, double width, double height);
void _strata_map_brush_outline_dashed (cairo_t *cr, const StrataMapColor *color, double x,
                                       double y, double width, double height);
int _strata_map_brush_write (cairo_t *cr, StrataMapFonts *fonts, StrataMapFont font,
                             const StrataMapColor *color, const char *text, double x,
                             double y_middle, int max_width);

G_END_DECLS
