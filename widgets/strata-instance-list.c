/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-instance-list.h"

#include "strata-instance-node.h"

/* The instances that lie directly in one of them, as nodes that are made when asked for. */
struct _StrataInstanceList
{
  GObject parent_instance;

  StrataSpaceModel *model;
  guint holder;
  guint n_items;
};

static GType
strata_instance_list_get_item_type (GListModel *list)
{
  return STRATA_TYPE_INSTANCE_NODE;
}

static guint
strata_instance_list_get_n_items (GListModel *list)
{
  return STRATA_INSTANCE_LIST (list)->n_items;
}

static gpointer
strata_instance_list_get_item (GListModel *list,
                               guint       position)
{
  StrataInstanceList *self = STRATA_INSTANCE_LIST (list);
  guint instance;

  if (position >= self->n_items)
    return NULL;

  if (self->holder == STRATA_NO_INSTANCE)
    instance = strata_space_model_get_root (self->model);
  else
    instance = strata_space_model_get_child (self->model, self->holder, position);

  return strata_instance_node_new (self->model, instance);
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
  self->n_items = 0;

  G_OBJECT_CLASS (strata_instance_list_parent_class)->dispose (object);
}

static void
strata_instance_list_class_init (StrataInstanceListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = strata_instance_list_dispose;
}

static void
strata_instance_list_init (StrataInstanceList *self)
{
}

/**
 * strata_instance_list_new:
 * @model: a model
 * @holder: the index of an instance, or %STRATA_NO_INSTANCE for a list of the root alone
 *
 * Lists what lies in @holder, by address.
 *
 * Returns: (transfer full): the list
 */
StrataInstanceList *
strata_instance_list_new (StrataSpaceModel *model,
                          guint             holder)
{
  StrataInstanceList *self;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (model), NULL);

  self = g_object_new (STRATA_TYPE_INSTANCE_LIST, NULL);
  self->model = g_object_ref (model);
  self->holder = holder;
  if (holder != STRATA_NO_INSTANCE)
    self->n_items = strata_space_model_get_n_children (model, holder);
  else if (strata_space_model_get_root (model) != STRATA_NO_INSTANCE)
    self->n_items = 1;

  return self;
}
