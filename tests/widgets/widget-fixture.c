/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "widget-fixture.h"

#include "formats/strata-formats.h"
#include "widget-picture.h"

StrataBoard *
widget_fixture_create_board (const char *text)
{
  g_autoptr (GError) error = NULL;
  StrataBoard *board = strata_board_new_from_text (text, -1, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return board;
}

/* What an address space of a built-in board shows */
StrataSpaceModel *
widget_fixture_load (const char *board,
                     const char *space)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) loaded = strata_formats_load (board, NULL, NULL, NULL, NULL, &error);
  StrataAddressSpace *found;

  g_assert_no_error (error);
  found = space != NULL ? strata_board_find_address_space (loaded, space)
                        : strata_board_get_default_address_space (loaded);
  g_assert_nonnull (found);

  return strata_space_model_new (found);
}

StrataSelection *
widget_fixture_select_in (const char *board,
                          const char *space)
{
  g_autoptr (StrataSpaceModel) model = widget_fixture_load (board, space);
  StrataSelection *selection = strata_selection_new ();

  strata_selection_set_model (selection, model);

  return selection;
}

/* What edits would bring in the default address space of a board */
StrataSpaceModel *
widget_fixture_try (StrataBoard       *board,
                    StrataEdit *const *edits,
                    guint              n_edits)
{
  StrataAddressSpace *space = strata_board_get_default_address_space (board);
  g_autoptr (StrataSpaceModel) base = strata_space_model_new (space);
  g_autoptr (StrataEdit) edit = strata_edit_new_group (edits, n_edits);
  g_autoptr (StrataRendering) rendering = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataDryCommit) commit = strata_board_try_space (board, edit, space, &rendering,
                                                               &error);
  g_autoptr (StrataFlatView) view = NULL;
  g_autoptr (GHashTable) names = strata_board_list_new_names (board, edit);

  g_assert_no_error (error);
  view = strata_dry_commit_ref_view (commit, space);

  return strata_space_model_new_tried (base, view, rendering, names);
}

/* The first enabled instance that is shown with this title */
guint
widget_fixture_find (StrataSpaceModel *model,
                     const char       *title)
{
  StrataRendering *rendering = strata_space_model_get_rendering (model);

  for (guint i = 0; i < strata_rendering_get_n_instances (rendering); i++)
    {
      g_autofree char *own = strata_space_model_dup_title (model, i);

      if (strata_space_model_get_shown (model, i) == i && g_str_equal (own, title) &&
          strata_rendering_get_instance (rendering, i)->enabled)
        return i;
    }

  g_error ("there is no instance “%s”", title);
}

/* A property of all rows, separated by spaces; rows of a tree with a dot for each level */
char *
widget_fixture_write_rows (GListModel *rows,
                           const char *property)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);
      g_autoptr (GObject) item = NULL;
      g_autofree char *value = NULL;

      if (i > 0)
        g_string_append_c (text, ' ');
      if (GTK_IS_TREE_LIST_ROW (row))
        {
          item = gtk_tree_list_row_get_item (GTK_TREE_LIST_ROW (row));
          for (guint k = 0; k < gtk_tree_list_row_get_depth (GTK_TREE_LIST_ROW (row)); k++)
            g_string_append_c (text, '.');
        }
      else
        {
          item = g_object_ref (row);
        }
      g_object_get (item, property, &value, NULL);
      g_string_append (text, value);
    }

  return g_string_free (text, FALSE);
}

GtkWidget *
widget_fixture_find_widget (GtkWidget *root,
                            GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = widget_fixture_find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A label that is mapped and has this in its text */
GtkWidget *
widget_fixture_find_label (GtkWidget  *root,
                           const char *text)
{
  if (GTK_IS_LABEL (root) && gtk_widget_get_mapped (root) &&
      strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = widget_fixture_find_label (child, text);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* A button that is mapped and has this label, or an icon and this action */
GtkWidget *
widget_fixture_find_button (GtkWidget  *root,
                            const char *label)
{
  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) &&
      (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0 ||
       g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (root)), label) == 0))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = widget_fixture_find_button (child, label);

      if (found != NULL)
        return found;
    }

  return NULL;
}

void
widget_fixture_click (GtkWidget  *root,
                      const char *label)
{
  GtkWidget *button = widget_fixture_find_button (root, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* Hides a column, as of times, which no two pictures have alike, in all tables. */
void
widget_fixture_hide_column (GtkWidget  *root,
                            const char *title)
{
  if (GTK_IS_COLUMN_VIEW (root))
    {
      GListModel *columns = gtk_column_view_get_columns (GTK_COLUMN_VIEW (root));

      for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
        {
          g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

          if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
            gtk_column_view_column_set_visible (column, FALSE);
        }
    }

  for (GtkWidget *child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    widget_fixture_hide_column (child, title);
}

#define TITLE_MARGIN 24 /* the arrow of what is sorted, and the edge of a title */

/* Where the text of a label ends on the right; -1 as long as it has no place */
static double
find_text_end (GtkWidget *label,
               GtkWidget *root)
{
  PangoRectangle extents;
  graphene_point_t end;
  int x, y;

  if (gtk_widget_get_width (label) <= 0)
    return -1;
  gtk_label_get_layout_offsets (GTK_LABEL (label), &x, &y);
  pango_layout_get_pixel_extents (gtk_label_get_layout (GTK_LABEL (label)), NULL, &extents);
  g_assert_true (gtk_widget_compute_point (
    label, root, &GRAPHENE_POINT_INIT (x + extents.x + extents.width, y), &end));

  return end.x;
}

static GtkWidget *
get_nth_child (GtkWidget *widget,
               guint      n)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  while (n-- > 0 && child != NULL)
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static gboolean
meet_at (GtkWidget *table,
         guint      column,
         double     end)
{
  GtkWidget *rows = gtk_widget_get_next_sibling (gtk_widget_get_first_child (table));
  double first = -1;
  int narrowest = G_MAXINT, widest = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (rows);
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkWidget *cell = get_nth_child (row, column);
      GtkWidget *label = cell != NULL ? widget_fixture_find_label (cell, "") : NULL;
      int width;

      if (label == NULL || gtk_label_get_text (GTK_LABEL (label))[0] == '\0')
        continue;
      pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (label)), &width, NULL);
      narrowest = MIN (narrowest, width);
      widest = MAX (widest, width);
      if (first < 0)
        first = find_text_end (label, table);
      if (first < 0 || ABS (find_text_end (label, table) - first) > 1)
        return FALSE;
    }

  return narrowest < widest && ABS (first - end) <= TITLE_MARGIN;
}

