/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-access-log.h"
#include "strata-past-commit.h"
#include "strata-rendering.h"

G_BEGIN_DECLS

/**
 * STRATA_TIMELINE_BUDGET:
 *
 * The commits that a timeline remembers take about so many bytes at most, what they share with each
 * other and with the present not counted.
 */
#define STRATA_TIMELINE_BUDGET (64 << 20)

/**
 * StrataTimeline:
 *
 * The last commits of a system, and the way back to what was before them.
 */
typedef struct _StrataTimeline StrataTimeline;

#define STRATA_TYPE_TIMELINE (strata_timeline_get_type ())

STRATA_PUBLIC
GType strata_timeline_get_type (void);
STRATA_PUBLIC
StrataTimeline *strata_timeline_new (StrataSystem *system, guint length, StrataAccessTimeFunc time,
                                     gpointer user_data, GDestroyNotify destroy);
STRATA_PUBLIC
StrataTimeline *strata_timeline_ref (StrataTimeline *self);
STRATA_PUBLIC
void strata_timeline_unref (StrataTimeline *self);
STRATA_PUBLIC
void strata_timeline_set_length (StrataTimeline *self, guint length);
STRATA_PUBLIC
void strata_timeline_get_span (StrataTimeline *self, guint64 *first, guint64 *end);
STRATA_PUBLIC
StrataPastCommit *strata_timeline_ref_commit (StrataTimeline *self, guint64 number);
STRATA_PUBLIC
StrataFlatView *strata_timeline_look_back (StrataTimeline *self, guint64 number,
                                           StrataAddressSpace *space, StrataRendering **rendering,
                                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataTimeline, strata_timeline_unref)

G_END_DECLS
