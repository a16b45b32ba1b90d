/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata.h"

G_BEGIN_DECLS

#define STRATA_TYPE_JOURNAL_PANEL (strata_journal_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataJournalPanel, strata_journal_panel, STRATA, JOURNAL_PANEL, GtkWidget)

GtkWidget *strata_journal_panel_new (void);
void strata_journal_panel_set_journal (StrataJournalPanel *self, StrataPokeJournal *journal,
                                       StrataBoard *board);

G_END_DECLS
