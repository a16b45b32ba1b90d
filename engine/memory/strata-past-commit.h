/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-dry-commit.h"

G_BEGIN_DECLS

#define STRATA_TYPE_PAST_COMMIT (strata_past_commit_get_type ())

/**
 * StrataPastCommit:
 *
 * A commit that changed the hierarchy or a flat view. It never changes.
 */
typedef struct _StrataPastCommit StrataPastCommit;

STRATA_PUBLIC
GType strata_past_commit_get_type (void);
STRATA_PUBLIC
StrataPastCommit *strata_past_commit_ref (StrataPastCommit *self);
STRATA_PUBLIC
void strata_past_commit_unref (StrataPastCommit *self);
STRATA_PUBLIC
guint64 strata_past_commit_get_number (StrataPastCommit *self);
STRATA_PUBLIC
gint64 strata_past_commit_get_real_time (StrataPastCommit *self);
STRATA_PUBLIC
guint64 strata_past_commit_get_time (StrataPastCommit *self);
STRATA_PUBLIC
const char *strata_past_commit_get_name (StrataPastCommit *self);
STRATA_PUBLIC
const char *strata_past_commit_get_region (StrataPastCommit *self);
STRATA_PUBLIC
const char *strata_past_commit_get_owner (StrataPastCommit *self);
STRATA_PUBLIC
guint strata_past_commit_get_n_events (StrataPastCommit *self);
STRATA_PUBLIC
const StrataEvent *strata_past_commit_get_event (StrataPastCommit *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataPastCommit, strata_past_commit_unref)

G_END_DECLS
