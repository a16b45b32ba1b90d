/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gio/gio.h>

#include "strata.h"

G_BEGIN_DECLS

#define STRATA_TYPE_HEAT_MONITOR (strata_heat_monitor_get_type ())

G_DECLARE_FINAL_TYPE (StrataHeatMonitor, strata_heat_monitor, STRATA, HEAT_MONITOR, GObject)

StrataHeatMonitor *strata_heat_monitor_new (StrataBoard *board);

StrataBoard *strata_heat_monitor_get_board (StrataHeatMonitor *self);
StrataHeat *strata_heat_monitor_get_heat (StrataHeatMonitor *self);

gboolean strata_heat_monitor_get_shown (StrataHeatMonitor *self);
void strata_heat_monitor_set_shown (StrataHeatMonitor *self, gboolean shown);
gboolean strata_heat_monitor_get_counting (StrataHeatMonitor *self);
void strata_heat_monitor_set_counting (StrataHeatMonitor *self, gboolean counting);
void strata_heat_monitor_stop (StrataHeatMonitor *self);

G_END_DECLS
