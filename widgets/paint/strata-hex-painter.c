/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-hex-painter.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "strata-map-brush-private.h"
#include "strata-map-heat.h"

#define MAX_CHARS 160 /* of a row of 32 bytes of size 1, and more */
#define BAR 5         /* the colour of who answers */
#define HEAT 3        /* the height of what says that a byte was accessed */
#define MARGIN 2      /* lines and letters may reach so far out of their row, in pixels */

/* What is written in one colour of a row; the others are spaces there. */
typedef enum
{
  INK_PLAIN,
  INK_DIM,
  INK_STRONG,
  N_INKS,
} Ink;

typedef struct
{
  const StrataHexPage *page;
  const StrataHexLayout *layout;
  StrataHexFont *font;
  const StrataMapStyle *style;
  cairo_t *cr;
  int width;
  double top; /* of what is to be painted */
  double bottom;
} Painting;

static const StrataHexCell *
get_cell (const Painting *self, guint row, guint column)
{
  return &self->page->cells[row * self->layout->n_columns + column];
}

static guint64
get_address (const Painting *self, guint row, guint column)
{
  return self->page->first + (guint64) row * self->layout->n_columns + column;
}

static double
get_y (const Painting *self, guint row)
{
  return (double) row * self->layout->row_height - self->page->shift;
}

/* Whether something as high as a row is to be painted, with what reaches a bit beyond it. */
static gboolean
is_in_sight (const Painting *self, double y)
{
  return y - MARGIN < self->bottom && y + self->layout->row_height + MARGIN > self->top;
}

static void
set_tint (const Painting *self, const StrataMapColor *color, double alpha)
{
  cairo_set_source_rgba (self->cr, color->red, color->green, color->blue, alpha);
}

static gboolean
is_selected (const Painting *self, guint row, guint column)
{
  guint64 address = get_address (self, row, column);

  return self->page->has_selection && address >= self->page->selection_first
         && address <= self->page->selection_last
         && get_cell (self, row, column)->state != STRATA_HEX_OUTSIDE;
}

/* {{{ Grounds */

/* The two digits of a byte. At the ends of a number half of the gap is added, so that the grounds
 * of neighbours meet and none lies over another. */
static void
measure_cell (const Painting *self, guint column, double *left, double *right)
{
  const StrataHexLayout *layout = self->layout;
  guint lane = column % layout->unit;
  guint place = layout->big_endian ? lane : layout->unit - 1 - lane;

  *left = strata_hex_layout_get_hex_x (layout, column);
  *right = *left + 2 * layout->char_width;
  if (place == 0)
    *left -= layout->char_width / 4;
  if (place == layout->unit - 1)
    *right += layout->char_width / 4;
}

static void
fill_between (const Painting *self, double left, double right, double y)
{
  cairo_rectangle (self->cr, round (left), y, round (right) - round (left),
                   self->layout->row_height);
  cairo_fill (self->cr);
}

/* A selection goes on over the gap to the next number. */
static void
fill_selected (const Painting *self, guint row, guint column, double y)
{
  const StrataHexLayout *layout = self->layout;
  guint begin = column / layout->unit * layout->unit;
  guint next = begin + layout->unit;
  guint rightmost = layout->big_endian ? next - 1 : begin;
  double left, right, ignored;

  measure_cell (self, column, &left, &right);
  if (column == rightmost && next < layout->n_columns && is_selected (self, row, next))
    measure_cell (self, layout->big_endian ? next : next + layout->unit - 1, &right, &ignored);
  fill_between (self, left, right, y);
}

static void
fill_character (const Painting *self, guint column, double y)
{
  cairo_rectangle (self->cr, strata_hex_layout_get_text_x (self->layout, column), y,
                   self->layout->char_width, self->layout->row_height);
  cairo_fill (self->cr);
}

/* What changed together is filled at once: often that is a whole row. */
static void
paint_changes (const Painting *self, guint row, double y)
{
  const StrataHexLayout *layout = self->layout;
  const StrataMapColor *changed = &self->style->kinds[STRATA_MAP_KIND_MMIO].fill;

  for (guint column = 0, last; column < layout->n_columns; column = last + 1)
    {
      guint8 freshness = get_cell (self, row, column)->freshness;
      double left, right, ignored;

      last = column;
      if (freshness == 0)
        continue;
      while (layout->unit == 1 && last + 1 < layout->n_columns
             && get_cell (self, row, last + 1)->freshness == freshness)
        last++;
      measure_cell (self, column, &left, &right);
      if (last > column)
        measure_cell (self, last, &ignored, &right);
      set_tint (self, changed, 0.65 * freshness / 255);
      fill_between (self, left, right, y);
      fill_between (self, strata_hex_layout_get_text_x (layout, column),
                    strata_hex_layout_get_text_x (layout, last) + layout->char_width, y);
    }
}

