/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-map-hatches-private.h"

#include <math.h>

#define TILE (8 * STRATA_MAP_HATCH_STEP)
#define MAX_RESOLUTION 4
/* More are not needed at a time: one for each kind, and some for what was before. */
#define MAX_TILES (3 * STRATA_MAP_N_KINDS)

typedef struct
{
  StrataMapColor color;
  int resolution;
  cairo_pattern_t *pattern;
} Tile;

struct _StrataMapHatches
{
  GArray *tiles;
};

static void
tile_clear (gpointer data)
{
  Tile *self = data;

  cairo_pattern_destroy (self->pattern);
}

StrataMapHatches *
_strata_map_hatches_new (void)
{
  StrataMapHatches *self = g_new0 (StrataMapHatches, 1);

  self->tiles = g_array_new (FALSE, FALSE, sizeof (Tile));
  g_array_set_clear_func (self->tiles, tile_clear);
  return self;
}

void
_strata_map_hatches_free (StrataMapHatches *self)
{
  g_array_unref (self->tiles);
  g_free (self);
}

void
_strata_map_hatches_add_lines (cairo_t *cr, double x, double top, double width, double bottom)
{
  for (double at = ceil ((x + top) / STRATA_MAP_HATCH_STEP) * STRATA_MAP_HATCH_STEP;
       at < x + width + bottom; at += STRATA_MAP_HATCH_STEP)
    {
      cairo_move_to (cr, at - top + 1, top - 1);
      cairo_line_to (cr, at - bottom - 1, bottom + 1);
    }
}

static cairo_pattern_t *
create_pattern (const StrataMapColor *color, int resolution)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, TILE * resolution,
                                                         TILE * resolution);
  cairo_pattern_t *pattern;
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, resolution, resolution);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, color->red, color->green, color->blue);
  cairo_set_line_width (cr, 1);
  _strata_map_hatches_add_lines (cr, -STRATA_MAP_HATCH_STEP, -STRATA_MAP_HATCH_STEP,
                                 TILE + 2 * STRATA_MAP_HATCH_STEP, TILE + STRATA_MAP_HATCH_STEP);
  cairo_stroke (cr);
  cairo_destroy (cr);
  pattern = cairo_pattern_create_for_surface (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_NEAREST);
  cairo_surface_destroy (surface);
  return pattern;
}

cairo_pattern_t *
_strata_map_hatches_get (StrataMapHatches *self, const StrataMapColor *color, int resolution)
{
  Tile tile = { *color, resolution, NULL };

  if (resolution < 1 || resolution > MAX_RESOLUTION)
    return NULL;
  for (guint i = 0; i < self->tiles->len; i++)
    {
      const Tile *known = &g_array_index (self->tiles, Tile, i);

      if (known->resolution == resolution && known->color.red == color->red
          && known->color.green == color->green && known->color.blue == color->blue)
        return known->pattern;
    }
  if (self->tiles->len == MAX_TILES)
    g_array_remove_range (self->tiles, 0, MAX_TILES / 2);
  tile.pattern = create_pattern (color, resolution);
  g_array_append_val (self->tiles, tile);
  return tile.pattern;
}

/* How many pixels of the device there are in each of the map's, if that is a whole number and there
 * are pixels at all; else 0. A recording does not know: it is told. */
int
_strata_map_hatches_find_resolution (cairo_t *cr, int resolution)
{
  cairo_surface_t *target = cairo_get_target (cr);
  cairo_surface_type_t type = cairo_surface_get_type (target);
  cairo_matrix_t matrix;
  double x_scale, y_scale;

  if (type != CAIRO_SURFACE_TYPE_IMAGE && type != CAIRO_SURFACE_TYPE_RECORDING)
    return 0;
  cairo_get_matrix (cr, &matrix);
  cairo_surface_get_device_scale (target, &x_scale, &y_scale);
  x_scale *= matrix.xx * (type == CAIRO_SURFACE_TYPE_RECORDING ? resolution : 1);
  if (matrix.xx != matrix.yy || matrix.xy != 0 || matrix.yx != 0 || x_scale != floor (x_scale)
      || matrix.x0 != floor (matrix.x0) || matrix.y0 != floor (matrix.y0))
    return 0;
  return (int) x_scale;
}
