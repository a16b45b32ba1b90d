/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "board/strata-board.h"
#include "strata-qtest-command-private.h"

G_BEGIN_DECLS

/* A board as the commands of the qtest protocol see it: memory, ports, a clock and lines */
typedef struct _StrataQtestBoard StrataQtestBoard;

StrataQtestBoard *strata_qtest_board_new (StrataBoard *board);
void strata_qtest_board_free (StrataQtestBoard *self);
void strata_qtest_board_execute (StrataQtestBoard *self, const StrataQtestCommand *command,
                                 GString *answer);
void strata_qtest_board_park (StrataQtestBoard *self);

G_END_DECLS
