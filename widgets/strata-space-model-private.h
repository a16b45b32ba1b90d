/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-overlap-count.h"
#include "strata-space-model.h"

G_BEGIN_DECLS

/* What is known of an instance besides what the rendering says */
typedef struct
{
  guint first_child;
  guint n_children;
  guint position;
  guint64 first_visible;
  guint64 n_visible;
  guint visible : 1;
  guint whole : 1;
} StrataSpacePlace;

struct _StrataSpaceModel
{
  GObject parent_instance;

  StrataAddressSpace *space;
  StrataRendering *rendering;
  StrataFlatView *flat_view;
  StrataViewDiff *diff; /* from what is to what would be; NULL if this is what is */
  GHashTable *names; /* of the regions that would be called otherwise; NULL if none would */
  StrataSpaceModel *base; /* what is, if this is what would be */
  gboolean is_past; /* then it is from what was before to what was after a commit */
  StrataMapModel *map;
  StrataOverlapCount *overlaps;
  StrataSpacePlace *places;
  guint *children;
  guint n_instances;
  guint root;
  StrataSpaceCensus census;
};

/* Each file may call those above it. */

/* strata-space-model-places.c */
void _strata_space_model_fill_places (StrataSpaceModel *self);

/* strata-space-model.c: the public functions */

/* strata-space-model-hierarchy.c: those about rows: children, aliases, what they show, titles */

G_END_DECLS
