/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-value-private.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "memory/strata-macros-private.h"
#include "strata-board-error.h"

#define QUOTED_MAX 48 /* characters of a value that a message repeats */

/* in the order of their power of 1024 */
static const char *const units[] = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };

/* Sets an error that repeats a value and says what is wrong with it. Returns %FALSE. */
gboolean
strata_value_refuse (GError **error, const char *text, const char *reason)
{
  g_autofree char *quoted = strata_value_quote (text);

  g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE,
               /* Translators: a value in quotation marks, and what is wrong with it */
               C_ ("value", "%s %s"), quoted, reason);
  return FALSE;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

static char *
dup_stripped (const char *text)
{
  gsize length;

  while (is_blank (*text))
    text++;
  length = strlen (text);
  while (length > 0 && is_blank (text[length - 1]))
    length--;
  return g_strndup (text, length);
}

/* Reads digits of a base with single underscores between them; stops where they end. A value above
 * 2^64 stays above it. */
static gboolean
read_digits (const char **cursor, guint base, StrataInt128 *value)
{
  const char *p = *cursor;

  *value = 0;
  if (!g_ascii_isxdigit (*p))
    return FALSE;
  for (;; p++)
    {
      int digit;

      if (*p == '_' && p > *cursor && p[-1] != '_')
        continue;
      digit = base == 16 ? g_ascii_xdigit_value (*p) : g_ascii_digit_value (*p);
      if (digit < 0)
        break;
      if (*value <= STRATA_INT128_2_64)
        *value = *value * base + digit;
    }
  if (p == *cursor || p[-1] == '_')
    return FALSE;
  *cursor = p;
  return TRUE;
}

static gboolean
read_unit (const char *text, guint *shift)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (text, units[i]) == 0)
      {
        *shift = 10 * i;
        return TRUE;
      }
  return FALSE;
}

/* Any magnitude up to 2^64; `expressive` allows units and powers of two. */
static gboolean
parse_magnitude (const char *text, gboolean expressive, StrataInt128 *value, GError **error)
{
  g_autofree char *stripped = dup_stripped (text);
  const char *p = stripped;
  guint base = 10;
  guint shift;

  if (*p == '\0')
    return strata_value_refuse (error, text, _ ("is empty: a number is expected"));
  if (*p == '-')
    return strata_value_refuse (error, text, _ ("is negative"));
  if (p[0] == '0' && (p[1] == 'x' || p[1] == 'X'))
    {
      base = 16;
      p += 2;
    }
  if (!read_digits (&p, base, value))
    return strata_value_refuse (error, text,
                                expressive
                                  ? _ ("is not a number: write 0x1000, 4096, 4 KiB or 2^12")
                                  : _ ("is not a number: write 4096 or 0x1000"));
  if (expressive && *p == '^' && base == 10 && *value == 2)
    {
      StrataInt128 exponent;

      p++;
      if (!g_ascii_isdigit (*p) || !read_digits (&p, 10, &exponent) || *p != '\0')
        return strata_value_refuse (error, text, _ ("is not a power of two: write 2^0 to 2^64"));
      if (exponent > 64)
        return strata_value_refuse (error, text, _ ("is larger than 2^64"));
      *value = (StrataInt128) 1 << (guint) exponent;
      return TRUE;
    }
  if (*value > STRATA_INT128_2_64)
    return strata_value_refuse (error, text, _ ("is larger than 2^64"));
  while (expressive && is_blank (*p))
    p++;
  if (*p == '\0')
    return TRUE;
  if (!expressive)
    return strata_value_refuse (error, text, _ ("is not a number: write 4096 or 0x1000"));
  if (*p == '#')
    return strata_value_refuse (
        error, text,
        _ ("has a comment behind it: comments stand on lines of their own"));
  if (!read_unit (p, &shift))
    return strata_value_refuse (error, text,
                                _ ("has no known unit: write B, KiB, MiB, GiB, TiB, PiB or EiB"));
  if (*value > STRATA_INT128_2_64 >> shift)
    return strata_value_refuse (error, text, _ ("is larger than 2^64"));
  *value <<= shift;
  return TRUE;
}

