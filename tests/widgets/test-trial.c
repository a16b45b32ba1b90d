/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>

#include "strata-explain-panel.h"
#include "strata-flat-table.h"
#include "strata-flat-text.h"
#include "strata-hierarchy-view.h"
#include "strata-trial.h"
#include "strata-what-if.h"
#include "widget-fixture.h"

/* The board of QEMU's documentation: C, with D and E in B above it. Whole views are compared with
 * what can be read off its drawing. */
typedef struct
{
  StrataBoard *board;
  StrataAddressSpace *space;
  StrataSelection *selection;
  StrataTrial *trial;
  StrataFlatTable *table;
  guint n_failed;
} World;

static void
failed_cb (World *world)
{
  world->n_failed++;
}

static void
world_init (World *world)
{
  g_autoptr (StrataSpaceModel) model = NULL;

  world->board = strata_formats_load_builtin ("doc-overlap", NULL, NULL, NULL, NULL);
  world->space = strata_board_get_default_address_space (world->board);
  model = strata_space_model_new (world->space);
  world->selection = strata_selection_new ();
  strata_selection_set_model (world->selection, model);
  world->trial = strata_trial_new (world->selection);
  g_signal_connect_swapped (world->trial, "failed", G_CALLBACK (failed_cb), world);
  world->table = g_object_ref_sink (STRATA_FLAT_TABLE (strata_flat_table_new ()));
  strata_flat_table_set_selection (world->table, world->selection);
}

static void
world_clear (World *world)
{
  g_assert_finalize_object (world->table);
  g_assert_finalize_object (world->trial);
  g_object_unref (world->selection);
  g_object_unref (world->board);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static const char *
get_id (World      *world,
        const char *name)
{
  g_autoptr (GPtrArray) regions = strata_board_list_regions (world->board);

  for (guint i = 0; i < regions->len; i++)
    if (g_str_equal (strata_region_get_name (regions->pdata[i]), name))
      return strata_board_get_region_id (world->board, regions->pdata[i]);

  g_assert_not_reached ();
}

static StrataSpaceModel *
get_model (World *world)
{
  return strata_selection_get_model (world->selection);
}

/* The table: the sign, the first address and the name of each row */
static char *
write_table (World *world)
{
  GtkWidget *view = widget_fixture_find_widget (GTK_WIDGET (world->table), GTK_TYPE_COLUMN_VIEW);
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (view)));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (rows, i);
      g_autofree char *sign = NULL;
      g_autofree char *start = NULL;
      g_autofree char *name = NULL;

      g_object_get (item, "sign", &sign, "start", &start, "name", &name, NULL);
      g_string_append_printf (text, "%s%s%s:%s", i > 0 ? " " : "", sign, start, name);
    }

  return g_string_free (text, FALSE);
}

#define assert_table(world, expected)                                                            \
  G_STMT_START                                                                                   \
    {                                                                                            \
      g_autofree char *text_ = write_table (world);                                              \
                                                                                                 \
      g_assert_cmpstr (text_, ==, expected);                                                     \
    }                                                                                            \
  G_STMT_END

#define IS "0:C 2000:D 3000:C 4000:E 5000:C"
#define WOULD_BE "0:C 2000:D ≠3000:E −4000:E +4000:C −5000:C"

static gboolean
is_past (World *world)
{
  return strata_space_model_is_past (get_model (world));
}

static void
try_address (World      *world,
             const char *name,
             guint64     address)
{
  g_autoptr (StrataEdit) edit = strata_edit_new_address (get_id (world, name), address);

  strata_trial_set_edit (world->trial, world->board, edit);
}

static void
edit_address (World      *world,
              const char *name,
              guint64     address)
{
  g_autoptr (StrataEdit) edit = strata_edit_new_address (get_id (world, name), address);
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataEdit) inverse = strata_board_edit (world->board, edit, &error);

  g_assert_no_error (error);
  g_assert_nonnull (inverse);
}

static gboolean
is_tried (World *world)
{
  return strata_space_model_get_diff (get_model (world)) != NULL;
}

/* Where what is selected begins */
static guint64
get_first (World *world)
{
  guint instance = strata_selection_get_instance (world->selection);

  return strata_space_model_get_instance (get_model (world), instance)->first;
}

