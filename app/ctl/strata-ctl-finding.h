/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-board.h"

G_BEGIN_DECLS

/**
 * StrataCtlFindingKind:
 * @STRATA_CTL_FINDING_COLLISION: two siblings overlap and none of them was added as one that may
 * @STRATA_CTL_FINDING_HIDDEN: it appears, but is nowhere seen
 * @STRATA_CTL_FINDING_PAST_TARGET: an alias that shows more than its target has
 * @STRATA_CTL_FINDING_EMPTY: it has no size
 *
 * What `check` looks for.
 */
typedef enum
{
  STRATA_CTL_FINDING_COLLISION,
  STRATA_CTL_FINDING_HIDDEN,
  STRATA_CTL_FINDING_PAST_TARGET,
  STRATA_CTL_FINDING_EMPTY,
} StrataCtlFindingKind;

/**
 * StrataCtlFinding:
 * @kind: what it is
 * @region: (transfer none): the region it is about
 * @other: (transfer none) (nullable): the region it collides with, or the alias's target
 * @first: of a collision, the first address in their container; of an alias, in itself
 * @last: the last such address
 *
 * Something that is probably not meant so.
 */
typedef struct
{
  StrataCtlFindingKind kind;
  StrataRegion *region;
  StrataRegion *other;
  guint64 first;
  guint64 last;
} StrataCtlFinding;

GArray *strata_ctl_finding_list (StrataBoard *board, StrataAddressSpace *only);
const char *strata_ctl_finding_get_nick (const StrataCtlFinding *self);
const char *strata_ctl_finding_get_severity (const StrataCtlFinding *self);
char *strata_ctl_finding_dup_message (const StrataCtlFinding *self);

G_END_DECLS
