/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void strata_script_files_open (GtkWindow *parent, GAsyncReadyCallback callback, gpointer user_data);
GFile *strata_script_files_open_finish (GAsyncResult *result);
void strata_script_files_save (GtkWindow *parent, const char *text, GAsyncReadyCallback callback,
                               gpointer user_data);
char *strata_script_files_save_finish (GAsyncResult *result);

G_END_DECLS
