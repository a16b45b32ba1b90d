/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean strata_compat_focus_children (GtkWidget *widget, GtkDirectionType direction);

G_END_DECLS