/**
 * strata_value_parse_number:
 * @text: what was written
 * @number: (out): the number
 * @error: where to put an error
 *
 * Reads a plain number, decimal or with `0x` hexadecimal, from 0 to 2^64-1. An underscore may stand
 * between two digits.
 *
 * Returns: %TRUE, or %FALSE with %STRATA_BOARD_ERROR_VALUE
 */
gboolean
strata_value_parse_number (const char *text, guint64 *number, GError **error)
{
  StrataInt128 value;

  g_return_val_if_fail (text != NULL && number != NULL, FALSE);

  if (!parse_magnitude (text, FALSE, &value, error))
    return FALSE;
  if (value == STRATA_INT128_2_64)
    return strata_value_refuse (error, text, _ ("is larger than 2^64-1"));
  *number = (guint64) value;
  return TRUE;
}

/**
 * strata_value_parse_address:
 * @text: what was written
 * @address: (out): the address, or an offset
 * @error: where to put an error
 *
 * Reads an address or offset from 0 to 2^64-1: a plain number, one with a unit (`4 KiB`), or a
 * power of two (`2^32`).
 *
 * Returns: %TRUE, or %FALSE with %STRATA_BOARD_ERROR_VALUE
 */
gboolean
strata_value_parse_address (const char *text, guint64 *address, GError **error)
{
  StrataInt128 value;

  g_return_val_if_fail (text != NULL && address != NULL, FALSE);

  if (!parse_magnitude (text, TRUE, &value, error))
    return FALSE;
  if (value == STRATA_INT128_2_64)
    return strata_value_refuse (error, text, _ ("is past the last address, 2^64-1"));
  *address = (guint64) value;
  return TRUE;
}

/**
 * strata_value_parse_size:
 * @text: what was written
 * @size: (out): the size in bytes; %STRATA_SIZE_MAX is 2^64
 * @error: where to put an error
 *
 * Reads a size from 0 to 2^64, written like an address. The size 2^64-1 cannot be expressed and is
 * an error.
 *
 * Returns: %TRUE, or %FALSE with %STRATA_BOARD_ERROR_VALUE
 */
gboolean
strata_value_parse_size (const char *text, guint64 *size, GError **error)
{
  StrataInt128 value;

  g_return_val_if_fail (text != NULL && size != NULL, FALSE);

  if (!parse_magnitude (text, TRUE, &value, error))
    return FALSE;
  if (value == STRATA_INT128_2_64)
    {
      *size = STRATA_SIZE_MAX;
      return TRUE;
    }
  if (value == STRATA_INT128_2_64 - 1)
    return strata_value_refuse (
        error, text,
        _ ("is a size that no region can have; a whole address space is 2^64"));
  *size = (guint64) value;
  return TRUE;
}

/**
 * strata_value_parse_range:
 * @text: what was written
 * @range: (out): the range
 * @error: where to put an error
 *
 * Reads a range of offsets, `OFFSET+SIZE`, as `0x10+16`.
 *
 * Returns: %TRUE, or %FALSE with %STRATA_BOARD_ERROR_VALUE
 */
gboolean
strata_value_parse_range (const char *text, StrataRange *range, GError **error)
{
  g_autofree char *stripped = NULL;
  char *plus;
  guint64 first, size;

  g_return_val_if_fail (text != NULL && range != NULL, FALSE);

  stripped = dup_stripped (text);
  plus = strchr (stripped, '+');
  if (plus == NULL)
    return strata_value_refuse (error, stripped,
                                _ ("is not a range: write OFFSET+SIZE, as in 0x10+0x20"));
  *plus = '\0';
  if (!strata_value_parse_address (stripped, &first, error)
      || !strata_value_parse_size (plus + 1, &size, error))
    return FALSE;
  if (size == 0)
    return strata_value_refuse (error, plus + 1, _ ("is the size of no range"));
  if (size == STRATA_SIZE_MAX ? first > 0 : first + (size - 1) < first)
    return strata_value_refuse (error, plus + 1, _ ("is a size that reaches past 2^64-1"));
  *range = (StrataRange) { first, size == STRATA_SIZE_MAX ? G_MAXUINT64 : first + (size - 1) };
  return TRUE;
}

