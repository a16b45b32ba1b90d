/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-selection.h"

G_BEGIN_DECLS

#define STRATA_TYPE_TRIAL (strata_trial_get_type ())

G_DECLARE_FINAL_TYPE (StrataTrial, strata_trial, STRATA, TRIAL, GObject)

StrataTrial *strata_trial_new (StrataSelection *selection);

void strata_trial_set_edit (StrataTrial *self, StrataBoard *board, StrataEdit *edit);
void strata_trial_set_past (StrataTrial *self, StrataTimeline *timeline, guint64 number);
void strata_trial_update_model (StrataTrial *self, StrataSpaceModel *model);

G_END_DECLS
