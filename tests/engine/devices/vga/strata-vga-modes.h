/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-testing.h"

G_BEGIN_DECLS

/* Modes as the BIOS of an IBM VGA sets them, and what is on the screen then */
typedef enum
{
  VGA_MODE_TEXT,   /* 3: 80x25, 9 by 16 dots */
  VGA_MODE_PLANAR, /* 12: 640x480, 16 colours */
  VGA_MODE_CHAIN4, /* 13: 320x200, 256 colours */
} VgaMode;

/* Sets all registers. The colour of DAC entry N is (N, N, N), 6 bits wide; the 16 colours of the
 * attribute controller are entries 0 to 15. */
void vga_modes_set (VgaTesting *self, VgaMode mode);
guint32 vga_modes_get_color (guint entry);

/* Bytes of video memory as it is packed: the byte of plane P at offset N has address N * 4 + P */
void vga_modes_poke (VgaTesting *self, guint64 address, const guint8 *bytes, gsize length);
void vga_modes_put_cell (VgaTesting *self, guint cell, guint8 character, guint8 attribute);
/* All of the character's 32 lines alike */
void vga_modes_put_glyph (VgaTesting *self, guint font, guint8 character, guint8 dots);
void vga_modes_put_glyph_line (VgaTesting *self, guint font, guint8 character, guint line,
                               guint8 dots);

guint32 vga_modes_get_pixel (VgaTesting *self, guint x, guint y);

G_END_DECLS
