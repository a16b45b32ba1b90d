/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Views that follow a space while it changes. */

#include "config.h"

#include "strata-flat-table.h"
#include "strata-hierarchy-view.h"
#include "widget-fixture.h"

#define N_REGIONS 24

typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataRegion *regions[N_REGIONS]; /* the first few hold the others */
  StrataAddressSpace *space;
  StrataSelection *selection;
  GtkWidget *hierarchy;
  GtkWidget *table;
} World;

static GtkSingleSelection *
get_rows (GtkWidget *view)
{
  GtkWidget *table = widget_fixture_find_widget (view, GTK_TYPE_COLUMN_VIEW);

  return GTK_SINGLE_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (table)));
}

static void
show_now (World *world)
{
  g_autoptr (StrataSpaceModel) model = strata_space_model_new (world->space);

  if (strata_selection_get_model (world->selection) == NULL)
    strata_selection_set_model (world->selection, model);
  else
    strata_selection_update_model (world->selection, model);
}

static World *
world_new (void)
{
  World *world = g_new0 (World, 1);

  world->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  world->root = strata_region_new_container (world->system, NULL, "root", 0x10000);
  world->space = strata_address_space_new (world->system, "space", world->root);
  for (guint i = 0; i < N_REGIONS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%c", 'a' + i);

      world->regions[i] = i < 6 ? strata_region_new_container (world->system, NULL, name, 0x2000)
                                : strata_region_new_reserved (world->system, NULL, name, 0x300);
      strata_region_add_subregion_overlap (i < 6 ? world->root : world->regions[i % 6],
                                           i * 0x340 % (i < 6 ? 0x10000 : 0x2000),
                                           world->regions[i], 0, NULL);
    }
  world->selection = strata_selection_new ();
  world->hierarchy = g_object_ref_sink (strata_hierarchy_view_new ());
  world->table = g_object_ref_sink (strata_flat_table_new ());
  show_now (world);
  strata_hierarchy_view_set_selection (STRATA_HIERARCHY_VIEW (world->hierarchy),
                                       world->selection);
  strata_flat_table_set_selection (STRATA_FLAT_TABLE (world->table), world->selection);

  return world;
}

static void
world_free (World *world)
{
  g_assert_finalize_object (world->hierarchy);
  g_assert_finalize_object (world->table);
  g_object_unref (world->selection);
  strata_address_space_close (world->space);
  strata_address_space_unref (world->space);
  for (guint i = 0; i < N_REGIONS; i++)
    strata_region_unref (world->regions[i]);
  strata_region_unref (world->root);
  strata_system_unref (world->system);
  g_free (world);
}

static void
changed_cb (GListModel *rows,
            guint       position,
            guint       n_removed,
            guint       n_added,
            gpointer    user_data)
{
  g_string_append_printf (user_data, "[%u-%u+%u]", position, n_removed, n_added);
}

static GtkTreeListRow *
get_row (GtkWidget *hierarchy,
         guint      position)
{
  g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (get_rows (hierarchy)),
                                                          position);

  return row;
}

