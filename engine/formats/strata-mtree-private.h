/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "board/strata-board.h"
#include "strata-load-monitor-private.h"

G_BEGIN_DECLS

StrataBoard *strata_mtree_load (const char *text, gsize length, const char *file,
                                const char *hints, gsize hints_length, const char *hints_file,
                                gboolean with_notes, StrataLoadMonitor *monitor, GError **error);

G_END_DECLS
