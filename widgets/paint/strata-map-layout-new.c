/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-layout-private.h"
#include "strata-map-text.h"

/* All in pixels. */
#define TICK 8       /* between an address and its box */
#define FOLD_WIDTH 44
#define COLUMN_GAP 8
#define LANES_GAP 9    /* between what is seen and the lanes: the selection is marked there */
#define LANES_WIDTH 23 /* an axis, and as much on both sides of it */
#define NARROW 480   /* a width below which space is saved */
#define NATURAL_FLAT 240
#define NATURAL_COLUMN 166
#define MAX_NATURAL_COLUMNS 6

/* The space between things, and how wide they may be. */
typedef struct
{
  int margin;
  int gap;
  int min_flat;
  int max_flat;
  int max_lone_flat; /* where nothing lies beneath */
  int min_column;
  int max_column;
} Spacing;

static const Spacing wide_spacing = { 12, 24, 120, 280, 440, 84, 208 };
static const Spacing narrow_spacing = { 6, 10, 110, 160, 440, 72, 208 };

/* Where nobody answers. What would go from there is not told together with what is empty anyway. */
static void
append_gap (StrataMapLayout *self, guint64 first, guint64 last)
{
  StrataMapMarks *marks = strata_map_model_get_marks (self->model);
  guint n_marks = marks != NULL ? strata_map_marks_get_n (marks) : 0;
  guint i = marks != NULL ? strata_map_marks_find (marks, first) : 0;

  for (; i < n_marks && strata_map_marks_get (marks, i)->first <= last; i++)
    {
      const StrataMapMark *mark = strata_map_marks_get (marks, i);

      if (mark->first > first)
        g_array_append_val (self->gaps,
                            ((StrataMapSpan) { first, mark->first - 1, 1, G_MAXUINT }));
      g_array_append_val (self->gaps,
                          ((StrataMapSpan) { mark->first, mark->last, 1, G_MAXUINT }));
      if (mark->last >= last)
        return;
      first = mark->last + 1;
    }
  g_array_append_val (self->gaps, ((StrataMapSpan) { first, last, 1, G_MAXUINT }));
}

static void
build_gaps (StrataMapLayout *self)
{
  const StrataRange *extent = strata_map_model_get_extent (self->model);
  guint n_flats = strata_map_model_get_n_flats (self->model);
  guint64 next = extent->first;

  self->gaps = g_array_new (FALSE, FALSE, sizeof (StrataMapSpan));
  for (guint i = 0; i < n_flats; i++)
    {
      const StrataMapFlat *flat = strata_map_model_get_flat (self->model, i);

      if (flat->first > next)
        append_gap (self, next, flat->first - 1);
      if (flat->last >= extent->last)
        return;
      next = flat->last + 1;
    }
  append_gap (self, next, extent->last);
}

/* How many did not get a column, wherever there are any. */
static void
build_folds (StrataMapLayout *self)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (StrataMapSpanItem));

  for (guint i = self->columns->len; i < strata_map_model_get_n_columns (self->model); i++)
    {
      guint n;
      const StrataMapStratum *strata = strata_map_model_get_strata (self->model, i, &n);

      for (guint k = 0; k < n; k++)
        for (guint one = 0; one < strata[k].count; one++)
          {
            StrataMapSpanItem item = { strata[k].first, strata[k].last, items->len };

            g_array_append_val (items, item);
          }
    }
  self->folds = _strata_map_spans_new (items);
}

static int
get_gutter_width (StrataMapModel *model, StrataMapFonts *fonts)
{
  const StrataRange *extent = strata_map_model_get_extent (model);
  gsize n;
  const StrataMapStretch *stretches = strata_map_model_get_stretches (model, &n);
  g_autofree char *start = strata_map_format_address (stretches[n - 1].first);
  g_autofree char *end = strata_map_format_end (extent->last);
  glong length = MAX (g_utf8_strlen (start, -1), g_utf8_strlen (end, -1));

  return (int) MAX (length, 6) * strata_map_fonts_get_digit_width (fonts);
}

static void
build_columns (StrataMapLayout *self, int width, gboolean unfolded, gboolean lanes)
{
  const Spacing *spacing = width < NARROW ? &narrow_spacing : &wide_spacing;
  guint n_all = strata_map_model_get_n_columns (self->model);
  guint n = n_all;
  int left = spacing->margin + get_gutter_width (self->model, self->fonts) + TICK;
  int room = width - left - spacing->margin;
  int beside = lanes ? LANES_GAP + LANES_WIDTH : 0;
  int gap = MAX (spacing->gap, lanes ? beside + LANES_GAP : 0);
  int wanted = gap
               + (int) MIN (n_all, MAX_NATURAL_COLUMNS) * (NATURAL_COLUMN + COLUMN_GAP);
  int column_width;

  self->flat.x = left;
  self->flat.width = n_all == 0 ? CLAMP (room - beside, spacing->min_flat,
                                         spacing->max_lone_flat)
                                : CLAMP (MAX (room / 4, room - wanted), spacing->min_flat,
                                         spacing->max_flat);
  if (lanes)
    self->lanes = (StrataMapColumn){ left + self->flat.width + LANES_GAP, LANES_WIDTH };
  left += self->flat.width + gap;
  room -= self->flat.width + gap;

  if (!unfolded && (int) n * (spacing->min_column + COLUMN_GAP) - COLUMN_GAP > room)
    n = (guint) (MAX (room - FOLD_WIDTH, 0) / (spacing->min_column + COLUMN_GAP));
  if (n < n_all)
    {
      self->fold.width = FOLD_WIDTH;
      room -= FOLD_WIDTH + COLUMN_GAP;
    }
  column_width = n == 0 ? 0 : CLAMP ((room + COLUMN_GAP) / (int) n - COLUMN_GAP,
                                     spacing->min_column, spacing->max_column);
  for (guint i = 0; i < n; i++)
    {
      StrataMapColumn column = { left, column_width };

      g_array_append_val (self->columns, column);
      left += column_width + COLUMN_GAP;
    }
  self->fold.x = left;
  left += n < n_all ? FOLD_WIDTH : n_all > 0 ? -COLUMN_GAP : beside - gap;
  self->width = MAX (width, left + spacing->margin);
}

