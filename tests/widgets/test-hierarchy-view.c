/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-hierarchy-view.h"
#include "widget-fixture.h"
#include "widget-picture.h"

static GtkSingleSelection *
get_rows (GtkWidget *view)
{
  GtkWidget *table = widget_fixture_find_widget (view, GTK_TYPE_COLUMN_VIEW);

  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));
}

/* The rows, not those of the kinds to choose from */
static GtkWidget *
get_list (GtkWidget *view)
{
  return widget_fixture_find_widget (widget_fixture_find_widget (view, GTK_TYPE_COLUMN_VIEW),
                                     GTK_TYPE_LIST_VIEW);
}

static GtkWidget *
create (StrataSelection *selection)
{
  GtkWidget *view = strata_hierarchy_view_new ();

  strata_hierarchy_view_set_selection (STRATA_HIERARCHY_VIEW (view), selection);

  return view;
}

static void
test_rows (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *view = create (selection);
  g_autofree char *titles = NULL;
  g_autofree char *starts = NULL;

  titles = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "title");
  g_assert_cmpstr (titles, ==, "A .C .B ..D ..E");
  starts = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "start");
  g_assert_cmpstr (starts, ==, "0 .0 .2000 ..2000 ..4000");

  widget_fixture_show (view, 400, 300);
  g_assert_nonnull (widget_fixture_find_label (view, "B"));
  widget_fixture_assert_finalized (view);
}

static void
test_selecting_tells_the_selection (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *view = create (selection);

  g_object_ref_sink (view);
  gtk_single_selection_set_selected (get_rows (view), 4);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==,
                    widget_fixture_find (strata_selection_get_model (selection), "E"));
  g_assert_finalize_object (view);
}

/* A row that is closed away is opened when it is selected elsewhere. */
static void
test_selection_opens_rows (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *view = create (selection);
  GtkTreeListRow *row;
  g_autofree char *closed = NULL;

  widget_fixture_show (view, 400, 300);
  gtk_widget_activate_action (get_list (view),
                              "list.activate-item", "u", 0);
  closed = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "title");
  g_assert_cmpstr (closed, ==, "A");

  strata_selection_select (selection, widget_fixture_find (strata_selection_get_model (selection),
                                                           "D"));
  row = gtk_single_selection_get_selected_item (get_rows (view));
  g_assert_nonnull (row);
  g_assert_cmpuint (gtk_tree_list_row_get_depth (row), ==, 2);
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (view)), ==, 3);
  widget_fixture_assert_finalized (view);
}

/* What is looked for is a list without levels, and what is taken from it is shown in its place. */
static void
test_filter (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *view = create (selection);
  GtkWidget *entry = widget_fixture_find_widget (view, GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *kinds = widget_fixture_find_widget (view, GTK_TYPE_DROP_DOWN);
  g_autofree char *found = NULL;
  g_autofree char *mmio = NULL;
  g_autofree char *none = NULL;
  g_autofree char *all = NULL;

  widget_fixture_show (view, 400, 300);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (kinds), 3);
  mmio = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "title");
  g_assert_cmpstr (mmio, ==, "C D E");
  gtk_editable_set_text (GTK_EDITABLE (entry), "e");
  strata_wait_for (g_list_model_get_n_items (G_LIST_MODEL (get_rows (view))) == 1);
  found = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "title");
  g_assert_cmpstr (found, ==, "E");
  gtk_single_selection_set_selected (get_rows (view), 0);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==,
                    widget_fixture_find (strata_selection_get_model (selection), "E"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (kinds), 2);
  none = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "title");
  g_assert_cmpstr (none, ==, "");
  g_assert_true (gtk_widget_get_visible (widget_fixture_find_label (view, "No region matches.")));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (kinds), 0);

  gtk_widget_activate_action (get_list (view),
                              "list.activate-item", "u", 0);
  all = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "title");
  g_assert_cmpstr (all, ==, "A .C .B ..D ..E");
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (view)), ==, 4);
  widget_fixture_assert_finalized (view);
}

static GtkColumnViewColumn *
get_column (GtkWidget *view,
            guint      index)
{
  GtkWidget *table = widget_fixture_find_widget (view, GTK_TYPE_COLUMN_VIEW);
  g_autoptr (GtkColumnViewColumn) column
    = g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (table)), index);

  return column; /* the view holds it */
}

/* Siblings are sorted, and stay where they belong. */
static void
test_sort (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  GtkWidget *view = create (selection);
  GtkWidget *table = widget_fixture_find_widget (view, GTK_TYPE_COLUMN_VIEW);
  g_autofree char *by_name = NULL;
  g_autofree char *backwards = NULL;

  widget_fixture_show (view, 400, 300);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (table), get_column (view, 0),
                                  GTK_SORT_ASCENDING);
  by_name = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "title");
  g_assert_cmpstr (by_name, ==, "A .B ..D ..E .C");
  strata_selection_select (selection, widget_fixture_find (strata_selection_get_model (selection),
                                                           "C"));
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (view)), ==, 4);
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (table), get_column (view, 1),
                                  GTK_SORT_DESCENDING);
  backwards = widget_fixture_write_rows (G_LIST_MODEL (get_rows (view)), "title");
  g_assert_cmpstr (backwards, ==, "A .B ..E ..D .C");
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (view)), ==, 4);
  widget_fixture_assert_finalized (view);
}

