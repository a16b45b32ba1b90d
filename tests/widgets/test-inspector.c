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

/* The inspector of E, in the board of QEMU's documentation */
typedef struct
{
  StrataBoard *board;
  StrataHistory *history;
  StrataSelection *selection;
  StrataSpaceModel *model;
  StrataInspector *inspector;
  GPtrArray *fields;
  guint e; /* the instance */
  StrataRegion *region;
  guint n_pending; /* how often what is pending was told of */
} Fixture;

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

static void
pending_cb (Fixture *self)
{
  self->n_pending++;
}

static void
set_up (Fixture       *self,
        gconstpointer  unused)
{
  self->board = strata_formats_load_builtin ("doc-overlap", NULL, NULL, NULL, NULL);
  self->history = strata_history_new (self->board);
  self->selection = strata_selection_new ();
  self->model = strata_space_model_new (strata_board_get_default_address_space (self->board));
  self->inspector = STRATA_INSPECTOR (strata_inspector_new ());
  self->fields = g_ptr_array_new ();
  self->e = widget_fixture_find (self->model, "E");
  self->region = strata_space_model_get_instance (self->model, self->e)->region;
  strata_selection_set_model (self->selection, self->model);
  strata_inspector_set_history (self->inspector, self->history);
  strata_inspector_set_selection (self->inspector, self->selection);
  strata_selection_select (self->selection, self->e);
  list_fields (GTK_WIDGET (self->inspector), self->fields);
  g_signal_connect_swapped (self->inspector, "pending", G_CALLBACK (pending_cb), self);
  widget_fixture_show (GTK_WIDGET (self->inspector), 340, 720);
}

static void
tear_down (Fixture       *self,
           gconstpointer  unused)
{
  g_ptr_array_unref (self->fields);
  widget_fixture_assert_finalized (GTK_WIDGET (self->inspector));
  g_object_unref (self->selection);
  g_object_unref (self->model);
  g_object_unref (self->history);
  g_assert_finalize_object (self->board);
}

/* What is typed is only tried; what cannot be is said there; then it is one step. */
static void
test_edit (Fixture       *self,
           gconstpointer  unused)
{
  const guint64 before = strata_region_get_address (self->region);

  g_assert_cmpstr (strata_edit_field_get_text (self->fields->pdata[NAME]), ==, "E");
  g_assert_false (strata_inspector_get_pending (self->inspector));

  strata_edit_field_set_text (self->fields->pdata[ADDRESS], "here");
  g_assert_nonnull (strata_edit_field_get_reason (self->fields->pdata[ADDRESS]));
  g_assert_true (strata_inspector_get_pending (self->inspector));
  strata_inspector_apply (self->inspector);
  g_assert_cmpuint (strata_region_get_address (self->region), ==, before);

  strata_edit_field_set_text (self->fields->pdata[ADDRESS], "0x6000");
  g_assert_null (strata_edit_field_get_reason (self->fields->pdata[ADDRESS]));
  g_assert_cmpuint (strata_region_get_address (self->region), ==, before);
  strata_inspector_discard (self->inspector);
  g_assert_false (strata_inspector_get_pending (self->inspector));

  strata_edit_field_set_text (self->fields->pdata[ADDRESS], "0x6000");
  strata_inspector_apply (self->inspector);
  g_assert_cmpuint (strata_region_get_address (self->region), ==, 0x6000);
  g_assert_false (strata_inspector_get_pending (self->inspector));
  g_assert_cmpstr (strata_history_get_undo_name (self->history), ==, "Move “E”");
  g_assert_true (strata_history_undo (self->history, NULL));
  g_assert_cmpuint (strata_region_get_address (self->region), ==, before);

  /* A name can be anything that can be seen. */
  strata_edit_field_set_text (self->fields->pdata[NAME], " ");
  g_assert_cmpstr (strata_edit_field_get_reason (self->fields->pdata[NAME]), ==,
                   "A region needs a name");
  g_assert_null (strata_inspector_get_edit (self->inspector));
  strata_edit_field_set_text (self->fields->pdata[NAME], "eeprom");
  g_assert_null (strata_edit_field_get_reason (self->fields->pdata[NAME]));
  strata_inspector_apply (self->inspector);
  g_assert_cmpstr (strata_region_get_name (self->region), ==, "eeprom");
  g_assert_cmpstr (strata_history_get_undo_name (self->history), ==, "Rename “E” to “eeprom”");
}

