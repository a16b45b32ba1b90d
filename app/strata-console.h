/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "guest/strata-qtest.h"

G_BEGIN_DECLS

#define STRATA_TYPE_CONSOLE_LINE (strata_console_line_get_type ())

G_DECLARE_FINAL_TYPE (StrataConsoleLine, strata_console_line, STRATA, CONSOLE_LINE, GObject)

/**
 * StrataConsoleKind:
 * @STRATA_CONSOLE_KIND_COMMAND: a command, with its answer
 * @STRATA_CONSOLE_KIND_MESSAGE: what a device had to say
 * @STRATA_CONSOLE_KIND_NOTICE: what became of a script, or of who drives the board
 *
 * What a line of the console is.
 */
typedef enum
{
  STRATA_CONSOLE_KIND_COMMAND,
  STRATA_CONSOLE_KIND_MESSAGE,
  STRATA_CONSOLE_KIND_NOTICE,
} StrataConsoleKind;

#define STRATA_TYPE_CONSOLE (strata_console_get_type ())

G_DECLARE_FINAL_TYPE (StrataConsole, strata_console, STRATA, CONSOLE, GObject)

StrataConsole *strata_console_new (void);
void strata_console_push (StrataConsole *self, StrataConsoleKind kind, const char *text,
                          const char *answer);
void strata_console_set_max_lines (StrataConsole *self, guint max_lines);
void strata_console_watch (StrataConsole *self, StrataQtest *qtest);
void strata_console_clear (StrataConsole *self);

void strata_console_start_recording (StrataConsole *self);
gboolean strata_console_is_recording (StrataConsole *self);
char *strata_console_stop_recording (StrataConsole *self);

G_END_DECLS
