/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void strata_dialog_present (GtkWidget *window, GtkWindow *parent);

G_END_DECLS
