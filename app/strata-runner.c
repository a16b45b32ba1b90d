/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-runner.h"

#include <glib/gi18n.h>

#include "guest/strata-qtest.h"

#define TICK 8000               /* microseconds between two looks at the time of the day */
#define SLICE 4000              /* microseconds of playing between two looks at what is wanted */
#define SLOW_INTERVAL 50000     /* microseconds between two commands at slow speed */
#define MAX_LAG 250000          /* microseconds: a board that falls further behind is let off */
#define MAX_TIMERS 200000       /* that may fire in one tick */
#define FULL_COMMANDS 256       /* played between two looks at the time, at full speed */

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

enum
{
  PROP_0,
  PROP_SPEED,
  N_PROPS,
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (StrataRunnerSpeed, strata_runner_speed,
                    G_DEFINE_ENUM_VALUE (STRATA_RUNNER_SPEED_SLOW, "slow"),
                    G_DEFINE_ENUM_VALUE (STRATA_RUNNER_SPEED_CLOCK, "clock"),
                    G_DEFINE_ENUM_VALUE (STRATA_RUNNER_SPEED_FULL, "full"))

G_DEFINE_FINAL_TYPE (StrataRunner, strata_runner, G_TYPE_OBJECT)

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
  g_signal_emit (self, signals[CHANGED], 0);

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

static void
set_state (StrataRunner      *self,
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
  set_state (self, state, strata_qtest_script_describe (script, step));

  return is_step ? 0 : wait;
}

static gpointer
run (gpointer user_data)
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

static void
strata_runner_dispose (GObject *object)
{
  StrataRunner *self = STRATA_RUNNER (object);

  strata_runner_stop (self);
  g_clear_object (&self->qtest);
  g_clear_object (&self->script);
  g_clear_object (&self->board);

  G_OBJECT_CLASS (strata_runner_parent_class)->dispose (object);
}

static void
strata_runner_finalize (GObject *object)
{
  StrataRunner *self = STRATA_RUNNER (object);

  g_free (self->message);
  g_free (self->shown_message);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (strata_runner_parent_class)->finalize (object);
}

static void
strata_runner_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SPEED:
      g_value_set_enum (value, strata_runner_get_speed (STRATA_RUNNER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_runner_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_SPEED:
      strata_runner_set_speed (STRATA_RUNNER (object), g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
strata_runner_class_init (StrataRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = strata_runner_dispose;
  object_class->finalize = strata_runner_finalize;
  object_class->get_property = strata_runner_get_property;
  object_class->set_property = strata_runner_set_property;

  properties[PROP_SPEED] =
    g_param_spec_enum ("speed", NULL, NULL, STRATA_TYPE_RUNNER_SPEED, STRATA_RUNNER_SPEED_CLOCK,
                       G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * StrataRunner::changed:
   * @self: the runner
   *
   * The state, the line or the message is another one.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
strata_runner_init (StrataRunner *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->speed = STRATA_RUNNER_SPEED_CLOCK;
}

/**
 * strata_runner_new:
 * @board: a board
 * @console: where commands are shown that the runner plays
 *
 * Switches a board on: its clock follows the time of the day from now on, and its date is today's.
 *
 * Returns: (transfer full): the runner
 */
StrataRunner *
strata_runner_new (StrataBoard   *board,
                   StrataConsole *console)
{
  StrataRunner *self;

  g_return_val_if_fail (STRATA_IS_BOARD (board), NULL);
  g_return_val_if_fail (STRATA_IS_CONSOLE (console), NULL);

  self = g_object_new (STRATA_TYPE_RUNNER, NULL);
  self->board = g_object_ref (board);
  self->qtest = strata_qtest_new (board);
  strata_console_watch (console, self->qtest);
  strata_clock_set_epoch (strata_board_get_clock (board), g_get_real_time () / G_USEC_PER_SEC);
  self->thread = g_thread_new ("runner", run, self);

  return self;
}

/**
 * strata_runner_stop:
 * @self: a runner
 *
 * Switches the board off, once and for all: its time stands, and no script goes on.
 */
void
strata_runner_stop (StrataRunner *self)
{
  g_return_if_fail (STRATA_IS_RUNNER (self));

  if (self->thread == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->quits = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_thread_join (g_steal_pointer (&self->thread));
}

/* Waits until the thread does not play. With the lock. */
static void
wait_until_idle (StrataRunner *self)
{
  self->wants_play = FALSE;
  self->wants_step = FALSE;
  while (self->is_busy)
    g_cond_wait (&self->cond, &self->mutex);
}

/**
 * strata_runner_set_script:
 * @self: a runner
 * @script: (nullable): a script
 *
 * Sets the script to play, from its first line on. It waits to be played.
 */
void
strata_runner_set_script (StrataRunner      *self,
                          StrataQtestScript *script)
{
  g_return_if_fail (STRATA_IS_RUNNER (self));
  g_return_if_fail (script == NULL || STRATA_IS_QTEST_SCRIPT (script));

  g_mutex_lock (&self->mutex);
  wait_until_idle (self);
  g_set_object (&self->script, script);
  self->line = 0;
  set_state (self, script != NULL ? STRATA_RUNNER_STATE_PAUSED : STRATA_RUNNER_STATE_EMPTY, NULL);
  g_mutex_unlock (&self->mutex);
}

/**
 * strata_runner_get_script:
 * @self: a runner
 *
 * Gets the script. While it is played, only its text and its name may be looked at.
 *
 * Returns: (transfer none) (nullable): the script
 */
StrataQtestScript *
strata_runner_get_script (StrataRunner *self)
{
  g_return_val_if_fail (STRATA_IS_RUNNER (self), NULL);

  return self->script;
}

/**
 * strata_runner_play:
 * @self: a runner with a script
 *
 * Plays the script from where it stands; one that has ended, from the start.
 */
void
strata_runner_play (StrataRunner *self)
{
  g_return_if_fail (STRATA_IS_RUNNER (self));

  g_mutex_lock (&self->mutex);
  if (self->script != NULL && !self->wants_play)
    {
      if (self->state == STRATA_RUNNER_STATE_ENDED)
        {
          wait_until_idle (self);
          strata_qtest_script_rewind (self->script);
        }
      self->wants_play = TRUE;
      set_state (self, STRATA_RUNNER_STATE_PLAYING, NULL);
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * strata_runner_pause:
 * @self: a runner
 *
 * Lets the script wait.
 */
void
strata_runner_pause (StrataRunner *self)
{
  g_return_if_fail (STRATA_IS_RUNNER (self));

  g_mutex_lock (&self->mutex);
  if (self->wants_play)
    {
      self->wants_play = FALSE;
      set_state (self, STRATA_RUNNER_STATE_PAUSED, NULL);
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * strata_runner_halt:
 * @self: a runner
 *
 * Lets the script wait after the present command, from any thread, also from inside that command.
 * See strata_runner_set_careful().
 */
void
strata_runner_halt (StrataRunner *self)
{
  g_return_if_fail (STRATA_IS_RUNNER (self));

  g_mutex_lock (&self->mutex);
  if (self->wants_play)
    {
      self->wants_play = FALSE;
      g_atomic_int_set (&self->is_halted, TRUE);
      set_state (self, STRATA_RUNNER_STATE_PAUSED, NULL);
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * strata_runner_set_careful:
 * @self: a runner
 * @careful: whether to look after each command whether to go on
 *
 * Lets strata_runner_halt() be exact at full speed, too, which is slower then.
 */
void
strata_runner_set_careful (StrataRunner *self,
                           gboolean      careful)
{
  g_return_if_fail (STRATA_IS_RUNNER (self));

  g_atomic_int_set (&self->is_careful, careful);
}

/**
 * strata_runner_step:
 * @self: a runner with a script
 *
 * Plays one command and then waits.
 */
void
strata_runner_step (StrataRunner *self)
{
  g_return_if_fail (STRATA_IS_RUNNER (self));

  g_mutex_lock (&self->mutex);
  if (self->script != NULL)
    {
      self->wants_play = FALSE;
      self->wants_step = TRUE;
      g_cond_broadcast (&self->cond);
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * strata_runner_rewind:
 * @self: a runner
 *
 * Goes back to the start of the script. The board stays as it is.
 */
void
strata_runner_rewind (StrataRunner *self)
{
  g_return_if_fail (STRATA_IS_RUNNER (self));

  g_mutex_lock (&self->mutex);
  if (self->script != NULL)
    {
      wait_until_idle (self);
      strata_qtest_script_rewind (self->script);
      self->line = 0;
      set_state (self, STRATA_RUNNER_STATE_PAUSED, NULL);
    }
  g_mutex_unlock (&self->mutex);
}

/**
 * strata_runner_get_state:
 * @self: a runner
 *
 * Returns: what it is at
 */
StrataRunnerState
strata_runner_get_state (StrataRunner *self)
{
  g_return_val_if_fail (STRATA_IS_RUNNER (self), STRATA_RUNNER_STATE_EMPTY);

  return self->shown_state;
}

/**
 * strata_runner_get_line:
 * @self: a runner
 *
 * Returns: the line of the command that was played last, 1 is the first; 0 before that
 */
guint
strata_runner_get_line (StrataRunner *self)
{
  g_return_val_if_fail (STRATA_IS_RUNNER (self), 0);

  return self->shown_line;
}

/**
 * strata_runner_get_message:
 * @self: a runner
 *
 * Returns: (nullable): why the script did not go on
 */
const char *
strata_runner_get_message (StrataRunner *self)
{
  g_return_val_if_fail (STRATA_IS_RUNNER (self), NULL);

  return self->shown_message;
}

/**
 * strata_runner_get_speed:
 * @self: a runner
 *
 * Returns: how fast it plays
 */
StrataRunnerSpeed
strata_runner_get_speed (StrataRunner *self)
{
  StrataRunnerSpeed speed;

  g_return_val_if_fail (STRATA_IS_RUNNER (self), STRATA_RUNNER_SPEED_CLOCK);

  g_mutex_lock (&self->mutex);
  speed = self->speed;
  g_mutex_unlock (&self->mutex);

  return speed;
}

/**
 * strata_runner_set_speed:
 * @self: a runner
 * @speed: how fast to play
 *
 * Sets the speed, also of a script that is being played.
 */
void
strata_runner_set_speed (StrataRunner      *self,
                         StrataRunnerSpeed  speed)
{
  gboolean is_new;

  g_return_if_fail (STRATA_IS_RUNNER (self));

  g_mutex_lock (&self->mutex);
  is_new = self->speed != speed;
  self->speed = speed;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (is_new)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPEED]);
}
