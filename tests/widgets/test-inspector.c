/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-edit-field.h"
#include "strata-inspector.h"
#include "widget-fixture.h"
#include "widget-picture.h"

/* The fields of the inspector, in their order */
enum
{
  NAME,
  ADDRESS,
  SIZE,
};

static void
list_fields (GtkWidget *widget,
             GPtrArray *fields)
{
  if (STRATA_IS_EDIT_FIELD (widget))
    g_ptr_array_add (fields, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_fields (child, fields);
}

/* What is typed is only tried; what cannot be is said there; then it is one step. */
static void
test_edit (void)
{
  g_autoptr (StrataBoard) board = strata_formats_load_builtin ("doc-overlap", NULL, NULL, NULL,
                                                               NULL);
  g_autoptr (StrataHistory) history = strata_history_new (board);
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  g_autoptr (StrataSpaceModel) model
    = strata_space_model_new (strata_board_get_default_address_space (board));
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GtkWidget) widget = g_object_ref_sink (strata_inspector_new ());
  StrataInspector *inspector = STRATA_INSPECTOR (widget);
  guint e = widget_fixture_find (model, "E");
  StrataRegion *region = strata_space_model_get_instance (model, e)->region;
  guint64 before = strata_region_get_address (region);

  strata_selection_set_model (selection, model);
  strata_inspector_set_history (inspector, history);
  strata_inspector_set_selection (inspector, selection);
  strata_selection_select (selection, e);
  list_fields (widget, fields);
  g_assert_cmpstr (strata_edit_field_get_text (fields->pdata[NAME]), ==, "E");
  g_assert_false (strata_inspector_get_pending (inspector));

  strata_edit_field_set_text (fields->pdata[ADDRESS], "here");
  g_assert_nonnull (strata_edit_field_get_reason (fields->pdata[ADDRESS]));
  g_assert_true (strata_inspector_get_pending (inspector));
  strata_inspector_apply (inspector);
  g_assert_cmpuint (strata_region_get_address (region), ==, before);

  strata_edit_field_set_text (fields->pdata[ADDRESS], "0x6000");
  g_assert_null (strata_edit_field_get_reason (fields->pdata[ADDRESS]));
  g_assert_cmpuint (strata_region_get_address (region), ==, before);
  strata_inspector_discard (inspector);
  g_assert_false (strata_inspector_get_pending (inspector));

  strata_edit_field_set_text (fields->pdata[ADDRESS], "0x6000");
  strata_inspector_apply (inspector);
  g_assert_cmpuint (strata_region_get_address (region), ==, 0x6000);
  g_assert_false (strata_inspector_get_pending (inspector));
  g_assert_cmpstr (strata_history_get_undo_name (history), ==, "Move “E”");
  g_assert_true (strata_history_undo (history, NULL));
  g_assert_cmpuint (strata_region_get_address (region), ==, before);

  /* A name can be anything that can be seen. */
  strata_edit_field_set_text (fields->pdata[NAME], " ");
  g_assert_cmpstr (strata_edit_field_get_reason (fields->pdata[NAME]), ==, "A region needs a name");
  g_assert_null (strata_inspector_get_edit (inspector));
  strata_edit_field_set_text (fields->pdata[NAME], "eeprom");
  g_assert_null (strata_edit_field_get_reason (fields->pdata[NAME]));
  strata_inspector_apply (inspector);
  g_assert_cmpstr (strata_region_get_name (region), ==, "eeprom");
  g_assert_cmpstr (strata_history_get_undo_name (history), ==, "Rename “E” to “eeprom”");
}

/* A place that comes from elsewhere is as if it was typed; what is typed stays while something else
 * is selected. */
static void
test_place (void)
{
  g_autoptr (StrataBoard) board = strata_formats_load_builtin ("doc-overlap", NULL, NULL, NULL,
                                                               NULL);
  g_autoptr (StrataHistory) history = strata_history_new (board);
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  g_autoptr (StrataSpaceModel) model
    = strata_space_model_new (strata_board_get_default_address_space (board));
  g_autoptr (GtkWidget) widget = g_object_ref_sink (strata_inspector_new ());
  StrataInspector *inspector = STRATA_INSPECTOR (widget);
  guint e = widget_fixture_find (model, "E");
  StrataRegion *region = strata_space_model_get_instance (model, e)->region;
  guint64 before = strata_region_get_address (region);

  strata_selection_set_model (selection, model);
  strata_inspector_set_history (inspector, history);
  strata_inspector_set_selection (inspector, selection);
  strata_selection_select (selection, e);
  strata_inspector_place (inspector, before, strata_region_get_size (region));
  g_assert_false (strata_inspector_get_pending (inspector));

  strata_inspector_place (inspector, 0x3000, strata_region_get_size (region));
  g_assert_true (strata_inspector_get_pending (inspector));
  g_assert_cmpint (strata_edit_get_kind (strata_inspector_get_edit (inspector)), ==,
                   STRATA_EDIT_GROUP);
  g_assert_cmpuint (strata_region_get_address (region), ==, before);

  strata_selection_select (selection, widget_fixture_find (model, "D"));
  g_assert_true (strata_inspector_get_pending (inspector));
  g_assert_true (strata_inspector_get_region (inspector) == region);
  strata_inspector_apply (inspector);
  g_assert_cmpuint (strata_region_get_address (region), ==, 0x3000);
  g_assert_cmpstr (strata_history_get_undo_name (history), ==, "Move “E”");

  strata_selection_select (selection, STRATA_NO_INSTANCE);
  strata_selection_select (selection, e);
  strata_inspector_place (inspector, 0x2000, 0x2000);
  strata_selection_select (selection, widget_fixture_find (model, "D"));
  strata_inspector_discard (inspector);
  g_assert_false (strata_inspector_get_pending (inspector));
  g_assert_true (strata_inspector_get_region (inspector) != region);
  g_assert_null (strata_inspector_get_edit (inspector));
  g_assert_cmpuint (strata_region_get_address (region), ==, 0x3000);
}

