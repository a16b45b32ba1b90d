/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-hex-layout.h"
#include "strata-hex-page.h"

G_BEGIN_DECLS

void strata_hex_painter_paint (const StrataHexPage *page, const StrataHexLayout *layout,
                               StrataHexFont *font, const StrataMapStyle *style, cairo_t *cr,
                               int width);

G_END_DECLS
