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
