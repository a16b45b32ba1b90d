/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-coalesce-list.h"
#include "strata-edit-field.h"
#include "widget-fixture.h"

static void
count_cb (guint *n)
{
  ++*n;
}

static void
list_widgets (GtkWidget *widget,
              GType      type,
              GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_widgets (child, type, found);
}

static StrataEditField *
get_field (GtkWidget *list,
           guint      index)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  list_widgets (list, STRATA_TYPE_EDIT_FIELD, fields);

  return index < fields->len ? fields->pdata[index] : NULL;
}

/* The button with this tooltip: the first such */
static GtkWidget *
find_button (GtkWidget  *list,
             const char *title)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  list_widgets (list, GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_widget_get_tooltip_text (buttons->pdata[i]), title) == 0)
      return buttons->pdata[i];

  return NULL;
}

static void
click (GtkWidget  *list,
       const char *title)
{
  g_signal_emit_by_name (find_button (list, title), "clicked");
}

static const char *
get_subtitle (GtkWidget *list)
{
  return adw_action_row_get_subtitle (
    ADW_ACTION_ROW (widget_fixture_find_widget (list, ADW_TYPE_ACTION_ROW)));
}

/* What is typed, each as first-last; NULL if some of it cannot be */
static char *
write_parsed (GtkWidget *list)
{
  g_autoptr (GArray) ranges = strata_coalesce_list_parse (STRATA_COALESCE_LIST (list));
  GString *text;

  if (ranges == NULL)
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < ranges->len; i++)
    {
      const StrataRange *range = &g_array_index (ranges, StrataRange, i);

      g_string_append_printf (text, "%s%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x",
                              i > 0 ? " " : "", range->first, range->last);
    }

  return g_string_free (text, FALSE);
}

#define assert_parsed(list, expected)                                                            \
  G_STMT_START                                                                                   \
    {                                                                                            \
      g_autofree char *parsed_ = write_parsed (list);                                            \
      g_assert_cmpstr (parsed_, ==, expected);                                                   \
    }                                                                                            \
  G_STMT_END

static void
set_ranges (GtkWidget         *list,
            const StrataRange *ranges,
            guint              n)
{
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (StrataRange));

  g_array_append_vals (array, ranges, n);
  strata_coalesce_list_set_ranges (STRATA_COALESCE_LIST (list), array);
}

static void
test_ranges (void)
{
  static const StrataRange two[] = { { 0x10, 0x2f }, { 0x80, 0x83 } };
  static const StrataRange all = { 0, G_MAXUINT64 };
  static const StrataRange most = { 0, G_MAXUINT64 - 1 };
  g_autoptr (GtkWidget) list = g_object_ref_sink (strata_coalesce_list_new ());

  g_assert_cmpstr (get_subtitle (list), ==, "Nowhere");
  assert_parsed (list, "");
  set_ranges (list, two, 2);
  g_assert_cmpstr (get_subtitle (list), ==, "2 ranges");
  g_assert_cmpstr (strata_edit_field_get_text (get_field (list, 0)), ==, "0x10+0x20");
  assert_parsed (list, "10-2f 80-83");
  set_ranges (list, two + 1, 1);
  g_assert_cmpstr (get_subtitle (list), ==, "1 range");
  assert_parsed (list, "80-83");

  /* All of 2^64, and one byte less */
  set_ranges (list, &all, 1);
  assert_parsed (list, "0-ffffffffffffffff");
  set_ranges (list, &most, 1);
  assert_parsed (list, "0-fffffffffffffffe");
  set_ranges (list, NULL, 0);
  g_assert_null (get_field (list, 0));
  assert_parsed (list, "");
}

