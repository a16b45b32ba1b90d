/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STRATA_TYPE_SHORTCUTS (strata_shortcuts_get_type ())

G_DECLARE_FINAL_TYPE (StrataShortcuts, strata_shortcuts, STRATA, SHORTCUTS, AdwWindow)

GtkWidget *strata_shortcuts_new (void);

G_END_DECLS
