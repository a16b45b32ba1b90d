/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-timeline.h"

/* All under the system lock, but for the count. */
struct _StrataTimeline
{
  gatomicrefcount ref_count;
  StrataSystem *system; /* held; it does not hold the timeline */
  guint length;
  StrataAccessTimeFunc time;
  gpointer user_data;
  GDestroyNotify destroy;

  GPtrArray *commits; /* of StrataPastCommit, their numbers one after another */
  guint64 last; /* the number of the last commit */
  guint64 cost;
};

/* Remembers a commit, if it changed anything. Takes the journal over; the name can be NULL. */
void strata_timeline_add (StrataTimeline *self, StrataDryCommit *outcome, GArray *journal,
                          const char *name);
