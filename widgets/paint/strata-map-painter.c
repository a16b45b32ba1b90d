/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "strata-map-box-painter-private.h"
#include "strata-map-brush-private.h"
#include "strata-map-heat.h"
#include "strata-map-mark-painter.h"
#include "strata-map-painter.h"
#include "strata-map-picture-private.h"
#include "strata-map-text.h"

#define TICK_WIDTH 4 /* of an address, in pixels */

typedef StrataMapPicture Painter;

static void
paint_labels (const Painter *self, double top, double bottom)
{
  int right = strata_map_layout_get_flat_column (self->layout)->x - 2;
  g_autoptr (GArray) labels = strata_map_layout_list_labels (self->layout, top, bottom);

  for (guint i = 0; i < labels->len; i++)
    {
      const StrataMapLabel *label = &g_array_index (labels, StrataMapLabel, i);
      g_autofree char *text = label->at_end ? strata_map_format_end (label->address)
                                            : strata_map_format_address (label->address);
      int width = strata_map_fonts_get_width (self->fonts, STRATA_MAP_FONT_ADDRESS, text);

      _strata_map_brush_set_color (self->cr, &self->style->line);
      cairo_rectangle (self->cr, right - TICK_WIDTH, label->y - 0.5, TICK_WIDTH, 1);
      cairo_fill (self->cr);
      _strata_map_brush_write (self->cr, self->fonts, STRATA_MAP_FONT_ADDRESS, &self->style->dim,
                               text, right - TICK_WIDTH - 3 - width, label->y, width);
    }
}

static void
outline_flat (const Painter *self, double y0, double y1)
{
  const StrataMapColumn *column = strata_map_layout_get_flat_column (self->layout);

  _strata_map_brush_outline (self->cr, &self->style->accent, 2, column->x - 2, y0 - 1,
                             column->width + 4, MAX (y1 - y0, 1) + 2);
}

/* Where an instance wins, in the column of what is seen. What is smaller than a pixel is outlined
 * together with its neighbours. */
static void
paint_selected_flats (const Painter *self, const StrataMapInstance *shown, guint instance,
                      double top, double bottom)
{
  guint64 first = MAX (shown->first, strata_map_layout_get_address (self->layout, top));
  guint64 last = MIN (shown->last, strata_map_layout_get_address (self->layout, bottom + 1));
  guint n = strata_map_model_get_n_segments (self->model);
  StrataMapScale *scale = strata_map_layout_get_scale (self->layout);
  int margin = strata_map_layout_get_margin (self->fonts);
  double begin = 0, end = -INFINITY; /* of what is still to be outlined */
  guint stride = 1;                  /* segments in the last line of pixels */

  for (guint i = strata_map_model_find_segment (self->model, first); i < n; i++)
    {
      const StrataSegment *segment = strata_map_model_get_segment (self->model, i);
      double y0, y1;

      if (segment->first > last)
        break;
      if (segment->instance != instance)
        continue;
      y0 = round (strata_map_layout_get_top (self->layout, segment->first));
      y1 = MAX (round (strata_map_layout_get_bottom (self->layout, segment->last)), y0 + 1);
      if (y1 - y0 > 1 || y0 > end)
        {
          if (end > begin)
            outline_flat (self, begin, end);
          begin = y0;
        }
      end = MAX (end, y1);
      if (y1 - y0 == 1)
        {
          /* On to the last that begins in this pixel. */
          guint64 next;
          guint after = n;

          if (strata_map_scale_find_from (scale, end - margin, &next))
            after = strata_map_model_find_segment_near (self->model, next, i + stride);
          stride = MAX (after, i) - i;
          i = MAX (i, after > 1 ? after - 2 : 0);
        }
    }
  if (end > begin)
    outline_flat (self, begin, end);
}

static void
paint_selection (const Painter *self, guint selected, double top, double bottom)
{
  guint shown_instance = strata_map_model_get_shown (self->model, selected);
  const StrataMapInstance *shown = strata_map_model_get_instance (self->model, shown_instance);
  const StrataMapColumn *column = strata_map_layout_get_flat_column (self->layout);
  StrataMapBox box;

  if (!strata_map_layout_find_box (self->layout, selected, &box))
    return;
  if (box.type != STRATA_MAP_BOX_FLAT)
    _strata_map_brush_outline (self->cr, &self->style->accent, 2, box.x - 2, box.y - 2,
                               box.width + 4, box.height + 4);
  if (shown->enabled)
    paint_selected_flats (self, shown, shown_instance, top, bottom);

  /* Its whole extent, beside what is seen. */
  _strata_map_brush_set_color (self->cr, &self->style->accent);
  _strata_map_brush_add_box (self->cr, column->x + column->width + 4, box.y, 3, box.height, 0);
  cairo_fill (self->cr);
}

/**
 * strata_map_painter_paint_picture:
 * @self: a picture
 * @style: what it looks like
 * @cr: where to draw; its origin is the upper left corner of the map
 * @emphasis: (nullable): what is selected
 *
 * Paints the picture, as far as the clip of @cr reaches. Made of clipped pieces it is the same as
 * made at once.
 */
