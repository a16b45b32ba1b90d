/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-view.h"

G_BEGIN_DECLS

/**
 * StrataDifference:
 * @STRATA_DIFFERENCE_NONE: the same is in both
 * @STRATA_DIFFERENCE_REMOVED: it is in the old view only
 * @STRATA_DIFFERENCE_ADDED: it is in the new view only
 * @STRATA_DIFFERENCE_CHANGED: something else is at the same addresses
 *
 * What became of a range.
 */
typedef enum
{
  STRATA_DIFFERENCE_NONE,
  STRATA_DIFFERENCE_REMOVED,
  STRATA_DIFFERENCE_ADDED,
  STRATA_DIFFERENCE_CHANGED,
} StrataDifference;

/**
 * StrataRangePair:
 * @difference: what became of it
 * @old_range: (nullable): what was there; %NULL for what was added
 * @new_range: (nullable): what is there now, at the same addresses; %NULL for what was removed
 *
 * A range of one of two flat views, or of both.
 */
typedef struct
{
  StrataDifference difference;
  const StrataFlatRange *old_range;
  const StrataFlatRange *new_range;
} StrataRangePair;

/**
 * StrataViewDiff:
 * @pairs: (element-type StrataRangePair): all ranges, by address
 * @n_differences: how many of them differ
 *
 * How two flat views differ, also if they are of different boards: regions are compared by what a
 * flat view prints of them.
 */
typedef struct
{
  GArray *pairs;
  guint n_differences;
  /*< private >*/
  StrataFlatView *old_view;
  StrataFlatView *new_view;
  GHashTable *new_names;
} StrataViewDiff;

/**
 * StrataViewPart:
 * @first: the first address
 * @last: the last address, inclusive
 * @difference: what became of these addresses
 * @old_range: (nullable): what was there; %NULL where nobody answered
 * @new_range: (nullable): what is there now; %NULL where nobody answers
 *
 * Addresses at which an access finds something else than before.
 */
typedef struct
{
  guint64 first;
  guint64 last;
  StrataDifference difference;
  const StrataFlatRange *old_range;
  const StrataFlatRange *new_range;
} StrataViewPart;

STRATA_PUBLIC
StrataViewDiff *strata_view_diff_new (StrataFlatView *old_view, StrataFlatView *new_view);
STRATA_PUBLIC
StrataViewDiff *strata_view_diff_new_named (StrataFlatView *old_view, StrataFlatView *new_view,
                                            GHashTable *new_names);
STRATA_PUBLIC
GArray *strata_view_diff_list_parts (StrataViewDiff *self);
STRATA_PUBLIC
void strata_view_diff_free (StrataViewDiff *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataViewDiff, strata_view_diff_free)

G_END_DECLS
