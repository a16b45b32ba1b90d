/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space-private.h"
#include "strata-dry-commit.h"

/* One run of flat ranges that a commit replaces. */
typedef struct
{
  GArray *old; /* of StrataFlatRange; borrowed from the old view */
  GArray *new; /* of StrataFlatRange; borrowed from the new view */
} StrataChange;

/* What a commit does to one slot. */
typedef struct
{
  StrataViewSlot *slot;
  StrataFlatView *view; /* the new one, held */
  GArray *changes;      /* of StrataChange, by address */
} StrataSlotCommit;

/* Renders what the running transaction may have changed. Returns the slots that do change. */
GPtrArray *strata_commit_compute (StrataSystem *system);
/* Renders what it may have changed of one slot and publishes it, without finding out what there
 * would be to tell: for when nobody listens. A view that nobody else holds is changed in place. */
void strata_commit_replace (StrataViewSlot *slot);
/* What listeners are to hear of it, in order; nops only if asked. */
GArray *strata_commit_list_events (GPtrArray *commits, gboolean nops);

/* What listeners are to hear of the changes that were computed, which are not published yet; holds
 * the old views, as some regions may live by them alone. */
StrataDryCommit *strata_dry_commit_new (StrataSystem *system, GPtrArray *commits);

/* The events of a range that goes away, and of one that comes. */
void strata_events_add_gone (GArray *events, StrataAddressSpace *space,
                             const StrataFlatRange *range);
void strata_events_add_come (GArray *events, StrataAddressSpace *space,
                             const StrataFlatRange *range);

/* The events of the eventfds of a whole view that goes away, or of one that comes; NULL for
 * none. */
void strata_events_add_eventfds (GArray *events, StrataAddressSpace *space, StrataFlatView *old,
                                 StrataFlatView *new);
