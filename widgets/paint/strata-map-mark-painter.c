/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-mark-painter.h"

#include <glib/gi18n.h>
#include <math.h>

#include "strata-map-brush-private.h"

/* All in pixels. */
#define FRAME 2       /* how strong the frame is */
#define MIN_FRAME 8   /* less height is filled */
#define BADGE 7       /* the radius of a badge */
#define MIN_BADGE 18  /* less height has none */
#define BAR 4         /* the width of what stands beside something small */
#define NAME_INDENT 15

/*
 * What an edit would change: a frame that is solid, dashed or dotted, and a badge with a plus,
 * a minus or a sign of difference. None of them is told by its colour alone.
 */

static void
set_dash (cairo_t *cr, StrataDifference difference)
{
  static const double dashes[] = { 7, 4 };
  static const double dots[] = { 2, 3 };

  if (difference == STRATA_DIFFERENCE_REMOVED)
    cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  else if (difference == STRATA_DIFFERENCE_CHANGED)
    cairo_set_dash (cr, dots, G_N_ELEMENTS (dots), 0);
  else
    cairo_set_dash (cr, NULL, 0, 0);
}

static void
paint_badge (const StrataMapStyle *style, cairo_t *cr, StrataDifference difference, double x,
             double y)
{
  _strata_map_brush_set_color (cr, &style->background);
  cairo_arc (cr, x, y, BADGE + 1, 0, 2 * G_PI);
  cairo_fill (cr);
  _strata_map_brush_set_color (cr, &style->marks[difference]);
  cairo_arc (cr, x, y, BADGE, 0, 2 * G_PI);
  cairo_fill (cr);
  _strata_map_brush_set_color (cr, &style->background);
  if (difference == STRATA_DIFFERENCE_CHANGED)
    {
      cairo_rectangle (cr, x - 4, y - 3, 8, 2);
      cairo_rectangle (cr, x - 4, y + 1, 8, 2);
      cairo_fill (cr);
      cairo_set_line_width (cr, 1.5);
      cairo_move_to (cr, x + 3, y - 5);
      cairo_line_to (cr, x - 3, y + 5);
      cairo_stroke (cr);
      return;
    }
  cairo_rectangle (cr, x - 4, y - 1, 8, 2);
  if (difference == STRATA_DIFFERENCE_ADDED)
    cairo_rectangle (cr, x - 1, y - 4, 2, 8);
  cairo_fill (cr);
}

/**
 * strata_map_mark_painter_paint_box:
 * @style: what it looks like
 * @cr: where to draw
 * @difference: what would become of it
 * @x: the left edge, in pixels
 * @y: the upper edge
 * @width: the width
 * @height: the height
 *
 * Paints the frame around something, in it.
 */
void
strata_map_mark_painter_paint_box (const StrataMapStyle *style, cairo_t *cr,
                                   StrataDifference difference, double x, double y, double width,
                                   double height)
{
  g_return_if_fail (style != NULL && cr != NULL);
  g_return_if_fail (difference != STRATA_DIFFERENCE_NONE);

  cairo_save (cr);
  _strata_map_brush_outline (cr, &style->background, FRAME + 1, x, y, width, height);
  set_dash (cr, difference);
  _strata_map_brush_outline (cr, &style->marks[difference], FRAME, x, y, width, height);
  cairo_restore (cr);
}

/* Where nothing would be left: whose place it was. */
static void
paint_removed (StrataMapLayout *layout, const StrataMapStyle *style, cairo_t *cr,
               gboolean is_past, const StrataMapMark *mark, double y0, double y1)
{
  const StrataMapColumn *column = strata_map_layout_get_flat_column (layout);
  StrataMapFonts *fonts = strata_map_layout_get_fonts (layout);
  g_autofree char *text = NULL;

  _strata_map_brush_set_color (cr, &style->background);
  cairo_rectangle (cr, column->x, y0, column->width, y1 - y0);
  cairo_fill (cr);
  if (y1 - y0 < strata_map_fonts_get_height (fonts, STRATA_MAP_FONT_LABEL))
    return;

  /* Translators: %s is the name of a region; what a commit did to it, or what an edit that is
   * pending would do */
  text = g_strdup_printf (is_past ? _("%s went") : _("%s would go"), mark->old_name);
  _strata_map_brush_write (cr, fonts, STRATA_MAP_FONT_LABEL, &style->marks[mark->difference], text,
                           column->x + NAME_INDENT, round ((y0 + y1) / 2),
                           column->width - NAME_INDENT - FRAME);
}

static void
paint_mark (StrataMapLayout *layout, const StrataMapStyle *style, cairo_t *cr, gboolean is_past,
            const StrataMapMark *mark, double y0, double y1)
{
  const StrataMapColumn *column = strata_map_layout_get_flat_column (layout);

  if (y1 - y0 < MIN_FRAME)
    {
      _strata_map_brush_set_color (cr, &style->marks[mark->difference]);
      cairo_rectangle (cr, column->x - BAR, y0, BAR, y1 - y0);
      cairo_fill (cr);
      return;
    }
  if (mark->difference == STRATA_DIFFERENCE_REMOVED)
    paint_removed (layout, style, cr, is_past, mark, y0, y1);
  strata_map_mark_painter_paint_box (style, cr, mark->difference, column->x, y0 + 1,
                                     column->width, y1 - y0 - 2);
  if (y1 - y0 >= MIN_BADGE)
    paint_badge (style, cr, mark->difference, column->x + 2, floor ((y0 + y1) / 2));
}

/**
 * strata_map_mark_painter_paint:
 * @layout: where everything is
 * @style: what it looks like
 * @cr: where to draw; its origin is the upper left corner of the map
 * @marks: what would change
 *
 * Paints what would change over a map, as far as the clip of @cr reaches. Of what is smaller than
 * a pixel the first is painted.
 */
void
strata_map_mark_painter_paint (StrataMapLayout *layout, const StrataMapStyle *style, cairo_t *cr,
                               StrataMapMarks *marks)
{
  double left, top, right, bottom;
  const StrataRange *window;
  guint i;

  g_return_if_fail (layout != NULL && style != NULL && cr != NULL && marks != NULL);

  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  window = strata_map_scale_get_window (strata_map_layout_get_scale (layout));
  i = strata_map_marks_find (marks, MAX (strata_map_layout_get_address (layout, top - BADGE),
                                         window->first));
  while (i < strata_map_marks_get_n (marks))
    {
      const StrataMapMark *mark = strata_map_marks_get (marks, i);
      double y0, y1;

      if (mark->first > window->last)
        return;
      y0 = round (strata_map_layout_get_top (layout, MAX (mark->first, window->first)));
      y1 = MAX (round (strata_map_layout_get_bottom (layout, MIN (mark->last, window->last))),
                y0 + 1);
      if (y0 > bottom + BADGE)
        return;
      paint_mark (layout, style, cr, strata_map_marks_is_past (marks), mark, y0, y1);
      i++;
      if (y1 - y0 <= 1)
        i = MAX (i, strata_map_marks_find (marks, strata_map_layout_get_address (layout, y1)));
    }
}
