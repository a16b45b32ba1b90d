/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Looking without touching. */

#include "strata-guest-bytes.h"
#include "strata-iommu-private.h"
#include "strata-lookup-private.h"
#include "strata-range-access-private.h"
#include "strata-system-private.h"

/* {{{ Peek */

static void
set_states (StrataPeekState *states, StrataPeekState state, guint64 n)
{
  for (guint64 i = 0; i < n; i++)
    states[i] = state;
}

/* Where a device does not tell a piece as a whole, as it has no register in one part of it, it may
 * tell a smaller one. */
static guint
peek_smaller (StrataDispatch *dispatch, guint64 *lanes)
{
  guint known = strata_dispatch_peek (dispatch, lanes);

  while (known == 0 && dispatch->size / 2 >= MAX (dispatch->ops->valid.min, 1))
    {
      dispatch->size /= 2;
      known = strata_dispatch_peek (dispatch, lanes);
    }
  return known;
}

/* Peeks at one piece of a device. Where the device takes only larger accesses, looking at the whole
 * unit has no side effect either. */
static guint64
peek_piece (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint8 *bytes,
            StrataPeekState *states, guint64 length)
{
  guint n = strata_initiator_get_piece_size (range, address, length);
  const StrataRegionOps *ops = range->ops;
  gboolean lock_free = (range->device & STRATA_DEVICE_LOCK_FREE) != 0;
  guint skipped = 0, known;
  StrataDispatch dispatch;
  guint64 lanes;

  strata_initiator_fill_dispatch (self, range, address, n, &dispatch);
  if (ops != NULL && n < MIN (ops->valid.min, 8))
    {
      dispatch.size = ops->valid.min <= 2 ? 2 : ops->valid.min <= 4 ? 4 : 8;
      skipped = dispatch.offset & (dispatch.size - 1);
      dispatch.offset -= skipped;
      n = MIN (length, dispatch.size - skipped);
    }

  if (!lock_free)
    strata_system_lock (self->system);
  known = peek_smaller (&dispatch, &lanes) >> skipped;
  if (!lock_free)
    strata_system_unlock (self->system);

  n = MIN (n, dispatch.size - skipped);
  for (guint i = 0; i < n; i++)
    {
      gboolean ok = known >> i & 1;

      bytes[i] = ok ? (guint8) (lanes >> (8 * (skipped + i))) : 0;
      states[i] = ok ? STRATA_PEEK_OK : STRATA_PEEK_NOT_READ;
    }
  return n;
}

static guint64
peek_range (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint8 *bytes,
            StrataPeekState *states, guint64 length)
{
  guint64 n = MIN (length - 1, range->last - address) + 1;
  const StrataRegionOps *ops = range->ops;

  if (range->slow & STRATA_SLOW_UNITS)
    {
      guint unit = strata_guest_unit_size (strata_flat_range_get_offset (range, address), n);

      strata_guest_store_bytes (bytes, unit,
                                strata_guest_load (strata_flat_range_get_bytes (range, address),
                                                   unit));
      set_states (states, STRATA_PEEK_OK, unit);
      return unit;
    }
  if (!(range->slow & STRATA_SLOW_READ))
    {
      strata_guest_copy (bytes, strata_flat_range_get_bytes (range, address), n);
      set_states (states, STRATA_PEEK_OK, n);
      return n;
    }
  if (range->kind == STRATA_REGION_IOMMU)
    {
      guint64 translated;
      StrataInitiator *behind
        = strata_iommu_follow (self, range, address, STRATA_IOMMU_NONE, &n, &translated);

      if (behind != NULL)
        {
          strata_initiator_peek (behind, translated, bytes, states, n);
          return n;
        }
      memset (bytes, 0, n);
      set_states (states, STRATA_PEEK_UNMAPPED, n);
      return n;
    }
  if (ops != NULL && ops->peek != NULL && range->kind != STRATA_REGION_RESERVED)
    return peek_piece (self, range, address, bytes, states, n);
  memset (bytes, 0, n);
  set_states (
    states,
    range->kind == STRATA_REGION_RESERVED ? STRATA_PEEK_UNMAPPED : STRATA_PEEK_NOT_READ, n);
  return n;
}