/* What would be is shown, and then again what is; the board stays as it was. */
static void
test_try_and_drop (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (StrataFlatView) before = NULL;
  g_autoptr (StrataFlatView) after = NULL;
  g_autoptr (StrataSpaceModel) base = NULL;

  world_init (&world);
  base = g_object_ref (get_model (&world));
  before = strata_address_space_ref_view (world.space);
  strata_selection_select (world.selection, widget_fixture_find (base, "E"));
  assert_table (&world, IS);

  try_address (&world, "E", 0x1000);
  strata_wait_for (is_tried (&world));
  assert_table (&world, WOULD_BE);
  g_assert_cmpuint (strata_selection_get_instance (world.selection), ==,
                    widget_fixture_find (get_model (&world), "E"));
  g_assert_cmphex (get_first (&world), ==, 0x3000);

  /* Another edit takes its place. */
  try_address (&world, "E", 0x3000);
  strata_wait_for (get_first (&world) == 0x5000);
  assert_table (&world, "0:C 2000:D −3000:C +3000:C −4000:E ≠5000:E");

  strata_trial_set_edit (world.trial, NULL, NULL);
  g_assert_true (get_model (&world) == base);
  assert_table (&world, IS);
  after = strata_address_space_ref_view (world.space);
  g_assert_true (before == after);
  g_assert_cmpuint (world.n_failed, ==, 0);
}

static char *
write_hierarchy (GtkWidget *view)
{
  GtkWidget *table = widget_fixture_find_widget (view, GTK_TYPE_COLUMN_VIEW);
  GListModel *rows = G_LIST_MODEL (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));

  return widget_fixture_write_rows (rows, "label");
}

#define assert_hierarchy(view, expected)                                                         \
  G_STMT_START                                                                                   \
    {                                                                                            \
      g_autofree char *text_ = write_hierarchy (view);                                           \
                                                                                                 \
      g_assert_cmpstr (text_, ==, expected);                                                     \
    }                                                                                            \
  G_STMT_END

/* A region that would be renamed has its new name wherever names are, and is marked as changed; the
 * board keeps the old one. */
static void
test_rename (void)
{
  g_auto (World) world = { 0 };
  GtkWidget *hierarchy = strata_hierarchy_view_new ();
  GtkWidget *explain = strata_explain_panel_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (StrataEdit) edit = NULL;
  g_autofree char *copied = NULL;
  StrataRegion *region;
  StrataMapModel *map;
  StrataMapMarks *marks;
  guint instance;

  world_init (&world);
  strata_selection_select (world.selection, widget_fixture_find (get_model (&world), "E"));
  strata_hierarchy_view_set_selection (STRATA_HIERARCHY_VIEW (hierarchy), world.selection);
  strata_explain_panel_set_selection (STRATA_EXPLAIN_PANEL (explain), world.selection);
  gtk_box_append (GTK_BOX (box), hierarchy);
  gtk_box_append (GTK_BOX (box), explain);
  widget_fixture_show (box, 900, 500);
  assert_hierarchy (hierarchy, "A .C .B ..D ..E");

  edit = strata_edit_new_name (get_id (&world, "E"), "eeprom");
  strata_trial_set_edit (world.trial, world.board, edit);
  strata_wait_for (is_tried (&world));
  assert_table (&world, "0:C 2000:D 3000:C ≠4000:eeprom 5000:C");
  assert_hierarchy (hierarchy, "A .C .B ..D ..≠ eeprom");
  strata_wait_for (widget_fixture_find_label (explain, "eeprom") != NULL);
  instance = widget_fixture_find (get_model (&world), "eeprom");
  region = strata_space_model_get_instance (get_model (&world), instance)->region;
  g_assert_cmpuint (strata_selection_get_instance (world.selection), ==, instance);
  g_assert_cmpint (strata_space_model_get_difference (get_model (&world), instance), ==,
                   STRATA_DIFFERENCE_CHANGED);

  map = strata_space_model_get_map (get_model (&world));
  g_assert_cmpstr (strata_map_model_get_instance (map, instance)->name, ==, "eeprom");
  marks = strata_map_model_get_marks (map);
  g_assert_cmpuint (strata_map_marks_get_n (marks), ==, 1);
  g_assert_cmphex (strata_map_marks_get (marks, 0)->first, ==, 0x4000);
  g_assert_cmphex (strata_map_marks_get (marks, 0)->last, ==, 0x4fff);
  copied = strata_flat_text_write (get_model (&world), STRATA_FLAT_TEXT_PLAIN);
  g_assert_nonnull (strstr (copied, "eeprom"));

  /* somebody types on */
  strata_edit_unref (edit);
  edit = strata_edit_new_name (get_id (&world, "E"), "eeproms");
  strata_trial_set_edit (world.trial, world.board, edit);
  strata_wait_for (g_str_equal ("eeproms", strata_space_model_get_name (
                                             get_model (&world), region)));
  assert_table (&world, "0:C 2000:D 3000:C ≠4000:eeproms 5000:C");
  assert_hierarchy (hierarchy, "A .C .B ..D ..≠ eeproms");

  strata_trial_set_edit (world.trial, NULL, NULL);
  assert_table (&world, IS);
  assert_hierarchy (hierarchy, "A .C .B ..D ..E");
  widget_fixture_assert_finalized (box);
}

