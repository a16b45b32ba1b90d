/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean strata_atomic_file_write (const char *path, const char *contents, gsize length,
                                   GError **error);

G_END_DECLS
