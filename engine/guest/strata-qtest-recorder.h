/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-qtest.h"

G_BEGIN_DECLS

#define STRATA_TYPE_QTEST_RECORDER (strata_qtest_recorder_get_type ())

/**
 * StrataQtestRecorder:
 *
 * Writes down the accesses that are made to a board as a script.
 */
STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataQtestRecorder, strata_qtest_recorder, STRATA, QTEST_RECORDER, GObject)

STRATA_PUBLIC
StrataQtestRecorder *strata_qtest_recorder_new (void);
STRATA_PUBLIC
void strata_qtest_recorder_watch (StrataQtestRecorder *self, StrataQtest *qtest);
STRATA_PUBLIC
void strata_qtest_recorder_add (StrataQtestRecorder *self, const char *line, const char *answer);
STRATA_PUBLIC
guint strata_qtest_recorder_get_n_lines (StrataQtestRecorder *self);
STRATA_PUBLIC
char *strata_qtest_recorder_to_text (StrataQtestRecorder *self);

G_END_DECLS
