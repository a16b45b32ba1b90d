/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is observed: all, for the log and for the counts; an address space; a region. */

#include "strata-watch.h"

#include "strata-i18n-private.h"
#include "strata-observer-private.h"
#include "strata-view-slot-private.h"

/* {{{ Ranges are marked for it */

/* Which flat ranges are observed may be another matter now. Under the system lock. */
static void
update (StrataSystem *self)
{
  StrataObserver *observer = self->observer;
  guint observes_all = observer->log != NULL || observer->heat != NULL;

  for (guint i = 0; i < observer->watches->len && !observes_all; i++)
    observes_all = ((const StrataWatch *) observer->watches->pdata[i])->space != NULL;
  __atomic_store_n (&observer->observes_all, observes_all, __ATOMIC_RELAXED);

  strata_system_begin (self);
  strata_view_slots_note_everything (self);
  strata_system_commit (self);
}

static gboolean
check_not_publishing (StrataSystem *self, GError **error)
{
  if (!self->publishing)
    return TRUE;
  g_set_error_literal (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY,
                       _ ("What is observed cannot be changed from inside a listener"));
  return FALSE;
}

/* }}} */

/**
 * strata_system_set_access_log:
 * @self: a system
 * @log: (nullable): where to write accesses; %NULL to write none
 * @error: return location for a %STRATA_MEMORY_ERROR_BUSY
 *
 * Writes every access that is made from now on into a log: loads, stores and transfers of all
 * initiators, when they are over; a transfer as one access for each stretch of memory and each
 * piece of a device; where an IOMMU leads, under the address behind it. Peeks are no accesses, and
 * what is done through mapped pointers is not seen. While there is no log, none of this costs
 * anything; while there is one, accesses are much slower. Accesses that are being made while this
 * is called may be missing. In a transaction it takes effect with the outermost commit.
 *
 * Returns: %FALSE from inside a listener
 */
gboolean
strata_system_set_access_log (StrataSystem *self, StrataAccessLog *log, GError **error)
{
  StrataAccessLog *old = NULL;
  gboolean allowed, is_other;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_system_lock (self);
  allowed = check_not_publishing (self, error);
  if (allowed)
    {
      g_mutex_lock (&self->observer->mutex);
      old = self->observer->log;
      self->observer->log = log != NULL ? strata_access_log_ref (log) : NULL;
      g_mutex_unlock (&self->observer->mutex);
      is_other = (old != NULL) != (log != NULL);
      if (is_other)
        update (self);
    }
  strata_system_unlock (self);
  if (old != NULL)
    strata_access_log_unref (old);
  return allowed;
}

/**
 * strata_system_set_heat:
 * @self: a system
 * @heat: (nullable): what counts; %NULL to count nothing
 * @error: return location for a %STRATA_MEMORY_ERROR_BUSY
 *
 * Counts every access that is made from now on, and notes where it went. What an access is and what
 * that costs is as with [method@Strata.System.set_access_log].
 *
 * Returns: %FALSE from inside a listener
 */
gboolean
strata_system_set_heat (StrataSystem *self, StrataHeat *heat, GError **error)
{
  StrataHeat *old = NULL;
  gboolean allowed;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_system_lock (self);
  allowed = check_not_publishing (self, error);
  if (allowed)
    {
      g_mutex_lock (&self->observer->mutex);
      old = self->observer->heat;
      self->observer->heat = heat != NULL ? strata_heat_ref (heat) : NULL;
      g_mutex_unlock (&self->observer->mutex);
      if ((old != NULL) != (heat != NULL))
        update (self);
    }
  strata_system_unlock (self);
  if (old != NULL)
    strata_heat_unref (old);
  return allowed;
}

static guint
add_watch (StrataSystem *system, const StrataWatch *model, GError **error)
{
  StrataObserver *observer = system->observer;
  StrataWatch *watch;
  guint id = 0;

  strata_system_lock (system);
  if (check_not_publishing (system, error))
    {
      id = ++observer->last_id;
      watch = g_memdup2 (model, sizeof *model);
      g_atomic_ref_count_init (&watch->ref_count);
      watch->id = id;
      if (watch->space != NULL)
        strata_address_space_ref (watch->space);
      else
        strata_region_ref (watch->region);
      g_mutex_lock (&observer->mutex);
      g_ptr_array_add (observer->watches, watch);
      g_mutex_unlock (&observer->mutex);
      update (system);
    }
  strata_system_unlock (system);
  return id;
}

