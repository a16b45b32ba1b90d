/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-initiator-private.h"

#include "strata-guest-bytes.h"
#include "strata-iommu-private.h"
#include "strata-system-private.h"
#include "strata-write-rules-private.h"

/* What keeps a load, and a store, from going straight to the bytes. */
#define SLOW_LOAD (STRATA_SLOW_READ | STRATA_SLOW_UNITS | STRATA_SLOW_FLUSH)
#define SLOW_STORE                                                                             \
  (STRATA_SLOW_WRITE_CALLBACK | STRATA_SLOW_READONLY | STRATA_SLOW_LOG | STRATA_SLOW_COALESCED \
   | STRATA_SLOW_UNITS | STRATA_SLOW_FLUSH | STRATA_SLOW_EVENTFD)

STRATA_DEFINE_BOXED (StrataInitiator, strata_initiator)

/* {{{ Views */

static inline void
forget_hit (StrataInitiator *self)
{
  self->length = 0;
  self->range = NULL;
}

/* A parked one begins to run before it takes a view: whoever publishes another one afterwards must
 * know of it, or would not wait for it. */
static void
start (StrataInitiator *self)
{
  StrataSystem *system = self->system;

  g_mutex_lock (&system->initiators_lock);
  self->running = TRUE;
  self->run = ++system->last_run;
  self->published_commit = (guint) g_atomic_int_get (&system->n_commits);
  self->published_generation = (guint) g_atomic_int_get (&self->slot->generation);
  self->thread = g_thread_self ();
  g_queue_push_tail_link (&system->initiators, &self->link);
  g_mutex_unlock (&system->initiators_lock);
}

/* Tells others how far this one is. */
static void
publish (StrataInitiator *self, guint commit)
{
  StrataSystem *system = self->system;

  g_mutex_lock (&system->initiators_lock);
  if (self->depth == 0)
    {
      self->published_generation = self->generation;
      self->published_commit = commit;
    }
  self->thread = g_thread_self ();
  if (system->n_synchronizing > 0)
    g_cond_broadcast (&system->initiators_cond);
  g_mutex_unlock (&system->initiators_lock);
}

static void
unpublish (StrataInitiator *self)
{
  StrataSystem *system = self->system;

  g_mutex_lock (&system->initiators_lock);
  if (self->running)
    {
      self->running = FALSE;
      g_queue_unlink (&system->initiators, &self->link);
    }
  if (system->n_synchronizing > 0)
    g_cond_broadcast (&system->initiators_cond);
  g_mutex_unlock (&system->initiators_lock);
}

void
strata_initiator_take_view (StrataInitiator *self)
{
  StrataFlatView *old = self->view;

  if (!self->running)
    start (self);
  self->view_commit = (guint) g_atomic_int_get (&self->system->n_commits);
  self->view = strata_view_slot_ref_view (self->slot, &self->generation);
  if (g_atomic_int_get (&self->space->closed))
    {
      /* Other spaces may still show what is in the slot. */
      strata_flat_view_unref (self->view);
      self->view = strata_flat_view_new ();
    }
  forget_hit (self);
  if (self->depth > 0 && old != NULL)
    {
      self->outdated = g_slist_prepend (self->outdated, old);
      old = NULL;
    }
  publish (self, self->view_commit);
  if (old != NULL)
    strata_flat_view_unref (old);
}

static void
park_behind (StrataInitiator *self)
{
  GHashTableIter iter;
  gpointer initiator;

  if (self->behind == NULL)
    return;
  self->went_behind = FALSE;
  g_hash_table_iter_init (&iter, self->behind);
  while (g_hash_table_iter_next (&iter, NULL, &initiator))
    strata_initiator_park (initiator);
}

