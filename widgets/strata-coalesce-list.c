/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-coalesce-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "strata-edit-field.h"

/* What a new range is at first, in bytes */
#define NEW_SIZE 4

/**
 * StrataCoalesceList:
 *
 * The ranges of a region where writes are coalesced, to be changed, added to, removed, or cleared.
 */
struct _StrataCoalesceList
{
  GtkWidget parent_instance;

  GtkWidget *list;
  GtkWidget *head;
  GtkWidget *clear;
  GPtrArray *fields; /* of StrataEditField */
};

enum
{
  CHANGED,
  APPLY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataCoalesceList, strata_coalesce_list, GTK_TYPE_WIDGET)

static void
show_count (StrataCoalesceList *self)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u range", "%u ranges", self->fields->len),
                                           self->fields->len);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->head),
                               self->fields->len > 0 ? text : C_("coalesced writes", "Nowhere"));
  gtk_widget_set_sensitive (self->clear, self->fields->len > 0);
}

static void
emit_changed (StrataCoalesceList *self)
{
  show_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
emit_apply (StrataCoalesceList *self)
{
  g_signal_emit (self, signals[APPLY], 0);
}

static void
remove_cb (StrataCoalesceList *self,
           GtkWidget          *button)
{
  GtkWidget *field = gtk_widget_get_ancestor (button, STRATA_TYPE_EDIT_FIELD);

  gtk_widget_child_focus (self->list, GTK_DIR_TAB_BACKWARD);
  gtk_list_box_remove (GTK_LIST_BOX (self->list), field);
  g_ptr_array_remove (self->fields, field);
  emit_changed (self);
}

static StrataEditField *
add_field (StrataCoalesceList *self,
           const char         *text)
{
  StrataEditField *field = strata_edit_field_new (C_("coalesced writes", "Range"), TRUE);
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove This Range"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Remove This Range"), -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (remove_cb), self);
  strata_edit_field_add_suffix (field, button);
  strata_edit_field_set_text (field, text);
  g_signal_connect_swapped (field, "changed", G_CALLBACK (emit_changed), self);
  g_signal_connect_swapped (field, "apply", G_CALLBACK (emit_apply), self);
  gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (field));
  g_ptr_array_add (self->fields, field);

  return field;
}

/* Behind the last one */
static void
add_cb (StrataCoalesceList *self)
{
  StrataRange range = { 0, NEW_SIZE - 1 };
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      StrataRange other;

      if (strata_value_parse_range (strata_edit_field_get_text (self->fields->pdata[i]), &other,
                                    NULL) &&
          other.last >= range.first && other.last <= G_MAXUINT64 - NEW_SIZE)
        range = (StrataRange) { other.last + 1, other.last + NEW_SIZE };
    }
  text = strata_value_format_range (&range);
  gtk_widget_grab_focus (GTK_WIDGET (add_field (self, text)));
  emit_changed (self);
}

static void
remove_all (StrataCoalesceList *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), self->fields->pdata[i]);
  g_ptr_array_set_size (self->fields, 0);
}

static void
clear_cb (StrataCoalesceList *self)
{
  remove_all (self);
  emit_changed (self);
}

static void
strata_coalesce_list_dispose (GObject *object)
{
  StrataCoalesceList *self = STRATA_COALESCE_LIST (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);

  G_OBJECT_CLASS (strata_coalesce_list_parent_class)->dispose (object);
}

static void
strata_coalesce_list_finalize (GObject *object)
{
  StrataCoalesceList *self = STRATA_COALESCE_LIST (object);

  g_ptr_array_unref (self->fields);

  G_OBJECT_CLASS (strata_coalesce_list_parent_class)->finalize (object);
}

