/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "strata-map-layout.h"
#include "strata-map-text.h"

/* All in pixels. */
#define MARGIN 12
#define TICK 8             /* between an address and its box */
#define COLUMN_GAP 8
#define MIN_COLUMN 84
#define MAX_COLUMN 208
#define MIN_FLAT 104
#define MAX_FLAT 280
#define MAX_LONE_FLAT 440  /* where nothing lies beneath */
#define FOLD_WIDTH 44
#define NATURAL_FLAT 240
#define NATURAL_GAP 24
#define NARROW_GAP 12
#define NATURAL_COLUMN 156
#define MAX_NATURAL_COLUMNS 6
#define NARROW 480         /* a width below which space is saved */
#define SNAP_SLACK 2       /* how far snapping and gaps can move an edge */

typedef struct
{
  guint64 first;
  guint64 last;
  guint count;
} Span;

struct _StrataMapLayout
{
  gatomicrefcount ref_count;
  StrataMapModel *model;
  StrataMapScale *scale;
  StrataMapFonts *fonts;
  int width;
  int top;
  StrataMapColumn flat;
  GArray *columns;
  StrataMapColumn fold;
  GArray *gaps;   /* of Span */
  GArray *folds;  /* of Span */
  GArray *labels; /* of StrataMapLabel */
};

/* Boxes that stand below each other in one column, by address and without overlaps. */
typedef struct
{
  StrataMapBoxType type;
  const StrataMapColumn *column;
  const GArray *spans;
  const guint *strata;
  guint n;
} Stack;

static Span
stack_get (StrataMapLayout *self, const Stack *stack, guint index, guint *instance)
{
  Span span = { 0, 0, 1 };

  *instance = STRATA_NO_INSTANCE;
  if (stack->spans != NULL)
    {
      span = g_array_index (stack->spans, Span, index);
    }
  else if (stack->strata != NULL)
    {
      const StrataMapInstance *stratum;

      *instance = stack->strata[index];
      stratum = strata_map_model_get_instance (self->model, *instance);
      span.first = stratum->first;
      span.last = stratum->last;
    }
  else
    {
      const StrataMapFlat *flat = strata_map_model_get_flat (self->model, index);

      *instance = flat->instance;
      span.first = flat->first;
      span.last = flat->last;
    }
  return span;
}

static double
snap_top (StrataMapLayout *self, guint64 address)
{
  return round (self->top + strata_map_scale_get_top (self->scale, address));
}

static double
snap_bottom (StrataMapLayout *self, guint64 address)
{
  if (address < strata_map_scale_get_window (self->scale)->first)
    return -INFINITY;
  return round (self->top + strata_map_scale_get_bottom (self->scale, address));
}

static gboolean
is_in_window (StrataMapLayout *self, guint64 first, guint64 last)
{
  const StrataRange *window = strata_map_scale_get_window (self->scale);

  return first <= window->last && last >= window->first;
}

