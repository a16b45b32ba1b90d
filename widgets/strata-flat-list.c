/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-flat-list.h"

#include "strata-flat-item.h"

/* The ranges of a flat view as items that are made when asked for. */
struct _StrataFlatList
{
  GObject parent_instance;

  StrataSpaceModel *model;
  guint n_items;
};

static GType
strata_flat_list_get_item_type (GListModel *list)
{
  return STRATA_TYPE_FLAT_ITEM;
}

static guint
strata_flat_list_get_n_items (GListModel *list)
{
  return STRATA_FLAT_LIST (list)->n_items;
}

static gpointer
strata_flat_list_get_item (GListModel *list,
                           guint       position)
{
  StrataFlatList *self = STRATA_FLAT_LIST (list);

  if (position >= self->n_items)
    return NULL;

  return strata_flat_item_new (self->model, position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = strata_flat_list_get_item_type;
  iface->get_n_items = strata_flat_list_get_n_items;
  iface->get_item = strata_flat_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataFlatList, strata_flat_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
strata_flat_list_dispose (GObject *object)
{
  StrataFlatList *self = STRATA_FLAT_LIST (object);

  g_clear_object (&self->model);
  self->n_items = 0;

  G_OBJECT_CLASS (strata_flat_list_parent_class)->dispose (object);
}

static void
strata_flat_list_class_init (StrataFlatListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = strata_flat_list_dispose;
}

static void
strata_flat_list_init (StrataFlatList *self)
{
}

/**
 * strata_flat_list_new:
 * @model: a model
 *
 * Lists the ranges of the model's flat view.
 *
 * Returns: (transfer full): the list
 */
StrataFlatList *
strata_flat_list_new (StrataSpaceModel *model)
{
  StrataFlatList *self;

  g_return_val_if_fail (STRATA_IS_SPACE_MODEL (model), NULL);

  self = g_object_new (STRATA_TYPE_FLAT_LIST, NULL);
  self->model = g_object_ref (model);
  self->n_items = strata_flat_view_get_n_ranges (strata_space_model_get_flat_view (model));

  return self;
}
