/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void strata_compat_column_view_align_titles (GtkColumnView *view, const GtkAlign *aligns);
void strata_compat_column_view_shrink_titles (GtkColumnView *view);

G_END_DECLS