/* In the hierarchy what would move or be added is marked, too, and nothing else. */
static void
test_hierarchy (void)
{
  g_auto (World) world = { 0 };
  GtkWidget *hierarchy = strata_hierarchy_view_new ();
  g_autoptr (StrataEdit) add = NULL;

  world_init (&world);
  strata_hierarchy_view_set_selection (STRATA_HIERARCHY_VIEW (hierarchy), world.selection);
  widget_fixture_show (hierarchy, 900, 500);
  try_address (&world, "E", 0x1000);
  strata_wait_for (is_tried (&world));
  assert_hierarchy (hierarchy, "A .C .B ..D ..≠ E");

  add = strata_edit_new_add ("new", "new", STRATA_REGION_RAM, 0x1000, get_id (&world, "A"), 0x6000);
  strata_trial_set_edit (world.trial, world.board, add);
  strata_wait_for (strata_rendering_find_winner (
                     strata_space_model_get_rendering (get_model (&world)), 0x6000) !=
                   STRATA_NO_INSTANCE);
  assert_hierarchy (hierarchy, "A .C .B ..D ..E .+ new");
  strata_trial_set_edit (world.trial, NULL, NULL);
  widget_fixture_assert_finalized (hierarchy);
}

/* What was made is shown until it is told; there is no look back at what was. */
static void
test_make (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (StrataSpaceModel) made = NULL;

  world_init (&world);
  try_address (&world, "E", 0x1000);
  strata_wait_for (is_tried (&world));
  edit_address (&world, "E", 0x1000);
  strata_trial_set_edit (world.trial, NULL, NULL);
  assert_table (&world, WOULD_BE);
  made = strata_space_model_new (world.space);
  strata_trial_update_model (world.trial, made);
  g_assert_true (get_model (&world) == made);
  assert_table (&world, "0:C 2000:D 3000:E 4000:C");
}

/* The board changes meanwhile: the edit is tried on what is there now. */
static void
test_live (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (StrataSpaceModel) now = NULL;

  world_init (&world);
  try_address (&world, "E", 0x1000);
  strata_wait_for (is_tried (&world));
  edit_address (&world, "D", 0x3000);
  now = strata_space_model_new (world.space);
  strata_trial_update_model (world.trial, now);
  strata_wait_for (
    strata_rendering_find_winner (strata_space_model_get_rendering (get_model (&world)), 0x5000) ==
    widget_fixture_find (get_model (&world), "D"));
  assert_table (&world, "−0:C +0:C +3000:E ≠4000:C 5000:D");
  strata_trial_set_edit (world.trial, NULL, NULL);
  assert_table (&world, "0:C 4000:E 5000:D");
}

/* What cannot be made any more is dropped, and that is said. */
static void
test_failure (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (StrataEdit) remove = NULL;
  g_autoptr (StrataEdit) inverse = NULL;
  g_autoptr (StrataSpaceModel) now = NULL;

  world_init (&world);
  try_address (&world, "E", 0x1000);
  strata_wait_for (is_tried (&world));
  remove = strata_edit_new_remove (get_id (&world, "E"));
  inverse = strata_board_edit (world.board, remove, NULL);
  g_assert_nonnull (inverse);
  now = strata_space_model_new (world.space);
  strata_trial_update_model (world.trial, now);
  strata_wait_for (world.n_failed == 1);
  g_assert_true (get_model (&world) == now);
  assert_table (&world, "0:C 2000:D 3000:C");
}

/* Another board is shown: the edit has nothing to do with it. */
static void
test_other_board (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (StrataSpaceModel) other = widget_fixture_load ("doc-pc", NULL);

  world_init (&world);
  try_address (&world, "E", 0x1000);
  strata_selection_set_model (world.selection, other);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (get_model (&world) == other);
  g_assert_cmpuint (world.n_failed, ==, 0);
}

