/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-types.h"

/* How much memory of its own a system has come to touch by bulk writes: an upper bound, which is
 * counted again when it would pass the limit. Shared by the system and the RAM it charges. */

typedef struct _StrataRamBudget StrataRamBudget;
struct _StrataRam;

/* A stretch of RAM that is about to be written. */
typedef struct
{
  struct _StrataRam *ram;
  guint64 offset;
  guint64 length;
} StrataRamStretch;

StrataRamBudget *strata_ram_budget_new (void);
StrataRamBudget *strata_ram_budget_ref (StrataRamBudget *self);
void strata_ram_budget_unref (StrataRamBudget *self);
/* Charges a write; FALSE, and nothing charged, if it would pass the limit. */
gboolean strata_ram_budget_charge (StrataRamBudget *self, guint64 limit,
                                   const StrataRamStretch *stretches, gsize n_stretches);
/* Takes a block that goes away off its budget. */
void strata_ram_budget_remove (struct _StrataRam *ram);
