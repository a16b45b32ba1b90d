/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-load-monitor-private.h"

G_BEGIN_DECLS

gboolean strata_mtree_recognise (const char *text, gsize length);
StrataBoard *strata_mtree_load (const char *text, gsize length, const char *file,
                                const char *hints, gsize hints_length, const char *hints_file,
                                gboolean with_notes, StrataLoadMonitor *monitor, GError **error);

G_END_DECLS
