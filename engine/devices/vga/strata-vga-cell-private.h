/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../strata-surface.h"

/* A character cell as it is to be drawn. */
typedef struct
{
  const guint8 *lines; /* 32 of them */
  guint first_line;    /* the one that is drawn first */
  guint n_lines;       /* how many lines of the picture */
  guint n_repeats;     /* how many of these show one line of the character */
  guint n_dots;        /* 8 or 9 */
  guint dot_width;     /* in pixels */
  gboolean is_last_dot_twice; /* the ninth dot repeats the eighth */
  gboolean is_hidden;  /* only the background is seen, and the cursor */
  guint cursor_first;  /* the cursor's lines; there is none if the last comes before the first */
  guint cursor_last;
  guint underline;     /* its line, or 32 */
  guint32 foreground;
  guint32 background;
} StrataVgaCell;

/* Draws a cell at (@x, @y), cut at the edges of the surface. */
void strata_vga_cell_draw (const StrataVgaCell *self, StrataSurface *surface, gint x, guint y);
