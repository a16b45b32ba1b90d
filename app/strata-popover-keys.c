/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-popover-keys.h"

/*
 * What is pressed while the focus is in a popover comes to nothing outside of it, not to the
 * accelerators of the window either. But whoever presses Ctrl+Q while a menu is open wants to quit:
 * the popover closes, and the key does what it does without it.
 */

static gboolean
is_accel_of (GtkApplication *application,
             const char     *action,
             GdkEvent       *event)
{
  g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, action);

  for (guint i = 0; accels[i] != NULL; i++)
    {
      GdkModifierType modifiers;
      guint keyval;

      if (gtk_accelerator_parse (accels[i], &keyval, &modifiers) &&
          gdk_key_event_matches (event, keyval, modifiers) == GDK_KEY_MATCH_EXACT)
        return TRUE;
    }

  return FALSE;
}

/* The detailed name of the action that a key is for; NULL if there is none */
static char *
find_action (GtkApplication *application,
             GdkEvent       *event)
{
  g_auto (GStrv) actions = gtk_application_list_action_descriptions (application);

  for (guint i = 0; actions[i] != NULL; i++)
    if (is_accel_of (application, actions[i], event))
      return g_strdup (actions[i]);

  return NULL;
}

/* A submenu is a popover in another one. */
static void
close_popovers (GtkWidget *widget)
{
  while (widget != NULL)
    {
      GtkWidget *parent = gtk_widget_get_parent (widget);

      if (GTK_IS_POPOVER (widget))
        gtk_popover_popdown (GTK_POPOVER (widget));
      widget = parent;
    }
}

static gboolean
key_pressed_cb (GtkEventController *controller)
{
  GtkWidget *popover = gtk_event_controller_get_widget (controller);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (popover));
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  g_autofree char *action = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (application == NULL)
    return GDK_EVENT_PROPAGATE;

  action = find_action (application, gtk_event_controller_get_current_event (controller));
  if (action == NULL || !g_action_parse_detailed_name (action, &name, &target, NULL))
    return GDK_EVENT_PROPAGATE;

  close_popovers (popover);
  gtk_widget_activate_action_variant (window, name, target);

  return GDK_EVENT_STOP;
}

static void
notify_focus_cb (GtkWindow *window)
{
  static const char *const name = "strata-popover-keys";
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkNative *native = focus != NULL ? gtk_widget_get_native (focus) : NULL;
  GtkEventController *controller;

  if (!GTK_IS_POPOVER (native) || g_object_get_data (G_OBJECT (native), name) != NULL)
    return;

  controller = gtk_event_controller_key_new ();
  g_object_set_data (G_OBJECT (native), name, controller);
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (native), controller);
}

/**
 * strata_popover_keys_attach:
 * @window: a window of an application
 *
 * Makes the accelerators of the application work while a popover of the window has the focus.
 */
void
strata_popover_keys_attach (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_signal_connect (window, "notify::focus-widget", G_CALLBACK (notify_focus_cb), NULL);
}
