/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

#include "strata-recovery.h"

G_BEGIN_DECLS

#define STRATA_TYPE_WINDOW (strata_window_get_type ())

G_DECLARE_FINAL_TYPE (StrataWindow, strata_window, STRATA, WINDOW, AdwApplicationWindow)

StrataWindow *strata_window_new (AdwApplication *application);

gboolean strata_window_is_unused (StrataWindow *self);
void strata_window_open (StrataWindow *self, GFile *file);
void strata_window_open_builtin (StrataWindow *self, const char *name);
char *strata_window_describe (StrataWindow *self);
void strata_window_recover (StrataWindow *self, StrataRecovery *recovery);

G_END_DECLS