/**
 * strata_initiator_peek:
 * @self: an initiator
 * @address: the first address
 * @bytes: (out caller-allocates) (array length=length): where to put the bytes; 0 where not known
 * @states: (out caller-allocates) (array length=length): what is known of each byte
 * @length: how many bytes
 *
 * Looks at memory without any side effect: memory as it is, devices only through their own `peek`.
 * Coalesced writes stay queued. What lies past the last address of all is unmapped.
 */
void
strata_initiator_peek (StrataInitiator *self, guint64 address, guint8 *bytes,
                       StrataPeekState *states, gsize length)
{
  gsize done = 0, end;

  g_return_if_fail (self != NULL);
  g_return_if_fail ((bytes != NULL && states != NULL) || length == 0);

  if (length == 0)
    return;
  end = MIN (length - 1, G_MAXUINT64 - address) + 1;
  memset (bytes + end, 0, length - end);
  set_states (states + end, STRATA_PEEK_UNMAPPED, length - end);

  strata_initiator_enter (self);
  while (done < end)
    {
      const StrataFlatRange *range = strata_initiator_lookup (self, address + done);
      guint64 n = end - done, next;

      if (range != NULL)
        {
          n = peek_range (self, range, address + done, bytes + done, states + done, n);
        }
      else
        {
          if (strata_initiator_skip_hole (self, address + done, address + (end - 1), &next))
            n = next - (address + done);
          memset (bytes + done, 0, n);
          set_states (states + done, STRATA_PEEK_UNMAPPED, n);
        }
      done += n;
      strata_initiator_breathe (self);
    }
  strata_initiator_leave (self);
}

/**
 * strata_initiator_peek_bytes: (rename-to strata_initiator_peek)
 * @self: an initiator
 * @address: the first address
 * @length: how many bytes
 * @states: (out) (optional) (transfer full): what is known of each byte: a [enum@PeekState] in a
 *   byte each
 *
 * Looks like [method@Initiator.peek], into new memory.
 *
 * Returns: (transfer full): @length bytes
 */
GBytes *
strata_initiator_peek_bytes (StrataInitiator *self, guint64 address, gsize length,
                             GBytes **states)
{
  g_autofree guint8 *bytes = NULL, *narrow = NULL;
  g_autofree StrataPeekState *wide = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  bytes = g_malloc (length);
  wide = g_new (StrataPeekState, length);
  strata_initiator_peek (self, address, bytes, wide, length);
  if (states != NULL)
    {
      narrow = g_malloc (length);
      for (gsize i = 0; i < length; i++)
        narrow[i] = wide[i];
      *states = g_bytes_new_take (g_steal_pointer (&narrow), length);
    }
  return g_bytes_new_take (g_steal_pointer (&bytes), length);
}

/* }}} */

/**
 * strata_initiator_find:
 * @self: an initiator
 * @address: an address
 * @range: (out caller-allocates) (optional): where to put the flat range that holds it
 *
 * Finds who answers at an address. The region in @range is valid until the initiator's next access,
 * or until it parks.
 *
 * Returns: %FALSE if nobody does
 */
gboolean
strata_initiator_find (StrataInitiator *self, guint64 address, StrataFlatRange *range)
{
  const StrataFlatRange *found;

  g_return_val_if_fail (self != NULL, FALSE);

  found = strata_initiator_lookup (self, address);
  if (found != NULL && range != NULL)
    *range = *found;
  return found != NULL;
}

/**
 * strata_initiator_present:
 * @self: an initiator
 * @address: an address
 *
 * Tells whether anything lies at an address.
 *
 * Returns: whether a region covers the address; a reserved one does, though it answers nothing
 */
