/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void strata_hierarchy_columns_set_up (GtkColumnView *view);

G_END_DECLS
