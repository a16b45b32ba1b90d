/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata.h"

G_BEGIN_DECLS

#define STRATA_TYPE_DIRTY_PANEL (strata_dirty_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataDirtyPanel, strata_dirty_panel, STRATA, DIRTY_PANEL, GtkWidget)

GtkWidget *strata_dirty_panel_new (void);

void strata_dirty_panel_set_board (StrataDirtyPanel *self, StrataBoard *board);

G_END_DECLS
