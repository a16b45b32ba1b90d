/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-board-error.h"
#include "strata-key-group-private.h"

G_BEGIN_DECLS

void strata_board_error_set (GError **error, StrataBoardError code, const char *file,
                             StrataKeyGroup *group, const char *key, const char *format, ...)
  G_GNUC_PRINTF (6, 7);
void strata_board_error_move (GError **error, GError *cause, StrataBoardError code,
                              const char *file, StrataKeyGroup *group, const char *key);

G_END_DECLS