/* What does not change stays as it is: rows stay open and selected, and nobody hears of them. */
static void
test_small_changes (void)
{
  World *world = world_new ();
  GListModel *rows = G_LIST_MODEL (get_rows (world->hierarchy));
  GListModel *ranges = G_LIST_MODEL (get_rows (world->table));
  g_autoptr (GString) row_changes = g_string_new (NULL);
  g_autoptr (GString) range_changes = g_string_new (NULL);
  guint n_rows = g_list_model_get_n_items (rows);
  guint n_ranges = g_list_model_get_n_items (ranges);
  GtkTreeListRow *selected;

  g_assert_cmpuint (n_rows, ==, 25);
  g_assert_cmpuint (n_ranges, >, 4);
  /* root, a and its three, b and its three: close b */
  gtk_tree_list_row_set_expanded (get_row (world->hierarchy, 5), FALSE);
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (rows), 3);
  selected = get_row (world->hierarchy, 3);
  n_rows = g_list_model_get_n_items (rows);
  g_signal_connect (rows, "items-changed", G_CALLBACK (changed_cb), row_changes);
  g_signal_connect (ranges, "items-changed", G_CALLBACK (changed_cb), range_changes);

  show_now (world);
  g_assert_cmpstr (row_changes->str, ==, "");
  g_assert_cmpstr (range_changes->str, ==, "");

  /* the last region of all goes */
  g_assert_true (strata_region_del_subregion (world->regions[5], world->regions[23], NULL));
  show_now (world);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, n_rows - 1);
  g_assert_cmpuint (strlen (row_changes->str), >, 0);
  g_assert_null (strchr (row_changes->str + 1, '['));
  g_assert_false (gtk_tree_list_row_get_expanded (get_row (world->hierarchy, 5)));
  g_assert_true (gtk_tree_list_row_get_expanded (get_row (world->hierarchy, 1)));
  g_assert_true (gtk_single_selection_get_selected_item (get_rows (world->hierarchy)) ==
                 (gpointer) selected);
  g_assert_cmpuint (strata_selection_get_instance (world->selection), !=, STRATA_NO_INSTANCE);
  world_free (world);
}

/* A row that stays says what is so now. */
static void
test_row_changes (void)
{
  World *world = world_new ();
  GtkTreeListRow *row = get_row (world->hierarchy, 2);
  g_autoptr (GObject) node = gtk_tree_list_row_get_item (row);
  g_autofree char *title = NULL;
  StrataVisibility visibility;

  g_object_get (node, "title", &title, "visibility", &visibility, NULL);
  g_assert_cmpstr (title, ==, "m");
  g_assert_cmpint (visibility, !=, STRATA_VISIBILITY_DISABLED);
  g_assert_true (strata_region_set_enabled (world->regions[12], FALSE, NULL));
  show_now (world);
  g_object_get (node, "visibility", &visibility, NULL);
  g_assert_cmpint (visibility, ==, STRATA_VISIBILITY_DISABLED);
  world_free (world);
}

static void
notify_cb (GObject    *node,
           GParamSpec *pspec,
           gpointer    row)
{
  g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);

  g_assert_true (item == node);
  g_object_set_data (node, "heard", GINT_TO_POINTER (TRUE));
}

/* When a row that stays says what is so, it is in its place already: whoever listens asks the row
 * for its item again. */
static void
test_row_moves (void)
{
  World *world = world_new ();
  guint last = g_list_model_get_n_items (G_LIST_MODEL (get_rows (world->hierarchy))) - 1;
  GtkTreeListRow *row = get_row (world->hierarchy, last);
  g_autoptr (GObject) node = gtk_tree_list_row_get_item (row);
  g_autoptr (StrataRegion) added = strata_region_new_reserved (world->system, NULL, "new", 1);
  StrataRegion *container = world->regions[5];

  g_signal_connect (node, "notify::title", G_CALLBACK (notify_cb), row);
  g_assert_true (strata_region_add_subregion_overlap (container, 0, added, 0, NULL));
  show_now (world);
  g_assert_nonnull (g_object_get_data (node, "heard"));
  g_assert_cmpuint (gtk_tree_list_row_get_position (row), ==, last + 1);
  world_free (world);
}

