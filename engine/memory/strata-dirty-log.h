/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region.h"

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
gboolean strata_region_set_log (StrataRegion *self, StrataDirtyClients client, gboolean on,
                                GError **error);
STRATA_PUBLIC
gboolean strata_region_is_logging (StrataRegion *self, StrataDirtyClients client);
STRATA_PUBLIC
StrataDirtyClients strata_region_get_log_clients (StrataRegion *self);
STRATA_PUBLIC
gboolean strata_region_get_dirty (StrataRegion *self, guint64 offset, guint64 length,
                                  StrataDirtyClients clients);
STRATA_PUBLIC
void strata_region_set_dirty (StrataRegion *self, guint64 offset, guint64 length);
STRATA_PUBLIC
void strata_region_flush_rom_device (StrataRegion *self, guint64 offset, guint64 length);
STRATA_PUBLIC
void strata_region_reset_dirty (StrataRegion *self, guint64 offset, guint64 length,
                                StrataDirtyClients client);
STRATA_PUBLIC
void strata_region_sync_dirty (StrataRegion *self);
STRATA_PUBLIC
StrataDirtySnapshot *strata_region_snapshot_and_clear_dirty (StrataRegion *self, guint64 offset,
                                                             guint64 length,
                                                             StrataDirtyClients client);

/* Of all memory of a system */
STRATA_PUBLIC
gboolean strata_system_start_dirty_log (StrataSystem *self, StrataDirtyClients client,
                                        GError **error);
STRATA_PUBLIC
gboolean strata_system_stop_dirty_log (StrataSystem *self, StrataDirtyClients client,
                                       GError **error);
STRATA_PUBLIC
StrataDirtyClients strata_system_get_dirty_log (StrataSystem *self);
STRATA_PUBLIC
void strata_system_sync_dirty_log (StrataSystem *self);

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
