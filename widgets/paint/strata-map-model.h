/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "memory/strata-rendering.h"

#include "strata-map-marks.h"
#include "strata-map-scale.h"
#include "strata-map-style.h"

G_BEGIN_DECLS

typedef struct _StrataMapModel StrataMapModel;

/**
 * StrataMapInstance:
 * @name: the region's name
 * @region: which region it is: a value to compare, never followed
 * @first: the first address in the space
 * @last: the last address, inclusive
 * @offset: the offset of @first in the region
 * @parent: the index of the instance it lies in, %STRATA_NO_INSTANCE for the root; it comes earlier
 * @order: its place in the order in which instances are tried; %STRATA_NO_INSTANCE if it is not
 * @kind: what the region is
 * @readonly: whether it or an ancestor is read-only
 * @nonvolatile: whether it or an ancestor is non-volatile
 * @enabled: whether it and all its ancestors are enabled
 *
 * One place where a region appears, as #StrataInstance but without the engine.
 */
typedef struct
{
  const char *name;
  gconstpointer region;
  guint64 first;
  guint64 last;
  guint64 offset;
  guint parent;
  guint order;
  StrataRegionKind kind;
  guint readonly : 1;
  guint nonvolatile : 1;
  guint enabled : 1;
} StrataMapInstance;

/**
 * StrataMapFlat:
 * @first: the first address
 * @last: the last address, inclusive
 * @instance: the instance that wins at @first
 *
 * What an access sees as one: neighbours that continue one region with equal attributes.
 */
typedef struct
{
  guint64 first;
  guint64 last;
  guint instance;
} StrataMapFlat;

/**
 * StrataMapStratum:
 * @first: the first address
 * @last: the last address, inclusive
 * @instance: the instance; %STRATA_NO_INSTANCE for several disabled ones
 * @count: how many it stands for
 *
 * What lies beneath: an instance that is hidden somewhere, or what is disabled.
 */
typedef struct
{
  guint64 first;
  guint64 last;
  guint instance;
  guint count;
} StrataMapStratum;

/**
 * StrataMapSummary:
 * @kinds: for each #StrataMapKind whether it is drawn, as bits
 * @n_disabled: how many instances are disabled, without those that lie in them
 * @n_partly: how many instances are hidden in part
 * @n_wholly: how many are hidden everywhere
 *
 * What there is in a picture.
 */
typedef struct
{
  guint kinds;
  guint n_disabled;
  guint n_partly;
  guint n_wholly;
} StrataMapSummary;

StrataMapModel *strata_map_model_new (const StrataMapInstance *instances, guint n_instances,
                                      const StrataSegment *segments, guint n_segments);
StrataMapModel *strata_map_model_new_marked (const StrataMapInstance *instances, guint n_instances,
                                             const StrataSegment *segments, guint n_segments,
                                             StrataMapMarks *marks);
StrataMapModel *strata_map_model_new_for_rendering (StrataRendering *rendering,
                                                    StrataMapMarks *marks, GHashTable *names);
StrataMapModel *strata_map_model_ref (StrataMapModel *self);
void strata_map_model_unref (StrataMapModel *self);

const StrataRange *strata_map_model_get_extent (StrataMapModel *self);
StrataMapMarks *strata_map_model_get_marks (StrataMapModel *self);
const StrataMapSummary *strata_map_model_get_summary (StrataMapModel *self);
const StrataMapStretch *strata_map_model_get_stretches (StrataMapModel *self, gsize *n_stretches);

/* Instances */
guint strata_map_model_get_n_instances (StrataMapModel *self);
const StrataMapInstance *strata_map_model_get_instance (StrataMapModel *self, guint instance);
StrataMapKind strata_map_model_get_kind (StrataMapModel *self, guint instance);
char *strata_map_model_dup_label (StrataMapModel *self, guint instance);
guint strata_map_model_get_shown (StrataMapModel *self, guint instance);

/* What is seen */
guint strata_map_model_get_n_flats (StrataMapModel *self);
const StrataMapFlat *strata_map_model_get_flat (StrataMapModel *self, guint index);
const guint8 *strata_map_model_get_flat_kinds (StrataMapModel *self);
guint strata_map_model_find_flat (StrataMapModel *self, guint64 address);
guint strata_map_model_get_n_segments (StrataMapModel *self);
const StrataSegment *strata_map_model_get_segment (StrataMapModel *self, guint index);
guint strata_map_model_find_segment (StrataMapModel *self, guint64 address);
guint strata_map_model_find_segment_near (StrataMapModel *self, guint64 address, guint guess);

/* What lies beneath: column 0 is the leftmost of these */
guint strata_map_model_get_n_columns (StrataMapModel *self);
guint strata_map_model_get_column (StrataMapModel *self, guint instance);
const StrataMapStratum *strata_map_model_get_strata (StrataMapModel *self, guint column,
                                                     guint *n_strata);
guint strata_map_model_find_stratum (StrataMapModel *self, guint column, guint64 address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataMapModel, strata_map_model_unref)

G_END_DECLS
