/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A script of qtest commands, and how far it has been played. */

#include "strata-qtest-script.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "strata-qtest-private.h"
#include "strata-qtest-samples-private.h"

#define TEXT_MAX (512 * 1024 * 1024)
#define SHOWN_MAX 200

struct _StrataQtestScript
{
  GObject parent_instance;

  char *name;
  GBytes *text;
  GArray *starts; /* of gsize: where each line starts, and one more for the end */

  guint next; /* the index of the line to play next */
  guint last; /* of the last command, from 1 on; 0 before it */
  GString *answer;
};

G_DEFINE_FINAL_TYPE (StrataQtestScript, strata_qtest_script, G_TYPE_OBJECT)

static void
strata_qtest_script_finalize (GObject *object)
{
  StrataQtestScript *self = STRATA_QTEST_SCRIPT (object);

  g_free (self->name);
  g_bytes_unref (self->text);
  g_array_unref (self->starts);
  g_string_free (self->answer, TRUE);

  G_OBJECT_CLASS (strata_qtest_script_parent_class)->finalize (object);
}

static void
strata_qtest_script_class_init (StrataQtestScriptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_qtest_script_finalize;
}

static void
strata_qtest_script_init (StrataQtestScript *self)
{
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->answer = g_string_new (NULL);
}

/* {{{ Making */

static void
find_lines (StrataQtestScript *self)
{
  gsize length;
  const char *text = g_bytes_get_data (self->text, &length);
  gsize start = 0;

  while (start < length)
    {
      const char *newline = memchr (text + start, '\n', length - start);

      g_array_append_val (self->starts, start);
      start = newline != NULL ? (gsize) (newline - text) + 1 : length;
    }
  g_array_append_val (self->starts, length);
}

static GBytes *
decompress (GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) compressed = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GConverter) converter
    = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (compressed, converter);
  g_autoptr (GByteArray) text = g_byte_array_new ();
  guint8 chunk[16 * 1024];
  gssize n;

  while ((n = g_input_stream_read (stream, chunk, sizeof chunk, NULL, error)) > 0
         && text->len <= TEXT_MAX)
    g_byte_array_append (text, chunk, (guint) n);
  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&text));
}

static gboolean
is_gzip (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return length >= 2 && data[0] == 0x1f && data[1] == 0x8b;
}

/**
 * strata_qtest_script_new:
 * @text: the script: a line for each command, with comments after `#`; may be compressed by gzip
 * @name: where it comes from, for messages
 * @error: where to put an error
 *
 * Makes a script. Lines that are no command are found when they are played.
 *
 * Returns: (transfer full): the script, or %NULL with an error of %G_IO_ERROR if it is too large
 *   or cannot be decompressed
 */
StrataQtestScript *
strata_qtest_script_new (GBytes *text, const char *name, GError **error)
{
  g_autoptr (GBytes) plain = NULL;
  StrataQtestScript *self;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  plain = is_gzip (text) ? decompress (text, error) : g_bytes_ref (text);
  if (plain == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  if (g_bytes_get_size (plain) > TEXT_MAX)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, _ ("%s: longer than %d MiB"), name,
                   TEXT_MAX / (1024 * 1024));
      return NULL;
    }
  self = g_object_new (STRATA_TYPE_QTEST_SCRIPT, NULL);
  self->name = g_strdup (name);
  self->text = g_steal_pointer (&plain);
  find_lines (self);
  return self;
}

/**
 * strata_qtest_script_load:
 * @file: a file with a script; may be compressed by gzip
 * @cancellable: (nullable): to stop it
 * @error: where to put an error
 *
 * Loads a script; see [ctor@Strata.QtestScript.new]. The sample scripts can be loaded too, see
 * strata_qtest_samples_lookup().
 *
 * Returns: (transfer full): the script, or %NULL with an error of %G_IO_ERROR
 */
StrataQtestScript *
strata_qtest_script_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) text = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  strata_qtest_samples_register ();
  name = g_file_get_parse_name (file);
  text = g_file_load_bytes (file, cancellable, NULL, error);
  if (text == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  return strata_qtest_script_new (text, name, error);
}

/* }}} */
/* {{{ Looking at it */

/**
 * strata_qtest_script_get_name:
 * @self: a script
 *
 * Gets the name.
 *
 * Returns: where it comes from
 */
const char *
strata_qtest_script_get_name (StrataQtestScript *self)
{
  g_return_val_if_fail (STRATA_IS_QTEST_SCRIPT (self), NULL);

  return self->name;
}

