/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-welcome-row.h"

#include <glib/gi18n.h>

/* A board that can be opened, here or in a new window; one that was opened can be forgotten. */
struct _StrataWelcomeRow
{
  AdwActionRow parent_instance;

  GtkWidget *popover;
  char *target; /* a URI, or the name of a built-in board */
  gboolean is_recent;
};

G_DEFINE_FINAL_TYPE (StrataWelcomeRow, strata_welcome_row, ADW_TYPE_ACTION_ROW)

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataWelcomeRow *self = STRATA_WELCOME_ROW (widget);

  gtk_widget_activate_action (widget, self->is_recent ? "win.open-uri" : "win.open-builtin", "s",
                              self->target);
}

static void
open_in_new_window_action (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  StrataWelcomeRow *self = STRATA_WELCOME_ROW (widget);

  gtk_widget_activate_action (widget, self->is_recent ? "app.open-uri" : "app.open-builtin", "s",
                              self->target);
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  StrataWelcomeRow *self = STRATA_WELCOME_ROW (widget);

  gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), self->target, NULL);
}

static void
show_menu (StrataWelcomeRow   *self,
           const GdkRectangle *place)
{
  if (self->popover == NULL)
    {
      g_autoptr (GMenu) menu = g_menu_new ();

      g_menu_append (menu, _("_Open"), "row.open");
      g_menu_append (menu, _("Open in New _Window"), "row.open-in-new-window");
      if (self->is_recent)
        g_menu_append (menu, _("_Remove from List"), "row.remove");
      self->popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
    }

  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  const GdkRectangle place = { 24, gtk_widget_get_height (widget) / 2, 1, 1 };

  show_menu (STRATA_WELCOME_ROW (widget), &place);
}

static void
pressed_cb (StrataWelcomeRow *self,
            int               n_press,
            double            x,
            double            y,
            GtkGesture       *gesture)
{
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));

  if (button == GDK_BUTTON_SECONDARY)
    show_menu (self, &place);
  else if (button == GDK_BUTTON_MIDDLE)
    gtk_widget_activate_action (GTK_WIDGET (self), "row.open-in-new-window", NULL);
  else
    return;

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
strata_welcome_row_dispose (GObject *object)
{
  StrataWelcomeRow *self = STRATA_WELCOME_ROW (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (strata_welcome_row_parent_class)->dispose (object);
}

static void
strata_welcome_row_finalize (GObject *object)
{
  StrataWelcomeRow *self = STRATA_WELCOME_ROW (object);

  g_free (self->target);

  G_OBJECT_CLASS (strata_welcome_row_parent_class)->finalize (object);
}

static void
strata_welcome_row_class_init (StrataWelcomeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_welcome_row_dispose;
  object_class->finalize = strata_welcome_row_finalize;

  gtk_widget_class_install_action (widget_class, "row.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "row.open-in-new-window", NULL,
                                   open_in_new_window_action);
  gtk_widget_class_install_action (widget_class, "row.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "row.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "row.open-in-new-window", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "row.open-in-new-window", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "row.remove", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "row.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "row.menu", NULL);
}

static void
strata_welcome_row_init (StrataWelcomeRow *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), 0);
  g_signal_connect_swapped (gesture, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

static GtkWidget *
new_row (const char *title,
         const char *subtitle,
         const char *target,
         gboolean    is_recent)
{
  StrataWelcomeRow *self = g_object_new (STRATA_TYPE_WELCOME_ROW,
                                         "activatable", TRUE,
                                         "use-markup", FALSE,
                                         "title", title,
                                         "subtitle", subtitle,
                                         "subtitle-lines", 2,
                                         "action-name", "row.open",
                                         NULL);
  GtkWidget *suffix;

  self->target = g_strdup (target);
  self->is_recent = is_recent;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.remove", is_recent);
  if (is_recent)
    {
      suffix = g_object_new (GTK_TYPE_BUTTON,
                             "icon-name", "window-close-symbolic",
                             "action-name", "row.remove",
                             "tooltip-text", _("Remove from List"),
                             "valign", GTK_ALIGN_CENTER,
                             NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (suffix), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      _("Remove from List"), -1);
      gtk_widget_add_css_class (suffix, "flat");
      gtk_widget_add_css_class (suffix, "circular");
    }
  else
    {
      suffix = g_object_new (GTK_TYPE_IMAGE,
                             "icon-name", "go-next-symbolic",
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                             NULL);
      gtk_widget_add_css_class (suffix, "dim-label");
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), suffix);

  return GTK_WIDGET (self);
}

/**
 * strata_welcome_row_new_recent:
 * @title: the name of the file
 * @subtitle: where it is
 * @uri: its URI
 *
 * Creates a row for a file that was opened.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
strata_welcome_row_new_recent (const char *title,
                               const char *subtitle,
                               const char *uri)
{
  g_return_val_if_fail (uri != NULL, NULL);

  return new_row (title, subtitle, uri, TRUE);
}

/**
 * strata_welcome_row_new_sample:
 * @title: what to call the board
 * @subtitle: (nullable): what it shows
 * @name: the name of a built-in board
 *
 * Creates a row for a built-in board.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *
strata_welcome_row_new_sample (const char *title,
                               const char *subtitle,
                               const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  return new_row (title, subtitle, name, FALSE);
}
