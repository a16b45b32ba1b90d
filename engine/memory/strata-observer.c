/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-observer-private.h"

#include "strata-guest-bytes.h"
#include "strata-heat-private.h"

StrataObserver *
strata_observer_new (void)
{
  StrataObserver *self = g_new0 (StrataObserver, 1);

  g_mutex_init (&self->mutex);
  self->watches = g_ptr_array_new ();
  return self;
}

/* Watches hold the system: there are none. */
void
strata_observer_free (StrataObserver *self)
{
  g_ptr_array_unref (self->watches);
  g_clear_pointer (&self->log, strata_access_log_unref);
  g_clear_pointer (&self->heat, strata_heat_unref);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
strata_watch_unref (StrataWatch *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_clear_pointer (&self->space, strata_address_space_unref);
  g_clear_pointer (&self->region, strata_region_unref);
  g_free (self);
}

gboolean
strata_observer_wants (const StrataObserver *self, const StrataRegion *region)
{
  if (self->observes_all)
    return TRUE;
  for (guint i = 0; i < self->watches->len; i++)
    if (((const StrataWatch *) self->watches->pdata[i])->region == region)
      return TRUE;
  return FALSE;
}

/* {{{ Telling */

static gboolean
is_hit (const StrataWatch *watch, const StrataAddressSpace *space, const StrataRegion *region,
        const StrataAccess *access)
{
  guint64 first = watch->space != NULL ? access->address : access->offset;
  guint64 last = first + (access->size - 1);

  if (watch->space != NULL ? watch->space != space : watch->region != region)
    return FALSE;
  return (watch->kinds & (access->is_write ? STRATA_WATCH_WRITE : STRATA_WATCH_READ)) != 0
         && first <= watch->range.last && last >= watch->range.first;
}

static GPtrArray *
find_hits (const StrataObserver *self, const StrataAddressSpace *space, const StrataRegion *region,
           const StrataAccess *access)
{
  GPtrArray *hits = NULL;

  for (guint i = 0; i < self->watches->len; i++)
    {
      StrataWatch *watch = self->watches->pdata[i];

      if (!is_hit (watch, space, region, access))
        continue;
      if (hits == NULL)
        hits = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_watch_unref);
      g_atomic_ref_count_inc (&watch->ref_count);
      g_ptr_array_add (hits, watch);
    }
  return hits;
}

void
strata_observer_tell (StrataInitiator *initiator, const StrataFlatRange *range, guint64 address,
                      guint64 size, guint64 lanes, gboolean is_write, StrataResult result)
{
  StrataSystem *system = initiator->system;
  StrataObserver *self = system->observer;
  const StrataRegion *region = range != NULL ? range->region : NULL;
  g_autoptr (StrataAccessLog) log = NULL;
  g_autoptr (StrataHeat) heat = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree char *region_name = NULL;
  StrataAccess access = {
    .address = address,
    .offset = range != NULL ? strata_flat_range_get_offset (range, address) : 0,
    .size = size,
    .value = lanes & strata_lanes_mask ((guint) MIN (size, 8)),
    .initiator = initiator->name,
    .space = initiator->space->name,
    .result = result,
    .is_write = is_write,
  };

  if (system->byte_order == STRATA_BIG_ENDIAN)
    access.value = strata_lanes_swap (access.value, (guint) MIN (size, 8));
  g_mutex_lock (&self->mutex);
  if (region != NULL)
    access.region = region_name = g_strdup (region->name);
  hits = find_hits (self, initiator->space, region, &access);
  if (self->log != NULL)
    log = strata_access_log_ref (self->log);
  if (self->heat != NULL)
    heat = strata_heat_ref (self->heat);
  g_mutex_unlock (&self->mutex);

  access.is_watched = hits != NULL;
  if (log != NULL)
    strata_access_log_add (log, &access);
  if (heat != NULL)
    strata_heat_note (heat, initiator->space, address, region, access.offset, size, is_write,
                      result, g_get_monotonic_time ());
  for (guint i = 0; hits != NULL && i < hits->len; i++)
    {
      const StrataWatch *watch = hits->pdata[i];

      watch->func (&access, watch->user_data);
    }
}

/* }}} */