static void
count_cb (guint *n)
{
  ++*n;
}

/* What is typed and what comes from the map are the same pending edit: the later counts, and the
 * rest of what is typed stays. */
static void
test_place_typed (void)
{
  g_autoptr (StrataBoard) board = strata_formats_load_builtin ("doc-overlap", NULL, NULL, NULL,
                                                               NULL);
  g_autoptr (StrataHistory) history = strata_history_new (board);
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  g_autoptr (StrataSpaceModel) model
    = strata_space_model_new (strata_board_get_default_address_space (board));
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autoptr (GtkWidget) widget = g_object_ref_sink (strata_inspector_new ());
  StrataInspector *inspector = STRATA_INSPECTOR (widget);
  guint e = widget_fixture_find (model, "E");
  StrataRegion *region = strata_space_model_get_instance (model, e)->region;
  guint n_pending = 0;

  strata_selection_set_model (selection, model);
  strata_inspector_set_history (inspector, history);
  strata_inspector_set_selection (inspector, selection);
  strata_selection_select (selection, e);
  list_fields (widget, fields);
  g_signal_connect_swapped (inspector, "pending", G_CALLBACK (count_cb), &n_pending);

  strata_inspector_place (inspector, 0x3000, 0);
  g_assert_cmpuint (n_pending, ==, 1);
  g_assert_cmpstr (strata_edit_field_get_text (fields->pdata[ADDRESS]), ==, "0x3000");
  n_pending = 0;
  strata_edit_field_set_text (fields->pdata[ADDRESS], "0x6000");
  g_assert_cmpuint (n_pending, >, 0);
  g_assert_nonnull (strata_inspector_get_edit (inspector));
  strata_edit_field_set_text (fields->pdata[SIZE], "0x800");
  strata_edit_field_set_text (fields->pdata[NAME], "moved");
  strata_inspector_place (inspector, 0x6800, 0);
  g_assert_cmpstr (strata_edit_field_get_text (fields->pdata[ADDRESS]), ==, "0x6800");
  g_assert_cmpstr (strata_edit_field_get_text (fields->pdata[SIZE]), ==, "0x800");
  g_assert_cmpstr (strata_edit_field_get_text (fields->pdata[NAME]), ==, "moved");

  /* what cannot be is replaced by what can */
  strata_edit_field_set_text (fields->pdata[ADDRESS], "nowhere");
  g_assert_null (strata_inspector_get_edit (inspector));
  strata_inspector_place (inspector, 0x7000, 0);
  g_assert_null (strata_edit_field_get_reason (fields->pdata[ADDRESS]));
  strata_inspector_apply (inspector);
  g_assert_cmphex (strata_region_get_address (region), ==, 0x7000);
  g_assert_cmphex (strata_region_get_size (region), ==, 0x800);
  g_assert_cmpstr (strata_region_get_name (region), ==, "moved");
  g_assert_cmpstr (strata_history_get_undo_name (history), ==, "Edit “moved”");
}

static void
test_picture (void)
{
  g_autoptr (StrataBoard) board = strata_formats_load_builtin ("doc-overlap", NULL, NULL, NULL,
                                                               NULL);
  g_autoptr (StrataHistory) history = strata_history_new (board);
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  g_autoptr (StrataSpaceModel) model
    = strata_space_model_new (strata_board_get_default_address_space (board));
  GtkWidget *inspector = strata_inspector_new ();

  strata_selection_set_model (selection, model);
  strata_inspector_set_history (STRATA_INSPECTOR (inspector), history);
  strata_inspector_set_selection (STRATA_INSPECTOR (inspector), selection);
  strata_selection_select (selection, widget_fixture_find (model, "E"));
  widget_fixture_show (inspector, 340, 720);
  widget_picture_compare (inspector, "inspector");
  widget_fixture_assert_finalized (inspector);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/strata/inspector/edit", test_edit);
  g_test_add_func ("/strata/inspector/place", test_place);
  g_test_add_func ("/strata/inspector/place-typed", test_place_typed);
  widget_picture_add_func ("/strata/inspector/picture", test_picture);

  return g_test_run ();
}
