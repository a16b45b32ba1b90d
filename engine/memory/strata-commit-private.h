/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-address-space-private.h"

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
