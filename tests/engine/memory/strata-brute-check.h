/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-brute-world.h"

G_BEGIN_DECLS

/* Each compares one of the engine's answers with the model's. They return NULL, or what differs. */

char *brute_check_view (BruteWorld *world, const BruteMap *map, StrataFlatView *view);
char *brute_check_record (BruteWorld *world, const BruteSpace *space);
char *brute_check_rendering (BruteWorld *world, const BruteModel *model, const BruteMap *map);
char *brute_check_window (BruteWorld *world, const BruteModel *model, const BruteMap *map);
char *brute_check_instances (BruteWorld *world, const BruteModel *model, gint root);
char *brute_check_region (BruteWorld *world, const BruteMap *map, gint node);
char *brute_check_loads (BruteWorld *world, BruteSpace *space);
char *brute_check_links (BruteWorld *world);
GArray *brute_check_copy (StrataFlatView *view);
char *brute_check_held (StrataFlatView *view, const GArray *ranges);
char *brute_check_events (GArray *events, StrataDryCommit *dry);

G_END_DECLS
