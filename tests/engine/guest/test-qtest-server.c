/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Sessions over streams and sockets. */

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "guest/strata-qtest-server.h"
#include "guest/strata-qtest-socket.h"
#include "qtest-fixture.h"

static StrataQtest *
new_qtest (void)
{
  g_autoptr (StrataBoard) board = qtest_fixture_new_board (STRATA_LITTLE_ENDIAN);

  return strata_qtest_new (board);
}

/* Serves a text, and returns the answers. */
static char *
serve (const char *text, gsize length)
{
  g_autoptr (StrataQtest) qtest = new_qtest ();
  g_autoptr (GInputStream) input
    = g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  g_assert_true (strata_qtest_serve (qtest, input, output, NULL, &error));
  g_assert_no_error (error);
  g_output_stream_write_all (output, "", 1, NULL, NULL, NULL);
  g_output_stream_close (output, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (output));
}

static void
test_streams (void)
{
  static const struct
  {
    const char *text, *answers;
  } table[] = {
    { "", "" },
    { "\n\n# x\n", "" },
    { "endianness\n", "OK little\n" },
    { "endianness", "OK little\n" }, /* the last line may have no end */
    { "writeb 0 7\r\n\r\nreadb 0\r\n", "OK\nOK 0x0000000000000007\n" },
    { "x\ny\n", "FAIL Unknown command 'x'\nFAIL Unknown command 'y'\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *answers = serve (table[i].text, strlen (table[i].text));

      g_assert_cmpstr (answers, ==, table[i].answers);
    }
}

/* More than the buffers hold, with a long line among short ones. */
static void
test_many_lines (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autofree char *answers = NULL;

  for (guint i = 0; i < 20000; i++)
    {
      g_string_append_printf (text, "writel 0x100 %u\nreadl 0x100\n", i);
      g_string_append_printf (expected, "OK\nOK 0x%016x\n", i);
      if (i == 7000)
        {
          g_string_append (text, "write 0 0x80000 0x");
          for (guint n = 0; n < 0x80000; n++)
            g_string_append (text, "a5");
          g_string_append (text, "\nreadb 0x7ffff\n");
          g_string_append (expected, "OK\nOK 0x00000000000000a5\n");
        }
    }
  answers = serve (text->str, text->len);
  g_assert_cmpstr (answers, ==, expected->str);
}

/* A line that is too long is refused as a whole, and the next one is not. */
static void
test_endless_line (void)
{
  g_autoptr (GString) text = g_string_new ("readb ");
  g_autofree char *answers = NULL;

  g_string_set_size (text, 2 * 64 * 1024 * 1024 + 200000);
  memset (text->str + 6, '1', text->len - 6);
  g_string_append (text, "\nendianness\n");
  answers = serve (text->str, text->len);
  g_assert_cmpstr (answers, ==, "FAIL line of more than 134218752 bytes\nOK little\n");
}

/* {{{ Pipes and sockets */

typedef struct
{
  StrataQtest *qtest;
  GInputStream *input;
  GOutputStream *output;
  GCancellable *cancellable;
  GError *error;
} Session;

static gpointer
session_thread (gpointer user_data)
{
  Session *session = user_data;

  strata_qtest_serve (session->qtest, session->input, session->output, session->cancellable,
                      &session->error);
  return NULL;
}

static void
make_pair (GSocketConnection **ours, GSocketConnection **theirs)
{
  int fds[2];
  g_autoptr (GSocket) a = NULL;
  g_autoptr (GSocket) b = NULL;

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  a = g_socket_new_from_fd (fds[0], NULL);
  b = g_socket_new_from_fd (fds[1], NULL);
  *ours = g_socket_connection_factory_create_connection (a);
  *theirs = g_socket_connection_factory_create_connection (b);
}

/* One command at a time: each is answered without more input. */
static void
test_ping_pong (void)
{
  g_autoptr (GSocketConnection) ours = NULL;
  g_autoptr (GSocketConnection) theirs = NULL;
  g_autoptr (GDataInputStream) answers = NULL;
  g_autoptr (StrataQtest) qtest = new_qtest ();
  Session session = { .qtest = qtest };
  GOutputStream *commands;
  GThread *thread;

  make_pair (&ours, &theirs);
  session.input = g_io_stream_get_input_stream (G_IO_STREAM (theirs));
  session.output = g_io_stream_get_output_stream (G_IO_STREAM (theirs));
  thread = g_thread_new ("session", session_thread, &session);
  commands = g_io_stream_get_output_stream (G_IO_STREAM (ours));
  answers = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (ours)));
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *line = NULL;

      g_assert_true (g_output_stream_write_all (commands, "endianness\n", 11, NULL, NULL, NULL));
      line = g_data_input_stream_read_line (answers, NULL, NULL, NULL);
      g_assert_cmpstr (line, ==, "OK little");
    }
  g_assert_true (g_socket_shutdown (g_socket_connection_get_socket (ours), FALSE, TRUE, NULL));
  g_thread_join (thread);
  g_assert_no_error (session.error);
}

