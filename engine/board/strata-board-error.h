/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-macros.h"

G_BEGIN_DECLS

/**
 * StrataBoardError:
 * @STRATA_BOARD_ERROR_SYNTAX: the text cannot be understood
 * @STRATA_BOARD_ERROR_VALUE: a value is not what its key takes
 * @STRATA_BOARD_ERROR_REFERENCE: an id that does not exist, or exists twice
 * @STRATA_BOARD_ERROR_HIERARCHY: the regions cannot be put together so
 * @STRATA_BOARD_ERROR_VERSION: a format version that is not known
 * @STRATA_BOARD_ERROR_UNKNOWN: nothing of that name, or a content that is not recognised
 *
 * Why a board could not be made. The message names file, line, group, key and reason.
 */
typedef enum
{
  STRATA_BOARD_ERROR_SYNTAX,
  STRATA_BOARD_ERROR_VALUE,
  STRATA_BOARD_ERROR_REFERENCE,
  STRATA_BOARD_ERROR_HIERARCHY,
  STRATA_BOARD_ERROR_VERSION,
  STRATA_BOARD_ERROR_UNKNOWN,
} StrataBoardError;

#define STRATA_BOARD_ERROR (strata_board_error_quark ())

STRATA_PUBLIC
GQuark strata_board_error_quark (void);

G_END_DECLS
