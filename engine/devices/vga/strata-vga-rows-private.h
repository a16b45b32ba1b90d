/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-mode-private.h"

/* Where a frame has got to, counted as the CRT controller does: before the first line all is 0. */
typedef struct
{
  guint32 base;     /* where the row of memory begins, in bytes */
  guint scan;       /* which scan line of it */
  guint n_drawn;    /* how often this scan line was drawn */
  gboolean is_split; /* below the line compare */
} StrataVgaRow;

void strata_vga_row_begin (StrataVgaRow *self, const StrataVgaMode *mode);
/* From line @y of the picture to the next. */
void strata_vga_row_advance (StrataVgaRow *self, const StrataVgaMode *mode, guint y);

/* Whether the row is panned, and where it begins then. */
static inline gboolean
strata_vga_row_is_panned (const StrataVgaRow *self, const StrataVgaMode *mode)
{
  return !(self->is_split && mode->is_pan_for_top);
}

static inline guint32
strata_vga_row_get_start (const StrataVgaRow *self, const StrataVgaMode *mode)
{
  return self->base + (strata_vga_row_is_panned (self, mode) ? mode->byte_pan : 0);
}
