/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region-private.h"

/* Where a stretch of a region shows: the way up, through containers and aliases, to the roots. */

/* Called with a stretch of a root, in offsets of the root. */
typedef void (*StrataRootFunc) (StrataRegion *root, StrataInt128 first, StrataInt128 last,
                                gpointer user_data);

/* Finds each place where [first, last] of a region shows, at any region that is on the way. FALSE
 * if there are too many of them to follow; what was found is then not all. */
gboolean strata_region_climb (StrataRegion *self, StrataInt128 first, StrataInt128 last,
                              StrataRootFunc func, gpointer user_data);

/* The addresses of a stretch of a root, which keeps its own address; FALSE if it lies past the
 * end. */
gboolean strata_region_get_root_window (StrataRegion *root, StrataInt128 first, StrataInt128 last,
                                        StrataRange *window);

/* Notes, in all address spaces, all that a region shows from an offset on. */
void strata_region_note_windows (StrataRegion *self, StrataInt128 first);
