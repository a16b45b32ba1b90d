/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-range-access-private.h"

#include "strata-dispatch-private.h"
#include "strata-guest-bytes.h"
#include "strata-lookup-private.h"
#include "strata-observer-private.h"
#include "strata-write-rules-private.h"

void
strata_initiator_fill_dispatch (StrataInitiator *self, const StrataFlatRange *range,
                                guint64 address, guint size, StrataDispatch *dispatch)
{
  dispatch->system = self->system;
  dispatch->region = range->region;
  dispatch->ops = range->ops;
  dispatch->user_data
    = range->slow & STRATA_SLOW_READ ? range->target : range->region->user_data;
  dispatch->offset = strata_flat_range_get_offset (range, address);
  dispatch->callback_offset = range->callback_offset;
  dispatch->size = size;
  dispatch->device = range->device;
  dispatch->attrs = self->attrs;
}

guint
strata_initiator_get_piece_size (const StrataFlatRange *range, guint64 address, guint64 left)
{
  const StrataRegionOps *ops = range->ops;
  guint max = ops != NULL && ops->valid.max != 0 ? MIN (ops->valid.max, 8) : 4;

  return strata_guest_unit_size (strata_flat_range_get_offset (range, address), MIN (left, max));
}

static StrataResult
load_lanes (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint size,
            guint64 *lanes)
{
  StrataDispatch dispatch;

  if (range->slow & STRATA_SLOW_READ)
    {
      *lanes = 0;
      if (range->kind == STRATA_REGION_RESERVED)
        return STRATA_DECODE_ERROR;
      strata_initiator_fill_dispatch (self, range, address, size, &dispatch);
      return strata_dispatch_read (&dispatch, lanes);
    }
  *lanes = 0;
  for (guint done = 0; done < size;)
    {
      guint8 *bytes = strata_flat_range_get_bytes (range, address) + done;
      guint unit = size - done;

      if (range->slow & STRATA_SLOW_UNITS)
        unit = strata_guest_unit_size ((guintptr) bytes, unit);
      *lanes |= strata_guest_load (bytes, unit) << (8 * done);
      done += unit;
    }
  return STRATA_OK;
}

StrataResult
strata_initiator_load_lanes (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
                             guint size, guint64 *lanes)
{
  StrataResult result = load_lanes (self, range, address, size, lanes);

  strata_initiator_tell (self, range, address, size, *lanes, FALSE, result);
  return result;
}

static StrataResult
store_callback (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint size,
                guint64 lanes)
{
  StrataDispatch dispatch;
  StrataResult result;

  strata_initiator_fill_dispatch (self, range, address, size, &dispatch);
  if (strata_flat_range_may_signal (range, address, size))
    {
      if (!strata_dispatch_is_valid (&dispatch, TRUE))
        return STRATA_ACCESS_ERROR;
      if (strata_eventfds_take (range->rules->eventfds, dispatch.offset, size,
                                strata_dispatch_to_value (&dispatch, lanes)))
        return STRATA_OK;
    }
  if (!strata_flat_range_coalesces (range, address, size))
    return strata_dispatch_write (&dispatch, lanes);
  result = strata_dispatch_check (&dispatch, TRUE);
  if (result == STRATA_OK)
    strata_coalesced_queue_put (self->queue, &dispatch, lanes, self->name);
  return result;
}

static StrataResult
store_lanes (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint size,
             guint64 lanes)
{
  if (range->kind == STRATA_REGION_RESERVED)
    return STRATA_DECODE_ERROR;
  if (range->slow & STRATA_SLOW_READONLY)
    return STRATA_READ_ONLY;
  if (range->slow & STRATA_SLOW_WRITE_CALLBACK)
    return store_callback (self, range, address, size, lanes);
  for (guint done = 0; done < size;)
    {
      guint8 *bytes = strata_flat_range_get_bytes (range, address) + done;
      guint unit = size - done;

      if (range->slow & STRATA_SLOW_UNITS)
        unit = strata_guest_unit_size ((guintptr) bytes, unit);
      strata_guest_store (bytes, unit, lanes >> (8 * done));
      done += unit;
    }
  if (range->slow & STRATA_SLOW_LOG)
    strata_ram_mark_dirty (range->region->ram, strata_flat_range_get_offset (range, address), size,
                           range->dirty_clients);
  return STRATA_OK;
}

StrataResult
strata_initiator_store_lanes (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
                              guint size, guint64 lanes)
{
  StrataResult result = store_lanes (self, range, address, size, lanes);

  strata_initiator_tell (self, range, address, size, lanes, TRUE, result);
  return result;
}