/**
 * strata_qtest_script_get_n_lines:
 * @self: a script
 *
 * Gets the number of lines.
 *
 * Returns: how many lines it has, comments and all
 */
guint
strata_qtest_script_get_n_lines (StrataQtestScript *self)
{
  g_return_val_if_fail (STRATA_IS_QTEST_SCRIPT (self), 0);

  return self->starts->len - 1;
}

/* A line without its end. */
static StrataQtestWord
get_line (StrataQtestScript *self, guint index)
{
  const char *text = g_bytes_get_data (self->text, NULL);
  gsize start = g_array_index (self->starts, gsize, index);
  gsize end = g_array_index (self->starts, gsize, index + 1);

  if (end > start && text[end - 1] == '\n')
    end--;
  return (StrataQtestWord) { text + start, end - start };
}

/**
 * strata_qtest_script_dup_line:
 * @self: a script
 * @line: the number of a line, from 1 on
 *
 * Gets a line by its number.
 *
 * Returns: (transfer full): the line, as far as it can be shown: a long one is cut
 */
char *
strata_qtest_script_dup_line (StrataQtestScript *self, guint line)
{
  StrataQtestWord word;
  g_autofree char *shown = NULL;

  g_return_val_if_fail (STRATA_IS_QTEST_SCRIPT (self), NULL);
  g_return_val_if_fail (line >= 1 && line <= strata_qtest_script_get_n_lines (self), NULL);

  word = get_line (self, line - 1);
  shown = g_utf8_make_valid (word.text, (gssize) MIN (word.length, SHOWN_MAX));
  return g_strconcat (shown, word.length > SHOWN_MAX ? "…" : NULL, NULL);
}

/**
 * strata_qtest_script_get_next_line:
 * @self: a script
 *
 * Gets the number of the next line.
 *
 * Returns: the number of the line that comes next, from 1 on; one past the last at the end
 */
guint
strata_qtest_script_get_next_line (StrataQtestScript *self)
{
  g_return_val_if_fail (STRATA_IS_QTEST_SCRIPT (self), 0);

  return self->next + 1;
}

/**
 * strata_qtest_script_get_line:
 * @self: a script
 *
 * Gets the number of the line that was played last.
 *
 * Returns: the number of the last line with a command that was played, from 1 on; 0 for none
 */
guint
strata_qtest_script_get_line (StrataQtestScript *self)
{
  g_return_val_if_fail (STRATA_IS_QTEST_SCRIPT (self), 0);

  return self->last;
}

/**
 * strata_qtest_script_get_answer:
 * @self: a script
 *
 * Gets the answer.
 *
 * Returns: the lines that answered it
 */
const char *
strata_qtest_script_get_answer (StrataQtestScript *self)
{
  g_return_val_if_fail (STRATA_IS_QTEST_SCRIPT (self), NULL);

  return self->answer->str;
}

/* }}} */
/* {{{ Playing */

/* What a comment foretells that a command reads: a word that begins with 0x. */
static StrataQtestWord
get_expected (const StrataQtestCommand *command)
{
  StrataQtestWord word = { NULL, 0 };

  if (!strata_qtest_command_is_read (command))
    return word;
  word = strata_qtest_first_word (command->comment);
  if (word.length < 3 || word.text[0] != '0' || (word.text[1] != 'x' && word.text[1] != 'X'))
    word.length = 0;
  return word;
}

/* The word behind `OK` in the last line of an answer. */
static StrataQtestWord
get_found (const char *answer)
{
  const char *ok = g_str_has_prefix (answer, "OK ") ? answer : g_strrstr (answer, "\nOK ");

  if (ok == NULL)
    return (StrataQtestWord) { NULL, 0 };
  ok = strchr (ok, ' ') + 1;
  return (StrataQtestWord) { ok, strcspn (ok, "\n") };
}

static gboolean
is_expected (const StrataQtestCommand *command, StrataQtestWord expected, const char *answer)
{
  StrataQtestWord found = get_found (answer);
  guint64 value, wanted;

  if (command->verb == STRATA_QTEST_READ)
    return found.length == expected.length
           && g_ascii_strncasecmp (found.text, expected.text, found.length) == 0;
  return !strata_qtest_parse_number (expected, &wanted)
         || (strata_qtest_parse_number (found, &value) && value == wanted);
}

static gboolean
has_failed (const char *answer)
{
  return g_str_has_prefix (answer, "FAIL") || strstr (answer, "\nFAIL") != NULL;
}

