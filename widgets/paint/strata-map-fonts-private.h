/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-fonts.h"
#include "strata-map-hatches-private.h"

G_BEGIN_DECLS

StrataMapHatches *_strata_map_fonts_get_hatches (StrataMapFonts *self);

G_END_DECLS
