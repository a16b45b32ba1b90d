/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define STRATA_TYPE_PREFERENCES (strata_preferences_get_type ())

G_DECLARE_FINAL_TYPE (StrataPreferences, strata_preferences, STRATA, PREFERENCES,
                      AdwPreferencesWindow)

GtkWidget *strata_preferences_new (GSettings *settings);

G_END_DECLS
