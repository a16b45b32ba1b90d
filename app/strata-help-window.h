/* SPDX-License-Identifier: GPL-2.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STRATA_TYPE_HELP_WINDOW (strata_help_window_get_type ())
G_DECLARE_FINAL_TYPE (StrataHelpWindow, strata_help_window, STRATA, HELP_WINDOW, AdwWindow)

GtkWidget *strata_help_window_new  (void);

void       strata_help_window_show (StrataHelpWindow *self,
                                    const char       *id);

G_END_DECLS
