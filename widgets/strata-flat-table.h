/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-selection.h"

G_BEGIN_DECLS

#define STRATA_TYPE_FLAT_TABLE (strata_flat_table_get_type ())

G_DECLARE_FINAL_TYPE (StrataFlatTable, strata_flat_table, STRATA, FLAT_TABLE, GtkWidget)

GtkWidget *strata_flat_table_new (void);

StrataSelection *strata_flat_table_get_selection (StrataFlatTable *self);
void strata_flat_table_set_selection (StrataFlatTable *self, StrataSelection *selection);

G_END_DECLS
