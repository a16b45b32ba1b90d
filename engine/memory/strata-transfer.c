/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Transfers: buffers of any length, range by range; memory as a whole, devices piece by piece. */

#include "strata-guest-bytes.h"
#include "strata-iommu-private.h"
#include "strata-lookup-private.h"
#include "strata-observer-private.h"
#include "strata-range-access-private.h"
#include "strata-system-private.h"

/* Writes of less than this are not charged to the budget of touched memory. */
#define CHARGED_FROM (64 * 1024)

/* Where a write takes its bytes from, and what it may write to. */
typedef struct
{
  const guint8 *bytes; /* NULL to write one byte again and again */
  guint8 byte;
  gboolean to_rom;
} Source;

/* {{{ What is common */

/* Cuts a length that would pass the last address of all. */
static guint64
clip_length (guint64 address, guint64 length, StrataResult *result)
{
  if (length - 1 <= G_MAXUINT64 - address)
    return length;
  *result |= STRATA_DECODE_ERROR;
  return G_MAXUINT64 - address + 1;
}

/* How much of a transfer falls into a hole that begins at @address. */
static guint64
measure_hole (StrataInitiator *self, guint64 address, guint64 length)
{
  guint64 next;

  if (!strata_initiator_skip_hole (self, address, address + (length - 1), &next))
    return length;
  return next - address;
}

static inline guint64
measure_range (const StrataFlatRange *range, guint64 address, guint64 length)
{
  return MIN (length - 1, range->last - address) + 1;
}

/* The piece of a device that a transfer of @length begins with. It may go past the range: registers
 * of a device answer at their full width, whatever lies over a part of them (in a PC, the port
 * 0xcf9 over the four bytes at 0xcf8). */
static guint
measure_piece (const StrataFlatRange *range, guint64 address, guint64 length)
{
  guint64 n = measure_range (range, address, length);

  if (n < length)
    {
      guint64 offset = strata_flat_range_get_offset (range, address);
      guint64 size = strata_region_get_size (range->region);
      guint64 rest = size == STRATA_SIZE_MAX ? G_MAXUINT64 - offset : size - 1 - offset;

      n = MIN (length - 1, rest) + 1;
    }
  return strata_initiator_get_piece_size (range, address, n);
}

/* Whether a range is looked up again, under the lock, before it is accessed. */
static inline gboolean
is_guarded (const StrataFlatRange *range, guint slow)
{
  return (range->slow & (slow | STRATA_SLOW_FLUSH)) != 0;
}

/* }}} */
/* {{{ Reading */

static inline void
tell_read (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
           const guint8 *bytes, guint64 n, StrataResult result)
{
  strata_initiator_tell (self, range, address, n, strata_guest_load_bytes (bytes, MIN (n, 8)),
                         FALSE, result);
}

static guint64
read_range (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint8 *buffer,
            guint64 length, StrataResult *result)
{
  guint64 n = measure_range (range, address, length);
  guint64 lanes;

  if (!(range->slow & (STRATA_SLOW_READ | STRATA_SLOW_UNITS)))
    {
      strata_guest_copy (buffer, strata_flat_range_get_bytes (range, address), n);
      tell_read (self, range, address, buffer, n, STRATA_OK);
      return n;
    }
  if (range->kind == STRATA_REGION_RESERVED)
    {
      memset (buffer, 0, n);
      tell_read (self, range, address, buffer, n, STRATA_DECODE_ERROR);
      *result |= STRATA_DECODE_ERROR;
      return n;
    }
  if (range->kind == STRATA_REGION_IOMMU)
    {
      guint64 translated;
      StrataInitiator *behind
        = strata_iommu_follow (self, range, address, STRATA_IOMMU_READ, &n, &translated);

      if (behind != NULL)
        {
          *result |= strata_initiator_read (behind, translated, buffer, n);
        }
      else
        {
          memset (buffer, 0, n);
          tell_read (self, range, address, buffer, n, STRATA_ACCESS_ERROR);
          *result |= STRATA_ACCESS_ERROR;
        }
      return n;
    }
  n = range->slow & STRATA_SLOW_UNITS
        ? strata_guest_unit_size (strata_flat_range_get_offset (range, address), n)
        : measure_piece (range, address, length);
  *result |= strata_initiator_load_lanes (self, range, address, n, &lanes);
  strata_guest_store_bytes (buffer, n, lanes);
  return n;
}

