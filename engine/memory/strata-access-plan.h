/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region-ops.h"

G_BEGIN_DECLS

/**
 * StrataPlanVerdict:
 * @STRATA_PLAN_OK: the device will see the parts
 * @STRATA_PLAN_TOO_SMALL: refused: smaller than `valid.min`
 * @STRATA_PLAN_TOO_LARGE: refused: larger than `valid.max`
 * @STRATA_PLAN_UNALIGNED: refused: not naturally aligned and no `valid.unaligned`
 * @STRATA_PLAN_NOT_ACCEPTED: refused by `valid.accepts`
 *
 * What becomes of an access before the device sees it.
 */
typedef enum
{
  STRATA_PLAN_OK,
  STRATA_PLAN_TOO_SMALL,
  STRATA_PLAN_TOO_LARGE,
  STRATA_PLAN_UNALIGNED,
  STRATA_PLAN_NOT_ACCEPTED,
} StrataPlanVerdict;

/**
 * StrataPlanMethod:
 * @STRATA_PLAN_WHOLE: the part covers the whole device access
 * @STRATA_PLAN_EXTRACT: a read: the lanes are taken out of a larger device access
 * @STRATA_PLAN_PLACE: a write: the lanes are placed in a larger device access, the others are zero
 * @STRATA_PLAN_MERGE: a write: the larger unit is read, the lanes replaced, and written back
 * @STRATA_PLAN_LANES: a write: through the device's byte-enable callback
 *
 * How a part of an access fits into what the device implements.
 */
typedef enum
{
  STRATA_PLAN_WHOLE,
  STRATA_PLAN_EXTRACT,
  STRATA_PLAN_PLACE,
  STRATA_PLAN_MERGE,
  STRATA_PLAN_LANES,
} StrataPlanMethod;

/**
 * StrataPlanPart:
 * @offset: the offset that the device sees, before a callback offset is added
 * @size: the size of the device access: 1, 2, 4 or 8 bytes
 * @first_lane: the first byte of the device access that belongs to the request
 * @n_lanes: how many bytes of it do
 * @position: which byte of the request the first lane is
 * @method: how
 *
 * One access that the device will see.
 */
typedef struct
{
  guint64 offset;
  guint8 size;
  guint8 first_lane;
  guint8 n_lanes;
  guint8 position;
  StrataPlanMethod method;
} StrataPlanPart;

/**
 * StrataAccessPlan:
 * @verdict: whether the device sees anything
 * @n_parts: the number of parts, in address order; 0 if refused
 * @parts: the parts
 *
 * What a device will see of one load or store.
 */
typedef struct
{
  StrataPlanVerdict verdict;
  guint n_parts;
  StrataPlanPart parts[8];
} StrataAccessPlan;

STRATA_PUBLIC
void strata_access_plan (const StrataRegionOps *ops, guint64 offset, guint size, gboolean is_write,
                         StrataAccessPlan *plan);
STRATA_PUBLIC
char *strata_access_plan_to_string (const StrataAccessPlan *plan, const StrataRegionOps *ops,
                                    StrataByteOrder byte_order, guint size, gboolean is_write);

G_END_DECLS
