/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * StrataCellKind:
 * @STRATA_CELL_TEXT: words
 * @STRATA_CELL_ADDRESSES: a range of addresses, which begins where words do
 * @STRATA_CELL_NUMBER: a number; the last digits stand one below the other
 * @STRATA_CELL_ADDRESS: likewise, in the digits of an address
 *
 * What stands in a column of a table.
 */
typedef enum
{
  STRATA_CELL_TEXT,
  STRATA_CELL_ADDRESSES,
  STRATA_CELL_NUMBER,
  STRATA_CELL_ADDRESS,
} StrataCellKind;

GtkListItemFactory *strata_cell_factory_new (StrataCellKind kind, int least_chars);
GtkAlign strata_cell_factory_get_title_align (StrataCellKind kind);

G_END_DECLS
