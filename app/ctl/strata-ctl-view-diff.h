/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-flat-view.h"

G_BEGIN_DECLS

/**
 * StrataCtlChange:
 * @old_range: (nullable): what was there; %NULL for what was added
 * @new_range: (nullable): what is there now, at the same addresses; %NULL for what was removed
 *
 * One difference of two flat views.
 */
typedef struct
{
  const StrataFlatRange *old_range;
  const StrataFlatRange *new_range;
} StrataCtlChange;

/**
 * StrataCtlViewDiff:
 * @changes: (element-type StrataCtlChange): what differs, by address
 *
 * How two flat views differ, also if they are of different boards: regions are compared by what a
 * flat view prints of them.
 */
typedef struct
{
  GArray *changes;
  /*< private >*/
  StrataFlatView *old_view;
  StrataFlatView *new_view;
} StrataCtlViewDiff;

StrataCtlViewDiff *strata_ctl_view_diff_new (StrataFlatView *old_view, StrataFlatView *new_view);
void strata_ctl_view_diff_free (StrataCtlViewDiff *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataCtlViewDiff, strata_ctl_view_diff_free)

G_END_DECLS