#define N_BLIND 200000
#define ANSWER "OK 0x0000000000000000\n"

/* A client that sends everything before it reads anything is served, not waited for. */
static void
play_blindly (Session *session, GOutputStream *commands, GInputStream *answers, GSocket *socket)
{
  GThread *thread = g_thread_new ("session", session_thread, session);
  gsize length = N_BLIND * strlen (ANSWER);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *found = g_malloc (length + 1);
  gsize n_read;

  for (guint i = 0; i < N_BLIND; i++)
    g_string_append (text, "readb 0x10\n");
  g_assert_true (g_output_stream_write_all (commands, text->str, text->len, NULL, NULL, NULL));
  g_assert_true (g_input_stream_read_all (answers, found, length, &n_read, NULL, NULL));
  g_assert_cmpuint (n_read, ==, length);
  for (guint i = 0; i < N_BLIND; i++)
    g_assert_cmpmem (found + i * strlen (ANSWER), strlen (ANSWER), ANSWER, strlen (ANSWER));
  if (socket != NULL)
    g_assert_true (g_socket_shutdown (socket, FALSE, TRUE, NULL));
  else
    g_assert_true (g_output_stream_close (commands, NULL, NULL));
  g_thread_join (thread);
  g_assert_no_error (session->error);
}

static void
test_blind_socket (void)
{
  g_autoptr (GSocketConnection) ours = NULL;
  g_autoptr (GSocketConnection) theirs = NULL;
  g_autoptr (StrataQtest) qtest = new_qtest ();
  Session session = { .qtest = qtest };
  GOutputStream *commands;

  make_pair (&ours, &theirs);
  session.input = g_io_stream_get_input_stream (G_IO_STREAM (theirs));
  session.output = g_io_stream_get_output_stream (G_IO_STREAM (theirs));
  commands = g_io_stream_get_output_stream (G_IO_STREAM (ours));
  play_blindly (&session, commands, g_io_stream_get_input_stream (G_IO_STREAM (ours)),
                g_socket_connection_get_socket (ours));
}

static void
test_blind_pipes (void)
{
  int commands_fds[2], answers_fds[2];
  g_autoptr (StrataQtest) qtest = new_qtest ();
  g_autoptr (GInputStream) input = NULL;
  g_autoptr (GInputStream) answers = NULL;
  g_autoptr (GOutputStream) output = NULL;
  g_autoptr (GOutputStream) commands = NULL;
  Session session = { .qtest = qtest };

  g_assert_cmpint (pipe (commands_fds), ==, 0);
  g_assert_cmpint (pipe (answers_fds), ==, 0);
  session.input = input = g_unix_input_stream_new (commands_fds[0], TRUE);
  session.output = output = g_unix_output_stream_new (answers_fds[1], TRUE);
  commands = g_unix_output_stream_new (commands_fds[1], TRUE);
  answers = g_unix_input_stream_new (answers_fds[0], TRUE);
  play_blindly (&session, commands, answers, NULL);
}

