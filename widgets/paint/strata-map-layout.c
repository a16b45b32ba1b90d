/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <math.h>

#include "strata-map-layout-private.h"

/* Edges are whole pixels. */
double
_strata_map_layout_snap_top (StrataMapLayout *self, guint64 address)
{
  return round (self->top + strata_map_scale_get_top (self->scale, address));
}

double
_strata_map_layout_snap_bottom (StrataMapLayout *self, guint64 address)
{
  if (address < strata_map_scale_get_window (self->scale)->first)
    return -INFINITY;
  return round (self->top + strata_map_scale_get_bottom (self->scale, address));
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
 * strata_map_layout_get_lanes:
 * @self: a layout
 *
 * Returns: (nullable): where accesses are shown; %NULL if there is no room for it
 */
const StrataMapColumn *
strata_map_layout_get_lanes (StrataMapLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->lanes.width > 0 ? &self->lanes : NULL;
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
