/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "paint/strata-hex-page.h"
#include "strata.h"

G_BEGIN_DECLS

/**
 * StrataHexFormat:
 * @STRATA_HEX_FORMAT_HEX: digits of bytes, as in `0a ff`
 * @STRATA_HEX_FORMAT_C: an array of C
 * @STRATA_HEX_FORMAT_QTEST: a command of the qtest protocol that writes them
 *
 * How bytes are copied.
 */
typedef enum
{
  STRATA_HEX_FORMAT_HEX,
  STRATA_HEX_FORMAT_C,
  STRATA_HEX_FORMAT_QTEST,
} StrataHexFormat;

char *strata_hex_text_address (guint64 address);
char *strata_hex_text_state (const StrataHexCell *cell, gint64 now);
char *strata_hex_text_row (guint64 address, const StrataHexCell *cells, guint n, guint unit,
                           gboolean big_endian, GArray *stretches);
char *strata_hex_text_copy (StrataHexFormat format, guint64 address, const StrataHexCell *cells,
                            guint n, guint *n_unknown);
GByteArray *strata_hex_text_parse (const char *text);
char *strata_hex_text_result (StrataResult result);

G_END_DECLS
