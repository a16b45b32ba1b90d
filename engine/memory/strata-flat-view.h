/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region.h"

G_BEGIN_DECLS

#define STRATA_TYPE_FLAT_VIEW (strata_flat_view_get_type ())

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

/**
 * StrataFlatRangeFunc:
 * @range: (transfer none): a flat range
 * @user_data: data
 *
 * Called for each flat range.
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*StrataFlatRangeFunc) (const StrataFlatRange *range, gpointer user_data);

STRATA_PUBLIC
GType strata_flat_view_get_type (void);
STRATA_PUBLIC
StrataFlatView *strata_flat_view_ref (StrataFlatView *self);
STRATA_PUBLIC
void strata_flat_view_unref (StrataFlatView *self);
STRATA_PUBLIC
guint strata_flat_view_get_n_ranges (StrataFlatView *self);
STRATA_PUBLIC
const StrataFlatRange *strata_flat_view_get_range (StrataFlatView *self, guint index);
STRATA_PUBLIC
const StrataFlatRange *strata_flat_view_find (StrataFlatView *self, guint64 address);
STRATA_PUBLIC
guint strata_flat_view_find_index (StrataFlatView *self, guint64 address);
STRATA_PUBLIC
gboolean strata_flat_view_foreach (StrataFlatView *self, guint64 first, guint64 last,
                                   StrataFlatRangeFunc func, gpointer user_data);
STRATA_PUBLIC
gboolean strata_flat_view_equal (StrataFlatView *self, StrataFlatView *other);
STRATA_PUBLIC
gboolean strata_flat_range_equal (const StrataFlatRange *a, const StrataFlatRange *b);
STRATA_PUBLIC
const char *strata_flat_range_get_kind_name (const StrataFlatRange *range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataFlatView, strata_flat_view_unref)

G_END_DECLS