StrataInitiator *
strata_initiator_get_behind (StrataInitiator *self, StrataAddressSpace *space)
{
  StrataInitiator *initiator;

  if (self->behind == NULL)
    self->behind
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) strata_initiator_unref);
  initiator = g_hash_table_lookup (self->behind, space);
  if (initiator == NULL)
    {
      /* It holds the space. */
      initiator = strata_initiator_new (space, self->name);
      initiator->behind_depth = self->behind_depth + 1;
      g_hash_table_insert (self->behind, space, initiator);
    }
  initiator->attrs = self->attrs;
  self->went_behind = TRUE;
  return initiator;
}

static void
drop_view (StrataInitiator *self)
{
  StrataFlatView *old = g_steal_pointer (&self->view);

  forget_hit (self);
  unpublish (self);
  if (old != NULL)
    strata_flat_view_unref (old);
  park_behind (self);
}

static void
drop_outdated (StrataInitiator *self)
{
  GSList *outdated = g_steal_pointer (&self->outdated);

  publish (self, self->view_commit);
  g_slist_free_full (outdated, (GDestroyNotify) strata_flat_view_unref);
}

static void
finalize (StrataInitiator *self)
{
  drop_view (self);
  strata_initiator_drop_mappings (self);
  g_clear_pointer (&self->behind, g_hash_table_unref);
  strata_view_slot_unref (self->slot);
  strata_address_space_unref (self->space);
  g_free (self->name);
  g_free (self);
}

void
strata_initiator_enter (StrataInitiator *self)
{
  if (self->view == NULL || !strata_initiator_is_current (self))
    strata_initiator_take_view (self);
  self->depth++;
}

/* What had to wait until no access is going on. */
static void
settle (StrataInitiator *self)
{
  if (self->is_dead)
    {
      g_slist_free_full (g_steal_pointer (&self->outdated),
                         (GDestroyNotify) strata_flat_view_unref);
      finalize (self);
      return;
    }
  if (self->wants_park)
    {
      GSList *outdated = g_steal_pointer (&self->outdated);

      self->wants_park = FALSE;
      drop_view (self);
      g_slist_free_full (outdated, (GDestroyNotify) strata_flat_view_unref);
      return;
    }
  if (self->outdated != NULL)
    drop_outdated (self);
  /* Nobody knows when the next access goes there: until then nothing is held, and nobody waits. */
  if (self->went_behind)
    park_behind (self);
}

static inline void
leave (StrataInitiator *self)
{
  self->depth--;
  if (G_UNLIKELY (self->depth == 0
                  && (self->outdated != NULL || self->wants_park || self->is_dead
                      || self->went_behind)))
    settle (self);
}

void
strata_initiator_leave (StrataInitiator *self)
{
  leave (self);
}

void
strata_initiator_breathe (StrataInitiator *self)
{
  if (G_LIKELY (self->depth > 1 || self->outdated == NULL))
    return;
  self->depth = 0;
  drop_outdated (self);
  self->depth = 1;
}

/* }}} */
/* {{{ Who answers */

static inline void
remember_hit (StrataInitiator *self, const StrataFlatRange *range)
{
  self->range = range;
  self->first = range->first;
  self->length = MIN (range->last - range->first, G_MAXUINT64 - 1) + 1;
  self->bytes = range->bytes;
  self->slow = range->slow;
  if (G_UNLIKELY (range->slow & STRATA_SLOW_LOG))
    {
      self->log_words = NULL;
      if ((range->dirty_clients & (range->dirty_clients - 1)) == 0)
        self->log_words = strata_ram_peek_words (range->region->ram,
                                                 __builtin_ctz (range->dirty_clients));
    }
}

/* Who answers at an address, in the view that is held. */
G_ALWAYS_INLINE static inline const StrataFlatRange *
find_range (StrataInitiator *self, guint64 address)
{
  const StrataFlatRange *range;

  if (address - self->first < self->length)
    return self->range;
  range = strata_flat_view_search (self->view, address);
  if (G_LIKELY (range != NULL))
    remember_hit (self, range);
  return range;
}

const StrataFlatRange *
strata_initiator_lookup (StrataInitiator *self, guint64 address)
{
  if (G_UNLIKELY (self->view == NULL || !strata_initiator_is_current (self)))
    strata_initiator_take_view (self);
  return find_range (self, address);
}

