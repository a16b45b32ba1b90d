/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-flat-table.h"
#include "strata-flat-text.h"
#include "widget-fixture.h"
#include "widget-picture.h"

static GtkSingleSelection *
get_rows (GtkWidget *view)
{
  GtkWidget *table = widget_fixture_find_widget (view, GTK_TYPE_COLUMN_VIEW);

  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));
}

static GtkWidget *
create (StrataSelection *selection)
{
  GtkWidget *view = strata_flat_table_new ();

  strata_flat_table_set_selection (STRATA_FLAT_TABLE (view), selection);

  return view;
}

static void
test_rows (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *view = create (selection);
  g_autofree char *names = NULL;
  g_autofree char *starts = NULL;
  g_autofree char *offsets = NULL;
  g_autofree char *beneath = NULL;

  names = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "name");
  g_assert_cmpstr (names, ==, "C D C E C");
  starts = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "start");
  g_assert_cmpstr (starts, ==, "0 2000 3000 4000 5000");
  offsets = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "offset");
  g_assert_cmpstr (offsets, ==, "0 0 3000 0 5000");
  /* C beneath D and E; the others are containers */
  beneath = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "beneath");
  g_assert_cmpstr (beneath, ==, "– 1 – 1 –");

  widget_fixture_show (view, 600, 300);
  g_assert_nonnull (widget_fixture_find_label (view, "4fff"));
  widget_fixture_assert_finalized (view);
}

static void
test_selecting_tells_the_selection (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *view = create (selection);

  g_object_ref_sink (view);
  gtk_single_selection_set_selected (get_rows (view), 2);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==,
                    widget_fixture_find (strata_selection_get_model (selection), "C"));
  g_assert_cmpuint (strata_selection_get_address (selection), ==, 0x3000);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (view)), ==, 2);
  g_assert_finalize_object (view);
}

static void
test_selection_selects_a_row (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  StrataSpaceModel *model = strata_selection_get_model (selection);
  GtkWidget *view = create (selection);

  g_object_ref_sink (view);
  strata_selection_select (selection, widget_fixture_find (model, "E"));
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (view)), ==, 3);

  /* C is hidden there, so no row is its. */
  strata_selection_select_at (selection, widget_fixture_find (model, "C"), 0x4800);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (view)), ==,
                    GTK_INVALID_LIST_POSITION);
  strata_selection_select_at (selection, widget_fixture_find (model, "C"), 0x5800);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (view)), ==, 4);
  g_assert_finalize_object (view);
}

/* As text, Markdown and in QEMU's own form; the ranges are those of the documentation's example. */
static void
test_text (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  StrataSpaceModel *model = strata_selection_get_model (selection);
  g_autofree char *plain = strata_flat_text_write (model, STRATA_FLAT_TEXT_PLAIN);
  g_autofree char *markdown = strata_flat_text_write (model, STRATA_FLAT_TEXT_MARKDOWN);
  g_autofree char *mtree = strata_flat_text_write (model, STRATA_FLAT_TEXT_MTREE);

  g_assert_cmpstr (plain, ==,
                   "0x0000000000000000  0x0000000000001fff  8 KiB  MMIO  C\n"
                   "0x0000000000002000  0x0000000000002fff  4 KiB  MMIO  D\n"
                   "0x0000000000003000  0x0000000000003fff  4 KiB  MMIO  C+0x3000\n"
                   "0x0000000000004000  0x0000000000004fff  4 KiB  MMIO  E\n"
                   "0x0000000000005000  0x0000000000005fff  4 KiB  MMIO  C+0x5000\n");
  g_assert_true (g_str_has_prefix (
    markdown, "| Start | End | Size | Kind | Region |\n|---|---|---:|---|---|\n"
              "| `0x0000000000000000` | `0x0000000000001fff` | 8 KiB | MMIO | C |\n"));
  g_assert_nonnull (strstr (
    mtree, "\n  0000000000002000-0000000000002fff (prio 0, i/o): D\n"
           "  0000000000003000-0000000000003fff (prio 1, i/o): C @0000000000003000\n"));
}

/* What would be so is copied as it will be said when it is: names and priorities are in no flat
 * view. */
