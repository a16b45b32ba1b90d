/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space.h"
#include "strata-system.h"

G_BEGIN_DECLS

#define STRATA_TYPE_DRY_COMMIT (strata_dry_commit_get_type ())

typedef struct _StrataDryCommit StrataDryCommit;

/**
 * StrataEventKind:
 * @STRATA_EVENT_REGION_DEL: a flat range would go away
 * @STRATA_EVENT_REGION_ADD: a flat range would appear
 * @STRATA_EVENT_LOG_STOP: dirty logging of a flat range would stop
 * @STRATA_EVENT_LOG_START: it would start
 * @STRATA_EVENT_COALESCED_DEL: writes to a part would no longer be coalesced
 * @STRATA_EVENT_COALESCED_ADD: they would be
 *
 * What a listener would hear.
 */
typedef enum
{
  STRATA_EVENT_REGION_DEL,
  STRATA_EVENT_REGION_ADD,
  STRATA_EVENT_LOG_STOP,
  STRATA_EVENT_LOG_START,
  STRATA_EVENT_COALESCED_DEL,
  STRATA_EVENT_COALESCED_ADD,
} StrataEventKind;

/**
 * StrataEvent:
 * @kind: what
 * @space: (transfer none): in which space
 * @range: the flat range; for the coalesced events with @first and @last of the part
 *
 * One thing that a listener would hear.
 */
typedef struct
{
  StrataEventKind kind;
  StrataAddressSpace *space;
  StrataFlatRange range;
} StrataEvent;

STRATA_PUBLIC
GType strata_dry_commit_get_type (void);
STRATA_PUBLIC
StrataDryCommit *strata_system_dry_commit (StrataSystem *system, GError **error);
STRATA_PUBLIC
StrataDryCommit *strata_dry_commit_ref (StrataDryCommit *self);
STRATA_PUBLIC
void strata_dry_commit_unref (StrataDryCommit *self);
STRATA_PUBLIC
StrataFlatView *strata_dry_commit_get_view (StrataDryCommit *self, StrataAddressSpace *space);
STRATA_PUBLIC
guint strata_dry_commit_get_n_events (StrataDryCommit *self);
STRATA_PUBLIC
const StrataEvent *strata_dry_commit_get_event (StrataDryCommit *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataDryCommit, strata_dry_commit_unref)

G_END_DECLS
