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

static gboolean
is_same (const StrataFlatRange *a,
         const StrataFlatRange *b)
{
  return a->first == b->first && a->last == b->last && a->region == b->region &&
         a->offset == b->offset && a->flags == b->flags;
}

/**
 * strata_flat_list_update:
 * @self: a list
 * @model: another model of the same space
 *
 * Lists the ranges of another moment. What is the same at both ends stays.
 */
void
strata_flat_list_update (StrataFlatList   *self,
                         StrataSpaceModel *model)
{
  StrataFlatView *old = strata_space_model_get_flat_view (self->model);
  StrataFlatView *new = strata_space_model_get_flat_view (model);
  guint n_old = self->n_items;
  guint n_new = strata_flat_view_get_n_ranges (new);
  guint n_least = MIN (n_old, n_new);
  guint n_first = 0;
  guint n_last = 0;

  g_return_if_fail (STRATA_IS_FLAT_LIST (self));
  g_return_if_fail (STRATA_IS_SPACE_MODEL (model));

  while (n_first < n_least && is_same (strata_flat_view_get_range (old, n_first),
                                       strata_flat_view_get_range (new, n_first)))
    n_first++;
  while (n_last < n_least - n_first &&
         is_same (strata_flat_view_get_range (old, n_old - 1 - n_last),
                  strata_flat_view_get_range (new, n_new - 1 - n_last)))
    n_last++;

  g_set_object (&self->model, model);
  self->n_items = n_new;
  if (n_first < n_old || n_first < n_new)
    g_list_model_items_changed (G_LIST_MODEL (self), n_first, n_old - n_first - n_last,
                                n_new - n_first - n_last);
}
