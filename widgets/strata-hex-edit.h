/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "paint/strata-hex-page.h"

G_BEGIN_DECLS

/**
 * StrataHexEdit:
 *
 * What was typed and not written yet: bytes from an address on, which become writes of a chosen
 * size. Digits are those of a number, as in a calculator: what is typed last is its lowest digit.
 */
typedef struct
{
  guint64 address;
  guint unit;
  gboolean big_endian;
  GByteArray *bytes; /* as they will lie; empty if nothing was typed */
  guint n_digits;    /* of the last unit, while digits are typed */
  gboolean is_number;
} StrataHexEdit;

void strata_hex_edit_init (StrataHexEdit *self);
void strata_hex_edit_clear (StrataHexEdit *self);
gboolean strata_hex_edit_is_empty (const StrataHexEdit *self);

void strata_hex_edit_type_digit (StrataHexEdit *self, guint64 address, guint unit,
                                 gboolean big_endian, guint digit);
void strata_hex_edit_type_byte (StrataHexEdit *self, guint64 address, guint unit,
                                gboolean big_endian, guint8 byte);
void strata_hex_edit_set_bytes (StrataHexEdit *self, guint64 address, guint unit,
                                gboolean big_endian, const guint8 *bytes, guint n);
void strata_hex_edit_erase (StrataHexEdit *self);
void strata_hex_edit_drop (StrataHexEdit *self);

guint64 strata_hex_edit_get_next (const StrataHexEdit *self);
guint strata_hex_edit_get_write (const StrataHexEdit *self, guint done, guint64 *value);
guint strata_hex_edit_count_writes (const StrataHexEdit *self);
void strata_hex_edit_mark (const StrataHexEdit *self, guint64 first, StrataHexCell *cells,
                           gsize n);

G_END_DECLS
