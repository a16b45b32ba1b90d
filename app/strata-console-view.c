/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-console-view.h"

#include "strata-end-follower.h"

/**
 * StrataConsoleView:
 *
 * Shows a console. It stays at the end while lines come in, unless somebody has gone back to read.
 *
 * # Actions
 *
 * - `console.copy`: copies the selected lines, all if none is
 * - `console.menu`: shows the menu
 */
struct _StrataConsoleView
{
  GtkWidget parent_instance;

  GtkScrolledWindow *scroller;
  GtkListView *log;
  GtkMultiSelection *lines;
  GtkPopover *menu;

  StrataConsole *console;
  StrataEndFollower *follower;
};

G_DEFINE_FINAL_TYPE (StrataConsoleView, strata_console_view, GTK_TYPE_WIDGET)

/* {{{ Copying */

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_autofree char *text = strata_console_view_dup_text (STRATA_CONSOLE_VIEW (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
show_menu (StrataConsoleView *self,
           double             x,
           double             y)
{
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };

  gtk_popover_set_pointing_to (self->menu, &place);
  gtk_popover_popup (self->menu);
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  show_menu (STRATA_CONSOLE_VIEW (widget), 24, gtk_widget_get_height (widget) / 2.0);
}

static void
pressed_cb (StrataConsoleView *self,
            int                n_press,
            double             x,
            double             y,
            GtkGesture        *gesture)
{
  show_menu (self, x, y);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* }}} */

static void
strata_console_view_dispose (GObject *object)
{
  StrataConsoleView *self = STRATA_CONSOLE_VIEW (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->follower);
  g_clear_object (&self->console);

  G_OBJECT_CLASS (strata_console_view_parent_class)->dispose (object);
}

static void
strata_console_view_class_init (StrataConsoleViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = strata_console_view_dispose;

  gtk_widget_class_install_action (widget_class, "console.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "console.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "console.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "console.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "console.menu",
                                       NULL);

  g_type_ensure (STRATA_TYPE_CONSOLE_LINE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-console-view.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataConsoleView, scroller);
  gtk_widget_class_bind_template_child (widget_class, StrataConsoleView, log);
  gtk_widget_class_bind_template_child (widget_class, StrataConsoleView, lines);
  gtk_widget_class_bind_template_child (widget_class, StrataConsoleView, menu);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
}

static void
strata_console_view_init (StrataConsoleView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->follower = strata_end_follower_new (self->scroller);
}

/**
 * strata_console_view_set_console:
 * @self: a view
 * @console: a console
 *
 * Sets what is shown.
 */
void
strata_console_view_set_console (StrataConsoleView *self,
                                 StrataConsole     *console)
{
  g_return_if_fail (STRATA_IS_CONSOLE_VIEW (self));
  g_return_if_fail (STRATA_IS_CONSOLE (console));

  if (self->console != NULL)
    g_signal_handlers_disconnect_by_data (self->console, self->follower);
  if (!g_set_object (&self->console, console))
    return;

  gtk_multi_selection_set_model (self->lines, G_LIST_MODEL (console));
  g_signal_connect_object (console, "items-changed", G_CALLBACK (strata_end_follower_update),
                           self->follower, G_CONNECT_SWAPPED);
}

/**
 * strata_console_view_dup_text:
 * @self: a view
 *
 * Gets what is copied: the selected lines, or all if none is selected. An answer follows its
 * command after a tab.
 *
 * Returns: (transfer full): lines of text
 */
char *
strata_console_view_dup_text (StrataConsoleView *self)
{
  g_autoptr (GtkBitset) chosen = NULL;
  GString *text;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (STRATA_IS_CONSOLE_VIEW (self), NULL);

  text = g_string_new (NULL);
  chosen = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->lines));
  if (gtk_bitset_is_empty (chosen))
    gtk_bitset_add_range (chosen, 0, g_list_model_get_n_items (G_LIST_MODEL (self->lines)));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, chosen, &position);
       more;
       more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (StrataConsoleLine) line = g_list_model_get_item (G_LIST_MODEL (self->lines),
                                                                  position);
      g_autofree char *command = NULL;
      g_autofree char *answer = NULL;

      g_object_get (line, "text", &command, "answer", &answer, NULL);
      g_string_append (text, command);
      if (answer != NULL && *answer != '\0')
        g_string_append_printf (text, "\t%s", answer);
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}
