/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "board/strata-board.h"
#include "strata-ctl-options.h"

G_BEGIN_DECLS

StrataBoard *strata_ctl_board_load (const StrataCtlOptions *options, guint argument,
                                    GError **error);
StrataAddressSpace *strata_ctl_board_get_space (StrataBoard *board, const StrataCtlOptions *options,
                                                guint argument, GError **error);
gboolean strata_ctl_board_find_space (StrataBoard *board, const StrataCtlOptions *options,
                                      guint argument, StrataAddressSpace **space, GError **error);
GPtrArray *strata_ctl_board_list_roots (StrataBoard *board, StrataAddressSpace *only);
void strata_ctl_board_print_note (const char *file, guint line, const char *text);

G_END_DECLS
