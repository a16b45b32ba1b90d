/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void strata_access_columns_add (GtkColumnView *view);

G_END_DECLS
