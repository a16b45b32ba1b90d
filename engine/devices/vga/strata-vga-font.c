/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-font-private.h"

#include "memory/strata-guest-bytes.h"

/* A character's lines are the bytes of plane 2, every fourth of memory. */
#define GLYPH_SIZE (STRATA_VGA_GLYPH_LINES * 4)

static gboolean
update_glyph (guint8 *lines, const guint8 *bytes, guint n_lines)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < STRATA_VGA_GLYPH_LINES; i++)
    {
      guint8 line = (guint8) strata_guest_load (bytes + i * 4, 1);

      changed |= i < n_lines && lines[i] != line;
      lines[i] = line;
    }
  return changed;
}

gboolean
strata_vga_font_update (StrataVgaFont *self, const StrataVgaPicture *picture, guint n_lines)
{
  gboolean changed = FALSE;

  for (guint font = 0; font < 2; font++)
    {
      guint32 start = picture->mode->fonts[font];

      for (guint i = 0; i < STRATA_VGA_N_GLYPHS; i++)
        {
          guint32 first = start + i * GLYPH_SIZE;

          self->changed[font][i] = FALSE;
          if (first + GLYPH_SIZE > picture->n_bytes + 2)
            continue;
          if (picture->is_new || strata_dirty_runs_touch (picture->dirty, first,
                                                          first + GLYPH_SIZE - 4))
            self->changed[font][i] = update_glyph (self->lines[font][i], picture->bytes + first,
                                                   n_lines);
          changed |= self->changed[font][i];
        }
    }
  return changed;
}
