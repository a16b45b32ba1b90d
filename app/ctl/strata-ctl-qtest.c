/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <unistd.h>

#include "guest/strata-qtest-server.h"
#include "guest/strata-qtest-socket.h"
#include "strata-ctl-board.h"
#include "strata-ctl-command.h"
#include "strata-ctl-display.h"
#include "strata-ctl-error.h"
#include "strata-ctl-signals.h"

static gboolean
check_options (const StrataCtlOptions *options, GError **error)
{
  if (options->socket && options->connect)
    g_set_error_literal (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                         "--socket and --connect: only one can be given");
  else if (options->screendump && !strata_ctl_display_get_format (options->screendump))
    g_set_error (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                 "%s: its ending must be .ppm or .png", options->screendump);
  else if (g_str_equal (options->arguments[0], "-") && !options->socket && !options->connect)
    g_set_error_literal (error, STRATA_CTL_ERROR, STRATA_CTL_ERROR_USAGE,
                         "-: the commands come from standard input");
  else
    return TRUE;
  return FALSE;
}

static gboolean
serve_standard (StrataQtest *qtest, GError **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) output = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

  return strata_qtest_serve (qtest, input, output, NULL, error);
}

static gboolean
serve_stream (StrataQtest *qtest, GIOStream *stream, GCancellable *cancellable, GError **error)
{
  return stream && strata_qtest_serve (qtest, g_io_stream_get_input_stream (stream),
                                       g_io_stream_get_output_stream (stream), cancellable, error);
}

/* Whatever ends it, the file of the socket does not stay. */
static gboolean
serve_socket (StrataQtest *qtest, const char *path, GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (StrataCtlSignals) signals = strata_ctl_signals_new (cancellable);
  g_autoptr (StrataQtestSocket) socket = strata_qtest_socket_new (path, error);
  g_autoptr (GIOStream) stream = NULL;
  gboolean served;

  if (socket == NULL)
    return FALSE;
  stream = strata_qtest_socket_accept (socket, cancellable, error);
  served = serve_stream (qtest, stream, cancellable, error);
  strata_qtest_socket_close (socket);
  strata_ctl_signals_raise (signals);
  return served;
}

static gboolean
serve (StrataQtest *qtest, const StrataCtlOptions *options, GError **error)
{
  g_autoptr (GIOStream) stream = NULL;

  if (options->socket)
    return serve_socket (qtest, options->socket, error);
  if (!options->connect)
    return serve_standard (qtest, error);
  stream = strata_qtest_socket_connect (options->connect, NULL, error);
  return serve_stream (qtest, stream, NULL, error);
}

gboolean
strata_ctl_qtest (const StrataCtlOptions *options, GString *out G_GNUC_UNUSED,
                  int *status G_GNUC_UNUSED, GError **error)
{
  g_autoptr (StrataBoard) board = NULL;
  g_autoptr (StrataQtest) qtest = NULL;
  StrataDisplay *display = NULL;

  if (!check_options (options, error))
    return FALSE;
  board = strata_ctl_board_load (options, 0, error);
  if (board == NULL)
    return FALSE;
  if (options->screendump)
    {
      display = strata_ctl_display_find (board, options->arguments[0], error);
      if (display == NULL)
        return FALSE;
    }
  qtest = strata_qtest_new (board);
  return serve (qtest, options, error) &&
         (display == NULL || strata_ctl_display_dump (display, options->screendump, error));
}
