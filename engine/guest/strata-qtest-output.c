/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-qtest-output-private.h"

/* A pipe that can be written to at all has room for this. */
#define PIECE 4096

/* A larger buffer is not kept. */
#define KEPT (1024 * 1024)

void
strata_qtest_output_init (StrataQtestOutput *self, GOutputStream *stream)
{
  *self = (StrataQtestOutput) { .stream = stream, .pending = g_string_new (NULL) };
  if (G_IS_POLLABLE_OUTPUT_STREAM (stream)
      && g_pollable_output_stream_can_poll (G_POLLABLE_OUTPUT_STREAM (stream)))
    self->pollable = G_POLLABLE_OUTPUT_STREAM (stream);
}

void
strata_qtest_output_clear (StrataQtestOutput *self)
{
  g_string_free (self->pending, TRUE);
}

static gssize
write_piece (StrataQtestOutput *self, gboolean wait, GCancellable *cancellable, GError **error)
{
  const char *bytes = self->pending->str + self->done;
  gsize left = strata_qtest_output_get_left (self);

  if (wait || self->pollable == NULL)
    return g_output_stream_write (self->stream, bytes, left, cancellable, error);
  return g_pollable_output_stream_write_nonblocking (self->pollable, bytes, MIN (left, PIECE),
                                                     cancellable, error);
}

static void
forget_written (StrataQtestOutput *self)
{
  if (strata_qtest_output_get_left (self) > 0)
    return;
  if (self->pending->allocated_len > KEPT)
    {
      g_string_free (self->pending, TRUE);
      self->pending = g_string_new (NULL);
    }
  g_string_truncate (self->pending, 0);
  self->done = 0;
}

gboolean
strata_qtest_output_flush (StrataQtestOutput *self, gboolean wait, GCancellable *cancellable,
                           GError **error)
{
  while (strata_qtest_output_get_left (self) > 0)
    {
      g_autoptr (GError) reason = NULL;
      gssize n = self->is_broken ? (gssize) strata_qtest_output_get_left (self)
                                 : write_piece (self, wait, cancellable, &reason);

      if (n >= 0)
        self->done += (gsize) n;
      else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
        return TRUE;
      else if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE)
               || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
        self->is_broken = TRUE;
      else
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
    }
  forget_written (self);
  return TRUE;
}
