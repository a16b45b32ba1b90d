/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compare-list.h"

#include "strata-compare-row.h"

/* Two flat views side by side, a row for each range of either. Rows are made when asked for. */
struct _StrataCompareList
{
  GObject parent_instance;

  StrataViewDiff *diff;
};

static GType
strata_compare_list_get_item_type (GListModel *list)
{
  return STRATA_TYPE_COMPARE_ROW;
}

static guint
strata_compare_list_get_n_items (GListModel *list)
{
  return STRATA_COMPARE_LIST (list)->diff->pairs->len;
}

static gpointer
strata_compare_list_get_item (GListModel *list,
                              guint       position)
{
  GArray *pairs = STRATA_COMPARE_LIST (list)->diff->pairs;

  if (position >= pairs->len)
    return NULL;

  return strata_compare_row_new (G_OBJECT (list),
                                 &g_array_index (pairs, StrataRangePair, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = strata_compare_list_get_item_type;
  iface->get_n_items = strata_compare_list_get_n_items;
  iface->get_item = strata_compare_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataCompareList, strata_compare_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static void
strata_compare_list_finalize (GObject *object)
{
  strata_view_diff_free (STRATA_COMPARE_LIST (object)->diff);

  G_OBJECT_CLASS (strata_compare_list_parent_class)->finalize (object);
}

static void
strata_compare_list_class_init (StrataCompareListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_compare_list_finalize;
}

static void
strata_compare_list_init (StrataCompareList *self)
{
}

/**
 * strata_compare_list_new:
 * @old_view: (nullable): a flat view; %NULL for an empty one
 * @new_view: (nullable): another
 *
 * Compares two flat views.
 *
 * Returns: (transfer full): the list
 */
StrataCompareList *
strata_compare_list_new (StrataFlatView *old_view,
                         StrataFlatView *new_view)
{
  StrataCompareList *self = g_object_new (STRATA_TYPE_COMPARE_LIST, NULL);

  self->diff = strata_view_diff_new (old_view, new_view);

  return self;
}

/**
 * strata_compare_list_get_n_differences:
 * @self: a list
 *
 * Gets how many rows differ.
 *
 * Returns: the number
 */
guint
strata_compare_list_get_n_differences (StrataCompareList *self)
{
  g_return_val_if_fail (STRATA_IS_COMPARE_LIST (self), 0);

  return self->diff->n_differences;
}

/**
 * strata_compare_list_find_difference:
 * @self: a list
 * @position: where to begin; %GTK_INVALID_LIST_POSITION for before the first row
 * @forward: whether to look for the next one, or for the one before
 *
 * Finds another row that differs.
 *
 * Returns: its position, or %GTK_INVALID_LIST_POSITION
 */
guint
strata_compare_list_find_difference (StrataCompareList *self,
                                     guint              position,
                                     gboolean           forward)
{
  gint64 at = position == GTK_INVALID_LIST_POSITION ? -1 : (gint64) position;

  g_return_val_if_fail (STRATA_IS_COMPARE_LIST (self), GTK_INVALID_LIST_POSITION);

  for (at += forward ? 1 : -1; at >= 0 && at < (gint64) self->diff->pairs->len;
       at += forward ? 1 : -1)
    if (g_array_index (self->diff->pairs, StrataRangePair, at).difference !=
        STRATA_DIFFERENCE_NONE)
      return (guint) at;

  return GTK_INVALID_LIST_POSITION;
}

/**
 * strata_compare_list_find:
 * @self: a list
 * @address: an address
 *
 * Finds the first row that begins there, or else goes on there.
 *
 * Returns: its position, or %GTK_INVALID_LIST_POSITION
 */
guint
strata_compare_list_find (StrataCompareList *self,
                          guint64            address)
{
  guint covers = GTK_INVALID_LIST_POSITION;

  g_return_val_if_fail (STRATA_IS_COMPARE_LIST (self), GTK_INVALID_LIST_POSITION);

  for (guint i = 0; i < self->diff->pairs->len; i++)
    {
      const StrataRangePair *pair = &g_array_index (self->diff->pairs, StrataRangePair, i);
      const StrataFlatRange *range = pair->old_range != NULL ? pair->old_range : pair->new_range;

      if (range->first == address)
        return i;
      if (covers == GTK_INVALID_LIST_POSITION && range->first <= address &&
          range->last >= address)
        covers = i;
    }

  return covers;
}