/* What is selected is lost only when it goes. */
static void
test_selected (void)
{
  World *world = world_new ();
  StrataSpaceModel *model = strata_selection_get_model (world->selection);
  guint instance;

  strata_selection_select (world->selection, widget_fixture_find (model, "k"));
  g_assert_true (strata_region_set_address (world->regions[10], 0x1c00, NULL));
  g_assert_true (strata_region_set_enabled (world->regions[0], FALSE, NULL));
  show_now (world);
  model = strata_selection_get_model (world->selection);
  instance = strata_selection_get_instance (world->selection);
  g_assert_cmpuint (instance, ==, widget_fixture_find (model, "k"));
  g_assert_cmpuint (strata_selection_get_address (world->selection), >=,
                    strata_space_model_get_instance (model, instance)->first);
  g_assert_true (strata_region_del_subregion (world->regions[4], world->regions[10], NULL));
  show_now (world);
  g_assert_cmpuint (strata_selection_get_instance (world->selection), ==, STRATA_NO_INSTANCE);
  world_free (world);
}

static void
open_all (GtkWidget *hierarchy)
{
  GListModel *rows = G_LIST_MODEL (get_rows (hierarchy));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    gtk_tree_list_row_set_expanded (get_row (hierarchy, i), TRUE);
}

static void
edit (World *world,
      GRand *rand)
{
  guint number = g_rand_int_range (rand, 0, N_REGIONS);
  StrataRegion *region = world->regions[number];
  StrataRegion *container = strata_region_get_container (region);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      strata_region_set_enabled (region, !strata_region_get_enabled (region), NULL);
      break;
    case 1:
      strata_region_set_address (region, g_rand_int_range (rand, 0, 0x3000), NULL);
      break;
    case 2:
      if (container != NULL)
        strata_region_set_priority (region, g_rand_int_range (rand, -2, 3), NULL);
      break;
    default:
      if (container != NULL)
        strata_region_del_subregion (container, region, NULL);
      else
        strata_region_add_subregion_overlap (
          number < 6 ? world->root : world->regions[g_rand_int_range (rand, 0, 6)],
          g_rand_int_range (rand, 0, 0x2000), region, 0, NULL);
    }
}

/* Views that follow show the same as views that are made anew. */
static void
test_random (void)
{
  static const char *const properties[] = { "title", "start", "end", "kind" };
  World *world = world_new ();
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (StrataSelection) fresh = strata_selection_new ();
      GtkWidget *hierarchy = g_object_ref_sink (strata_hierarchy_view_new ());
      GtkWidget *table = g_object_ref_sink (strata_flat_table_new ());
      guint n_edits = g_rand_int_range (rand, 1, 4);

      for (guint i = 0; i < n_edits; i++)
        edit (world, rand);
      show_now (world);
      strata_selection_set_model (fresh, strata_selection_get_model (world->selection));
      strata_hierarchy_view_set_selection (STRATA_HIERARCHY_VIEW (hierarchy), fresh);
      strata_flat_table_set_selection (STRATA_FLAT_TABLE (table), fresh);
      open_all (hierarchy);
      open_all (world->hierarchy);
      for (guint i = 0; i < 4; i++)
        {
          g_autofree char *followed
            = widget_fixture_write_rows (G_LIST_MODEL (get_rows (world->hierarchy)),
                                         properties[i]);
          g_autofree char *made = widget_fixture_write_rows (G_LIST_MODEL (get_rows (hierarchy)),
                                                             properties[i]);

          g_assert_cmpstr (followed, ==, made);
        }
      for (guint i = 1; i < 3; i++)
        {
          g_autofree char *followed
            = widget_fixture_write_rows (G_LIST_MODEL (get_rows (world->table)), properties[i]);
          g_autofree char *made = widget_fixture_write_rows (G_LIST_MODEL (get_rows (table)),
                                                             properties[i]);

          g_assert_cmpstr (followed, ==, made);
        }
      g_assert_finalize_object (hierarchy);
      g_assert_finalize_object (table);
    }
  world_free (world);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/update/small-changes", test_small_changes);
  g_test_add_func ("/strata/update/row-changes", test_row_changes);
  g_test_add_func ("/strata/update/row-moves", test_row_moves);
  g_test_add_func ("/strata/update/selected", test_selected);
  g_test_add_func ("/strata/update/random", test_random);

  return g_test_run ();
}
