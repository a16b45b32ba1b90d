/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-picture-private.h"

G_BEGIN_DECLS

/* What is painted may wait for the next box, and for the end. */
void _strata_map_box_painter_paint (StrataMapPicture *picture, guint index, double top,
                                    double bottom);
void _strata_map_box_painter_finish (StrataMapPicture *picture);

G_END_DECLS