/* The first at or after @index that ends below @y. */
static guint
stack_find_below (StrataMapLayout *self, const Stack *stack, guint index, double y)
{
  guint low = index, high = stack->n;
  guint instance;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (snap_bottom (self, stack_get (self, stack, middle, &instance).last) > y)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* Neighbours have two pixels between them as long as there is room. */
static void
box_set_edges (StrataMapBox *box, double top, double bottom)
{
  double height = bottom - top;

  box->y = height >= 6 ? top + 1 : top;
  box->height = height >= 6 ? height - 2 : height >= 3 ? height - 1 : MAX (height, 1);
}

static void
stack_list (StrataMapLayout *self, const Stack *stack, double top, double bottom, GArray *boxes)
{
  double end = strata_map_layout_get_height (self) - self->top;
  guint i = stack_find_below (self, stack, 0, top - SNAP_SLACK);

  while (i < stack->n)
    {
      StrataMapBox box = { stack->type, stack->column->x, 0, stack->column->width, 0, 0, 0, 0, 0 };
      Span span = stack_get (self, stack, i, &box.instance);
      double y0 = snap_top (self, span.first), y1 = snap_bottom (self, span.last);
      guint next = i + 1;

      if (y0 > bottom || !is_in_window (self, span.first, G_MAXUINT64))
        break;
      box.first = span.first;
      box.last = span.last;
      box.count = span.count;
      if (y1 - y0 < 1)
        {
          /* All that ends within this pixel is one line. */
          next = MAX (stack_find_below (self, stack, i, y0), i + 1);
          y0 = MIN (y0, end - 1);
          y1 = y0 + 1;
          for (guint k = i + 1; k < next && stack->spans != NULL; k++)
            box.count += g_array_index (stack->spans, Span, k).count;
          if (stack->spans == NULL)
            box.count = next - i;
          box.last = stack_get (self, stack, next - 1, &(guint) { 0 }).last;
        }
      box_set_edges (&box, y0, y1);
      if (box.y + box.height > top && box.y < bottom)
        g_array_append_val (boxes, box);
      i = next;
    }
}

static void
build_gaps (StrataMapLayout *self)
{
  const StrataRange *extent = strata_map_model_get_extent (self->model);
  guint n_flats = strata_map_model_get_n_flats (self->model);
  guint64 next = extent->first;

  self->gaps = g_array_new (FALSE, FALSE, sizeof (Span));
  for (guint i = 0; i < n_flats; i++)
    {
      const StrataMapFlat *flat = strata_map_model_get_flat (self->model, i);

      if (flat->first > next)
        {
          Span gap = { next, flat->first - 1, 1 };

          g_array_append_val (self->gaps, gap);
        }
      if (flat->last >= extent->last)
        return;
      next = flat->last + 1;
    }
  g_array_append_val (self->gaps, ((Span) { next, extent->last, 1 }));
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const Span *first = a, *second = b;

  return first->first < second->first ? -1 : first->first > second->first;
}

/* What did not get a column, joined where it overlaps. */
static void
build_folds (StrataMapLayout *self)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint i = self->columns->len; i < strata_map_model_get_n_columns (self->model); i++)
    {
      guint n;
      const guint *strata = strata_map_model_get_strata (self->model, i, &n);

      for (guint k = 0; k < n; k++)
        {
          const StrataMapInstance *stratum = strata_map_model_get_instance (self->model, strata[k]);
          Span span = { stratum->first, stratum->last, 1 };

          g_array_append_val (spans, span);
        }
    }
  g_array_sort (spans, compare_spans);

  self->folds = g_array_new (FALSE, FALSE, sizeof (Span));
  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);
      Span *end = self->folds->len > 0
                  ? &g_array_index (self->folds, Span, self->folds->len - 1) : NULL;

      if (end != NULL && span->first <= end->last)
        {
          end->last = MAX (end->last, span->last);
          end->count++;
        }
      else
        {
          g_array_append_val (self->folds, *span);
        }
    }
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
build_columns (StrataMapLayout *self, int width, gboolean unfolded)
{
  guint n_all = strata_map_model_get_n_columns (self->model);
  guint n = n_all;
  int left = MARGIN + get_gutter_width (self->model, self->fonts) + TICK;
  int gap = width < NARROW ? NARROW_GAP : NATURAL_GAP;
  int room, column_width;

  self->flat.x = left;
  self->flat.width = CLAMP ((width - left) * 3 / 10, MIN_FLAT, n_all == 0 ? MAX_LONE_FLAT : MAX_FLAT);
  if (n_all == 0)
    self->flat.width = CLAMP (width - left - MARGIN, MIN_FLAT, MAX_LONE_FLAT);
  left += self->flat.width + gap;

  room = width - left - MARGIN;
  if (!unfolded && (int) n * (MIN_COLUMN + COLUMN_GAP) - COLUMN_GAP > room)
    n = (guint) (MAX (room - FOLD_WIDTH, 0) / (MIN_COLUMN + COLUMN_GAP));
  if (n < n_all)
    {
      self->fold.width = FOLD_WIDTH;
      room -= FOLD_WIDTH + COLUMN_GAP;
    }
  column_width = n == 0 ? 0 : CLAMP ((room + COLUMN_GAP) / (int) n - COLUMN_GAP, MIN_COLUMN,
                                     MAX_COLUMN);
  for (guint i = 0; i < n; i++)
    {
      StrataMapColumn column = { left, column_width };

      g_array_append_val (self->columns, column);
      left += column_width + COLUMN_GAP;
    }
  self->fold.x = left;
  left += n < n_all ? FOLD_WIDTH : n_all > 0 ? -COLUMN_GAP : -gap;
  self->width = MAX (width, left + MARGIN);
}

