/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/strata-timeline.h"
#include "strata-heat-monitor.h"
#include "strata-runner.h"

G_BEGIN_DECLS

#define STRATA_TYPE_WATCH_WINDOW (strata_watch_window_get_type ())

G_DECLARE_FINAL_TYPE (StrataWatchWindow, strata_watch_window, STRATA, WATCH_WINDOW, AdwWindow)

StrataWatchWindow *strata_watch_window_new (void);

void strata_watch_window_set_board (StrataWatchWindow *self, StrataBoard *board,
                                    StrataRunner *runner, StrataHeatMonitor *heat,
                                    StrataTimeline *timeline);
void strata_watch_window_set_shown (StrataWatchWindow *self, gboolean is_past, guint64 number);

G_END_DECLS
