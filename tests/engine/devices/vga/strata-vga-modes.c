/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-modes.h"

#include <string.h>

typedef struct
{
  guint8 misc;
  guint8 seq[5];
  guint8 crtc[25];
  guint8 gfx[9];
  guint8 attr_mode;
} Registers;

/* IBM, PS/2 Hardware Interface Technical Reference, Video Subsystems: the BIOS modes */
static const Registers modes[] = {
  [VGA_MODE_TEXT] = {
    0x67,
    { 0x03, 0x00, 0x03, 0x00, 0x02 },
    { 0x5f, 0x4f, 0x50, 0x82, 0x55, 0x81, 0xbf, 0x1f, 0x00, 0x4f, 0x0d, 0x0e, 0x00, 0x00, 0x00,
      0x00, 0x9c, 0x0e, 0x8f, 0x28, 0x1f, 0x96, 0xb9, 0xa3, 0xff },
    { 0x00, 0x00, 0x00, 0x00, 0x00, 0x10, 0x0e, 0x00, 0xff },
    0x04,
  },
  [VGA_MODE_PLANAR] = {
    0xe3,
    { 0x03, 0x01, 0x0f, 0x00, 0x06 },
    { 0x5f, 0x4f, 0x50, 0x82, 0x54, 0x80, 0x0b, 0x3e, 0x00, 0x40, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0xea, 0x0c, 0xdf, 0x28, 0x00, 0xe7, 0x04, 0xe3, 0xff },
    { 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x05, 0x0f, 0xff },
    0x01,
  },
  [VGA_MODE_CHAIN4] = {
    0x63,
    { 0x03, 0x01, 0x0f, 0x00, 0x0e },
    { 0x5f, 0x4f, 0x50, 0x82, 0x54, 0x80, 0xbf, 0x1f, 0x00, 0x41, 0x00, 0x00, 0x00, 0x00, 0x00,
      0x00, 0x9c, 0x0e, 0x8f, 0x28, 0x40, 0x96, 0xb9, 0xa3, 0xff },
    { 0x00, 0x00, 0x00, 0x00, 0x00, 0x40, 0x05, 0x0f, 0xff },
    0x41,
  },
};

static void
set_bank (VgaTesting *self, guint port, const guint8 *values, guint n_values)
{
  for (guint i = 0; i < n_values; i++)
    vga_testing_set (self, port, i, values[i]);
}

void
vga_modes_set (VgaTesting *self, VgaMode mode)
{
  const Registers *registers = &modes[mode];

  vga_testing_outb (self, 0x3c2, registers->misc);
  set_bank (self, 0x3c4, registers->seq, G_N_ELEMENTS (registers->seq));
  vga_testing_set (self, 0x3d4, 0x11, 0); /* lets the first seven be written */
  set_bank (self, 0x3d4, registers->crtc, G_N_ELEMENTS (registers->crtc));
  set_bank (self, 0x3ce, registers->gfx, G_N_ELEMENTS (registers->gfx));
  for (guint i = 0; i < 16; i++)
    vga_testing_set_attr (self, i, i);
  vga_testing_set_attr (self, 0x10, registers->attr_mode);
  vga_testing_set_attr (self, 0x11, 0);
  vga_testing_set_attr (self, 0x12, 0x0f);
  vga_testing_set_attr (self, 0x13, (registers->seq[1] & 1) != 0 ? 0 : 8);
  vga_testing_set_attr (self, 0x14, 0);
  vga_testing_outb (self, 0x3c6, 0xff);
  vga_testing_outb (self, 0x3c8, 0);
  for (guint i = 0; i < 256 * 3; i++)
    vga_testing_outb (self, 0x3c9, i / 3 & 0x3f);
}

guint32
vga_modes_get_color (guint entry)
{
  return ((entry & 0x3f) << 2 | (entry & 1) * 3) * 0x010101;
}

void
vga_modes_poke (VgaTesting *self, guint64 address, const guint8 *bytes, gsize length)
{
  g_assert_cmpint (
    strata_initiator_write (self->memory, VGA_TESTING_VRAM + address, bytes, length), ==,
    STRATA_OK);
}

void
vga_modes_put_cell (VgaTesting *self, guint cell, guint8 character, guint8 attribute)
{
  guint8 bytes[] = { character, attribute };

  vga_modes_poke (self, cell * 4, bytes, sizeof bytes);
}

void
vga_modes_put_glyph_line (VgaTesting *self, guint font, guint8 character, guint line, guint8 dots)
{
  vga_modes_poke (self, font * 0x8000 + (character * 32 + line) * 4 + 2, &dots, 1);
}

void
vga_modes_put_glyph (VgaTesting *self, guint font, guint8 character, guint8 dots)
{
  for (guint i = 0; i < 32; i++)
    vga_modes_put_glyph_line (self, font, character, i, dots);
}

guint32
vga_modes_get_pixel (VgaTesting *self, guint x, guint y)
{
  StrataSurface *surface = strata_display_get_surface (STRATA_DISPLAY (self->device));
  guint32 pixel;

  g_assert_cmpuint (x, <, strata_surface_get_width (surface));
  g_assert_cmpuint (y, <, strata_surface_get_height (surface));
  memcpy (&pixel,
          strata_surface_get_pixels (surface) + y * strata_surface_get_stride (surface) + x * 4, 4);
  return pixel;
}
