/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void strata_compat_file_dialog_open (GtkWindow *parent, const char *title, GListModel *filters,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
GFile *strata_compat_file_dialog_open_finish (GAsyncResult *result, GError **error);
void strata_compat_file_dialog_save (GtkWindow *parent, const char *title, const char *name,
                                     GListModel *filters, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
GFile *strata_compat_file_dialog_save_finish (GAsyncResult *result, GError **error);

G_END_DECLS
