/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-space-model.h"

G_BEGIN_DECLS

/**
 * StrataExplainedRange:
 * @first: the first address
 * @last: the last address, inclusive
 * @by: who hides it there, %STRATA_NO_INSTANCE where it is visible
 * @n_by: how many instances of that name hide it, one after the other; @by is the first
 *
 * A part of the instance that is explained.
 */
typedef struct
{
  guint64 first;
  guint64 last;
  guint by;
  guint n_by;
} StrataExplainedRange;

/**
 * StrataReason:
 * @rule: the rule that decides
 * @at: the instance of the container where the paths part
 * @loser: what stands in it and holds the instance that is explained; @at itself for
 *   %STRATA_RULE_OWN_SUBREGION
 * @priority: the priority of the winners
 * @winners: (element-type guint): what stands in it and is tried first
 *
 * Why others hide the instance. Those that do so in the same way are told together.
 */
typedef struct
{
  StrataRule rule;
  guint at;
  guint loser;
  gint priority;
  GArray *winners;
} StrataReason;

/**
 * StrataExplanation:
 * @model: the model
 * @instance: which instance is explained
 * @visibility: how much of it is visible
 * @disabled_by: what is switched off: itself or something above; else %STRATA_NO_INSTANCE
 * @clipped_by: the lowest of those above it that cut a part of it off; else %STRATA_NO_INSTANCE
 * @visible: (element-type StrataExplainedRange): where it is visible, the first of them
 * @n_visible: how many such ranges there are
 * @hidden: (element-type StrataExplainedRange): where it is hidden, the first of them
 * @n_hidden: how many such ranges there are
 * @reasons: (element-type StrataReason): why, each once, for all of @hidden
 * @path: (element-type guint): the instances from the root down to it, as they are shown
 * @elsewhere: (element-type guint): other enabled instances of the same region, the
 *   first of them
 * @n_elsewhere: how many there are
 *
 * What there is to say about an instance.
 */
typedef struct
{
  StrataSpaceModel *model;
  guint instance;
  StrataVisibility visibility;
  guint disabled_by;
  guint clipped_by;
  GArray *visible;
  guint n_visible;
  GArray *hidden;
  guint n_hidden;
  GPtrArray *reasons;
  GArray *path;
  GArray *elsewhere;
  guint n_elsewhere;
} StrataExplanation;

StrataExplanation *strata_explanation_new (StrataSpaceModel *model, guint instance);
void strata_explanation_free (StrataExplanation *self);

char *strata_explanation_dup_summary (const StrataExplanation *self);
char *strata_explanation_dup_place (const StrataExplanation *self);
char *strata_explanation_dup_verdict (const StrataExplanation *self);
char *strata_explanation_dup_remark (const StrataExplanation *self, gboolean links);
char *strata_explanation_dup_rule (const StrataExplanation *self, const StrataReason *reason,
                                   gboolean links);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StrataExplanation, strata_explanation_free)

G_END_DECLS
