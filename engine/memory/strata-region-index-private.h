/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region-private.h"

/* The subregions of a container in the order in which they are printed: by address, then priority
 * (highest first), then rank (highest first). A tree of sorted chunks; each entry knows the largest
 * last offset below it, so that "who overlaps this window" is a search. */

void strata_region_index_insert (StrataRegion *container, StrataRegion *subregion);
void strata_region_index_remove (StrataRegion *container, StrataRegion *subregion);

/* Appends the subregions that overlap [first, last] of the container, in printed order. Those of
 * size 0 overlap nothing. */
void strata_region_index_query (StrataRegion *container, guint64 first, guint64 last,
                                GPtrArray *found);
/* Appends all of them, in printed order. */
void strata_region_index_list (StrataRegion *container, GPtrArray *found);

typedef void (*StrataSubregionFunc) (StrataRegion *subregion, gpointer user_data);

/* Calls a function for all of them, in printed order. */
void strata_region_index_foreach (StrataRegion *container, StrataSubregionFunc func,
                                  gpointer user_data);

/* Forgets all of them. */
void strata_region_index_clear (StrataRegion *container);

/* Whether a is tried before b; both in one container. */
static inline gboolean
strata_region_is_tried_before (const StrataRegion *a, const StrataRegion *b)
{
  if (a->state.priority != b->state.priority)
    return a->state.priority > b->state.priority;
  if (a->state.rank != b->state.rank)
    return a->state.rank > b->state.rank;
  return a > b; /* one of them was given the rank back that the other has */
}
