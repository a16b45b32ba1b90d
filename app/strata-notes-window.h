/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

#include "board/strata-board.h"

G_BEGIN_DECLS

#define STRATA_TYPE_NOTES_WINDOW (strata_notes_window_get_type ())

G_DECLARE_FINAL_TYPE (StrataNotesWindow, strata_notes_window, STRATA, NOTES_WINDOW, AdwWindow)

GtkWidget *strata_notes_window_new (StrataBoard *board);

G_END_DECLS
