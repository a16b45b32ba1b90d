/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space.h"
#include "strata-eventfd.h"
#include "strata-system.h"

G_BEGIN_DECLS

#define STRATA_TYPE_DRY_COMMIT (strata_dry_commit_get_type ())

/**
 * StrataDryCommit:
 *
 * What a commit would bring, without making it: flat views and the events that listeners would
 * hear.
 */
typedef struct _StrataDryCommit StrataDryCommit;

/**
 * StrataEventKind:
 * @STRATA_EVENT_COALESCED_DEL: writes to a part would no longer be coalesced
 * @STRATA_EVENT_LOG_STOP: dirty logging of a flat range would stop for some client
 * @STRATA_EVENT_REGION_DEL: a flat range would go away
 * @STRATA_EVENT_REGION_ADD: a flat range would appear
 * @STRATA_EVENT_REGION_NOP: a flat range in a re-rendered window would stay as it was
 * @STRATA_EVENT_LOG_START: dirty logging of a flat range would start for some client
 * @STRATA_EVENT_COALESCED_ADD: writes to a part would be coalesced
 * @STRATA_EVENT_EVENTFD_DEL: writes at an address would no longer signal a descriptor
 * @STRATA_EVENT_EVENTFD_ADD: writes at an address would signal a descriptor
 *
 * What a listener would hear. All up to %STRATA_EVENT_REGION_DEL come before all others, and those
 * of eventfds come last.
 */
typedef enum
{
  STRATA_EVENT_COALESCED_DEL,
  STRATA_EVENT_LOG_STOP,
  STRATA_EVENT_REGION_DEL,
  STRATA_EVENT_REGION_ADD,
  STRATA_EVENT_REGION_NOP,
  STRATA_EVENT_LOG_START,
  STRATA_EVENT_COALESCED_ADD,
  STRATA_EVENT_EVENTFD_DEL,
  STRATA_EVENT_EVENTFD_ADD,
} StrataEventKind;

/**
 * StrataEvent:
 * @kind: what
 * @space: (transfer none): in which space
 * @range: the flat range
 * @part: for the coalesced events the addresses whose writes are coalesced, for those of eventfds
 *   the address twice; else all of @range
 * @old_clients: for the logging events the dirty clients before
 * @new_clients: and after
 * @eventfd: for those of eventfds which one; else all 0
 *
 * One thing that a listener would hear.
 */
typedef struct
{
  StrataEventKind kind;
  StrataAddressSpace *space;
  StrataFlatRange range;
  StrataRange part;
  StrataDirtyClients old_clients;
  StrataDirtyClients new_clients;
  StrataEventfd eventfd;
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
StrataFlatView *strata_dry_commit_ref_view (StrataDryCommit *self, StrataAddressSpace *space);
STRATA_PUBLIC
guint strata_dry_commit_get_n_events (StrataDryCommit *self);
STRATA_PUBLIC
const StrataEvent *strata_dry_commit_get_event (StrataDryCommit *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataDryCommit, strata_dry_commit_unref)

G_END_DECLS
