/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "board/strata-board.h"

G_BEGIN_DECLS

#define STRATA_TYPE_QTEST (strata_qtest_get_type ())

/**
 * StrataQtest:
 *
 * Makes the commands of QEMU's qtest protocol on a board, and answers them as QEMU does.
 */
STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataQtest, strata_qtest, STRATA, QTEST, GObject)

/**
 * StrataQtestFunc:
 * @qtest: who has executed it
 * @line: the line, without its end
 * @answer: the lines that answer it, each with its end; empty for a comment
 * @user_data: data
 *
 * Called when a line of the qtest protocol has been executed, in the thread that did it.
 */
typedef void (*StrataQtestFunc) (StrataQtest *qtest, const char *line, const char *answer,
                                 gpointer user_data);

STRATA_PUBLIC
StrataQtest *strata_qtest_new (StrataBoard *board);
STRATA_PUBLIC
StrataBoard *strata_qtest_get_board (StrataQtest *self);
STRATA_PUBLIC
char *strata_qtest_execute (StrataQtest *self, const char *line);
STRATA_PUBLIC
void strata_qtest_append (StrataQtest *self, const char *line, gsize length, GString *answer);
STRATA_PUBLIC
void strata_qtest_park (StrataQtest *self);
STRATA_PUBLIC
guint strata_qtest_add_watch (StrataQtest *self, StrataQtestFunc func, gpointer user_data,
                              GDestroyNotify destroy);
STRATA_PUBLIC
void strata_qtest_remove_watch (StrataQtest *self, guint id);

G_END_DECLS
