/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-map-model.h"

G_BEGIN_DECLS

/**
 * MapFixture:
 *
 * A hierarchy written down by hand: every instance with its extent, and the order in which those
 * with content are tried. Who wins where follows from that, by definition.
 */
typedef struct
{
  GArray *instances;
  guint n_tried;
} MapFixture;

MapFixture *map_fixture_new (void);
void map_fixture_free (MapFixture *self);
guint map_fixture_add (MapFixture *self, guint parent, const char *name, StrataRegionKind kind,
                       guint64 first, guint64 last);
void map_fixture_try (MapFixture *self, guint instance);
StrataMapInstance *map_fixture_get (MapFixture *self, guint instance);
GArray *map_fixture_list_segments (MapFixture *self);
StrataMapModel *map_fixture_build (MapFixture *self);

StrataMapModel *map_fixture_build_overlap (void);
StrataMapModel *map_fixture_build_pc (void);
StrataMapModel *map_fixture_build_many (guint n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MapFixture, map_fixture_free)

G_END_DECLS
