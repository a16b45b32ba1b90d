/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-selection.h"

G_BEGIN_DECLS

#define STRATA_TYPE_INSPECTOR (strata_inspector_get_type ())

G_DECLARE_FINAL_TYPE (StrataInspector, strata_inspector, STRATA, INSPECTOR, GtkWidget)

GtkWidget *strata_inspector_new (void);

void strata_inspector_set_selection (StrataInspector *self, StrataSelection *selection);
void strata_inspector_set_history (StrataInspector *self, StrataHistory *history);
void strata_inspector_begin_adding (StrataInspector *self, const char *parent, guint64 address);
void strata_inspector_edit_target (StrataInspector *self, gboolean at_target);

StrataRegion *strata_inspector_get_region (StrataInspector *self);
void strata_inspector_place (StrataInspector *self, guint64 address, guint64 size);
gboolean strata_inspector_get_place (StrataInspector *self, guint64 *address, guint64 *size);
gboolean strata_inspector_get_pending (StrataInspector *self);
StrataEdit *strata_inspector_get_edit (StrataInspector *self);
char *strata_inspector_dup_step_name (StrataInspector *self);
void strata_inspector_apply (StrataInspector *self);
void strata_inspector_discard (StrataInspector *self);

G_END_DECLS
