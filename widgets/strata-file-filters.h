/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GListStore *strata_file_filters_new (void);
GtkFileFilter *strata_file_filters_add (GListStore *filters, const char *name, const char *suffix);
void strata_file_filters_add_all (GListStore *filters);

G_END_DECLS
