/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <float.h>
#include <math.h>

#include "strata-map-heights-private.h"
#include "strata-map-scale.h"

/* How many rows are tried one after the other before they are searched by halves. */
#define N_NEAR 4

/* It ends where the next one begins. */
typedef struct
{
  guint64 first;
  double top;
} Row;

struct _StrataMapScale
{
  gatomicrefcount ref_count;
  StrataMapScaleOptions options;
  StrataRange window;
  Row *rows; /* and one more, which begins after the last */
  gsize n_rows;
  guint8 *folded; /* of a row: whether it is a gap that is not true to scale */
  guint *lines; /* for each line of pixels: the first row that ends below its top; NULL if rows are
                   few for the height */
  gsize n_lines;
  gsize near; /* the row that was found last: often the next one is near. Any value is right. */
};

/* After the last address of all comes 0. */
static guint64
get_last (const Row *row)
{
  return row[1].first - 1;
}

static double
get_size (const Row *row)
{
  return _strata_map_get_size (row->first, get_last (row));
}

static double
get_bottom (const Row *row)
{
  return row[1].top;
}

/* The y of an address within its row; it never falls as the address grows, and stays above the next
 * row. */
static double
get_y (const Row *row, guint64 address)
{
  double y;

  if (address == row->first)
    return row->top;
  y = row->top + (get_bottom (row) - row->top)
                 * ((double) (address - row->first) / get_size (row));
  if (address == get_last (row) || y >= get_bottom (row))
    return nextafter (get_bottom (row), -INFINITY);
  return MAX (y, row->top);
}

/* Several threads may ask at once. */
static void
set_near (StrataMapScale *self, gsize row)
{
  __atomic_store_n (&self->near, row, __ATOMIC_RELAXED);
}

/* Makes the bounds of a search closer if the row is a few before or after the last one. */
static void
begin_near (StrataMapScale *self, guint64 address, gsize *low, gsize *high)
{
  gsize near = __atomic_load_n (&self->near, __ATOMIC_RELAXED);

  for (guint i = 0; i < N_NEAR && near > 0 && self->rows[near].first > address; i++)
    *high = near--;
  if (self->rows[near].first > address)
    {
      *high = near;
      return;
    }
  *low = near;
  for (guint i = 0; i < N_NEAR && *low + 1 < *high; i++)
    {
      if (self->rows[*low + 1].first > address)
        *high = *low + 1;
      else
        ++*low;
    }
}

static const Row *
find_row (StrataMapScale *self, guint64 address)
{
  gsize low = 0, high = self->n_rows;

  begin_near (self, address, &low, &high);
  while (high - low > 1)
    {
      gsize middle = low + (high - low) / 2;

      if (self->rows[middle].first <= address)
        low = middle;
      else
        high = middle;
    }
  set_near (self, low);
  return &self->rows[low];
}

/* Where there are many rows in a line of pixels, looking for what is there is one step. */
static void
build_lines (StrataMapScale *self)
{
  double height = self->rows[self->n_rows].top;
  gsize row = 0;

  if (!(height < (double) self->n_rows / 2))
    return;
  self->n_lines = (gsize) height + 1;
  self->lines = g_new (guint, self->n_lines);
  for (gsize i = 0; i < self->n_lines; i++)
    {
      while (row < self->n_rows && self->rows[row + 1].top <= (double) i)
        row++;
      self->lines[i] = (guint) row;
    }
}

/* The first row that ends below a height; the number of rows if there is none. */
static gsize
find_end_below (StrataMapScale *self, double y)
{
  gsize low = 0, high = self->n_rows;

  if (self->lines != NULL && y >= 0 && y < (double) self->n_lines)
    {
      gsize line = (gsize) y;

      low = self->lines[line];
      if ((double) line == y)
        return low;
      if (line + 1 < self->n_lines)
        high = self->lines[line + 1];
    }
  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->rows[middle + 1].top <= y)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The first of the addresses in a row that has at least this y. */
