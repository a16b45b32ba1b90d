/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-space-model.h"

G_BEGIN_DECLS

#define STRATA_TYPE_VISIBILITY_BAR (strata_visibility_bar_get_type ())

G_DECLARE_FINAL_TYPE (StrataVisibilityBar, strata_visibility_bar, STRATA, VISIBILITY_BAR, GtkWidget)

GtkWidget *strata_visibility_bar_new (void);

StrataVisibility strata_visibility_bar_get_visibility (StrataVisibilityBar *self);
void strata_visibility_bar_set_visibility (StrataVisibilityBar *self, StrataVisibility visibility);
double strata_visibility_bar_get_fraction (StrataVisibilityBar *self);
void strata_visibility_bar_set_fraction (StrataVisibilityBar *self, double fraction);

G_END_DECLS
