/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-flat-list.h"

#include <gtk/gtk.h>

#include "strata-flat-item.h"

/* The ranges of a flat view as items that are made when asked for. Of a view as it would be those
 * that would go are listed, too. */
struct _StrataFlatList
{
  GObject parent_instance;

  StrataSpaceModel *model;
  guint n_items;
};

/* What is in a row */
static StrataRangePair
get_pair (StrataSpaceModel *model,
          guint             position)
{
  StrataViewDiff *diff = strata_space_model_get_diff (model);
  StrataRangePair pair = { STRATA_DIFFERENCE_NONE, NULL, NULL };

  if (diff != NULL)
    return g_array_index (diff->pairs, StrataRangePair, position);

  pair.old_range = pair.new_range
    = strata_flat_view_get_range (strata_space_model_get_flat_view (model), position);

  return pair;
}

static guint
count_rows (StrataSpaceModel *model)
{
  StrataViewDiff *diff = strata_space_model_get_diff (model);

  return diff != NULL ? diff->pairs->len
                      : strata_flat_view_get_n_ranges (strata_space_model_get_flat_view (model));
}

enum
{
  REFRESHED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

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
  StrataRangePair pair;
  StrataFlatItem *item;

  if (position >= self->n_items)
    return NULL;

  pair = get_pair (self->model, position);
  item = strata_flat_item_new (self->model, &pair);
  g_signal_connect_object (self, "refreshed", G_CALLBACK (strata_flat_item_refresh), item,
                           G_CONNECT_SWAPPED);

  return item;
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

  /* Ranges that stay may be called something else now. */
  signals[REFRESHED] = g_signal_new ("refreshed", STRATA_TYPE_FLAT_LIST, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  self->n_items = count_rows (model);

  return self;
}

static gboolean
is_same_range (const StrataFlatRange *a,
               const StrataFlatRange *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->first == b->first && a->last == b->last && a->region == b->region &&
         a->offset == b->offset && a->flags == b->flags;
}

static gboolean
has_same_name (StrataSpaceModel      *old_model,
               StrataSpaceModel      *new_model,
               const StrataFlatRange *range)
{
  return range == NULL || g_str_equal (strata_space_model_get_name (old_model, range->region),
                                       strata_space_model_get_name (new_model, range->region));
}

/* Whether two rows look the same */
static gboolean
is_same (StrataSpaceModel *old_model,
         guint             old_position,
         StrataSpaceModel *new_model,
         guint             new_position)
{
  StrataRangePair a = get_pair (old_model, old_position);
  StrataRangePair b = get_pair (new_model, new_position);

  return a.difference == b.difference && is_same_range (a.old_range, b.old_range) &&
         is_same_range (a.new_range, b.new_range) &&
         has_same_name (old_model, new_model, a.new_range);
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
  g_autoptr (StrataSpaceModel) old = NULL;
  guint n_old = self->n_items;
  guint n_new = count_rows (model);
  guint n_least = MIN (n_old, n_new);
  guint n_first = 0;
  guint n_last = 0;

  g_return_if_fail (STRATA_IS_FLAT_LIST (self));
  g_return_if_fail (STRATA_IS_SPACE_MODEL (model));

  old = g_object_ref (self->model);
  while (n_first < n_least && is_same (old, n_first, model, n_first))
    n_first++;
  while (n_last < n_least - n_first && is_same (old, n_old - 1 - n_last, model, n_new - 1 - n_last))
    n_last++;

  g_set_object (&self->model, model);
  self->n_items = n_new;
  if (n_first < n_old || n_first < n_new)
    g_list_model_items_changed (G_LIST_MODEL (self), n_first, n_old - n_first - n_last,
                                n_new - n_first - n_last);
  g_signal_emit (self, signals[REFRESHED], 0);
}

/* The first row whose range begins after an address */
static guint
find_after (StrataFlatList *self,
            guint64         address)
{
  guint low = 0;
  guint high = self->n_items;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      StrataRangePair pair = get_pair (self->model, middle);
      const StrataFlatRange *range = pair.new_range != NULL ? pair.new_range : pair.old_range;

      if (range->first <= address)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * strata_flat_list_find:
 * @self: a list
 * @address: an address
 *
 * Finds the row of the range that an address is in, or would be.
 *
 * Returns: its position, or %GTK_INVALID_LIST_POSITION
 */
guint
strata_flat_list_find (StrataFlatList *self,
                       guint64         address)
{
  g_return_val_if_fail (STRATA_IS_FLAT_LIST (self), GTK_INVALID_LIST_POSITION);

  for (guint i = find_after (self, address); i > 0; i--)
    {
      StrataRangePair pair = get_pair (self->model, i - 1);

      if (pair.new_range != NULL)
        return pair.new_range->last >= address ? i - 1 : GTK_INVALID_LIST_POSITION;
    }

  return GTK_INVALID_LIST_POSITION;
}