static guint64
find_first_at (const Row *row, double y)
{
  guint64 low = row->first, high = get_last (row);

  while (low < high)
    {
      guint64 middle = low + (high - low) / 2;

      if (get_y (row, middle) >= y)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

/* The last of the addresses in a row that has at most this y. */
static guint64
find_last_at (const Row *row, double y)
{
  guint64 low = row->first, high = get_last (row);

  while (low < high)
    {
      guint64 middle = high - (high - low) / 2;

      if (get_y (row, middle) <= y)
        low = middle;
      else
        high = middle - 1;
    }
  return low;
}

/**
 * strata_map_scale_new:
 * @stretches: (array length=n_stretches): stretches without gaps or overlaps, by address
 * @n_stretches: their number, at least 1
 * @window: (nullable): the addresses to show, which must touch the stretches; %NULL for all
 * @options: how sizes become heights
 *
 * Makes a scale: a mapping between addresses and heights that is 0 at the first address shown. A
 * window keeps the numbers small, and so exact, however far in one zooms.
 *
 * Returns: (transfer full): the scale, which never changes
 */
StrataMapScale *
strata_map_scale_new (const StrataMapStretch *stretches, gsize n_stretches,
                      const StrataRange *window, const StrataMapScaleOptions *options)
{
  StrataMapScale *self;
  StrataMapHeights heights;
  StrataRange shown;
  gsize begin, end;
  double y = 0;

  g_return_val_if_fail (stretches != NULL && n_stretches > 0, NULL);
  g_return_val_if_fail (options != NULL && options->zoom > 0, NULL);
  g_return_val_if_fail (options->row_height > 0 && options->true_height > 0, NULL);

  shown.first = stretches[0].first;
  shown.last = stretches[n_stretches - 1].last;
  if (window != NULL)
    {
      g_return_val_if_fail (window->first <= shown.last && window->last >= shown.first, NULL);
      shown.first = MAX (shown.first, window->first);
      shown.last = MIN (shown.last, window->last);
    }

  self = g_new0 (StrataMapScale, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->options = *options;
  self->window = shown;
  heights = _strata_map_heights_create (stretches, n_stretches, options);
  begin = _strata_map_stretch_find (stretches, n_stretches, shown.first);
  end = _strata_map_stretch_find (stretches, n_stretches, shown.last) + 1;
  self->rows = g_new (Row, end - begin + 1);
  self->folded = g_new (guint8, end - begin);

  for (gsize i = begin; i < end; i++)
    {
      const StrataMapStretch *stretch = &stretches[i];
      Row *row = &self->rows[self->n_rows];
      guint64 last = MIN (stretch->last, shown.last);
      double height = _strata_map_heights_get (&heights, i);

      row->first = MAX (stretch->first, shown.first);
      row->top = y;
      self->folded[self->n_rows] = stretch->empty && (options->mode == STRATA_MAP_MODE_FOLDED
                                                      || i == 0 || i + 1 == n_stretches);
      if (row->first != stretch->first || last != stretch->last)
        height *= _strata_map_get_size (row->first, last)
                  / _strata_map_get_size (stretch->first, stretch->last);
      y += height;
      /* Both ends of a row stay apart, even where it is too small to be seen. */
      if (!(y > row->top * (1 + 4 * DBL_EPSILON)))
        y = MAX (y, nextafter (nextafter (row->top, INFINITY), INFINITY));
      self->n_rows++;
    }
  self->rows[self->n_rows] = (Row) { shown.last + 1, y };
  build_lines (self);
  return self;
}

/**
 * strata_map_scale_ref:
 * @self: a scale
 *
 * Returns: (transfer full): @self, held once more
 */
StrataMapScale *
strata_map_scale_ref (StrataMapScale *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_map_scale_unref:
 * @self: (transfer full): a scale
 *
 * Lets go of a scale.
 */
void
strata_map_scale_unref (StrataMapScale *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->rows);
  g_free (self->folded);
  g_free (self->lines);
  g_free (self);
}

/**
 * strata_map_scale_get_window:
 * @self: a scale
 *
 * Returns: (transfer none): the addresses it covers
 */
const StrataRange *
strata_map_scale_get_window (StrataMapScale *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->window;
}

/**
 * strata_map_scale_get_height:
 * @self: a scale
 *
 * Returns: the height of all of it, in pixels
 */
double
strata_map_scale_get_height (StrataMapScale *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows[self->n_rows].top;
}

/**
 * strata_map_scale_get_top:
 * @self: a scale
 * @address: an address; what is outside the window counts as its nearest end
 *
 * Returns: where the byte at @address begins, in pixels from the top
 */
double
strata_map_scale_get_top (StrataMapScale *self, guint64 address)
{
  g_return_val_if_fail (self != NULL, 0);

  if (address > self->window.last)
    return strata_map_scale_get_height (self);
  address = MAX (address, self->window.first);
  return get_y (find_row (self, address), address);
}

/**
 * strata_map_scale_get_bottom:
 * @self: a scale
 * @address: an address; what is outside the window counts as its nearest end
 *
 * Returns: where the byte at @address ends, in pixels from the top
 */
double
strata_map_scale_get_bottom (StrataMapScale *self, guint64 address)
{
  g_return_val_if_fail (self != NULL, 0);

  if (address < self->window.first)
    return 0;
  if (address >= self->window.last)
    return strata_map_scale_get_height (self);
  return strata_map_scale_get_top (self, address + 1);
}

/**
 * strata_map_scale_get_address:
 * @self: a scale
 * @y: a height, in pixels from the top; outside it counts as the nearest end
 *
 * Finds what is at a height: the first of all addresses that start at the same place, so that what
 * strata_map_scale_get_top() gives for the first or last address of a stretch leads back to it.
 *
 * Returns: the address
 */
guint64
strata_map_scale_get_address (StrataMapScale *self, double y)
{
  gsize low = 0, high;
  const Row *row;

  g_return_val_if_fail (self != NULL, 0);

  high = self->n_rows;
  while (high - low > 1)
    {
      gsize middle = low + (high - low) / 2;

      if (self->rows[middle].top <= y)
        low = middle;
      else
        high = middle;
    }
  row = &self->rows[low];
  if (!(y > row->top))
    return row->first;
  if (y >= nextafter (get_bottom (row), -INFINITY))
    return get_last (row);
  return find_first_at (row, get_y (row, find_last_at (row, y)));
}

/**
 * strata_map_scale_find_from:
 * @self: a scale
 * @y: a height, in pixels from the top
 * @address: (out): the address
 *
 * Finds the first address that does not begin above a height.
 *
 * Returns: whether there is one
 */
gboolean
strata_map_scale_find_from (StrataMapScale *self, double y, guint64 *address)
{
  gsize index;
  const Row *row;

  g_return_val_if_fail (self != NULL && address != NULL, FALSE);

  /* In the first row that ends below it the last address does not begin above. */
  index = find_end_below (self, y);
  if (index == self->n_rows)
    return FALSE;
  set_near (self, index);
  row = &self->rows[index];
  /* A single address is at the top, which may be above. */
  if (row->first == get_last (row) && row->top < y)
    {
      if (index + 1 == self->n_rows)
        return FALSE;
      row++;
    }
  *address = row->top >= y ? row->first : find_first_at (row, y);
  return TRUE;
}

/**
 * strata_map_scale_is_folded:
 * @self: a scale
 * @address: an address; what is outside the window counts as its nearest end
 *
 * Returns: whether there is a gap that is less high than its size would have it
 */
gboolean
strata_map_scale_is_folded (StrataMapScale *self, guint64 address)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->folded[find_row (self, address) - self->rows];
}

/**
 * strata_map_scale_is_finest:
 * @self: a scale
 * @range: addresses that it covers
 *
 * Finds out whether there is nothing more to see in a range: whether a larger zoom would not make
 * any of it higher, or every byte is as high as it needs to be.
 *
 * Returns: whether it is so
 */
gboolean
strata_map_scale_is_finest (StrataMapScale *self, const StrataRange *range)
{
  double byte;

  g_return_val_if_fail (self != NULL && range != NULL, FALSE);

  byte = STRATA_MAP_SCALE_MAX_BYTE * self->options.row_height * (1 - 1e-6);
  for (const Row *row = find_row (self, range->first);
       row < self->rows + self->n_rows && row->first <= range->last; row++)
    if (get_bottom (row) - row->top < byte * get_size (row)
        && !(self->folded[row - self->rows] && self->options.zoom >= STRATA_MAP_HEIGHTS_MAX_GAP))
      return FALSE;
  return TRUE;
}
