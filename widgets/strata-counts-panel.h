/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-heat-monitor.h"

G_BEGIN_DECLS

#define STRATA_TYPE_COUNTS_PANEL (strata_counts_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataCountsPanel, strata_counts_panel, STRATA, COUNTS_PANEL, GtkWidget)

GtkWidget *strata_counts_panel_new (void);

void strata_counts_panel_set_monitor (StrataCountsPanel *self, StrataHeatMonitor *monitor);

G_END_DECLS
