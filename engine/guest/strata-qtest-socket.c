/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-qtest-socket.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "memory/strata-i18n-private.h"

struct _StrataQtestSocket
{
  GObject parent_instance;

  char *path;
  GSocket *socket; /* NULL once a client is there */
  gboolean is_bound;
  GStatBuf file; /* what was made, so that nothing else is removed */
};

G_DEFINE_FINAL_TYPE (StrataQtestSocket, strata_qtest_socket, G_TYPE_OBJECT)

static void
strata_qtest_socket_dispose (GObject *object)
{
  strata_qtest_socket_close (STRATA_QTEST_SOCKET (object));

  G_OBJECT_CLASS (strata_qtest_socket_parent_class)->dispose (object);
}

static void
strata_qtest_socket_finalize (GObject *object)
{
  g_free (STRATA_QTEST_SOCKET (object)->path);

  G_OBJECT_CLASS (strata_qtest_socket_parent_class)->finalize (object);
}

static void
strata_qtest_socket_class_init (StrataQtestSocketClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = strata_qtest_socket_dispose;
  object_class->finalize = strata_qtest_socket_finalize;
}

static void
strata_qtest_socket_init (StrataQtestSocket *self G_GNUC_UNUSED)
{
}

/* The address of a path; NULL with an error if it is too long for one. */
static GSocketAddress *
make_address (const char *path, GError **error)
{
  struct sockaddr_un address;

  if (strlen (path) > 0 && strlen (path) < sizeof address.sun_path)
    return g_unix_socket_address_new (path);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
               _ ("%s: the path of a socket has 1 to %d bytes"), path,
               (int) sizeof address.sun_path - 1);
  return NULL;
}

static gboolean
open_socket (StrataQtestSocket *self, GError **error)
{
  g_autoptr (GSocketAddress) address = make_address (self->path, error);
  g_autoptr (GError) reason = NULL;

  if (address == NULL)
    return FALSE;
  self->socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM,
                               G_SOCKET_PROTOCOL_DEFAULT, &reason);
  /* The file gets the mode that the socket has when it is bound: at no time can others open it. */
  if (self->socket != NULL && fchmod (g_socket_get_fd (self->socket), 0600) == 0
      && g_socket_bind (self->socket, address, FALSE, &reason))
    {
      self->is_bound = g_lstat (self->path, &self->file) == 0;
      g_socket_set_listen_backlog (self->socket, 1);
      if (g_socket_listen (self->socket, &reason))
        return TRUE;
    }
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("%s: exists already"), self->path);
  else
    g_set_error (error, G_IO_ERROR, reason != NULL ? reason->code : G_IO_ERROR_FAILED, "%s: %s",
                 self->path, reason != NULL ? reason->message : _ ("no socket"));
  return FALSE;
}

/**
 * strata_qtest_socket_new:
 * @path: where no file is yet
 * @error: where to put an error
 *
 * Makes a Unix socket that waits for one client, and that only its owner can open.
 *
 * Returns: (transfer full): the socket, or %NULL with an error of %G_IO_ERROR, which is
 *   %G_IO_ERROR_EXISTS if there is a file
 */
StrataQtestSocket *
strata_qtest_socket_new (const char *path, GError **error)
{
  g_autoptr (StrataQtestSocket) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (STRATA_TYPE_QTEST_SOCKET, NULL);
  self->path = g_strdup (path);
  return open_socket (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * strata_qtest_socket_get_path:
 * @self: a socket
 *
 * Gets the path.
 *
 * Returns: where it is
 */
const char *
strata_qtest_socket_get_path (StrataQtestSocket *self)
{
  g_return_val_if_fail (STRATA_IS_QTEST_SOCKET (self), NULL);

  return self->path;
}

/**
 * strata_qtest_socket_accept:
 * @self: a socket that was not accepted from yet
 * @cancellable: (nullable): to stop it
 * @error: where to put an error
 *
 * Waits for the client. There is only one: others are refused from then on.
 *
 * Returns: (transfer full): the connection, or %NULL with an error of %G_IO_ERROR
 */
GIOStream *
strata_qtest_socket_accept (StrataQtestSocket *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocket) client = NULL;

  g_return_val_if_fail (STRATA_IS_QTEST_SOCKET (self), NULL);
  g_return_val_if_fail (self->socket != NULL, NULL);

  client = g_socket_accept (self->socket, cancellable, error);
  if (client == NULL)
    return NULL;
  g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  return G_IO_STREAM (g_socket_connection_factory_create_connection (client));
}

/**
 * strata_qtest_socket_close:
 * @self: a socket
 *
 * Stops waiting and removes the file. The connection to a client stays.
 */
void
strata_qtest_socket_close (StrataQtestSocket *self)
{
  GStatBuf now;

  g_return_if_fail (STRATA_IS_QTEST_SOCKET (self));

  if (self->socket != NULL)
    g_socket_close (self->socket, NULL);
  g_clear_object (&self->socket);
  if (self->is_bound && g_lstat (self->path, &now) == 0 && now.st_dev == self->file.st_dev
      && now.st_ino == self->file.st_ino)
    g_unlink (self->path);
  self->is_bound = FALSE;
}

/**
 * strata_qtest_socket_connect:
 * @path: a Unix socket on which a program listens
 * @cancellable: (nullable): to stop it
 * @error: where to put an error
 *
 * Connects to a program that listens itself.
 *
 * Returns: (transfer full): the connection, or %NULL with an error of %G_IO_ERROR
 */
GIOStream *
strata_qtest_socket_connect (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocketClient) client = NULL;
  GSocketConnection *connection;

  g_return_val_if_fail (path != NULL, NULL);

  address = make_address (path, error);
  if (address == NULL)
    return NULL;
  client = g_socket_client_new ();
  g_socket_client_set_enable_proxy (client, FALSE);
  connection
    = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), cancellable, error);
  if (connection == NULL)
    {
      g_prefix_error (error, "%s: ", path);
      return NULL;
    }
  return G_IO_STREAM (connection);
}
