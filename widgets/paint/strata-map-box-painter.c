/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "strata-map-box-painter-private.h"
#include "strata-map-brush-private.h"
#include "strata-map-text.h"

/* All in pixels. */
#define PADDING 8        /* between the edge of a box and its text */
#define NAME_INDENT 15   /* past the grain */
#define MIN_NAME 96      /* a long name gets this much before the kind is written */
#define DOT_STEP 4
#define MAX_SAMPLES 15

typedef StrataMapPicture Painter;

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

static gboolean
is_same_color (const StrataMapColor *a, const StrataMapColor *b)
{
  return a->red == b->red && a->green == b->green && a->blue == b->blue;
}

/* Draws what waits. */
void
_strata_map_box_painter_finish (Painter *self)
{
  for (guint i = 0; i < self->n_runs; i++)
    {
      const StrataMapRun *first = &self->runs[i];

      if (first->height <= 0)
        continue;
      for (guint k = i; k < self->n_runs; k++)
        {
          StrataMapRun *run = &self->runs[k];

          if (run->height <= 0 || !is_same_color (&run->color, &first->color))
            continue;
          cairo_rectangle (self->cr, run->x, run->y, run->width, run->height);
          if (k > i)
            run->height = 0;
        }
      _strata_map_brush_set_color (self->cr, &first->color);
      cairo_fill (self->cr);
    }
  self->n_runs = 0;
}

/* Fills a box that shows nothing but a colour. */
static void
add_run (Painter *self, const StrataMapBox *box, const StrataMapColor *color)
{
  StrataMapRun *last = self->n_runs > 0 ? &self->runs[self->n_runs - 1] : NULL;

  if (last != NULL && last->x == box->x && last->width == box->width
      && last->y + last->height == box->y && is_same_color (&last->color, color))
    {
      last->height += box->height;
      return;
    }
  /* What lies over another is drawn after it. */
  if (self->n_runs == STRATA_MAP_PICTURE_MAX_RUNS
      || (last != NULL && last->x == box->x && last->y + last->height > box->y))
    _strata_map_box_painter_finish (self);
  self->runs[self->n_runs++] = (StrataMapRun) { *color, box->x, box->y, box->width, box->height };
}

/* What is smaller than a pixel: the mean of a few of the colours. The step is odd, so that what
 * alternates is not taken for all of one kind. */
static void
paint_many_flats (Painter *self, const StrataMapBox *box)
{
  const guint8 *kinds = strata_map_model_get_flat_kinds (self->model) + box->index;
  guint step = (box->count / MAX_SAMPLES) | 1;
  StrataMapColor mean = { 0, 0, 0 };
  guint counts[STRATA_MAP_N_KINDS] = { 0 };
  guint n = 0;

  for (guint i = 0; i < box->count; i += step, n++)
    counts[kinds[i]]++;
  for (guint i = 0; i < STRATA_MAP_N_KINDS; i++)
    {
      const StrataMapColor *fill = &self->style->kinds[i].fill;

      mean.red += counts[i] * fill->red;
      mean.green += counts[i] * fill->green;
      mean.blue += counts[i] * fill->blue;
    }
  mean.red /= n;
  mean.green /= n;
  mean.blue /= n;
  add_run (self, box, &mean);
}

/* Takes a piece of a box if more of it is seen than of the best one so far. */
static void
consider_piece (const Painter *self, double top, double bottom, double *y, double *height)
{
  double seen = MIN (bottom, self->view_bottom) - MAX (top, self->view_top);
  double best = MIN (*y + *height, self->view_bottom) - MAX (*y, self->view_top);

  if (*height <= 0 || seen > best)
    {
      *y = top;
      *height = bottom - top;
    }
}

/* Where a name can stand that no frame of a mark is drawn through: the largest piece seen. */
static void
find_unmarked_piece (const Painter *self, const StrataMapBox *box, double *y, double *height)
{
  StrataMapMarks *marks = strata_map_model_get_marks (self->model);
  double top = box->y;

  *y = box->y;
  *height = box->height;
  if (marks == NULL)
    return;
  *height = 0;
  for (guint i = strata_map_marks_find (marks, box->first); i < strata_map_marks_get_n (marks); i++)
    {
      const StrataMapMark *mark = strata_map_marks_get (marks, i);
      double first, last;

      if (mark->first > box->last || top >= self->view_bottom)
        break;
      first = round (strata_map_layout_get_top (self->layout, MAX (mark->first, box->first)));
      last = round (strata_map_layout_get_bottom (self->layout, MIN (mark->last, box->last)));
      consider_piece (self, top, first, y, height);
      consider_piece (self, first, last, y, height);
      top = last;
    }
  consider_piece (self, top, box->y + box->height, y, height);
}

