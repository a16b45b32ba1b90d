/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-compare-side.h"

#include "strata-follower.h"
#include "strata-tie.h"

/* An address space that is compared with another one, followed while it changes */
struct _StrataCompareSide
{
  GObject parent_instance;

  /* In which nothing is selected and nothing is tried: the follower wants one. */
  StrataSelection *selection;
  StrataFollower *follower;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (StrataCompareSide, strata_compare_side, G_TYPE_OBJECT)

static void
notify_model_cb (StrataCompareSide *self)
{
  if (strata_selection_is_updating (self->selection))
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
strata_compare_side_dispose (GObject *object)
{
  StrataCompareSide *self = STRATA_COMPARE_SIDE (object);

  if (self->follower != NULL)
    strata_follower_follow (self->follower, NULL);
  g_clear_object (&self->follower);
  strata_tie_set (&self->selection, NULL, self);

  G_OBJECT_CLASS (strata_compare_side_parent_class)->dispose (object);
}

static void
strata_compare_side_class_init (StrataCompareSideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = strata_compare_side_dispose;

  /**
   * StrataCompareSide::changed:
   *
   * The address space has changed, and with it the view.
   */
  signals[CHANGED] = g_signal_new ("changed", STRATA_TYPE_COMPARE_SIDE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
strata_compare_side_init (StrataCompareSide *self)
{
  g_autoptr (StrataTrial) trial = NULL;

  self->selection = strata_selection_new ();
  trial = strata_trial_new (self->selection);
  self->follower = strata_follower_new (self->selection, trial);
  g_signal_connect_swapped (self->selection, "notify::model", G_CALLBACK (notify_model_cb), self);
}

/**
 * strata_compare_side_new:
 *
 * Creates a side of nothing.
 *
 * Returns: (transfer full): the side
 */
StrataCompareSide *
strata_compare_side_new (void)
{
  return g_object_new (STRATA_TYPE_COMPARE_SIDE, NULL);
}

/**
 * strata_compare_side_show:
 * @self: a side
 * @space: (nullable): an address space
 *
 * Takes another address space.
 */
void
strata_compare_side_show (StrataCompareSide  *self,
                          StrataAddressSpace *space)
{
  g_autoptr (StrataSpaceModel) model = NULL;

  g_return_if_fail (STRATA_IS_COMPARE_SIDE (self));

  if (space != NULL)
    model = strata_space_model_new (space);
  strata_selection_set_model (self->selection, model);
  strata_follower_follow (self->follower, space);
}

/**
 * strata_compare_side_refresh:
 * @self: a side
 *
 * Takes what it shows anew, even if the map is as it was: names may have changed.
 */
void
strata_compare_side_refresh (StrataCompareSide *self)
{
  g_return_if_fail (STRATA_IS_COMPARE_SIDE (self));

  strata_follower_refresh (self->follower);
}

/**
 * strata_compare_side_get_space:
 * @self: a side
 *
 * Gets the address space.
 *
 * Returns: (transfer none) (nullable): the address space
 */
StrataAddressSpace *
strata_compare_side_get_space (StrataCompareSide *self)
{
  StrataSpaceModel *model;

  g_return_val_if_fail (STRATA_IS_COMPARE_SIDE (self), NULL);

  model = strata_selection_get_model (self->selection);

  return model != NULL ? strata_space_model_get_space (model) : NULL;
}

/**
 * strata_compare_side_get_view:
 * @self: a side
 *
 * Gets the flat view as it is by now.
 *
 * Returns: (transfer none) (nullable): the flat view
 */
StrataFlatView *
strata_compare_side_get_view (StrataCompareSide *self)
{
  StrataSpaceModel *model;

  g_return_val_if_fail (STRATA_IS_COMPARE_SIDE (self), NULL);

  model = strata_selection_get_model (self->selection);

  return model != NULL ? strata_space_model_get_flat_view (model) : NULL;
}
