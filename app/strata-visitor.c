/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-visitor.h"

#include <glib/gi18n.h>

#include "guest/strata-qtest-server.h"
#include "guest/strata-qtest-socket.h"

/*
 * A door to a board: other programs drive it over a Unix socket, one after the other, in a thread
 * of their own.
 */
struct _StrataVisitor
{
  GObject parent_instance;

  StrataBoard *board;
  StrataConsole *console;
  char *path;
  GCancellable *cancellable;
  GThread *thread;
  StrataQtestSocket *socket; /* the first; handed to the thread */
};

G_DEFINE_FINAL_TYPE (StrataVisitor, strata_visitor, G_TYPE_OBJECT)

static void
serve (StrataVisitor *self,
       GIOStream     *connection)
{
  g_autoptr (StrataQtest) qtest = strata_qtest_new (self->board);
  g_autoptr (GError) error = NULL;

  strata_console_push (self->console, STRATA_CONSOLE_KIND_NOTICE,
                       _("A program has connected to the socket"), NULL);
  strata_console_watch (self->console, qtest);
  if (strata_qtest_serve (qtest, g_io_stream_get_input_stream (connection),
                          g_io_stream_get_output_stream (connection), self->cancellable, &error))
    strata_console_push (self->console, STRATA_CONSOLE_KIND_NOTICE,
                         _("The program has left the socket"), NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    strata_console_push (self->console, STRATA_CONSOLE_KIND_NOTICE, error->message, NULL);
  strata_qtest_park (qtest);
  g_io_stream_close (connection, NULL, NULL);
}

static gpointer
receive (gpointer user_data)
{
  StrataVisitor *self = user_data;
  g_autoptr (StrataQtestSocket) socket = g_steal_pointer (&self->socket);
  g_autoptr (GError) error = NULL;

  while (socket != NULL)
    {
      g_autoptr (GIOStream) connection = strata_qtest_socket_accept (socket, self->cancellable,
                                                                     &error);

      strata_qtest_socket_close (socket);
      g_clear_object (&socket);
      if (connection == NULL)
        break;
      serve (self, connection);
      if (!g_cancellable_is_cancelled (self->cancellable))
        socket = strata_qtest_socket_new (self->path, &error);
    }
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    strata_console_push (self->console, STRATA_CONSOLE_KIND_NOTICE, error->message, NULL);

  return NULL;
}

static void
strata_visitor_dispose (GObject *object)
{
  StrataVisitor *self = STRATA_VISITOR (object);

  strata_visitor_end (self);
  g_clear_object (&self->board);
  g_clear_object (&self->console);

  G_OBJECT_CLASS (strata_visitor_parent_class)->dispose (object);
}

static void
strata_visitor_finalize (GObject *object)
{
  StrataVisitor *self = STRATA_VISITOR (object);

  g_clear_object (&self->socket);
  g_clear_object (&self->cancellable);
  g_free (self->path);

  G_OBJECT_CLASS (strata_visitor_parent_class)->finalize (object);
}

static void
strata_visitor_class_init (StrataVisitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = strata_visitor_dispose;
  object_class->finalize = strata_visitor_finalize;
}

static void
strata_visitor_init (StrataVisitor *self)
{
  self->cancellable = g_cancellable_new ();
}

/*
 * A socket of this program and this board, where only the user can reach it. In the sandbox of a
 * Flatpak that is the one folder of the session that programs outside it see at the same path.
 */
static char *
make_path (void)
{
  const char *sandboxed = g_getenv ("FLATPAK_ID");
  g_autofree char *number = g_uuid_string_random ();
  g_autofree char *name = g_strdup_printf ("strata-%.8s.qtest", number);

  if (sandboxed != NULL)
    return g_build_filename (g_get_user_runtime_dir (), "app", sandboxed, name, NULL);

  return g_build_filename (g_get_user_runtime_dir (), name, NULL);
}

/**
 * strata_visitor_new:
 * @board: a board
 * @console: where commands are shown that come in
 * @error: return location for an error
 *
 * Opens a socket on which other programs of the same user can drive the board.
 *
 * Returns: (transfer full): the visitor, or %NULL with an error of %G_IO_ERROR
 */
StrataVisitor *
strata_visitor_new (StrataBoard    *board,
                    StrataConsole  *console,
                    GError        **error)
{
  g_autofree char *path = make_path ();
  g_autoptr (StrataQtestSocket) socket = NULL;
  StrataVisitor *self;

  g_return_val_if_fail (STRATA_IS_BOARD (board), NULL);
  g_return_val_if_fail (STRATA_IS_CONSOLE (console), NULL);

  socket = strata_qtest_socket_new (path, error);
  if (socket == NULL)
    return NULL;

  self = g_object_new (STRATA_TYPE_VISITOR, NULL);
  self->board = g_object_ref (board);
  self->console = g_object_ref (console);
  self->path = g_steal_pointer (&path);
  self->socket = g_steal_pointer (&socket);
  self->thread = g_thread_new ("visitor", receive, self);

  return self;
}

/**
 * strata_visitor_get_path:
 * @self: a visitor
 *
 * Returns: where the socket is
 */
const char *
strata_visitor_get_path (StrataVisitor *self)
{
  g_return_val_if_fail (STRATA_IS_VISITOR (self), NULL);

  return self->path;
}

/**
 * strata_visitor_end:
 * @self: a visitor
 *
 * Closes the socket; whoever is connected is sent away.
 */
void
strata_visitor_end (StrataVisitor *self)
{
  g_return_if_fail (STRATA_IS_VISITOR (self));

  g_cancellable_cancel (self->cancellable);
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
}
