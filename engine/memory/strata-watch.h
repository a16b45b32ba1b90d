/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-access-log.h"
#include "strata-address-space.h"
#include "strata-heat.h"
#include "strata-region.h"

G_BEGIN_DECLS

/**
 * StrataWatchKinds:
 * @STRATA_WATCH_READ: reads
 * @STRATA_WATCH_WRITE: writes
 * @STRATA_WATCH_BOTH: either
 *
 * What a watch waits for.
 */
typedef enum
{
  STRATA_WATCH_READ = 1 << 0,
  STRATA_WATCH_WRITE = 1 << 1,
  STRATA_WATCH_BOTH = STRATA_WATCH_READ | STRATA_WATCH_WRITE,
} StrataWatchKinds;

/**
 * StrataWatchFunc:
 * @access: the access that hit; its number and time are 0
 * @user_data: what was given with it
 *
 * Is told of an access that hit a watch, when it is over, in the thread that made it. The system
 * may be locked, so this must neither wait nor access memory.
 */
typedef void (*StrataWatchFunc) (const StrataAccess *access, gpointer user_data);

STRATA_PUBLIC
gboolean strata_system_set_access_log (StrataSystem *self, StrataAccessLog *log, GError **error);
STRATA_PUBLIC
gboolean strata_system_set_heat (StrataSystem *self, StrataHeat *heat, GError **error);

STRATA_PUBLIC
guint strata_address_space_add_watch (StrataAddressSpace *self, guint64 first, guint64 last,
                                      StrataWatchKinds kinds, StrataWatchFunc func,
                                      gpointer user_data, GDestroyNotify destroy, GError **error);
STRATA_PUBLIC
guint strata_region_add_watch (StrataRegion *self, guint64 first, guint64 last,
                               StrataWatchKinds kinds, StrataWatchFunc func, gpointer user_data,
                               GDestroyNotify destroy, GError **error);
STRATA_PUBLIC
gboolean strata_system_remove_watch (StrataSystem *self, guint id, GError **error);

G_END_DECLS
