/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "board/strata-board.h"
#include "strata-heat-monitor.h"
#include "strata-selection.h"

G_BEGIN_DECLS

#define STRATA_TYPE_LOWER_PANE (strata_lower_pane_get_type ())

G_DECLARE_FINAL_TYPE (StrataLowerPane, strata_lower_pane, STRATA, LOWER_PANE, GtkWidget)

void strata_lower_pane_set_heat (StrataLowerPane *self, StrataHeatMonitor *heat);
void strata_lower_pane_set_selection (StrataLowerPane *self, StrataSelection *selection);
void strata_lower_pane_set_board (StrataLowerPane *self, StrataBoard *board);
GtkWidget *strata_lower_pane_get_table (StrataLowerPane *self);
const char *strata_lower_pane_get_page (StrataLowerPane *self);
gboolean strata_lower_pane_has_page (StrataLowerPane *self, const char *page);
void strata_lower_pane_set_page (StrataLowerPane *self, const char *page);
void strata_lower_pane_show_memory (StrataLowerPane *self, guint64 address,
                                    const char *message);

G_END_DECLS
