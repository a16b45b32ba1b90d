/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Executing the qtest protocol on a board, line by line, while others look on */

#include "strata-qtest-private.h"

#include <string.h>

#include "strata-qtest-board-private.h"

typedef struct
{
  guint id;
  StrataQtestFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
} Watch;

struct _StrataQtest
{
  GObject parent_instance;

  StrataBoard *board;
  StrataQtestBoard *target;

  GArray *watches; /* of Watch */
  guint last_id;
};

G_DEFINE_FINAL_TYPE (StrataQtest, strata_qtest, G_TYPE_OBJECT)

static void
tell_watches (StrataQtest *self, const char *line, gsize length, const char *answer)
{
  g_autofree char *copy = g_strndup (line, length);

  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch *watch = &g_array_index (self->watches, Watch, i);

      watch->func (self, copy, answer, watch->user_data);
    }
}

void
strata_qtest_execute_command (StrataQtest *self, const StrataQtestCommand *command,
                              const char *line, gsize length, GString *answer)
{
  gsize start = answer->len;

  strata_qtest_board_execute (self->target, command, answer);
  if (self->watches->len > 0)
    tell_watches (self, line, length, answer->str + start);
}

static void
strata_qtest_dispose (GObject *object)
{
  StrataQtest *self = STRATA_QTEST (object);

  while (self->watches->len > 0)
    strata_qtest_remove_watch (self, g_array_index (self->watches, Watch, 0).id);
  g_clear_pointer (&self->target, strata_qtest_board_free);
  g_clear_object (&self->board);

  G_OBJECT_CLASS (strata_qtest_parent_class)->dispose (object);
}

static void
strata_qtest_finalize (GObject *object)
{
  StrataQtest *self = STRATA_QTEST (object);

  g_array_unref (self->watches);

  G_OBJECT_CLASS (strata_qtest_parent_class)->finalize (object);
}

static void
strata_qtest_class_init (StrataQtestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = strata_qtest_dispose;
  object_class->finalize = strata_qtest_finalize;
}

static void
strata_qtest_init (StrataQtest *self)
{
  self->watches = g_array_new (FALSE, FALSE, sizeof (Watch));
}

/**
 * strata_qtest_new:
 * @board: a board
 *
 * Makes who executes commands of the qtest protocol on a board: memory commands in its address
 * space `memory`, port commands in its address space `I/O`; where one is missing nobody answers.
 * It is used by one thread at a time.
 *
 * Returns: (transfer full): the executor
 */
StrataQtest *
strata_qtest_new (StrataBoard *board)
{
  StrataQtest *self;

  g_return_val_if_fail (STRATA_IS_BOARD (board), NULL);

  self = g_object_new (STRATA_TYPE_QTEST, NULL);
  self->board = g_object_ref (board);
  self->target = strata_qtest_board_new (board);
  return self;
}

/**
 * strata_qtest_get_board:
 * @self: an executor
 *
 * Gets the board.
 *
 * Returns: (transfer none): the board that it works on
 */
StrataBoard *
strata_qtest_get_board (StrataQtest *self)
{
  g_return_val_if_fail (STRATA_IS_QTEST (self), NULL);

  return self->board;
}

/**
 * strata_qtest_execute:
 * @self: an executor
 * @line: a line, with or without its end
 *
 * Executes one line. Whatever is wrong with it, the answer is a line that begins with `FAIL`.
 *
 * Returns: (transfer full): the lines of the answer, each with its end; empty if the line has no
 *   command
 */
char *
strata_qtest_execute (StrataQtest *self, const char *line)
{
  GString *answer;

  g_return_val_if_fail (STRATA_IS_QTEST (self), NULL);
  g_return_val_if_fail (line != NULL, NULL);

  answer = g_string_new (NULL);
  strata_qtest_append (self, line, strcspn (line, "\n"), answer);
  strata_qtest_park (self);
  return g_string_free (answer, FALSE);
}

/**
 * strata_qtest_append: (skip)
 * @self: an executor
 * @line: a line, without its end
 * @length: its length in bytes
 * @answer: where to append the answer
 *
 * Executes one of many lines, as strata_qtest_execute() does. Call strata_qtest_park() before
 * waiting for more of them.
 */
void
strata_qtest_append (StrataQtest *self, const char *line, gsize length, GString *answer)
{
  StrataQtestCommand command;

  g_return_if_fail (STRATA_IS_QTEST (self));
  g_return_if_fail (line != NULL || length == 0);
  g_return_if_fail (answer != NULL);

  strata_qtest_command_parse (&command, line, length);
  strata_qtest_execute_command (self, &command, line, length, answer);
  strata_qtest_command_clear (&command);
}

/**
 * strata_qtest_park:
 * @self: an executor
 *
 * Lets go of the flat views, so that nobody waits for an executor that has nothing to do.
 */
void
strata_qtest_park (StrataQtest *self)
{
  g_return_if_fail (STRATA_IS_QTEST (self));

  if (self->target != NULL)
    strata_qtest_board_park (self->target);
}

/**
 * strata_qtest_add_watch: (skip)
 * @self: an executor
 * @func: called after each line
 * @user_data: data for @func
 * @destroy: (nullable): called with @user_data when it is not needed any more
 *
 * Watches what is executed. The function must not add or remove watches.
 *
 * Returns: a number for strata_qtest_remove_watch(), not 0
 */
guint
strata_qtest_add_watch (StrataQtest *self, StrataQtestFunc func, gpointer user_data,
                        GDestroyNotify destroy)
{
  Watch watch;

  g_return_val_if_fail (STRATA_IS_QTEST (self), 0);
  g_return_val_if_fail (func != NULL, 0);

  watch = (Watch) { ++self->last_id, func, user_data, destroy };
  g_array_append_val (self->watches, watch);
  return watch.id;
}

/**
 * strata_qtest_remove_watch: (skip)
 * @self: an executor
 * @id: the number that strata_qtest_add_watch() gave
 *
 * Stops watching.
 */
void
strata_qtest_remove_watch (StrataQtest *self, guint id)
{
  g_return_if_fail (STRATA_IS_QTEST (self));

  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch watch = g_array_index (self->watches, Watch, i);

      if (watch.id != id)
        continue;
      g_array_remove_index (self->watches, i);
      if (watch.destroy != NULL)
        watch.destroy (watch.user_data);
      return;
    }
  g_return_if_reached ();
}