gboolean
strata_initiator_present (StrataInitiator *self, guint64 address)
{
  return strata_initiator_find (self, address, NULL);
}

/* {{{ Whether an access would be allowed */

static gboolean
is_piece_valid (StrataInitiator *self, const StrataFlatRange *range, guint64 address, guint size,
                gboolean is_write)
{
  gboolean lock_free = (range->device & STRATA_DEVICE_LOCK_FREE) != 0;
  StrataDispatch dispatch;
  gboolean valid;

  strata_initiator_fill_dispatch (self, range, address, size, &dispatch);
  if (!lock_free)
    strata_system_lock (self->system);
  valid = strata_dispatch_is_valid (&dispatch, is_write);
  if (!lock_free)
    strata_system_unlock (self->system);
  return valid;
}

/* Judges the pieces of a stretch. Unless the device is asked about each, all whole pieces in its
 * middle get the same answer. */
static gboolean
are_pieces_valid (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
                  guint64 length, gboolean is_write)
{
  const StrataRegionOps *ops = range->ops;
  guint largest = strata_initiator_get_piece_size (range, range->first - range->offset, 8);

  if (ops == NULL)
    return FALSE;
  while (length > 0)
    {
      guint piece = strata_initiator_get_piece_size (range, address, length);
      guint64 n = piece;

      if (!is_piece_valid (self, range, address, piece, is_write))
        return FALSE;
      if (ops->valid.accepts == NULL && piece == largest)
        n = length / piece * piece;
      address += n;
      length -= n;
    }
  return TRUE;
}

/* Page by page, where each leads. */
static gboolean
is_iommu_valid (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
                guint64 length, gboolean is_write)
{
  while (length > 0)
    {
      guint64 n = length, translated;
      StrataInitiator *behind
        = strata_iommu_follow (self, range, address,
                               is_write ? STRATA_IOMMU_WRITE : STRATA_IOMMU_READ, &n, &translated);

      if (behind == NULL || !strata_initiator_access_valid (behind, translated, n, is_write))
        return FALSE;
      address += n;
      length -= n;
    }
  return TRUE;
}

static gboolean
is_range_valid (StrataInitiator *self, const StrataFlatRange *range, guint64 address,
                guint64 length, gboolean is_write)
{
  if (range->kind == STRATA_REGION_RESERVED)
    return FALSE;
  if (is_write && (range->slow & STRATA_SLOW_READONLY))
    return FALSE;
  if (!(range->slow & (is_write ? STRATA_SLOW_WRITE_CALLBACK : STRATA_SLOW_READ)))
    return TRUE;
  if (range->kind == STRATA_REGION_IOMMU)
    return is_iommu_valid (self, range, address, length, is_write);
  return are_pieces_valid (self, range, address, length, is_write);
}

/**
 * strata_initiator_access_valid:
 * @self: an initiator
 * @address: the first address
 * @length: how many bytes
 * @is_write: whether they would be written
 *
 * Says whether a transfer would reach memory or devices with every piece, without doing it. A
 * device with `valid.accepts` is asked about each piece.
 *
 * Returns: whether nothing would be refused, ignored or nobody's
 */
gboolean
strata_initiator_access_valid (StrataInitiator *self, guint64 address, guint64 length,
                               gboolean is_write)
{
  gboolean valid = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);

  if (length == 0)
    return TRUE;
  if (length - 1 > G_MAXUINT64 - address)
    return FALSE;

  strata_initiator_enter (self);
  while (valid && length > 0)
    {
      const StrataFlatRange *range = strata_initiator_lookup (self, address);
      guint64 n;

      if (range == NULL)
        {
          valid = FALSE;
          break;
        }
      n = MIN (length - 1, range->last - address) + 1;
      valid = is_range_valid (self, range, address, n, is_write);
      address += n;
      length -= n;
    }
  strata_initiator_leave (self);
  return valid;
}

/* }}} */
