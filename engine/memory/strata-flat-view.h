/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-range.h"

G_BEGIN_DECLS

#define STRATA_TYPE_FLAT_VIEW (strata_flat_view_get_type ())

/**
 * StrataFlatRangeFunc:
 * @range: (transfer none): a flat range
 * @user_data: data
 *
 * Called for each flat range.
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*StrataFlatRangeFunc) (const StrataFlatRange *range, gpointer user_data);

STRATA_PUBLIC
GType strata_flat_view_get_type (void);
STRATA_PUBLIC
StrataFlatView *strata_flat_view_ref (StrataFlatView *self);
STRATA_PUBLIC
void strata_flat_view_unref (StrataFlatView *self);
STRATA_PUBLIC
guint strata_flat_view_get_n_ranges (StrataFlatView *self);
STRATA_PUBLIC
const StrataFlatRange *strata_flat_view_get_range (StrataFlatView *self, guint index);
STRATA_PUBLIC
const StrataFlatRange *strata_flat_view_find (StrataFlatView *self, guint64 address);
STRATA_PUBLIC
guint strata_flat_view_find_index (StrataFlatView *self, guint64 address);
STRATA_PUBLIC
gboolean strata_flat_view_foreach (StrataFlatView *self, guint64 first, guint64 last,
                                   StrataFlatRangeFunc func, gpointer user_data);
STRATA_PUBLIC
gboolean strata_flat_view_equal (StrataFlatView *self, StrataFlatView *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataFlatView, strata_flat_view_unref)

G_END_DECLS