/* A client that goes away with answers unread: its commands are executed all the same. */
static void
test_client_goes_away (void)
{
  g_autoptr (GSocketConnection) ours = NULL;
  g_autoptr (GSocketConnection) theirs = NULL;
  g_autoptr (StrataQtest) qtest = new_qtest ();
  g_autoptr (GError) error = NULL;
  const char *text = "readb 0\nreadb 0\nwriteb 0x10 0x77\n";

  make_pair (&ours, &theirs);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (ours)),
                                            text, strlen (text), NULL, NULL, NULL));
  g_assert_true (g_io_stream_close (G_IO_STREAM (ours), NULL, NULL));
  g_assert_true (strata_qtest_serve (
    qtest, g_io_stream_get_input_stream (G_IO_STREAM (theirs)),
    g_io_stream_get_output_stream (G_IO_STREAM (theirs)), NULL, &error));
  g_assert_no_error (error);
  qtest_fixture_check (qtest, "readb 0x10", "OK 0x0000000000000077\n");
}

static void
test_cancel (void)
{
  g_autoptr (GSocketConnection) ours = NULL;
  g_autoptr (GSocketConnection) theirs = NULL;
  g_autoptr (StrataQtest) qtest = new_qtest ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Session session = { .qtest = qtest, .cancellable = cancellable };
  GThread *thread;

  make_pair (&ours, &theirs);
  session.input = g_io_stream_get_input_stream (G_IO_STREAM (theirs));
  session.output = g_io_stream_get_output_stream (G_IO_STREAM (theirs));
  thread = g_thread_new ("session", session_thread, &session);
  g_cancellable_cancel (cancellable);
  g_thread_join (thread);
  g_assert_error (session.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&session.error);
}

static char *
make_path (char **folder)
{
  *folder = g_dir_make_tmp ("strata-XXXXXX", NULL);
  return g_build_filename (*folder, "socket", NULL);
}

static void
test_socket (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = make_path (&folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataQtestSocket) socket = strata_qtest_socket_new (path, &error);
  g_autoptr (GIOStream) ours = NULL;
  g_autoptr (GIOStream) theirs = NULL;
  g_autoptr (GIOStream) late = NULL;
  GStatBuf file;

  g_assert_no_error (error);
  g_assert_cmpstr (strata_qtest_socket_get_path (socket), ==, path);
  g_assert_cmpint (g_lstat (path, &file), ==, 0);
  g_assert_cmpuint (file.st_mode, ==, S_IFSOCK | 0600);

  g_assert_null (strata_qtest_socket_new (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_true (g_str_has_suffix (error->message, "/socket: exists already"));
  g_clear_error (&error);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  ours = strata_qtest_socket_connect (path, NULL, &error);
  g_assert_no_error (error);
  theirs = strata_qtest_socket_accept (socket, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (ours), "x", 1, NULL,
                                            NULL, NULL));

  late = strata_qtest_socket_connect (path, NULL, &error);
  g_assert_null (late);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);

  strata_qtest_socket_close (socket);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Only the file that was made is removed. */
static void
test_other_file (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = make_path (&folder);
  g_autoptr (StrataQtestSocket) socket = strata_qtest_socket_new (path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  strata_qtest_socket_close (socket);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_null (strata_qtest_socket_new (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_bad_paths (void)
{
  g_autofree char *wide = g_strnfill (200, 'x');
  const char *paths[] = { "", wide, "/no/such/folder/socket" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) connect_error = NULL;

      g_assert_null (strata_qtest_socket_new (paths[i], &error));
      g_assert_true (error->domain == G_IO_ERROR);
      g_assert_null (strata_qtest_socket_connect (paths[i], NULL, &connect_error));
      g_assert_true (connect_error->domain == G_IO_ERROR);
    }
}

/* }}} */

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/qtest-server/streams", test_streams);
  g_test_add_func ("/strata/qtest-server/many-lines", test_many_lines);
  g_test_add_func ("/strata/qtest-server/endless-line", test_endless_line);
  g_test_add_func ("/strata/qtest-server/ping-pong", test_ping_pong);
  g_test_add_func ("/strata/qtest-server/blind-socket", test_blind_socket);
  g_test_add_func ("/strata/qtest-server/blind-pipes", test_blind_pipes);
  g_test_add_func ("/strata/qtest-server/client-goes-away", test_client_goes_away);
  g_test_add_func ("/strata/qtest-server/cancel", test_cancel);
  g_test_add_func ("/strata/qtest-server/socket", test_socket);
  g_test_add_func ("/strata/qtest-server/other-file", test_other_file);
  g_test_add_func ("/strata/qtest-server/bad-paths", test_bad_paths);
  return g_test_run ();
}
