/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-mtree-order-private.h"

G_BEGIN_DECLS

/* A flat dump of the machine's same state, and which of its views each block of the tree shows. */
typedef struct
{
  StrataMtreeScan *scan; /* not owned */
  StrataMtreeMap *map; /* not owned */
  GArray *views; /* of guint: for each block of the tree its view, STRATA_MTREE_NONE if none */
} StrataMtreeHints;

StrataMtreeHints *strata_mtree_hints_new (StrataMtreeMap *map, StrataMtreeOrder *order,
                                          StrataMtreeScan *scan);
void strata_mtree_hints_free (StrataMtreeHints *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMtreeHints, strata_mtree_hints_free)

G_END_DECLS
