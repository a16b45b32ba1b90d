/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean strata_tie_set (gpointer place, gpointer object, gpointer self);
gboolean strata_tie_set_weak (gpointer place, gpointer object, gpointer self);
void strata_tie_set_adjustment (GtkWidget *self, GtkAdjustment **place, GtkAdjustment *adjustment,
                                GCallback moved_cb);

G_END_DECLS
