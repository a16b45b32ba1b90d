/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Dispatch: one load or store of 1 to 8 bytes. */

#include "strata-load-store-private.h"

#include "strata-iommu-private.h"
#include "strata-observer-private.h"
#include "strata-range-access-private.h"
#include "strata-system-private.h"

/* {{{ The long way: takes what is needed, the view, the lock, the queue's delivery */

static StrataResult
refuse (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint64 size,
        guint64 lanes, gboolean is_write)
{
  strata_initiator_tell (self, range, address, size, lanes, is_write, STRATA_ACCESS_ERROR);
  return STRATA_ACCESS_ERROR;
}

/* Where an IOMMU leads it is a single load again, unless it crosses from page to page. */
static StrataResult
load_behind (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint size,
             guint64 *lanes)
{
  StrataResult result = STRATA_OK;
  guint8 bytes[8] = { 0 };

  for (guint done = 0; done < size;)
    {
      guint64 n = size - done, translated;
      StrataInitiator *behind = strata_iommu_follow (self, range, address + done,
                                                     STRATA_IOMMU_READ, &n, &translated);

      if (behind == NULL)
        result |= refuse (self, range, address + done, n, 0, FALSE);
      else if (n == size)
        return strata_initiator_load (behind, translated, size, STRATA_LITTLE_ENDIAN, lanes);
      else
        result |= strata_initiator_read (behind, translated, bytes + done, n);
      done += n;
    }
  *lanes = strata_guest_load_bytes (bytes, size);
  return result;
}

static StrataResult
store_behind (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint size,
              guint64 lanes)
{
  StrataResult result = STRATA_OK;
  guint8 bytes[8];

  strata_guest_store_bytes (bytes, size, lanes);
  for (guint done = 0; done < size;)
    {
      guint64 n = size - done, translated;
      StrataInitiator *behind = strata_iommu_follow (self, range, address + done,
                                                     STRATA_IOMMU_WRITE, &n, &translated);

      if (behind == NULL)
        result |= refuse (self, range, address + done, n, lanes >> (8 * done), TRUE);
      else if (n == size)
        return strata_initiator_store (behind, translated, size, STRATA_LITTLE_ENDIAN, lanes);
      else
        result |= strata_initiator_write (behind, translated, bytes + done, n);
      done += n;
    }
  return result;
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
  else if (range != NULL && range->kind == STRATA_REGION_IOMMU)
    result = load_behind (self, range, address, size, lanes);
  else if (range != NULL)
    result = strata_initiator_load_lanes (self, range, address, size, lanes);
  else if (size - 1 > G_MAXUINT64 - address
           || strata_initiator_skip_hole (self, address, address + size - 1, &(guint64){ 0 }))
    result = load_across (self, address, size, lanes);
  else
    strata_initiator_tell (self, NULL, address, size, 0, FALSE, result);
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
  else if (range != NULL && range->kind == STRATA_REGION_IOMMU
           && !(range->slow & STRATA_SLOW_READONLY))
    result = store_behind (self, range, address, size, lanes);
  else if (range != NULL)
    result = strata_initiator_store_lanes (self, range, address, size, lanes);
  else if (size - 1 > G_MAXUINT64 - address
           || strata_initiator_skip_hole (self, address, address + size - 1, &(guint64){ 0 }))
    result = store_across (self, address, size, lanes);
  else
    strata_initiator_tell (self, NULL, address, size, lanes, TRUE, result);
  if (locked)
    strata_system_unlock (self->system);
  return result;
}

static G_GNUC_NO_INLINE StrataResult
load_thoroughly (StrataInitiator *self, guint64 address, guint size, gboolean swap, guint64 *value)
{
  StrataResult result;
  guint64 lanes;

  strata_initiator_enter (self);
  result = load_entered (self, address, size, &lanes);
  strata_initiator_leave (self);
  *value = swap ? strata_lanes_swap (lanes, size) : lanes;
  return result;
}