void
strata_map_painter_paint_picture (StrataMapPicture *self, const StrataMapStyle *style, cairo_t *cr,
                                  const StrataMapEmphasis *emphasis)
{
  StrataMapMarks *marks;
  double left, top, right, bottom;

  g_return_if_fail (self != NULL && style != NULL && cr != NULL);

  marks = strata_map_model_get_marks (self->model);
  self->style = style;
  self->cr = cr;
  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  paint_labels (self, top, bottom);
  for (guint i = 0; i < self->boxes->len; i++)
    {
      const StrataMapBox *box = &g_array_index (self->boxes, StrataMapBox, i);

      if (box->x <= right && box->x + box->width >= left && box->y <= bottom + 2
          && box->y + box->height >= top - 2)
        _strata_map_box_painter_paint (self, i, top, bottom);
    }
  _strata_map_box_painter_finish (self);

  if (emphasis != NULL && emphasis->hovered != NULL
      && emphasis->hovered->type != STRATA_MAP_BOX_GAP)
    _strata_map_brush_outline (cr, &style->hover, 1, emphasis->hovered->x - 1,
                               emphasis->hovered->y - 1, emphasis->hovered->width + 2,
                               emphasis->hovered->height + 2);
  if (emphasis != NULL && emphasis->selected < strata_map_model_get_n_instances (self->model))
    paint_selection (self, emphasis->selected, top, bottom);
  if (emphasis != NULL && emphasis->marks != NULL)
    marks = emphasis->marks;
  if (marks != NULL)
    strata_map_mark_painter_paint (self->layout, style, cr, marks);
}

/**
 * strata_map_painter_paint:
 * @layout: where everything is
 * @style: what it looks like
 * @cr: where to draw; its origin is the upper left corner of the map
 * @emphasis: (nullable): what is selected and where the screen ends
 *
 * Paints the map, as far as the clip of @cr reaches. A picture made of clipped pieces is the same
 * as one made at once.
 */
void
strata_map_painter_paint (StrataMapLayout *layout, const StrataMapStyle *style, cairo_t *cr,
                          const StrataMapEmphasis *emphasis)
{
  g_autoptr (StrataMapPicture) picture = NULL;
  double left, top, right, bottom;

  g_return_if_fail (layout != NULL && style != NULL && cr != NULL);

  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  picture = strata_map_picture_new (layout, top, bottom,
                                    emphasis != NULL ? emphasis->view_top : -INFINITY,
                                    emphasis != NULL ? emphasis->view_bottom : INFINITY);
  strata_map_painter_paint_picture (picture, style, cr, emphasis);
}

/**
 * strata_map_painter_get_headings_height:
 * @layout: where everything is
 *
 * Returns: the height of the headings, in pixels
 */
int
strata_map_painter_get_headings_height (StrataMapLayout *layout)
{
  g_return_val_if_fail (layout != NULL, 0);

  return strata_map_fonts_get_height (strata_map_layout_get_fonts (layout),
                                      STRATA_MAP_FONT_HEADING) + 8;
}

/**
 * strata_map_painter_paint_headings:
 * @layout: where everything is
 * @style: what it looks like
 * @cr: where to draw; its origin is the upper left corner of the headings
 * @seen: what stands over the column of what is seen
 *
 * Paints the headings of the columns, which stand above the map.
 */
void
strata_map_painter_paint_headings (StrataMapLayout *layout, const StrataMapStyle *style,
                                   cairo_t *cr, const char *seen)
{
  StrataMapFonts *fonts;
  const StrataMapColumn *flat, *beneath, *lanes;
  double middle;
  int end;

  g_return_if_fail (layout != NULL && style != NULL && cr != NULL && seen != NULL);

  fonts = strata_map_layout_get_fonts (layout);
  flat = strata_map_layout_get_flat_column (layout);
  middle = strata_map_painter_get_headings_height (layout) / 2;
  beneath = strata_map_layout_get_n_columns (layout) > 0 ? strata_map_layout_get_column (layout, 0)
            : strata_map_layout_get_fold_column (layout);
  lanes = strata_map_layout_get_lanes (layout);
  end = lanes != NULL ? lanes->x
        : beneath != NULL ? beneath->x - 4
                          : strata_map_layout_get_width (layout);
  _strata_map_brush_write (cr, fonts, STRATA_MAP_FONT_HEADING, &style->foreground, seen, flat->x,
                           middle, end - flat->x);
  if (lanes != NULL)
    strata_map_heat_paint_headings (layout, style, cr,
                                    strata_map_painter_get_headings_height (layout));
  if (beneath != NULL)
    _strata_map_brush_write (cr, fonts, STRATA_MAP_FONT_HEADING, &style->dim, _("beneath →"),
                             beneath->x, middle, strata_map_layout_get_width (layout) - beneath->x);
}
