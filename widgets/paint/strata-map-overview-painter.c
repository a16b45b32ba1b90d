/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>

#include "strata-map-brush-private.h"
#include "strata-map-marks.h"
#include "strata-map-overview-painter.h"

/* All in pixels. */
#define MARGIN 5     /* beside the strip, for the frame */
#define MIN_FRAME 6  /* what is smaller could not be seen, nor caught */
#define MARK_WIDTH 3 /* of the selection */
#define CHANGE_WIDTH 4  /* of what would change, */
#define MIN_CHANGE 3    /* and its least height */

/* What stands for all that begins in a line of pixels: what is there, or else what comes. */
static gboolean
find_kind (StrataMapModel *model, StrataMapScale *scale, double y, StrataMapKind *kind)
{
  guint64 first = strata_map_scale_get_address (scale, y);
  guint64 last = strata_map_scale_get_address (scale, y + 1);
  guint index = strata_map_model_find_flat (model, first);

  if (index == strata_map_model_get_n_flats (model)
      || strata_map_model_get_flat (model, index)->first > last)
    return FALSE;
  /* An edge within the line belongs to the next one. */
  if (strata_map_model_get_flat (model, index)->first > first
      && strata_map_scale_get_top (scale, strata_map_model_get_flat (model, index)->first) >= y + 1)
    return FALSE;
  *kind = strata_map_model_get_kind (model, strata_map_model_get_flat (model, index)->instance);
  return TRUE;
}

/* Where something would change, or has, on the other side than the selection. Of what is smaller
 * than a mark the first has one. */
static void
paint_changes (StrataMapMarks *marks, StrataMapScale *scale, const StrataMapStyle *style,
               cairo_t *cr, int height)
{
  guint i = 0;

  while (i < strata_map_marks_get_n (marks))
    {
      const StrataMapMark *mark = strata_map_marks_get (marks, i);
      double top = round (strata_map_scale_get_top (scale, mark->first));
      double bottom = MAX (round (strata_map_scale_get_bottom (scale, mark->last)),
                           top + MIN_CHANGE);

      top = MIN (top, height - MIN_CHANGE);
      _strata_map_brush_set_color (cr, &style->background);
      cairo_rectangle (cr, 0, top - 1, CHANGE_WIDTH + 1, bottom - top + 2);
      cairo_fill (cr);
      _strata_map_brush_set_color (cr, &style->marks[mark->difference]);
      cairo_rectangle (cr, 0, top, CHANGE_WIDTH, bottom - top);
      cairo_fill (cr);
      i++;
      if (bottom >= height)
        return;
      i = MAX (i, strata_map_marks_find (marks, strata_map_scale_get_address (scale, bottom)));
    }
}

/**
 * strata_map_overview_painter_get_frame:
 * @scale: all of the map, as high as the overview
 * @visible: what is seen in the map
 * @top: (out): the upper edge, in pixels
 * @bottom: (out): the lower edge, in pixels
 *
 * Finds where the frame of what is seen is. It is never too small to be caught.
 */
void
strata_map_overview_painter_get_frame (StrataMapScale *scale, const StrataRange *visible,
                                       double *top, double *bottom)
{
  double height;

  g_return_if_fail (scale != NULL && visible != NULL && top != NULL && bottom != NULL);

  height = ceil (strata_map_scale_get_height (scale));
  *top = floor (strata_map_scale_get_top (scale, visible->first));
  *bottom = ceil (strata_map_scale_get_bottom (scale, visible->last));
  if (*bottom - *top >= MIN_FRAME)
    return;
  *top = CLAMP (round ((*top + *bottom - MIN_FRAME) / 2), 0, MAX (height - MIN_FRAME, 0));
  *bottom = *top + MIN_FRAME;
}

/**
 * strata_map_overview_painter_paint:
 * @model: what is shown
 * @scale: all of it, as high as the overview
 * @style: what it looks like
 * @cr: where to draw
 * @width: the width, in pixels
 * @marks: what is marked
 *
 * Paints what is seen by an access in all of a map, in a narrow strip: each line of pixels shows
 * one of those that begin there. What the model marks is marked here, too. The cost follows the
 * height.
 */
void
strata_map_overview_painter_paint (StrataMapModel *model, StrataMapScale *scale,
                                   const StrataMapStyle *style, cairo_t *cr, int width,
                                   const StrataMapOverviewMarks *marks)
{
  StrataMapMarks *changes;
  int height;
  double top, bottom;
  StrataMapColor veil;

  g_return_if_fail (model != NULL && scale != NULL && style != NULL && cr != NULL);
  g_return_if_fail (marks != NULL);

  changes = strata_map_model_get_marks (model);
  height = (int) ceil (strata_map_scale_get_height (scale));
  for (int y = 0; y < height; y++)
    {
      StrataMapKind kind = 0, next = 0;
      int begin = y;

      if (!find_kind (model, scale, y, &kind))
        continue;
      while (y + 1 < height && find_kind (model, scale, y + 1, &next) && next == kind)
        y++;
      _strata_map_brush_set_color (cr, &style->kinds[kind].fill);
      cairo_rectangle (cr, MARGIN, begin, width - 2 * MARGIN, y + 1 - begin);
      cairo_fill (cr);
    }
  _strata_map_brush_set_color (cr, &style->line);
  cairo_rectangle (cr, MARGIN - 0.5, 0.5, width - 2 * MARGIN + 1, height - 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);

  if (marks->has_selected)
    {
      double y = round (strata_map_scale_get_top (scale, marks->selected));

      _strata_map_brush_set_color (cr, &style->accent);
      cairo_rectangle (cr, width - MARGIN, CLAMP (y - 1, 0, height - MARK_WIDTH), MARGIN,
                       MARK_WIDTH);
      cairo_fill (cr);
    }

  strata_map_overview_painter_get_frame (scale, &marks->visible, &top, &bottom);
  if (top > 0 || bottom < height)
    {
      veil = style->background;
      cairo_set_source_rgba (cr, veil.red, veil.green, veil.blue, 0.5);
      cairo_rectangle (cr, MARGIN, 0, width - 2 * MARGIN, top);
      cairo_rectangle (cr, MARGIN, bottom, width - 2 * MARGIN, height - bottom);
      cairo_fill (cr);
      _strata_map_brush_outline (cr, &style->foreground, 2, 2, top, width - 4, bottom - top);
    }
  if (changes != NULL)
    paint_changes (changes, scale, style, cr, height);
}
