/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-qtest.h"

G_BEGIN_DECLS

#define STRATA_TYPE_QTEST_SCRIPT (strata_qtest_script_get_type ())

/**
 * StrataQtestScript:
 *
 * A text of qtest commands that is played line by line.
 */
STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataQtestScript, strata_qtest_script, STRATA, QTEST_SCRIPT, GObject)

/**
 * StrataQtestStep:
 * @STRATA_QTEST_STEP_OK: all went well
 * @STRATA_QTEST_STEP_FAILED: the answer to a line was `FAIL`
 * @STRATA_QTEST_STEP_UNEXPECTED: a line read something else than its comment foretells
 * @STRATA_QTEST_STEP_END: there was no line left
 *
 * What came of playing lines of a script.
 */
typedef enum
{
  STRATA_QTEST_STEP_OK,
  STRATA_QTEST_STEP_FAILED,
  STRATA_QTEST_STEP_UNEXPECTED,
  STRATA_QTEST_STEP_END,
} StrataQtestStep;

STRATA_PUBLIC
StrataQtestScript *strata_qtest_script_new (GBytes *text, const char *name, GError **error);
STRATA_PUBLIC
StrataQtestScript *strata_qtest_script_load (GFile *file, GCancellable *cancellable,
                                             GError **error);
STRATA_PUBLIC
const char *strata_qtest_script_get_name (StrataQtestScript *self);
STRATA_PUBLIC
guint strata_qtest_script_get_n_lines (StrataQtestScript *self);
STRATA_PUBLIC
char *strata_qtest_script_dup_line (StrataQtestScript *self, guint line);

/* Playing: pausing is not to go on */
STRATA_PUBLIC
guint strata_qtest_script_get_next_line (StrataQtestScript *self);
STRATA_PUBLIC
StrataQtestStep strata_qtest_script_play (StrataQtestScript *self, StrataQtest *qtest,
                                          guint n_commands);
STRATA_PUBLIC
void strata_qtest_script_rewind (StrataQtestScript *self);

/* The last command that was played */
STRATA_PUBLIC
guint strata_qtest_script_get_line (StrataQtestScript *self);
STRATA_PUBLIC
const char *strata_qtest_script_get_answer (StrataQtestScript *self);
STRATA_PUBLIC
char *strata_qtest_script_describe (StrataQtestScript *self, StrataQtestStep step);

G_END_DECLS
