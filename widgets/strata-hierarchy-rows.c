/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hierarchy-rows.h"

#include "strata-instance-list.h"
#include "strata-instance-node.h"
#include "strata-row-pacer.h"

/* So many rows are open at first, so that a usual machine is seen whole. */
#define OPEN_ROWS 400

/* More rows than this are sorted a bit in each frame. */
#define MANY_ROWS 5000

/*
 * The rows of a hierarchy: as a tree whose rows are made when they are opened, or as a list of what
 * matches; in the order of the hierarchy, or sorted. With 100,000 of them nothing here may take
 * longer than a frame.
 */
struct _StrataHierarchyRows
{
  GObject parent_instance;

  GtkSorter *sorter;
  StrataSpaceModel *model;
  GtkTreeListModel *tree;
  StrataMatchList *matches;   /* what is shown if something is looked for; else NULL */
  GtkSortListModel *sorted;   /* the tree, if it is sorted by something; else NULL */
  GtkSliceListModel *paced;   /* the rows in their order, not all of them at once */
};

G_DEFINE_FINAL_TYPE (StrataHierarchyRows, strata_hierarchy_rows, G_TYPE_OBJECT)

static GListModel *
list_children (gpointer item,
               gpointer user_data)
{
  return strata_instance_list_ref_children (item);
}

/* What matches stands without what lies in it. */
static GListModel *
list_nothing (gpointer item,
              gpointer user_data)
{
  return NULL;
}

/* Opens rows from the top as long as there are not too many. */
static void
open_rows (StrataHierarchyRows *self)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->tree));

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);
      g_autoptr (StrataInstanceNode) node = gtk_tree_list_row_get_item (row);
      guint n_children = strata_space_model_get_n_children (
        self->model, strata_instance_node_get_instance (node));

      /* The root is opened in any case. */
      if (n_children > 0 && (i == 0 || n_rows + n_children <= OPEN_ROWS))
        gtk_tree_list_row_set_expanded (row, TRUE);
      n_rows = MIN (g_list_model_get_n_items (G_LIST_MODEL (self->tree)), OPEN_ROWS);
    }
}

/* Finds the row of an instance, opening what it lies in. */
static GtkTreeListRow *
reach_row (StrataHierarchyRows *self,
           guint                instance)
{
  guint holder = strata_space_model_get_holder (self->model, instance);
  g_autoptr (GtkTreeListRow) above = NULL;

  if (holder == STRATA_NO_INSTANCE)
    return gtk_tree_list_model_get_child_row (self->tree, 0);

  above = reach_row (self, holder);
  gtk_tree_list_row_set_expanded (above, TRUE);

  return gtk_tree_list_row_get_child_row (above,
                                          strata_space_model_get_position (self->model, instance));
}

static gboolean
drop (gpointer tree)
{
  return G_SOURCE_REMOVE;
}

/* To let go of many rows takes long; the others are to be seen first. */
static void
forget_tree (StrataHierarchyRows *self)
{
  if (self->tree != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->tree)) > MANY_ROWS)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, drop, g_steal_pointer (&self->tree), g_object_unref);
  g_clear_object (&self->tree);
}

/* All the rows */
static GListModel *
get_all (StrataHierarchyRows *self)
{
  return self->sorted != NULL ? G_LIST_MODEL (self->sorted) : G_LIST_MODEL (self->tree);
}

static guint
search_rows (StrataHierarchyRows *self,
             GtkTreeListRow      *row)
{
  GListModel *list = G_LIST_MODEL (self->sorted);
  guint n_rows = g_list_model_get_n_items (list);

  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GtkTreeListRow) there = g_list_model_get_item (list, i);

      if (there == row)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* Where a row stands: sorted ones are found by halves. */
