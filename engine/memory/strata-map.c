/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Direct pointers: into memory where there is some, else to a bounce buffer. */

#include "strata-bounce-private.h"
#include "strata-dirty-log.h"
#include "strata-lookup-private.h"
#include "strata-iommu-private.h"
#include "strata-system-private.h"

/* {{{ Where a pointer leads */

typedef enum
{
  PLACE_NOBODY,
  PLACE_REFUSED,
  PLACE_MEMORY,
  PLACE_DEVICE,
} PlaceKind;

typedef struct
{
  StrataRegion *region; /* of memory; held */
  guint64 offset;
} Place;

static gboolean
is_direct (const StrataFlatRange *range, gboolean is_write)
{
  guint slow = is_write ? STRATA_SLOW_WRITE_CALLBACK | STRATA_SLOW_READONLY : STRATA_SLOW_READ;

  return range->region->ram != NULL && (range->slow & (slow | STRATA_SLOW_UNITS)) == 0;
}

/* How far memory goes on as it begins in a range. */
static guint64
measure_memory (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
                guint64 length, gboolean is_write)
{
  while (range->last - address < length - 1)
    {
      const StrataFlatRange *next = strata_flat_view_find (self->view, range->last + 1);

      if (next == NULL || next->region != range->region || !is_direct (next, is_write)
          || next->offset - range->offset != next->first - range->first)
        return range->last - address + 1;
      range = next;
    }
  return length;
}

static PlaceKind find_place (StrataInitiator *self, guint64 address, guint64 *length,
                             gboolean is_write, Place *place);

static PlaceKind
find_behind (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
             guint64 *length, gboolean is_write, Place *place)
{
  StrataIommuAccess access = is_write ? STRATA_IOMMU_WRITE : STRATA_IOMMU_READ;
  StrataInitiator *behind;
  guint64 translated;
  PlaceKind kind;

  behind = strata_iommu_follow (self, range, address, access, length, &translated);
  if (behind == NULL)
    return PLACE_REFUSED;
  strata_initiator_enter (behind);
  kind = find_place (behind, translated, length, is_write, place);
  strata_initiator_leave (behind);
  return kind;
}

/* Cuts the length to what is of one kind. */
static PlaceKind
find_place (StrataInitiator *self, guint64 address, guint64 *length, gboolean is_write,
            Place *place)
{
  const StrataFlatRange *range = strata_initiator_lookup (self, address);

  if (range != NULL && (range->slow & STRATA_SLOW_FLUSH) != 0)
    {
      strata_initiator_flush_before (self, range, STRATA_FLUSH_MAPPED);
      range = strata_initiator_lookup (self, address);
    }
  if (range == NULL || range->kind == STRATA_REGION_RESERVED)
    return PLACE_NOBODY;
  if (is_direct (range, is_write))
    {
      *length = measure_memory (self, range, address, *length, is_write);
      place->region = strata_region_ref (range->region);
      place->offset = strata_flat_range_get_offset (range, address);
      return PLACE_MEMORY;
    }
  *length = MIN (*length - 1, range->last - address) + 1;
  if (range->kind == STRATA_REGION_IOMMU)
    return find_behind (self, range, address, length, is_write, place);
  return PLACE_DEVICE;
}

/* }}} */
/* {{{ What is given away */

static inline StrataMappings *
get_mappings (StrataInitiator *self)
{
  if (self->mappings == NULL)
    self->mappings = strata_mappings_new (self->system);
  return self->mappings;
}

static gpointer
map_memory (StrataInitiator *self, const Place *place, guint64 length, gboolean is_write)
{
  const StrataMapping mapping = { NULL, place->region, place->offset, 0, length, is_write };
  gpointer pointer = strata_ram_get_bytes (place->region->ram) + place->offset;

  strata_mappings_add (get_mappings (self), pointer, &mapping);
  return pointer;
}

