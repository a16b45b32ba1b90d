/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata.h"

G_BEGIN_DECLS

#define STRATA_TYPE_COALESCED_PANEL (strata_coalesced_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataCoalescedPanel, strata_coalesced_panel, STRATA, COALESCED_PANEL,
                      GtkWidget)

GtkWidget *strata_coalesced_panel_new (void);

void strata_coalesced_panel_set_board (StrataCoalescedPanel *self, StrataBoard *board);
void strata_coalesced_panel_set_record (StrataCoalescedPanel *self, gboolean record);

G_END_DECLS
