/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

#include "strata-map-style.h"

G_BEGIN_DECLS

/* Stands in texts for what was not read; others stand for themselves. */
#define STRATA_HEX_FONT_DOT '\x01'

typedef struct _StrataHexFont StrataHexFont;

StrataHexFont *strata_hex_font_new (PangoContext *context, const char *mono_family);
StrataHexFont *strata_hex_font_ref (StrataHexFont *self);
void strata_hex_font_unref (StrataHexFont *self);

double strata_hex_font_get_char_width (StrataHexFont *self);
int strata_hex_font_get_row_height (StrataHexFont *self);

void strata_hex_font_write (StrataHexFont *self, cairo_t *cr, const StrataMapColor *color,
                            const char *text, double x, double y);
void strata_hex_font_write_name (StrataHexFont *self, cairo_t *cr, const StrataMapColor *color,
                                 const char *text, double x, double y, int max_width);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataHexFont, strata_hex_font_unref)

G_END_DECLS
