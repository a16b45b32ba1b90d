/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The mode decision. In the manner `qemu` it is QEMU 7.2's, found by comparing pictures; in the
 * manner `hardware` it is that of the IBM VGA (PS/2 Hardware Interface Technical Reference, Video
 * Subsystems). */

#include "strata-vga-mode-private.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "strata-vga-planes-private.h"

#define CRTC_TOTAL 0x06
#define CRTC_OVERFLOW 0x07
#define CRTC_PRESET_ROW_SCAN 0x08
#define CRTC_MAX_SCAN 0x09
#define CRTC_START_HIGH 0x0c
#define CRTC_START_LOW 0x0d
#define CRTC_DISPLAY_END 0x12
#define CRTC_OFFSET 0x13
#define CRTC_UNDERLINE 0x14
#define CRTC_MODE 0x17
#define CRTC_LINE_COMPARE 0x18
#define ATTR_MODE 0x10
#define ATTR_PLANE_ENABLE 0x12
#define ATTR_PAN 0x13

/* QEMU does not draw texts of more cells. */
#define MAX_CELLS (160 * 100)
#define N_LEGACY_BYTES 0x40000 /* of an IBM VGA's memory */

static guint
get_display_end (const StrataVgaState *state)
{
  const guint8 *crtc = state->crtc;

  return (crtc[CRTC_DISPLAY_END] | (crtc[CRTC_OVERFLOW] & 0x02) << 7
          | (crtc[CRTC_OVERFLOW] & 0x40) << 3)
         + 1;
}

/* Where rows begin and how they follow each other. */
static void
decide_addresses (StrataVgaMode *self, const StrataVgaState *state)
{
  const guint8 *crtc = state->crtc;

  self->address_mask = state->vram_size - 1;
  if (self->is_vbe)
    {
      self->start = state->vbe_start * 4;
      self->line_length = state->vbe_line_length;
      self->line_compare = G_MAXUINT16;
      return;
    }
  self->start = (crtc[CRTC_START_HIGH] << 8 | crtc[CRTC_START_LOW]) * 4;
  self->line_length = crtc[CRTC_OFFSET] * 8;
  self->line_compare = crtc[CRTC_LINE_COMPARE] | (crtc[CRTC_OVERFLOW] & 0x10) << 4
                       | (crtc[CRTC_MAX_SCAN] & 0x40) << 3;
  if (self->is_hardware)
    self->address_mask = N_LEGACY_BYTES - 1;
}

/* What of a frame's course only hardware follows. */
static void
decide_hardware (StrataVgaMode *self, const StrataVgaState *state, guint n_dots, guint dot_width)
{
  guint pan = state->attr[ATTR_PAN] & 0x0f;

  self->first_scan = state->crtc[CRTC_PRESET_ROW_SCAN] & 0x1f;
  self->last_scan = state->crtc[CRTC_MAX_SCAN] & 0x1f;
  self->n_repeats = 1 + (state->crtc[CRTC_MAX_SCAN] >> 7);
  self->byte_pan = (state->crtc[CRTC_PRESET_ROW_SCAN] >> 5 & 3) * 4;
  self->is_pan_for_top = (state->attr[ATTR_MODE] & 0x20) != 0;
  /* With 9 dots, 8 is no panning and 0 is one dot; else values from 8 on are not defined. */
  if (n_dots == 9)
    self->pan = pan >= 8 ? 0 : (pan + 1) * dot_width;
  else
    self->pan = (pan & 7) * dot_width;
}