/* An address that begins or ends a flat range comes before one that matters only beneath. */
static gboolean
is_major (StrataMapLayout *self, guint64 address)
{
  guint index = strata_map_model_find_flat (self->model, address);

  if (address == strata_map_model_get_extent (self->model)->first)
    return TRUE;
  if (index < strata_map_model_get_n_flats (self->model)
      && strata_map_model_get_flat (self->model, index)->first == address)
    return TRUE;
  return index > 0 && strata_map_model_get_flat (self->model, index - 1)->last + 1 == address;
}

/* Labels keep their distance: first those that matter most, then what fits between them. */
static void
build_labels (StrataMapLayout *self)
{
  const StrataRange *window = strata_map_scale_get_window (self->scale);
  const StrataRange *extent = strata_map_model_get_extent (self->model);
  double distance = strata_map_fonts_get_height (self->fonts, STRATA_MAP_FONT_ADDRESS);
  gsize n;
  const StrataMapStretch *stretches = strata_map_model_get_stretches (self->model, &n);
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (StrataMapLabel));
  g_autofree gboolean *placed = NULL;
  double last = -INFINITY, next = INFINITY;

  for (gsize i = 0; i < n; i++)
    if (stretches[i].first >= window->first && stretches[i].first <= window->last)
      {
        StrataMapLabel label = { snap_top (self, stretches[i].first), stretches[i].first, FALSE };

        g_array_append_val (wanted, label);
      }
  if (window->last == extent->last)
    {
      StrataMapLabel label = { snap_bottom (self, extent->last), extent->last, TRUE };

      g_array_append_val (wanted, label);
    }

  /* The two ends always have theirs. */
  placed = g_new0 (gboolean, wanted->len + 1);
  if (window->last == extent->last)
    {
      placed[wanted->len - 1] = TRUE;
      next = g_array_index (wanted, StrataMapLabel, wanted->len - 1).y;
    }
  for (guint i = 0; i < wanted->len && !placed[i]; i++)
    {
      const StrataMapLabel *label = &g_array_index (wanted, StrataMapLabel, i);

      if (label->y - last < distance || next - label->y < distance
          || !is_major (self, label->address))
        continue;
      placed[i] = TRUE;
      last = label->y;
    }

  self->labels = g_array_new (FALSE, FALSE, sizeof (StrataMapLabel));
  last = -INFINITY;
  for (guint i = 0, k = 0; i < wanted->len; i++)
    {
      const StrataMapLabel *label = &g_array_index (wanted, StrataMapLabel, i);

      for (k = MAX (k, i); k < wanted->len && !placed[k]; k++)
        ;
      next = k < wanted->len ? g_array_index (wanted, StrataMapLabel, k).y : INFINITY;
      if (!placed[i] && (label->y - last < distance || next - label->y < distance))
        continue;
      g_array_append_val (self->labels, *label);
      last = label->y;
    }
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
  StrataMapLayout *self;

  g_return_val_if_fail (model != NULL && scale != NULL && fonts != NULL, NULL);

  self = g_new0 (StrataMapLayout, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->model = strata_map_model_ref (model);
  self->scale = strata_map_scale_ref (scale);
  self->fonts = strata_map_fonts_ref (fonts);
  self->top = strata_map_fonts_get_height (fonts, STRATA_MAP_FONT_ADDRESS) / 2 + 2;
  self->columns = g_array_new (FALSE, FALSE, sizeof (StrataMapColumn));
  build_columns (self, width, unfolded);
  build_gaps (self);
  build_folds (self);
  build_labels (self);
  return self;
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

  left = MARGIN + get_gutter_width (model, fonts) + TICK;
  n_columns = (int) MIN (strata_map_model_get_n_columns (model), MAX_NATURAL_COLUMNS);
  return left + NATURAL_FLAT + NATURAL_GAP + n_columns * (NATURAL_COLUMN + COLUMN_GAP) + MARGIN;
}

/**
 * strata_map_layout_ref:
 * @self: a layout
 *
 * Returns: (transfer full): @self, held once more
 */
