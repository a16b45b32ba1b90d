/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "memory/strata-macros.h"

G_BEGIN_DECLS

#define STRATA_TYPE_QTEST_SOCKET (strata_qtest_socket_get_type ())

/**
 * StrataQtestSocket:
 *
 * A Unix socket on which other programs send qtest commands to a board.
 */
STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataQtestSocket, strata_qtest_socket, STRATA, QTEST_SOCKET, GObject)

STRATA_PUBLIC
StrataQtestSocket *strata_qtest_socket_new (const char *path, GError **error);
STRATA_PUBLIC
const char *strata_qtest_socket_get_path (StrataQtestSocket *self);
STRATA_PUBLIC
GIOStream *strata_qtest_socket_accept (StrataQtestSocket *self, GCancellable *cancellable,
                                       GError **error);
STRATA_PUBLIC
void strata_qtest_socket_close (StrataQtestSocket *self);
STRATA_PUBLIC
GIOStream *strata_qtest_socket_connect (const char *path, GCancellable *cancellable,
                                        GError **error);

G_END_DECLS
