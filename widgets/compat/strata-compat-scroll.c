/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compat-scroll.h"

/**
 * strata_compat_column_view_scroll_to:
 * @view: a column view
 * @position: the position of an item in its model
 *
 * Stands in for gtk_column_view_scroll_to() of GTK 4.12: brings a row into sight.
 */
void
strata_compat_column_view_scroll_to (GtkColumnView *view,
                                     guint          position)
{
  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

#if GTK_CHECK_VERSION (4, 12, 0)
  gtk_column_view_scroll_to (view, position, NULL, GTK_LIST_SCROLL_NONE, NULL);
#else
  /* The list inside the view has had the action since 4.0. */
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_SCROLLABLE (child) || GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
#endif
}

/**
 * strata_compat_column_view_find_selected:
 * @view: a column view
 *
 * Finds the widget of the row that is selected.
 *
 * Returns: (transfer none) (nullable): the row; %NULL if none is, or if it is far off the screen
 */
GtkWidget *
strata_compat_column_view_find_selected (GtkColumnView *view)
{
  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view));
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    for (GtkWidget *row = GTK_IS_LIST_VIEW (child) ? gtk_widget_get_first_child (child) : NULL;
         row != NULL;
         row = gtk_widget_get_next_sibling (row))
      if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED)
        return row;

  return NULL;
}

/**
 * strata_compat_column_view_grab_focus:
 * @view: a column view
 *
 * Gives the keyboard to the row that is selected, wherever it was selected, else to the one that
 * had it last. GTK knows the latter only, so arrows would go on from there.
 *
 * Returns: %TRUE if the view has the focus now
 */
gboolean
strata_compat_column_view_grab_focus (GtkColumnView *view)
{
  GtkWidget *row;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view), FALSE);

  row = strata_compat_column_view_find_selected (view);

  return (row != NULL && gtk_widget_grab_focus (row)) ||
         gtk_widget_grab_focus (GTK_WIDGET (view));
}
