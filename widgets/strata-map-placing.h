/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-types.h"

G_BEGIN_DECLS

/**
 * StrataMapGrip:
 * @STRATA_MAP_GRIP_NONE: nothing is held
 * @STRATA_MAP_GRIP_WHOLE: all of it, to move it
 * @STRATA_MAP_GRIP_START: its first address
 * @STRATA_MAP_GRIP_END: its last address
 *
 * What of a region is held while it is dragged.
 */
typedef enum
{
  STRATA_MAP_GRIP_NONE,
  STRATA_MAP_GRIP_WHOLE,
  STRATA_MAP_GRIP_START,
  STRATA_MAP_GRIP_END,
} StrataMapGrip;

/**
 * StrataMapSnap:
 * @STRATA_MAP_SNAP_NATURAL: a region to multiples of its own size, an edge to what can be seen
 * @STRATA_MAP_SNAP_PAGE: to pages, or to the size of what is smaller
 * @STRATA_MAP_SNAP_BYTE: to any address
 *
 * Where a region that is dragged comes to rest.
 */
typedef enum
{
  STRATA_MAP_SNAP_NATURAL,
  STRATA_MAP_SNAP_PAGE,
  STRATA_MAP_SNAP_BYTE,
} StrataMapSnap;

guint64 strata_map_placing_get_step (const StrataRange *range, StrataMapGrip grip,
                                     StrataMapSnap snap, guint64 visible);
void strata_map_placing_drag (StrataMapGrip grip, const StrataRange *bounds,
                              const StrataRange *before, guint64 from, guint64 to, guint64 step,
                              StrataRange *after);

G_END_DECLS
