/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-qtest-recorder.h"

#include <string.h>

#include "strata-qtest-command-private.h"

struct _StrataQtestRecorder
{
  GObject parent_instance;

  GMutex mutex; /* sessions run in threads of their own */
  GString *text;
  guint n_lines;
};

G_DEFINE_FINAL_TYPE (StrataQtestRecorder, strata_qtest_recorder, G_TYPE_OBJECT)

static void
strata_qtest_recorder_finalize (GObject *object)
{
  StrataQtestRecorder *self = STRATA_QTEST_RECORDER (object);

  g_string_free (self->text, TRUE);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (strata_qtest_recorder_parent_class)->finalize (object);
}

static void
strata_qtest_recorder_class_init (StrataQtestRecorderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_qtest_recorder_finalize;
}

static void
strata_qtest_recorder_init (StrataQtestRecorder *self)
{
  g_mutex_init (&self->mutex);
  self->text = g_string_new (NULL);
}

/**
 * strata_qtest_recorder_new:
 *
 * Makes an empty record, which becomes a script.
 *
 * Returns: (transfer full): the record
 */
StrataQtestRecorder *
strata_qtest_recorder_new (void)
{
  return g_object_new (STRATA_TYPE_QTEST_RECORDER, NULL);
}

static void
record_cb (StrataQtest *qtest G_GNUC_UNUSED, const char *line, const char *answer,
           gpointer user_data)
{
  strata_qtest_recorder_add (user_data, line, answer);
}

/**
 * strata_qtest_recorder_watch:
 * @self: a record
 * @qtest: an executor
 *
 * Records all that is executed from now on; the executor holds the record.
 */
void
strata_qtest_recorder_watch (StrataQtestRecorder *self, StrataQtest *qtest)
{
  g_return_if_fail (STRATA_IS_QTEST_RECORDER (self));
  g_return_if_fail (STRATA_IS_QTEST (qtest));

  strata_qtest_add_watch (qtest, record_cb, g_object_ref (self), g_object_unref);
}

/* The answer as comments, but for its last line, which is given back. */
static const char *
add_interrupts (GString *text, const char *answer, guint *n_lines)
{
  const char *end;

  while (g_str_has_prefix (answer, "IRQ ") && (end = strchr (answer, '\n')) != NULL)
    {
      g_string_append_printf (text, "# %.*s\n", (int) (end - answer), answer);
      (*n_lines)++;
      answer = end + 1;
    }
  return answer;
}

static void
add_value (GString *text, const StrataQtestCommand *command, const char *found)
{
  StrataQtestWord word = { found, strcspn (found, "\n") };
  guint64 value;

  if (command->verb == STRATA_QTEST_READ)
    g_string_append_printf (text, " # %.*s", (int) word.length, word.text);
  else if (strata_qtest_parse_number (word, &value))
    g_string_append_printf (text, " # 0x%" G_GINT64_MODIFIER "x", value);
}

/**
 * strata_qtest_recorder_add:
 * @self: a record
 * @line: a line of the protocol, without its end
 * @answer: the lines that answered it
 *
 * Records a line. Behind a read comes what was read, as a comment, so that it is expected when the
 * record is played; what failed becomes a comment as a whole.
 */
void
strata_qtest_recorder_add (StrataQtestRecorder *self, const char *line, const char *answer)
{
  StrataQtestCommand command;
  const char *last;

  g_return_if_fail (STRATA_IS_QTEST_RECORDER (self));
  g_return_if_fail (line != NULL && answer != NULL);

  strata_qtest_command_parse (&command, line, strlen (line));
  g_mutex_lock (&self->mutex);
  last = add_interrupts (self->text, answer, &self->n_lines);
  if (g_str_has_prefix (last, "FAIL"))
    g_string_append_printf (self->text, "# %s: %.*s", line, (int) strcspn (last, "\n"), last);
  else if (g_str_has_prefix (last, "OK ") && strata_qtest_command_is_read (&command))
    {
      g_string_append_len (self->text, line, (gssize) command.text_length);
      add_value (self->text, &command, last + strlen ("OK "));
    }
  else
    g_string_append (self->text, line);
  g_string_append_c (self->text, '\n');
  self->n_lines++;
  g_mutex_unlock (&self->mutex);
  strata_qtest_command_clear (&command);
}

/**
 * strata_qtest_recorder_get_n_lines:
 * @self: a record
 *
 * Gets the number of lines.
 *
 * Returns: how many lines it has
 */
guint
strata_qtest_recorder_get_n_lines (StrataQtestRecorder *self)
{
  guint n_lines;

  g_return_val_if_fail (STRATA_IS_QTEST_RECORDER (self), 0);

  g_mutex_lock (&self->mutex);
  n_lines = self->n_lines;
  g_mutex_unlock (&self->mutex);
  return n_lines;
}

/**
 * strata_qtest_recorder_to_text:
 * @self: a record
 *
 * Writes a record as a script.
 *
 * Returns: (transfer full): the record as the text of a script
 */
char *
strata_qtest_recorder_to_text (StrataQtestRecorder *self)
{
  char *text;

  g_return_val_if_fail (STRATA_IS_QTEST_RECORDER (self), NULL);

  g_mutex_lock (&self->mutex);
  text = g_strdup (self->text->str);
  g_mutex_unlock (&self->mutex);
  return text;
}
