/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-dialog.h"

/**
 * strata_dialog_present:
 * @window: a window
 * @parent: (nullable): the one that it belongs to
 *
 * Shows a window in front of the one that it belongs to, and that it goes with. The keys of the app
 * work in it: it can be closed, the app be left and help be asked for from everywhere.
 */
void
strata_dialog_present (GtkWidget *window,
                       GtkWindow *parent)
{
  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));

  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  if (parent != NULL)
    gtk_window_set_application (GTK_WINDOW (window), gtk_window_get_application (parent));
  gtk_window_present (GTK_WINDOW (window));
}
