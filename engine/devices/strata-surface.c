/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-surface.h"

#include <string.h>

#include "memory/strata-macros-private.h"

struct _StrataSurface
{
  gatomicrefcount ref_count;
  guint width;
  guint height;
  gsize stride; /* in bytes */
  guint8 *pixels;
};

STRATA_DEFINE_BOXED (StrataSurface, strata_surface)

/**
 * strata_surface_new:
 * @width: its width in pixels, 1 to 16384
 * @height: its height in pixels, 1 to 16384
 *
 * Makes a black picture.
 *
 * Returns: (transfer full): the picture
 */
StrataSurface *
strata_surface_new (guint width, guint height)
{
  StrataSurface *self;

  g_return_val_if_fail (width > 0 && width <= 16384, NULL);
  g_return_val_if_fail (height > 0 && height <= 16384, NULL);

  self = g_new0 (StrataSurface, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->width = width;
  self->height = height;
  self->stride = (gsize) width * 4;
  self->pixels = g_malloc0 (self->stride * height);
  return self;
}

/**
 * strata_surface_ref:
 * @self: a picture
 *
 * Takes a reference.
 *
 * Returns: (transfer full): @self, held once more
 */
StrataSurface *
strata_surface_ref (StrataSurface *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_surface_unref:
 * @self: (transfer full): a picture
 *
 * Lets go of a picture.
 */
void
strata_surface_unref (StrataSurface *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->pixels);
  g_free (self);
}

/**
 * strata_surface_get_width:
 * @self: a picture
 *
 * Gets the width.
 *
 * Returns: its width in pixels
 */
guint
strata_surface_get_width (StrataSurface *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

/**
 * strata_surface_get_height:
 * @self: a picture
 *
 * Gets the height.
 *
 * Returns: its height in pixels
 */
guint
strata_surface_get_height (StrataSurface *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

/**
 * strata_surface_get_stride:
 * @self: a picture
 *
 * Gets the stride.
 *
 * Returns: how many bytes a row starts behind the one above
 */
gsize
strata_surface_get_stride (StrataSurface *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->stride;
}

/**
 * strata_surface_get_pixels: (skip)
 * @self: a picture
 *
 * Gets the pixels.
 *
 * Returns: (transfer none): its pixels, which may be changed: stride times height bytes, in each
 *   pixel a 32-bit word 0x00RRGGBB in the host's byte order
 */
guint8 *
strata_surface_get_pixels (StrataSurface *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->pixels;
}

/**
 * strata_surface_to_ppm:
 * @self: a picture
 *
 * Writes a picture as a file.
 *
 * Returns: (transfer full): the picture as a binary PPM file (P6, 8 bits per channel)
 */
GBytes *
strata_surface_to_ppm (StrataSurface *self)
{
  g_autofree char *header = NULL;
  gsize length;
  gsize header_length;
  guint8 *bytes, *out;

  g_return_val_if_fail (self != NULL, NULL);

  header = g_strdup_printf ("P6\n%u %u\n255\n", self->width, self->height);
  header_length = strlen (header);
  length = header_length + (gsize) 3 * self->width * self->height;
  bytes = g_malloc (length);
  memcpy (bytes, header, header_length);
  out = bytes + header_length;
  for (guint y = 0; y < self->height; y++)
    {
      const guint32 *row = (const guint32 *) (gconstpointer) (self->pixels + y * self->stride);

      for (guint x = 0; x < self->width; x++)
        {
          *out++ = row[x] >> 16;
          *out++ = row[x] >> 8;
          *out++ = row[x];
        }
    }
  return g_bytes_new_take (bytes, length);
}
