/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-flat-range.h"

/* Why an access cannot take the direct way to the bytes. One word, tested once. */
enum
{
  STRATA_SLOW_READ = 1 << 0,           /* reads go to a callback, or nowhere */
  STRATA_SLOW_WRITE_CALLBACK = 1 << 1, /* writes go to a callback, or nowhere */
  STRATA_SLOW_READONLY = 1 << 2,       /* writes are ignored */
  STRATA_SLOW_LOG = 1 << 3,            /* writes mark pages dirty */
  STRATA_SLOW_COALESCED = 1 << 4,      /* some writes are queued */
  STRATA_SLOW_UNITS = 1 << 5,          /* only whole, aligned units, never bulk */
  STRATA_SLOW_FLUSH = 1 << 6,          /* coalesced writes come before any access */
  STRATA_SLOW_EVENTFD = 1 << 7,        /* some writes signal a descriptor */
  STRATA_SLOW_OBSERVED = 1 << 8,       /* a log or a watch is told of each access */
};

/* What is to be known of a device before it is called. */
enum
{
  STRATA_DEVICE_BIG_ENDIAN = 1 << 0,
  STRATA_DEVICE_LOCK_FREE = 1 << 1,
};

/* Cuts a range at its beginning, so that it begins at an address inside it. */
void strata_flat_range_begin_at (StrataFlatRange *self, guint64 first);

/* Whether accesses to a byte of one region are answered in the same way in both. */
static inline gboolean
strata_flat_range_is_answered_alike (const StrataFlatRange *a, const StrataFlatRange *b)
{
  return a->slow == b->slow && a->device == b->device;
}

static inline gboolean
strata_flat_range_fits (const StrataFlatRange *self, guint64 address, guint64 size)
{
  return size - 1 <= self->last - address;
}

/* Whether all of an access of at most 8 bytes lies in it. */
static inline gboolean
strata_flat_range_contains (const StrataFlatRange *self, guint64 address, guint size)
{
  guint64 offset = address - self->first;
  guint64 most = self->last - self->first;

  return offset <= most && size - 1 <= most - offset;
}

/* The offset in the region. */
static inline guint64
strata_flat_range_get_offset (const StrataFlatRange *self, guint64 address)
{
  return self->offset + (address - self->first);
}

/* Where the bytes at an address are, unless reads are slow. */
static inline guint8 *
strata_flat_range_get_bytes (const StrataFlatRange *self, guint64 address)
{
  return (guint8 *) self->target + (address - self->first);
}

/* Whether a device just has to be called: by its plain callback, without asking it before, with the
 * access as it is; all that may come before it is the lock and queued writes. */
static inline gboolean
strata_flat_range_reads_plainly (const StrataFlatRange *self, guint64 offset, guint size)
{
  return (self->plain & size) != 0 && ((offset | size) & (size - 1)) == 0;
}

static inline gboolean
strata_flat_range_writes_plainly (const StrataFlatRange *self, guint64 offset, guint size)
{
  return (self->plain & size << 4) != 0 && ((offset | size) & (size - 1)) == 0;
}
