/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "strata-map-layout.h"
#include "strata-map-style.h"

G_BEGIN_DECLS

int strata_map_legend_get_height (StrataMapLayout *layout);
void strata_map_legend_paint (StrataMapLayout *layout, const StrataMapStyle *style, cairo_t *cr);

G_END_DECLS
