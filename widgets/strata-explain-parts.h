/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "strata-selection.h"

G_BEGIN_DECLS

GtkWidget *strata_explain_parts_add_section (GtkBox *sections, const char *title);
GtkWidget *strata_explain_parts_add_text (GtkWidget *section, const char *text);
GtkWidget *strata_explain_parts_add_list (GtkWidget *section, StrataSelection *selection,
                                          const char *title);
void strata_explain_parts_add_row (GtkWidget *list, StrataSelection *selection, const char *title,
                                   const char *markup, guint target);
void strata_explain_parts_add_more (GtkWidget *section, guint n_more);

char *strata_explain_parts_dup_counted (StrataSpaceModel *model, guint instance, guint count);
void strata_explain_parts_follow_links (GtkLabel *label, StrataSelection *selection);
GtkWidget *strata_explain_parts_new_link_label (StrataSelection *selection, const char *markup);

gboolean strata_explain_parts_find_at (GtkWidget *above, double x, double y, guint *instance);
gboolean strata_explain_parts_find_focused (GtkWidget *focus, guint *instance);

G_END_DECLS
