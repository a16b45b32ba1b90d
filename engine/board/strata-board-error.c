/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-board.h"

G_DEFINE_QUARK (strata-board-error-quark, strata_board_error)