/**
 * strata_value_parse_priority:
 * @text: what was written
 * @priority: (out): the priority
 * @error: where to put an error
 *
 * Reads a signed decimal number of 32 bits.
 *
 * Returns: %TRUE, or %FALSE with %STRATA_BOARD_ERROR_VALUE
 */
gboolean
strata_value_parse_priority (const char *text, gint *priority, GError **error)
{
  g_autofree char *stripped = NULL;
  const char *p;
  StrataInt128 value;
  gboolean negative;

  g_return_val_if_fail (text != NULL && priority != NULL, FALSE);

  stripped = dup_stripped (text);
  negative = *stripped == '-';
  p = stripped + (negative || *stripped == '+' ? 1 : 0);
  if (!g_ascii_isdigit (*p) || !read_digits (&p, 10, &value) || *p != '\0')
    return strata_value_refuse (error, text,
                                _ ("is not a priority: write a whole number such as 1 or -1000"));
  if (value > (StrataInt128) G_MAXINT + (negative ? 1 : 0))
    return strata_value_refuse (
        error, text,
        _ ("is not a priority: it must lie between -2147483648 and 2147483647"));
  *priority = (gint) (negative ? -value : value);
  return TRUE;
}

/**
 * strata_value_parse_boolean:
 * @text: what was written
 * @boolean: (out): the truth
 * @error: where to put an error
 *
 * Reads `true` or `false`; `1` and `0` will do.
 *
 * Returns: %TRUE, or %FALSE with %STRATA_BOARD_ERROR_VALUE
 */
gboolean
strata_value_parse_boolean (const char *text, gboolean *boolean, GError **error)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (text != NULL && boolean != NULL, FALSE);

  stripped = dup_stripped (text);
  if (strcmp (stripped, "true") == 0 || strcmp (stripped, "1") == 0)
    *boolean = TRUE;
  else if (strcmp (stripped, "false") == 0 || strcmp (stripped, "0") == 0)
    *boolean = FALSE;
  else
    return strata_value_refuse (error, text, _ ("is neither true nor false"));
  return TRUE;
}

/**
 * strata_value_parse_kind:
 * @text: what was written
 * @kind: (out): the kind
 * @error: where to put an error
 *
 * Reads the word for a kind of region, as strata_region_kind_get_nick() gives it.
 *
 * Returns: %TRUE, or %FALSE with %STRATA_BOARD_ERROR_VALUE
 */
gboolean
strata_value_parse_kind (const char *text, StrataRegionKind *kind, GError **error)
{
  g_autofree char *stripped = NULL;

  g_return_val_if_fail (text != NULL && kind != NULL, FALSE);

  stripped = dup_stripped (text);
  for (StrataRegionKind k = STRATA_REGION_CONTAINER; k <= STRATA_REGION_RESERVED; k++)
    if (strcmp (stripped, strata_region_kind_get_nick (k)) == 0)
      {
        *kind = k;
        return TRUE;
      }
  return strata_value_refuse (
      error, text,
      _ ("is not a kind: write container, mmio, ram, ram-device, rom, rom-device, alias, "
         "iommu or reserved"));
}

/**
 * strata_value_parse_string:
 * @text: what was written
 * @error: where to put an error
 *
 * Resolves the escapes of free text: `\s` blank, `\t`, `\n`, `\r` and `\\`.
 *
 * Returns: (transfer full): the text that is meant, or %NULL with %STRATA_BOARD_ERROR_VALUE
 */
char *
strata_value_parse_string (const char *text, GError **error)
{
  static const char letters[] = "stnr\\";
  static const char meanings[] = " \t\n\r\\";
  GString *string;

  g_return_val_if_fail (text != NULL, NULL);

  string = g_string_new (NULL);
  for (const char *p = text; *p != '\0'; p++)
    {
      const char *letter;

      if (*p != '\\')
        {
          g_string_append_c (string, *p);
          continue;
        }
      p++;
      letter = *p == '\0' ? NULL : strchr (letters, *p);
      if (letter == NULL)
        {
          g_string_free (string, TRUE);
          strata_value_refuse (error, text,
                               _ ("has a backslash that means nothing: write \\\\ for one"));
          return NULL;
        }
      g_string_append_c (string, meanings[letter - letters]);
    }
  return g_string_free (string, FALSE);
}

