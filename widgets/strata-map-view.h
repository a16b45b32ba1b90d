/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-heat-monitor.h"
#include "strata-selection.h"

G_BEGIN_DECLS

#define STRATA_TYPE_MAP_VIEW (strata_map_view_get_type ())

G_DECLARE_FINAL_TYPE (StrataMapView, strata_map_view, STRATA, MAP_VIEW, GtkWidget)

GtkWidget *strata_map_view_new (void);

StrataSelection *strata_map_view_get_selection (StrataMapView *self);
void strata_map_view_set_selection (StrataMapView *self, StrataSelection *selection);
StrataHeatMonitor *strata_map_view_get_heat (StrataMapView *self);
void strata_map_view_set_heat (StrataMapView *self, StrataHeatMonitor *heat);
gboolean strata_map_view_get_selected_place (StrataMapView *self, GdkRectangle *place);
void strata_map_view_select_at (StrataMapView *self, double x, double y);
gboolean strata_map_view_get_true_scale (StrataMapView *self);
void strata_map_view_set_true_scale (StrataMapView *self, gboolean true_scale);
gboolean strata_map_view_get_visible (StrataMapView *self, StrataRange *range);
void strata_map_view_go_to (StrataMapView *self, guint64 address);

gboolean strata_map_view_is_dragging (StrataMapView *self);
void strata_map_view_set_pending (StrataMapView *self, gboolean pending);
void strata_map_view_set_place (StrataMapView *self, StrataRegion *region, guint64 address,
                                guint64 size);

G_END_DECLS