static void
paint_selection (const Painting *self, guint row, double y)
{
  for (guint column = 0; column < self->layout->n_columns; column++)
    if (is_selected (self, row, column))
      {
        set_tint (self, &self->style->accent, self->page->in_text ? 0.16 : 0.30);
        fill_selected (self, row, column, y);
        set_tint (self, &self->style->accent, self->page->in_text ? 0.30 : 0.16);
        fill_character (self, column, y);
      }
}

/* }}} */
/* {{{ Bytes */

static Ink
spell (const StrataHexCell *cell, char digits[2])
{
  static const char hexadecimal[] = "0123456789abcdef";
  static const char signs[] = {
    [STRATA_HEX_NOT_READ] = STRATA_HEX_FONT_DOT,
    [STRATA_HEX_UNMAPPED] = '-',
    [STRATA_HEX_REFUSED] = 'x',
    [STRATA_HEX_FAILED] = '!',
    [STRATA_HEX_OUTSIDE] = ' ',
  };
  guint8 byte = cell->is_pending ? cell->pending : cell->byte;

  if (!cell->is_pending && cell->state != STRATA_HEX_LIVE && cell->state != STRATA_HEX_READ)
    {
      digits[0] = digits[1] = signs[cell->state];
      return cell->state == STRATA_HEX_FAILED || cell->state == STRATA_HEX_REFUSED ? INK_PLAIN
                                                                                   : INK_DIM;
    }
  digits[0] = hexadecimal[byte >> 4];
  digits[1] = hexadecimal[byte & 0xf];
  return cell->is_pending ? INK_STRONG : INK_PLAIN;
}

static Ink
spell_character (const StrataHexCell *cell, char *character)
{
  guint8 byte = cell->is_pending ? cell->pending : cell->byte;

  *character = ' ';
  if (!cell->is_pending && cell->state != STRATA_HEX_LIVE && cell->state != STRATA_HEX_READ)
    return INK_DIM;
  *character = g_ascii_isprint (byte) ? (char) byte : STRATA_HEX_FONT_DOT;
  return cell->is_pending ? INK_STRONG : g_ascii_isprint (byte) ? INK_PLAIN : INK_DIM;
}

static void
write_inks (const Painting *self, char texts[N_INKS][MAX_CHARS], double x, double y)
{
  const StrataMapColor *colors[N_INKS] = {
    [INK_PLAIN] = &self->style->foreground,
    [INK_DIM] = &self->style->dim,
    [INK_STRONG] = &self->style->accent,
  };

  for (int i = 0; i < N_INKS; i++)
    {
      gsize length = strlen (texts[i]);

      while (length > 0 && texts[i][length - 1] == ' ')
        length--;
      texts[i][length] = 0;
      if (length > 0)
        strata_hex_font_write (self->font, self->cr, colors[i], texts[i], x, y);
    }
}

static void
clear_inks (char texts[N_INKS][MAX_CHARS])
{
  memset (texts, ' ', N_INKS * MAX_CHARS);
  for (int i = 0; i < N_INKS; i++)
    texts[i][MAX_CHARS - 1] = 0;
}

static void
write_bytes (const Painting *self, guint row, double y)
{
  char texts[N_INKS][MAX_CHARS];

  clear_inks (texts);
  for (guint column = 0; column < self->layout->n_columns; column++)
    {
      char digits[2];
      Ink ink = spell (get_cell (self, row, column), digits);

      memcpy (&texts[ink][strata_hex_layout_get_char (self->layout, column)], digits, 2);
    }
  write_inks (self, texts, self->layout->hex_x, y);

  clear_inks (texts);
  for (guint column = 0; column < self->layout->n_columns; column++)
    {
      char character;
      Ink ink = spell_character (get_cell (self, row, column), &character);

      texts[ink][column] = character;
    }
  write_inks (self, texts, self->layout->text_x, y);
}