static int
get_margin (StrataMapFonts *fonts)
{
  return strata_map_fonts_get_height (fonts, STRATA_MAP_FONT_ADDRESS) / 2 + 2;
}

static StrataMapLayout *
create (StrataMapModel *model, StrataMapScale *scale, StrataMapFonts *fonts, int width,
        gboolean unfolded, gboolean lanes)
{
  StrataMapLayout *self = g_new0 (StrataMapLayout, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->model = strata_map_model_ref (model);
  self->scale = strata_map_scale_ref (scale);
  self->fonts = strata_map_fonts_ref (fonts);
  self->top = get_margin (fonts);
  self->columns = g_array_new (FALSE, FALSE, sizeof (StrataMapColumn));
  build_columns (self, width, unfolded, lanes);
  build_gaps (self);
  build_folds (self);
  self->labels = _strata_map_labels_new (self);
  return self;
}

/**
 * strata_map_layout_new:
 * @model: what to show
 * @scale: how high; made from the model's stretches
 * @fonts: what it is written with
 * @width: the width there is, in pixels
 * @unfolded: whether every column beneath is to be shown, however wide that gets
 *
 * Gives everything in a picture its place.
 *
 * Returns: (transfer full): the layout, which never changes
 */
StrataMapLayout *
strata_map_layout_new (StrataMapModel *model, StrataMapScale *scale, StrataMapFonts *fonts,
                       int width, gboolean unfolded)
{
  g_return_val_if_fail (model != NULL && scale != NULL && fonts != NULL, NULL);

  return create (model, scale, fonts, width, unfolded, FALSE);
}

/**
 * strata_map_layout_new_with_lanes:
 * @model: what to show
 * @scale: how high; made from the model's stretches
 * @fonts: what it is written with
 * @width: the width there is, in pixels
 * @unfolded: whether every column beneath is to be shown, however wide that gets
 *
 * Gives everything in a picture its place, with room beside what is seen for where accesses go.
 *
 * Returns: (transfer full): the layout, which never changes
 */
StrataMapLayout *
strata_map_layout_new_with_lanes (StrataMapModel *model, StrataMapScale *scale,
                                  StrataMapFonts *fonts, int width, gboolean unfolded)
{
  g_return_val_if_fail (model != NULL && scale != NULL && fonts != NULL, NULL);

  return create (model, scale, fonts, width, unfolded, TRUE);
}

/**
 * strata_map_layout_new_scaled:
 * @self: a layout
 * @scale: another scale for the same model
 *
 * Makes the same layout with other heights. What does not depend on these is shared, so that the
 * cost follows the height and not what there is.
 *
 * Returns: (transfer full): the layout, which never changes
 */
StrataMapLayout *
strata_map_layout_new_scaled (StrataMapLayout *self, StrataMapScale *scale)
{
  StrataMapLayout *copy;

  g_return_val_if_fail (self != NULL && scale != NULL, NULL);

  copy = g_new0 (StrataMapLayout, 1);
  *copy = *self;
  g_atomic_ref_count_init (&copy->ref_count);
  strata_map_model_ref (copy->model);
  copy->scale = strata_map_scale_ref (scale);
  strata_map_fonts_ref (copy->fonts);
  g_array_ref (copy->columns);
  g_array_ref (copy->gaps);
  g_array_ref (copy->folds);
  copy->labels = _strata_map_labels_new (copy);
  return copy;
}

/**
 * strata_map_layout_get_margin:
 * @fonts: what it is written with
 *
 * Returns: what is left free above the first and below the last address, in pixels
 */
int
strata_map_layout_get_margin (StrataMapFonts *fonts)
{
  g_return_val_if_fail (fonts != NULL, 0);

  return get_margin (fonts);
}

/**
 * strata_map_layout_get_natural_width:
 * @model: what to show
 * @fonts: what it is written with
 *
 * Returns: a width in pixels in which the picture looks well
 */
int
strata_map_layout_get_natural_width (StrataMapModel *model, StrataMapFonts *fonts)
{
  int left, n_columns;

  g_return_val_if_fail (model != NULL && fonts != NULL, 0);

  left = wide_spacing.margin + get_gutter_width (model, fonts) + TICK;
  n_columns = (int) MIN (strata_map_model_get_n_columns (model), MAX_NATURAL_COLUMNS);
  return MAX (left + NATURAL_FLAT + wide_spacing.gap + n_columns * (NATURAL_COLUMN + COLUMN_GAP)
              + wide_spacing.margin, NARROW);
}
