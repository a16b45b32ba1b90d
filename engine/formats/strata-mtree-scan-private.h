/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-load-monitor-private.h"

G_BEGIN_DECLS

#define STRATA_MTREE_MAX_LEVEL 512

/* What the dump says of a region's kind. */
typedef enum
{
  STRATA_MTREE_IO,
  STRATA_MTREE_RAM,
  STRATA_MTREE_ROM,
  STRATA_MTREE_ROM_DEVICE,
  STRATA_MTREE_RAM_DEVICE,
} StrataMtreeKind;

/* A region's line in a tree. All names are interned in the scan: equal ones have one address. */
typedef struct
{
  guint64 first;
  guint64 last;
  guint64 offset; /* of an alias: the window of its target */
  guint64 offset_last;
  const char *name;
  const char *target; /* of an alias, else NULL */
  const char *owner; /* as printed, owner and parent; NULL if the dump has none */
  guint line; /* 1 is the first */
  guint level; /* 1 is the root of its block */
  gint priority;
  StrataMtreeKind kind : 8;
  guint nonvolatile : 1;
  guint disabled : 1;
} StrataMtreeLine;

/* What one heading, or several in a row, stand for: a tree of regions. */
typedef struct
{
  gboolean is_section; /* memory-region: NAME */
  const char *name; /* of a section */
  guint line;
  guint first_space, n_spaces; /* address-space: NAME */
  guint first_line, n_lines;
} StrataMtreeBlock;

typedef struct
{
  const char *name;
  const char *root; /* the root region's name; only flat views say it */
  guint line;
} StrataMtreeSpace;

/* A range of a flat view. */
typedef struct
{
  guint64 first;
  guint64 last;
  guint64 offset; /* of @first in the region */
  const char *name;
  guint line;
  gint priority;
  StrataMtreeKind kind : 8;
  guint nonvolatile : 1;
} StrataMtreeRange;

typedef struct
{
  const char *root; /* NULL for (none) */
  guint line;
  guint first_space, n_spaces;
  guint first_range, n_ranges;
} StrataMtreeView;

typedef struct
{
  char *file;
  GStringChunk *names;
  GArray *blocks; /* of StrataMtreeBlock */
  GArray *spaces; /* of StrataMtreeSpace, of the trees */
  GArray *lines; /* of StrataMtreeLine */
  GArray *views; /* of StrataMtreeView */
  GArray *view_spaces; /* of StrataMtreeSpace, of the flat views */
  GArray *ranges; /* of StrataMtreeRange; in each view ascending, without overlaps */
  guint second_tree; /* the line where another tree begins, which is not read; 0 for none */
  guint second_flat;
} StrataMtreeScan;

/* An array whose data is not NULL while it is empty, so that a pointer to its end can be made. */
static inline GArray *
strata_mtree_array_new (guint element_size)
{
  return g_array_sized_new (FALSE, FALSE, element_size, 1);
}

gboolean strata_mtree_recognise (const char *text, gsize length);
StrataMtreeScan *strata_mtree_scan_new (const char *text, gsize length, const char *file,
                                        StrataLoadMonitor *monitor, GError **error);
void strata_mtree_scan_free (StrataMtreeScan *self);
const char *strata_mtree_scan_intern (StrataMtreeScan *self, const char *name);
const char *strata_mtree_kind_get_name (StrataMtreeKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMtreeScan, strata_mtree_scan_free)

G_END_DECLS