/* What was read is older than what is live: dots below it say so. What waits has a line below. */
static void
underline (const Painting *self, guint row, double y)
{
  const double dots[] = { 1, 2 };

  for (guint column = 0; column < self->layout->n_columns; column++)
    {
      const StrataHexCell *cell = get_cell (self, row, column);
      double x = strata_hex_layout_get_hex_x (self->layout, column);
      double bottom = y + self->layout->row_height - 1.5;

      if (!cell->is_pending && cell->state != STRATA_HEX_READ)
        continue;
      cairo_save (self->cr);
      _strata_map_brush_set_color (self->cr, cell->is_pending ? &self->style->accent
                                                              : &self->style->dim);
      cairo_set_line_width (self->cr, cell->is_pending ? 2 : 1);
      if (!cell->is_pending)
        cairo_set_dash (self->cr, dots, 2, 0);
      cairo_move_to (self->cr, x, bottom);
      cairo_line_to (self->cr, x + 2 * self->layout->char_width, bottom);
      cairo_stroke (self->cr);
      cairo_restore (self->cr);
    }
}

/* Above a byte: from its middle to the left if it was read, to the right if it was written. */
static void
paint_heat (const Painting *self, guint row, double y)
{
  double half = floor (self->layout->char_width);

  for (guint column = 0; column < self->layout->n_columns; column++)
    {
      const StrataHexCell *cell = get_cell (self, row, column);
      double axis = round (strata_hex_layout_get_hex_x (self->layout, column)
                           + self->layout->char_width);

      strata_map_heat_paint_bar (self->style, self->cr, STRATA_MAP_HEAT_READS,
                                 cell->read_level / 255.0, axis, y, half, HEAT);
      strata_map_heat_paint_bar (self->style, self->cr, STRATA_MAP_HEAT_WRITES,
                                 cell->write_level / 255.0, axis, y, half, HEAT);
    }
}

static void
write_address (const Painting *self, guint row, double y)
{
  g_autofree char *digits = g_strdup_printf ("%0*" G_GINT64_MODIFIER "x",
                                             (int) self->layout->n_digits,
                                             get_address (self, row, 0));
  gboolean is_current = self->page->cursor - get_address (self, row, 0) < self->layout->n_columns;

  strata_hex_font_write (self->font, self->cr,
                         is_current ? &self->style->foreground : &self->style->dim, digits,
                         self->layout->offset_x, y);
}

/* }}} */
/* {{{ The cursor */

static void
outline (const Painting *self, double x, double y, double width, gboolean is_strong)
{
  cairo_set_line_width (self->cr, is_strong ? 2 : 1);
  _strata_map_brush_set_color (self->cr, is_strong ? &self->style->accent : &self->style->dim);
  cairo_rectangle (self->cr, x - 1.5, y + 0.5, width + 3, self->layout->row_height - 1);
  cairo_stroke (self->cr);
}

static void
paint_cursor (const Painting *self, guint row, double y)
{
  const StrataHexLayout *layout = self->layout;
  guint64 column = self->page->cursor - get_address (self, row, 0);
  gboolean focus = self->page->has_focus;
  guint unit;

  if (column >= layout->n_columns)
    return;
  unit = (guint) column / layout->unit * layout->unit;
  outline (self,
           strata_hex_layout_get_hex_x (layout,
                                        layout->big_endian ? unit : unit + layout->unit - 1),
           y, 2 * layout->unit * layout->char_width, focus && !self->page->in_text);
  outline (self, strata_hex_layout_get_text_x (layout, (guint) column), y, layout->char_width,
           focus && self->page->in_text);
}

/* }}} */
/* {{{ Who answers */

/* The bar at the left: as much of each row as the region has of its bytes. */
static void
paint_bar (const Painting *self, const StrataHexStretch *stretch, guint64 begin, guint64 end)
{
  const StrataHexLayout *layout = self->layout;
  double scale = (double) layout->row_height / layout->n_columns;
  double top = (double) (begin - self->page->first) * scale - self->page->shift;
  double height = ((double) (end - begin) + 1) * scale;

  if (stretch->name == NULL || top >= self->bottom || top + height <= self->top)
    return;
  _strata_map_brush_fill_kind (self->cr, self->style, stretch->kind, 1, top, BAR, height);
}

