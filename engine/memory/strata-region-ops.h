/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-types.h"

G_BEGIN_DECLS

/**
 * StrataValidAccess:
 * @min: the smallest access in bytes; 0 means 1
 * @max: the largest access in bytes; 0 means 8
 * @unaligned: whether an access may lie across its natural alignment
 * @accepts: (nullable): asked first; %FALSE refuses the access
 *
 * What the guest may do.
 */
typedef struct
{
  guint min;
  guint max;
  gboolean unaligned;
  gboolean (*accepts) (gpointer user_data, guint64 offset, guint size, gboolean is_write,
                       const StrataAttrs *attrs);
} StrataValidAccess;

/**
 * StrataImplAccess:
 * @min: the smallest access in bytes; 0 means 1
 * @max: the largest access in bytes; 0 means 4
 * @unaligned: whether the device takes any offset
 * @merge: whether a write smaller than @min is done as read-modify-write
 *
 * What the device implements.
 */
typedef struct
{
  guint min;
  guint max;
  gboolean unaligned;
  gboolean merge;
} StrataImplAccess;

/**
 * StrataRegionOps:
 * @read: reads @size bytes (1, 2, 4 or 8) at @offset and returns them as a value in the device's
 *   byte order
 * @write: writes the low @size bytes of @value at @offset
 * @read_with_attrs: like @read, with the access's attributes and a result; used instead of @read
 *   if set
 * @write_with_attrs: likewise for @write
 * @write_lanes: writes only the byte lanes of @value whose bit in @lanes is set (bit 0 is the
 *   lowest address); asked for writes smaller than `impl.min`
 * @peek: reads without any side effect; %FALSE if that is not possible there
 * @endianness: the device's byte order
 * @valid: what the guest may do: unset fields (0) allow any size from 1 to 8; natural alignment is
 *   required unless `unaligned`; `accepts` is asked first
 * @impl: what the device implements: unset fields mean `min` 1 and `max` 4; `unaligned` means it
 *   takes any offset; `merge` asks for read-modify-write of writes smaller than `min`
 *
 * How a device answers accesses to an MMIO region, or a ROM device's writes. The structure must
 * live as long as the region and stay as it is; it is usually static and const.
 */
typedef struct
{
  guint64 (*read) (gpointer user_data, guint64 offset, guint size);
  void (*write) (gpointer user_data, guint64 offset, guint64 value, guint size);
  StrataResult (*read_with_attrs) (gpointer user_data, guint64 offset, guint64 *value, guint size,
                                   const StrataAttrs *attrs);
  StrataResult (*write_with_attrs) (gpointer user_data, guint64 offset, guint64 value, guint size,
                                    const StrataAttrs *attrs);
  StrataResult (*write_lanes) (gpointer user_data, guint64 offset, guint64 value, guint size,
                               guint lanes, const StrataAttrs *attrs);
  gboolean (*peek) (gpointer user_data, guint64 offset, guint64 *value, guint size);
  StrataByteOrder endianness;
  StrataValidAccess valid;
  StrataImplAccess impl;
} StrataRegionOps;

G_END_DECLS
