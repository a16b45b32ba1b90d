/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Sources: IBM PS/2 Hardware Interface Technical Reference, Video Subsystem, "CRT Controller
 * Registers" and "Input Status Register 1"; FreeVGA, "CRT Controller Registers". A frame is as long
 * as the horizontal and vertical totals and the dot clock say.
 */

#include "strata-vga-retrace-private.h"

#define NS_PER_SECOND G_GUINT64_CONSTANT (1000000000)
#define DOT_CLOCK_25 25175000
#define DOT_CLOCK_28 28322000

#define MISC_CLOCK_28 0x04
#define SEQ_8_DOTS 0x01
#define SEQ_HALF_CLOCK 0x08
#define MODE_SYNC 0x80
#define MODE_VERTICAL_TWICE 0x04

/* A value whose bits 8 and 9 stand in the overflow register. */
static guint
get_vertical (const guint8 *crtc, guint index, guint bit_8, guint bit_9)
{
  return crtc[index] | (crtc[0x07] >> bit_8 & 1) << 8 | (crtc[0x07] >> bit_9 & 1) << 9;
}

/* How many dots of the dot clock have passed. The numbers stay below 2^64 for 500 years. */
static guint64
get_dots (guint64 time, guint64 frequency)
{
  return time / NS_PER_SECOND * frequency + time % NS_PER_SECOND * frequency / NS_PER_SECOND;
}

guint8
strata_vga_retrace_get_status (const StrataVgaState *state, guint64 time)
{
  const guint8 *crtc = state->crtc;
  guint8 clocking = strata_vga_state_get_seq (state)[STRATA_VGA_SEQ_CLOCKING];
  guint frequency = state->misc_output & MISC_CLOCK_28 ? DOT_CLOCK_28 : DOT_CLOCK_25;
  guint dots_per_character = (clocking & SEQ_8_DOTS ? 8 : 9) * (clocking & SEQ_HALF_CLOCK ? 2 : 1);
  guint lines_per_count = crtc[0x17] & MODE_VERTICAL_TWICE ? 2 : 1;
  guint line_characters = crtc[0x00] + 5u;
  guint frame_lines = (get_vertical (crtc, 0x06, 0, 5) + 2) * lines_per_count;
  guint retrace_start = get_vertical (crtc, 0x10, 2, 7);
  guint display_end = get_vertical (crtc, 0x12, 1, 6);
  guint64 characters = get_dots (time, frequency) / dots_per_character;
  guint column = characters % line_characters;
  guint row = characters / line_characters % frame_lines / lines_per_count;
  /* The end has 4 bits: the retrace ends when they agree with those of a later row. */
  guint retrace_length = (((crtc[0x11] & 0x0f) - retrace_start - 1) & 0x0f) + 1;
  guint8 status = 0;

  if (column > crtc[0x01] || row > display_end)
    status |= STRATA_VGA_STATUS_BLANK;
  if ((crtc[0x17] & MODE_SYNC) && row >= retrace_start && row - retrace_start < retrace_length)
    status |= STRATA_VGA_STATUS_RETRACE | STRATA_VGA_STATUS_BLANK;
  return status;
}