static void
test_columns (void)
{
  GtkWidget *view = strata_hierarchy_view_new ();
  GtkWidget *table = widget_fixture_find_widget (view, GTK_TYPE_COLUMN_VIEW);

  g_object_ref_sink (view);
  g_assert_false (gtk_column_view_column_get_visible (get_column (view, 3)));
  g_assert_true (gtk_widget_activate_action (table, "columns.column-3", NULL));
  g_assert_true (gtk_column_view_column_get_visible (get_column (view, 3)));
  g_assert_true (gtk_widget_activate_action (table, "columns.column-3", NULL));
  g_assert_false (gtk_column_view_column_get_visible (get_column (view, 3)));
  /* the names always stay */
  g_assert_false (gtk_widget_activate_action (table, "columns.column-0", NULL));
  g_assert_finalize_object (view);
}

/* So many rows cannot all be open at once, but each can be reached. */
static void
test_large (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "root", 1 << 30);
  g_autoptr (StrataAddressSpace) space = NULL;
  g_autoptr (StrataSpaceModel) model = NULL;
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  GtkWidget *view = strata_hierarchy_view_new ();
  GtkWidget *filter = widget_fixture_find_widget (view, GTK_TYPE_SEARCH_ENTRY);
  GListModel *list;

  strata_system_begin (system);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *name = g_strdup_printf ("bus%u", i);
      g_autoptr (StrataRegion) bus = strata_region_new_container (system, NULL, name, 0x10000);

      for (guint k = 0; k < 100; k++)
        {
          g_autofree char *device_name = g_strdup_printf ("device%u.%u", i, k);
          g_autoptr (StrataRegion) device = strata_region_new_reserved (system, NULL, device_name,
                                                                        0x100);

          g_assert_true (strata_region_add_subregion (bus, k * 0x100, device, NULL));
        }
      g_assert_true (strata_region_add_subregion (root, i * 0x10000, bus, NULL));
    }
  strata_system_commit (system);
  space = strata_address_space_new (system, "space", root);
  model = strata_space_model_new (space);

  strata_hierarchy_view_set_selection (STRATA_HIERARCHY_VIEW (view), selection);
  g_object_ref_sink (view);
  strata_selection_set_model (selection, model);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (view))), <=, 500);
  strata_selection_select (selection, widget_fixture_find (model, "device99.99"));
  g_assert_cmpuint (gtk_single_selection_get_selected (get_rows (view)), ==,
                    g_list_model_get_n_items (G_LIST_MODEL (get_rows (view))) - 1);

  /* what matches comes by and by, not more than a window shows at first, and is found in a sorted
   * list by halves */
  strata_selection_select (selection, widget_fixture_find (model, "device0.0"));
  gtk_editable_set_text (GTK_EDITABLE (filter), "device");
  g_signal_emit_by_name (filter, "search-changed");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (get_rows (view))), <, 100);
  list = gtk_single_selection_get_model (get_rows (view));
  strata_wait_for (g_list_model_get_n_items (G_LIST_MODEL (get_rows (view))) == 10000);
  /* nothing else is looked for */
  g_signal_emit_by_name (filter, "search-changed");
  g_assert_true (gtk_single_selection_get_model (get_rows (view)) == list);
  strata_selection_select (selection, widget_fixture_find (model, "device99.99"));
  gtk_column_view_sort_by_column (GTK_COLUMN_VIEW (widget_fixture_find_widget (
                                                     view, GTK_TYPE_COLUMN_VIEW)),
                                  get_column (view, 1), GTK_SORT_DESCENDING);
  strata_wait_for (gtk_single_selection_get_selected (get_rows (view)) == 0);
  strata_selection_select (selection, widget_fixture_find (model, "device99.0"));
  strata_wait_for (gtk_single_selection_get_selected (get_rows (view)) == 99);
  strata_selection_select (selection, widget_fixture_find (model, "device0.0"));
  strata_wait_for (gtk_single_selection_get_selected (get_rows (view)) == 9999);
  g_assert_finalize_object (view);
}

/* Also where everything else is turned around */
static void
test_numbers (void)
{
  widget_fixture_assert_turned_numbers (create, "Start");
}

static void
test_picture (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-pc", NULL);
  GtkWidget *view = create (selection);

  widget_fixture_show (view, 560, 360);
  widget_picture_compare (view, "hierarchy-view");
  widget_fixture_assert_finalized (view);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/strata/hierarchy-view/rows", test_rows);
  g_test_add_func ("/strata/hierarchy-view/selecting-tells-the-selection",
                   test_selecting_tells_the_selection);
  g_test_add_func ("/strata/hierarchy-view/selection-opens-rows", test_selection_opens_rows);
  g_test_add_func ("/strata/hierarchy-view/filter", test_filter);
  g_test_add_func ("/strata/hierarchy-view/sort", test_sort);
  g_test_add_func ("/strata/hierarchy-view/columns", test_columns);
  g_test_add_func ("/strata/hierarchy-view/large", test_large);
  g_test_add_func ("/strata/hierarchy-view/numbers", test_numbers);
  widget_picture_add_func ("/strata/hierarchy-view/picture", test_picture);

  return g_test_run ();
}