StrataMapLayout *
strata_map_layout_ref (StrataMapLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_map_layout_unref:
 * @self: (transfer full): a layout
 *
 * Lets go of a layout.
 */
void
strata_map_layout_unref (StrataMapLayout *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->columns);
  g_array_unref (self->gaps);
  g_array_unref (self->folds);
  g_array_unref (self->labels);
  strata_map_model_unref (self->model);
  strata_map_scale_unref (self->scale);
  strata_map_fonts_unref (self->fonts);
  g_free (self);
}

/**
 * strata_map_layout_get_model:
 * @self: a layout
 *
 * Returns: (transfer none): what it shows
 */
StrataMapModel *
strata_map_layout_get_model (StrataMapLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->model;
}

/**
 * strata_map_layout_get_scale:
 * @self: a layout
 *
 * Returns: (transfer none): its scale
 */
StrataMapScale *
strata_map_layout_get_scale (StrataMapLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->scale;
}

/**
 * strata_map_layout_get_fonts:
 * @self: a layout
 *
 * Returns: (transfer none): what it is written with
 */
StrataMapFonts *
strata_map_layout_get_fonts (StrataMapLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fonts;
}

/**
 * strata_map_layout_get_width:
 * @self: a layout
 *
 * Returns: the width in pixels: what was given, or more if that was too little
 */
int
strata_map_layout_get_width (StrataMapLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

/**
 * strata_map_layout_get_height:
 * @self: a layout
 *
 * Returns: the height in pixels, a whole number
 */
double
strata_map_layout_get_height (StrataMapLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return ceil (strata_map_scale_get_height (self->scale)) + 2 * self->top;
}

/**
 * strata_map_layout_get_flat_column:
 * @self: a layout
 *
 * Returns: (transfer none): where the flat ranges stand
 */
const StrataMapColumn *
strata_map_layout_get_flat_column (StrataMapLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->flat;
}

/**
 * strata_map_layout_get_n_columns:
 * @self: a layout
 *
 * Returns: how many columns beneath are shown
 */
guint
strata_map_layout_get_n_columns (StrataMapLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->columns->len;
}

/**
 * strata_map_layout_get_column:
 * @self: a layout
 * @column: which
 *
 * Returns: (transfer none): where a column beneath stands
 */
const StrataMapColumn *
strata_map_layout_get_column (StrataMapLayout *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->columns->len, NULL);

  return &g_array_index (self->columns, StrataMapColumn, column);
}

/**
 * strata_map_layout_get_fold_column:
 * @self: a layout
 *
 * Returns: (transfer none) (nullable): where stands what did not get a column; %NULL if all did
 */
const StrataMapColumn *
strata_map_layout_get_fold_column (StrataMapLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->fold.width > 0 ? &self->fold : NULL;
}

/**
 * strata_map_layout_get_top:
 * @self: a layout
 * @address: an address
 *
 * Returns: where the byte at @address begins, in pixels from the top of the map
 */
double
strata_map_layout_get_top (StrataMapLayout *self, guint64 address)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->top + strata_map_scale_get_top (self->scale, address);
}

/**
 * strata_map_layout_get_bottom:
 * @self: a layout
 * @address: an address
 *
 * Returns: where the byte at @address ends, in pixels from the top of the map
 */
double
strata_map_layout_get_bottom (StrataMapLayout *self, guint64 address)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->top + strata_map_scale_get_bottom (self->scale, address);
}

/**
 * strata_map_layout_get_address:
 * @self: a layout
 * @y: a height, in pixels from the top of the map
 *
 * Returns: what is there
 */
guint64
strata_map_layout_get_address (StrataMapLayout *self, double y)
{
  g_return_val_if_fail (self != NULL, 0);

  return strata_map_scale_get_address (self->scale, y - self->top);
}

/**
 * strata_map_layout_list_boxes:
 * @self: a layout
 * @top: the upper edge, in pixels from the top of the map
 * @bottom: the lower edge
 *
 * Lists the boxes that touch a strip of the map; what lies below in the list is drawn later. The
 * cost follows the number of pixels, not of instances.
 *
 * Returns: (transfer full) (element-type StrataMapBox): the boxes
 */
