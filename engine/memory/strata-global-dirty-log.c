/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Logging of all memory of a system, whether it is there already or comes later. */

#include "strata-dirty-log-private.h"
#include "strata-host-index-private.h"
#include "strata-i18n-private.h"
#include "strata-listener-private.h"
#include "strata-system-private.h"

static gboolean
check_client (StrataDirtyClients client)
{
  return client != 0 && (client & (client - 1)) == 0 && (client & ~STRATA_DIRTY_ALL) == 0;
}

static void
begin_cb (StrataRegion *region, gpointer user_data)
{
  strata_region_begin_log (region, GPOINTER_TO_UINT (user_data));
}

static void
settle_cb (StrataRegion *region, gpointer user_data)
{
  strata_region_settle_log (region, GPOINTER_TO_UINT (user_data));
}

static void
switch_on (StrataSystem *self, StrataDirtyClients client)
{
  gpointer index = GUINT_TO_POINTER ((guint) __builtin_ctz (client));

  strata_listeners_tell_global_log (self, client, TRUE);
  strata_system_begin (self);
  self->log_clients |= client;
  strata_host_index_foreach (self->host_index, begin_cb, index);
  strata_view_slots_note_everything (self);
  strata_system_commit (self);
  strata_host_index_foreach (self->host_index, settle_cb, index);
}

static void
switch_off (StrataSystem *self, StrataDirtyClients client)
{
  strata_system_begin (self);
  self->log_clients &= ~client;
  strata_view_slots_note_everything (self);
  strata_system_commit (self);
  strata_listeners_tell_global_log (self, client, FALSE);
}

static gboolean
check_not_publishing (StrataSystem *self, GError **error)
{
  if (!self->publishing)
    return TRUE;
  g_set_error_literal (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY,
                       _ ("Logging of all memory cannot be changed from inside a listener"));
  return FALSE;
}

/**
 * strata_system_start_dirty_log:
 * @self: a system
 * @client: one client
 * @error: return location for a %STRATA_MEMORY_ERROR_BUSY
 *
 * Begins dirty logging of all memory of a system for a client, also of what will be made later. It
 * is counted, and goes beside [method@Strata.Region.set_log]: a region is logged while either asks
 * for it. All is dirty at first, as there. In a transaction it takes effect with the outermost
 * commit; abandoning the transaction does not take it back.
 *
 * Returns: %FALSE from inside a listener
 */
gboolean
strata_system_start_dirty_log (StrataSystem *self, StrataDirtyClients client, GError **error)
{
  gboolean allowed;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (check_client (client), FALSE);

  strata_system_lock (self);
  allowed = check_not_publishing (self, error);
  if (allowed && self->log_counts[__builtin_ctz (client)]++ == 0)
    switch_on (self, client);
  strata_system_unlock (self);
  return allowed;
}

/**
 * strata_system_stop_dirty_log:
 * @self: a system whose logging for @client was started
 * @client: one client
 * @error: return location for a %STRATA_MEMORY_ERROR_BUSY
 *
 * Ends what [method@Strata.System.start_dirty_log] began. What is logged stays to be read.
 *
 * Returns: %FALSE from inside a listener
 */
gboolean
strata_system_stop_dirty_log (StrataSystem *self, StrataDirtyClients client, GError **error)
{
  guint *count;
  gboolean allowed;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (check_client (client), FALSE);

  strata_system_lock (self);
  count = &self->log_counts[__builtin_ctz (client)];
  allowed = check_not_publishing (self, error);
  if (allowed && *count == 0)
    g_critical ("Logging of all memory was stopped more often than started");
  else if (allowed && --*count == 0)
    switch_off (self, client);
  strata_system_unlock (self);
  return allowed;
}

/**
 * strata_system_get_dirty_log:
 * @self: a system
 *
 * Gets the dirty log.
 *
 * Returns: the clients that log all memory
 */
StrataDirtyClients
strata_system_get_dirty_log (StrataSystem *self)
{
  StrataDirtyClients clients;

  g_return_val_if_fail (self != NULL, 0);

  strata_system_lock (self);
  clients = self->log_clients;
  strata_system_unlock (self);
  return clients;
}

/**
 * strata_system_sync_dirty_log:
 * @self: a system
 *
 * Lets the listeners bring in what they know of all that is logged; see
 * [method@Strata.Region.sync_dirty].
 */
void
strata_system_sync_dirty_log (StrataSystem *self)
{
  g_return_if_fail (self != NULL);

  strata_listeners_sync (self, NULL);
}
