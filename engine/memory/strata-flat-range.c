/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-flat-range-private.h"

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

void
strata_flat_range_set_access (StrataFlatRange *self)
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

void
strata_flat_range_begin_at (StrataFlatRange *self, guint64 first)
{
  self->offset += first - self->first;
  if (!(self->slow & STRATA_SLOW_READ))
    self->target = strata_flat_range_get_bytes (self, first);
  self->first = first;
}

/**
 * strata_flat_range_equal:
 * @a: a flat range
 * @b: another
 *
 * Compares two flat ranges.
 *
 * Returns: whether they show the same in the same way
 */
gboolean
strata_flat_range_equal (const StrataFlatRange *a, const StrataFlatRange *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->first == b->first && a->last == b->last && a->region == b->region
         && a->offset == b->offset && a->flags == b->flags
         && a->dirty_clients == b->dirty_clients && a->callback_offset == b->callback_offset
         && strata_write_rules_equal (a->rules, b->rules);
}

/**
 * strata_flat_range_get_kind_name:
 * @range: a flat range
 *
 * The word that QEMU prints for it in `info mtree -f`: `rom` for all that is read-only, else
 * `ramd`, `romd`, `ram` or `i/o`.
 *
 * Returns: a static string
 */
const char *
strata_flat_range_get_kind_name (const StrataFlatRange *range)
{
  g_return_val_if_fail (range != NULL, NULL);

  if (range->flags & STRATA_RANGE_READONLY)
    return "rom";
  switch (strata_region_get_kind (range->region))
    {
    case STRATA_REGION_RAM:
      return "ram";
    case STRATA_REGION_RAM_DEVICE:
      return "ramd";
    case STRATA_REGION_ROM_DEVICE:
      return range->flags & STRATA_RANGE_ROM_MODE ? "romd" : "i/o";
    default:
      return "i/o";
    }
}
