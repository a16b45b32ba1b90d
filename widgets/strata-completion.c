/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-completion.h"

#include <glib/gi18n.h>

/* So many texts are offered. */
#define MAX_TEXTS 40

/**
 * StrataCompletion:
 *
 * What may be meant by the beginning that is written in an entry, in a list below it. The keyboard
 * stays in the entry: Down and Up choose, Enter and Tab take what is chosen, Escape closes.
 */
struct _StrataCompletion
{
  GtkPopover parent_instance;

  GtkWidget *entry;
  GtkListBox *list;
  StrataCompletionFunc func;
  gpointer user_data;
  guint n_texts;
  gboolean is_taking;
};

G_DEFINE_FINAL_TYPE (StrataCompletion, strata_completion, GTK_TYPE_POPOVER)

static const char *
get_row_text (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "strata-text");
}

static void
take (StrataCompletion *self,
      GtkListBoxRow    *row)
{
  g_autofree char *text = g_strdup (get_row_text (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  self->is_taking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->is_taking = FALSE;
}

static void
row_activated_cb (StrataCompletion *self,
                  GtkListBoxRow    *row)
{
  take (self, row);
}

static void
choose (StrataCompletion *self,
        gint              step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  gint index = row != NULL ? gtk_list_box_row_get_index (row) + step : step > 0 ? 0 : -1;

  row = index >= 0 ? gtk_list_box_get_row_at_index (self->list, index) : NULL;
  if (row == NULL && index > 0)
    return;

  gtk_list_box_select_row (self->list, row);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, get_row_text (row), -1);
}

static gboolean
key_pressed_cb (StrataCompletion *self,
                guint             keyval,
                guint             keycode,
                GdkModifierType   state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
        return GDK_EVENT_PROPAGATE;

      strata_completion_update (self);

      return gtk_widget_get_visible (GTK_WIDGET (self));
    }

  switch (keyval)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      choose (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      choose (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (row != NULL)
        {
          take (self, row);
          return GDK_EVENT_STOP;
        }
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_PROPAGATE;
    case GDK_KEY_Tab:
      if (row != NULL)
        take (self, row);
      return GDK_EVENT_PROPAGATE;
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
leave_cb (StrataCompletion *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* What a program writes is no question. */
static void
changed_cb (StrataCompletion *self)
{
  if (!self->is_taking && gtk_widget_has_focus (GTK_WIDGET (
                            gtk_editable_get_delegate (GTK_EDITABLE (self->entry)))))
    strata_completion_update (self);
}

static void
strata_completion_class_init (StrataCompletionClass *klass)
{
}

static void
strata_completion_init (StrataCompletion *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Regions"), -1);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  gtk_widget_set_can_focus (list, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 200);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
  gtk_popover_set_autohide (GTK_POPOVER (self), FALSE);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
}

/**
 * strata_completion_new:
 * @entry: an entry, which the popover becomes a child of; whoever has the entry unparents it
 * @func: (scope forever): what finds texts
 * @user_data: for @func
 *
 * Makes an entry offer what may be meant.
 *
 * Returns: (transfer none): the popover
 */
StrataCompletion *
strata_completion_new (GtkWidget            *entry,
                       StrataCompletionFunc  func,
                       gpointer              user_data)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  StrataCompletion *self = g_object_new (STRATA_TYPE_COMPLETION, NULL);

  g_return_val_if_fail (GTK_IS_EDITABLE (entry), NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self->entry = entry;
  self->func = func;
  self->user_data = user_data;
  gtk_widget_set_parent (GTK_WIDGET (self), entry);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * strata_completion_add:
 * @self: a popover
 * @text: what may be meant
 * @detail: (nullable): what else there is to say about it
 *
 * Offers a text.
 *
 * Returns: %FALSE if there is no place for more
 */
gboolean
strata_completion_add (StrataCompletion *self,
                       const char       *text,
                       const char       *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (text);
  GtkWidget *more = gtk_label_new (detail);
  GtkWidget *row = gtk_list_box_row_new ();

  g_return_val_if_fail (STRATA_IS_COMPLETION (self), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (more), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (more, "dim-label");
  gtk_widget_add_css_class (more, "caption");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), more);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "strata-text", g_strdup (text), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (self->list, row);

  return ++self->n_texts < MAX_TEXTS;
}

/**
 * strata_completion_update:
 * @self: a popover
 *
 * Offers what may be meant now; nothing is shown if there is nothing to offer.
 */
void
strata_completion_update (StrataCompletion *self)
{
  GtkWidget *row;

  g_return_if_fail (STRATA_IS_COMPLETION (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  self->n_texts = 0;
  self->func (self, gtk_editable_get_text (GTK_EDITABLE (self->entry)), self->user_data);
  gtk_widget_set_size_request (GTK_WIDGET (self), gtk_widget_get_width (self->entry), -1);
  if (self->n_texts > 0)
    gtk_popover_popup (GTK_POPOVER (self));
  else
    gtk_popover_popdown (GTK_POPOVER (self));
}
