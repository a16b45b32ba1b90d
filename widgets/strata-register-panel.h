/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-selection.h"

G_BEGIN_DECLS

#define STRATA_TYPE_REGISTER_PANEL (strata_register_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataRegisterPanel, strata_register_panel, STRATA, REGISTER_PANEL, GtkWidget)

GtkWidget *strata_register_panel_new (void);
void strata_register_panel_set_selection (StrataRegisterPanel *self, StrataSelection *selection);
void strata_register_panel_set_board (StrataRegisterPanel *self, StrataBoard *board,
                                      StrataPokeJournal *journal);

G_END_DECLS