static guint
find_position (StrataHierarchyRows *self,
               GtkTreeListRow      *row)
{
  GtkSorter *sorter;
  guint position = gtk_tree_list_row_get_position (row);
  guint low = 0;
  guint high;

  if (self->sorted == NULL)
    return position;
  if (gtk_sort_list_model_get_pending (self->sorted) > 0)
    return search_rows (self, row);

  sorter = gtk_sort_list_model_get_sorter (self->sorted);
  high = g_list_model_get_n_items (G_LIST_MODEL (self->sorted));
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr (GtkTreeListRow) there = g_list_model_get_item (G_LIST_MODEL (self->sorted),
                                                                middle);
      GtkOrdering ordering;

      if (there == row)
        return middle;
      ordering = gtk_sorter_compare (sorter, there, row);
      /* What is equal stays in the order it had. */
      if (ordering == GTK_ORDERING_SMALLER ||
          (ordering == GTK_ORDERING_EQUAL && gtk_tree_list_row_get_position (there) < position))
        low = middle + 1;
      else
        high = middle;
    }

  return GTK_INVALID_LIST_POSITION;
}

static void
strata_hierarchy_rows_dispose (GObject *object)
{
  StrataHierarchyRows *self = STRATA_HIERARCHY_ROWS (object);

  g_clear_object (&self->paced);
  g_clear_object (&self->sorted);
  g_clear_object (&self->tree);
  g_clear_object (&self->matches);
  g_clear_object (&self->model);
  g_clear_object (&self->sorter);

  G_OBJECT_CLASS (strata_hierarchy_rows_parent_class)->dispose (object);
}

static void
strata_hierarchy_rows_class_init (StrataHierarchyRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = strata_hierarchy_rows_dispose;
}

static void
strata_hierarchy_rows_init (StrataHierarchyRows *self)
{
}

/**
 * strata_hierarchy_rows_new:
 * @sorter: what to sort siblings by; where it has no order, they stay as they are
 *
 * Creates rows of nothing.
 *
 * Returns: (transfer full): the rows
 */
StrataHierarchyRows *
strata_hierarchy_rows_new (GtkSorter *sorter)
{
  StrataHierarchyRows *self;

  g_return_val_if_fail (GTK_IS_SORTER (sorter), NULL);

  self = g_object_new (STRATA_TYPE_HIERARCHY_ROWS, NULL);
  self->sorter = g_object_ref (sorter);

  return self;
}

/**
 * strata_hierarchy_rows_show:
 * @self: rows
 * @model: (nullable): a model
 * @match: (nullable): what to look for; %NULL for the whole tree
 *
 * Makes other rows. The list is another one then.
 */
void
strata_hierarchy_rows_show (StrataHierarchyRows *self,
                            StrataSpaceModel    *model,
                            const StrataMatch   *match)
{
  g_autoptr (StrataMatchList) before = NULL;

  g_return_if_fail (STRATA_IS_HIERARCHY_ROWS (self));
  g_return_if_fail (model == NULL || STRATA_IS_SPACE_MODEL (model));

  before = g_steal_pointer (&self->matches);
  forget_tree (self);
  g_set_object (&self->model, model);
  if (model != NULL && match != NULL)
    {
      self->matches = strata_match_list_new (model, match, before);
      self->tree = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (self->matches)), FALSE,
                                            FALSE, list_nothing, NULL, NULL);
    }
  else if (model != NULL)
    {
      self->tree = gtk_tree_list_model_new (G_LIST_MODEL (strata_instance_list_new (model)), FALSE,
                                            FALSE, list_children, NULL, NULL);
      open_rows (self);
    }
  strata_hierarchy_rows_sort (self);
}

/**
 * strata_hierarchy_rows_update:
 * @self: rows of a tree
 * @model: another model of the same space
 *
 * Brings the rows up to date. What is open stays so.
 */
void
strata_hierarchy_rows_update (StrataHierarchyRows *self,
                              StrataSpaceModel    *model)
{
  g_return_if_fail (STRATA_IS_HIERARCHY_ROWS (self));
  g_return_if_fail (STRATA_IS_SPACE_MODEL (model));
  g_return_if_fail (self->tree != NULL && self->matches == NULL);

  g_set_object (&self->model, model);
  strata_instance_list_update (STRATA_INSTANCE_LIST (gtk_tree_list_model_get_model (self->tree)),
                               model);
}

