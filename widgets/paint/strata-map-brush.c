/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "strata-map-brush-private.h"
#include "strata-map-fonts-private.h"

#define RADIUS 3
#define MARK_WIDTH 9
#define MIN_PATTERN 4  /* less height shows no pattern */
#define GRAIN_MARGIN 2 /* above and below the grain, where corners are round */

void
_strata_map_brush_set_color (cairo_t *cr, const StrataMapColor *color)
{
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
}

static void
add_round_box (cairo_t *cr, StrataMapCorners corners, double x, double y, double width,
               double height, double radius)
{
  double top = corners & STRATA_MAP_CORNERS_TOP ? radius : 0;
  double bottom = corners & STRATA_MAP_CORNERS_BOTTOM ? radius : 0;

  cairo_new_sub_path (cr);
  if (top > 0)
    cairo_arc (cr, x + width - top, y + top, top, -G_PI_2, 0);
  else
    cairo_line_to (cr, x + width, y);
  if (bottom > 0)
    {
      cairo_arc (cr, x + width - bottom, y + height - bottom, bottom, 0, G_PI_2);
      cairo_arc (cr, x + bottom, y + height - bottom, bottom, G_PI_2, G_PI);
    }
  else
    {
      cairo_line_to (cr, x + width, y + height);
      cairo_line_to (cr, x, y + height);
    }
  if (top > 0)
    cairo_arc (cr, x + top, y + top, top, G_PI, 3 * G_PI_2);
  else
    cairo_line_to (cr, x, y);
  cairo_close_path (cr);
}

/* Adds a box with round corners to the path; what is too small for them stays a rectangle. */
void
_strata_map_brush_add_box (cairo_t *cr, double x, double y, double width, double height,
                           double inset)
{
  double radius = MIN (RADIUS - inset, MIN (width, height) / 2 - inset);

  x += inset;
  y += inset;
  width -= 2 * inset;
  height -= 2 * inset;
  if (radius < 1)
    cairo_rectangle (cr, x, y, width, height);
  else
    add_round_box (cr, STRATA_MAP_CORNERS_ALL, x, y, width, height, radius);
}

/* Adds a piece of a box. Round corners cost more than anything else in it, so that the others are
 * done without. */
static void
add_piece (cairo_t *cr, StrataMapCorners corners, double x, double y, double width, double height)
{
  double room = corners == STRATA_MAP_CORNERS_ALL ? height / 2 : height;
  double radius = MIN (RADIUS, MIN (width / 2, room));

  if (radius < 1 || corners == STRATA_MAP_CORNERS_NONE)
    cairo_rectangle (cr, x, y, width, height);
  else
    add_round_box (cr, corners, x, y, width, height, radius);
}

/* What can be seen of a span: patterns are drawn only there, always at the same places. */
static void
clip_span (cairo_t *cr, double *top, double *bottom, double step)
{
  double x0, y0, x1, y1;

  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  *top = floor (MAX (*top, y0) / step) * step;
  *bottom = MIN (*bottom, y1);
}

static void
add_rows (cairo_t *cr, double x, double top, double bottom, double step)
{
  for (double y = top; y < bottom; y += step)
    cairo_rectangle (cr, x, y, MARK_WIDTH, 1);
}

static void
add_dots (cairo_t *cr, double x, double top, double bottom)
{
  for (double y = top; y < bottom; y += 6)
    {
      cairo_rectangle (cr, x + 2, y, 2, 2);
      cairo_rectangle (cr, x + 5, y + 3, 2, 2);
    }
}

static void
add_bricks (cairo_t *cr, double x, double top, double bottom)
{
  for (double y = top; y < bottom; y += 8)
    {
      cairo_rectangle (cr, x, y, MARK_WIDTH, 1);
      cairo_rectangle (cr, x + 3, y, 1, 4);
      cairo_rectangle (cr, x, y + 4, MARK_WIDTH, 1);
      cairo_rectangle (cr, x + 6, y + 4, 1, 4);
    }
}

static void
add_chevrons (cairo_t *cr, double x, double top, double bottom)
{
  for (double y = top; y < bottom; y += 6)
    {
      cairo_move_to (cr, x, y + 4);
      cairo_line_to (cr, x + MARK_WIDTH / 2.0, y);
      cairo_line_to (cr, x + MARK_WIDTH, y + 4);
      cairo_line_to (cr, x + MARK_WIDTH, y + 5.5);
      cairo_line_to (cr, x + MARK_WIDTH / 2.0, y + 1.5);
      cairo_line_to (cr, x, y + 5.5);
      cairo_close_path (cr);
    }
}

static void
add_crosses (cairo_t *cr, double x, double top, double bottom)
{
  for (double y = top; y < bottom; y += 8)
    {
      cairo_rectangle (cr, x + 4, y + 1, 1, 5);
      cairo_rectangle (cr, x + 2, y + 3, 5, 1);
    }
}

/* Like the rock of a core each kind has its grain, in a strip at the left. */
static void
add_grain (cairo_t *cr, StrataMapKind kind, double x, double y, double height)
{
  double top = y, bottom = y + height;

  clip_span (cr, &top, &bottom, 24);
  switch (kind)
    {
    case STRATA_MAP_KIND_ROM:
      add_rows (cr, x, top, bottom, 3);
      break;
    case STRATA_MAP_KIND_MMIO:
      add_dots (cr, x, top, bottom);
      break;
    case STRATA_MAP_KIND_RAM_DEVICE:
      cairo_rectangle (cr, x + 2, top, 1, bottom - top);
      cairo_rectangle (cr, x + 5, top, 1, bottom - top);
      cairo_rectangle (cr, x + 8, top, 1, bottom - top);
      break;
    case STRATA_MAP_KIND_ROM_DEVICE:
      add_bricks (cr, x, top, bottom);
      break;
    case STRATA_MAP_KIND_IOMMU:
      add_chevrons (cr, x, top, bottom);
      break;
    case STRATA_MAP_KIND_RESERVED:
      add_crosses (cr, x, top, bottom);
      break;
    case STRATA_MAP_KIND_RAM:
    case STRATA_MAP_KIND_CONTAINER:
    default:
      break;
    }
}

