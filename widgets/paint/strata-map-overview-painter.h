/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "strata-map-model.h"

G_BEGIN_DECLS

/**
 * StrataMapOverviewMarks:
 * @visible: what is seen in the map
 * @selected: the address that is selected
 * @has_selected: whether one is
 *
 * What is marked in an overview.
 */
typedef struct
{
  StrataRange visible;
  guint64 selected;
  gboolean has_selected;
} StrataMapOverviewMarks;

void strata_map_overview_painter_paint (StrataMapModel *model, StrataMapScale *scale,
                                        const StrataMapStyle *style, cairo_t *cr, int width,
                                        const StrataMapOverviewMarks *marks);
void strata_map_overview_painter_get_frame (StrataMapScale *scale, const StrataRange *visible,
                                            double *top, double *bottom);

G_END_DECLS
