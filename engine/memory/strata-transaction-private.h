/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-system-private.h"

GArray *strata_transaction_new_journal (void);

/* Puts a region's present state into the journal of the running transaction. */
void strata_transaction_record (StrataSystem *system, StrataRegion *region);

/* Takes back the last state that was recorded. */
void strata_transaction_undo_last (StrataSystem *system);
