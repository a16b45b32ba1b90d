/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * StrataHexScroll:
 *
 * Where a view of up to 2^64 rows stands. An adjustment has numbers with a floating point, which
 * cannot tell so many rows apart; here a row is a row. Near both ends a pixel of the adjustment is
 * a pixel of the view. In a very long middle, steps and pages still are, while the bar goes over it
 * in strides.
 */
typedef struct
{
  guint64 last_top; /* the row at the top when the last one is at the bottom */
  int row_height;
  double page;
  guint64 row;  /* at the top */
  double shift; /* how far it is above, in pixels */
  double value; /* what the adjustment says */
} StrataHexScroll;

void strata_hex_scroll_init (StrataHexScroll *self);
void strata_hex_scroll_set_extent (StrataHexScroll *self, guint64 last_row, int row_height,
                                   double page);
double strata_hex_scroll_get_upper (const StrataHexScroll *self);
guint strata_hex_scroll_get_page_rows (const StrataHexScroll *self);
void strata_hex_scroll_set_value (StrataHexScroll *self, double value);
void strata_hex_scroll_go_to (StrataHexScroll *self, guint64 row);
void strata_hex_scroll_reveal (StrataHexScroll *self, guint64 row);
void strata_hex_scroll_show (StrataHexScroll *self, guint64 row);

G_END_DECLS
