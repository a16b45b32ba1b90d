/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "board/strata-board.h"
#include "strata-progress.h"

G_BEGIN_DECLS

/* A board from anything: an existing file, else a built-in board's name; by content */
STRATA_PUBLIC
StrataBoard *strata_formats_load (const char *name, const char *hints_path,
                                  StrataProgressFunc progress, gpointer progress_data,
                                  GCancellable *cancellable, GError **error);
STRATA_PUBLIC
StrataBoard *strata_formats_load_builtin (const char *name, StrataProgressFunc progress,
                                          gpointer progress_data, GCancellable *cancellable,
                                          GError **error);
STRATA_PUBLIC
StrataBoard *strata_formats_load_text (const char *text, gssize length, const char *file,
                                       const char *directory, const char *hints,
                                       gssize hints_length, const char *hints_file,
                                       StrataProgressFunc progress, gpointer progress_data,
                                       GCancellable *cancellable, GError **error);

/* The boards that are compiled in */
STRATA_PUBLIC
char **strata_formats_list_builtin (void);
STRATA_PUBLIC
const char *strata_formats_get_builtin_summary (const char *name);

G_END_DECLS
