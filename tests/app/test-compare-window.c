/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The window that shows two flat views side by side. */

#include "config.h"

#include <adwaita.h>

#include "formats/strata-formats.h"
#include "strata-compare-window.h"
#include "widget-fixture.h"

#define BOARD                                                                                    \
  "[strata]\nversion=1\ntitle=A board\n[address-space cpu_0]\nroot=system\n"                     \
  "[address-space dma]\nroot=system\n"                                                           \
  "[region system]\nkind=container\nsize=2^32\n"                                                 \
  "[region ram]\nkind=ram\nsize=0x1000\nparent=system\naddress=0\n"

typedef struct
{
  StrataBoard *board;
  StrataDocument *document;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *builtin = data;

  fixture->board = builtin != NULL
                     ? strata_formats_load_builtin (builtin, NULL, NULL, NULL, NULL)
                     : widget_fixture_create_board (BOARD);
  fixture->document = strata_document_new (fixture->board, NULL, "A board");
  fixture->window = strata_compare_window_new (
    fixture->document, strata_board_get_default_address_space (fixture->board));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  strata_document_close (fixture->document);
  g_object_unref (fixture->document);
  g_object_unref (fixture->board);
}

static GListModel *
get_rows (GtkWidget *window)
{
  GtkWidget *view = widget_fixture_find_widget (window, GTK_TYPE_COLUMN_VIEW);

  return G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
}

/* Rows tell of the names that are now whenever they are asked; they are asked when they are new. */
static void
wait_for_new_rows (GtkWidget *window, GListModel **list)
{
  GtkSingleSelection *rows = GTK_SINGLE_SELECTION (get_rows (window));

  strata_wait_for (gtk_single_selection_get_model (rows) != *list);
  g_set_object (list, gtk_single_selection_get_model (rows));
}

static char *
dup_text (GtkWidget *window, const char *property)
{
  g_autoptr (GObject) row = g_list_model_get_item (get_rows (window), 0);
  char *text = NULL;

  g_object_get (row, property, &text, NULL);

  return text;
}

static gboolean
has_text (GtkWidget *window, const char *property, const char *wanted)
{
  g_autofree char *text = dup_text (window, property);

  return g_strcmp0 (text, wanted) == 0;
}

/* A name is in no flat view: both sides take it all the same, and so they do if it is undone. */
static void
test_rename (Fixture *fixture, gconstpointer data)
{
  StrataHistory *history = strata_document_get_history (fixture->document);
  g_autoptr (StrataEdit) edit = strata_edit_new_name ("ram", "memory");
  g_autoptr (GListModel) list = NULL;
  g_autoptr (GError) error = NULL;

  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_activate_action (fixture->window, "compare.space", "u", 1);
  wait_for_new_rows (fixture->window, &list);
  g_assert_true (has_text (fixture->window, "old-name", "ram, RAM"));
  g_assert_true (has_text (fixture->window, "new-name", "ram, RAM"));

  strata_history_edit (history, edit, "Rename", &error);
  g_assert_no_error (error);
  wait_for_new_rows (fixture->window, &list);
  g_assert_true (has_text (fixture->window, "old-name", "memory, RAM"));
  g_assert_true (has_text (fixture->window, "new-name", "memory, RAM"));
  strata_history_undo (history, &error);
  g_assert_no_error (error);
  wait_for_new_rows (fixture->window, &list);
  g_assert_true (has_text (fixture->window, "old-name", "ram, RAM"));
}

/* The board of another window is followed, too. */
static void
test_rename_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (StrataBoard) board = widget_fixture_create_board (BOARD);
  g_autoptr (StrataDocument) other = strata_document_new (board, NULL, "B");
  g_autoptr (StrataEdit) edit = strata_edit_new_name ("ram", "memory");
  g_autoptr (GError) error = NULL;

  gtk_window_present (GTK_WINDOW (fixture->window));
  strata_compare_window_add_document (STRATA_COMPARE_WINDOW (fixture->window), other);
  gtk_widget_activate_action (fixture->window, "compare.board", "u", 0);
  g_assert_true (has_text (fixture->window, "mark", ""));

  strata_history_edit (strata_document_get_history (other), edit, "Rename", &error);
  g_assert_no_error (error);
  strata_wait_for (has_text (fixture->window, "mark", "≠"));
  g_assert_true (has_text (fixture->window, "old-name", "ram, RAM"));
  g_assert_true (has_text (fixture->window, "new-name", "memory, RAM"));
  strata_document_close (other);
}

static void
collect_labels (GMenuModel *menu, GString *labels)
{
  for (int i = 0; i < g_menu_model_get_n_items (menu); i++)
    {
      g_autoptr (GMenuModel) section = g_menu_model_get_item_link (menu, i, G_MENU_LINK_SECTION);
      g_autofree char *label = NULL;

      if (section != NULL)
        collect_labels (section, labels);
      else if (g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label))
        g_string_append_printf (labels, "[%s]", label);
    }
}

/* What is chosen from bears names as they are, not with a letter that is taken for a mnemonic. */
static void
test_menu (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = widget_fixture_find_widget (fixture->window, GTK_TYPE_MENU_BUTTON);
  g_autoptr (GString) labels = g_string_new (NULL);

  collect_labels (gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button)), labels);
  g_assert_nonnull (strstr (labels->str, "[cpu__0]"));
  g_assert_nonnull (strstr (labels->str, "[dma]"));
  g_assert_nonnull (strstr (labels->str, "[A Simplified PC]"));
  g_assert_null (strstr (labels->str, "The File as It Was Saved"));
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer text)
{
  *(char **) text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_activate_action (fixture->window, "compare.space", "u", 1);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (get_rows (fixture->window)), 0);
  gtk_widget_activate_action (fixture->window, "compare.copy", NULL);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->window), NULL, read_cb, &text);
  strata_wait_for (text != NULL);
  g_assert_cmpstr (text, ==, "  0–fff\tram, RAM");
}

static void
assert_whole (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget))
    {
      g_test_message ("“%s”", gtk_label_get_label (GTK_LABEL (widget)));
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_whole (child);
}

/* In a window as narrow as a phone nothing has to be scrolled to the side, and all of it is
 * read. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = widget_fixture_find_widget (fixture->window, GTK_TYPE_COLUMN_VIEW);
  GtkWidget *scroller = gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;

  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout",
                ":minimize,maximize,close", NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 640);
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_activate_action (fixture->window, "compare.space", "u", 0);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows (fixture->window)), >, 5);
  adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
  strata_wait_for (gtk_adjustment_get_page_size (adjustment) > 300);
  strata_wait_for (gtk_adjustment_get_upper (adjustment) <=
                   gtk_adjustment_get_page_size (adjustment));
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 360);
  assert_whole (gtk_widget_get_last_child (view));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/strata/compare-window/rename", Fixture, NULL, set_up, test_rename, tear_down);
  g_test_add ("/strata/compare-window/rename-elsewhere", Fixture, NULL, set_up,
              test_rename_elsewhere, tear_down);
  g_test_add ("/strata/compare-window/menu", Fixture, NULL, set_up, test_menu, tear_down);
  g_test_add ("/strata/compare-window/copy", Fixture, NULL, set_up, test_copy, tear_down);
  g_test_add ("/strata/compare-window/narrow", Fixture, "x86_64-pc+std-boot10s", set_up,
              test_narrow, tear_down);

  return g_test_run ();
}