static gboolean
needs_callback (const StrataFlatRange *range, gboolean is_write)
{
  if (range->region->kind == STRATA_REGION_RESERVED)
    return FALSE;
  if (is_write)
    return (range->slow & (STRATA_SLOW_WRITE_CALLBACK | STRATA_SLOW_READONLY))
           == STRATA_SLOW_WRITE_CALLBACK;
  return (range->slow & STRATA_SLOW_READ) != 0;
}

static gboolean
is_coalesced (const StrataFlatRange *range, guint64 address, guint64 size)
{
  guint64 offset = range->offset + (address - range->first);

  return (range->slow & STRATA_SLOW_COALESCED) != 0
         && strata_coalesced_ranges_cover (range->rules->coalesced, offset, offset + size - 1);
}

/* Whether a write of some value would signal a descriptor. */
static gboolean
may_signal (const StrataFlatRange *range, guint64 address, guint64 size)
{
  return (range->slow & STRATA_SLOW_EVENTFD) != 0
         && strata_eventfds_may_take (range->rules->eventfds,
                                      range->offset + (address - range->first), (guint) size);
}

const StrataFlatRange *
strata_initiator_lookup_locked (StrataInitiator *self, guint64 address, guint64 size,
                                gboolean is_write, gboolean *locked)
{
  StrataSystem *system = self->system;

  for (;;)
    {
      const StrataFlatRange *range = strata_initiator_lookup (self, address);
      gboolean coalesced, queues, takes_lock;

      if (range == NULL)
        return NULL;
      if (!needs_callback (range, is_write) && !(range->slow & STRATA_SLOW_FLUSH))
        return range;
      if (!strata_flat_range_fits (range, address, size))
        return range;

      /* What may signal is told apart by its value, which comes too late to flush. */
      coalesced = is_write && is_coalesced (range, address, size);
      queues = coalesced && !may_signal (range, address, size);
      takes_lock = needs_callback (range, is_write)
                   && (coalesced || !strata_region_is_lock_free (range->region));
      if (takes_lock && !*locked)
        {
          strata_system_lock (system);
          *locked = TRUE;
          if (!strata_initiator_is_current (self))
            continue;
        }
      if (queues || strata_coalesced_queue_get_length (system->queue) == 0)
        return range;

      /* What the devices do now can change who answers here. */
      strata_system_flush_coalesced (system);
      if (strata_initiator_is_current (self))
        return range;
    }
}

gboolean
strata_initiator_skip_hole (StrataInitiator *self, guint64 address, guint64 last, guint64 *next)
{
  guint index = strata_flat_view_find_index (self->view, address);

  if (index >= strata_flat_view_get_n_ranges (self->view))
    return FALSE;
  *next = strata_flat_view_get_range (self->view, index)->first;
  return *next <= last;
}

/* }}} */
/* {{{ Loads and stores inside a range */

void
strata_initiator_fill_dispatch (StrataInitiator *self, const StrataFlatRange *range,
                                guint64 address, guint size, StrataDispatch *dispatch)
{
  dispatch->region = range->region;
  dispatch->offset = range->offset + (address - range->first);
  dispatch->callback_offset = range->callback_offset;
  dispatch->size = size;
  dispatch->attrs = self->attrs;
}

guint
strata_initiator_get_piece_size (const StrataFlatRange *range, guint64 address, guint64 left)
{
  const StrataRegionOps *ops = range->region->ops;
  guint max = ops != NULL && ops->valid.max != 0 ? MIN (ops->valid.max, 8) : 4;

  return strata_guest_unit_size (range->offset + (address - range->first), MIN (left, max));
}

