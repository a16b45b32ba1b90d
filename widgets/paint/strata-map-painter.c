/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "strata-map-brush-private.h"
#include "strata-map-painter.h"
#include "strata-map-text.h"

/* All in pixels. */
#define PADDING 8        /* between the edge of a box and its text */
#define NAME_INDENT 15   /* past the grain */
#define TICK_WIDTH 4
#define MIN_NAME 96      /* a long name gets this much before the kind is written */
#define DOT_STEP 4
#define MAX_SAMPLES 15

typedef struct
{
  StrataMapLayout *layout;
  StrataMapModel *model;
  StrataMapFonts *fonts;
  const StrataMapStyle *style;
  cairo_t *cr;
  double view_top;
  double view_bottom;
} Painter;

/* The middle of what is on the screen of a span, if a line of text has room there. */
static gboolean
find_middle (const Painter *self, double y, double height, StrataMapFont font, double *middle)
{
  double top = MAX (y, self->view_top);
  double bottom = MIN (y + height, self->view_bottom);
  double line = strata_map_fonts_get_height (self->fonts, font);

  if (height < line)
    return FALSE;
  if (bottom - top < line)
    {
      /* Pushed to the edge that is in the picture. */
      if (top > y)
        top = MAX (bottom - line, y);
      else
        bottom = MIN (top + line, y + height);
    }
  *middle = round ((top + bottom) / 2);
  return TRUE;
}

/* What is smaller than a pixel: the mean of a few of the colours. The step is odd, so that what
 * alternates is not taken for all of one kind. */
static void
paint_many_flats (const Painter *self, const StrataMapBox *box)
{
  guint first = strata_map_model_find_flat (self->model, box->first);
  guint step = (box->count / MAX_SAMPLES) | 1;
  StrataMapColor mean = { 0, 0, 0 };
  guint n = 0;

  for (guint i = 0; i < box->count; i += step)
    {
      const StrataMapFlat *flat = strata_map_model_get_flat (self->model, first + i);
      StrataMapKind kind = strata_map_model_get_kind (self->model, flat->instance);
      const StrataMapColor *fill = &self->style->kinds[kind].fill;

      mean.red += fill->red;
      mean.green += fill->green;
      mean.blue += fill->blue;
      n++;
    }
  mean.red /= n;
  mean.green /= n;
  mean.blue /= n;
  _strata_map_brush_set_color (self->cr, &mean);
  cairo_rectangle (self->cr, box->x, box->y, box->width, box->height);
  cairo_fill (self->cr);
}

static void
paint_flat (const Painter *self, const StrataMapBox *box)
{
  StrataMapKind kind = strata_map_model_get_kind (self->model, box->instance);
  const StrataMapKindColors *colors = &self->style->kinds[kind];
  int room = box->width - NAME_INDENT - PADDING;
  double middle;
  const char *tag;
  int tag_width;
  g_autofree char *name = NULL;

  _strata_map_brush_fill_kind (self->cr, self->style, kind, box->x, box->y, box->width,
                               box->height);
  if (self->style->outlined && box->height > 3)
    _strata_map_brush_outline (self->cr, &self->style->foreground, 1, box->x, box->y, box->width,
                               box->height);
  if (!find_middle (self, box->y, box->height, STRATA_MAP_FONT_NAME, &middle))
    return;

  tag = strata_map_kind_get_tag (kind);
  tag_width = strata_map_fonts_get_width (self->fonts, STRATA_MAP_FONT_TAG, tag);
  name = g_strdup (strata_map_model_get_instance (self->model, box->instance)->name);
  if (room - tag_width - PADDING >= MIN (strata_map_fonts_get_width (self->fonts,
                                                                     STRATA_MAP_FONT_NAME, name),
                                         MIN_NAME))
    {
      _strata_map_brush_write (self->cr, self->fonts, STRATA_MAP_FONT_TAG, &colors->tag, tag,
                               box->x + box->width - PADDING - tag_width, middle, tag_width);
      room -= tag_width + PADDING;
    }
  _strata_map_brush_write (self->cr, self->fonts, STRATA_MAP_FONT_NAME, &colors->text, name,
                           box->x + NAME_INDENT, middle, room);
}

/* A dotted axis, above and below the text of a high gap. */
static void
paint_axis (const Painter *self, const StrataMapBox *box, double y0, double y1)
{
  double left, top, right, bottom;
  int x = box->x + NAME_INDENT + 2;

  cairo_clip_extents (self->cr, &left, &top, &right, &bottom);
  for (double y = ceil (MAX (y0, top) / DOT_STEP) * DOT_STEP; y < MIN (y1, bottom); y += DOT_STEP)
    cairo_rectangle (self->cr, x, y, 1, 1);
  _strata_map_brush_set_color (self->cr, &self->style->line);
  cairo_fill (self->cr);
}

