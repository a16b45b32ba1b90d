/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-qtest-server.h"

#include <string.h>

#include "strata-qtest-command-private.h"
#include "strata-qtest-output-private.h"

/* What is asked for at once. */
#define CHUNK (64 * 1024)

/* The most bytes of a command, and its name and numbers. */
#define LINE_MAX_LENGTH (2 * STRATA_QTEST_DATA_MAX + 1024)

/* How many answers may wait for a client that only writes. */
#define BACKLOG_MAX (64 * 1024 * 1024)

typedef struct
{
  StrataQtest *qtest;
  GInputStream *input;
  GPollableInputStream *pollable; /* NULL if it cannot be waited for */
  StrataQtestOutput output;
  GCancellable *cancellable;

  char *buffer;
  gsize size;
  gsize start;   /* of what is not executed yet */
  gsize scanned; /* no line ends before here */
  gsize end;
  gboolean is_skipping; /* the rest of a line that is too long */
} Session;

static gboolean
session_is_too_long (Session *self, gsize length)
{
  if (length <= LINE_MAX_LENGTH)
    return FALSE;
  if (!self->is_skipping)
    g_string_append_printf (self->output.pending, "FAIL line of more than %d bytes\n",
                            LINE_MAX_LENGTH);
  self->is_skipping = TRUE;
  return TRUE;
}

static void
session_execute (Session *self, const char *line, gsize length)
{
  if (!self->is_skipping && !session_is_too_long (self, length))
    strata_qtest_append (self->qtest, line, length, self->output.pending);
  self->is_skipping = FALSE;
}

/* Executes all lines that are complete. */
static gboolean
session_drain (Session *self, GError **error)
{
  char *newline;

  while ((newline = memchr (self->buffer + self->scanned, '\n', self->end - self->scanned)) != NULL)
    {
      const char *line = self->buffer + self->start;

      session_execute (self, line, (gsize) (newline - line));
      self->start = self->scanned = (gsize) (newline + 1 - self->buffer);
      if (strata_qtest_output_get_left (&self->output) >= CHUNK
          && !strata_qtest_output_flush (&self->output, FALSE, self->cancellable, error))
        return FALSE;
      if (strata_qtest_output_get_left (&self->output) >= BACKLOG_MAX
          && !strata_qtest_output_flush (&self->output, TRUE, self->cancellable, error))
        return FALSE;
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
    }
  self->scanned = self->end;
  return TRUE;
}

/* Makes room for a chunk. */
static void
session_make_room (Session *self)
{
  if (self->is_skipping || session_is_too_long (self, self->end - self->start))
    self->start = self->end;
  if (self->start > 0)
    memmove (self->buffer, self->buffer + self->start, self->end - self->start);
  self->end -= self->start;
  self->start = 0;
  self->scanned = self->end;
  if (self->size - self->end >= CHUNK && self->size <= 2 * MAX (self->end, CHUNK))
    return;
  /* Both when it grows, and when a long line is gone. */
  self->size = 2 * MAX (self->end, CHUNK);
  self->buffer = g_realloc (self->buffer, self->size);
}

static gboolean
ready_cb (GObject *stream G_GNUC_UNUSED, gpointer user_data G_GNUC_UNUSED)
{
  return G_SOURCE_CONTINUE;
}

static void
attach (GSource *source, GMainContext *context)
{
  g_source_set_callback (source, G_SOURCE_FUNC (ready_cb), NULL, NULL);
  g_source_attach (source, context);
  g_source_unref (source);
}

/* A client may write all its commands before it reads the first answer: so answers that it does not
 * take yet must not keep us from reading. Waits for something to read, and writes meanwhile. */
static gboolean
session_wait (Session *self, GError **error)
{
  g_autoptr (GMainContext) context = NULL;

  if (self->pollable == NULL || self->output.pollable == NULL)
    return strata_qtest_output_flush (&self->output, TRUE, self->cancellable, error);
  if (!strata_qtest_output_flush (&self->output, FALSE, self->cancellable, error))
    return FALSE;
  if (strata_qtest_output_get_left (&self->output) == 0)
    return TRUE;

  context = g_main_context_new ();
  attach (g_pollable_input_stream_create_source (self->pollable, self->cancellable), context);
  attach (g_pollable_output_stream_create_source (self->output.pollable, self->cancellable),
          context);
  while (strata_qtest_output_get_left (&self->output) > 0
         && !g_pollable_input_stream_is_readable (self->pollable))
    {
      g_main_context_iteration (context, TRUE);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || !strata_qtest_output_flush (&self->output, FALSE, self->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* Reads a chunk; 0 at the end, -1 for an error. A client that is gone has ended its input. */
static gssize
session_fill (Session *self, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gssize n;

  session_make_room (self);
  n = g_input_stream_read (self->input, self->buffer + self->end, self->size - self->end,
                           self->cancellable, &reason);
  if (n > 0)
    self->end += (gsize) n;
  else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    n = 0;
  else if (n < 0)
    g_propagate_error (error, g_steal_pointer (&reason));
  return n;
}

static gboolean
session_run (Session *self, GError **error)
{
  gssize n;

  while ((n = session_fill (self, error)) > 0)
    {
      if (!session_drain (self, error))
        return FALSE;
      strata_qtest_park (self->qtest);
      if (!session_wait (self, error))
        return FALSE;
    }
  if (n < 0)
    return FALSE;
  if (self->end > self->start)
    session_execute (self, self->buffer + self->start, self->end - self->start);
  return strata_qtest_output_flush (&self->output, TRUE, self->cancellable, error);
}

/**
 * strata_qtest_serve:
 * @self: an executor
 * @input: where the commands come from
 * @output: where the answers go
 * @cancellable: (nullable): to stop it
 * @error: where to put an error
 *
 * Executes the lines of a stream until its end. Answers are written when no more commands are
 * waiting, so that a client that sends many at once is served fast, and one that sends one at a
 * time need not wait. A client that goes away without reading is no error: its commands are
 * executed.
 *
 * It can run in a thread of its own; nobody else uses @self meanwhile.
 *
 * Returns: %TRUE at the end of the input, %FALSE with an error of %G_IO_ERROR
 */
gboolean
strata_qtest_serve (StrataQtest *self, GInputStream *input, GOutputStream *output,
                    GCancellable *cancellable, GError **error)
{
  Session session = { .qtest = self, .input = input, .cancellable = cancellable };
  gboolean served;

  g_return_val_if_fail (STRATA_IS_QTEST (self), FALSE);
  g_return_val_if_fail (G_IS_INPUT_STREAM (input), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (output), FALSE);

  if (G_IS_POLLABLE_INPUT_STREAM (input)
      && g_pollable_input_stream_can_poll (G_POLLABLE_INPUT_STREAM (input)))
    session.pollable = G_POLLABLE_INPUT_STREAM (input);
  strata_qtest_output_init (&session.output, output);
  served = session_run (&session, error);
  strata_qtest_park (self);
  strata_qtest_output_clear (&session.output);
  g_free (session.buffer);
  return served;
}
