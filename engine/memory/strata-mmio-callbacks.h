/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region.h"

G_BEGIN_DECLS

/**
 * StrataMmioReadFunc:
 * @region: the region
 * @offset: the offset in it, in bytes
 * @size: how many bytes: 1, 2, 4 or 8
 * @value: (out): where to put the value, in the region's byte order
 * @user_data: data
 *
 * Reads, or as a peek looks without any side effect.
 *
 * Returns: %FALSE if the device says no: a read ends with %STRATA_DEVICE_ERROR, a peek does not
 *   know
 */
typedef gboolean (*StrataMmioReadFunc) (StrataRegion *region, guint64 offset, guint size,
                                        guint64 *value, gpointer user_data);

/**
 * StrataMmioWriteFunc:
 * @region: the region
 * @offset: the offset in it, in bytes
 * @size: how many bytes: 1, 2, 4 or 8
 * @value: the value, in the region's byte order
 * @user_data: data
 *
 * Writes.
 *
 * Returns: %FALSE if the device says no: the write ends with %STRATA_DEVICE_ERROR
 */
typedef gboolean (*StrataMmioWriteFunc) (StrataRegion *region, guint64 offset, guint size,
                                         guint64 value, gpointer user_data);

STRATA_PUBLIC
StrataRegion *strata_region_new_mmio_with_callbacks (
  StrataSystem *system, StrataOwner *owner, const char *name, guint64 size,
  StrataByteOrder endianness, const StrataValidAccess *valid, const StrataImplAccess *impl,
  StrataMmioReadFunc read, gpointer read_data, GDestroyNotify read_destroy,
  StrataMmioWriteFunc write, gpointer write_data, GDestroyNotify write_destroy,
  StrataMmioReadFunc peek, gpointer peek_data, GDestroyNotify peek_destroy);

G_END_DECLS
