/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How a flat range answers accesses, by what its region is and who looks on */

#include "strata-range-answer-private.h"

#include "strata-access-plan-private.h"
#include "strata-observer-private.h"
#include "strata-system-private.h"
#include "strata-write-rules-private.h"

static guint16
get_slow (const StrataFlatRange *self)
{
  guint16 slow = 0;

  switch ((StrataRegionKind) self->kind)
    {
    case STRATA_REGION_RAM:
    case STRATA_REGION_ROM:
      break;
    case STRATA_REGION_RAM_DEVICE:
      slow |= STRATA_SLOW_UNITS;
      break;
    case STRATA_REGION_ROM_DEVICE:
      slow |= STRATA_SLOW_WRITE_CALLBACK;
      if (!(self->flags & STRATA_RANGE_ROM_MODE))
        slow |= STRATA_SLOW_READ;
      break;
    case STRATA_REGION_CONTAINER:
    case STRATA_REGION_ALIAS:
    case STRATA_REGION_MMIO:
    case STRATA_REGION_IOMMU:
    case STRATA_REGION_RESERVED:
    default:
      slow |= STRATA_SLOW_READ | STRATA_SLOW_WRITE_CALLBACK;
    }
  if (self->flags & STRATA_RANGE_READONLY)
    slow |= STRATA_SLOW_READONLY;
  if (self->dirty_clients != 0)
    slow |= STRATA_SLOW_LOG;
  if (strata_write_rules_get_coalesced (self->rules) != NULL)
    slow |= STRATA_SLOW_COALESCED;
  if (strata_write_rules_get_eventfds (self->rules) != NULL)
    slow |= STRATA_SLOW_EVENTFD;
  if (self->region->state.flush_coalesced)
    slow |= STRATA_SLOW_FLUSH;
  if (strata_observer_wants (self->region->system->observer, self->region))
    slow |= STRATA_SLOW_OBSERVED;
  return slow;
}

static guint8
get_device (const StrataRegion *region)
{
  StrataByteOrder order = region->ops != NULL ? region->ops->endianness : STRATA_LITTLE_ENDIAN;

  if (order == STRATA_NATIVE_ENDIAN)
    order = region->system->byte_order;
  return (region->state.lock_free ? STRATA_DEVICE_LOCK_FREE : 0)
         | (order == STRATA_BIG_ENDIAN ? STRATA_DEVICE_BIG_ENDIAN : 0);
}

static guint8
get_plain (const StrataFlatRange *self)
{
  const StrataRegionOps *ops = self->region->ops;
  guint8 sizes = 0;
  guint8 plain = 0;

  if (self->kind != STRATA_REGION_MMIO || (self->slow & (STRATA_SLOW_FLUSH | STRATA_SLOW_OBSERVED))
      || ops->valid.accepts != NULL)
    return 0;
  for (guint size = 1; size <= 8; size *= 2)
    if (strata_access_is_whole (ops, 0, size))
      sizes |= size;
  if (ops->read != NULL && ops->read_with_attrs == NULL)
    plain |= sizes;
  if (ops->write != NULL && ops->write_with_attrs == NULL && self->rules == NULL
      && !(self->slow & STRATA_SLOW_READONLY))
    plain |= sizes << 4;
  return plain;
}

/* Fills in how accesses are answered: all that is private but the write rules and the callback
 * offset. The rest is there already. Under the system lock. */
void
strata_range_answer_set (StrataFlatRange *self)
{
  StrataRegion *region = self->region;

  self->kind = region->kind;
  self->slow = get_slow (self);
  self->device = get_device (region);
  self->plain = get_plain (self);
  self->ops = region->ops;
  if (self->slow & STRATA_SLOW_READ)
    self->target = region->user_data;
  else
    self->target = strata_ram_get_bytes (region->ram) + self->offset;
}
