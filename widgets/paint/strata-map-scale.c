/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>

#include "strata-map-scale.h"

/* How much taller a folded stretch gets when its size doubles, in row heights. */
#define GROWTH (1.0 / 36)

typedef struct
{
  guint64 first;
  guint64 last;
  double top;
  double bottom;
} Row;

struct _StrataMapScale
{
  gatomicrefcount ref_count;
  StrataMapScaleOptions options;
  StrataRange window;
  Row *rows;
  gsize n_rows;
};

/* The size of a range can be 2^64, which no integer here holds. */
static double
get_size (guint64 first, guint64 last)
{
  return (double) (last - first) + 1;
}

static double
get_row_height (const StrataMapStretch *stretch, gboolean at_end, double true_size,
                const StrataMapScaleOptions *options)
{
  double size = get_size (stretch->first, stretch->last);

  if (options->mode == STRATA_MAP_MODE_TRUE && !(at_end && stretch->empty))
    return options->zoom * options->true_height * size / true_size;
  if (stretch->empty)
    return options->zoom * options->row_height;
  return options->zoom * options->row_height * (1 + GROWTH * log2 (size));
}

/* The y of an address within its row; it never falls as the address grows. */
static double
get_y (const Row *row, guint64 address)
{
  double limit = nextafter (row->bottom, -INFINITY);
  double y;

  if (address == row->first)
    return row->top;
  if (address == row->last)
    return limit;
  y = row->top + (row->bottom - row->top)
                 * ((double) (address - row->first) / get_size (row->first, row->last));
  return CLAMP (y, row->top, limit);
}

static const Row *
find_row (StrataMapScale *self, guint64 address)
{
  gsize low = 0, high = self->n_rows;

  while (high - low > 1)
    {
      gsize middle = low + (high - low) / 2;

      if (self->rows[middle].first <= address)
        low = middle;
      else
        high = middle;
    }
  return &self->rows[low];
}

/* The first of the addresses in a row that has at least this y. */
static guint64
find_first_at (const Row *row, double y)
{
  guint64 low = row->first, high = row->last;

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
  guint64 low = row->first, high = row->last;

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
  StrataRange shown;
  double true_size = 0;
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
  self->rows = g_new (Row, n_stretches);

  for (gsize i = 0; i < n_stretches; i++)
    if (!stretches[i].empty || (i > 0 && i + 1 < n_stretches))
      true_size += get_size (stretches[i].first, stretches[i].last);

  for (gsize i = 0; i < n_stretches; i++)
    {
      const StrataMapStretch *stretch = &stretches[i];
      Row *row = &self->rows[self->n_rows];
      double height;

      if (stretch->last < shown.first || stretch->first > shown.last)
        continue;
      height = get_row_height (stretch, i == 0 || i + 1 == n_stretches, true_size, options);
      row->first = MAX (stretch->first, shown.first);
      row->last = MIN (stretch->last, shown.last);
      row->top = y;
      y += height * (get_size (row->first, row->last) / get_size (stretch->first, stretch->last));
      /* Both ends of a row stay apart, even where it is too small to be seen. */
      row->bottom = MAX (y, nextafter (nextafter (row->top, INFINITY), INFINITY));
      y = row->bottom;
      self->n_rows++;
    }
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
  g_free (self);
}

/**
 * strata_map_scale_get_options:
 * @self: a scale
 *
 * Returns: (transfer none): what it was made with
 */
const StrataMapScaleOptions *
strata_map_scale_get_options (StrataMapScale *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->options;
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

  return self->rows[self->n_rows - 1].bottom;
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
  if (y >= nextafter (row->bottom, -INFINITY))
    return row->last;
  return find_first_at (row, get_y (row, find_last_at (row, y)));
}
