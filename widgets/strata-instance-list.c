/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-instance-list.h"

#include "strata-instance-node.h"

/* The instances that lie directly in one of them, as nodes that are made when asked for, and then
 * kept: their rows stay open when the list is brought up to date. */
struct _StrataInstanceList
{
  GObject parent_instance;

  StrataSpaceModel *model;
  guint holder;
  GPtrArray *nodes; /* of StrataInstanceNode; NULL where nobody has asked yet */
};

static GType
strata_instance_list_get_item_type (GListModel *list)
{
  return STRATA_TYPE_INSTANCE_NODE;
}

static guint
strata_instance_list_get_n_items (GListModel *list)
{
  return STRATA_INSTANCE_LIST (list)->nodes->len;
}

/* The root is the only instance that no other holds. */
static guint
get_instance (StrataSpaceModel *model,
              guint             holder,
              guint             position)
{
  if (holder == STRATA_NO_INSTANCE)
    return strata_space_model_get_root (model);

  return strata_space_model_get_child (model, holder, position);
}

static guint
count_instances (StrataSpaceModel *model,
                 guint             holder)
{
  if (holder == STRATA_NO_INSTANCE)
    return strata_space_model_get_root (model) != STRATA_NO_INSTANCE ? 1 : 0;

  return strata_space_model_get_n_children (model, holder);
}

static gpointer
strata_instance_list_get_item (GListModel *list,
                               guint       position)
{
  StrataInstanceList *self = STRATA_INSTANCE_LIST (list);

  if (position >= self->nodes->len)
    return NULL;

  if (self->nodes->pdata[position] == NULL)
    self->nodes->pdata[position]
      = strata_instance_node_new (self->model, get_instance (self->model, self->holder, position));

  return g_object_ref (self->nodes->pdata[position]);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = strata_instance_list_get_item_type;
  iface->get_n_items = strata_instance_list_get_n_items;
  iface->get_item = strata_instance_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataInstanceList, strata_instance_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
strata_instance_list_dispose (GObject *object)
{
  StrataInstanceList *self = STRATA_INSTANCE_LIST (object);

  g_clear_object (&self->model);
  g_ptr_array_set_size (self->nodes, 0);

  G_OBJECT_CLASS (strata_instance_list_parent_class)->dispose (object);
}

static void
strata_instance_list_finalize (GObject *object)
{
  g_ptr_array_unref (STRATA_INSTANCE_LIST (object)->nodes);

  G_OBJECT_CLASS (strata_instance_list_parent_class)->finalize (object);
}

static void
strata_instance_list_class_init (StrataInstanceListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = strata_instance_list_dispose;
  object_class->finalize = strata_instance_list_finalize;
}

static void
node_free (gpointer node)
{
  if (node != NULL)
    g_object_unref (node);
}

static void
strata_instance_list_init (StrataInstanceList *self)
{
  self->nodes = g_ptr_array_new_with_free_func (node_free);
}

static StrataInstanceList *
list_new (StrataSpaceModel *model,
          guint             holder)
{
  StrataInstanceList *self = g_object_new (STRATA_TYPE_INSTANCE_LIST, NULL);

  self->model = g_object_ref (model);
  self->holder = holder;
  g_ptr_array_set_size (self->nodes, count_instances (model, holder));

  return self;
}

/**
 * strata_instance_list_new:
 * @model: a model
 *
 * Lists the root of the space, if it has one.
 *
 * Returns: (transfer full): the list
 */
StrataInstanceList *
strata_instance_list_new (StrataSpaceModel *model)
{
  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (model), NULL);

  return list_new (model, STRATA_NO_INSTANCE);
}

/**
 * strata_instance_list_ref_children:
 * @node: a node of a list
 *
 * Lists what lies in an instance. It is the same list each time.
 *
 * Returns: (transfer full) (nullable): the list, or %NULL if nothing lies in it
 */
