/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-heat.h"

#include <glib/gi18n.h>
#include <math.h>

#include "strata-map-brush-private.h"

/* All in pixels. */
#define MIN_HEIGHT 3
#define MIN_LENGTH 3

/* What is hot in each row of pixels of a piece of the map. */
typedef struct
{
  double top;
  guint n_rows;
  float *heats[2]; /* by StrataMapHeatSide */
} Rows;

static void
heat_rows (Rows *self, StrataMapLayout *layout, const StrataHeatSpot *spot)
{
  double y0 = round (strata_map_layout_get_top (layout, spot->first)) - self->top;
  double y1 = round (strata_map_layout_get_bottom (layout, spot->last)) - self->top;

  if (y1 - y0 < MIN_HEIGHT)
    {
      y0 = floor ((y0 + y1 - MIN_HEIGHT) / 2);
      y1 = y0 + MIN_HEIGHT;
    }
  if (y1 <= 0 || y0 >= self->n_rows)
    return;
  for (guint row = (guint) MAX (y0, 0); row < MIN (y1, self->n_rows); row++)
    {
      self->heats[STRATA_MAP_HEAT_READS][row]
        = MAX (self->heats[STRATA_MAP_HEAT_READS][row], (float) spot->reads);
      self->heats[STRATA_MAP_HEAT_WRITES][row]
        = MAX (self->heats[STRATA_MAP_HEAT_WRITES][row], (float) spot->writes);
    }
}

/**
 * strata_map_heat_paint_bar:
 * @style: what it looks like
 * @cr: where to draw
 * @side: reads go to the left, writes to the right
 * @level: how hot, 0 to 1
 * @axis: where it starts, in pixels
 * @y: its upper edge
 * @length: how long it is at level 1
 * @thickness: its height
 *
 * Paints a bar. The hotter, the longer, and the stronger its colour.
 */
void
strata_map_heat_paint_bar (const StrataMapStyle *style, cairo_t *cr, StrataMapHeatSide side,
                           double level, double axis, double y, double length, double thickness)
{
  const StrataMapColor *color = side == STRATA_MAP_HEAT_READS ? &style->read : &style->written;
  double reach = round (MIN_LENGTH + (length - MIN_LENGTH) * level);

  if (level <= 0)
    return;
  cairo_set_source_rgba (cr, color->red, color->green, color->blue,
                         style->outlined ? 1 : 0.45 + 0.55 * level);
  cairo_rectangle (cr, side == STRATA_MAP_HEAT_READS ? axis - reach : axis, y, reach, thickness);
  cairo_fill (cr);
}

static void
paint_side (const Rows *self, const StrataMapStyle *style, cairo_t *cr, StrataMapHeatSide side,
            double axis, double length)
{
  const float *heats = self->heats[side];
  guint end;

  for (guint row = 0; row < self->n_rows; row = end)
    {
      for (end = row + 1; end < self->n_rows && heats[end] == heats[row]; end++)
        ;
      strata_map_heat_paint_bar (style, cr, side, strata_heat_get_level (heats[row]), axis,
                                 self->top + row, length, end - row);
    }
}

/**
 * strata_map_heat_paint:
 * @layout: where everything is, with lanes for this
 * @style: what it looks like
 * @cr: where to draw; its origin is the upper left corner of the map
 * @spots: (element-type StrataHeatSpot): what is warm
 *
 * Paints where accesses went beside what they saw: reads to the left of an axis, writes to the
 * right, as far as the clip of @cr reaches. Where rows of pixels stand for more than a spot, they
 * are as hot as the hottest.
 */
void
strata_map_heat_paint (StrataMapLayout *layout, const StrataMapStyle *style, cairo_t *cr,
                       const GArray *spots)
{
  const StrataMapColumn *lanes;
  double left, top, right, bottom, axis;
  Rows rows = { 0 };

  g_return_if_fail (layout != NULL && style != NULL && cr != NULL && spots != NULL);
  g_return_if_fail (strata_map_layout_get_lanes (layout) != NULL);

  lanes = strata_map_layout_get_lanes (layout);
  axis = lanes->x + lanes->width / 2;
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  top = MAX (floor (top), 0);
  bottom = MIN (ceil (bottom), ceil (strata_map_layout_get_height (layout)));
  if (bottom <= top)
    return;

  _strata_map_brush_set_color (cr, &style->line);
  cairo_rectangle (cr, axis, top, 1, bottom - top);
  cairo_fill (cr);
  rows.top = top;
  rows.n_rows = (guint) (bottom - top);
  for (int side = 0; side < 2; side++)
    rows.heats[side] = g_new0 (float, rows.n_rows);
  for (guint i = 0; i < spots->len; i++)
    heat_rows (&rows, layout, &g_array_index (spots, StrataHeatSpot, i));
  paint_side (&rows, style, cr, STRATA_MAP_HEAT_READS, axis, lanes->width / 2);
  paint_side (&rows, style, cr, STRATA_MAP_HEAT_WRITES, axis + 1, lanes->width / 2);
  for (int side = 0; side < 2; side++)
    g_free (rows.heats[side]);
}

/**
 * strata_map_heat_paint_headings:
 * @layout: where everything is, with lanes for this
 * @style: what it looks like
 * @cr: where to draw; its origin is the upper left corner of the headings
 * @height: the height of the headings, in pixels
 *
 * Paints which lane is for reads and which for writes.
 */
void
strata_map_heat_paint_headings (StrataMapLayout *layout, const StrataMapStyle *style, cairo_t *cr,
                                int height)
{
  /* Translators: the first letters of reads and writes */
  const char *const letters[] = { C_("heat", "R"), C_("heat", "W") };
  const StrataMapColor *colors[] = { &style->read, &style->written };
  StrataMapFonts *fonts = strata_map_layout_get_fonts (layout);
  const StrataMapColumn *lanes = strata_map_layout_get_lanes (layout);

  g_return_if_fail (lanes != NULL);

  for (int i = 0; i < 2; i++)
    {
      int half = lanes->width / 2;
      int width = strata_map_fonts_get_width (fonts, STRATA_MAP_FONT_HEADING, letters[i]);

      _strata_map_brush_write (cr, fonts, STRATA_MAP_FONT_HEADING, colors[i], letters[i],
                               lanes->x + i * (half + 1) + (half - width) / 2, height / 2,
                               half + 4);
    }
}
