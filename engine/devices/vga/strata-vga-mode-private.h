/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../strata-pixels-private.h"
#include "strata-vga-state-private.h"

typedef enum
{
  STRATA_VGA_BLANK,
  STRATA_VGA_HOLD, /* no sensible size, as between two writes of a mode switch: the picture stays */
  STRATA_VGA_TEXT,
  STRATA_VGA_GRAPHICS,
} StrataVgaKind;

/* What the registers say about the picture, but for its colours and the cursor. Two that are equal
 * byte by byte make the same picture of the same memory. */
typedef struct
{
  StrataVgaKind kind;
  gboolean is_hardware; /* rows are counted as an IBM VGA does; never where VBE is on */
  gboolean is_vbe;
  guint width; /* of the picture, in pixels */
  guint height;

  /* Where rows are in video memory, in bytes */
  guint32 start;
  guint32 line_length;
  guint32 address_mask;
  guint32 line_compare; /* the row after this one begins at address 0 */

  /* How scan lines are counted */
  guint n_repeats;    /* a scan line is drawn this many times... */
  guint last_scan;    /* ...and these many, from 0, belong to one row of memory */
  guint first_scan;   /* of the first row */
  guint32 odd_bit;    /* the address bit that the lowest bit of the scan line replaces, or 0 */
  guint32 second_bit; /* the same for its second bit */

  /* Panning */
  guint pan;               /* how many pixels are cut at the left */
  guint32 byte_pan;        /* how many bytes of memory before that */
  gboolean is_pan_for_top; /* the part below a line compare is not panned */

  /* Text */
  guint n_columns;
  guint n_rows;
  guint cell_width;  /* with the doubling */
  guint n_dots;      /* 8 or 9, of a glyph */
  guint cell_height; /* in lines of a glyph */
  guint32 fonts[2];  /* where they are, for the attribute's bit 3 being 0 and 1 */
  guint first_line_graphic; /* the characters from this to 0xdf have their last dot twice */
  gboolean is_blinking;
  guint underline; /* the line of it, or 32 */

  /* Graphics */
  StrataPixelsFunc func;
  guint n_units;      /* what it is called with */
  guint pan_units;    /* as many more bring 8 pixels at least */
  guint n_row_bytes;
  guint n_colors;     /* of the palette: 16, 256 or 0 if pixels are colours */
  guint n_bits;       /* of a pixel */
  guint n_planes;     /* how many of 4 are shown */
  gboolean is_double; /* as wide as two of the picture */
} StrataVgaMode;

void strata_vga_mode_decide (StrataVgaMode *self, const StrataVgaState *state);
char *strata_vga_mode_describe (const StrataVgaMode *self);
