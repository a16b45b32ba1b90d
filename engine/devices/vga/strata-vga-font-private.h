/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-picture-private.h"

#define STRATA_VGA_GLYPH_LINES 32
#define STRATA_VGA_N_GLYPHS 256

/* The two fonts in effect as they were drawn last: 256 characters of 32 lines each. */
typedef struct
{
  guint8 lines[2][STRATA_VGA_N_GLYPHS][STRATA_VGA_GLYPH_LINES];
  gboolean changed[2][STRATA_VGA_N_GLYPHS]; /* by the last look at them */
} StrataVgaFont;

/* Looks at the characters in dirty pages, or at all; returns whether any has changed in its first
 * @n_lines lines. */
gboolean strata_vga_font_update (StrataVgaFont *self, const StrataVgaPicture *picture,
                                 guint n_lines);
