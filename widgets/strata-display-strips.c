/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-display-strips.h"

#include <math.h>

#define STRIP_ROWS 32 /* of the surface */

struct _StrataDisplayStrips
{
  guint factor; /* how often each pixel of the surface stands beside and below itself */
  guint width;  /* of the surface that the strips are of */
  guint height;
  GPtrArray *textures; /* from top to bottom; NULL: to be made */
  guint64 n_made;
};

StrataDisplayStrips *
strata_display_strips_new (void)
{
  StrataDisplayStrips *self = g_new0 (StrataDisplayStrips, 1);

  self->factor = 1;
  self->textures = g_ptr_array_new ();

  return self;
}

static void
forget_all (StrataDisplayStrips *self)
{
  for (guint i = 0; i < self->textures->len; i++)
    g_clear_object (&self->textures->pdata[i]);
}

void
strata_display_strips_free (StrataDisplayStrips *self)
{
  forget_all (self);
  g_ptr_array_unref (self->textures);
  g_free (self);
}

/* Sets how many device pixels a pixel has in each direction: as whole pixels they stay sharp,
 * whatever filter the renderer has. */
void
strata_display_strips_set_factor (StrataDisplayStrips *self,
                                  guint                factor)
{
  if (self->factor == factor)
    return;

  self->factor = factor;
  forget_all (self);
}

/* Takes note of rows that were drawn, or of a surface of another size. */
void
strata_display_strips_update (StrataDisplayStrips     *self,
                              StrataSurface           *surface,
                              const StrataDisplayRows *rows,
                              guint                    n_rows)
{
  guint width = strata_surface_get_width (surface);
  guint height = strata_surface_get_height (surface);

  if (self->width != width || self->height != height)
    {
      forget_all (self);
      self->width = width;
      self->height = height;
      g_ptr_array_set_size (self->textures, (height + STRIP_ROWS - 1) / STRIP_ROWS);
      return;
    }

  for (guint i = 0; i < n_rows; i++)
    for (guint strip = rows[i].first / STRIP_ROWS;
         strip <= rows[i].last / STRIP_ROWS && strip < self->textures->len; strip++)
      g_clear_object (&self->textures->pdata[strip]);
}

/* How many textures were made so far. */
guint64
strata_display_strips_get_n_made (StrataDisplayStrips *self)
{
  return self->n_made;
}

static void
copy_row (guint32       *to,
          const guint32 *from,
          guint          width,
          guint          factor)
{
  if (factor == 1)
    for (guint x = 0; x < width; x++)
      to[x] = from[x] | 0xff000000;
  else
    for (guint x = 0; x < width; x++)
      for (guint i = 0; i < factor; i++)
        *to++ = from[x] | 0xff000000;
}

static GdkTexture *
make_texture (StrataDisplayStrips *self,
              StrataSurface       *surface,
              guint                first,
              guint                n_rows)
{
  gsize surface_stride = strata_surface_get_stride (surface);
  const guint8 *from = strata_surface_get_pixels (surface) + first * surface_stride;
  gsize row = (gsize) self->width * self->factor;
  gsize length = row * sizeof (guint32) * n_rows * self->factor;
  guint32 *pixels = g_malloc (length);
  guint32 *to = pixels;
  g_autoptr (GBytes) bytes = NULL;

  for (guint y = 0; y < n_rows; y++, from += surface_stride)
    {
      copy_row (to, (const guint32 *) (gconstpointer) from, self->width, self->factor);
      to += row;
      for (guint i = 1; i < self->factor; i++, to += row)
        memcpy (to, to - row, row * sizeof (guint32));
    }
  self->n_made++;

  bytes = g_bytes_new_take (pixels, length);
  return gdk_memory_texture_new (row, n_rows * self->factor, GDK_MEMORY_DEFAULT, bytes,
                                 row * sizeof (guint32));
}

/* Draws the picture into an area. Strips meet at whole device pixels, of which there are @scale to
 * a unit, so that no seam shows. */
void
strata_display_strips_snapshot (StrataDisplayStrips   *self,
                                StrataSurface         *surface,
                                GtkSnapshot           *snapshot,
                                const graphene_rect_t *area,
                                double                 scale)
{
  double height = area->size.height / self->height;

  for (guint i = 0; i < self->textures->len; i++)
    {
      guint first = i * STRIP_ROWS;
      guint end = MIN (first + STRIP_ROWS, self->height);
      double top = round ((area->origin.y + first * height) * scale) / scale;
      double bottom = round ((area->origin.y + end * height) * scale) / scale;

      if (self->textures->pdata[i] == NULL)
        self->textures->pdata[i] = make_texture (self, surface, first, end - first);
      gtk_snapshot_append_texture (snapshot, self->textures->pdata[i],
                                   &GRAPHENE_RECT_INIT (area->origin.x, top, area->size.width,
                                                        bottom - top));
    }
}