/* A table has a column of that title with texts of several widths. They end on the right, one below
 * the other and all below their title, as the digits of numbers do in any language. */
void
widget_fixture_assert_numbers (GtkWidget  *root,
                               const char *title)
{
  GtkWidget *table = widget_fixture_find_widget (root, GTK_TYPE_COLUMN_VIEW);
  GtkWidget *header = gtk_widget_get_first_child (table);
  GtkWidget *heading = gtk_widget_get_first_child (header);
  GtkWidget *label;
  guint column = 0;

  while (heading != NULL && (label = widget_fixture_find_label (heading, title)) == NULL)
    {
      column += gtk_widget_get_visible (heading);
      heading = gtk_widget_get_next_sibling (heading);
    }
  g_assert_nonnull (heading);
  strata_wait_for (meet_at (table, column, find_text_end (label, table)));
}

/* Puts a widget into a window of its own, in the style of pictures, and waits until it has its
 * place. */
void
widget_fixture_show (GtkWidget *widget,
                     int        width,
                     int        height)
{
  GtkWidget *window;

  widget_picture_prepare ();
  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  strata_wait_for (gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0);
}

/* Destroys the widget's window: nothing may hold the widget then. */
void
widget_fixture_assert_finalized (GtkWidget *widget)
{
  gpointer pointer = widget;

  g_object_add_weak_pointer (G_OBJECT (widget), &pointer);
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (widget)));
  strata_wait_for (pointer == NULL);
}

static void
collect_stops (GtkWidget  *widget,
               GHashTable *stops)
{
  if (GTK_IS_POPOVER (widget) || !gtk_widget_get_mapped (widget) ||
      !gtk_widget_is_sensitive (widget))
    return;

  if (GTK_IS_LIST_BOX (widget))
    {
      g_hash_table_add (stops, widget);
      return;
    }
  if ((GTK_IS_BUTTON (widget) && gtk_widget_get_focusable (widget)) || GTK_IS_TEXT (widget))
    g_hash_table_add (stops, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_stops (child, stops);
}

/* Tab comes to every button and every entry in it, and back; and to every list, in which the arrows
 * go on. */
void
widget_fixture_assert_reachable (GtkWidget *root)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (root));
  const GtkDirectionType directions[] = { GTK_DIR_TAB_FORWARD, GTK_DIR_TAB_BACKWARD };
  GHashTableIter iter;
  gpointer stop;

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      g_autoptr (GHashTable) stops = g_hash_table_new (NULL, NULL);

      collect_stops (root, stops);
      g_assert_cmpuint (g_hash_table_size (stops), >, 0);
      gtk_window_set_focus (GTK_WINDOW (window), NULL);
      for (guint k = 0; k < 100 && gtk_widget_child_focus (window, directions[i]); k++)
        for (GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (window));
             widget != NULL;
             widget = gtk_widget_get_parent (widget))
          g_hash_table_remove (stops, widget);
      g_hash_table_iter_init (&iter, stops);
      if (g_hash_table_iter_next (&iter, &stop, NULL))
        g_error ("%s does not come to a %s “%s”", i == 0 ? "Tab" : "Shift+Tab",
                 G_OBJECT_TYPE_NAME (stop),
                 GTK_IS_BUTTON (stop) && gtk_button_get_label (stop) != NULL
                   ? gtk_button_get_label (stop) : "");
    }
}

/* Turns all that is made from now on around, until the test has ended. */
void
widget_fixture_set_up_turned (gpointer      fixture,
                              gconstpointer turned)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  ((const WidgetFixtureTurned *) turned)->set_up (fixture, NULL);
}

void
widget_fixture_tear_down_turned (gpointer      fixture,
                                 gconstpointer turned)
{
  ((const WidgetFixtureTurned *) turned)->tear_down (fixture, NULL);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* In both directions a table of "doc-overlap" has a column of numbers of that title. */
void
widget_fixture_assert_turned_numbers (WidgetFixtureCreateFunc  create,
                                      const char              *title)
{
  const GtkTextDirection directions[] = { GTK_TEXT_DIR_RTL, GTK_TEXT_DIR_LTR };
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    {
      GtkWidget *table;

      gtk_widget_set_default_direction (directions[i]);
      table = create (selection);
      widget_fixture_show (table, 600, 300);
      strata_wait_for (widget_fixture_find_label (table, "2000") != NULL);
      widget_fixture_assert_numbers (table, title);
      widget_fixture_assert_finalized (table);
    }
}