static guint64
read_step (StrataInitiator *self, guint64 address, guint8 *buffer, guint64 length,
           StrataResult *result)
{
  const StrataFlatRange *range = strata_initiator_lookup (self, address);
  gboolean locked = FALSE;
  guint64 n;

  if (range != NULL && is_guarded (range, STRATA_SLOW_READ))
    range = strata_initiator_lookup_locked (self, address, 1, FALSE, &locked);
  if (range != NULL)
    {
      n = read_range (self, range, address, buffer, length, result);
    }
  else
    {
      n = measure_hole (self, address, length);
      memset (buffer, 0, n);
      tell_read (self, NULL, address, buffer, n, STRATA_DECODE_ERROR);
      *result |= STRATA_DECODE_ERROR;
    }
  if (locked)
    strata_system_unlock (self->system);
  return n;
}

/**
 * strata_initiator_read:
 * @self: an initiator
 * @address: the first address
 * @buffer: (out caller-allocates) (array length=length) (element-type guint8): where to put them
 * @length: how many bytes
 *
 * Reads any number of bytes, across ranges. Devices are read in naturally aligned pieces of at most
 * their `valid.max` (4 if unset). All goes on after a failed piece; what could not be read is 0.
 *
 * Returns: how it ended, the results of all pieces or-ed together
 */
StrataResult
strata_initiator_read (StrataInitiator *self, guint64 address, gpointer buffer, gsize length)
{
  StrataResult result = STRATA_OK;
  guint8 *bytes = buffer;
  guint64 left;

  g_return_val_if_fail (self != NULL, STRATA_ACCESS_ERROR);
  g_return_val_if_fail (buffer != NULL || length == 0, STRATA_ACCESS_ERROR);

  if (length == 0)
    return STRATA_OK;
  left = clip_length (address, length, &result);
  memset (bytes + left, 0, length - left);
  strata_initiator_enter (self);
  while (left > 0)
    {
      guint64 n = read_step (self, address, bytes, left, &result);

      address += n;
      bytes += n;
      left -= n;
      strata_initiator_breathe (self);
    }
  strata_initiator_leave (self);
  return result;
}

/**
 * strata_initiator_read_bytes: (rename-to strata_initiator_read)
 * @self: an initiator
 * @address: the first address
 * @length: how many bytes
 * @result: (out) (optional): how it ended
 *
 * Reads like [method@Initiator.read], into new memory.
 *
 * Returns: (transfer full): @length bytes
 */
GBytes *
strata_initiator_read_bytes (StrataInitiator *self, guint64 address, gsize length,
                             StrataResult *result)
{
  g_autofree guint8 *buffer = NULL;
  StrataResult ended;

  g_return_val_if_fail (self != NULL, NULL);

  buffer = g_malloc (length);
  ended = strata_initiator_read (self, address, buffer, length);
  if (result != NULL)
    *result = ended;
  return g_bytes_new_take (g_steal_pointer (&buffer), length);
}

/* }}} */
/* {{{ Writing */

/* The bytes that a write of @n puts at a place, as lanes. */
static guint64
get_lanes (const Source *source, guint64 done, guint n)
{
  if (source->bytes != NULL)
    return strata_guest_load_bytes (source->bytes + done, n);
  return source->byte * G_GUINT64_CONSTANT (0x0101010101010101) & strata_lanes_mask (n);
}

static void
tell_write (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
            const Source *source, guint64 done, guint64 n, StrataResult result)
{
  strata_initiator_tell (self, range, address, n, get_lanes (source, done, MIN (n, 8)), TRUE,
                         result);
}

static void
put_bytes (const Source *source, guint64 done, guint8 *bytes, guint64 n)
{
  if (source->bytes != NULL)
    strata_guest_copy (bytes, source->bytes + done, n);
  else
    strata_guest_fill (bytes, source->byte, n);
}