/* What is seen: the full colour and the grain of its kind. */
void
_strata_map_brush_fill_kind (cairo_t *cr, const StrataMapStyle *style, StrataMapKind kind,
                             double x, double y, double width, double height)
{
  const StrataMapKindColors *colors = &style->kinds[kind];

  _strata_map_brush_set_color (cr, &colors->fill);
  _strata_map_brush_add_box (cr, x, y, width, height, 0);
  if (height < MIN_PATTERN || kind == STRATA_MAP_KIND_RAM)
    {
      cairo_fill (cr);
      return;
    }
  cairo_fill (cr);
  cairo_save (cr);
  cairo_rectangle (cr, x, y + GRAIN_MARGIN, width, height - 2 * GRAIN_MARGIN);
  cairo_clip (cr);
  _strata_map_brush_set_color (cr, &colors->mark);
  add_grain (cr, kind, x, y, height);
  cairo_fill (cr);
  cairo_restore (cr);
}

void
_strata_map_brush_fill_seen (cairo_t *cr, const StrataMapStyle *style, StrataMapKind kind,
                             StrataMapCorners corners, double x, double y, double width,
                             double height)
{
  _strata_map_brush_set_color (cr, &style->kinds[kind].pale);
  add_piece (cr, corners, x, y, width, height);
  cairo_fill (cr);
}

/* Each line is where x + y is a multiple of the step. */
static void
stroke_hatch (cairo_t *cr, const StrataMapColor *color, StrataMapCorners corners, double x,
              double y, double width, double height)
{
  double top = y, bottom = y + height;

  clip_span (cr, &top, &bottom, 1);
  if (top >= bottom)
    return;
  cairo_save (cr);
  add_piece (cr, corners, x, y, width, height);
  cairo_clip (cr);
  _strata_map_hatches_add_lines (cr, x, top, width, bottom);
  _strata_map_brush_set_color (cr, color);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
hatch (cairo_t *cr, const StrataMapStyle *style, StrataMapFonts *fonts,
       const StrataMapColor *color, StrataMapCorners corners, double x, double y, double width,
       double height)
{
  int resolution = _strata_map_hatches_find_resolution (cr, style->resolution);
  cairo_pattern_t *pattern = _strata_map_hatches_get (_strata_map_fonts_get_hatches (fonts), color,
                                                      resolution);

  if (pattern == NULL)
    {
      stroke_hatch (cr, color, corners, x, y, width, height);
      return;
    }
  cairo_set_source (cr, pattern);
  add_piece (cr, corners, x, y, width, height);
  cairo_fill (cr);
}

/* What is hidden: hatched; where there is no room for that, a line. */
void
_strata_map_brush_fill_hidden (cairo_t *cr, const StrataMapStyle *style, StrataMapFonts *fonts,
                               StrataMapKind kind, StrataMapCorners corners, double x, double y,
                               double width, double height)
{
  const StrataMapKindColors *colors = &style->kinds[kind];

  _strata_map_brush_set_color (cr, height < MIN_PATTERN ? &colors->hatch : &colors->faint);
  add_piece (cr, corners, x, y, width, height);
  cairo_fill (cr);
  if (height >= MIN_PATTERN)
    hatch (cr, style, fonts, &colors->hatch, corners, x, y, width, height);
}

/* What is seen and hidden in turns that are too small to be drawn. */
void
_strata_map_brush_fill_mixed (cairo_t *cr, const StrataMapStyle *style, StrataMapFonts *fonts,
                              StrataMapKind kind, StrataMapCorners corners, double x, double y,
                              double width, double height)
{
  _strata_map_brush_fill_seen (cr, style, kind, corners, x, y, width, height);
  if (height >= MIN_PATTERN)
    hatch (cr, style, fonts, &style->kinds[kind].hatch, corners, x, y, width, height);
}

void
_strata_map_brush_outline (cairo_t *cr, const StrataMapColor *color, double line_width, double x,
                           double y, double width, double height)
{
  _strata_map_brush_set_color (cr, color);
  cairo_set_line_width (cr, line_width);
  _strata_map_brush_add_box (cr, x, y, width, height, line_width / 2);
  cairo_stroke (cr);
}

void
_strata_map_brush_outline_dashed (cairo_t *cr, const StrataMapColor *color, double x, double y,
                                  double width, double height)
{
  const double dashes[] = { 4, 3 };

  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  _strata_map_brush_outline (cr, color, 1, x, y, width, height);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* Writes a line of text, shortened if need be, and returns its width. */
int
_strata_map_brush_write (cairo_t *cr, StrataMapFonts *fonts, StrataMapFont font,
                         const StrataMapColor *color, const char *text, double x, double y_middle,
                         int max_width)
{
  PangoLayout *layout = strata_map_fonts_get_layout (fonts, font, text);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > max_width)
    {
      layout = strata_map_fonts_get_shortened (fonts, font, text, MAX (max_width, 0));
      pango_layout_get_pixel_size (layout, &width, &height);
    }
  _strata_map_brush_set_color (cr, color);
  cairo_move_to (cr, x, floor (y_middle - height / 2.0));
  pango_cairo_show_layout (cr, layout);
  return width;
}