/* What touches or overlaps is one, in order, however it is typed. */
static void
test_typing (void)
{
  static const StrataRange two[] = { { 0x10, 0x2f }, { 0x80, 0x83 } };
  g_autoptr (GtkWidget) list = g_object_ref_sink (strata_coalesce_list_new ());
  guint n_changes = 0;
  guint n_applied = 0;

  set_ranges (list, two, 2);
  g_signal_connect_swapped (list, "changed", G_CALLBACK (count_cb), &n_changes);
  g_signal_connect_swapped (list, "apply", G_CALLBACK (count_cb), &n_applied);
  strata_edit_field_set_text (get_field (list, 0), "0x84+4");
  g_assert_cmpuint (n_changes, >, 0);
  assert_parsed (list, "80-87");
  strata_edit_field_set_text (get_field (list, 0), "0x90+4");
  assert_parsed (list, "80-83 90-93");
  strata_edit_field_set_text (get_field (list, 0), "0x70+0x40");
  assert_parsed (list, "70-af");
  g_signal_emit_by_name (get_field (list, 1), "apply");
  g_assert_cmpuint (n_applied, ==, 1);

  /* What cannot be is said beside it, and nowhere else. */
  strata_edit_field_set_text (get_field (list, 0), "here");
  assert_parsed (list, NULL);
  g_assert_nonnull (strata_edit_field_get_reason (get_field (list, 0)));
  g_assert_null (strata_edit_field_get_reason (get_field (list, 1)));
  strata_edit_field_set_text (get_field (list, 0), "0xffffffffffffffff+1");
  assert_parsed (list, "80-83 ffffffffffffffff-ffffffffffffffff");
  g_assert_null (strata_edit_field_get_reason (get_field (list, 0)));
  strata_coalesce_list_set_reason (STRATA_COALESCE_LIST (list), "Past the end");
  g_assert_null (strata_edit_field_get_reason (get_field (list, 0)));
  g_assert_cmpstr (strata_edit_field_get_reason (get_field (list, 1)), ==, "Past the end");
  set_ranges (list, two, 2);
  g_assert_null (strata_edit_field_get_reason (get_field (list, 1)));
}

/* Adding goes on behind the last, removing takes one, and all can go. */
static void
test_buttons (void)
{
  GtkWidget *list = strata_coalesce_list_new ();
  guint n_changes = 0;

  g_signal_connect_swapped (list, "changed", G_CALLBACK (count_cb), &n_changes);
  widget_fixture_show (list, 360, 400);
  widget_fixture_assert_role (list, GTK_ACCESSIBLE_ROLE_GROUP);
  g_assert_false (gtk_widget_get_sensitive (find_button (list, "Remove All Ranges")));
  click (list, "Add a Range");
  assert_parsed (list, "0-3");
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_nonnull (gtk_widget_get_focus_child (
    widget_fixture_find_widget (GTK_WIDGET (get_field (list, 0)), GTK_TYPE_ENTRY)));
  strata_edit_field_set_text (get_field (list, 0), "0x10+0x10");
  click (list, "Add a Range");
  g_assert_cmpstr (strata_edit_field_get_text (get_field (list, 1)), ==, "0x20+0x4");
  strata_edit_field_set_text (get_field (list, 1), "0x40+0x4");
  assert_parsed (list, "10-1f 40-43");
  n_changes = 0;
  click (list, "Remove This Range");
  g_assert_cmpuint (n_changes, ==, 1);
  assert_parsed (list, "40-43");
  g_assert_cmpstr (get_subtitle (list), ==, "1 range");

  /* Behind what reaches the end of all there is no place. */
  strata_edit_field_set_text (get_field (list, 0), "0xfffffffffffffff0+0x10");
  click (list, "Add a Range");
  assert_parsed (list, "0-3 fffffffffffffff0-ffffffffffffffff");
  click (list, "Remove All Ranges");
  assert_parsed (list, "");
  g_assert_false (gtk_widget_get_sensitive (find_button (list, "Remove All Ranges")));
  widget_fixture_assert_finalized (list);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/strata/coalesce-list/ranges", test_ranges);
  g_test_add_func ("/strata/coalesce-list/typing", test_typing);
  g_test_add_func ("/strata/coalesce-list/buttons", test_buttons);

  return g_test_run ();
}
