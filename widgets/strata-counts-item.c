/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-counts-item.h"

#include <glib/gi18n.h>

/*
 * What was counted of a region, or of accesses in an address space that nobody answers.
 */
struct _StrataCountsItem
{
  GObject parent_instance;

  StrataRegion *region; /* NULL for nobody */
  StrataAddressSpace *space; /* likewise */
  char *name;
  StrataAccessCounts counts;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataCountsItem, strata_counts_item, G_TYPE_OBJECT)

static void
strata_counts_item_finalize (GObject *object)
{
  StrataCountsItem *self = STRATA_COUNTS_ITEM (object);

  g_clear_pointer (&self->region, strata_region_unref);
  g_clear_pointer (&self->space, strata_address_space_unref);
  g_free (self->name);

  G_OBJECT_CLASS (strata_counts_item_parent_class)->finalize (object);
}

static void
strata_counts_item_class_init (StrataCountsItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_counts_item_finalize;

  /**
   * StrataCountsItem::changed:
   * @self: the item
   *
   * More was counted.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
strata_counts_item_init (StrataCountsItem *self)
{
}

/**
 * strata_counts_item_new:
 * @region: (nullable): a region
 * @id: (nullable): the id of @region on its board, if it has one
 * @space: (nullable): an address space; not %NULL if @region is
 *
 * Creates an item for a region, or for accesses in a space that nobody answers.
 *
 * Returns: (transfer full): the item
 */
StrataCountsItem *
strata_counts_item_new (StrataRegion       *region,
                        const char         *id,
                        StrataAddressSpace *space)
{
  StrataCountsItem *self;

  g_return_val_if_fail (region != NULL || space != NULL, NULL);

  self = g_object_new (STRATA_TYPE_COUNTS_ITEM, NULL);
  if (region != NULL)
    {
      const char *name = strata_region_get_name (region);

      /* A device can have several regions of one name, which the board tells apart. */
      self->region = strata_region_ref (region);
      self->name = id != NULL && !g_str_equal (id, name) ? g_strdup_printf ("%s (%s)", name, id)
                                                         : g_strdup (name);
    }
  else
    {
      self->space = strata_address_space_ref (space);
      /* Translators: accesses in the address space %s that nothing answers */
      self->name = g_strdup_printf (_("nobody in %s"), strata_address_space_get_name (space));
    }

  return self;
}

/**
 * strata_counts_item_get_region:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the region; %NULL if nobody answered
 */
StrataRegion *
strata_counts_item_get_region (StrataCountsItem *self)
{
  g_return_val_if_fail (STRATA_IS_COUNTS_ITEM (self), NULL);

  return self->region;
}

/**
 * strata_counts_item_get_space:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): the address space where nobody answered
 */
StrataAddressSpace *
strata_counts_item_get_space (StrataCountsItem *self)
{
  g_return_val_if_fail (STRATA_IS_COUNTS_ITEM (self), NULL);

  return self->space;
}

/**
 * strata_counts_item_get_name:
 * @self: an item
 *
 * Returns: who answered, for the user
 */
const char *
strata_counts_item_get_name (StrataCountsItem *self)
{
  g_return_val_if_fail (STRATA_IS_COUNTS_ITEM (self), NULL);

  return self->name;
}

/**
 * strata_counts_item_get_counts:
 * @self: an item
 *
 * Returns: (transfer none): the counts, as they were at the last update
 */
const StrataAccessCounts *
strata_counts_item_get_counts (StrataCountsItem *self)
{
  g_return_val_if_fail (STRATA_IS_COUNTS_ITEM (self), NULL);

  return &self->counts;
}

/**
 * strata_counts_item_update:
 * @self: an item
 * @heat: what counts
 *
 * Looks at the counts again.
 *
 * Returns: whether they are others
 */
gboolean
strata_counts_item_update (StrataCountsItem *self,
                           StrataHeat       *heat)
{
  StrataAccessCounts counts;

  g_return_val_if_fail (STRATA_IS_COUNTS_ITEM (self), FALSE);
  g_return_val_if_fail (heat != NULL, FALSE);

  if (self->region != NULL)
    strata_heat_get_region_counts (heat, self->region, &counts);
  else
    strata_heat_get_unanswered_counts (heat, self->space, &counts);
  if (counts.reads == self->counts.reads && counts.writes == self->counts.writes)
    return FALSE;

  self->counts = counts;
  g_signal_emit (self, signals[CHANGED], 0);

  return TRUE;
}
