/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-qtest-command-private.h"
#include "strata-qtest.h"

G_BEGIN_DECLS

/* Executes a command that was understood already; watches are told @line. */
void strata_qtest_execute_command (StrataQtest *self, const StrataQtestCommand *command,
                                   const char *line, gsize length, GString *answer);

G_END_DECLS