static G_GNUC_NO_INLINE StrataResult
store_thoroughly (StrataInitiator *self, guint64 address, guint size, guint64 lanes)
{
  StrataResult result;

  strata_initiator_enter (self);
  result = store_entered (self, address, size, lanes);
  strata_initiator_leave (self);
  return result;
}

/* }}} */
/* {{{ A device that can just be called */

/* Queued writes come before any other access to a device. */
static inline gboolean
is_queue_empty (StrataInitiator *self)
{
  return strata_coalesced_queue_get_length (self->queue) == 0;
}

/* Calls a device as strata_initiator_enter() and strata_initiator_leave() would have it, but keeps
 * the depth in a register. Leaving comes last of all: see settle() below. */
static inline guint64
call_read (StrataInitiator *self, guint64 offset, guint size, const StrataFlatRange *range)
{
  const guint depth = self->depth;
  guint64 read;

  self->depth = depth + 1;
  read = range->ops->read (range->target, offset + range->callback_offset, size);
  self->depth = depth;
  return read;
}

static inline void
call_write (StrataInitiator *self, guint64 offset, guint size, guint64 value,
            const StrataFlatRange *range)
{
  const guint depth = self->depth;

  self->depth = depth + 1;
  range->ops->write (range->target, offset + range->callback_offset, value, size);
  self->depth = depth;
}

static inline void
settle (StrataInitiator *self)
{
  if (G_UNLIKELY (self->is_unsettled))
    strata_initiator_settle (self);
}

/* Likewise under the lock, for which another one may have been waited. */
static G_GNUC_NO_INLINE StrataResult
load_under_lock (StrataInitiator *self, guint64 address, guint size, gboolean swap, guint64 *value,
                 const StrataFlatRange *range)
{
  StrataDispatch dispatch;
  StrataResult result;
  guint64 lanes;

  strata_system_lock (self->system);
  if (G_UNLIKELY (!strata_initiator_is_current (self) || !is_queue_empty (self)))
    {
      strata_system_unlock (self->system);
      return load_thoroughly (self, address, size, swap, value);
    }
  self->depth++;
  strata_initiator_fill_dispatch (self, range, address, size, &dispatch);
  result = strata_dispatch_read (&dispatch, &lanes);
  strata_system_unlock (self->system);
  strata_initiator_leave (self);
  *value = swap ? strata_lanes_swap (lanes, size) : lanes;
  return result;
}

static G_GNUC_NO_INLINE StrataResult
store_under_lock (StrataInitiator *self, guint64 address, guint size, guint64 lanes,
                  const StrataFlatRange *range)
{
  StrataDispatch dispatch;
  StrataResult result;

  strata_system_lock (self->system);
  if (G_UNLIKELY (!strata_initiator_is_current (self) || !is_queue_empty (self)))
    {
      strata_system_unlock (self->system);
      return store_thoroughly (self, address, size, lanes);
    }
  self->depth++;
  strata_initiator_fill_dispatch (self, range, address, size, &dispatch);
  result = strata_dispatch_write (&dispatch, lanes);
  strata_system_unlock (self->system);
  strata_initiator_leave (self);
  return result;
}

static G_GNUC_NO_INLINE StrataResult
load_from_device (StrataInitiator *self, guint64 address, guint size, gboolean swap, guint64 *value,
                  const StrataFlatRange *range)
{
  const guint64 offset = strata_flat_range_get_offset (range, address);

  if (G_UNLIKELY (!strata_flat_range_reads_plainly (range, offset, size) || !is_queue_empty (self)))
    return load_thoroughly (self, address, size, swap, value);
  /* Decided before the call, or the byte order would have to be kept over it; with one comparison
   * for the usual case. */
  if (range->device == (STRATA_DEVICE_LOCK_FREE | (swap ? STRATA_DEVICE_BIG_ENDIAN : 0)))
    *value = call_read (self, offset, size, range) & strata_lanes_mask (size);
  else if (range->device & STRATA_DEVICE_LOCK_FREE)
    *value = strata_lanes_swap (call_read (self, offset, size, range), size);
  else
    return load_under_lock (self, address, size, swap, value, range);
  settle (self);
  return STRATA_OK;
}

