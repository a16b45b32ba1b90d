/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hierarchy-columns.h"

#include "strata-instance-node.h"

/* The columns of the hierarchy, in their order */
typedef enum
{
  COLUMN_NAME,
  COLUMN_START,
  COLUMN_END,
  COLUMN_SIZE,
  COLUMN_KIND,
  COLUMN_VISIBLE,
  COLUMN_PRIORITY,
  N_COLUMNS,
} Column;

static gint
compare_numbers (guint64 a,
                 guint64 b)
{
  return a < b ? -1 : a > b;
}

static gint
compare_visible (StrataInstanceNode *a,
                 StrataInstanceNode *b)
{
  double left = strata_space_model_get_visible_fraction (strata_instance_node_get_model (a),
                                                         strata_instance_node_get_instance (a));
  double right = strata_space_model_get_visible_fraction (strata_instance_node_get_model (b),
                                                          strata_instance_node_get_instance (b));

  return left < right ? -1 : left > right;
}

static gint
compare_nodes (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  StrataInstanceNode *left = (gpointer) a;
  StrataInstanceNode *right = (gpointer) b;
  StrataSpaceModel *left_model = strata_instance_node_get_model (left);
  StrataSpaceModel *right_model = strata_instance_node_get_model (right);
  guint left_index = strata_instance_node_get_instance (left);
  guint right_index = strata_instance_node_get_instance (right);
  const StrataInstance *x = strata_space_model_get_instance (left_model, left_index);
  const StrataInstance *y = strata_space_model_get_instance (right_model, right_index);
  gint left_priority, right_priority;

  switch ((Column) GPOINTER_TO_UINT (user_data))
    {
    case COLUMN_START:
      return compare_numbers (x->first, y->first);
    case COLUMN_END:
      return compare_numbers (x->last, y->last);
    case COLUMN_SIZE:
      return compare_numbers (x->last - x->first, y->last - y->first);
    case COLUMN_VISIBLE:
      return compare_visible (left, right);
    case COLUMN_PRIORITY:
    case COLUMN_NAME:
    case COLUMN_KIND:
    case N_COLUMNS:
    default:
      left_priority = strata_space_model_get_priority (left_model, left_index);
      right_priority = strata_space_model_get_priority (right_model, right_index);
      return left_priority < right_priority ? -1 : left_priority > right_priority;
    }
}

/* Texts are put into the form in which they are compared once for each row, not for each
 * comparison. */
static GtkSorter *
create_text_sorter (const char *property)
{
  GtkExpression *text = gtk_property_expression_new (STRATA_TYPE_INSTANCE_NODE, NULL, property);
  GtkStringSorter *sorter = gtk_string_sorter_new (text);

  gtk_string_sorter_set_ignore_case (sorter, FALSE);

  return GTK_SORTER (sorter);
}

static GtkSorter *
create_sorter (Column column)
{
  switch (column)
    {
    case COLUMN_NAME:
      return create_text_sorter ("title");
    case COLUMN_KIND:
      return create_text_sorter ("kind");
    default:
      return GTK_SORTER (gtk_custom_sorter_new (compare_nodes, GUINT_TO_POINTER (column), NULL));
    }
}

/**
 * strata_hierarchy_columns_set_up:
 * @view: the table of a hierarchy
 *
 * Lets columns be sorted by, and hidden from a menu of their heads. The names cannot be hidden.
 */
void
strata_hierarchy_columns_set_up (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      g_autoptr (GtkSorter) sorter = NULL;
      g_autoptr (GPropertyAction) action = NULL;
      g_autofree char *name = g_strdup_printf ("column-%u", i);
      g_autofree char *detailed = g_strconcat ("columns.", name, NULL);

      sorter = create_sorter (i);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_column_set_header_menu (column, G_MENU_MODEL (menu));
      if (i == COLUMN_NAME)
        continue;
      action = g_property_action_new (name, column, "visible");
      g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
      g_menu_append (menu, gtk_column_view_column_get_title (column), detailed);
    }
  gtk_widget_insert_action_group (GTK_WIDGET (view), "columns", G_ACTION_GROUP (actions));
}
