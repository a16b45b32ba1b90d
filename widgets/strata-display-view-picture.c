/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Where the picture stands, and what it is made of */

#include "config.h"

#include "strata-display-view-private.h"

#include <math.h>

StrataSurface *
_strata_display_view_get_surface (StrataDisplayView *self)
{
  return self->display != NULL ? strata_display_get_surface (self->display) : NULL;
}

/* How much higher than wide a pixel is drawn. */
static double
get_stretch (StrataDisplayView *self)
{
  return self->correct_aspect ? 1 / strata_display_get_pixel_aspect (self->display) : 1;
}

/* The size of the picture in device pixels, if there is room for @width by @height of them; how
 * many of them a pixel is wide, if it is to be sharp. */
static guint
fit_picture (StrataDisplayView *self,
             StrataSurface     *surface,
             double            *width,
             double            *height)
{
  return strata_display_scaling_fit (self->scaling, strata_surface_get_width (surface),
                                     strata_surface_get_height (surface) * get_stretch (self),
                                     width, height);
}

void
_strata_display_view_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  StrataDisplayView *self = STRATA_DISPLAY_VIEW (widget);
  StrataSurface *surface = _strata_display_view_get_surface (self);
  int scale = gtk_widget_get_scale_factor (widget);
  double width, height, size;

  *minimum = 0;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 320 : 240;
  if (surface == NULL)
    return;

  width = strata_surface_get_width (surface);
  height = strata_surface_get_height (surface) * get_stretch (self);
  fit_picture (self, surface, &width, &height);
  size = orientation == GTK_ORIENTATION_HORIZONTAL ? width : height;
  *natural = ceil (size / scale);
  if (self->scaling == STRATA_DISPLAY_SCALING_ORIGINAL)
    *minimum = *natural;
}

void
_strata_display_view_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  StrataDisplayView *self = STRATA_DISPLAY_VIEW (widget);
  StrataSurface *surface = _strata_display_view_get_surface (self);
  int scale = gtk_widget_get_scale_factor (widget);
  double width = (double) gtk_widget_get_width (widget) * scale;
  double height = (double) gtk_widget_get_height (widget) * scale;
  double picture_width = width;
  double picture_height = height;
  graphene_rect_t area;

  if (surface == NULL || self->is_fresh)
    return;

  strata_display_strips_set_factor (self->strips, fit_picture (self, surface, &picture_width,
                                                               &picture_height));
  area = GRAPHENE_RECT_INIT (MAX (0, floor ((width - picture_width) / 2)) / scale,
                             MAX (0, floor ((height - picture_height) / 2)) / scale,
                             picture_width / scale, picture_height / scale);
  strata_display_strips_snapshot (self->strips, surface, snapshot, &area, scale);
  if (self->show_dirty)
    strata_display_flashes_snapshot (
      self->flashes, snapshot, &area, strata_surface_get_height (surface),
      gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (widget)));
}

/**
 * strata_display_view_get_texture:
 * @self: a view
 *
 * Returns: (transfer full) (nullable): the picture as it is, one pixel each, for files and the
 *   clipboard; %NULL if there is no display
 */
GdkTexture *
strata_display_view_get_texture (StrataDisplayView *self)
{
  StrataSurface *surface;
  gsize stride, length;
  g_autoptr (GBytes) bytes = NULL;
  guint32 *pixels;

  g_return_val_if_fail (STRATA_IS_DISPLAY_VIEW (self), NULL);

  surface = _strata_display_view_get_surface (self);
  if (surface == NULL)
    return NULL;
  stride = strata_surface_get_stride (surface);
  length = stride * strata_surface_get_height (surface);
  pixels = g_memdup2 (strata_surface_get_pixels (surface), length);
  for (gsize i = 0; i < length / sizeof (guint32); i++)
    pixels[i] |= 0xff000000;
  bytes = g_bytes_new_take (pixels, length);

  return gdk_memory_texture_new (strata_surface_get_width (surface),
                                 strata_surface_get_height (surface), GDK_MEMORY_DEFAULT, bytes,
                                 stride);
}
