/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-foot.h"

#include <glib/gi18n.h>

#include "strata-tie.h"

/**
 * StrataHexFoot:
 *
 * What there is to know and to choose below a hex view: what the cursor is on, what Enter would
 * write, what came of it; the access size, the write lock.
 */
struct _StrataHexFoot
{
  GtkWidget parent_instance;

  GtkLabel *status;
  GtkWidget *poke_button;
  GtkMenuButton *access;
  GtkToggleButton *lock;

  StrataHexView *view; /* not held: both are children of one panel */
  StrataPokeJournal *journal;
  GBinding *lock_binding;
  char *message; /* until the cursor moves */
  guint64 message_cursor;
};

G_DEFINE_FINAL_TYPE (StrataHexFoot, strata_hex_foot, GTK_TYPE_WIDGET)

static void
show_status (StrataHexFoot *self)
{
  g_autofree char *forecast = strata_hex_view_dup_forecast (self->view);
  g_autofree char *status = NULL;
  const char *text = forecast;

  if (text == NULL)
    {
      status = strata_hex_view_dup_status (self->view);
      text = self->message != NULL ? self->message : status;
    }
  gtk_label_set_label (self->status, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), text);
  gtk_widget_set_visible (self->poke_button, forecast != NULL);
  if (forecast != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "accent");
}

static void
changed_cb (StrataHexFoot *self)
{
  if (self->message != NULL && (strata_hex_view_has_pending (self->view) ||
                                strata_hex_view_get_cursor (self->view) != self->message_cursor))
    g_clear_pointer (&self->message, g_free);
  show_status (self);
}

static void
show_access (StrataHexFoot *self)
{
  guint unit = strata_hex_view_get_unit (self->view);
  gboolean big = strata_hex_view_get_big_endian (self->view);
  g_autofree char *size = g_strdup_printf (ngettext ("%u byte", "%u bytes", unit), unit);
  g_autofree char *label = NULL;

  /* Short for what the field calls so: little- and big-endian */
  label = unit == 1 ? g_strdup (size)
                    : g_strdup_printf ("%s %s", size, big ? _("BE") : _("LE"));
  gtk_menu_button_set_label (self->access, label);
}

static void
show_lock (StrataHexFoot *self)
{
  gboolean locked = self->journal == NULL || strata_poke_journal_get_locked (self->journal);

  gtk_button_set_icon_name (GTK_BUTTON (self->lock), locked ? "changes-prevent-symbolic"
                                                            : "changes-allow-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->lock),
                               locked ? _("Write Lock: nothing can be written")
                                      : _("Write Lock: off"));
}

static void
strata_hex_foot_dispose (GObject *object)
{
  StrataHexFoot *self = STRATA_HEX_FOOT (object);
  GtkWidget *child;

  strata_hex_foot_set_view (self, NULL);
  g_clear_pointer (&self->lock_binding, g_binding_unbind);
  strata_tie_set (&self->journal, NULL, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (strata_hex_foot_parent_class)->dispose (object);
}

static void
strata_hex_foot_finalize (GObject *object)
{
  g_free (STRATA_HEX_FOOT (object)->message);

  G_OBJECT_CLASS (strata_hex_foot_parent_class)->finalize (object);
}

static void
strata_hex_foot_class_init (StrataHexFootClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_hex_foot_dispose;
  object_class->finalize = strata_hex_foot_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/widgets/strata-hex-foot.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataHexFoot, status);
  gtk_widget_class_bind_template_child (widget_class, StrataHexFoot, poke_button);
  gtk_widget_class_bind_template_child (widget_class, StrataHexFoot, access);
  gtk_widget_class_bind_template_child (widget_class, StrataHexFoot, lock);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
strata_hex_foot_init (StrataHexFoot *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_lock (self);
}

/**
 * strata_hex_foot_new:
 *
 * Returns: (transfer floating): a foot of no view
 */
GtkWidget *
strata_hex_foot_new (void)
{
  return g_object_new (STRATA_TYPE_HEX_FOOT, NULL);
}

/**
 * strata_hex_foot_get_view:
 * @self: a foot
 *
 * Returns: (transfer none) (nullable): the view it speaks of
 */
StrataHexView *
strata_hex_foot_get_view (StrataHexFoot *self)
{
  g_return_val_if_fail (STRATA_IS_HEX_FOOT (self), NULL);

  return self->view;
}

/**
 * strata_hex_foot_set_view:
 * @self: a foot
 * @view: (nullable): a view
 *
 * Sets the view that the foot speaks of, and whose messages it shows.
 */
void
strata_hex_foot_set_view (StrataHexFoot *self,
                          StrataHexView *view)
{
  g_return_if_fail (STRATA_IS_HEX_FOOT (self));
  g_return_if_fail (view == NULL || STRATA_IS_HEX_VIEW (view));

  if (!strata_tie_set_weak (&self->view, view, self) || view == NULL)
    return;

  g_signal_connect_swapped (view, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (view, "message", G_CALLBACK (strata_hex_foot_tell), self);
  g_signal_connect_swapped (view, "notify::unit", G_CALLBACK (show_access), self);
  g_signal_connect_swapped (view, "notify::big-endian", G_CALLBACK (show_access), self);
  show_access (self);
}

/**
 * strata_hex_foot_set_journal:
 * @self: a foot
 * @journal: (nullable): a journal
 *
 * Sets the journal whose write lock is shown and switched.
 */
void
strata_hex_foot_set_journal (StrataHexFoot     *self,
                             StrataPokeJournal *journal)
{
  g_return_if_fail (STRATA_IS_HEX_FOOT (self));
  g_return_if_fail (journal == NULL || STRATA_IS_POKE_JOURNAL (journal));

  if (!strata_tie_set (&self->journal, journal, self))
    return;

  g_clear_pointer (&self->lock_binding, g_binding_unbind);
  if (journal != NULL)
    {
      self->lock_binding = g_object_bind_property (journal, "locked", self->lock, "active",
                                                   G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
      g_signal_connect_swapped (journal, "notify::locked", G_CALLBACK (show_lock), self);
    }
  show_lock (self);
}

/**
 * strata_hex_foot_tell:
 * @self: a foot
 * @message: what happened
 *
 * Shows a message until the cursor moves.
 */
void
strata_hex_foot_tell (StrataHexFoot *self,
                      const char    *message)
{
  g_return_if_fail (STRATA_IS_HEX_FOOT (self));

  g_free (self->message);
  self->message = g_strdup (message);
  self->message_cursor = strata_hex_view_get_cursor (self->view);
  show_status (self);
}