static void
test_text_of_what_would_be (void)
{
  g_autoptr (StrataBoard) board = strata_formats_load_builtin ("doc-overlap", NULL, NULL, NULL,
                                                               NULL);
  StrataAddressSpace *space = strata_board_get_default_address_space (board);
  g_autoptr (StrataEdit) root = strata_edit_new_name ("A", "all");
  g_autoptr (StrataEdit) name = strata_edit_new_name ("D", "display");
  g_autoptr (StrataEdit) priority = strata_edit_new_priority ("D", 5);
  g_autoptr (StrataEdit) move = strata_edit_new_address ("C", 0x1000);
  StrataEdit *const edits[] = { root, name, priority, move };
  g_autoptr (StrataEdit) all = strata_edit_new_group (edits, G_N_ELEMENTS (edits));
  g_autoptr (StrataSpaceModel) tried = widget_fixture_try (board, edits, G_N_ELEMENTS (edits));
  g_autofree char *text = strata_flat_text_write (tried, STRATA_FLAT_TEXT_MTREE);
  g_autoptr (StrataHistory) history = strata_history_new (board);
  g_autoptr (StrataSpaceModel) after = NULL;
  g_autofree char *expected = NULL;

  g_assert_true (strata_history_edit (history, all, "all", NULL));
  after = strata_space_model_new (space);
  expected = strata_flat_text_write (after, STRATA_FLAT_TEXT_MTREE);
  g_assert_cmpstr (text, ==, expected);
  g_assert_nonnull (strstr (text, "root: all\n"));
  g_assert_nonnull (strstr (text, " (prio 5, i/o): display\n"));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static void
test_copy (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *view = create (selection);
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;

  widget_fixture_show (view, 600, 300);
  g_assert_true (gtk_widget_activate_action (view, "table.copy", NULL));
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (view), NULL, read_cb, &text);
  strata_wait_for (text != NULL);
  expected = strata_flat_text_write (strata_selection_get_model (selection),
                                     STRATA_FLAT_TEXT_PLAIN);
  g_assert_cmpstr (text, ==, expected);
  widget_fixture_assert_finalized (view);
}

/* Also where everything else is turned around */
static void
test_numbers (void)
{
  widget_fixture_assert_turned_numbers (create, "Start");
}

/* Of many ranges not more than a window shows are listed at first, but each can be reached. */
static void
test_many (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "root", 1 << 30);
  g_autoptr (StrataAddressSpace) space = NULL;
  g_autoptr (StrataSpaceModel) model = NULL;
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  GtkWidget *view = strata_flat_table_new ();
  GtkSingleSelection *rows = get_rows (view);

  strata_system_begin (system);
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (StrataRegion) ram = strata_region_new_ram (system, NULL, "ram", 0x1000, NULL);

      g_assert_true (strata_region_add_subregion (root, i * 0x2000, ram, NULL));
    }
  strata_system_commit (system);
  space = strata_address_space_new (system, "space", root);
  model = strata_space_model_new (space);

  strata_flat_table_set_selection (STRATA_FLAT_TABLE (view), selection);
  g_object_ref_sink (view);
  strata_selection_set_model (selection, model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), <, 100);
  strata_wait_for (g_list_model_get_n_items (G_LIST_MODEL (rows)) == 1000);

  strata_selection_set_model (selection, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 0);
  strata_selection_set_model (selection, model);
  strata_selection_select_address (selection, 700 * 0x2000);
  g_assert_cmpuint (gtk_single_selection_get_selected (rows), ==, 700);
  g_assert_finalize_object (view);
}

static void
test_picture (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-pc", NULL);
  GtkWidget *view = create (selection);

  widget_fixture_show (view, 640, 280);
  strata_selection_select_address (selection, 0xa8000);
  widget_picture_compare (view, "flat-table");
  widget_fixture_assert_finalized (view);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/strata/flat-table/rows", test_rows);
  g_test_add_func ("/strata/flat-table/selecting-tells-the-selection",
                   test_selecting_tells_the_selection);
  g_test_add_func ("/strata/flat-table/selection-selects-a-row", test_selection_selects_a_row);

  g_test_add_func ("/strata/flat-table/text", test_text);
  g_test_add_func ("/strata/flat-table/text-of-what-would-be", test_text_of_what_would_be);
  g_test_add_func ("/strata/flat-table/copy", test_copy);
  g_test_add_func ("/strata/flat-table/numbers", test_numbers);
  g_test_add_func ("/strata/flat-table/many", test_many);
  widget_picture_add_func ("/strata/flat-table/picture", test_picture);

  return g_test_run ();
}
