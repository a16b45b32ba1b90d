/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkSliceListModel *strata_row_pacer_new (GListModel *rows);
void strata_row_pacer_reach (GtkSliceListModel *paced, guint position);

G_END_DECLS
