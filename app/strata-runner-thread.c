/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-runner-private.h"

#define TICK 8000               /* microseconds between two looks at the time of the day */
#define SLICE 4000              /* microseconds of playing between two looks at what is wanted */
#define SLOW_INTERVAL 50000     /* microseconds between two commands at slow speed */
#define MAX_LAG 250000          /* microseconds: a board that falls further behind is let off */
#define MAX_TIMERS 200000       /* that may fire in one tick */
#define FULL_COMMANDS 256       /* played between two looks at the time, at full speed */

/*
 * The thread of a runner, and how the main thread hears of it.
 */

/* {{{ Telling the main thread */

static gboolean
look_cb (gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (StrataRunner) self = g_weak_ref_get (weak);

  if (self == NULL)
    return G_SOURCE_REMOVE;

  g_mutex_lock (&self->mutex);
  self->is_told = FALSE;
  self->shown_state = self->state;
  self->shown_line = self->line;
  g_free (self->shown_message);
  self->shown_message = g_strdup (self->message);
  g_mutex_unlock (&self->mutex);
  g_signal_emit_by_name (self, "changed");

  return G_SOURCE_REMOVE;
}

static void
weak_free (gpointer weak)
{
  g_weak_ref_clear (weak);
  g_free (weak);
}

/* With the lock. */
static void
tell (StrataRunner *self)
{
  GWeakRef *weak;

  if (self->is_told || self->quits)
    return;

  self->is_told = TRUE;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  g_idle_add_full (G_PRIORITY_DEFAULT, look_cb, weak, weak_free);
}

/* With the lock; takes @message. */
void
_strata_runner_set_state (StrataRunner      *self,
                          StrataRunnerState  state,
                          char              *message)
{
  self->state = state;
  g_free (self->message);
  self->message = message;
  tell (self);
}

/* }}} */
/* {{{ The thread */

/* The board's time and the time of the day, which went on together from these on. */
typedef struct
{
  guint64 board_time; /* nanoseconds */
  gint64 time;        /* microseconds */
} Pace;

static void
set_pace (StrataRunner *self,
          Pace         *pace)
{
  pace->board_time = strata_clock_get_time (strata_board_get_clock (self->board));
  pace->time = g_get_monotonic_time ();
}

/* Lets the board's clock catch up with the time of the day. Returns how far it is ahead, in
 * microseconds. */
static gint64
keep_pace (StrataRunner *self,
           Pace         *pace)
{
  StrataClock *clock = strata_board_get_clock (self->board);
  gint64 passed = g_get_monotonic_time () - pace->time;
  guint64 target = pace->board_time + (guint64) passed * 1000;
  guint64 now = strata_clock_get_time (clock);

  if (now >= target)
    return (gint64) ((now - target) / 1000);

  /* After a long pause, such as that of a computer that slept, it goes on from where it is. */
  if ((target - now) / 1000 > MAX_LAG)
    {
      target = now + TICK * 1000;
      strata_clock_advance (clock, target, MAX_TIMERS);
      set_pace (self, pace);
    }
  else if (!strata_clock_advance (clock, target, MAX_TIMERS))
    set_pace (self, pace);

  return 0;
}

static StrataRunnerState
get_state_after (StrataQtestStep step)
{
  switch (step)
    {
    case STRATA_QTEST_STEP_FAILED:
    case STRATA_QTEST_STEP_UNEXPECTED:
      return STRATA_RUNNER_STATE_STOPPED;
    case STRATA_QTEST_STEP_END:
      return STRATA_RUNNER_STATE_ENDED;
    case STRATA_QTEST_STEP_OK:
    default:
      return STRATA_RUNNER_STATE_PLAYING;
    }
}

/* Plays for a while, without the lock. Returns how many microseconds to wait before going on. */
static gint64
play_slice (StrataRunner      *self,
            StrataQtestScript *script,
            StrataRunnerSpeed  speed,
            Pace              *pace,
            StrataQtestStep   *step)
{
  gint64 end = g_get_monotonic_time () + SLICE;
  gint64 ahead;

  do
    {
      *step = strata_qtest_script_play (script, self->qtest,
                                        speed == STRATA_RUNNER_SPEED_FULL &&
                                        !g_atomic_int_get (&self->is_careful)
                                          ? FULL_COMMANDS : 1);
      if (*step != STRATA_QTEST_STEP_OK || g_atomic_int_get (&self->is_halted))
        return 0;
      if (speed == STRATA_RUNNER_SPEED_SLOW)
        return SLOW_INTERVAL;
      if (speed == STRATA_RUNNER_SPEED_CLOCK && (ahead = keep_pace (self, pace)) > 1000)
        return ahead;
    }
  while (g_get_monotonic_time () < end);

  return 0;
}

/* Plays a slice, or a single command. With the lock, which it gives back in between. */
static gint64
go_on (StrataRunner *self,
       Pace         *pace)
{
  g_autoptr (StrataQtestScript) script = g_object_ref (self->script);
  gboolean is_step = self->wants_step;
  StrataRunnerSpeed speed = is_step ? STRATA_RUNNER_SPEED_SLOW : self->speed;
  StrataQtestStep step = STRATA_QTEST_STEP_OK;
  StrataRunnerState state;
  gint64 wait;

  self->wants_step = FALSE;
  self->is_busy = TRUE;
  g_atomic_int_set (&self->is_halted, FALSE);
  g_mutex_unlock (&self->mutex);
  wait = play_slice (self, script, speed, pace, &step);
  state = get_state_after (step);
  g_mutex_lock (&self->mutex);
  self->is_busy = FALSE;
  g_cond_broadcast (&self->cond);
  self->line = strata_qtest_script_get_line (script);
  if (state != STRATA_RUNNER_STATE_PLAYING)
    self->wants_play = FALSE;
  else if (!self->wants_play)
    state = STRATA_RUNNER_STATE_PAUSED;
  _strata_runner_set_state (self, state, strata_qtest_script_describe (script, step));

  return is_step ? 0 : wait;
}

/* Until the runner quits */
gpointer
_strata_runner_play_thread (gpointer user_data)
{
  StrataRunner *self = user_data;
  Pace pace;

  set_pace (self, &pace);
  g_mutex_lock (&self->mutex);
  while (!self->quits)
    {
      gint64 wait = TICK;

      if (self->script != NULL && (self->wants_play || self->wants_step))
        {
          wait = go_on (self, &pace);
        }
      else
        {
          g_mutex_unlock (&self->mutex);
          strata_qtest_park (self->qtest);
          keep_pace (self, &pace);
          g_mutex_lock (&self->mutex);
        }
      if (wait > 0 && !self->quits)
        g_cond_wait_until (&self->cond, &self->mutex, g_get_monotonic_time () + wait);
    }
  g_mutex_unlock (&self->mutex);
  strata_qtest_park (self->qtest);

  return NULL;
}

/* }}} */
