/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-heat-monitor.h"
#include "strata-selection.h"

G_BEGIN_DECLS

#define STRATA_TYPE_EXPLAIN_PANEL (strata_explain_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataExplainPanel, strata_explain_panel, STRATA, EXPLAIN_PANEL, GtkWidget)

GtkWidget *strata_explain_panel_new (void);

StrataSelection *strata_explain_panel_get_selection (StrataExplainPanel *self);
void strata_explain_panel_set_selection (StrataExplainPanel *self, StrataSelection *selection);
void strata_explain_panel_set_heat (StrataExplainPanel *self, StrataHeatMonitor *heat);

gboolean strata_explain_panel_find_at (StrataExplainPanel *self, double x, double y,
                                       guint *instance);
guint strata_explain_panel_find_focused (StrataExplainPanel *self, GdkRectangle *place);

G_END_DECLS
