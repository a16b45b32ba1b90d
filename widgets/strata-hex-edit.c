/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-edit.h"

/**
 * strata_hex_edit_init:
 * @self: (out caller-allocates): an edit
 *
 * Begins with nothing typed.
 */
void
strata_hex_edit_init (StrataHexEdit *self)
{
  *self = (StrataHexEdit) { .bytes = g_byte_array_new () };
}

/**
 * strata_hex_edit_clear:
 * @self: an edit
 *
 * Frees what it holds.
 */
void
strata_hex_edit_clear (StrataHexEdit *self)
{
  g_clear_pointer (&self->bytes, g_byte_array_unref);
}

/**
 * strata_hex_edit_is_empty:
 * @self: an edit
 *
 * Returns: whether nothing waits
 */
gboolean
strata_hex_edit_is_empty (const StrataHexEdit *self)
{
  return self->bytes->len == 0;
}

/* Another place, or another way of typing, begins anew. */
static void
begin (StrataHexEdit *self,
       guint64        address,
       guint          unit,
       gboolean       big_endian,
       gboolean       is_number)
{
  if (self->bytes->len > 0 && self->is_number == is_number && self->unit == unit &&
      self->big_endian == big_endian)
    return;

  strata_hex_edit_drop (self);
  self->address = address;
  self->unit = unit;
  self->big_endian = big_endian;
  self->is_number = is_number;
}

static guint64
get_value (const StrataHexEdit *self,
           guint                first,
           guint                size)
{
  guint64 value = 0;

  for (guint i = 0; i < size; i++)
    value |= (guint64) self->bytes->data[first + i] <<
             (8 * (self->big_endian ? size - 1 - i : i));

  return value;
}

static void
set_value (StrataHexEdit *self,
           guint          first,
           guint          size,
           guint64        value)
{
  for (guint i = 0; i < size; i++)
    self->bytes->data[first + i] = (guint8) (value >> (8 * (self->big_endian ? size - 1 - i : i)));
}

/**
 * strata_hex_edit_type_digit:
 * @self: an edit
 * @address: where a new edit begins: the address of a unit
 * @unit: how many bytes it has
 * @big_endian: the byte order of its value
 * @digit: 0 to 15
 *
 * Types a digit of the value of a unit. When it is full, the next unit follows.
 */
void
strata_hex_edit_type_digit (StrataHexEdit *self,
                            guint64        address,
                            guint          unit,
                            gboolean       big_endian,
                            guint          digit)
{
  guint first;

  begin (self, address, unit, big_endian, TRUE);
  if (self->bytes->len == 0 || self->n_digits == 2 * unit)
    {
      g_byte_array_set_size (self->bytes, self->bytes->len + unit);
      set_value (self, self->bytes->len - unit, unit, 0);
      self->n_digits = 0;
    }
  first = self->bytes->len - unit;
  set_value (self, first, unit, get_value (self, first, unit) << 4 | digit);
  self->n_digits++;
}

/**
 * strata_hex_edit_type_byte:
 * @self: an edit
 * @address: where a new edit begins
 * @unit: how many bytes are written at once
 * @big_endian: the byte order of values
 * @byte: a character
 *
 * Types a byte of a text.
 */
void
strata_hex_edit_type_byte (StrataHexEdit *self,
                           guint64        address,
                           guint          unit,
                           gboolean       big_endian,
                           guint8         byte)
{
  begin (self, address, unit, big_endian, FALSE);
  g_byte_array_append (self->bytes, &byte, 1);
}

/**
 * strata_hex_edit_set_bytes:
 * @self: an edit
 * @address: where to begin
 * @unit: how many bytes are written at once
 * @big_endian: the byte order of values
 * @bytes: (array length=n): the bytes
 * @n: how many
 *
 * Lets bytes wait in place of what was typed.
 */
void
strata_hex_edit_set_bytes (StrataHexEdit *self,
                           guint64        address,
                           guint          unit,
                           gboolean       big_endian,
                           const guint8  *bytes,
                           guint          n)
{
  strata_hex_edit_drop (self);
  begin (self, address, unit, big_endian, FALSE);
  g_byte_array_append (self->bytes, bytes, n);
}

/**
 * strata_hex_edit_erase:
 * @self: an edit
 *
 * Takes back what was typed last.
 */
void
strata_hex_edit_erase (StrataHexEdit *self)
{
  guint first;

  if (self->bytes->len == 0)
    return;

  if (!self->is_number)
    {
      g_byte_array_set_size (self->bytes, self->bytes->len - 1);
      return;
    }

  first = self->bytes->len - self->unit;
  set_value (self, first, self->unit, get_value (self, first, self->unit) >> 4);
  if (--self->n_digits > 0)
    return;
  g_byte_array_set_size (self->bytes, first);
  self->n_digits = 2 * self->unit;
}

/**
 * strata_hex_edit_drop:
 * @self: an edit
 *
 * Forgets what was typed.
 */
void
strata_hex_edit_drop (StrataHexEdit *self)
{
  g_byte_array_set_size (self->bytes, 0);
  self->n_digits = 0;
}

/**
 * strata_hex_edit_get_next:
 * @self: an edit
 *
 * Returns: the address of what is typed at the moment, or is typed next
 */
guint64
strata_hex_edit_get_next (const StrataHexEdit *self)
{
  if (self->bytes->len == 0)
    return self->address;
  if (self->is_number)
    return self->address + (self->bytes->len - self->unit);

  return self->address + self->bytes->len;
}

/**
 * strata_hex_edit_get_write:
 * @self: an edit
 * @done: how many bytes are written already
 * @value: (out): the value to write next
 *
 * Says what is written next: a unit, or less where one would not be aligned or there are not so
 * many bytes.
 *
 * Returns: how many bytes that is; 0 if all is done
 */
guint
strata_hex_edit_get_write (const StrataHexEdit *self,
                           guint                done,
                           guint64             *value)
{
  guint left = self->bytes->len - done;
  guint size = self->unit;

  if (left == 0)
    return 0;
  while (size > left || (self->address + done) % size != 0)
    size /= 2;
  *value = get_value (self, done, size);

  return size;
}

/**
 * strata_hex_edit_count_writes:
 * @self: an edit
 *
 * Returns: how many writes it is
 */
guint
strata_hex_edit_count_writes (const StrataHexEdit *self)
{
  guint64 value;
  guint n = 0;

  for (guint done = 0, size; (size = strata_hex_edit_get_write (self, done, &value)) > 0;
       done += size)
    n++;

  return n;
}

/**
 * strata_hex_edit_mark:
 * @self: an edit
 * @first: the address of the first cell
 * @cells: (array length=n): cells
 * @n: how many
 *
 * Shows in cells what waits.
 */
void
strata_hex_edit_mark (const StrataHexEdit *self,
                      guint64              first,
                      StrataHexCell       *cells,
                      gsize                n)
{
  for (guint i = 0; i < self->bytes->len; i++)
    {
      guint64 index = self->address + i - first;

      if (index >= n || cells[index].state == STRATA_HEX_OUTSIDE)
        continue;
      cells[index].is_pending = TRUE;
      cells[index].pending = self->bytes->data[i];
    }
}
