/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-model.h"

G_BEGIN_DECLS

struct _StrataMapModel
{
  gatomicrefcount ref_count;
  GStringChunk *names;
  StrataMapInstance *instances;
  guint n_instances;
  StrataSegment *segments;
  guint n_segments;
  guint *targets;   /* of an alias instance: the instance of its target */
  guint8 *kinds;    /* of an instance: the #StrataMapKind it is drawn as */
  guint *columns;   /* of an instance: where it stands beneath */
  GPtrArray *strata; /* of GArray of StrataMapStratum: each column, by address */
  GArray *flats;
  guint8 *flat_kinds; /* of a flat range: likewise */
  GArray *stretches;
  StrataMapMarks *marks; /* NULL if nothing is marked */
  StrataRange extent;
  StrataMapSummary summary;
};

/* strata-map-stretches.c */
GArray *_strata_map_stretches_new (const StrataMapModel *model);

G_END_DECLS