static void
paint_gap (const Painter *self, const StrataMapBox *box)
{
  int room = box->width - NAME_INDENT;
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;
  double middle;

  if (!find_middle (self, box->y, box->height, STRATA_MAP_FONT_LABEL, &middle))
    return;
  size = strata_map_format_size (box->first, box->last);
  /* Translators: a stretch of addresses where there is nothing; %s is a size such as 16 MiB */
  text = g_strdup_printf (_("⋮  nothing, %s"), size);
  if (strata_map_fonts_get_width (self->fonts, STRATA_MAP_FONT_LABEL, text) > room)
    {
      g_free (text);
      text = g_strdup_printf ("⋮  %s", size);
    }
  _strata_map_brush_write (self->cr, self->fonts, STRATA_MAP_FONT_LABEL, &self->style->dim, text,
                           box->x + NAME_INDENT, middle, room);
  paint_axis (self, box, box->y, middle - PADDING);
  paint_axis (self, box, middle + PADDING, box->y + box->height);
}

static void
paint_disabled (const Painter *self, const StrataMapBox *box)
{
  double middle;
  g_autofree char *label = NULL;

  if (box->height >= 8)
    _strata_map_brush_outline_dashed (self->cr, &self->style->dim, box->x, box->y, box->width,
                                      box->height);
  else
    _strata_map_brush_outline_dashed (self->cr, &self->style->line, box->x,
                                      floor (box->y + box->height / 2), box->width, 1);
  if (!find_middle (self, box->y, box->height, STRATA_MAP_FONT_LABEL, &middle))
    return;
  label = box->instance != STRATA_NO_INSTANCE
          ? strata_map_model_dup_label (self->model, box->instance)
          : g_strdup_printf (g_dngettext (NULL, "%u disabled", "%u disabled", box->count),
                             box->count);
  _strata_map_brush_write (self->cr, self->fonts, STRATA_MAP_FONT_LABEL, &self->style->dim, label,
                           box->x + PADDING, middle, box->width - 2 * PADDING);
}

/* Where a name stands: in the first piece that is seen and has room, else in the largest. */
static const StrataMapPart *
choose_part (const Painter *self, const StrataMapPart *parts, guint n_parts)
{
  double line = strata_map_fonts_get_height (self->fonts, STRATA_MAP_FONT_LABEL);
  const StrataMapPart *best = NULL;
  double most = 0;

  for (guint i = 0; i < n_parts; i++)
    {
      double top = MAX (parts[i].y, self->view_top);
      double bottom = MIN (parts[i].y + parts[i].height, self->view_bottom);

      if (parts[i].seen && !parts[i].mixed && bottom - top >= line)
        return &parts[i];
      if (bottom - top <= most)
        continue;
      most = bottom - top;
      best = &parts[i];
    }
  return best;
}

static void
paint_stratum_label (const Painter *self, const StrataMapBox *box, const StrataMapPart *parts,
                     guint n_parts)
{
  StrataMapKind kind = strata_map_model_get_kind (self->model, box->instance);
  const StrataMapPart *best = choose_part (self, parts, n_parts);
  double middle;
  int room = box->width - 2 * PADDING;
  int width;
  g_autofree char *label = NULL;

  if (best == NULL
      || !find_middle (self, best->y, best->height, STRATA_MAP_FONT_LABEL, &middle))
    return;

  label = strata_map_model_dup_label (self->model, box->instance);
  width = MIN (strata_map_fonts_get_width (self->fonts, STRATA_MAP_FONT_LABEL, label), room);
  if (!best->seen || best->mixed)
    {
      double line = strata_map_fonts_get_height (self->fonts, STRATA_MAP_FONT_LABEL);

      _strata_map_brush_set_color (self->cr, &self->style->kinds[kind].faint);
      _strata_map_brush_add_box (self->cr, box->x + PADDING - 4, floor (middle - line / 2),
                                 width + 8, line, 0);
      cairo_fill (self->cr);
    }
  _strata_map_brush_write (self->cr, self->fonts, STRATA_MAP_FONT_LABEL,
                           &self->style->foreground, label, box->x + PADDING, middle, room);
}

static void
paint_stratum (const Painter *self, const StrataMapBox *box)
{
  StrataMapKind kind = strata_map_model_get_kind (self->model, box->instance);
  g_autoptr (GArray) parts = NULL;

  parts = strata_map_layout_list_parts (self->layout, box, MAX (box->y, self->view_top),
                                        MIN (box->y + box->height, self->view_bottom));
  cairo_save (self->cr);
  _strata_map_brush_add_box (self->cr, box->x, box->y, box->width, box->height, 0);
  cairo_clip (self->cr);
  for (guint i = 0; i < parts->len; i++)
    {
      const StrataMapPart *part = &g_array_index (parts, StrataMapPart, i);

      if (part->mixed)
        _strata_map_brush_fill_mixed (self->cr, self->style, kind, box->x, part->y, box->width,
                                      part->height);
      else if (part->seen)
        _strata_map_brush_fill_seen (self->cr, self->style, kind, box->x, part->y, box->width,
                                     part->height);
      else
        _strata_map_brush_fill_hidden (self->cr, self->style, kind, box->x, part->y, box->width,
                                       part->height);
    }
  cairo_restore (self->cr);
  if (box->height >= 4)
    _strata_map_brush_outline (self->cr, &self->style->kinds[kind].edge, 1, box->x, box->y,
                               box->width, box->height);
  paint_stratum_label (self, box, (const StrataMapPart *) parts->data, parts->len);
}

