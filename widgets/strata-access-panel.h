/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-access-saving.h"
#include "strata.h"

G_BEGIN_DECLS

#define STRATA_TYPE_ACCESS_PANEL (strata_access_panel_get_type ())

G_DECLARE_FINAL_TYPE (StrataAccessPanel, strata_access_panel, STRATA, ACCESS_PANEL, GtkWidget)

GtkWidget *strata_access_panel_new (void);

void strata_access_panel_set_board (StrataAccessPanel *self, StrataBoard *board);
gboolean strata_access_panel_get_record (StrataAccessPanel *self);
void strata_access_panel_set_record (StrataAccessPanel *self, gboolean record);
void strata_access_panel_set_length (StrataAccessPanel *self, guint length);
void strata_access_panel_clear (StrataAccessPanel *self);
void strata_access_panel_save_async (StrataAccessPanel *self, GFile *file,
                                     StrataAccessFormat format, GFileProgressCallback progress,
                                     gpointer progress_data, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean strata_access_panel_save_finish (StrataAccessPanel *self, GAsyncResult *result,
                                          GError **error);

G_END_DECLS
