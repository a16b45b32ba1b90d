/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "guest/strata-qtest.h"
#include "strata-runner.h"

G_BEGIN_DECLS

/*
 * Runs a board in a thread: plays a script on it and keeps its clock going. What is wanted and what
 * has become of it stand under a lock; the main thread is told at most once until it has looked.
 */
struct _StrataRunner
{
  GObject parent_instance;

  StrataBoard *board;
  StrataQtest *qtest; /* used by the thread only */
  GThread *thread;

  GMutex mutex; /* for all below */
  GCond cond;
  StrataQtestScript *script; /* played by the thread only, while it is busy */
  StrataRunnerSpeed speed;
  gboolean quits;
  gboolean wants_play;
  gboolean wants_step;
  gboolean is_busy; /* the thread plays without the lock */
  StrataRunnerState state;
  guint line;
  char *message;
  gboolean is_told; /* the main thread is to look */
  gint is_careful;  /* atomic: looks after each command whether to go on */
  gint is_halted;   /* atomic: does not go on after the present command */

  /* As the main thread saw it last */
  StrataRunnerState shown_state;
  guint shown_line;
  char *shown_message;
};

/* strata-runner-thread.c; strata-runner.c stands above it */
void _strata_runner_set_state (StrataRunner *self, StrataRunnerState state, char *message);
gpointer _strata_runner_play_thread (gpointer user_data);

G_END_DECLS