static gpointer
map_bounce (StrataInitiator *self, guint64 address, guint64 *length, gboolean is_write,
            StrataResult *result)
{
  StrataSystem *system = self->system;
  StrataMapping mapping = { NULL, NULL, 0, address, 0, is_write };
  gpointer pointer;

  strata_system_lock (system);
  mapping.length = strata_bounce_take (system->bounce, system->limit_bounce, *length);
  strata_system_unlock (system);
  *length = mapping.length;
  if (mapping.length == 0)
    return NULL;
  pointer = g_malloc0 (mapping.length);
  strata_mappings_add (get_mappings (self), pointer, &mapping);
  if (!is_write)
    *result = strata_initiator_read (self, address, pointer, mapping.length);
  return pointer;
}

/* }}} */

/**
 * strata_initiator_map: (skip)
 * @self: an initiator
 * @address: the first address
 * @length: (inout): how many bytes are wanted; how many the pointer is good for, which may be fewer
 * @is_write: whether they are to be written; else they are only read
 * @result: (out) (optional): %STRATA_OK, or why there is nothing there, or what could not be read
 *
 * Gets a pointer to the bytes at an address, for whoever moves much data: straight into memory as
 * far as it is contiguous. Where there is none, because a device answers or writes are ignored, it
 * is a bounce buffer: filled now if it is to be read, written back by
 * [method@Strata.Initiator.unmap] if it was to be written. Bounce buffers are limited; see
 * %STRATA_LIMIT_BOUNCE.
 *
 * What is mapped stays, whatever happens to the address space: the pointer keeps its region alive.
 * Dirty logs see the writes when it is unmapped. It must be unmapped through the same initiator;
 * the end of the initiator drops what is left, without writing anything back.
 *
 * Returns: (nullable): a pointer; %NULL with %STRATA_OK if all bounce buffers are taken: wait with
 *   [method@Strata.System.add_map_client]
 */
gpointer
strata_initiator_map (StrataInitiator *self, guint64 address, guint64 *length, gboolean is_write,
                      StrataResult *result)
{
  StrataResult outcome = STRATA_OK;
  gpointer pointer = NULL;
  Place place;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (length != NULL, NULL);

  is_write = !!is_write;
  if (*length > 0)
    {
      *length = MIN (*length - 1, G_MAXUINT64 - address) + 1;
      strata_initiator_enter (self);
      switch (find_place (self, address, length, is_write, &place))
        {
        case PLACE_MEMORY:
          pointer = map_memory (self, &place, *length, is_write);
          break;
        case PLACE_DEVICE:
          pointer = map_bounce (self, address, length, is_write, &outcome);
          break;
        case PLACE_REFUSED:
          outcome = STRATA_ACCESS_ERROR;
          break;
        case PLACE_NOBODY:
        default:
          outcome = STRATA_DECODE_ERROR;
        }
      strata_initiator_leave (self);
    }
  if (pointer == NULL)
    *length = 0;
  if (result != NULL)
    *result = outcome;
  return pointer;
}

/**
 * strata_initiator_unmap: (skip)
 * @self: the initiator that mapped it
 * @pointer: what [method@Strata.Initiator.map] gave
 * @length: the length that it gave
 * @is_write: what it was asked
 * @access_length: how many bytes were really written, from the first on
 *
 * Gives a pointer back. If it was to be written, those pages are dirty now, or the bounce buffer is
 * written to where it came from, as [method@Strata.Initiator.write] does.
 *
 * Returns: how that ended
 */
StrataResult
strata_initiator_unmap (StrataInitiator *self, gpointer pointer, guint64 length, gboolean is_write,
                        guint64 access_length)
{
  StrataResult result = STRATA_OK;
  StrataMapping *mapping;

  g_return_val_if_fail (self != NULL, STRATA_ACCESS_ERROR);
  mapping = strata_mappings_take (get_mappings (self), pointer, length, !!is_write);
  g_return_val_if_fail (mapping != NULL, STRATA_ACCESS_ERROR);

  access_length = mapping->is_write ? MIN (access_length, length) : 0;
  if (access_length > 0 && mapping->region != NULL)
    strata_region_set_dirty (mapping->region, mapping->offset, access_length);
  else if (access_length > 0)
    result = strata_initiator_write (self, mapping->address, pointer, access_length);
  strata_mapping_free (mapping, self->system, pointer);
  return result;
}
