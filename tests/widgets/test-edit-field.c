/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-edit-field.h"
#include "widget-fixture.h"

static void
count_cb (guint *n)
{
  ++*n;
}

static GtkWidget *
find_entry (StrataEditField *field)
{
  return widget_fixture_find_widget (GTK_WIDGET (field), GTK_TYPE_ENTRY);
}

/* What is typed is told once for each change, and not if it is the same. */
static void
test_text (void)
{
  g_autoptr (StrataEditField) field = g_object_ref_sink (strata_edit_field_new ("Size", TRUE));
  GtkWidget *entry = find_entry (field);
  guint n_changes = 0;
  guint n_applied = 0;

  g_signal_connect_swapped (field, "changed", G_CALLBACK (count_cb), &n_changes);
  g_signal_connect_swapped (field, "apply", G_CALLBACK (count_cb), &n_applied);
  g_assert_cmpstr (strata_edit_field_get_text (field), ==, "");

  gtk_editable_insert_text (GTK_EDITABLE (entry), "4 KiB", -1, &(int) { 0 });
  g_assert_cmpstr (strata_edit_field_get_text (field), ==, "4 KiB");
  g_assert_cmpuint (n_changes, ==, 1);
  strata_edit_field_set_text (field, "4 KiB");
  g_assert_cmpuint (n_changes, ==, 1);
  strata_edit_field_set_text (field, "");
  g_assert_cmpstr (strata_edit_field_get_text (field), ==, "");
  g_assert_cmpuint (n_changes, ==, 2);

  g_assert_cmpuint (n_applied, ==, 0);
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpuint (n_applied, ==, 1);
}

/* What is set is not undone in the entry: Undo is for what is typed after that. */
static void
test_undo (void)
{
  StrataEditField *field = strata_edit_field_new ("Name", FALSE);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *text = widget_fixture_find_widget (GTK_WIDGET (field), GTK_TYPE_TEXT);

  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (field));
  widget_fixture_show (list, 300, 100);
  gtk_editable_insert_text (GTK_EDITABLE (text), "ram", -1, &(int) { 0 });
  gtk_widget_activate_action (text, "text.undo", NULL);
  g_assert_cmpstr (strata_edit_field_get_text (field), ==, "");
  gtk_widget_activate_action (text, "text.redo", NULL);
  g_assert_cmpstr (strata_edit_field_get_text (field), ==, "ram");
  strata_edit_field_set_text (field, "ram");
  gtk_widget_activate_action (text, "text.undo", NULL);
  g_assert_cmpstr (strata_edit_field_get_text (field), ==, "ram");
  strata_edit_field_set_text (field, "rom");
  gtk_widget_activate_action (text, "text.undo", NULL);
  g_assert_cmpstr (strata_edit_field_get_text (field), ==, "rom");
  widget_fixture_assert_finalized (list);
}

/* A reason is seen, and heard; then it is gone for both. */
static void
test_reason (void)
{
  StrataEditField *field = strata_edit_field_new ("Address", TRUE);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = find_entry (field);

  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (field));
  widget_fixture_show (list, 300, 100);
  widget_fixture_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "Address");
  g_assert_null (strata_edit_field_get_reason (field));

  strata_edit_field_set_reason (field, "No such place");
  g_assert_cmpstr (strata_edit_field_get_reason (field), ==, "No such place");
  strata_wait_for (widget_fixture_find_label (list, "No such place") != NULL);
  widget_fixture_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "No such place");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (entry),
                                                  GTK_ACCESSIBLE_STATE_INVALID,
                                                  GTK_ACCESSIBLE_INVALID_TRUE));

  strata_edit_field_set_reason (field, NULL);
  g_assert_null (strata_edit_field_get_reason (field));
  g_assert_null (widget_fixture_find_label (list, "No such place"));
  widget_fixture_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_null (gtk_test_accessible_check_state (GTK_ACCESSIBLE (entry),
                                                  GTK_ACCESSIBLE_STATE_INVALID,
                                                  GTK_ACCESSIBLE_INVALID_FALSE));
  widget_fixture_assert_finalized (list);
}

static void
offer (StrataCompletion *completion,
       const char       *text,
       gpointer          user_data)
{
  strata_completion_add (completion, "ram", NULL);
}

/* The keyboard comes into the entry, past the row; what is offered goes with the field. */
static void
test_focus (void)
{
  StrataEditField *field = strata_edit_field_new ("Container", FALSE);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *button = gtk_button_new ();

  strata_edit_field_set_completion (field, offer, NULL);
  strata_edit_field_set_placeholder (field, "None");
  strata_edit_field_add_suffix (field, button);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (field));
  widget_fixture_show (list, 300, 100);
  g_assert_cmpstr (gtk_entry_get_placeholder_text (GTK_ENTRY (find_entry (field))), ==, "None");

  strata_wait_for (gtk_widget_get_focus_child (find_entry (field)) != NULL);
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_root_get_focus (gtk_widget_get_root (list)) == button);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (field)));
  g_assert_nonnull (gtk_widget_get_focus_child (find_entry (field)));
  widget_fixture_assert_finalized (list);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/strata/edit-field/text", test_text);
  g_test_add_func ("/strata/edit-field/undo", test_undo);
  g_test_add_func ("/strata/edit-field/reason", test_reason);
  g_test_add_func ("/strata/edit-field/focus", test_focus);

  return g_test_run ();
}