StrataResult
strata_initiator_load_lanes (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
                             guint size, guint64 *lanes)
{
  StrataDispatch dispatch;

  if (range->slow & STRATA_SLOW_READ)
    {
      *lanes = 0;
      if (range->region->kind == STRATA_REGION_RESERVED)
        return STRATA_DECODE_ERROR;
      if (range->region->kind == STRATA_REGION_IOMMU)
        return strata_iommu_load (self, range, address, size, lanes);
      strata_initiator_fill_dispatch (self, range, address, size, &dispatch);
      return strata_dispatch_read (&dispatch, lanes);
    }
  *lanes = 0;
  for (guint done = 0; done < size;)
    {
      guint8 *bytes = range->bytes + (address - range->first) + done;
      guint unit = size - done;

      if (range->slow & STRATA_SLOW_UNITS)
        unit = strata_guest_unit_size ((guintptr) bytes, unit);
      *lanes |= strata_guest_load (bytes, unit) << (8 * done);
      done += unit;
    }
  return STRATA_OK;
}

static StrataResult
store_callback (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint size,
                guint64 lanes)
{
  StrataDispatch dispatch;
  StrataResult result;

  strata_initiator_fill_dispatch (self, range, address, size, &dispatch);
  if (may_signal (range, address, size))
    {
      if (!strata_dispatch_is_valid (&dispatch, TRUE))
        return STRATA_ACCESS_ERROR;
      if (strata_eventfds_take (range->rules->eventfds, dispatch.offset, size,
                                strata_dispatch_to_value (&dispatch, lanes)))
        return STRATA_OK;
    }
  if (!is_coalesced (range, address, size))
    return strata_dispatch_write (&dispatch, lanes);
  result = strata_dispatch_check (&dispatch, TRUE);
  if (result == STRATA_OK)
    strata_coalesced_queue_put (self->system->queue, &dispatch, lanes);
  return result;
}

StrataResult
strata_initiator_store_lanes (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
                              guint size, guint64 lanes)
{
  if (range->region->kind == STRATA_REGION_RESERVED)
    return STRATA_DECODE_ERROR;
  if (range->slow & STRATA_SLOW_READONLY)
    return STRATA_READ_ONLY;
  if (range->region->kind == STRATA_REGION_IOMMU)
    return strata_iommu_store (self, range, address, size, lanes);
  if (range->slow & STRATA_SLOW_WRITE_CALLBACK)
    return store_callback (self, range, address, size, lanes);
  for (guint done = 0; done < size;)
    {
      guint8 *bytes = range->bytes + (address - range->first) + done;
      guint unit = size - done;

      if (range->slow & STRATA_SLOW_UNITS)
        unit = strata_guest_unit_size ((guintptr) bytes, unit);
      strata_guest_store (bytes, unit, lanes >> (8 * done));
      done += unit;
    }
  if (range->slow & STRATA_SLOW_LOG)
    strata_ram_mark_dirty (range->region->ram, range->offset + (address - range->first), size,
                           range->dirty_clients);
  return STRATA_OK;
}

/* One that is not wholly inside a range is a transfer. */
static StrataResult
load_across (StrataInitiator *self, guint64 address, guint size, guint64 *lanes)
{
  guint8 bytes[8] = { 0 };
  StrataResult result = strata_initiator_read (self, address, bytes, size);

  *lanes = strata_guest_load_bytes (bytes, size);
  return result;
}

static StrataResult
store_across (StrataInitiator *self, guint64 address, guint size, guint64 lanes)
{
  guint8 bytes[8];

  strata_guest_store_bytes (bytes, size, lanes);
  return strata_initiator_write (self, address, bytes, size);
}

static StrataResult
load_entered (StrataInitiator *self, guint64 address, guint size, guint64 *lanes)
{
  gboolean locked = FALSE;
  const StrataFlatRange *range = strata_initiator_lookup_locked (self, address, size, FALSE,
                                                                 &locked);
  StrataResult result = STRATA_DECODE_ERROR;

  *lanes = 0;
  if (range != NULL && !strata_flat_range_fits (range, address, size))
    result = load_across (self, address, size, lanes);
  else if (range != NULL)
    result = strata_initiator_load_lanes (self, range, address, size, lanes);
  else if (size - 1 > G_MAXUINT64 - address
           || strata_initiator_skip_hole (self, address, address + size - 1, &(guint64){ 0 }))
    result = load_across (self, address, size, lanes);
  if (locked)
    strata_system_unlock (self->system);
  return result;
}

