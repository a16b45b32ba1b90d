/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-match-list.h"

G_BEGIN_DECLS

#define STRATA_TYPE_HIERARCHY_ROWS (strata_hierarchy_rows_get_type ())

G_DECLARE_FINAL_TYPE (StrataHierarchyRows, strata_hierarchy_rows, STRATA, HIERARCHY_ROWS, GObject)

StrataHierarchyRows *strata_hierarchy_rows_new (GtkSorter *sorter);

void strata_hierarchy_rows_show (StrataHierarchyRows *self, StrataSpaceModel *model,
                                 const StrataMatch *match);
void strata_hierarchy_rows_update (StrataHierarchyRows *self, StrataSpaceModel *model);
void strata_hierarchy_rows_sort (StrataHierarchyRows *self);

GListModel *strata_hierarchy_rows_get_list (StrataHierarchyRows *self);
StrataMatchList *strata_hierarchy_rows_get_matches (StrataHierarchyRows *self);
guint strata_hierarchy_rows_find (StrataHierarchyRows *self, guint instance);
guint strata_hierarchy_rows_find_row (StrataHierarchyRows *self, GtkTreeListRow *row);

G_END_DECLS
