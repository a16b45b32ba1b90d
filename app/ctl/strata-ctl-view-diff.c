/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "strata-ctl-range.h"
#include "strata-ctl-view-diff.h"

static const StrataFlatRange *
get_range (StrataFlatView *view, guint index)
{
  if (view == NULL || index >= strata_flat_view_get_n_ranges (view))
    return NULL;
  return strata_flat_view_get_range (view, index);
}

/**
 * strata_ctl_view_diff_new:
 * @old_view: (nullable): a flat view; %NULL for an empty one
 * @new_view: (nullable): another
 *
 * Compares two flat views. Ranges with the same addresses and other contents are changed; all else
 * that is not in both is removed or added.
 *
 * Returns: (transfer full): the differences
 */
StrataCtlViewDiff *
strata_ctl_view_diff_new (StrataFlatView *old_view, StrataFlatView *new_view)
{
  StrataCtlViewDiff *self = g_new0 (StrataCtlViewDiff, 1);
  guint i = 0;
  guint j = 0;

  self->changes = g_array_new (FALSE, FALSE, sizeof (StrataCtlChange));
  self->old_view = old_view ? strata_flat_view_ref (old_view) : NULL;
  self->new_view = new_view ? strata_flat_view_ref (new_view) : NULL;
  for (;;)
    {
      StrataCtlChange change = { get_range (old_view, i), get_range (new_view, j) };

      if (change.old_range == NULL && change.new_range == NULL)
        break;
      if (change.old_range && change.new_range)
        {
          if (change.old_range->first < change.new_range->first)
            change.new_range = NULL;
          else if (change.new_range->first < change.old_range->first)
            change.old_range = NULL;
        }
      i += change.old_range != NULL;
      j += change.new_range != NULL;
      if (change.old_range && change.new_range)
        {
          if (strata_ctl_range_equal (change.old_range, change.new_range))
            continue;
          if (change.old_range->last != change.new_range->last)
            {
              const StrataCtlChange removed = { change.old_range, NULL };

              g_array_append_val (self->changes, removed);
              change.old_range = NULL;
            }
        }
      g_array_append_val (self->changes, change);
    }
  return self;
}

void
strata_ctl_view_diff_free (StrataCtlViewDiff *self)
{
  g_array_unref (self->changes);
  g_clear_pointer (&self->old_view, strata_flat_view_unref);
  g_clear_pointer (&self->new_view, strata_flat_view_unref);
  g_free (self);
}
