/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-past-commit.h"

struct _StrataPastCommit
{
  gatomicrefcount ref_count;
  guint64 number;
  gint64 real_time;
  guint64 time;
  char *name;   /* what the transaction did; or NULL */
  char *region; /* whose callback did it; or NULL */
  char *owner;  /* of that */
  StrataDryCommit *outcome;
  GArray *journal; /* the states before it, of StrataJournalEntry */
};

/* About how many bytes it takes that nobody shares. */
guint64 strata_past_commit_find_cost (const StrataPastCommit *self);
