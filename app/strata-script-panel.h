/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-console.h"
#include "strata-runner.h"

G_BEGIN_DECLS

#define STRATA_TYPE_SCRIPT_PANEL (strata_script_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataScriptPanel, strata_script_panel, STRATA, SCRIPT_PANEL, GtkWidget)

void strata_script_panel_set_board (StrataScriptPanel *self, StrataBoard *board);
StrataBoard *strata_script_panel_get_board (StrataScriptPanel *self);
StrataRunner *strata_script_panel_get_runner (StrataScriptPanel *self);
void strata_script_panel_open (StrataScriptPanel *self, GFile *file, gboolean play);

G_END_DECLS
