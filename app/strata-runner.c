/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-runner-private.h"

#include <glib/gi18n.h>

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
  self->thread = g_thread_new ("runner", _strata_runner_play_thread, self);

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
  _strata_runner_set_state (self, script != NULL ? STRATA_RUNNER_STATE_PAUSED
                                                 : STRATA_RUNNER_STATE_EMPTY, NULL);
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
      _strata_runner_set_state (self, STRATA_RUNNER_STATE_PLAYING, NULL);
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
      _strata_runner_set_state (self, STRATA_RUNNER_STATE_PAUSED, NULL);
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
      _strata_runner_set_state (self, STRATA_RUNNER_STATE_PAUSED, NULL);
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
      _strata_runner_set_state (self, STRATA_RUNNER_STATE_PAUSED, NULL);
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
 * strata_runner_dup_title:
 * @self: a runner
 *
 * Says which script there is and how far it has come, or why it did not go on.
 *
 * Returns: (transfer full): a line to show
 */
char *
strata_runner_dup_title (StrataRunner *self)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (STRATA_IS_RUNNER (self), NULL);

  if (self->script == NULL)
    return g_strdup (_("No script"));
  if (self->shown_state == STRATA_RUNNER_STATE_STOPPED)
    return g_strdup (self->shown_message);

  name = g_path_get_basename (strata_qtest_script_get_name (self->script));
  if (self->shown_state == STRATA_RUNNER_STATE_ENDED)
    return g_strdup_printf (_("%s, played to the end"), name);

  return g_strdup_printf (_("%s, line %u of %u"), name, self->shown_line,
                          strata_qtest_script_get_n_lines (self->script));
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