/* A place that comes from elsewhere is as if it was typed; what is typed stays while something else
 * is selected. */
static void
test_place (Fixture       *self,
            gconstpointer  unused)
{
  const guint64 before = strata_region_get_address (self->region);

  strata_inspector_place (self->inspector, before, strata_region_get_size (self->region));
  g_assert_false (strata_inspector_get_pending (self->inspector));

  strata_inspector_place (self->inspector, 0x3000, strata_region_get_size (self->region));
  g_assert_true (strata_inspector_get_pending (self->inspector));
  g_assert_cmpint (strata_edit_get_kind (strata_inspector_get_edit (self->inspector)), ==,
                   STRATA_EDIT_GROUP);
  g_assert_cmpuint (strata_region_get_address (self->region), ==, before);

  strata_selection_select (self->selection, widget_fixture_find (self->model, "D"));
  g_assert_true (strata_inspector_get_pending (self->inspector));
  g_assert_true (strata_inspector_get_region (self->inspector) == self->region);
  strata_inspector_apply (self->inspector);
  g_assert_cmpuint (strata_region_get_address (self->region), ==, 0x3000);
  g_assert_cmpstr (strata_history_get_undo_name (self->history), ==, "Move “E”");

  strata_selection_select (self->selection, STRATA_NO_INSTANCE);
  strata_selection_select (self->selection, self->e);
  strata_inspector_place (self->inspector, 0x2000, 0x2000);
  strata_selection_select (self->selection, widget_fixture_find (self->model, "D"));
  strata_inspector_discard (self->inspector);
  g_assert_false (strata_inspector_get_pending (self->inspector));
  g_assert_true (strata_inspector_get_region (self->inspector) != self->region);
  g_assert_null (strata_inspector_get_edit (self->inspector));
  g_assert_cmpuint (strata_region_get_address (self->region), ==, 0x3000);
}

/* What is typed and what comes from the map are the same pending edit: the later counts, and the
 * rest of what is typed stays. */
static void
test_place_typed (Fixture       *self,
                  gconstpointer  unused)
{
  self->n_pending = 0;
  strata_inspector_place (self->inspector, 0x3000, 0);
  g_assert_cmpuint (self->n_pending, ==, 1);
  g_assert_cmpstr (strata_edit_field_get_text (self->fields->pdata[ADDRESS]), ==, "0x3000");
  self->n_pending = 0;
  strata_edit_field_set_text (self->fields->pdata[ADDRESS], "0x6000");
  g_assert_cmpuint (self->n_pending, >, 0);
  g_assert_nonnull (strata_inspector_get_edit (self->inspector));
  strata_edit_field_set_text (self->fields->pdata[SIZE], "0x800");
  strata_edit_field_set_text (self->fields->pdata[NAME], "moved");
  strata_inspector_place (self->inspector, 0x6800, 0);
  g_assert_cmpstr (strata_edit_field_get_text (self->fields->pdata[ADDRESS]), ==, "0x6800");
  g_assert_cmpstr (strata_edit_field_get_text (self->fields->pdata[SIZE]), ==, "0x800");
  g_assert_cmpstr (strata_edit_field_get_text (self->fields->pdata[NAME]), ==, "moved");

  /* what cannot be is replaced by what can */
  strata_edit_field_set_text (self->fields->pdata[ADDRESS], "nowhere");
  g_assert_null (strata_inspector_get_edit (self->inspector));
  strata_inspector_place (self->inspector, 0x7000, 0);
  g_assert_null (strata_edit_field_get_reason (self->fields->pdata[ADDRESS]));
  strata_inspector_apply (self->inspector);
  g_assert_cmphex (strata_region_get_address (self->region), ==, 0x7000);
  g_assert_cmphex (strata_region_get_size (self->region), ==, 0x800);
  g_assert_cmpstr (strata_region_get_name (self->region), ==, "moved");
  g_assert_cmpstr (strata_history_get_undo_name (self->history), ==, "Edit “moved”");
}

static void
test_picture (Fixture       *self,
              gconstpointer  unused)
{
  widget_picture_compare (GTK_WIDGET (self->inspector), "inspector");
}

int
main (int   argc,
      char *argv[])
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/inspector/" name, Fixture, NULL, set_up, function, tear_down)

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("edit", test_edit);
  ADD ("place", test_place);
  ADD ("place-typed", test_place_typed);
  if (widget_picture_has_style ())
    ADD ("picture", test_picture);

  return g_test_run ();
}
