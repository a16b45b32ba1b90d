/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-board.h"
#include "guest/strata-qtest-script.h"
#include "strata-console.h"

G_BEGIN_DECLS

/**
 * StrataRunnerSpeed:
 * @STRATA_RUNNER_SPEED_SLOW: a few commands a second, to watch each
 * @STRATA_RUNNER_SPEED_CLOCK: in step with the board's clock: steps of the clock take their time
 * @STRATA_RUNNER_SPEED_FULL: as fast as it goes
 *
 * How fast a script is played.
 */
typedef enum
{
  STRATA_RUNNER_SPEED_SLOW,
  STRATA_RUNNER_SPEED_CLOCK,
  STRATA_RUNNER_SPEED_FULL,
} StrataRunnerSpeed;

#define STRATA_TYPE_RUNNER_SPEED (strata_runner_speed_get_type ())

GType strata_runner_speed_get_type (void);

/**
 * StrataRunnerState:
 * @STRATA_RUNNER_STATE_EMPTY: there is no script
 * @STRATA_RUNNER_STATE_PAUSED: the script waits
 * @STRATA_RUNNER_STATE_PLAYING: the script is played
 * @STRATA_RUNNER_STATE_STOPPED: the script did not go on: a command failed, or read something else
 *   than was foretold
 * @STRATA_RUNNER_STATE_ENDED: the script is played to its end
 *
 * What a runner is at.
 */
typedef enum
{
  STRATA_RUNNER_STATE_EMPTY,
  STRATA_RUNNER_STATE_PAUSED,
  STRATA_RUNNER_STATE_PLAYING,
  STRATA_RUNNER_STATE_STOPPED,
  STRATA_RUNNER_STATE_ENDED,
} StrataRunnerState;

#define STRATA_TYPE_RUNNER (strata_runner_get_type ())

G_DECLARE_FINAL_TYPE (StrataRunner, strata_runner, STRATA, RUNNER, GObject)

StrataRunner *strata_runner_new (StrataBoard *board, StrataConsole *console);
void strata_runner_stop (StrataRunner *self);

/* The script */
void strata_runner_set_script (StrataRunner *self, StrataQtestScript *script);
StrataQtestScript *strata_runner_get_script (StrataRunner *self);
void strata_runner_play (StrataRunner *self);
void strata_runner_pause (StrataRunner *self);
void strata_runner_halt (StrataRunner *self);
void strata_runner_set_careful (StrataRunner *self, gboolean careful);
void strata_runner_step (StrataRunner *self);
void strata_runner_rewind (StrataRunner *self);

StrataRunnerState strata_runner_get_state (StrataRunner *self);
guint strata_runner_get_line (StrataRunner *self);
const char *strata_runner_get_message (StrataRunner *self);
char *strata_runner_dup_title (StrataRunner *self);
StrataRunnerSpeed strata_runner_get_speed (StrataRunner *self);
void strata_runner_set_speed (StrataRunner *self, StrataRunnerSpeed speed);

G_END_DECLS
