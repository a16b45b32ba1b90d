/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "strata-map-layout.h"
#include "strata-map-picture.h"
#include "strata-map-style.h"

G_BEGIN_DECLS

/**
 * StrataMapEmphasis:
 * @selected: the instance that is selected, or %STRATA_NO_INSTANCE
 * @hovered: (nullable): the box under the pointer
 * @view_top: the upper edge of what is on the screen, in pixels from the top of the map: names of
 *   boxes that reach beyond it are kept inside
 * @view_bottom: the lower edge
 * @marks: (nullable): what would change; %NULL for what the model of the layout says
 *
 * What changes while the layout stays.
 */
typedef struct
{
  guint selected;
  const StrataMapBox *hovered;
  double view_top;
  double view_bottom;
  StrataMapMarks *marks;
} StrataMapEmphasis;

void strata_map_painter_paint_picture (StrataMapPicture *self, const StrataMapStyle *style,
                                       cairo_t *cr, const StrataMapEmphasis *emphasis);
void strata_map_painter_paint (StrataMapLayout *layout, const StrataMapStyle *style, cairo_t *cr,
                               const StrataMapEmphasis *emphasis);

int strata_map_painter_get_headings_height (StrataMapLayout *layout);
void strata_map_painter_paint_headings (StrataMapLayout *layout, const StrataMapStyle *style,
                                        cairo_t *cr, const char *seen);

G_END_DECLS
