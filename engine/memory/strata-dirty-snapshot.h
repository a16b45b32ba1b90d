/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-macros.h"

G_BEGIN_DECLS

#define STRATA_TYPE_DIRTY_SNAPSHOT (strata_dirty_snapshot_get_type ())

/**
 * StrataDirtySnapshot:
 *
 * Which pages were dirty at the moment when they were cleared.
 */
typedef struct _StrataDirtySnapshot StrataDirtySnapshot;

/**
 * StrataDirtyRunFunc:
 * @first: the offset in the region of the first byte of a run of dirty pages
 * @last: the offset of its last byte, inclusive
 * @user_data: data
 *
 * Called for each run of dirty pages.
 */
typedef void (*StrataDirtyRunFunc) (guint64 first, guint64 last, gpointer user_data);

STRATA_PUBLIC
GType strata_dirty_snapshot_get_type (void);
STRATA_PUBLIC
StrataDirtySnapshot *strata_dirty_snapshot_ref (StrataDirtySnapshot *self);
STRATA_PUBLIC
void strata_dirty_snapshot_unref (StrataDirtySnapshot *self);
STRATA_PUBLIC
gboolean strata_dirty_snapshot_get_dirty (StrataDirtySnapshot *self, guint64 offset,
                                          guint64 length);
STRATA_PUBLIC
guint64 strata_dirty_snapshot_get_n_pages (StrataDirtySnapshot *self);
STRATA_PUBLIC
void strata_dirty_snapshot_foreach_run (StrataDirtySnapshot *self, StrataDirtyRunFunc func,
                                        gpointer user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataDirtySnapshot, strata_dirty_snapshot_unref)

G_END_DECLS
