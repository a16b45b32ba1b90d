/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-region.h"
#include "strata-edit.h"
#include "strata-region-description-private.h"

G_BEGIN_DECLS

/* Where a region was, for an inverse: it is put back exactly there, with the rank it had. */
typedef struct
{
  char *parent; /* an id; NULL for none */
  guint64 address;
  gint priority;
  gboolean overlap;
  guint64 rank;
} StrataEditPlace;

/* A region that left the board, for an inverse: the very same one comes back. */
typedef struct
{
  guint index; /* among the regions of the board */
  char *id;
  StrataRegion *region; /* held */
  char *device;
  char *part;
  char *load;
} StrataEditRegion;

/* A value: nothing changes in it once it is made. */
struct _StrataEdit
{
  gatomicrefcount ref_count;
  StrataEditKind kind;
  char *id;   /* of the region; NULL for a group and for the title */
  char *text; /* a name, a title, or the id of a parent or target; NULL for none */
  guint64 number; /* an address, size or offset; a truth; dirty clients */
  gint priority;
  GArray *ranges;  /* of StrataRange */
  GPtrArray *edits; /* of a group */

  /* of an addition */
  StrataRegionDescription *description;
  char *source; /* the id of the region that it is a copy of; NULL for none */

  /* of an inverse */
  StrataEditPlace *place;
  GPtrArray *regions; /* of StrataEditRegion, the one that holds the others first */
};

StrataEdit *strata_edit_new (StrataEditKind kind, const char *id);
StrataEdit *strata_edit_new_add_copy (const char *id, const char *source,
                                      StrataRegionDescription *description);
void strata_edit_region_free (StrataEditRegion *self);
void strata_edit_place_free (StrataEditPlace *self);

/* strata-edit-cost.c */
guint64 strata_edit_get_cost (StrataEdit *self);

G_END_DECLS