/* A line like a stair where one region ends and the next begins. */
static void
paint_boundary (const Painting *self, guint row, guint column)
{
  const StrataHexLayout *layout = self->layout;
  double y = get_y (self, row);
  double half = layout->char_width / 2;
  double left = layout->hex_x - half;
  double right = layout->text_x - 1.5 * layout->char_width;
  double x = left;

  if (!is_in_sight (self, y))
    return;
  if (column > 0)
    {
      guint unit = column / layout->unit * layout->unit;

      x = strata_hex_layout_get_hex_x (
            layout, column % layout->unit != 0 || layout->big_endian ? MIN (column, unit)
                                                                     : unit + layout->unit - 1)
          - half;
    }
  _strata_map_brush_set_color (self->cr, &self->style->line);
  cairo_set_line_width (self->cr, 1);
  cairo_move_to (self->cr, left, y + layout->row_height + 0.5);
  if (column > 0)
    {
      cairo_line_to (self->cr, x, y + layout->row_height + 0.5);
      cairo_line_to (self->cr, x, y + 0.5);
    }
  else
    cairo_move_to (self->cr, left, y + 0.5);
  cairo_line_to (self->cr, right, y + 0.5);
  cairo_stroke (self->cr);
}

/* The name of what is cut off at the top stays in sight. */
static double
get_names_y (const Painting *self, guint row)
{
  return row == 0 ? MAX (get_y (self, row), 0) : get_y (self, row);
}

static void
write_names (const Painting *self, const GString *names, guint row)
{
  double y = get_names_y (self, row);

  if (names->len == 0 || !is_in_sight (self, y))
    return;
  strata_hex_font_write_name (self->font, self->cr, &self->style->dim, names->str,
                              self->layout->margin_x, y,
                              self->width - (int) self->layout->margin_x - 4);
}

static void
append_name (GString *names, const StrataHexStretch *stretch)
{
  g_string_append_printf (names, "%s%s", names->len > 0 ? " · " : "",
                          stretch->name != NULL ? stretch->name : _("unmapped"));
}

static void
paint_regions (const Painting *self)
{
  const StrataHexPage *page = self->page;
  guint n_columns = self->layout->n_columns;
  guint64 last = page->first + ((guint64) page->n_rows * n_columns - 1);
  g_autoptr (GString) names = g_string_new (NULL);
  guint named_row = 0;

  if (last < page->first)
    last = G_MAXUINT64;
  for (guint i = 0; i < page->stretches->len; i++)
    {
      const StrataHexStretch *stretch = &g_array_index (page->stretches, StrataHexStretch, i);
      guint64 begin = MAX (stretch->first, page->first);
      guint64 end = MIN (stretch->last, last);
      guint row = (guint) ((begin - page->first) / n_columns);

      if (begin > end)
        continue;
      paint_bar (self, stretch, begin, end);
      if (begin > page->first)
        paint_boundary (self, row, (guint) ((begin - page->first) % n_columns));
      if (row != named_row)
        {
          write_names (self, names, named_row);
          g_string_truncate (names, 0);
          named_row = row;
        }
      if (!is_in_sight (self, get_names_y (self, row)))
        continue;
      /* A row that begins with what came before says so. */
      if (names->len == 0 && i > 0 && (begin - page->first) % n_columns != 0)
        append_name (names, &g_array_index (page->stretches, StrataHexStretch, i - 1));
      append_name (names, stretch);
    }
  write_names (self, names, named_row);
}

/* }}} */

/**
 * strata_hex_painter_paint:
 * @page: what is on the screen
 * @layout: where things stand in a row
 * @font: the font of bytes
 * @style: the colours
 * @cr: where to draw; the top left corner is at 0, 0
 * @width: the width there is, in pixels
 *
 * Draws a page of bytes, as far as the clip of @cr reaches: addresses, bytes, their text and the
 * names of who answers. Made of clipped pieces it is the same as made at once.
 */
void
strata_hex_painter_paint (const StrataHexPage *page, const StrataHexLayout *layout,
                          StrataHexFont *font, const StrataMapStyle *style, cairo_t *cr,
                          int width)
{
  Painting self = { page, layout, font, style, cr, width, 0, 0 };
  double left, right;

  g_return_if_fail (page != NULL && layout != NULL && font != NULL && style != NULL);

  cairo_clip_extents (cr, &left, &self.top, &right, &self.bottom);
  for (guint row = 0; row < page->n_rows; row++)
    {
      double y = get_y (&self, row);

      if (get_cell (&self, row, 0)->state == STRATA_HEX_OUTSIDE)
        break;
      if (!is_in_sight (&self, y))
        continue;
      paint_changes (&self, row, y);
      paint_selection (&self, row, y);
      write_address (&self, row, y);
      write_bytes (&self, row, y);
      underline (&self, row, y);
      paint_heat (&self, row, y);
    }
  paint_regions (&self);
  for (guint row = 0; row < page->n_rows; row++)
    if (is_in_sight (&self, get_y (&self, row)))
      paint_cursor (&self, row, get_y (&self, row));
}
