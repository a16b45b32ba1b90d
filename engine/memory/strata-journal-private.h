/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region-private.h"
#include "strata-system-private.h"

/* The journal of a running transaction: the states that regions had before each edit. */

typedef struct
{
  StrataRegion *region;    /* held */
  StrataRegionState state; /* what it names is held */
} StrataJournalEntry;

GArray *strata_journal_new (void);
/* Frees what was recorded, without undoing it. */
void strata_journal_free (GArray *journal);

/* Writes a region's present state down. */
void strata_journal_record (StrataSystem *system, StrataRegion *region);

/* Takes back the last state that was recorded. */
void strata_journal_undo_last (StrataSystem *system);

/* Drops what was recorded since the journal had a length, undoing it first if asked. */
void strata_journal_cut (StrataSystem *system, guint length, gboolean undo);
