/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void strata_compat_column_view_scroll_to (GtkColumnView *view, guint position);
GtkWidget *strata_compat_column_view_find_selected (GtkColumnView *view);
gboolean strata_compat_column_view_grab_focus (GtkColumnView *view);

G_END_DECLS
