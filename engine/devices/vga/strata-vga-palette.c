/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-palette-private.h"

#define ATTR_MODE 0x10
#define ATTR_PLANE_ENABLE 0x12
#define ATTR_COLOR_SELECT 0x14

static inline guint32
expand_6 (guint32 v)
{
  v &= 0x3f;
  return v << 2 | (v & 1) * 3;
}

static guint32
get_color (const StrataVgaState *state, guint index, gboolean is_8bit)
{
  const guint8 *rgb;

  if (state->manner == STRATA_VGA_HARDWARE)
    index &= state->pel_mask;
  rgb = state->dac + index * 3;
  if (is_8bit)
    return (guint32) rgb[0] << 16 | (guint32) rgb[1] << 8 | rgb[2];
  return expand_6 (rgb[0]) << 16 | expand_6 (rgb[1]) << 8 | expand_6 (rgb[2]);
}

/* Of 16 colours: through the attribute controller's palette and its colour select register. */
static guint32
get_attribute_color (const StrataVgaState *state, guint index)
{
  guint select = state->attr[ATTR_COLOR_SELECT];
  guint entry = state->attr[index];

  if ((state->attr[ATTR_MODE] & 0x80) != 0)
    entry = (select & 0x0f) << 4 | (entry & 0x0f);
  else
    entry = (select & 0x0c) << 4 | (entry & 0x3f);
  /* QEMU takes 6 bits of these whatever the DAC has. */
  return get_color (state, entry, state->dac_is_8bit && state->manner == STRATA_VGA_HARDWARE);
}

static inline gboolean
set (guint32 *color, guint32 value)
{
  gboolean changed = *color != value;

  *color = value;
  return changed;
}

/* In QEMU a plane that is off is one of memory, so that where planes 0 and 2 (1 and 3) make 4
 * colours, two bits of a pixel go with it; in an IBM VGA it is a bit of the pixel. Text has planes
 * only there. */
static guint
find_mask (const StrataVgaState *state, const StrataVgaMode *mode, gboolean is_right)
{
  guint planes = state->attr[ATTR_PLANE_ENABLE] & 0x0f;

  if (mode->is_hardware)
    return planes;
  if (mode->kind == STRATA_VGA_TEXT)
    return 0x0f;
  if (mode->n_bits == 4)
    return planes;
  planes >>= is_right ? 1 : 0;
  return (planes & 1 ? 0x03 : 0) | (planes & 4 ? 0x0c : 0);
}

gboolean
strata_vga_palette_update (guint32 palette[256], const StrataVgaState *state,
                           const StrataVgaMode *mode)
{
  gboolean changed = FALSE;

  if (mode->kind == STRATA_VGA_TEXT || mode->n_colors == 16)
    for (guint i = 0; i < 32; i++)
      changed |= set (&palette[i],
                      get_attribute_color (state, i & find_mask (state, mode, i >= 16)));
  else if (mode->n_colors == 256)
    for (guint i = 0; i < 256; i++)
      changed |= set (&palette[i], get_color (state, i, state->dac_is_8bit));
  return changed;
}