static void
put_units (const Source *source, guint64 done, guint8 *bytes, guint64 n)
{
  for (guint64 i = 0; i < n;)
    {
      guint unit = strata_guest_unit_size ((guintptr) (bytes + i), n - i);

      strata_guest_store (bytes + i, unit, get_lanes (source, done + i, unit));
      i += unit;
    }
}

/* Whether a write may go straight into the bytes behind a range. */
static gboolean
writes_bytes (const StrataFlatRange *range, const Source *source)
{
  if (source->to_rom)
    return range->region->ram != NULL;
  return (range->slow & (STRATA_SLOW_WRITE_CALLBACK | STRATA_SLOW_READONLY)) == 0;
}

static StrataResult transfer (StrataInitiator *self, guint64 address, const Source *source,
                              guint64 length);

static guint64
write_range (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
             const Source *source, guint64 done, guint64 length, StrataResult *result)
{
  guint64 n = measure_range (range, address, length);
  guint64 offset = strata_flat_range_get_offset (range, address);

  if (writes_bytes (range, source))
    {
      /* A ROM device has bytes even while it is not read from them. */
      guint8 *bytes = strata_ram_get_bytes (range->region->ram) + offset;

      if (range->slow & STRATA_SLOW_UNITS)
        put_units (source, done, bytes, n);
      else
        put_bytes (source, done, bytes, n);
      if (range->dirty_clients != 0)
        strata_ram_mark_dirty (range->region->ram, offset, n, range->dirty_clients);
      tell_write (self, range, address, source, done, n, STRATA_OK);
      return n;
    }
  if (range->kind == STRATA_REGION_RESERVED)
    {
      tell_write (self, range, address, source, done, n, STRATA_DECODE_ERROR);
      *result |= STRATA_DECODE_ERROR;
      return n;
    }
  if (range->slow & STRATA_SLOW_READONLY && !source->to_rom)
    {
      tell_write (self, range, address, source, done, n, STRATA_READ_ONLY);
      *result |= STRATA_READ_ONLY;
      return n;
    }
  if (range->kind == STRATA_REGION_IOMMU)
    {
      guint64 translated;
      StrataInitiator *behind
        = strata_iommu_follow (self, range, address, STRATA_IOMMU_WRITE, &n, &translated);
      Source rest = *source;

      if (rest.bytes != NULL)
        rest.bytes += done;
      if (behind == NULL)
        tell_write (self, range, address, source, done, n, STRATA_ACCESS_ERROR);
      *result |= behind != NULL ? transfer (behind, translated, &rest, n) : STRATA_ACCESS_ERROR;
      return n;
    }
  if (source->to_rom)
    {
      tell_write (self, range, address, source, done, n, STRATA_ACCESS_ERROR);
      *result |= STRATA_ACCESS_ERROR;
      return n;
    }
  n = measure_piece (range, address, length);
  *result |= strata_initiator_store_lanes (self, range, address, n, get_lanes (source, done, n));
  return n;
}

static guint64
write_step (StrataInitiator *self, guint64 address, const Source *source, guint64 done,
            guint64 length, StrataResult *result)
{
  const StrataFlatRange *range = strata_initiator_lookup (self, address);
  gboolean locked = FALSE;
  guint64 n = 1;

  if (range != NULL && is_guarded (range, STRATA_SLOW_WRITE_CALLBACK) && !source->to_rom)
    {
      /* Whether a piece is queued depends on its size. */
      n = measure_piece (range, address, length);
      range = strata_initiator_lookup_locked (self, address, measure_range (range, address, n),
                                              TRUE, &locked);
      if (range != NULL && measure_piece (range, address, length) != n)
        {
          if (locked)
            strata_system_unlock (self->system);
          return 0; /* somebody else answers now */
        }
    }
  if (range != NULL)
    {
      n = write_range (self, range, address, source, done, length, result);
    }
  else
    {
      n = measure_hole (self, address, length);
      tell_write (self, NULL, address, source, done, n, STRATA_DECODE_ERROR);
      *result |= STRATA_DECODE_ERROR;
    }
  if (locked)
    strata_system_unlock (self->system);
  return n;
}

typedef struct
{
  const Source *source;
  StrataRange range;
  GArray *stretches;
} Charge;

