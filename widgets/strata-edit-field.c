/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-edit-field.h"

#include "strata-numbers.h"

/**
 * StrataEditField:
 *
 * A row with an entry, and below it the reason why what is typed cannot be. `AdwEntryRow` has no
 * place for that.
 */
struct _StrataEditField
{
  GtkListBoxRow parent_instance;

  GtkWidget *line;
  GtkWidget *label;
  GtkWidget *entry;
  GtkWidget *reason;
  StrataCompletion *completion; /* NULL for none */
};

enum
{
  CHANGED,
  APPLY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataEditField, strata_edit_field, GTK_TYPE_LIST_BOX_ROW)

static void
changed_cb (StrataEditField *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
apply_cb (StrataEditField *self)
{
  g_signal_emit (self, signals[APPLY], 0);
}

static gboolean
strata_edit_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (STRATA_EDIT_FIELD (widget)->entry);
}

static void
strata_edit_field_dispose (GObject *object)
{
  StrataEditField *self = STRATA_EDIT_FIELD (object);

  if (self->completion != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->completion));
  self->completion = NULL;

  G_OBJECT_CLASS (strata_edit_field_parent_class)->dispose (object);
}

static void
strata_edit_field_class_init (StrataEditFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = strata_edit_field_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = strata_edit_field_grab_focus;

  /* What is typed is something else now. */
  signals[CHANGED] = g_signal_new ("changed", STRATA_TYPE_EDIT_FIELD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  /* Enter was pressed. */
  signals[APPLY] = g_signal_new ("apply", STRATA_TYPE_EDIT_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
strata_edit_field_init (StrataEditField *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->label = gtk_label_new (NULL);
  self->entry = gtk_entry_new ();
  self->reason = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_set_size_request (self->label, 72, -1);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_label_set_xalign (GTK_LABEL (self->reason), 0);
  gtk_label_set_wrap (GTK_LABEL (self->reason), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->reason), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (self->reason, "caption");
  gtk_widget_add_css_class (self->reason, "error");
  gtk_widget_set_visible (self->reason, FALSE);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_box_append (GTK_BOX (self->line), self->label);
  gtk_box_append (GTK_BOX (self->line), self->entry);
  gtk_box_append (GTK_BOX (box), self->line);
  gtk_box_append (GTK_BOX (box), self->reason);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);

  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (apply_cb), self);
}

/**
 * strata_edit_field_new:
 * @title: what is typed here
 * @is_number: whether that is a number, which lines up with others
 *
 * Creates a field.
 *
 * Returns: (transfer floating): the widget
 */
StrataEditField *
strata_edit_field_new (const char *title,
                       gboolean    is_number)
{
  StrataEditField *self;

  g_return_val_if_fail (title != NULL, NULL);

  self = g_object_new (STRATA_TYPE_EDIT_FIELD, NULL);
  gtk_label_set_label (GTK_LABEL (self->label), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  if (is_number)
    {
      gtk_widget_add_css_class (self->entry, "address");
      strata_numbers_set_entry (GTK_EDITABLE (self->entry));
    }

  return self;
}

/**
 * strata_edit_field_get_text:
 * @self: a field
 *
 * Gets what is typed.
 *
 * Returns: (transfer none): the text
 */
const char *
strata_edit_field_get_text (StrataEditField *self)
{
  g_return_val_if_fail (STRATA_IS_EDIT_FIELD (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

/**
 * strata_edit_field_set_text:
 * @self: a field
 * @text: a text
 *
 * Sets what is typed. What was typed before is not what Undo of the entry goes back to.
 */
void
strata_edit_field_set_text (StrataEditField *self,
                            const char      *text)
{
  g_return_if_fail (STRATA_IS_EDIT_FIELD (self));
  g_return_if_fail (text != NULL);

  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE);
  if (g_strcmp0 (strata_edit_field_get_text (self), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), TRUE);
}

/**
 * strata_edit_field_get_reason:
 * @self: a field
 *
 * Gets why what is typed cannot be.
 *
 * Returns: (transfer none) (nullable): the reason; %NULL if it can
 */
const char *
strata_edit_field_get_reason (StrataEditField *self)
{
  g_return_val_if_fail (STRATA_IS_EDIT_FIELD (self), NULL);

  return gtk_widget_get_visible (self->reason) ? gtk_label_get_label (GTK_LABEL (self->reason))
                                               : NULL;
}

/**
 * strata_edit_field_set_reason:
 * @self: a field
 * @reason: (nullable): why what is typed cannot be; %NULL if it can
 *
 * Sets the reason, which is announced, too.
 */
void
strata_edit_field_set_reason (StrataEditField *self,
                              const char      *reason)
{
  g_return_if_fail (STRATA_IS_EDIT_FIELD (self));

  gtk_label_set_label (GTK_LABEL (self->reason), reason != NULL ? reason : "");
  gtk_widget_set_visible (self->reason, reason != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reason != NULL ? reason : "", -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               reason != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                              : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (reason != NULL)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
}

/**
 * strata_edit_field_set_placeholder:
 * @self: a field
 * @text: (nullable): what is shown if nothing is typed
 *
 * Says what nothing stands for.
 */
void
strata_edit_field_set_placeholder (StrataEditField *self,
                                   const char      *text)
{
  g_return_if_fail (STRATA_IS_EDIT_FIELD (self));

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), text);
}

/**
 * strata_edit_field_set_completion:
 * @self: a field
 * @func: (scope forever): what finds texts that may be meant
 * @user_data: for @func
 *
 * Offers texts while something is typed.
 */
void
strata_edit_field_set_completion (StrataEditField      *self,
                                  StrataCompletionFunc  func,
                                  gpointer              user_data)
{
  g_return_if_fail (STRATA_IS_EDIT_FIELD (self));
  g_return_if_fail (self->completion == NULL);

  self->completion = strata_completion_new (self->entry, func, user_data);
}

/**
 * strata_edit_field_add_suffix:
 * @self: a field
 * @widget: a button
 *
 * Adds a widget behind the entry.
 */
void
strata_edit_field_add_suffix (StrataEditField *self,
                              GtkWidget       *widget)
{
  g_return_if_fail (STRATA_IS_EDIT_FIELD (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_box_append (GTK_BOX (self->line), widget);
}
