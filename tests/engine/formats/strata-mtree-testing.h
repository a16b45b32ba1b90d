/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata.h"

G_BEGIN_DECLS

char *strata_mtree_testing_read (const char *name);
GPtrArray *strata_mtree_testing_list_machines (void);
StrataBoard *strata_mtree_testing_load (const char *text, const char *hints);
char *strata_mtree_testing_sort_flat (const char *flat);
char *strata_mtree_testing_join_notes (StrataBoard *board);
void strata_mtree_testing_assert_error (const char *text, gssize length, const char *hints,
                                        const char *message);

G_END_DECLS