/* The list of what listeners would hear */
static void
test_events (void)
{
  g_auto (World) world = { 0 };
  GtkWidget *widget = strata_what_if_new ();
  g_autoptr (StrataEdit) move = NULL;
  g_autoptr (StrataEdit) rename = NULL;
  g_autoptr (StrataDryCommit) commit = NULL;
  g_autoptr (StrataDryCommit) nothing = NULL;
  g_autoptr (GHashTable) names = NULL;

  world_init (&world);
  move = strata_edit_new_address (get_id (&world, "E"), 0x1000);
  commit = strata_board_try (world.board, move, NULL);
  strata_what_if_set_commit (STRATA_WHAT_IF (widget), commit, NULL);
  widget_fixture_show (widget, 300, 300);
  g_assert_true (gtk_widget_get_visible (widget));
  g_assert_nonnull (widget_fixture_find_label (widget, "2 flat ranges would come, 3 would go"));
  g_assert_nonnull (widget_fixture_find_label (widget, "4000–5fff"));

  rename = strata_edit_new_name (get_id (&world, "E"), "F");
  nothing = strata_board_try (world.board, rename, NULL);
  strata_what_if_set_commit (STRATA_WHAT_IF (widget), nothing, NULL);
  g_assert_nonnull (widget_fixture_find_label (widget, "No flat view would change"));
  names = strata_board_list_new_names (world.board, rename);
  strata_what_if_set_commit (STRATA_WHAT_IF (widget), nothing, names);
  g_assert_nonnull (widget_fixture_find_label (widget, "Only names would change"));
  strata_what_if_set_commit (STRATA_WHAT_IF (widget), commit, names);
  g_assert_nonnull (widget_fixture_find_label (widget, "F"));
  strata_what_if_set_commit (STRATA_WHAT_IF (widget), nothing, names);
  g_assert_null (widget_fixture_find_label (widget, "4000–5fff"));

  strata_what_if_set_commit (STRATA_WHAT_IF (widget), NULL, NULL);
  g_assert_false (gtk_widget_get_visible (widget));
  widget_fixture_assert_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
  widget_fixture_assert_finalized (widget);
}

/* What was after a commit is shown with what the commit did, whatever becomes of the board
 * meanwhile, until what is is wanted again. */
static void
test_past (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (StrataTimeline) timeline = NULL;
  g_autoptr (StrataSpaceModel) now = NULL;
  StrataRegion *region;

  world_init (&world);
  region = strata_board_get_region (world.board, get_id (&world, "E"));
  timeline = strata_timeline_new (strata_board_get_system (world.board), 2, NULL, NULL, NULL);
  g_assert_true (strata_region_set_address (region, 0x1000, NULL));
  g_assert_true (strata_region_set_enabled (region, FALSE, NULL));
  now = strata_space_model_new (world.space);
  strata_trial_update_model (world.trial, now);

  strata_trial_set_past (world.trial, timeline, 1);
  strata_wait_for (is_past (&world));
  assert_table (&world, WOULD_BE);
  strata_trial_update_model (world.trial, now);
  g_assert_true (is_past (&world));

  strata_trial_set_past (world.trial, timeline, 0);
  strata_wait_for (strata_space_model_get_diff (get_model (&world))->n_differences == 0);
  assert_table (&world, IS);

  strata_trial_set_past (world.trial, NULL, 0);
  g_assert_true (get_model (&world) == now);

  g_signal_connect_swapped (world.trial, "past-failed", G_CALLBACK (failed_cb), &world);
  g_assert_true (strata_region_set_enabled (region, TRUE, NULL));
  strata_trial_set_past (world.trial, timeline, 0);
  strata_wait_for (world.n_failed == 1);
  g_assert_true (get_model (&world) == now);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/strata/trial/try-and-drop", test_try_and_drop);
  g_test_add_func ("/strata/trial/rename", test_rename);
  g_test_add_func ("/strata/trial/hierarchy", test_hierarchy);
  g_test_add_func ("/strata/trial/make", test_make);
  g_test_add_func ("/strata/trial/live", test_live);
  g_test_add_func ("/strata/trial/failure", test_failure);
  g_test_add_func ("/strata/trial/other-board", test_other_board);
  g_test_add_func ("/strata/trial/past", test_past);
  g_test_add_func ("/strata/what-if/events", test_events);

  return g_test_run ();
}
