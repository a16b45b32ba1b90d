/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-region-private.h"
#include "strata-rendering.h"

/* The one renderer: walks the hierarchy below a root through some windows, lists the instances it
 * meets and finds out which one wins where. Commits, probes, hidden ranges and pictures all read
 * what it makes. Under the system lock. */
typedef struct
{
  GArray *instances; /* of StrataInstance; regions not held */
  GArray *tried;     /* of guint: those that can win, in the order in which they are tried */
  GArray *segments;  /* of StrataSegment, by address */
  GPtrArray *scratch;
  StrataRenderingFlags flags;
  guint max_depth;
  guint max_instances;
  gboolean truncated; /* something lies deeper, or is more, than the system allows */
} StrataRender;

void strata_render_init (StrataRender *self, StrataSystem *system, StrataRenderingFlags flags);
/* Makes room for about so many instances at once. */
void strata_render_expect (StrataRender *self, guint n_instances);
void strata_render_clear (StrataRender *self);
/* Walks one window; the windows of one render are disjoint. @base is the address of offset 0 of the
 * root. */
void strata_render_walk (StrataRender *self, StrataRegion *root, guint64 base,
                         const StrataRange *window);
/* Finds the segments, once all windows have been walked. */
void strata_render_resolve (StrataRender *self);