static void
paint_flat (const Painter *self, const StrataMapBox *box)
{
  StrataMapKind kind = strata_map_model_get_kind (self->model, box->instance);
  const StrataMapKindColors *colors = &self->style->kinds[kind];
  int room = box->width - NAME_INDENT - PADDING;
  double y, height, middle;
  const char *tag;
  int tag_width;
  g_autofree char *name = NULL;

  _strata_map_brush_fill_kind (self->cr, self->style, kind, box->x, box->y, box->width,
                               box->height);
  if (self->style->outlined && box->height > 3)
    _strata_map_brush_outline (self->cr, &self->style->foreground, 1, box->x, box->y, box->width,
                               box->height);
  find_unmarked_piece (self, box, &y, &height);
  if (!find_middle (self, y, height, STRATA_MAP_FONT_NAME, &middle))
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
  size = strata_map_isolate (strata_map_format_size (box->first, box->last));
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
paint_part (const Painter *self, const StrataMapBox *box, const StrataMapPart *part)
{
  StrataMapKind kind = strata_map_model_get_kind (self->model, box->instance);
  StrataMapCorners corners = STRATA_MAP_CORNERS_NONE;

  if (part->y <= box->y)
    corners |= STRATA_MAP_CORNERS_TOP;
  if (part->y + part->height >= box->y + box->height)
    corners |= STRATA_MAP_CORNERS_BOTTOM;
  if (part->mixed)
    _strata_map_brush_fill_mixed (self->cr, self->style, self->fonts, kind, corners, box->x,
                                  part->y, box->width, part->height);
  else if (part->seen)
    _strata_map_brush_fill_seen (self->cr, self->style, kind, corners, box->x, part->y,
                                 box->width, part->height);
  else
    _strata_map_brush_fill_hidden (self->cr, self->style, self->fonts, kind, corners, box->x,
                                   part->y, box->width, part->height);
}

/* The parts that can be seen, in this strip or another: where the name stands depends on all. */
static const GArray *
get_parts (const Painter *self, guint index)
{
  const StrataMapBox *box = &g_array_index (self->boxes, StrataMapBox, index);

  if (g_ptr_array_index (self->parts, index) == NULL)
    g_ptr_array_index (self->parts, index) = strata_map_layout_list_parts (
      self->layout, box, MAX (box->y, self->view_top),
      MIN (box->y + box->height, self->view_bottom));
  return g_ptr_array_index (self->parts, index);
}

static void
paint_stratum (const Painter *self, guint index, double top, double bottom)
{
  const StrataMapBox *box = &g_array_index (self->boxes, StrataMapBox, index);
  StrataMapKind kind = strata_map_model_get_kind (self->model, box->instance);
  const GArray *parts = get_parts (self, index);

  for (guint i = 0; i < parts->len; i++)
    {
      const StrataMapPart *part = &g_array_index (parts, StrataMapPart, i);

      if (part->y < bottom && part->y + part->height > top)
        paint_part (self, box, part);
    }
  if (box->height >= 4)
    _strata_map_brush_outline (self->cr, &self->style->kinds[kind].edge, 1, box->x, box->y,
                               box->width, box->height);
  paint_stratum_label (self, box, (const StrataMapPart *) parts->data, parts->len);
}

/* Several that are smaller than a pixel: as the first of them, which is seen or not. */
static void
paint_many_strata (Painter *self, const StrataMapBox *box)
{
  const StrataMapKindColors *colors =
    &self->style->kinds[strata_map_model_get_kind (self->model, box->instance)];
  guint i = strata_map_model_find_segment (self->model, box->first);
  gboolean seen = i < strata_map_model_get_n_segments (self->model)
                  && strata_map_model_get_segment (self->model, i)->instance == box->instance;

  add_run (self, box, seen ? &colors->pale : &colors->hatch);
}

static void
paint_fold (const Painter *self, const StrataMapBox *box)
{
  g_autofree char *text = g_strdup_printf ("+%u", box->count);
  double middle;
  int width;

  _strata_map_brush_outline (self->cr, &self->style->line, 1, box->x, box->y, box->width,
                             box->height);
  if (!find_middle (self, box->y, box->height, STRATA_MAP_FONT_LABEL, &middle))
    return;
  width = MIN (strata_map_fonts_get_width (self->fonts, STRATA_MAP_FONT_LABEL, text),
               box->width - 4);
  _strata_map_brush_write (self->cr, self->fonts, STRATA_MAP_FONT_LABEL, &self->style->dim, text,
                           box->x + (box->width - width) / 2, middle, width);
}

/* Whether a box is a few rows of one colour. */
static gboolean
paint_thin (Painter *self, const StrataMapBox *box)
{
  if (box->type == STRATA_MAP_BOX_FLAT && box->count > 1)
    paint_many_flats (self, box);
  else if (box->type == STRATA_MAP_BOX_STRATUM && box->count > 1)
    paint_many_strata (self, box);
  else if (box->type == STRATA_MAP_BOX_FLAT && box->height <= 3)
    add_run (self, box,
             &self->style->kinds[strata_map_model_get_kind (self->model, box->instance)].fill);
  else if (box->type == STRATA_MAP_BOX_FOLD && box->height < 3)
    add_run (self, box, &self->style->line);
  else
    return FALSE;
  return TRUE;
}

/* Paints a box as far as it lies in a strip. */
void
_strata_map_box_painter_paint (Painter *self, guint index, double top, double bottom)
{
  const StrataMapBox *box = &g_array_index (self->boxes, StrataMapBox, index);

  if (paint_thin (self, box))
    return;
  _strata_map_box_painter_finish (self);
  switch (box->type)
    {
    case STRATA_MAP_BOX_FLAT:
      paint_flat (self, box);
      break;
    case STRATA_MAP_BOX_GAP:
      paint_gap (self, box);
      break;
    case STRATA_MAP_BOX_STRATUM:
      paint_stratum (self, index, top, bottom);
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
