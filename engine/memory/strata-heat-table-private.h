/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-heat.h"

/* Heat, place by place: no locks, no system. A place is the number of a region or of a space. */
typedef struct _StrataHeatTable StrataHeatTable;

StrataHeatTable *strata_heat_table_new (guint max_marks);
void strata_heat_table_free (StrataHeatTable *self);

void strata_heat_table_add (StrataHeatTable *self, guint64 place, guint64 first, guint64 last,
                            gboolean is_write, gint64 time);
GArray *strata_heat_table_list (StrataHeatTable *self, guint64 place, guint64 first, guint64 last,
                                gint64 time);
gboolean strata_heat_table_is_cold (StrataHeatTable *self, gint64 time);
guint strata_heat_table_get_n_marks (StrataHeatTable *self);
void strata_heat_table_clear (StrataHeatTable *self);
