/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <glib/gi18n.h>

#include "strata-menu-label.h"
#include "strata-window-private.h"

/*
 * The document of a window: what can be undone, and whether it is saved.
 */

static char *
dup_menu_label (const char *format,
                const char *name)
{
  g_autofree char *escaped = strata_menu_label_escape (name);

  return g_strdup_printf (format, escaped);
}

static void
fill_history_menu (StrataWindow  *self,
                   StrataHistory *history)
{
  const char *undo = history != NULL ? strata_history_get_undo_name (history) : NULL;
  const char *redo = history != NULL ? strata_history_get_redo_name (history) : NULL;
  /* Translators: %s is what was done, as “Move “ram”” */
  g_autofree char *undo_label = undo ? dup_menu_label (_("_Undo: %s"), undo) : NULL;
  /* Translators: %s is what was done, as “Move “ram”” */
  g_autofree char *redo_label = redo ? dup_menu_label (_("_Redo: %s"), redo) : NULL;

  g_menu_remove_all (self->history_menu);
  g_menu_append (self->history_menu, undo_label != NULL ? undo_label : _("_Undo"), "win.undo");
  g_menu_append (self->history_menu, redo_label != NULL ? redo_label : _("_Redo"), "win.redo");
}

/* Shows what the document is now. */
void
_strata_window_show_document (StrataWindow *self)
{
  StrataHistory *history = NULL;
  g_autofree char *title = NULL;
  g_autofree char *marked = NULL;

  if (self->document != NULL)
    {
      history = strata_document_get_history (self->document);
      title = strata_document_dup_title (self->document);
      marked = strata_document_get_modified (self->document) ? g_strconcat ("• ", title, NULL)
                                                             : g_strdup (title);
      gtk_window_set_title (GTK_WINDOW (self), marked);
      strata_space_switcher_set_title (self->switcher, marked);
    }
  fill_history_menu (self, history);
  _strata_window_update_actions (self);
}

static void
document_changed_cb (StrataWindow *self)
{
  /* Whoever changes the map wants to see what came of it. */
  _strata_window_set_moment (self, FALSE, 0);
  /* Names are in no flat view: nobody else says that they are others. */
  strata_follower_refresh (self->follower);
  _strata_window_show_document (self);
}

static void
file_changed_cb (StrataWindow *self)
{
  g_autofree char *text
    = g_strdup_printf (strata_document_get_modified (self->document)
                         ? _("“%s” has changed on disk. Reloading it loses your edits.")
                         : _("“%s” has changed on disk."),
                       strata_document_get_name (self->document));

  _strata_window_warn (self, text, _("Reload"), "win.reload");
}

/* From now on the window is about another document, or none; the one before is closed. */
void
_strata_window_take_document (StrataWindow   *self,
                              StrataDocument *document)
{
  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      strata_document_close (self->document);
    }
  g_set_object (&self->document, document);
  if (self->inspector != NULL)
    strata_inspector_set_history (self->inspector,
                                  document != NULL ? strata_document_get_history (document)
                                                   : NULL);
  if (document == NULL)
    return;

  g_signal_connect_swapped (document, "changed", G_CALLBACK (document_changed_cb), self);
  g_signal_connect_swapped (document, "file-changed", G_CALLBACK (file_changed_cb), self);
  _strata_window_show_document (self);
}

static void
step (StrataWindow *self,
      gboolean    (*go) (StrataHistory *history, GError **error),
      const char   *format,
      const char   *name)
{
  StrataHistory *history = strata_document_get_history (self->document);
  g_autofree char *text = g_strdup_printf (format, name);
  g_autoptr (GError) error = NULL;

  if (go (history, &error))
    _strata_window_tell (self, text);
  else
    _strata_window_tell (self, error->message);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);

  /* Translators: %s is what was done, as “Move “ram”” */
  step (self, strata_history_undo, _("Undone: %s"),
        strata_history_get_undo_name (strata_document_get_history (self->document)));
}

static void
redo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  StrataWindow *self = STRATA_WINDOW (widget);

  /* Translators: %s is what was done, as “Move “ram”” */
  step (self, strata_history_redo, _("Redone: %s"),
        strata_history_get_redo_name (strata_document_get_history (self->document)));
}

/* What is typed into the inspector and not applied yet is undone there. */
static gboolean
inspector_key_cb (GtkWidget *widget,
                  GVariant  *action,
                  gpointer   user_data)
{
  if (strata_inspector_get_pending (STRATA_INSPECTOR (widget)))
    return FALSE;

  return gtk_widget_activate_action (widget, g_variant_get_string (action, NULL), NULL);
}

/* An entry takes these keys even if nothing was typed in it. */
void
_strata_window_init_editing (StrataWindow *self)
{
  static const struct
  {
    guint keyval;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_z, GDK_CONTROL_MASK, "win.undo" },
    { GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo" },
    { GDK_KEY_y, GDK_CONTROL_MASK, "win.redo" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (
        gtk_keyval_trigger_new (keys[i].keyval, keys[i].modifiers),
        gtk_callback_action_new (inspector_key_cb, NULL, NULL));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (keys[i].action));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self->inspector), controller);
}

void
_strata_window_class_init_editing (StrataWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);

  /* Not accelerators of the window: entries undo what is typed first. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
}
