/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-cell-private.h"

/* The dots of a line, the leftmost in the highest of @n_dots bits. */
static guint
find_dots (const StrataVgaCell *self, guint line)
{
  guint dots = self->lines[line];
  guint all = (1u << self->n_dots) - 1;

  if (line >= self->cursor_first && line <= self->cursor_last)
    return all;
  if (self->is_hidden)
    return 0;
  if (line == self->underline)
    return all;
  return self->n_dots == 9 ? dots << 1 | (self->is_last_dot_twice ? dots & 1 : 0) : dots;
}

/* The highest bit of @dots decides for the pixel at @out, and goes. */
static inline void
put_dot (const StrataVgaCell *self, guint32 *out, guint32 dots)
{
  guint32 is_lit = (guint32) ((gint32) dots >> 31);

  *out = self->background ^ ((self->foreground ^ self->background) & is_lit);
}

void
strata_vga_cell_draw (const StrataVgaCell *self, StrataSurface *surface, gint x, guint y)
{
  gint width = (gint) strata_surface_get_width (surface);
  gint first = MAX (0, -x), last = MIN ((gint) (self->n_dots * self->dot_width), width - x);
  gsize stride = strata_surface_get_stride (surface);
  guint8 *pixels = strata_surface_get_pixels (surface) + y * stride;
  guint line = self->first_line, n_shown = 0;

  for (guint i = 0; i < self->n_lines; i++, pixels += stride)
    {
      guint32 *out = (guint32 *) (gpointer) pixels + x + first;
      guint32 dots = find_dots (self, line) << (32 - self->n_dots);

      if (self->dot_width == 1)
        {
          dots <<= first;
          for (gint j = first; j < last; j++, dots <<= 1)
            put_dot (self, out++, dots);
        }
      else
        for (gint j = first; j < last; j++)
          put_dot (self, out++, dots << (guint) j / self->dot_width);
      if (++n_shown == self->n_repeats)
        {
          line = (line + 1) & 0x1f;
          n_shown = 0;
        }
    }
}
