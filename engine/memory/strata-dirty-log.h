/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-dirty-snapshot.h"
#include "strata-region.h"

G_BEGIN_DECLS

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

G_END_DECLS