GArray *
strata_map_layout_list_boxes (StrataMapLayout *self, double top, double bottom)
{
  GArray *boxes;
  Stack stack = { STRATA_MAP_BOX_GAP, NULL, NULL, NULL, 0 };

  g_return_val_if_fail (self != NULL, NULL);

  boxes = g_array_new (FALSE, FALSE, sizeof (StrataMapBox));
  stack.column = &self->flat;
  stack.spans = self->gaps;
  stack.n = self->gaps->len;
  stack_list (self, &stack, top, bottom, boxes);

  stack.type = STRATA_MAP_BOX_FLAT;
  stack.spans = NULL;
  stack.n = strata_map_model_get_n_flats (self->model);
  stack_list (self, &stack, top, bottom, boxes);

  stack.type = STRATA_MAP_BOX_STRATUM;
  for (guint i = 0; i < self->columns->len; i++)
    {
      stack.column = &g_array_index (self->columns, StrataMapColumn, i);
      stack.strata = strata_map_model_get_strata (self->model, i, &stack.n);
      stack_list (self, &stack, top, bottom, boxes);
    }

  stack.type = STRATA_MAP_BOX_FOLD;
  stack.column = &self->fold;
  stack.strata = NULL;
  stack.spans = self->folds;
  stack.n = self->folds->len;
  stack_list (self, &stack, top, bottom, boxes);
  return boxes;
}

/* The end of the piece of an instance that begins at @address: up to where it is seen no more, or
 * is seen again. */
static guint64
find_part_end (StrataMapLayout *self, const StrataMapBox *box, guint64 address, gboolean *seen)
{
  guint n = strata_map_model_get_n_segments (self->model);
  guint i = strata_map_model_find_segment (self->model, address);
  const StrataSegment *segment = i < n ? strata_map_model_get_segment (self->model, i) : NULL;

  *seen = segment != NULL && segment->first <= address && segment->instance == box->instance;
  if (*seen)
    return MIN (segment->last, box->last);
  for (; i < n; i++)
    {
      segment = strata_map_model_get_segment (self->model, i);
      if (segment->first > box->last)
        break;
      if (segment->instance == box->instance)
        return segment->first - 1;
    }
  return box->last;
}

/**
 * strata_map_layout_list_parts:
 * @self: a layout
 * @box: an instance beneath
 * @top: the upper edge of what is wanted, in pixels from the top of the map
 * @bottom: the lower edge
 *
 * Cuts an instance beneath into the pieces where it is seen and where it is hidden. Together they
 * fill the box, as far as it lies between the edges; pieces below a pixel join the one before.
 *
 * Returns: (transfer full) (element-type StrataMapPart): the pieces
 */
GArray *
strata_map_layout_list_parts (StrataMapLayout *self, const StrataMapBox *box, double top,
                              double bottom)
{
  GArray *parts;
  guint64 address;

  g_return_val_if_fail (self != NULL && box != NULL, NULL);
  g_return_val_if_fail (box->type == STRATA_MAP_BOX_STRATUM, NULL);

  parts = g_array_new (FALSE, FALSE, sizeof (StrataMapPart));
  address = MAX (box->first, strata_map_layout_get_address (self, top - SNAP_SLACK));
  while (address <= box->last)
    {
      StrataMapPart part;
      double y0, y1;

      part.first = address;
      part.last = find_part_end (self, box, address, &part.seen);
      y0 = part.first == box->first ? box->y : MAX (snap_top (self, part.first), box->y);
      y1 = part.last == box->last ? box->y + box->height : snap_bottom (self, part.last);
      y1 = MIN (y1, box->y + box->height);
      if (y0 >= bottom)
        break;
      part.y = y0;
      part.height = y1 - y0;
      if (part.height >= 1 || parts->len == 0)
        {
          g_array_append_val (parts, part);
        }
      else
        {
          guint64 skip = strata_map_layout_get_address (self, y0 + 1);

          part.last = MAX (part.last, MIN (skip > 0 ? skip - 1 : 0, box->last));
          g_array_index (parts, StrataMapPart, parts->len - 1).last = part.last;
        }
      if (part.last == G_MAXUINT64)
        break;
      address = part.last + 1;
    }

  /* Whatever was joined, the pieces fill the box without a seam. */
  for (guint i = 0; i < parts->len; i++)
    {
      StrataMapPart *part = &g_array_index (parts, StrataMapPart, i);
      double end = i + 1 < parts->len ? g_array_index (parts, StrataMapPart, i + 1).y
                   : part->last == box->last ? box->y + box->height : part->y + part->height;

      part->height = MAX (end - part->y, 0);
    }
  return parts;
}

