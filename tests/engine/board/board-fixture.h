/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "board/strata-board-edit.h"

/* What tests of edits share: boards from text, and what is compared before and after */
StrataBoard *board_fixture_load (const char *text);
char *board_fixture_dup_flat (StrataBoard *board);
void board_fixture_check_reload (StrataBoard *board);
void board_fixture_check_state (StrataBoard *board, const char *text, const char *flat);
StrataEdit *board_fixture_edit (StrataBoard *board, StrataEdit *edit);
