/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-board-private.h"

G_BEGIN_DECLS

GPtrArray *strata_board_removal_remove (StrataBoard *board, StrataBoardEntry *entry,
                                        GError **error);
gboolean strata_board_removal_undo (StrataBoard *board, GPtrArray *regions, GError **error);

G_END_DECLS