static void
sort_tree (StrataHierarchyRows *self)
{
  self->sorted = gtk_sort_list_model_new (NULL, GTK_SORTER (gtk_tree_list_row_sorter_new (
                                            g_object_ref (self->sorter))));
  gtk_sort_list_model_set_incremental (
    self->sorted, self->matches != NULL ||
    g_list_model_get_n_items (G_LIST_MODEL (self->tree)) > MANY_ROWS);
  gtk_sort_list_model_set_model (self->sorted, G_LIST_MODEL (self->tree));
}

/**
 * strata_hierarchy_rows_sort:
 * @self: rows
 *
 * Sorts, or stops to, after the sorter has changed. The list is another one then.
 */
void
strata_hierarchy_rows_sort (StrataHierarchyRows *self)
{
  g_return_if_fail (STRATA_IS_HIERARCHY_ROWS (self));

  g_clear_object (&self->paced);
  g_clear_object (&self->sorted);
  if (self->tree == NULL)
    return;

  if (gtk_sorter_get_order (self->sorter) != GTK_SORTER_ORDER_NONE)
    sort_tree (self);
  self->paced = strata_row_pacer_new (get_all (self));
}

/**
 * strata_hierarchy_rows_get_list:
 * @self: rows
 *
 * Gets the rows, each a #GtkTreeListRow of a #StrataInstanceNode. Of many the first are there at
 * once, the others soon.
 *
 * Returns: (transfer none) (nullable): the list
 */
GListModel *
strata_hierarchy_rows_get_list (StrataHierarchyRows *self)
{
  g_return_val_if_fail (STRATA_IS_HIERARCHY_ROWS (self), NULL);

  return (GListModel *) self->paced;
}

/**
 * strata_hierarchy_rows_get_matches:
 * @self: rows
 *
 * Gets what matches.
 *
 * Returns: (transfer none) (nullable): the list, or %NULL if nothing is looked for
 */
StrataMatchList *
strata_hierarchy_rows_get_matches (StrataHierarchyRows *self)
{
  g_return_val_if_fail (STRATA_IS_HIERARCHY_ROWS (self), NULL);

  return self->matches;
}

/**
 * strata_hierarchy_rows_find:
 * @self: rows
 * @instance: the index of an instance that is shown
 *
 * Finds its row, and opens what it lies in.
 *
 * Returns: the position in the list, or %GTK_INVALID_LIST_POSITION if it does not match
 */
guint
strata_hierarchy_rows_find (StrataHierarchyRows *self,
                            guint                instance)
{
  g_autoptr (GtkTreeListRow) row = NULL;
  guint match;

  g_return_val_if_fail (STRATA_IS_HIERARCHY_ROWS (self), GTK_INVALID_LIST_POSITION);
  g_return_val_if_fail (self->model != NULL, GTK_INVALID_LIST_POSITION);

  if (self->matches == NULL)
    {
      row = reach_row (self, instance);
    }
  else
    {
      match = strata_match_list_find (self->matches, instance);
      if (match == GTK_INVALID_LIST_POSITION)
        return GTK_INVALID_LIST_POSITION;
      row = gtk_tree_list_model_get_row (self->tree, match);
    }

  return strata_hierarchy_rows_find_row (self, row);
}

/**
 * strata_hierarchy_rows_find_row:
 * @self: rows
 * @row: one of them
 *
 * Finds where a row stands, in whichever order; it is listed then.
 *
 * Returns: the position in the list, or %GTK_INVALID_LIST_POSITION if it is not in it
 */
guint
strata_hierarchy_rows_find_row (StrataHierarchyRows *self,
                                GtkTreeListRow      *row)
{
  guint position;

  g_return_val_if_fail (STRATA_IS_HIERARCHY_ROWS (self), GTK_INVALID_LIST_POSITION);
  g_return_val_if_fail (GTK_IS_TREE_LIST_ROW (row), GTK_INVALID_LIST_POSITION);

  position = find_position (self, row);
  if (position != GTK_INVALID_LIST_POSITION)
    strata_row_pacer_reach (self->paced, position);

  return position;
}