static void
strata_coalesce_list_class_init (StrataCoalesceListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = strata_coalesce_list_dispose;
  object_class->finalize = strata_coalesce_list_finalize;

  /* What is typed is something else now. */
  signals[CHANGED] = g_signal_new ("changed", STRATA_TYPE_COALESCE_LIST, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* Enter was pressed. */
  signals[APPLY] = g_signal_new ("apply", STRATA_TYPE_COALESCE_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_button (StrataCoalesceList *self,
            const char         *icon,
            const char         *title,
            GCallback           callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_signal_connect_swapped (button, "clicked", callback, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->head), button);

  return button;
}

static void
strata_coalesce_list_init (StrataCoalesceList *self)
{
  self->fields = g_ptr_array_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  self->head = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->head), _("Coalesced writes"));
  self->clear = add_button (self, "edit-clear-all-symbolic", _("Remove All Ranges"),
                            G_CALLBACK (clear_cb));
  add_button (self, "list-add-symbolic", _("Add a Range"), G_CALLBACK (add_cb));
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->head);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Coalesced writes"), -1);
  show_count (self);
}

/**
 * strata_coalesce_list_new:
 *
 * Creates a list of no ranges.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *
strata_coalesce_list_new (void)
{
  return g_object_new (STRATA_TYPE_COALESCE_LIST, NULL);
}

/* A range of 2^64-1 bytes takes two rows, as it is written as two. */
static char **
write_ranges (GArray *ranges)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;

  for (guint i = 0; i < ranges->len; i++)
    g_ptr_array_add (texts, strata_value_format_range (&g_array_index (ranges, StrataRange, i)));
  g_ptr_array_add (texts, NULL);
  all = g_strjoinv (";", (char **) texts->pdata);

  return g_strsplit (all, ";", -1);
}

/**
 * strata_coalesce_list_set_ranges:
 * @self: a list
 * @ranges: (element-type StrataRange): ranges of offsets
 *
 * Shows ranges; what was typed is lost.
 */
void
strata_coalesce_list_set_ranges (StrataCoalesceList *self,
                                 GArray             *ranges)
{
  g_auto (GStrv) texts = NULL;

  g_return_if_fail (STRATA_IS_COALESCE_LIST (self));
  g_return_if_fail (ranges != NULL);

  texts = write_ranges (ranges);
  if (g_strv_length (texts) != self->fields->len)
    {
      remove_all (self);
      for (guint i = 0; texts[i] != NULL; i++)
        add_field (self, "");
    }
  for (guint i = 0; texts[i] != NULL; i++)
    {
      strata_edit_field_set_text (self->fields->pdata[i], texts[i]);
      strata_edit_field_set_reason (self->fields->pdata[i], NULL);
    }
  show_count (self);
}

/**
 * strata_coalesce_list_parse:
 * @self: a list
 *
 * Reads what is typed. What cannot be is said beside it.
 *
 * Returns: (transfer full) (nullable) (element-type StrataRange): the ranges, in order, or %NULL
 */
GArray *
strata_coalesce_list_parse (StrataCoalesceList *self)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (StrataRange));
  gboolean is_valid = TRUE;

  g_return_val_if_fail (STRATA_IS_COALESCE_LIST (self), NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      StrataEditField *field = self->fields->pdata[i];
      g_autoptr (GError) error = NULL;
      StrataRange range;

      if (strata_value_parse_range (strata_edit_field_get_text (field), &range, &error))
        g_array_append_val (ranges, range);
      else
        is_valid = FALSE;
      strata_edit_field_set_reason (field, error != NULL ? error->message : NULL);
    }
  if (!is_valid)
    return NULL;

  /* As a region does: what is typed can then be compared with what is so. */
  strata_range_list_join (ranges);

  return g_steal_pointer (&ranges);
}

/**
 * strata_coalesce_list_set_reason:
 * @self: a list
 * @reason: why the ranges cannot be
 *
 * Says so beside the last of them.
 */
void
strata_coalesce_list_set_reason (StrataCoalesceList *self,
                                 const char         *reason)
{
  g_return_if_fail (STRATA_IS_COALESCE_LIST (self));
  g_return_if_fail (reason != NULL);

  if (self->fields->len > 0)
    strata_edit_field_set_reason (self->fields->pdata[self->fields->len - 1], reason);
}
