/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-mtree-order-private.h"

G_BEGIN_DECLS

/* A place where a region is met on the way from the root of a view. */
typedef struct
{
  guint region;
  guint parent; /* STRATA_MTREE_NONE for the root */
} StrataMtreeStep;

/* A stretch of a flat range that a region explains, or where it is not what is shown. */
typedef struct
{
  guint64 first;
  guint64 last;
  guint range; /* in the scan of the hints */
  guint step;
  guint next; /* the last in @shown of the same range before it, plus 1; 0 for none */
} StrataMtreeSighting;

/* What a flat view says about the regions of a tree, each tried in order. */
typedef struct
{
  GArray *steps; /* of StrataMtreeStep */
  GArray *shown; /* of StrataMtreeSighting: here the view shows the region */
  GArray *other; /* of StrataMtreeSighting: here it shows another region */
  GArray *nothing; /* of guint: steps whose region covers what the view shows as empty */
  GArray *shown_of; /* of guint: for each range of the view its last in @shown, plus 1 */
  guint first_range;
  gboolean gave_up; /* there are too many places */
} StrataMtreeWitness;

StrataMtreeWitness *strata_mtree_witness_new (StrataMtreeMap *map, StrataMtreeOrder *order,
                                              guint root, StrataMtreeScan *hints, guint view);
void strata_mtree_witness_free (StrataMtreeWitness *self);
gint64 strata_mtree_witness_get_score (StrataMtreeWitness *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMtreeWitness, strata_mtree_witness_free)

G_END_DECLS
