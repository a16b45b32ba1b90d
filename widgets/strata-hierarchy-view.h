/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-selection.h"

G_BEGIN_DECLS

#define STRATA_TYPE_HIERARCHY_VIEW (strata_hierarchy_view_get_type ())

G_DECLARE_FINAL_TYPE (StrataHierarchyView, strata_hierarchy_view, STRATA, HIERARCHY_VIEW, GtkWidget)

GtkWidget *strata_hierarchy_view_new (void);

StrataSelection *strata_hierarchy_view_get_selection (StrataHierarchyView *self);
void strata_hierarchy_view_look_for (StrataHierarchyView *self);
void strata_hierarchy_view_set_selection (StrataHierarchyView *self, StrataSelection *selection);

G_END_DECLS
