/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-hex-layout.h"

#include <math.h>

#define STRIP 10      /* the colour of who answers, and the space behind it */
#define MIN_MARGIN 20 /* where names begin */
#define NAME_CHARS 12 /* so much of a name is seen before a row gets more than 16 bytes */

/* How many characters the bytes of a row take. */
static guint
count_chars (const StrataHexLayout *self)
{
  guint last_unit = self->n_columns - self->unit;

  return strata_hex_layout_get_char (self, self->big_endian ? last_unit : self->n_columns - 1)
         + 2 * self->unit;
}

/**
 * strata_hex_layout_init:
 * @self: (out caller-allocates): a layout
 * @font: the font of bytes
 * @n_columns: how many bytes a row has: 8, 16 or 32
 * @unit: how many bytes a unit has: 1, 2, 4 or 8
 * @big_endian: whether the first byte of a unit stands first
 * @n_digits: how many digits an address has
 *
 * Lays out the parts of a row.
 */
void
strata_hex_layout_init (StrataHexLayout *self, StrataHexFont *font, guint n_columns, guint unit,
                        gboolean big_endian, guint n_digits)
{
  g_return_if_fail (self != NULL && font != NULL);
  g_return_if_fail (n_columns >= 8 && n_columns % 8 == 0);
  g_return_if_fail (unit == 1 || unit == 2 || unit == 4 || unit == 8);

  self->n_columns = n_columns;
  self->unit = unit;
  self->big_endian = big_endian;
  self->n_digits = n_digits;
  self->char_width = strata_hex_font_get_char_width (font);
  self->row_height = strata_hex_font_get_row_height (font);
  self->offset_x = STRIP;
  self->hex_x = floor (self->offset_x + (n_digits + 1.5) * self->char_width);
  self->text_x = floor (self->hex_x + (count_chars (self) + 1.5) * self->char_width);
  self->margin_x = floor (self->text_x + (n_columns + 1.5) * self->char_width);
}

/**
 * strata_hex_layout_choose_columns:
 * @font: the font of bytes
 * @unit: how many bytes a unit has
 * @n_digits: how many digits an address has
 * @width: the room there is, in pixels
 *
 * Returns: how many bytes a row can have: 8, 16 or 32; 8 also where there is no room for them
 */
guint
strata_hex_layout_choose_columns (StrataHexFont *font, guint unit, guint n_digits, int width)
{
  for (guint n_columns = 32; n_columns > 8; n_columns /= 2)
    {
      StrataHexLayout layout;

      strata_hex_layout_init (&layout, font, n_columns, unit, FALSE, n_digits);
      if (layout.margin_x + (n_columns > 16 ? NAME_CHARS * layout.char_width : MIN_MARGIN) <= width)
        return n_columns;
    }
  return 8;
}

/**
 * strata_hex_layout_get_char:
 * @self: a layout
 * @column: which byte of a row
 *
 * Returns: at which character behind the address and the gap the byte stands
 */
guint
strata_hex_layout_get_char (const StrataHexLayout *self, guint column)
{
  guint lane = column % self->unit;
  guint place = self->big_endian ? lane : self->unit - 1 - lane;
  guint gaps = self->unit < 8 ? column / 8 : 0;

  return column / self->unit * (2 * self->unit + 1) + gaps + 2 * place;
}

/**
 * strata_hex_layout_get_hex_x:
 * @self: a layout
 * @column: which byte of a row
 *
 * Returns: where its two digits begin, in pixels
 */
double
strata_hex_layout_get_hex_x (const StrataHexLayout *self, guint column)
{
  return self->hex_x + strata_hex_layout_get_char (self, column) * self->char_width;
}

/**
 * strata_hex_layout_get_text_x:
 * @self: a layout
 * @column: which byte of a row
 *
 * Returns: where its character stands, in pixels
 */
double
strata_hex_layout_get_text_x (const StrataHexLayout *self, guint column)
{
  return self->text_x + column * self->char_width;
}

/**
 * strata_hex_layout_pick:
 * @self: a layout
 * @x: a place in a row, in pixels
 * @column: (out): the byte that is nearest
 *
 * Finds what is at a place.
 *
 * Returns: the part
 */
StrataHexPart
strata_hex_layout_pick (const StrataHexLayout *self, double x, guint *column)
{
  double nearest = G_MAXDOUBLE;

  *column = 0;
  if (x >= self->text_x - self->char_width)
    {
      double place = CLAMP ((x - self->text_x) / self->char_width, 0, self->n_columns - 1);

      *column = (guint) place;
      return x < self->margin_x - self->char_width ? STRATA_HEX_PART_TEXT
                                                   : STRATA_HEX_PART_MARGIN;
    }
  for (guint i = 0; i < self->n_columns; i++)
    {
      double distance
        = fabs (x - strata_hex_layout_get_hex_x (self, i) - self->char_width);

      if (distance < nearest)
        {
          nearest = distance;
          *column = i;
        }
    }
  return x < self->hex_x - self->char_width ? STRATA_HEX_PART_OFFSET : STRATA_HEX_PART_HEX;
}
