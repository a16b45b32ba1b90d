/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-dirty-log.h"

/* What a display takes out of the dirty log for one frame: runs of dirty pages, ascending, kept
 * from frame to frame so that an idle display allocates nothing of its own. */
typedef struct
{
  GArray *runs;   /* of StrataRange, offsets in the region */
  guint64 n_pages;
  guint next;     /* where the last question was answered */
} StrataDirtyRuns;

void strata_dirty_runs_init (StrataDirtyRuns *self);
void strata_dirty_runs_clear (StrataDirtyRuns *self);
/* Takes what is dirty for a display in a stretch of a region, and makes it clean. */
void strata_dirty_runs_take (StrataDirtyRuns *self, StrataRegion *region, guint64 offset,
                             guint64 length);

static inline gboolean
strata_dirty_runs_is_empty (const StrataDirtyRuns *self)
{
  return self->runs->len == 0;
}

/* Whether any byte of a stretch is dirty. Cheap when asked in ascending order. */
gboolean strata_dirty_runs_touch (StrataDirtyRuns *self, guint64 first, guint64 last);