static void
paint_fold (const Painter *self, const StrataMapBox *box)
{
  g_autofree char *text = g_strdup_printf ("+%u", box->count);
  double middle;
  int width;

  if (box->height < 3)
    {
      _strata_map_brush_set_color (self->cr, &self->style->line);
      cairo_rectangle (self->cr, box->x, box->y, box->width, box->height);
      cairo_fill (self->cr);
      return;
    }
  _strata_map_brush_outline (self->cr, &self->style->line, 1, box->x, box->y, box->width,
                             box->height);
  if (!find_middle (self, box->y, box->height, STRATA_MAP_FONT_LABEL, &middle))
    return;
  width = MIN (strata_map_fonts_get_width (self->fonts, STRATA_MAP_FONT_LABEL, text),
               box->width - 4);
  _strata_map_brush_write (self->cr, self->fonts, STRATA_MAP_FONT_LABEL, &self->style->dim, text,
                           box->x + (box->width - width) / 2, middle, width);
}

static void
paint_box (const Painter *self, const StrataMapBox *box)
{
  switch (box->type)
    {
    case STRATA_MAP_BOX_FLAT:
      if (box->count > 1)
        paint_many_flats (self, box);
      else
        paint_flat (self, box);
      break;
    case STRATA_MAP_BOX_GAP:
      paint_gap (self, box);
      break;
    case STRATA_MAP_BOX_STRATUM:
      paint_stratum (self, box);
      break;
    case STRATA_MAP_BOX_DISABLED:
      paint_disabled (self, box);
      break;
    case STRATA_MAP_BOX_FOLD:
    default:
      paint_fold (self, box);
      break;
    }
}

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
  double begin = 0, end = -INFINITY; /* of what is still to be outlined */

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
          /* On to what does not end in this pixel. */
          guint64 next = strata_map_layout_get_address (self->layout, end);
          guint after = strata_map_model_find_segment (self->model, next);

          i = MAX (i, after > 0 ? after - 1 : 0);
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
  Painter self = { layout, NULL, NULL, style, cr, -INFINITY, INFINITY };
  g_autoptr (GArray) boxes = NULL;
  double left, top, right, bottom;

  g_return_if_fail (layout != NULL && style != NULL && cr != NULL);

  self.model = strata_map_layout_get_model (layout);
  self.fonts = strata_map_layout_get_fonts (layout);
  if (emphasis != NULL)
    {
      self.view_top = emphasis->view_top;
      self.view_bottom = emphasis->view_bottom;
    }

  cairo_clip_extents (cr, &left, &top, &right, &bottom);
  paint_labels (&self, top, bottom);
  boxes = strata_map_layout_list_boxes (layout, top - 2, bottom + 2);
  for (guint i = 0; i < boxes->len; i++)
    {
      const StrataMapBox *box = &g_array_index (boxes, StrataMapBox, i);

      if (box->x <= right && box->x + box->width >= left)
        paint_box (&self, box);
    }

  if (emphasis == NULL)
    return;
  if (emphasis->hovered != NULL && emphasis->hovered->type != STRATA_MAP_BOX_GAP)
    _strata_map_brush_outline (cr, &style->hover, 1, emphasis->hovered->x - 1,
                               emphasis->hovered->y - 1, emphasis->hovered->width + 2,
                               emphasis->hovered->height + 2);
  if (emphasis->selected < strata_map_model_get_n_instances (self.model))
    paint_selection (&self, emphasis->selected, top, bottom);
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
  const StrataMapColumn *flat, *beneath;
  double middle;

  g_return_if_fail (layout != NULL && style != NULL && cr != NULL && seen != NULL);

  fonts = strata_map_layout_get_fonts (layout);
  flat = strata_map_layout_get_flat_column (layout);
  middle = strata_map_painter_get_headings_height (layout) / 2;
  beneath = strata_map_layout_get_n_columns (layout) > 0 ? strata_map_layout_get_column (layout, 0)
            : strata_map_layout_get_fold_column (layout);
  _strata_map_brush_write (cr, fonts, STRATA_MAP_FONT_HEADING, &style->foreground, seen, flat->x,
                           middle, (beneath != NULL ? beneath->x - 4
                                    : strata_map_layout_get_width (layout)) - flat->x);
  if (beneath != NULL)
    _strata_map_brush_write (cr, fonts, STRATA_MAP_FONT_HEADING, &style->dim, _("beneath →"),
                             beneath->x, middle, strata_map_layout_get_width (layout) - beneath->x);
}