static StrataResult
store_entered (StrataInitiator *self, guint64 address, guint size, guint64 lanes)
{
  gboolean locked = FALSE;
  const StrataFlatRange *range = strata_initiator_lookup_locked (self, address, size, TRUE,
                                                                 &locked);
  StrataResult result = STRATA_DECODE_ERROR;

  if (range != NULL && !strata_flat_range_fits (range, address, size))
    result = store_across (self, address, size, lanes);
  else if (range != NULL)
    result = strata_initiator_store_lanes (self, range, address, size, lanes);
  else if (size - 1 > G_MAXUINT64 - address
           || strata_initiator_skip_hole (self, address, address + size - 1, &(guint64){ 0 }))
    result = store_across (self, address, size, lanes);
  if (locked)
    strata_system_unlock (self->system);
  return result;
}

/* Whether a device's own callback answers, and nothing else has to come first: no lock, no queued
 * write. @bits are those of the slow word that must be no others than @wanted. */
static inline gboolean
is_device_free (StrataInitiator *self, const StrataFlatRange *range, guint bits, guint wanted)
{
  return (range->slow & bits) == wanted && strata_region_is_lock_free (range->region)
         && strata_coalesced_queue_get_length (self->system->queue) == 0;
}

/* The three ways of a load or store that did not hit the last range. Each ends in a call of the
 * next, so that the short ones need not save what only the long ones use. */

static inline gboolean
needs_view (StrataInitiator *self)
{
  return G_UNLIKELY (self->view == NULL || !strata_initiator_is_current (self));
}

/* The long one: takes what is needed, the view, the lock, the queue's delivery. */
static G_GNUC_NO_INLINE StrataResult
load_thoroughly (StrataInitiator *self, guint64 address, guint size, gboolean swap, guint64 *value)
{
  StrataResult result;
  guint64 lanes;

  strata_initiator_enter (self);
  result = load_entered (self, address, size, &lanes);
  leave (self);
  *value = swap ? strata_lanes_swap (lanes, size) : lanes;
  return result;
}

static G_GNUC_NO_INLINE StrataResult
load_from_device (StrataInitiator *self, guint64 address, guint size, gboolean swap, guint64 *value)
{
  const StrataFlatRange *range = self->range;
  StrataDispatch dispatch;
  StrataResult result;
  guint64 lanes;

  if (!is_device_free (self, range, SLOW_LOAD | STRATA_SLOW_NO_DEVICE, STRATA_SLOW_READ))
    return load_thoroughly (self, address, size, swap, value);
  self->depth++;
  strata_initiator_fill_dispatch (self, range, address, size, &dispatch);
  result = strata_dispatch_read (&dispatch, &lanes);
  leave (self);
  *value = swap ? strata_lanes_swap (lanes, size) : lanes;
  return result;
}

static G_GNUC_NO_INLINE StrataResult
load_elsewhere (StrataInitiator *self, guint64 address, guint size, gboolean swap, guint64 *value)
{
  const StrataFlatRange *range;
  guint64 lanes;

  if (needs_view (self))
    return load_thoroughly (self, address, size, swap, value);
  range = find_range (self, address);
  if (G_UNLIKELY (range == NULL || !strata_flat_range_fits (range, address, size)))
    return load_thoroughly (self, address, size, swap, value);
  if ((range->slow & SLOW_LOAD) != 0)
    return load_from_device (self, address, size, swap, value);
  lanes = strata_guest_load (range->bytes + (address - range->first), size);
  *value = swap ? strata_lanes_swap (lanes, size) : lanes;
  return STRATA_OK;
}

static G_GNUC_NO_INLINE StrataResult
store_thoroughly (StrataInitiator *self, guint64 address, guint size, guint64 lanes)
{
  StrataResult result;

  strata_initiator_enter (self);
  result = store_entered (self, address, size, lanes);
  leave (self);
  return result;
}