static void
decide_text (StrataVgaMode *self, const StrataVgaState *state)
{
  const guint8 *seq = strata_vga_state_get_seq (state);
  guint font = seq[STRATA_VGA_SEQ_FONT];
  gboolean is_wide = (seq[STRATA_VGA_SEQ_CLOCKING] & 0x08) != 0;

  self->kind = STRATA_VGA_TEXT;
  self->n_columns = state->crtc[1] + 1;
  self->cell_height = (state->crtc[CRTC_MAX_SCAN] & 0x1f) + 1;
  self->n_dots = (seq[STRATA_VGA_SEQ_CLOCKING] & 0x01) != 0 ? 8 : 9;
  /* Fonts are 8 KiB apart in plane 2. */
  self->fonts[0] = ((font >> 4 & 1) | (font << 1 & 6)) * 0x2000 * 4 + 2;
  self->fonts[1] = ((font >> 5 & 1) | (font >> 1 & 6)) * 0x2000 * 4 + 2;
  self->underline = 32;
  self->first_line_graphic = 0x100;
  if (self->is_hardware)
    {
      self->cell_width = self->n_dots * (is_wide ? 2 : 1);
      self->height = get_display_end (state);
      self->is_blinking = (state->attr[ATTR_MODE] & 0x08) != 0;
      self->underline = state->crtc[CRTC_UNDERLINE] & 0x1f;
      if ((state->attr[ATTR_MODE] & 0x04) != 0)
        self->first_line_graphic = 0xc0;
      decide_hardware (self, state, self->n_dots, is_wide ? 2 : 1);
    }
  else
    {
      if (is_wide)
        self->n_dots = 8; /* there are no cells of 18 */
      self->cell_width = self->n_dots * (is_wide ? 2 : 1);
      /* A vertical total of 100 is what programs set for 160 by 100 "pixels" of text. */
      self->n_rows = state->crtc[CRTC_TOTAL] == 100
                       ? 100 : get_display_end (state) / self->cell_height;
      self->height = self->n_rows * self->cell_height;
      if ((state->attr[ATTR_MODE] & 0x04) != 0)
        self->first_line_graphic = 0xb0;
      if (self->n_columns * self->n_rows <= 1 || self->n_columns * self->n_rows > MAX_CELLS)
        self->kind = STRATA_VGA_HOLD;
    }
  self->width = self->n_columns * self->cell_width;
}

/* {{{ Graphics */

static void
set_planes (StrataVgaMode *self, guint n_bits, gboolean is_wide, guint width)
{
  self->func = n_bits == 2 ? (is_wide ? strata_vga_planes_4_wide : strata_vga_planes_4)
                           : (is_wide ? strata_vga_planes_16_wide : strata_vga_planes_16);
  self->n_bits = n_bits;
  self->n_colors = 16;
  self->n_units = width / 8;
  self->pan_units = 1;
  self->n_row_bytes = width / 2;
  self->is_double = is_wide;
  self->width = is_wide ? width * 2 : width;
}

static guint
count_planes (const StrataVgaState *state)
{
  return __builtin_popcount (state->attr[ATTR_PLANE_ENABLE] & 0x0f);
}

static void
set_pixels (StrataVgaMode *self, StrataPixelsFunc func, guint n_bits, guint n_bytes, guint width)
{
  self->func = func;
  self->n_bits = n_bits;
  self->n_units = width;
  self->n_row_bytes = width * n_bytes;
  self->width = width;
}

static void
set_doubled_bytes (StrataVgaMode *self, guint width)
{
  set_pixels (self, strata_pixels_indexed8_twice, 8, 1, width / 2);
  self->n_colors = 256;
  self->pan_units = 4;
  self->is_double = TRUE;
  self->width = width;
}

/* Where memory holds rows as they are, QEMU shows it without looking at scan lines or at how planes
 * are shifted, and repeats the high bits of narrow channels. */
static gboolean
set_direct (StrataVgaMode *self, const StrataVgaState *state, guint width)
{
  guint n_bits = state->vbe[STRATA_VBE_BPP];
  guint64 end = self->start + (guint64) self->line_length * (self->height - 1)
                + (guint64) width * n_bits / 8;

  if (end > state->vram_size)
    return FALSE;
  if (n_bits == 16 && !state->is_big_endian)
    set_pixels (self, strata_pixels_rgb565, 16, 2, width);
  else if (n_bits == 24)
    set_pixels (self, state->is_big_endian ? strata_pixels_bgr888 : strata_pixels_rgb888, 24, 3,
                width);
  else if (n_bits == 32)
    set_pixels (self, state->is_big_endian ? strata_pixels_xrgb8888_be : strata_pixels_xrgb8888,
                32, 4, width);
  else
    return FALSE;
  self->n_repeats = 1;
  self->odd_bit = self->second_bit = 0;
  self->line_compare = G_MAXUINT16;
  return TRUE;
}

static void
set_vbe_pixels (StrataVgaMode *self, const StrataVgaState *state, guint width)
{
  gboolean is_big_endian = state->is_big_endian;

  switch (state->vbe[STRATA_VBE_BPP])
    {
    case 8:
      set_pixels (self, strata_pixels_indexed8, 8, 1, width);
      self->n_colors = 256;
      break;
    case 15:
      set_pixels (self, is_big_endian ? strata_pixels_xrgb1555_cut_be : strata_pixels_xrgb1555_cut,
                  15, 2, width);
      break;
    case 16:
      set_pixels (self, is_big_endian ? strata_pixels_rgb565_cut_be : strata_pixels_rgb565_cut, 16,
                  2, width);
      break;
    case 24:
      set_pixels (self, is_big_endian ? strata_pixels_bgr888 : strata_pixels_rgb888, 24, 3, width);
      break;
    case 32:
      set_pixels (self, is_big_endian ? strata_pixels_xrgb8888_be : strata_pixels_xrgb8888, 32, 4,
                  width);
      break;
    default:
      set_doubled_bytes (self, width);
      break;
    }
}

