/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compat-focus.h"

static gboolean
goes_back (GtkDirectionType direction)
{
  return direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP || direction == GTK_DIR_LEFT;
}

/**
 * strata_compat_focus_children:
 * @widget: a widget that holds others from the top down and takes no focus itself
 * @direction: where the focus goes
 *
 * Stands in for gtk_widget_focus_child(), which GTK keeps to itself: moves the focus from child to
 * child. It is for the `focus` of a class that has a `grab_focus` of its own. GTK's default would
 * call that for each Tab, and what stands before the child that it chooses could not be reached.
 *
 * Returns: %TRUE if a child has the focus now, %FALSE if it is to leave
 */
gboolean
strata_compat_focus_children (GtkWidget        *widget,
                              GtkDirectionType  direction)
{
  gboolean back = goes_back (direction);
  GtkWidget *child;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  child = gtk_widget_get_focus_child (widget);
  if (child == NULL)
    child = back ? gtk_widget_get_last_child (widget) : gtk_widget_get_first_child (widget);
  while (child != NULL)
    {
      if (gtk_widget_child_focus (child, direction))
        return TRUE;
      child = back ? gtk_widget_get_prev_sibling (child) : gtk_widget_get_next_sibling (child);
    }

  return FALSE;
}
