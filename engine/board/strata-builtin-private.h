/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The files of data/boards, which are compiled in. */
char **strata_builtin_list_files (void);
GBytes *strata_builtin_lookup (const char *file);

G_END_DECLS
