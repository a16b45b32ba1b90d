/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <pango/pango.h>

G_BEGIN_DECLS

/**
 * StrataMapFont:
 *
 * What is written with a font of its own.
 */
typedef enum
{
  STRATA_MAP_FONT_TITLE,
  STRATA_MAP_FONT_HEADING,
  STRATA_MAP_FONT_NAME,
  STRATA_MAP_FONT_LABEL,
  STRATA_MAP_FONT_TAG,
  STRATA_MAP_FONT_ADDRESS,
} StrataMapFont;

#define STRATA_MAP_N_FONTS 6

typedef struct _StrataMapFonts StrataMapFonts;

StrataMapFonts *strata_map_fonts_new (PangoContext *context, const char *mono_family);
StrataMapFonts *strata_map_fonts_ref (StrataMapFonts *self);
void strata_map_fonts_unref (StrataMapFonts *self);

int strata_map_fonts_get_height (StrataMapFonts *self, StrataMapFont font);
int strata_map_fonts_get_digit_width (StrataMapFonts *self);
double strata_map_fonts_get_row_height (StrataMapFonts *self);
PangoLayout *strata_map_fonts_get_layout (StrataMapFonts *self, StrataMapFont font,
                                          const char *text);
PangoLayout *strata_map_fonts_get_shortened (StrataMapFonts *self, StrataMapFont font,
                                             const char *text, int max_width);
int strata_map_fonts_get_width (StrataMapFonts *self, StrataMapFont font, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMapFonts, strata_map_fonts_unref)

G_END_DECLS
