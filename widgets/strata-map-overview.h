/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-view.h"

G_BEGIN_DECLS

#define STRATA_TYPE_MAP_OVERVIEW (strata_map_overview_get_type ())

G_DECLARE_FINAL_TYPE (StrataMapOverview, strata_map_overview, STRATA, MAP_OVERVIEW, GtkWidget)

GtkWidget *strata_map_overview_new (void);

StrataMapView *strata_map_overview_get_map (StrataMapOverview *self);
void strata_map_overview_set_map (StrataMapOverview *self, StrataMapView *map);

G_END_DECLS
