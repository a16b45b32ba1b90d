/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region.h"

G_BEGIN_DECLS

/**
 * StrataObstacleType:
 * @STRATA_OBSTACLE_DISABLED: it is switched off
 * @STRATA_OBSTACLE_TOO_SHORT: it ends below the address and cuts off what it holds there
 * @STRATA_OBSTACLE_TOO_HIGH: it begins above the address and cuts off what it holds there
 *
 * What is in the way of an answer.
 */
typedef enum
{
  STRATA_OBSTACLE_DISABLED,
  STRATA_OBSTACLE_TOO_SHORT,
  STRATA_OBSTACLE_TOO_HIGH,
} StrataObstacleType;

/**
 * StrataObstacle:
 * @type: what it is
 * @step: who is in the way: a place in the path of the near miss
 * @edge: the last address that it holds, for %STRATA_OBSTACLE_TOO_SHORT; the first one, for
 *   %STRATA_OBSTACLE_TOO_HIGH; else 0
 *
 * A region that is in the way of an answer. What lies below 0 ends at 0 here, what begins past
 * 2^64-1 begins there.
 */
typedef struct
{
  StrataObstacleType type;
  guint step;
  guint64 edge;
} StrataObstacle;

/**
 * StrataNearMiss:
 * @path: (element-type StrataRegion): the regions from the root down to the one that does not
 *   answer, aliases included, each followed by its target
 * @offset: the offset of the address in it, in bytes
 * @obstacles: (element-type StrataObstacle): all that is in the way, from the root down; at least
 *   one
 *
 * A region that has been put over an address and is not tried there.
 */
typedef struct
{
  GPtrArray *path;
  guint64 offset;
  GArray *obstacles;
} StrataNearMiss;

STRATA_PUBLIC
GPtrArray *strata_near_miss_list (StrataRegion *root, guint64 address, guint max_misses);
STRATA_PUBLIC
const char *strata_obstacle_type_get_nick (StrataObstacleType type);

G_END_DECLS
