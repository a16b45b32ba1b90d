/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region.h"

/* The direct pointers that were given away through one initiator, and what they stand for. */

typedef struct _StrataMapping StrataMapping;
typedef struct _StrataMappings StrataMappings;

struct _StrataMapping
{
  StrataMapping *next;  /* another one of the same pointer */
  StrataRegion *region; /* held; NULL for a bounce buffer */
  guint64 offset;       /* in the region */
  guint64 address;      /* of a bounce buffer */
  guint64 length;
  gboolean is_write;
};

StrataMappings *strata_mappings_new (StrataSystem *system);
/* Forgets all that are left. */
void strata_mappings_free (StrataMappings *self);
/* Takes over the reference of the region. */
void strata_mappings_add (StrataMappings *self, gpointer pointer, const StrataMapping *mapping);
/* NULL if there is none like it. */
StrataMapping *strata_mappings_take (StrataMappings *self, gpointer pointer, guint64 length,
                                     gboolean is_write);
/* Ends one that was taken, and gives a bounce buffer back. */
void strata_mapping_free (StrataMapping *self, StrataSystem *system, gpointer pointer);
