/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compat-titles.h"

static void
align_labels (GtkWidget *widget,
              GtkAlign   align)
{
  if (GTK_IS_LABEL (widget))
    {
      gboolean turned = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

      gtk_widget_set_halign (widget, align == GTK_ALIGN_END && turned ? GTK_ALIGN_START : align);
      gtk_widget_set_hexpand (widget, TRUE);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    align_labels (child, align);
}

/**
 * strata_compat_column_view_align_titles:
 * @view: a column view that has its columns
 * @aligns: an alignment for each column; %GTK_ALIGN_END for numbers
 *
 * Stands in for what no GTK can: lines up the titles of columns with what stands in them. Numbers
 * end on the right in every language, see strata_numbers_get_xalign().
 */
void
strata_compat_column_view_align_titles (GtkColumnView  *view,
                                        const GtkAlign *aligns)
{
  GtkWidget *header;
  guint column = 0;

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  header = gtk_widget_get_first_child (GTK_WIDGET (view));
  for (GtkWidget *title = gtk_widget_get_first_child (header);
       title != NULL && column < g_list_model_get_n_items (gtk_column_view_get_columns (view));
       title = gtk_widget_get_next_sibling (title))
    align_labels (title, aligns[column++]);
}
