/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-hex-font.h"

G_BEGIN_DECLS

/**
 * StrataHexPart:
 *
 * What a place in a row belongs to.
 */
typedef enum
{
  STRATA_HEX_PART_OFFSET,
  STRATA_HEX_PART_HEX,
  STRATA_HEX_PART_TEXT,
  STRATA_HEX_PART_MARGIN,
} StrataHexPart;

/**
 * StrataHexLayout:
 * @n_columns: how many bytes a row has: 8, 16 or 32
 * @unit: how many bytes are read and written at once: 1, 2, 4 or 8
 * @big_endian: whether the first byte of a unit stands first
 * @n_digits: how many digits an address has
 * @char_width: the width of a character, in pixels
 * @row_height: the height of a row, in pixels
 * @offset_x: where addresses begin
 * @hex_x: where bytes begin
 * @text_x: where their text begins
 * @margin_x: where the names of regions begin
 *
 * Where the parts of a row are. Values of units stand as one number each, highest digit first.
 */
typedef struct
{
  guint n_columns;
  guint unit;
  gboolean big_endian;
  guint n_digits;
  double char_width;
  int row_height;
  double offset_x;
  double hex_x;
  double text_x;
  double margin_x;
} StrataHexLayout;

void strata_hex_layout_init (StrataHexLayout *self, StrataHexFont *font, guint n_columns,
                             guint unit, gboolean big_endian, guint n_digits);
guint strata_hex_layout_choose_columns (StrataHexFont *font, guint unit, guint n_digits,
                                        int width);

guint strata_hex_layout_get_char (const StrataHexLayout *self, guint column);
double strata_hex_layout_get_hex_x (const StrataHexLayout *self, guint column);
double strata_hex_layout_get_text_x (const StrataHexLayout *self, guint column);
StrataHexPart strata_hex_layout_pick (const StrataHexLayout *self, double x, guint *column);

G_END_DECLS
