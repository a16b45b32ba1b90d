/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region.h"

G_BEGIN_DECLS

/**
 * StrataRangeFlags:
 * @STRATA_RANGE_READONLY: writes are ignored
 * @STRATA_RANGE_NONVOLATILE: the bytes outlive a power cycle
 * @STRATA_RANGE_ROM_MODE: the region is a ROM device that reads like ROM now
 *
 * The attributes of a flat range, or-ed together down the path that leads to it.
 */
typedef enum /*< flags >*/
{
  STRATA_RANGE_READONLY = 1 << 0,
  STRATA_RANGE_NONVOLATILE = 1 << 1,
  STRATA_RANGE_ROM_MODE = 1 << 2,
} StrataRangeFlags;

/**
 * StrataFlatRange:
 * @first: the first address
 * @last: the last address, inclusive
 * @region: (transfer none): who answers; never a container or an alias
 * @offset: the offset of @first in @region, in bytes
 * @flags: its attributes
 * @dirty_clients: whose dirty log it feeds
 *
 * A stretch of addresses that one region answers in one way.
 */
typedef struct
{
  guint64 first;
  guint64 last;
  guint64 offset;
  /*< private >*/
  /* Regions are far apart in memory: what an access needs of one is here, too, and close. */
  gpointer target; /* the bytes at @first; what the callbacks get if reads go there */
  const StrataRegionOps *ops;
  guint64 callback_offset;
  guint16 slow;
  guint8 device;
  guint8 plain; /* or-ed sizes of reads, and 16 times those of writes */
  /*< public >*/
  guint8 flags;
  guint8 dirty_clients;
  /*< private >*/
  guint8 kind; /* of the region */
  /*< public >*/
  StrataRegion *region;
  /*< private >*/
  const struct _StrataWriteRules *rules;
} StrataFlatRange;

STRATA_PUBLIC
gboolean strata_flat_range_equal (const StrataFlatRange *a, const StrataFlatRange *b);
STRATA_PUBLIC
const char *strata_flat_range_get_kind_name (const StrataFlatRange *range);

G_END_DECLS
