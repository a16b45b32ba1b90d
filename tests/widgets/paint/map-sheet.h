/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "strata-map-layout.h"
#include "strata-map-style.h"

G_BEGIN_DECLS

/* A sheet of paper without a display: the font is DejaVu Sans, nothing is hinted. */

StrataMapFonts *map_sheet_create_fonts (void);
StrataMapLayout *map_sheet_create_layout (StrataMapModel *model, StrataMapMode mode, double zoom,
                                          int width, gboolean unfolded);
cairo_surface_t *map_sheet_create_surface (int width, int height, const StrataMapStyle *style);
int map_sheet_get_difference (guint32 a, guint32 b);
void map_sheet_compare (cairo_surface_t *picture, const char *name);

G_END_DECLS
