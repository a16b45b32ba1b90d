/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-space-model.h"

G_BEGIN_DECLS

/**
 * StrataMapPlace:
 * @instance: an instance, or %STRATA_NO_INSTANCE
 * @address: an address in it
 *
 * A place in the map.
 */
typedef struct
{
  guint instance;
  guint64 address;
} StrataMapPlace;

void strata_map_walk_along (StrataSpaceModel *model, StrataMapPlace *place, int step);
void strata_map_walk_across (StrataSpaceModel *model, StrataMapPlace *place, int step);
void strata_map_walk_to_end (StrataSpaceModel *model, StrataMapPlace *place, gboolean last);

char *strata_map_walk_describe (StrataSpaceModel *model, guint instance, guint64 address);

G_END_DECLS