static G_GNUC_NO_INLINE StrataResult
store_to_device (StrataInitiator *self, guint64 address, guint size, guint64 lanes)
{
  const StrataFlatRange *range = self->range;
  StrataDispatch dispatch;
  StrataResult result;

  if (!is_device_free (self, range, SLOW_STORE | STRATA_SLOW_NO_DEVICE,
                       STRATA_SLOW_WRITE_CALLBACK))
    return store_thoroughly (self, address, size, lanes);
  self->depth++;
  strata_initiator_fill_dispatch (self, range, address, size, &dispatch);
  result = strata_dispatch_write (&dispatch, lanes);
  leave (self);
  return result;
}

static G_GNUC_NO_INLINE StrataResult
store_elsewhere (StrataInitiator *self, guint64 address, guint size, guint64 lanes)
{
  const StrataFlatRange *range;

  if (needs_view (self))
    return store_thoroughly (self, address, size, lanes);
  range = find_range (self, address);
  if (G_UNLIKELY (range == NULL || !strata_flat_range_fits (range, address, size)))
    return store_thoroughly (self, address, size, lanes);
  if ((range->slow & SLOW_STORE) != 0)
    return store_to_device (self, address, size, lanes);
  strata_guest_store (range->bytes + (address - range->first), size, lanes);
  return STRATA_OK;
}

static inline gboolean
is_hit (StrataInitiator *self, guint64 address, guint size)
{
  guint64 offset = address - self->first;

  return strata_initiator_is_current (self) && offset < self->length
         && size <= self->length - offset;
}

/* Marks what a store into the last range hit has touched. */
static inline void
mark_hit (StrataInitiator *self, guint64 address, guint size)
{
  guint64 offset = self->range->offset + (address - self->first);

  if (G_UNLIKELY (self->log_words == NULL
                  || !strata_ram_is_store_marked (self->log_words, offset, size)))
    strata_ram_mark_dirty (self->range->region->ram, offset, size, self->range->dirty_clients);
}

static inline gboolean
swaps (StrataInitiator *self, StrataByteOrder byte_order)
{
  return byte_order == STRATA_NATIVE_ENDIAN ? self->swaps : byte_order == STRATA_BIG_ENDIAN;
}

/* }}} */

/**
 * strata_initiator_new:
 * @space: what it sees
 * @name: (nullable): who it is, for records
 *
 * Makes an initiator: somebody who accesses memory, such as a CPU, a DMA device, a hex editor. It
 * is for one thread at a time, and must be parked before another one takes it over. It is parked at
 * first, and starts to run with its first access.
 *
 * Returns: (transfer full): an initiator
 */