GListModel *
strata_instance_list_ref_children (StrataInstanceNode *node)
{
  StrataSpaceModel *model;
  GListModel *children;
  guint instance;

  g_return_val_if_fail (STRATA_IS_INSTANCE_NODE (node), NULL);

  children = strata_instance_node_get_children (node);
  if (children != NULL)
    return g_object_ref (children);

  model = strata_instance_node_get_model (node);
  instance = strata_instance_node_get_instance (node);
  if (strata_space_model_get_n_children (model, instance) == 0)
    return NULL;

  children = G_LIST_MODEL (list_new (model, instance));
  strata_instance_node_set_children (node, children);

  return children;
}

/* Whether an instance of one moment can be shown by the row of one of another: the way to it is the
 * same, and it can be opened if that could. */
static gboolean
is_same (StrataSpaceModel *old,
         guint             old_instance,
         StrataSpaceModel *new,
         guint             new_instance)
{
  guint old_sibling = strata_space_model_get_sibling (old, old_instance);
  guint new_sibling = strata_space_model_get_sibling (new, new_instance);

  return strata_space_model_get_instance (old, old_sibling)->region ==
         strata_space_model_get_instance (new, new_sibling)->region &&
         strata_space_model_get_instance (old, old_instance)->region ==
         strata_space_model_get_instance (new, new_instance)->region &&
         (strata_space_model_get_n_children (old, old_instance) > 0) ==
         (strata_space_model_get_n_children (new, new_instance) > 0);
}

static void
update (StrataInstanceList *self,
        StrataSpaceModel   *model,
        guint               holder);

static void
update_node (StrataInstanceList *self,
             guint               position)
{
  StrataInstanceNode *node = self->nodes->pdata[position];
  guint instance = get_instance (self->model, self->holder, position);

  if (node == NULL)
    return;

  strata_instance_node_update (node, self->model, instance);
  if (strata_instance_node_get_children (node) != NULL)
    update (STRATA_INSTANCE_LIST (strata_instance_node_get_children (node)), self->model,
            instance);
}

static void
update (StrataInstanceList *self,
        StrataSpaceModel   *model,
        guint               holder)
{
  guint n_old = self->nodes->len;
  guint n_new = count_instances (model, holder);
  guint n_least = MIN (n_old, n_new);
  guint n_first = 0;
  guint n_last = 0;

  while (n_first < n_least &&
         is_same (self->model, get_instance (self->model, self->holder, n_first),
                  model, get_instance (model, holder, n_first)))
    n_first++;
  while (n_last < n_least - n_first &&
         is_same (self->model, get_instance (self->model, self->holder, n_old - 1 - n_last),
                  model, get_instance (model, holder, n_new - 1 - n_last)))
    n_last++;

  g_set_object (&self->model, model);
  self->holder = holder;
  if (n_old - n_first - n_last > 0)
    g_ptr_array_remove_range (self->nodes, n_first, n_old - n_first - n_last);
  for (guint i = n_first; i < n_new - n_last; i++)
    g_ptr_array_insert (self->nodes, i, NULL);
  /* Rows find their nodes by position: these have to be right before any node says a word. */
  if (n_first + n_last < n_old || n_first + n_last < n_new)
    g_list_model_items_changed (G_LIST_MODEL (self), n_first, n_old - n_first - n_last,
                                n_new - n_first - n_last);
  for (guint i = 0; i < n_new; i++)
    if (i < n_first || i >= n_new - n_last)
      update_node (self, i);
}

/**
 * strata_instance_list_update:
 * @self: the list of a root
 * @model: another model of the same space
 *
 * Brings the list, and all lists below it that were made, up to date. What is the same at both ends
 * of each stays.
 */
void
strata_instance_list_update (StrataInstanceList *self,
                             StrataSpaceModel   *model)
{
  g_return_if_fail (STRATA_IS_INSTANCE_LIST (self));
  g_return_if_fail (STRATA_IS_SPACE_MODEL (model));
  g_return_if_fail (self->holder == STRATA_NO_INSTANCE);

  update (self, model, STRATA_NO_INSTANCE);
}