/**
 * strata_value_format_address:
 * @address: an address or offset
 *
 * Writes an address for people.
 *
 * Returns: (transfer full): how to write it, lower-case hexadecimal with `0x`
 */
char *
strata_value_format_address (guint64 address)
{
  return g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", address);
}

/**
 * strata_value_format_size:
 * @size: a size in bytes; %STRATA_SIZE_MAX is 2^64
 *
 * Writes a size for people.
 *
 * Returns: (transfer full): how to write it: `2^64`, `128 MiB` where that is exact and short, else
 *   hexadecimal
 */
char *
strata_value_format_size (guint64 size)
{
  if (size == STRATA_SIZE_MAX)
    return g_strdup ("2^64");
  for (gsize i = G_N_ELEMENTS (units) - 1; i > 0; i--)
    {
      guint64 unit = G_GUINT64_CONSTANT (1) << (10 * i);

      if (size >= unit && size % unit == 0 && size / unit < 10000)
        return g_strdup_printf ("%" G_GUINT64_FORMAT " %s", size / unit, units[i]);
    }
  return g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", size);
}

/**
 * strata_value_format_range:
 * @range: a range of offsets
 *
 * Writes a stretch of addresses for people.
 *
 * Returns: (transfer full): it, as strata_value_parse_range() reads it. 2^64-1 bytes are no size:
 *   they are written as two ranges, with `;` between
 */
char *
strata_value_format_range (const StrataRange *range)
{
  guint64 less; /* one less than its size */
  g_autofree char *size = NULL;

  g_return_val_if_fail (range != NULL, NULL);

  less = range->last - range->first;
  if (less + 1 == STRATA_SIZE_MAX)
    {
      size = strata_value_format_size (less);
      return g_strdup_printf ("0x%" G_GINT64_MODIFIER "x+1;0x%" G_GINT64_MODIFIER "x+%s",
                              range->first, range->first + 1, size);
    }
  size = strata_value_format_size (less == G_MAXUINT64 ? STRATA_SIZE_MAX : less + 1);
  return g_strdup_printf ("0x%" G_GINT64_MODIFIER "x+%s", range->first, size);
}

/**
 * strata_value_format_string:
 * @string: any text
 *
 * Writes a string so that it fits into a line of a board file.
 *
 * Returns: (transfer full): how to write it in one line, blanks at its ends escaped
 */
char *
strata_value_format_string (const char *string)
{
  GString *text;
  gsize length;

  g_return_val_if_fail (string != NULL, NULL);

  text = g_string_new (NULL);
  length = strlen (string);
  for (gsize i = 0; i < length; i++)
    switch (string[i])
      {
      case '\\':
        g_string_append (text, "\\\\");
        break;
      case '\n':
        g_string_append (text, "\\n");
        break;
      case '\r':
        g_string_append (text, "\\r");
        break;
      case '\t':
        g_string_append (text, "\\t");
        break;
      case ' ':
        g_string_append (text, i == 0 || i == length - 1 ? "\\s" : " ");
        break;
      default:
        g_string_append_c (text, string[i]);
      }
  return g_string_free (text, FALSE);
}

/**
 * strata_value_quote:
 * @text: any text, also a hostile one
 *
 * Puts a text into quotation marks for a message: one line, printable, and cut where it is long.
 *
 * Returns: (transfer full): the quoted text
 */
char *
strata_value_quote (const char *text)
{
  g_autofree char *valid = NULL;
  GString *quoted;
  guint n = 0;

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, strnlen (text, QUOTED_MAX * 6));
  quoted = g_string_new ("“");
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (n == QUOTED_MAX)
        {
          g_string_append (quoted, "…");
          break;
        }
      if (g_unichar_isprint (c))
        g_string_append_unichar (quoted, c);
      else
        g_string_append_printf (quoted, "\\u%04x", c);
    }
  g_string_append (quoted, "”");
  return g_string_free (quoted, FALSE);
}
