/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-hex-view.h"
#include "strata-selection.h"

G_BEGIN_DECLS

#define STRATA_TYPE_HEX_PANEL (strata_hex_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataHexPanel, strata_hex_panel, STRATA, HEX_PANEL, GtkWidget)

GtkWidget *strata_hex_panel_new (void);

StrataHexView *strata_hex_panel_get_view (StrataHexPanel *self);
StrataSelection *strata_hex_panel_get_selection (StrataHexPanel *self);
void strata_hex_panel_set_selection (StrataHexPanel *self, StrataSelection *selection);
void strata_hex_panel_set_journal (StrataHexPanel *self, StrataPokeJournal *journal);
void strata_hex_panel_set_board (StrataHexPanel *self, StrataBoard *board);

void strata_hex_panel_tell (StrataHexPanel *self, const char *message);
GActionGroup *strata_hex_panel_get_choices (StrataHexPanel *self);

G_END_DECLS
