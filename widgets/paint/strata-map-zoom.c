/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>

#include "strata-map-zoom-private.h"

/* Which zoom makes something as high as it is to be: between all of 2^64 and single bytes. */

#define MAX_ZOOM 0x1p72
/* How often the interval is halved in which a zoom is sought. */
#define N_HALVINGS 60

/* How high a range is at a zoom, in pixels */
double
_strata_map_zoom_measure (const StrataMapStretch *stretches, gsize n_stretches,
                          const StrataMapScaleOptions *options, const StrataRange *range,
                          double zoom)
{
  StrataMapScaleOptions zoomed = *options;
  g_autoptr (StrataMapScale) scale = NULL;

  zoomed.zoom = zoom;
  scale = strata_map_scale_new (stretches, n_stretches, range, &zoomed);
  return strata_map_scale_get_height (scale);
}

/* The zoom at which a range has a height. Below 1, and true to scale, heights go with it; above it
 * some stop to grow, but then there are few rows. */
double
_strata_map_zoom_find (const StrataMapStretch *stretches, gsize n_stretches,
                       const StrataMapScaleOptions *options, const StrataRange *range,
                       double height)
{
  double zoom = height / _strata_map_zoom_measure (stretches, n_stretches, options, range, 1);
  double low = 0, high = log2 (MAX_ZOOM);

  if (zoom > 1 && options->mode == STRATA_MAP_MODE_FOLDED)
    {
      for (guint i = 0; i < N_HALVINGS; i++)
        {
          double middle = (low + high) / 2;

          if (_strata_map_zoom_measure (stretches, n_stretches, options, range, exp2 (middle))
              < height)
            low = middle;
          else
            high = middle;
        }
      /* What has stopped to grow gets no larger by more. */
      zoom = exp2 (low);
    }
  return zoom;
}

/* True to scale, all bytes have the same height but those of the empty ends; folded, each stretch
 * stops to grow of itself. */
double
_strata_map_zoom_find_max (const StrataMapStretch *stretches, gsize n_stretches,
                           const StrataMapScaleOptions *options)
{
  guint64 address = stretches[stretches[0].empty && n_stretches > 1].first;
  StrataRange byte = { address, address };

  if (options->mode == STRATA_MAP_MODE_FOLDED)
    return MAX_ZOOM;
  return STRATA_MAP_SCALE_MAX_BYTE * options->row_height
         / _strata_map_zoom_measure (stretches, n_stretches, options, &byte, 1);
}
