/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "strata-map-style.h"

G_BEGIN_DECLS

/* Hatching drawn once and then laid out as tiles: stroking slanted lines is most of what a picture
 * would cost. */

typedef struct _StrataMapHatches StrataMapHatches;

/* How far apart the lines are, in pixels. */
#define STRATA_MAP_HATCH_STEP 6

StrataMapHatches *_strata_map_hatches_new (void);
void _strata_map_hatches_free (StrataMapHatches *self);

/* Tiles of lines wherever x + y is a multiple of the step, for a device with some pixels in each of
 * the map's; %NULL where lines have to be stroked. */
cairo_pattern_t *_strata_map_hatches_get (StrataMapHatches *self, const StrataMapColor *color,
                                          int resolution);
int _strata_map_hatches_find_resolution (cairo_t *cr, int resolution);

/* Adds the lines of a rectangle to the path, to be stroked one pixel wide. */
void _strata_map_hatches_add_lines (cairo_t *cr, double x, double top, double width,
                                    double bottom);

G_END_DECLS