static G_GNUC_NO_INLINE StrataResult
store_to_device (StrataInitiator *self, guint64 address, guint size, guint64 lanes,
                 const StrataFlatRange *range)
{
  const guint64 offset = strata_flat_range_get_offset (range, address);

  if (G_UNLIKELY (!strata_flat_range_writes_plainly (range, offset, size)
                  || !is_queue_empty (self)))
    return store_thoroughly (self, address, size, lanes);
  if (!(range->device & STRATA_DEVICE_LOCK_FREE))
    return store_under_lock (self, address, size, lanes, range);
  if (range->device & STRATA_DEVICE_BIG_ENDIAN)
    lanes = strata_lanes_swap (lanes, size);
  call_write (self, offset, size, lanes, range);
  settle (self);
  return STRATA_OK;
}

/* }}} */
/* {{{ The short ways */

/* Each ends in a call of the next longer one, so that the short ones need not save what only the
 * long ones use. */

/* The range in the view that is held that has all of an access; remembers it. */
G_ALWAYS_INLINE static inline const StrataFlatRange *
search (StrataInitiator *self, guint64 address, guint size)
{
  const StrataFlatRange *range = strata_flat_view_seek (self->view, address);

  if (G_UNLIKELY (range == NULL || !strata_flat_range_contains (range, address, size)))
    return NULL;
  strata_initiator_remember (self, range);
  return range;
}

static G_GNUC_NO_INLINE StrataResult
load_elsewhere (StrataInitiator *self, guint64 address, guint size, gboolean swap, guint64 *value)
{
  const StrataFlatRange *range = search (self, address, size);
  guint64 lanes;

  if (G_UNLIKELY (range == NULL))
    return load_thoroughly (self, address, size, swap, value);
  if ((range->slow & STRATA_SLOW_LOAD) != 0)
    return load_from_device (self, address, size, swap, value, range);
  lanes = strata_guest_load (strata_flat_range_get_bytes (range, address), size);
  *value = swap ? strata_lanes_swap (lanes, size) : lanes;
  return STRATA_OK;
}

static G_GNUC_NO_INLINE StrataResult
store_elsewhere (StrataInitiator *self, guint64 address, guint size, guint64 lanes)
{
  const StrataFlatRange *range = search (self, address, size);

  if (G_UNLIKELY (range == NULL))
    return store_thoroughly (self, address, size, lanes);
  if ((range->slow & STRATA_SLOW_STORE) != 0)
    return store_to_device (self, address, size, lanes, range);
  strata_guest_store (strata_flat_range_get_bytes (range, address), size, lanes);
  return STRATA_OK;
}

static inline gboolean
swaps (StrataInitiator *self, StrataByteOrder byte_order)
{
  return byte_order == STRATA_NATIVE_ENDIAN ? self->swaps : byte_order == STRATA_BIG_ENDIAN;
}

/* }}} */

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
  switch (strata_initiator_load_hit (self, address, size, &lanes))
    {
    case STRATA_HIT_DONE:
      *value = swap ? strata_lanes_swap (lanes, size) : lanes;
      return STRATA_OK;
    case STRATA_HIT_MISSED:
      return load_elsewhere (self, address, size, swap, value);
    case STRATA_HIT_SLOW:
      return load_from_device (self, address, size, swap, value, self->range);
    case STRATA_HIT_STALE:
    default:
      return load_thoroughly (self, address, size, swap, value);
    }
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
  switch (strata_initiator_store_hit (self, address, size, lanes, STRATA_SLOW_STORE))
    {
    case STRATA_HIT_DONE:
      return STRATA_OK;
    case STRATA_HIT_MISSED:
      return store_elsewhere (self, address, size, lanes);
    case STRATA_HIT_SLOW:
      return store_to_device (self, address, size, lanes, self->range);
    case STRATA_HIT_STALE:
    default:
      return store_thoroughly (self, address, size, lanes);
    }
}
