/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-dry-commit.h"
#include "memory/strata-rendering.h"
#include "strata-board.h"
#include "strata-edit.h"

G_BEGIN_DECLS

STRATA_PUBLIC
StrataEdit *strata_board_edit (StrataBoard *self, StrataEdit *edit, GError **error);
STRATA_PUBLIC
StrataDryCommit *strata_board_try (StrataBoard *self, StrataEdit *edit, GError **error);
STRATA_PUBLIC
StrataDryCommit *strata_board_try_space (StrataBoard *self, StrataEdit *edit,
                                         StrataAddressSpace *space, StrataRendering **rendering,
                                         GError **error);
STRATA_PUBLIC
GHashTable *strata_board_list_new_names (StrataBoard *self, StrataEdit *edit);
STRATA_PUBLIC
gboolean strata_board_check_edit (StrataBoard *self, StrataRegion *region, StrataEditKind kind,
                                  GError **error);
STRATA_PUBLIC
StrataEdit *strata_board_make_duplicate (StrataBoard *self, StrataRegion *region, char **id,
                                         GError **error);

G_END_DECLS
