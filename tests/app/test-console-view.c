/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <gtk/gtk.h>

#include "../strata-wait.h"
#include "strata-console-view.h"

static gboolean
has_three_lines (gpointer console)
{
  return g_list_model_get_n_items (console) == 3;
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

/* All lines, or those that are selected; an answer after a tab. */
static void
test_copy (void)
{
  g_autoptr (StrataConsole) console = strata_console_new ();
  StrataConsoleView *view = g_object_ref_sink (g_object_new (STRATA_TYPE_CONSOLE_VIEW, NULL));
  g_autofree char *all = NULL;
  g_autofree char *one = NULL;
  GtkSelectionModel *lines;

  strata_console_view_set_console (view, console);
  strata_console_push (console, STRATA_CONSOLE_KIND_COMMAND, "readb 0x10", "OK 0x5a");
  strata_console_push (console, STRATA_CONSOLE_KIND_MESSAGE, "uart: overrun", NULL);
  strata_console_push (console, STRATA_CONSOLE_KIND_COMMAND, "writeb 0x10 1", "OK");
  strata_wait_for (has_three_lines (console));

  all = strata_console_view_dup_text (view);
  g_assert_cmpstr (all, ==, "readb 0x10\tOK 0x5a\nuart: overrun\nwriteb 0x10 1\tOK\n");

  lines = gtk_list_view_get_model (GTK_LIST_VIEW (find (GTK_WIDGET (view), GTK_TYPE_LIST_VIEW)));
  gtk_selection_model_select_item (lines, 1, TRUE);
  one = strata_console_view_dup_text (view);
  g_assert_cmpstr (one, ==, "uart: overrun\n");
  g_assert_finalize_object (view);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/console-view/copy", test_copy);

  return g_test_run ();
}