/**
 * strata_map_layout_list_labels:
 * @self: a layout
 * @top: the upper edge, in pixels from the top of the map
 * @bottom: the lower edge
 *
 * Lists the addresses that are written beside a strip of the map. Where they would be too close
 * together some are left out, always the same.
 *
 * Returns: (transfer full) (element-type StrataMapLabel): the labels
 */
GArray *
strata_map_layout_list_labels (StrataMapLayout *self, double top, double bottom)
{
  GArray *labels;
  double slack;
  guint low = 0, high;

  g_return_val_if_fail (self != NULL, NULL);

  slack = strata_map_fonts_get_height (self->fonts, STRATA_MAP_FONT_ADDRESS);
  high = self->labels->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->labels, StrataMapLabel, middle).y < top - slack)
        low = middle + 1;
      else
        high = middle;
    }
  labels = g_array_new (FALSE, FALSE, sizeof (StrataMapLabel));
  for (; low < self->labels->len
         && g_array_index (self->labels, StrataMapLabel, low).y <= bottom + slack; low++)
    g_array_append_val (labels, g_array_index (self->labels, StrataMapLabel, low));
  return labels;
}

/**
 * strata_map_layout_pick:
 * @self: a layout
 * @x: in pixels from the left
 * @y: in pixels from the top of the map
 * @box: (out): the box there
 *
 * Finds what is drawn at a place.
 *
 * Returns: whether there is a box
 */
gboolean
strata_map_layout_pick (StrataMapLayout *self, double x, double y, StrataMapBox *box)
{
  g_autoptr (GArray) boxes = NULL;

  g_return_val_if_fail (self != NULL && box != NULL, FALSE);

  boxes = strata_map_layout_list_boxes (self, floor (y), floor (y) + 1);
  for (guint i = boxes->len; i > 0; i--)
    {
      const StrataMapBox *candidate = &g_array_index (boxes, StrataMapBox, i - 1);

      if (x < candidate->x || x >= candidate->x + candidate->width || y < candidate->y
          || y >= candidate->y + candidate->height)
        continue;
      *box = *candidate;
      return TRUE;
    }
  return FALSE;
}

/**
 * strata_map_layout_find_box:
 * @self: a layout
 * @instance: an instance
 * @box: (out): where it is
 *
 * Finds where an instance is drawn: beneath if it stands there, else as its extent in the column of
 * what is seen. A container has no box of its own; its extent is given.
 *
 * Returns: whether it lies in what the scale covers
 */
gboolean
strata_map_layout_find_box (StrataMapLayout *self, guint instance, StrataMapBox *box)
{
  const StrataMapInstance *shown;
  guint column;

  g_return_val_if_fail (self != NULL && box != NULL, FALSE);
  g_return_val_if_fail (instance < strata_map_model_get_n_instances (self->model), FALSE);

  instance = strata_map_model_get_shown (self->model, instance);
  shown = strata_map_model_get_instance (self->model, instance);
  if (!is_in_window (self, shown->first, shown->last))
    return FALSE;

  column = strata_map_model_get_column (self->model, instance);
  *box = (StrataMapBox) { STRATA_MAP_BOX_FLAT, self->flat.x, 0, self->flat.width, 0, shown->first,
                          shown->last, instance, 1 };
  if (column < self->columns->len)
    {
      box->type = STRATA_MAP_BOX_STRATUM;
      box->x = strata_map_layout_get_column (self, column)->x;
      box->width = strata_map_layout_get_column (self, column)->width;
    }
  else if (column != STRATA_NO_INSTANCE)
    {
      box->type = STRATA_MAP_BOX_FOLD;
      box->x = self->fold.x;
      box->width = self->fold.width;
    }
  box_set_edges (box, snap_top (self, shown->first), snap_bottom (self, shown->last));
  return TRUE;
}
