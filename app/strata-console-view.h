/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-console.h"

G_BEGIN_DECLS

#define STRATA_TYPE_CONSOLE_VIEW (strata_console_view_get_type ())

G_DECLARE_FINAL_TYPE (StrataConsoleView, strata_console_view, STRATA, CONSOLE_VIEW, GtkWidget)

void strata_console_view_set_console (StrataConsoleView *self, StrataConsole *console);
char *strata_console_view_dup_text (StrataConsoleView *self);

G_END_DECLS
