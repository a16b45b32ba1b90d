/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-vga-rows-private.h"

void
strata_vga_row_begin (StrataVgaRow *self, const StrataVgaMode *mode)
{
  *self = (StrataVgaRow) { .base = mode->start, .scan = mode->first_scan };
}

/* The row scan counter has 5 bits and starts again after the last line of a row. The line compare
 * clears it and the address. */
static void
advance_hardware (StrataVgaRow *self, const StrataVgaMode *mode, guint y)
{
  if (y == mode->line_compare)
    *self = (StrataVgaRow) { .is_split = TRUE };
  else if (++self->n_drawn == mode->n_repeats)
    {
      self->n_drawn = 0;
      if (self->scan == mode->last_scan)
        self->base += mode->line_length;
      self->scan = self->scan == mode->last_scan ? 0 : (self->scan + 1) & 0x1f;
    }
}

/* QEMU lets a row of memory have 1, 2 or 4 scan lines, as interleaving asks for, and goes on
 * counting them below the line compare. */
static void
advance_qemu (StrataVgaRow *self, const StrataVgaMode *mode, guint y)
{
  guint mask = (mode->odd_bit != 0 ? 1 : 0) | (mode->second_bit != 0 ? 2 : 0);

  if (++self->n_drawn == mode->n_repeats)
    {
      self->n_drawn = 0;
      if ((self->scan & mask) == mask)
        self->base += mode->line_length;
      self->scan++;
    }
  if (y == mode->line_compare)
    self->base = 0;
}

void
strata_vga_row_advance (StrataVgaRow *self, const StrataVgaMode *mode, guint y)
{
  if (mode->is_hardware)
    advance_hardware (self, mode, y);
  else
    advance_qemu (self, mode, y);
}
