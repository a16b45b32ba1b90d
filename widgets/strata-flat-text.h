/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "strata-space-model.h"

G_BEGIN_DECLS

/**
 * StrataFlatTextFormat:
 * @STRATA_FLAT_TEXT_PLAIN: columns in line, for a terminal or a mail
 * @STRATA_FLAT_TEXT_MARKDOWN: a table in Markdown
 * @STRATA_FLAT_TEXT_MTREE: as QEMU's `info mtree -f` writes it
 *
 * How a flat view is written.
 */
typedef enum
{
  STRATA_FLAT_TEXT_PLAIN,
  STRATA_FLAT_TEXT_MARKDOWN,
  STRATA_FLAT_TEXT_MTREE,
} StrataFlatTextFormat;

char *strata_flat_text_write (StrataSpaceModel *model, StrataFlatTextFormat format);

G_END_DECLS
