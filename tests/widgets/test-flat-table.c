/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-flat-table.h"
#include "widget-fixture.h"

static GtkSingleSelection *
get_rows (GtkWidget *view)
{
  GtkWidget *table = widget_fixture_find_widget (view, GTK_TYPE_COLUMN_VIEW);

  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));
}

static void
test_rows (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *view = strata_flat_table_new ();
  g_autofree char *names = NULL;
  g_autofree char *starts = NULL;
  g_autofree char *offsets = NULL;
  g_autofree char *beneath = NULL;

  strata_flat_table_set_selection (STRATA_FLAT_TABLE (view), selection);
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
  GtkWidget *view = strata_flat_table_new ();

  strata_flat_table_set_selection (STRATA_FLAT_TABLE (view), selection);
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
  GtkWidget *view = strata_flat_table_new ();

  strata_flat_table_set_selection (STRATA_FLAT_TABLE (view), selection);
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

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/flat-table/rows", test_rows);
  g_test_add_func ("/strata/flat-table/selecting-tells-the-selection",
                   test_selecting_tells_the_selection);
  g_test_add_func ("/strata/flat-table/selection-selects-a-row", test_selection_selects_a_row);

  return g_test_run ();
}
