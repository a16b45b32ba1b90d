/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-mtree-map-private.h"

G_BEGIN_DECLS

/* What a flat view shows: of two siblings of one priority, which is tried first. */
typedef struct
{
  guint winner;
  guint loser;
  guint line; /* of the flat view */
} StrataMtreeWin;

/* In which order the subregions of each region are tried. */
typedef struct
{
  StrataMtreeMap *map; /* not owned */
  GArray *tried; /* of guint: as the map's children, but in this order */
} StrataMtreeOrder;

StrataMtreeOrder *strata_mtree_order_new (StrataMtreeMap *map);
void strata_mtree_order_free (StrataMtreeOrder *self);
void strata_mtree_order_sort (StrataMtreeOrder *self, guint region, const StrataMtreeWin *wins,
                              guint n_wins);
void strata_mtree_order_note (StrataMtreeOrder *self, guint region, const StrataMtreeWin *wins,
                              guint n_wins, const char *hints_file);

static inline const guint *
strata_mtree_order_get_tried (const StrataMtreeOrder *self, const StrataMtreeRegion *region)
{
  return &g_array_index (self->tried, guint, region->first_child);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMtreeOrder, strata_mtree_order_free)

G_END_DECLS
