/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "devices/strata-display.h"

G_BEGIN_DECLS

#define STRATA_TYPE_DISPLAY_PANEL (strata_display_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataDisplayPanel, strata_display_panel, STRATA, DISPLAY_PANEL, GtkWidget)

GtkWidget *strata_display_panel_new (void);

StrataDisplay *strata_display_panel_get_display (StrataDisplayPanel *self);
void strata_display_panel_set_display (StrataDisplayPanel *self, StrataDisplay *display);

G_END_DECLS
