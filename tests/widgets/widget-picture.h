/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean widget_picture_has_style (void);
void widget_picture_prepare (void);
void widget_picture_add_func (const char *path, GTestFunc func);
void widget_picture_wait_frames (GtkWidget *widget, guint n_frames);
void widget_picture_compare (GtkWidget *widget, const char *name);

G_END_DECLS