static StrataQtestStep
judge (StrataQtestScript *self, const StrataQtestCommand *command)
{
  StrataQtestWord expected = get_expected (command);

  if (has_failed (self->answer->str))
    return STRATA_QTEST_STEP_FAILED;
  if (expected.length > 0 && !is_expected (command, expected, self->answer->str))
    return STRATA_QTEST_STEP_UNEXPECTED;
  return STRATA_QTEST_STEP_OK;
}

/* Plays one line. */
static StrataQtestStep
play_line (StrataQtestScript *self, StrataQtest *qtest, gboolean *is_command)
{
  StrataQtestWord line = get_line (self, self->next++);
  StrataQtestStep step = STRATA_QTEST_STEP_OK;
  StrataQtestCommand command;

  strata_qtest_command_parse (&command, line.text, line.length);
  *is_command = command.verb != STRATA_QTEST_NOTHING;
  if (*is_command)
    {
      self->last = self->next;
      g_string_truncate (self->answer, 0);
      strata_qtest_execute_command (qtest, &command, line.text, line.length, self->answer);
      step = judge (self, &command);
    }
  strata_qtest_command_clear (&command);
  return step;
}

/**
 * strata_qtest_script_play:
 * @self: a script
 * @qtest: who executes it
 * @n_commands: how many commands to play at most; comments are passed over
 *
 * Plays commands from where it stands on, up to and with the first that fails or reads something
 * unexpected; one can go on behind it. What is expected stands in a comment behind the read, as
 * `# 0x1f`. Play one command to step, and as many as are done in the time there is to show the
 * progress.
 *
 * Returns: %STRATA_QTEST_STEP_OK if all went well, %STRATA_QTEST_STEP_END if the end was reached
 *   with fewer commands, else what came of the last command
 */
StrataQtestStep
strata_qtest_script_play (StrataQtestScript *self, StrataQtest *qtest, guint n_commands)
{
  StrataQtestStep step = STRATA_QTEST_STEP_OK;
  gboolean is_command;

  g_return_val_if_fail (STRATA_IS_QTEST_SCRIPT (self), STRATA_QTEST_STEP_END);
  g_return_val_if_fail (STRATA_IS_QTEST (qtest), STRATA_QTEST_STEP_END);

  while (n_commands > 0 && step == STRATA_QTEST_STEP_OK)
    {
      if (self->next == strata_qtest_script_get_n_lines (self))
        {
          step = STRATA_QTEST_STEP_END;
          break;
        }
      step = play_line (self, qtest, &is_command);
      n_commands -= is_command;
    }
  strata_qtest_park (qtest);
  return step;
}

/**
 * strata_qtest_script_rewind:
 * @self: a script
 *
 * Goes back to the first line. The board stays as it is.
 */
void
strata_qtest_script_rewind (StrataQtestScript *self)
{
  g_return_if_fail (STRATA_IS_QTEST_SCRIPT (self));

  self->next = 0;
  self->last = 0;
  g_string_truncate (self->answer, 0);
}

/**
 * strata_qtest_script_describe:
 * @self: a script
 * @step: what the last strata_qtest_script_play() returned
 *
 * Says what went wrong.
 *
 * Returns: (transfer full) (nullable): what was wrong with the last command, with the name of the
 *   script and the number of the line; %NULL if all went well
 */
char *
strata_qtest_script_describe (StrataQtestScript *self, StrataQtestStep step)
{
  StrataQtestCommand command;
  StrataQtestWord line, expected, found;
  char *text;

  g_return_val_if_fail (STRATA_IS_QTEST_SCRIPT (self), NULL);

  if (step != STRATA_QTEST_STEP_FAILED && step != STRATA_QTEST_STEP_UNEXPECTED)
    return NULL;
  g_return_val_if_fail (self->last > 0, NULL);
  if (step == STRATA_QTEST_STEP_FAILED)
    {
      g_autofree char *answer = g_strchomp (g_strdup (self->answer->str));

      return g_strdup_printf ("%s:%u: %s", self->name, self->last, answer);
    }
  line = get_line (self, self->last - 1);
  strata_qtest_command_parse (&command, line.text, line.length);
  expected = get_expected (&command);
  found = get_found (self->answer->str);
  text = g_strdup_printf (_ ("%s:%u: unexpected read: %.*s: %.*s, not %.*s"), self->name,
                          self->last, (int) MIN (command.text_length, SHOWN_MAX), line.text,
                          (int) MIN (found.length, SHOWN_MAX), found.text,
                          (int) MIN (expected.length, SHOWN_MAX), expected.text);
  strata_qtest_command_clear (&command);
  return text;
}

/* }}} */