static void
decide_graphics (StrataVgaMode *self, const StrataVgaState *state)
{
  const guint8 *seq = strata_vga_state_get_seq (state);
  guint crtc_mode = state->crtc[CRTC_MODE];
  guint max_scan = state->crtc[CRTC_MAX_SCAN];
  guint shift_control = state->gfx[STRATA_VGA_GFX_MODE] >> 5 & 3;
  gboolean is_wide = (seq[STRATA_VGA_SEQ_CLOCKING] & 0x08) != 0;
  guint width = self->is_vbe ? state->vbe[STRATA_VBE_XRES] : (state->crtc[1] + 1u) * 8;
  /* CGA's rows are interleaved: scan lines choose among 2 or 4 parts of the memory. */
  guint part = 14 + (crtc_mode >> 6 & 1);

  self->kind = STRATA_VGA_GRAPHICS;
  self->height = self->is_vbe ? state->vbe[STRATA_VBE_YRES] : get_display_end (state);
  self->odd_bit = (crtc_mode & 1) != 0 ? 0 : 1u << part;
  self->second_bit = (crtc_mode & 2) != 0 ? 0 : 0x8000;
  if (self->is_hardware)
    {
      decide_hardware (self, state, 8, is_wide && shift_control < 2 ? 2 : 1);
      self->second_bit = (crtc_mode & 2) != 0 ? 0 : 2u << part;
    }
  else if ((crtc_mode & 1) != 0)
    self->n_repeats = ((max_scan & 0x1f) + 1) << (max_scan >> 7);
  else
    self->n_repeats = 1 + (max_scan >> 7);

  if (self->is_vbe && set_direct (self, state, width))
    return;
  if (shift_control < 2)
    {
      set_planes (self, shift_control == 0 ? 4 : 2, is_wide, width);
      self->n_planes = count_planes (state);
    }
  else if (self->is_vbe)
    set_vbe_pixels (self, state, width);
  else
    set_doubled_bytes (self, width);
}

/* }}} */

void
strata_vga_mode_decide (StrataVgaMode *self, const StrataVgaState *state)
{
  /* Padding is compared, too. */
  memset (self, 0, sizeof *self);
  self->is_vbe = strata_vga_state_is_vbe (state);
  self->is_hardware = state->manner == STRATA_VGA_HARDWARE && !self->is_vbe;
  if ((state->attr_index & 0x20) == 0
      || (self->is_hardware && (state->seq[STRATA_VGA_SEQ_CLOCKING] & 0x20) != 0))
    return;
  decide_addresses (self, state);
  if ((state->gfx[STRATA_VGA_GFX_MISC] & 1) != 0)
    decide_graphics (self, state);
  else
    decide_text (self, state);
}

/* Rows of memory that make the picture, as a program's author counts them. */
static guint
count_rows (const StrataVgaMode *self)
{
  guint n_repeats = self->n_repeats;

  if (self->is_hardware && self->odd_bit == 0)
    n_repeats *= self->last_scan + 1;
  return MAX (self->height / n_repeats, 1);
}

char *
strata_vga_mode_describe (const StrataVgaMode *self)
{
  guint width = self->is_double ? self->width / 2 : self->width;

  switch (self->kind)
    {
    case STRATA_VGA_TEXT:
      return g_strdup_printf (_ ("%u × %u text, cells of %u × %u"), self->n_columns,
                              self->is_hardware ? self->height / self->cell_height / self->n_repeats
                                                : self->n_rows,
                              self->cell_width, self->cell_height);
    case STRATA_VGA_GRAPHICS:
      if (self->n_colors == 0)
        return g_strdup_printf (_ ("%u × %u, %u bits"), width, count_rows (self), self->n_bits);
      return g_strdup_printf (_ ("%u × %u, %u colors"), width, count_rows (self),
                              1u << (self->n_bits == 4 ? self->n_planes : self->n_bits));
    default:
      return g_strdup (C_ ("display", "blank"));
    }
}
