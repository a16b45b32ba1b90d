/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-scroll.h"

#include <math.h>

#define EDGE (G_GUINT64_CONSTANT (1) << 40) /* rows at each end that are told apart by the bar */
#define STRIDES 2                           /* the middle on the bar, in edges */
#define SMALL 4                             /* pages: what is no drag of the bar */

static gboolean
has_middle (const StrataHexScroll *self)
{
  return self->last_top > (STRIDES + 2) * EDGE;
}

static gboolean
is_in_middle (const StrataHexScroll *self)
{
  return has_middle (self) && self->row >= EDGE && self->last_top - self->row > EDGE;
}

static double
get_length (const StrataHexScroll *self)
{
  guint64 rows = has_middle (self) ? (STRIDES + 2) * EDGE : self->last_top;

  return (double) rows * self->row_height;
}

static double
find_value (const StrataHexScroll *self)
{
  if (!has_middle (self) || self->row < EDGE)
    return (double) self->row * self->row_height + self->shift;
  if (self->last_top - self->row <= EDGE)
    return get_length (self) - (double) (self->last_top - self->row) * self->row_height +
           self->shift;

  return ((double) EDGE + (double) (self->row - EDGE) / (double) (self->last_top - 2 * EDGE) *
          (double) (STRIDES * EDGE)) * self->row_height;
}

static void
settle (StrataHexScroll *self)
{
  if (self->row < self->last_top)
    return;

  self->row = self->last_top;
  self->shift = 0;
}

static void
move (StrataHexScroll *self,
      double           pixels)
{
  double place = self->shift + pixels;
  double rows = floor (place / self->row_height);
  guint64 count = (guint64) fabs (rows);

  self->shift = place - rows * self->row_height;
  if (rows < 0 && count > self->row)
    {
      self->row = 0;
      self->shift = 0;
    }
  else if (rows < 0)
    {
      self->row -= count;
    }
  else
    {
      self->row = count > self->last_top - self->row ? self->last_top : self->row + count;
    }
  settle (self);
}

static void
jump (StrataHexScroll *self,
      double           value)
{
  double rows = floor (value / self->row_height);
  double length = get_length (self) / self->row_height;

  self->shift = value - rows * self->row_height;
  if (!has_middle (self) || rows < (double) EDGE)
    {
      self->row = (guint64) rows;
    }
  else if (length - rows <= (double) EDGE)
    {
      self->row = self->last_top - (guint64) MAX (0, length - rows);
    }
  else
    {
      self->row = EDGE + (guint64) ((rows - (double) EDGE) / (double) (STRIDES * EDGE) *
                                    (double) (self->last_top - 2 * EDGE));
      self->shift = 0;
    }
  settle (self);
}

/**
 * strata_hex_scroll_init:
 * @self: (out caller-allocates): a place
 *
 * Begins at the first row.
 */
void
strata_hex_scroll_init (StrataHexScroll *self)
{
  *self = (StrataHexScroll) { .row_height = 1 };
}

/**
 * strata_hex_scroll_set_extent:
 * @self: a place
 * @last_row: the last row there is
 * @row_height: the height of a row, in pixels
 * @page: the height of the view, in pixels
 *
 * Says how much there is and how much of it can be seen. The row at the top stays there.
 */
void
strata_hex_scroll_set_extent (StrataHexScroll *self,
                              guint64          last_row,
                              int              row_height,
                              double           page)
{
  guint64 rest;

  g_return_if_fail (self != NULL && row_height > 0);

  self->row_height = row_height;
  self->page = page;
  rest = strata_hex_scroll_get_page_rows (self) - 1;
  self->last_top = last_row > rest ? last_row - rest : 0;
  self->shift = MIN (self->shift, row_height - 1);
  settle (self);
  self->value = find_value (self);
}

/**
 * strata_hex_scroll_get_upper:
 * @self: a place
 *
 * Returns: the upper end of the adjustment
 */
double
strata_hex_scroll_get_upper (const StrataHexScroll *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return get_length (self) + self->page;
}

/**
 * strata_hex_scroll_get_page_rows:
 * @self: a place
 *
 * Returns: how many rows are seen as a whole; at least 1
 */
guint
strata_hex_scroll_get_page_rows (const StrataHexScroll *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return (guint) MAX (1, self->page / self->row_height);
}

/**
 * strata_hex_scroll_set_value:
 * @self: a place
 * @value: what the adjustment says now
 *
 * Goes where the adjustment was moved to.
 */
void
strata_hex_scroll_set_value (StrataHexScroll *self,
                             double           value)
{
  double pixels;

  g_return_if_fail (self != NULL);

  pixels = value - self->value;
  if (is_in_middle (self) && fabs (pixels) <= SMALL * self->page)
    move (self, pixels);
  else
    jump (self, CLAMP (value, 0, get_length (self)));
  self->value = value;
}

/**
 * strata_hex_scroll_go_to:
 * @self: a place
 * @row: a row
 *
 * Brings a row to the top, or as near to it as there are rows.
 */
void
strata_hex_scroll_go_to (StrataHexScroll *self,
                         guint64          row)
{
  g_return_if_fail (self != NULL);

  self->row = row;
  self->shift = 0;
  settle (self);
  self->value = find_value (self);
}

/**
 * strata_hex_scroll_reveal:
 * @self: a place
 * @row: a row
 *
 * Goes no further than needed for a row to be seen as a whole.
 */
void
strata_hex_scroll_reveal (StrataHexScroll *self,
                          guint64          row)
{
  guint64 rows;

  g_return_if_fail (self != NULL);

  rows = strata_hex_scroll_get_page_rows (self);
  if (row < self->row || (row == self->row && self->shift > 0))
    strata_hex_scroll_go_to (self, row);
  else if (row - self->row >= rows)
    strata_hex_scroll_go_to (self, row - (rows - 1));
}

/**
 * strata_hex_scroll_show:
 * @self: a place
 * @row: a row
 *
 * Goes to a row that cannot be seen, so that some of what is before it can be seen, too.
 */
void
strata_hex_scroll_show (StrataHexScroll *self,
                        guint64          row)
{
  guint64 rows;

  g_return_if_fail (self != NULL);

  rows = strata_hex_scroll_get_page_rows (self);
  if (row < self->row || row - self->row >= rows)
    strata_hex_scroll_go_to (self, row - MIN (row, rows / 4));
  strata_hex_scroll_reveal (self, row);
}