StrataInitiator *
strata_initiator_new (StrataAddressSpace *space, const char *name)
{
  StrataInitiator *self;

  g_return_val_if_fail (space != NULL, NULL);

  self = g_new0 (StrataInitiator, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->space = strata_address_space_ref (space);
  self->slot = strata_view_slot_ref (space->slot);
  self->system = space->system;
  self->swaps = self->system->byte_order == STRATA_BIG_ENDIAN;
  self->name = g_strdup (name != NULL ? name : "");
  self->link.data = self;
  forget_hit (self);
  return self;
}

/**
 * strata_initiator_ref:
 * @self: an initiator
 *
 * Returns: (transfer full): @self, held once more
 */
StrataInitiator *
strata_initiator_ref (StrataInitiator *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * strata_initiator_unref:
 * @self: (transfer full): an initiator
 *
 * Lets go of an initiator. The last holder's parks it; if that happens in one of its own accesses,
 * as soon as the access is over.
 */
void
strata_initiator_unref (StrataInitiator *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->depth > 0)
    self->is_dead = TRUE;
  else
    finalize (self);
}

/**
 * strata_initiator_get_name:
 * @self: an initiator
 *
 * Returns: its name
 */
const char *
strata_initiator_get_name (StrataInitiator *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * strata_initiator_get_address_space:
 * @self: an initiator
 *
 * Returns: (transfer none): the address space that it sees
 */
StrataAddressSpace *
strata_initiator_get_address_space (StrataInitiator *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->space;
}

/**
 * strata_initiator_set_attrs:
 * @self: an initiator
 * @attrs: (nullable): what its accesses carry from now on; %NULL for nothing
 *
 * Sets what devices are told of the one who asks.
 */
void
strata_initiator_set_attrs (StrataInitiator *self, const StrataAttrs *attrs)
{
  g_return_if_fail (self != NULL);

  self->attrs = attrs != NULL ? *attrs : (StrataAttrs){ 0 };
}

/**
 * strata_initiator_park:
 * @self: an initiator
 *
 * Lets go of everything that a running initiator holds. An idle one must be parked, or what was
 * removed from the address space lives on, and [method@Strata.System.synchronize] in another thread
 * waits. The next access makes it run again. From inside one of its own accesses, it parks as soon
 * as the access is over.
 */
void
strata_initiator_park (StrataInitiator *self)
{
  g_return_if_fail (self != NULL);

  if (self->depth > 0)
    self->wants_park = TRUE;
  else
    drop_view (self);
}

/**
 * strata_initiator_load:
 * @self: an initiator
 * @address: the address
 * @size: how many bytes, 1 to 8
 * @byte_order: the byte order of the value; %STRATA_NATIVE_ENDIAN is that of the system
 * @value: (out): where to put the value; bytes that could not be read are 0 in it
 *
 * Reads a value with a single load. Where a device answers, what its `valid` forbids is an access
 * error that the device never sees. A load that is not wholly inside one flat range is done byte
 * range by byte range, as [method@Strata.Initiator.read] does. What would lie past the last address
 * of all gives a decode error.
 *
 * Returns: how it ended
 */
StrataResult
strata_initiator_load (StrataInitiator *self, guint64 address, guint size,
                       StrataByteOrder byte_order, guint64 *value)
{
  gboolean swap;
  guint64 lanes;

  g_return_val_if_fail (self != NULL && value != NULL, STRATA_ACCESS_ERROR);
  g_return_val_if_fail (size - 1 < 8, STRATA_ACCESS_ERROR);

  swap = swaps (self, byte_order);
  if (G_UNLIKELY (!is_hit (self, address, size) || (self->slow & SLOW_LOAD) != 0))
    return load_elsewhere (self, address, size, swap, value);
  lanes = strata_guest_load (self->bytes + (address - self->first), size);
  *value = swap ? strata_lanes_swap (lanes, size) : lanes;
  return STRATA_OK;
}

/**
 * strata_initiator_store:
 * @self: an initiator
 * @address: the address
 * @size: how many bytes, 1 to 8
 * @byte_order: the byte order of the value; %STRATA_NATIVE_ENDIAN is that of the system
 * @value: the value; what does not fit into @size bytes is cut off
 *
 * Writes a value with a single store; see [method@Strata.Initiator.load].
 *
 * Returns: how it ended
 */
StrataResult
strata_initiator_store (StrataInitiator *self, guint64 address, guint size,
                        StrataByteOrder byte_order, guint64 value)
{
  guint64 lanes;

  g_return_val_if_fail (self != NULL, STRATA_ACCESS_ERROR);
  g_return_val_if_fail (size - 1 < 8, STRATA_ACCESS_ERROR);

  lanes = swaps (self, byte_order) ? strata_lanes_swap (value, size)
                                   : value & strata_lanes_mask (size);
  if (G_LIKELY (is_hit (self, address, size)))
    {
      guint slow = self->slow & SLOW_STORE;

      if (G_LIKELY (slow == 0 || slow == STRATA_SLOW_LOG))
        {
          strata_guest_store (self->bytes + (address - self->first), size, lanes);
          if (slow != 0)
            mark_hit (self, address, size);
          return STRATA_OK;
        }
    }
  return store_elsewhere (self, address, size, lanes);
}
