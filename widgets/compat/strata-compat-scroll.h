/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void strata_compat_column_view_scroll_to (GtkColumnView *view, guint position);

G_END_DECLS
