/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space.h"
#include "strata-eventfd.h"

G_BEGIN_DECLS

#define STRATA_TYPE_LISTENER (strata_listener_get_type ())

/**
 * StrataListenerFuncs:
 * @begin: a commit that changes a space of the listener begins
 * @region_del: a flat range goes away
 * @log_stop: dirty clients in @old are not in @now
 * @coalesced_del: writes to this part are no longer coalesced
 * @region_add: a flat range appears
 * @region_nop: a flat range in a re-rendered window stays as it was
 * @log_start: dirty clients in @now were not in @old
 * @coalesced_add: writes to this part are coalesced
 * @eventfd_del: writes at an address no longer signal a descriptor
 * @eventfd_add: writes at an address signal a descriptor
 * @log_sync: a dirty log is about to be read: bring in what you know
 * @log_sync_global: likewise, of everything; called once instead of @log_sync for each range
 * @log_clear: pages from @first to @last, which are addresses in the range, are about to become
 *   clean: be ready to notice the next write to them
 * @log_global_start: clients begin to log all memory; the ranges follow with the next commit
 * @log_global_stop: they have ended
 * @commit: the new flat view is published
 *
 * What a listener hears, in this order: begin; deletes, log_stop and coalesced_del in reverse order
 * of listener priority; adds, nops, log_start and coalesced_add in order of priority; eventfd_del
 * in reverse order and eventfd_add in order of priority; commit.
 * Any of them can be %NULL. Listeners of one space hear of the logs of all memory, too.
 */
typedef struct
{
  void (*begin) (gpointer user_data);
  void (*region_del) (StrataAddressSpace *space, const StrataFlatRange *range, gpointer user_data);
  void (*log_stop) (StrataAddressSpace *space, const StrataFlatRange *range,
                    StrataDirtyClients old, StrataDirtyClients now, gpointer user_data);
  void (*coalesced_del) (StrataAddressSpace *space, const StrataFlatRange *range, guint64 first,
                         guint64 last, gpointer user_data);
  void (*region_add) (StrataAddressSpace *space, const StrataFlatRange *range, gpointer user_data);
  void (*region_nop) (StrataAddressSpace *space, const StrataFlatRange *range, gpointer user_data);
  void (*log_start) (StrataAddressSpace *space, const StrataFlatRange *range,
                     StrataDirtyClients old, StrataDirtyClients now, gpointer user_data);
  void (*coalesced_add) (StrataAddressSpace *space, const StrataFlatRange *range, guint64 first,
                         guint64 last, gpointer user_data);
  void (*eventfd_del) (StrataAddressSpace *space, const StrataFlatRange *range, guint64 address,
                       const StrataEventfd *eventfd, gpointer user_data);
  void (*eventfd_add) (StrataAddressSpace *space, const StrataFlatRange *range, guint64 address,
                       const StrataEventfd *eventfd, gpointer user_data);
  void (*log_sync) (StrataAddressSpace *space, const StrataFlatRange *range, gpointer user_data);
  void (*log_sync_global) (gpointer user_data);
  void (*log_clear) (StrataAddressSpace *space, const StrataFlatRange *range, guint64 first,
                     guint64 last, gpointer user_data);
  void (*log_global_start) (StrataDirtyClients clients, gpointer user_data);
  void (*log_global_stop) (StrataDirtyClients clients, gpointer user_data);
  void (*commit) (gpointer user_data);
} StrataListenerFuncs;

STRATA_PUBLIC
GType strata_listener_get_type (void);
STRATA_PUBLIC
StrataListener *strata_listener_new (StrataSystem *system, StrataAddressSpace *filter,
                                     gint priority, const StrataListenerFuncs *funcs,
                                     gpointer user_data, GDestroyNotify destroy);
STRATA_PUBLIC
StrataListener *strata_listener_ref (StrataListener *self);
STRATA_PUBLIC
void strata_listener_unref (StrataListener *self);
STRATA_PUBLIC
void strata_listener_remove (StrataListener *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataListener, strata_listener_unref)

G_END_DECLS
