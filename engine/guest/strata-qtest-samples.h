/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "memory/strata-macros.h"

G_BEGIN_DECLS

STRATA_PUBLIC
char **strata_qtest_samples_list (void);
STRATA_PUBLIC
GFile *strata_qtest_samples_lookup (const char *name);
STRATA_PUBLIC
char *strata_qtest_samples_get_summary (const char *name);

G_END_DECLS
