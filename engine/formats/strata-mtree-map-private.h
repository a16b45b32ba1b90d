/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-import-notes-private.h"
#include "strata-mtree-scan-private.h"

G_BEGIN_DECLS

#define STRATA_MTREE_NONE G_MAXUINT

/* What a region is taken for; see strata-mtree-infer.c. */
typedef enum
{
  STRATA_MTREE_CONTAINER,
  STRATA_MTREE_DEVICE,
  STRATA_MTREE_MEMORY,
  STRATA_MTREE_ALIAS,
} StrataMtreeNature;

/* One place in a tree where a region is printed, or where one must be that is not printed. The
 * nodes are in the order of the text, so a subtree is a run of them. */
typedef struct
{
  const StrataMtreeLine *line; /* NULL where a disabled region is not printed */
  const char *name;
  guint64 first;
  guint64 size; /* STRATA_SIZE_MAX is 2^64 */
  guint64 address; /* in its parent */
  guint64 hash; /* of all that is printed of it and below it, without its place */
  guint parent; /* STRATA_MTREE_NONE for the root of a block */
  guint end; /* behind the last node below it */
  guint block;
  guint region; /* who is printed there */
  guint text_line;
} StrataMtreeNode;

/* One region, however often it is printed. */
typedef struct
{
  const StrataMtreeLine *line; /* the first that prints it; NULL if none does */
  const char *name;
  guint64 size;
  guint64 address;
  guint64 offset; /* of an alias */
  guint container; /* STRATA_MTREE_NONE for none */
  guint target; /* of an alias; STRATA_MTREE_NONE for none */
  guint first_child, n_children; /* in the map's children */
  guint text_line;
  gint priority;
  StrataMtreeKind kind : 8;
  StrataMtreeNature nature : 8;
  guint nonvolatile : 1;
  guint readonly : 1; /* inferred */
  guint disabled : 1;
  guint is_alias : 1;
} StrataMtreeRegion;

/* The regions that a dump prints and how they hang together. */
typedef struct
{
  StrataMtreeScan *scan; /* not owned */
  StrataImportNotes *notes; /* not owned */
  GArray *nodes; /* of StrataMtreeNode */
  GArray *regions; /* of StrataMtreeRegion */
  GArray *children; /* of guint: regions, in the order in which they are printed */
  GArray *roots; /* of guint: the region at the root of each block */
} StrataMtreeMap;

StrataMtreeMap *strata_mtree_map_new (StrataMtreeScan *scan, StrataImportNotes *notes,
                                      StrataLoadMonitor *monitor, GError **error);
StrataMtreeMap *strata_mtree_map_new_empty (StrataMtreeScan *scan, StrataImportNotes *notes);
void strata_mtree_map_free (StrataMtreeMap *self);

static inline StrataMtreeRegion *
strata_mtree_map_get_region (const StrataMtreeMap *self, guint index)
{
  return &g_array_index (self->regions, StrataMtreeRegion, index);
}

static inline const guint *
strata_mtree_map_get_children (const StrataMtreeMap *self, const StrataMtreeRegion *region)
{
  return &g_array_index (self->children, guint, region->first_child);
}

/* The steps of making a map, in this order; each is a room of its own. */
gboolean strata_mtree_map_read_nodes (StrataMtreeMap *self, StrataLoadMonitor *monitor,
                                      GError **error);
void strata_mtree_map_identify (StrataMtreeMap *self);
void strata_mtree_map_resolve_aliases (StrataMtreeMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMtreeMap, strata_mtree_map_free)

G_END_DECLS
