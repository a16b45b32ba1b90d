/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>

#include "strata-map-layout-private.h"

#define SNAP_SLACK 2 /* how far snapping and gaps can move an edge, in pixels */

/* Boxes that stand below each other in one column, by address and without overlaps. */
typedef struct
{
  StrataMapBoxType type;
  const StrataMapColumn *column;
  const GArray *spans;
  const StrataMapStratum *strata;
  guint n;
} Stack;

static StrataMapSpan
stack_get (StrataMapLayout *self, const Stack *stack, guint index, guint *instance)
{
  StrataMapSpan span = { 0, 0, 1, G_MAXUINT };

  *instance = STRATA_NO_INSTANCE;
  if (stack->spans != NULL)
    {
      span = g_array_index (stack->spans, StrataMapSpan, index);
    }
  else if (stack->strata != NULL)
    {
      *instance = stack->strata[index].instance;
      span.first = stack->strata[index].first;
      span.last = stack->strata[index].last;
      span.count = stack->strata[index].count;
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

static gboolean
is_in_window (StrataMapLayout *self, guint64 first, guint64 last)
{
  const StrataRange *window = strata_map_scale_get_window (self->scale);

  return first <= window->last && last >= window->first;
}

/* The first at or after @index that ends below @y. */
static guint
stack_find_end_below (StrataMapLayout *self, const Stack *stack, guint index, double y)
{
  guint low = index, high = stack->n;
  guint instance;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      StrataMapSpan span = stack_get (self, stack, middle, &instance);

      if (_strata_map_layout_snap_bottom (self, span.last) > y)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static gboolean
is_below_pixel (StrataMapLayout *self, guint64 first, guint64 last)
{
  return strata_map_layout_get_bottom (self, last) - strata_map_layout_get_top (self, first) < 1;
}

/* The first after @index that does not begin before @address. It is near. */
static guint
stack_find_from (StrataMapLayout *self, const Stack *stack, guint index, guint64 address)
{
  guint low = index + 1, high = low, step = 1;
  guint instance;

  while (high < stack->n && stack_get (self, stack, high, &instance).first < address)
    {
      low = high + 1;
      high = high + step < stack->n ? high + step : stack->n;
      step *= 2;
    }
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (stack_get (self, stack, middle, &instance).first >= address)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* The first after @index that does not begin, smaller than a pixel, above @y. */
static guint
stack_find_next_pixel (StrataMapLayout *self, const Stack *stack, guint index, double y)
{
  guint instance;
  guint64 address;
  guint next = stack->n;
  StrataMapSpan before;

  if (strata_map_scale_find_from (self->scale, y - self->top, &address))
    next = stack_find_from (self, stack, index, address);
  else if ((address = strata_map_scale_get_window (self->scale)->last) != G_MAXUINT64)
    next = stack_find_from (self, stack, index, address + 1);
  if (next - 1 == index)
    return next;
  before = stack_get (self, stack, next - 1, &instance);
  return is_below_pixel (self, before.first, before.last) ? next : next - 1;
}

/* Neighbours have two pixels between them as long as there is room. */
static void
box_set_edges (StrataMapBox *box, double top, double bottom)
{
  double height = bottom - top;

  box->y = height >= 6 ? top + 1 : top;
  box->height = height >= 6 ? height - 2 : height >= 3 ? height - 1 : MAX (height, 1);
}

static gboolean
is_disabled (StrataMapLayout *self, guint instance)
{
  return instance == STRATA_NO_INSTANCE
         || !strata_map_model_get_instance (self->model, instance)->enabled;
}

/* Joins all that is smaller than a pixel and begins, as the @index-th, above @y. */
static guint
stack_join (StrataMapLayout *self, const Stack *stack, guint index, double y, StrataMapBox *box)
{
  guint next = stack_find_next_pixel (self, stack, index, y);
  guint instance;

  box->last = stack_get (self, stack, next - 1, &instance).last;
  if (stack->spans == NULL)
    box->count = next - index;
  else
    for (guint i = index + 1; i < next; i++)
      box->count = MAX (box->count, g_array_index (stack->spans, StrataMapSpan, i).count);
  return next;
}

static void
stack_list (StrataMapLayout *self, const Stack *stack, double top, double bottom, GArray *boxes)
{
  guint i = stack_find_end_below (self, stack, 0, top - SNAP_SLACK);

  while (i < stack->n)
    {
      StrataMapBox box = { stack->type, stack->column->x, 0, stack->column->width, 0, 0, 0, 0, 0,
                           i };
      StrataMapSpan span = stack_get (self, stack, i, &box.instance);
      double y0 = strata_map_layout_get_top (self, span.first);
      double y1 = strata_map_layout_get_bottom (self, span.last);

      if (round (y0) > bottom + SNAP_SLACK || !is_in_window (self, span.first, G_MAXUINT64))
        break;
      box.first = span.first;
      box.last = span.last;
      box.count = span.count;
      if (box.type == STRATA_MAP_BOX_STRATUM && is_disabled (self, box.instance))
        box.type = STRATA_MAP_BOX_DISABLED;
      if (y1 - y0 < 1)
        {
          y0 = floor (y0);
          y1 = y0 + 1;
          i = stack_join (self, stack, i, y1, &box);
        }
      else
        {
          y0 = round (y0);
          y1 = round (y1);
          i++;
        }
      box_set_edges (&box, y0, y1);
      if (box.y + box.height > top && box.y < bottom)
        g_array_append_val (boxes, box);
    }
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
 * is seen again, or past @last. */
static guint64
find_part_end (StrataMapLayout *self, const StrataMapBox *box, guint64 address, guint64 last,
               gboolean *seen)
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
      if (segment->first > last)
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
 * fill the box, as far as it lies between the edges; pieces below a pixel are joined to mixed ones.
 *
 * Returns: (transfer full) (element-type StrataMapPart): the pieces
 */
GArray *
strata_map_layout_list_parts (StrataMapLayout *self, const StrataMapBox *box, double top,
                              double bottom)
{
  GArray *parts;
  guint64 address, last;

  g_return_val_if_fail (self != NULL && box != NULL, NULL);
  g_return_val_if_fail (box->type == STRATA_MAP_BOX_STRATUM, NULL);

  last = MIN (box->last, strata_map_layout_get_address (self, bottom + SNAP_SLACK));

  parts = g_array_new (FALSE, FALSE, sizeof (StrataMapPart));
  address = MAX (box->first, strata_map_layout_get_address (self, top - SNAP_SLACK));
  while (address <= box->last)
    {
      StrataMapPart part;
      double y0, y1;

      part.first = address;
      part.last = find_part_end (self, box, address, last, &part.seen);
      y0 = strata_map_layout_get_top (self, part.first);
      y1 = strata_map_layout_get_bottom (self, part.last);
      part.mixed = y1 - y0 < 1;
      y0 = part.first != box->first ? MAX (box->y, round (y0)) : box->y;
      y1 = part.last != box->last ? MIN (box->y + box->height, round (y1)) : box->y + box->height;
      if (y0 >= bottom)
        break;
      part.y = y0;
      part.height = y1 - y0;
      if (part.mixed)
        {
          /* On to what begins below this pixel. */
          guint64 next;

          if (!strata_map_scale_find_from (self->scale, y0 + 1 - self->top, &next))
            part.last = box->last;
          else if (next > part.last)
            part.last = MIN (next - 1, box->last);
        }
      if (part.mixed && parts->len > 0
          && g_array_index (parts, StrataMapPart, parts->len - 1).mixed)
        g_array_index (parts, StrataMapPart, parts->len - 1).last = part.last;
      else
        g_array_append_val (parts, part);
      if (part.last == G_MAXUINT64)
        break;
      address = part.last + 1;
    }

  /* Whatever was joined, the pieces fill the box without a seam. */
  for (guint i = 0; i < parts->len; i++)
    {
      StrataMapPart *part = &g_array_index (parts, StrataMapPart, i);
      double end = part->y + part->height;

      if (i + 1 < parts->len)
        {
          end = g_array_index (parts, StrataMapPart, i + 1).y;
        }
      else if (bottom >= box->y + box->height)
        {
          end = box->y + box->height;
          part->last = box->last;
        }
      part->height = MAX (end - part->y, 0);
    }
  return parts;
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

/* Where an instance stands beneath; a disabled one where it begins. */
static guint
get_column (StrataMapLayout *self, guint instance)
{
  const StrataMapInstance *shown = strata_map_model_get_instance (self->model, instance);
  guint column = strata_map_model_get_column (self->model, instance);

  if (column != STRATA_NO_INSTANCE || shown->enabled)
    return column;
  for (guint i = 0; i < strata_map_model_get_n_columns (self->model); i++)
    {
      guint n;
      const StrataMapStratum *strata = strata_map_model_get_strata (self->model, i, &n);
      guint k = strata_map_model_find_stratum (self->model, i, shown->first);

      if (k < n && strata[k].first <= shown->first && is_disabled (self, strata[k].instance))
        return i;
    }
  return STRATA_NO_INSTANCE;
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

  column = get_column (self, instance);
  *box = (StrataMapBox) { STRATA_MAP_BOX_FLAT, self->flat.x, 0, self->flat.width, 0, shown->first,
                          shown->last, instance, 1, 0 };
  if (column < self->columns->len)
    {
      box->type = shown->enabled ? STRATA_MAP_BOX_STRATUM : STRATA_MAP_BOX_DISABLED;
      box->x = strata_map_layout_get_column (self, column)->x;
      box->width = strata_map_layout_get_column (self, column)->width;
    }
  else if (column != STRATA_NO_INSTANCE)
    {
      box->type = STRATA_MAP_BOX_FOLD;
      box->x = self->fold.x;
      box->width = self->fold.width;
    }
  box_set_edges (box, _strata_map_layout_snap_top (self, shown->first),
                 _strata_map_layout_snap_bottom (self, shown->last));
  return TRUE;
}