/**
 * strata_address_space_add_watch:
 * @self: an address space
 * @first: the first address
 * @last: the last address
 * @kinds: what to wait for
 * @func: (scope notified) (closure user_data) (destroy destroy): is told
 * @user_data: given to @func
 * @destroy: (nullable): frees @user_data; not called if this fails
 * @error: return location for a %STRATA_MEMORY_ERROR_BUSY
 *
 * Watches a range of addresses, whoever answers there, or nobody. See
 * [method@Strata.System.set_access_log] for what an access is. The watch holds the space until it
 * is removed. All accesses in the system are slower meanwhile.
 *
 * Returns: a number for [method@Strata.System.remove_watch]; 0 from inside a listener
 */
guint
strata_address_space_add_watch (StrataAddressSpace *self, guint64 first, guint64 last,
                                StrataWatchKinds kinds, StrataWatchFunc func, gpointer user_data,
                                GDestroyNotify destroy, GError **error)
{
  StrataWatch model = { .space = self, .range = { first, last }, .kinds = kinds, .func = func,
                        .user_data = user_data, .destroy = destroy };

  g_return_val_if_fail (self != NULL && func != NULL, 0);
  g_return_val_if_fail (first <= last, 0);

  return add_watch (self->system, &model, error);
}

/**
 * strata_region_add_watch:
 * @self: a region
 * @first: the first offset in it
 * @last: the last offset in it
 * @kinds: what to wait for
 * @func: (scope notified) (closure user_data) (destroy destroy): is told
 * @user_data: given to @func
 * @destroy: (nullable): frees @user_data; not called if this fails
 * @error: return location for a %STRATA_MEMORY_ERROR_BUSY
 *
 * Watches a part of a region wherever it shows, in each address space and through every alias. The
 * watch holds the region until it is removed. Accesses to this region are slower meanwhile, those
 * to others are not.
 *
 * Returns: a number for [method@Strata.System.remove_watch]; 0 from inside a listener
 */
guint
strata_region_add_watch (StrataRegion *self, guint64 first, guint64 last, StrataWatchKinds kinds,
                         StrataWatchFunc func, gpointer user_data, GDestroyNotify destroy,
                         GError **error)
{
  StrataWatch model = { .region = self, .range = { first, last }, .kinds = kinds, .func = func,
                        .user_data = user_data, .destroy = destroy };

  g_return_val_if_fail (self != NULL && func != NULL, 0);
  g_return_val_if_fail (first <= last, 0);

  return add_watch (self->system, &model, error);
}

/* Takes a watch out of the list; NULL if there is none. */
static StrataWatch *
steal_watch (StrataObserver *self, guint id)
{
  StrataWatch *watch = NULL;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->watches->len && watch == NULL; i++)
    if (((const StrataWatch *) self->watches->pdata[i])->id == id)
      watch = g_ptr_array_remove_index (self->watches, i);
  g_mutex_unlock (&self->mutex);
  return watch;
}

/**
 * strata_system_remove_watch:
 * @self: a system
 * @id: the number of a watch
 * @error: return location for a %STRATA_MEMORY_ERROR_BUSY or a %STRATA_MEMORY_ERROR_RANGE
 *
 * Ends a watch. In other threads its function may be running still; what was given with it is freed
 * when the last one is over.
 *
 * Returns: %FALSE from inside a listener, or if there is no such watch
 */
gboolean
strata_system_remove_watch (StrataSystem *self, guint id, GError **error)
{
  StrataWatch *watch = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  strata_system_lock (self);
  if (check_not_publishing (self, error))
    {
      watch = steal_watch (self->observer, id);
      if (watch != NULL)
        update (self);
      else
        g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                     _ ("There is no watch %u"), id);
    }
  strata_system_unlock (self);
  if (watch == NULL)
    return FALSE;
  /* It may be the last to hold the system. */
  strata_watch_unref (watch);
  return TRUE;
}