static gboolean
add_stretch (const StrataFlatRange *range, gpointer user_data)
{
  Charge *charge = user_data;
  guint64 first = MAX (range->first, charge->range.first);
  guint64 last = MIN (range->last, charge->range.last);

  if (writes_bytes (range, charge->source) && range->region->ram->is_own)
    {
      StrataRamStretch stretch = { range->region->ram, range->offset + (first - range->first),
                                   last - first + 1 };

      g_array_append_val (charge->stretches, stretch);
    }
  return TRUE;
}

static gboolean
charge (StrataInitiator *self, guint64 address, const Source *source, guint64 length)
{
  Charge request = { source, { address, address + (length - 1) }, NULL };
  gboolean granted;

  if (length < CHARGED_FROM)
    return TRUE;
  request.stretches = g_array_new (FALSE, FALSE, sizeof (StrataRamStretch));
  strata_flat_view_foreach (self->view, request.range.first, request.range.last, add_stretch,
                            &request);
  granted = request.stretches->len == 0
            || strata_ram_budget_charge (
              self->system->ram_budget, strata_system_get_limit (self->system, STRATA_LIMIT_RAM),
              (StrataRamStretch *) (gpointer) request.stretches->data, request.stretches->len);
  g_array_unref (request.stretches);
  return granted;
}

static StrataResult
transfer (StrataInitiator *self, guint64 address, const Source *source, guint64 length)
{
  StrataResult result = STRATA_OK;

  if (length == 0)
    return STRATA_OK;
  length = clip_length (address, length, &result);
  strata_initiator_enter (self);
  if (charge (self, address, source, length))
    for (guint64 done = 0; done < length; strata_initiator_breathe (self))
      done += write_step (self, address + done, source, done, length - done, &result);
  else
    result = STRATA_ACCESS_ERROR;
  strata_initiator_leave (self);
  return result;
}

/**
 * strata_initiator_write:
 * @self: an initiator
 * @address: the first address
 * @buffer: (array length=length) (element-type guint8): the bytes
 * @length: how many bytes
 *
 * Writes any number of bytes, across ranges; see [method@Strata.Initiator.read]. A write that would
 * make the system touch more memory than %STRATA_LIMIT_RAM is an access error, and nothing is
 * written.
 *
 * Returns: how it ended, the results of all pieces or-ed together
 */
StrataResult
strata_initiator_write (StrataInitiator *self, guint64 address, gconstpointer buffer, gsize length)
{
  Source source = { buffer, 0, FALSE };

  g_return_val_if_fail (self != NULL, STRATA_ACCESS_ERROR);
  g_return_val_if_fail (buffer != NULL || length == 0, STRATA_ACCESS_ERROR);

  return transfer (self, address, &source, length);
}

/**
 * strata_initiator_memset:
 * @self: an initiator
 * @address: the first address
 * @byte: the byte to write
 * @length: how often
 *
 * Writes the same byte to a stretch of addresses, as [method@Strata.Initiator.write] does.
 *
 * Returns: how it ended, the results of all pieces or-ed together
 */
StrataResult
strata_initiator_memset (StrataInitiator *self, guint64 address, guint8 byte, guint64 length)
{
  Source source = { NULL, byte, FALSE };

  g_return_val_if_fail (self != NULL, STRATA_ACCESS_ERROR);

  return transfer (self, address, &source, length);
}

/**
 * strata_initiator_write_rom:
 * @self: an initiator
 * @address: the first address
 * @buffer: (array length=length) (element-type guint8): the bytes
 * @length: how many bytes
 *
 * Writes into the memory behind a stretch of addresses as whoever makes a machine does: ROM, ROM
 * devices and what shows read-only too. Devices are not asked: where there is no memory, that is an
 * access error. Dirty logs see it.
 *
 * Returns: how it ended, the results of all pieces or-ed together
 */
StrataResult
strata_initiator_write_rom (StrataInitiator *self, guint64 address, gconstpointer buffer,
                            gsize length)
{
  Source source = { buffer, 0, TRUE };

  g_return_val_if_fail (self != NULL, STRATA_ACCESS_ERROR);
  g_return_val_if_fail (buffer != NULL || length == 0, STRATA_ACCESS_ERROR);

  return transfer (self, address, &source, length);
}

/* }}} */
