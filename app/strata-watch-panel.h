/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-runner.h"

G_BEGIN_DECLS

#define STRATA_TYPE_WATCH_PANEL (strata_watch_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataWatchPanel, strata_watch_panel, STRATA, WATCH_PANEL, GtkWidget)

void strata_watch_panel_set_board (StrataWatchPanel *self, StrataBoard *board,
                                   StrataRunner *runner);

G_END_DECLS
