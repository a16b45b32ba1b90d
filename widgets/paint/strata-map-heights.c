/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>

#include "strata-map-heights-private.h"

/* How much taller a folded stretch gets when its size doubles, in row heights. */
#define GROWTH (1.0 / 36)

/* Most sizes are powers of two. */
static double
get_log2 (double size)
{
  int exponent;

  return frexp (size, &exponent) == 0.5 ? exponent - 1 : log2 (size);
}

StrataMapHeights
_strata_map_heights_create (const StrataMapStretch *stretches, gsize n,
                            const StrataMapScaleOptions *options)
{
  StrataMapHeights self = { stretches, n, options, 0 };
  gsize first = n > 1 && stretches[0].empty ? 1 : 0;
  gsize last = n > first + 1 && stretches[n - 1].empty ? n - 2 : n - 1;

  self.true_size = _strata_map_get_size (stretches[first].first, stretches[last].last);
  return self;
}

/* How high a stretch is, in pixels */
double
_strata_map_heights_get (const StrataMapHeights *self, gsize index)
{
  const StrataMapStretch *stretch = &self->stretches[index];
  const StrataMapScaleOptions *options = self->options;
  double size = _strata_map_get_size (stretch->first, stretch->last);
  gboolean at_end = index == 0 || index + 1 == self->n;

  if (options->mode == STRATA_MAP_MODE_TRUE && !(at_end && stretch->empty))
    return options->zoom * options->true_height * (size / self->true_size);
  if (stretch->empty)
    return MIN (options->zoom, STRATA_MAP_HEIGHTS_MAX_GAP) * options->row_height;
  return options->row_height * MIN (options->zoom * (1 + GROWTH * get_log2 (size)),
                                    STRATA_MAP_SCALE_MAX_BYTE * size);
}

/* The stretch that holds an address; what is outside counts as the nearest end. */
gsize
_strata_map_stretch_find (const StrataMapStretch *stretches, gsize n_stretches, guint64 address)
{
  gsize low = 0, high = n_stretches;

  while (high - low > 1)
    {
      gsize middle = low + (high - low) / 2;

      if (stretches[middle].first <= address)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* How many bytes have a height, at most @max. */
static guint64
count_bytes (double height, double bytes_per_pixel, guint64 max)
{
  double n = ceil (height * bytes_per_pixel);

  return n < (double) max ? (guint64) n : max;
}

/**
 * strata_map_heights_find_window:
 * @stretches: (array length=n_stretches): stretches without gaps or overlaps, by address
 * @n_stretches: their number, at least 1
 * @options: how sizes become heights
 * @address: an address in them
 * @above: a height, in pixels
 * @below: likewise
 * @window: (out): the addresses
 *
 * Finds a window for strata_map_scale_new() that reaches, if the ends allow, at least a height up
 * and a height down from an address. The cost follows what is in it.
 */
void
strata_map_heights_find_window (const StrataMapStretch *stretches, gsize n_stretches,
                                const StrataMapScaleOptions *options, guint64 address,
                                double above, double below, StrataRange *window)
{
  StrataMapHeights heights;
  gsize at;

  g_return_if_fail (stretches != NULL && n_stretches > 0);
  g_return_if_fail (options != NULL && options->zoom > 0 && window != NULL);
  g_return_if_fail (address >= stretches[0].first && address <= stretches[n_stretches - 1].last);

  heights = _strata_map_heights_create (stretches, n_stretches, options);
  at = _strata_map_stretch_find (stretches, n_stretches, address);
  window->first = window->last = address;
  for (gsize i = at + 1; i > 0 && above > 0; i--)
    {
      const StrataMapStretch *stretch = &stretches[i - 1];
      double size = _strata_map_get_size (stretch->first, stretch->last);
      double height = _strata_map_heights_get (&heights, i - 1);
      guint64 end = i == at + 1 ? address : stretch->last;
      double n_bytes = (double) (end - stretch->first) + (i == at + 1 ? 0 : 1);

      window->first = end - count_bytes (above, size / height, end - stretch->first);
      above -= height * (n_bytes / size);
    }
  for (gsize i = at; i < n_stretches && below > 0; i++)
    {
      const StrataMapStretch *stretch = &stretches[i];
      double size = _strata_map_get_size (stretch->first, stretch->last);
      double height = _strata_map_heights_get (&heights, i);
      guint64 begin = i == at ? address : stretch->first;

      window->last = begin + count_bytes (below, size / height, stretch->last - begin);
      below -= height * (_strata_map_get_size (begin, stretch->last) / size);
    }
}
