/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define PER_LINE 8

/*
 * Bytes in words, for people, for assistive technology and for other programs.
 */

static gboolean
is_known (const StrataHexCell *cell)
{
  return cell->state == STRATA_HEX_LIVE || cell->state == STRATA_HEX_READ;
}

/**
 * strata_hex_text_address:
 * @address: an address
 *
 * Returns: (transfer full): its digits, in groups of four
 */
char *
strata_hex_text_address (guint64 address)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_MODIFIER "x", address);
  GString *text = g_string_new (NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && length > 8 && (length - i) % 4 == 0)
        g_string_append (text, "\342\200\257");
      g_string_append_c (text, digits[i]);
    }

  return g_string_free (text, FALSE);
}

static char *
describe_age (gint64 age)
{
  guint seconds = (guint) (age / G_USEC_PER_SEC);

  if (seconds < 1)
    return g_strdup (_("read just now"));
  if (seconds < 60)
    return g_strdup_printf (ngettext ("read %u second ago", "read %u seconds ago", seconds),
                            seconds);

  return g_strdup_printf (ngettext ("read %u minute ago", "read %u minutes ago", seconds / 60),
                          seconds / 60);
}

/**
 * strata_hex_text_state:
 * @cell: a byte
 * @now: the time of the monotonic clock
 *
 * Returns: (transfer full): what is known of it
 */
char *
strata_hex_text_state (const StrataHexCell *cell,
                       gint64               now)
{
  switch (cell->state)
    {
    case STRATA_HEX_LIVE:
      return g_strdup (_("live"));
    case STRATA_HEX_READ:
      return describe_age (now - cell->time);
    case STRATA_HEX_UNMAPPED:
      return g_strdup (_("unmapped: nobody answers"));
    case STRATA_HEX_REFUSED:
      return g_strdup (_("the read was refused"));
    case STRATA_HEX_FAILED:
      return g_strdup (_("the device failed to answer"));
    case STRATA_HEX_OUTSIDE:
      return g_strdup (_("past the end"));
    case STRATA_HEX_NOT_READ:
    default:
      return g_strdup (_("not read: a read may have side effects"));
    }
}

/* Whether all bytes of a unit are known, or all are pending */
static gboolean
is_number (const StrataHexCell *cells,
           guint                unit)
{
  for (guint i = 0; i < unit; i++)
    if (cells[i].is_pending != cells[0].is_pending ||
        (!cells[i].is_pending && !is_known (&cells[i])))
      return FALSE;

  return TRUE;
}

/* The digits as they are shown, the highest first */
static void
append_number (GString             *text,
               const StrataHexCell *cells,
               guint                unit,
               gboolean             big_endian)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (guint i = 0; i < unit; i++)
    {
      const StrataHexCell *cell = &cells[big_endian ? i : unit - 1 - i];

      g_string_append_printf (digits, "%02x", cell->is_pending ? cell->pending : cell->byte);
    }
  if (cells[0].is_pending)
    g_string_append_printf (text, _("pending %s"), digits->str);
  else
    g_string_append (text, digits->str);
}

static void
append_byte (GString             *text,
             const StrataHexCell *cell)
{
  static const char *const words[] = {
    [STRATA_HEX_NOT_READ] = N_("not-read"), [STRATA_HEX_UNMAPPED] = N_("unmapped"),
    [STRATA_HEX_REFUSED] = N_("refused"),   [STRATA_HEX_FAILED] = N_("failed"),
  };

  if (cell->is_pending)
    append_number (text, cell, 1, TRUE);
  else if (is_known (cell))
    g_string_append_printf (text, "%02x", cell->byte);
  else
    g_string_append (text, _(words[cell->state]));
}

/* What many bytes have in common is said once. */
static void
append_bytes (GString             *text,
              const StrataHexCell *cells,
              guint                n,
              guint                unit,
              gboolean             big_endian)
{
  for (guint i = 0, k; i < n; i = k)
    {
      g_string_append_c (text, i > 0 ? ' ' : ':');
      if (i == 0)
        g_string_append_c (text, ' ');
      if (i % unit == 0 && i + unit <= n && is_number (&cells[i], unit))
        {
          append_number (text, &cells[i], unit, big_endian);
          k = i + unit;
          continue;
        }
      append_byte (text, &cells[i]);
      k = i + 1;
      if (is_known (&cells[i]) || cells[i].is_pending)
        continue;
      while (k < n && cells[k].state == cells[i].state && !cells[k].is_pending)
        k++;
      if (k - i > 1)
        g_string_append_printf (text, " × %u", k - i);
    }
}

/**
 * strata_hex_text_row:
 * @address: the address of the first byte
 * @cells: (array length=n): the bytes
 * @n: how many
 * @unit: how many of them are shown as one number: 1, 2, 4 or 8; @address is a multiple of that
 * @big_endian: whether the first one of these is the highest
 * @stretches: (element-type StrataHexStretch): who answers
 *
 * Puts a row into words: address, numbers and regions.
 *
 * Returns: (transfer full): the words
 */
char *
strata_hex_text_row (guint64              address,
                     const StrataHexCell *cells,
                     guint                n,
                     guint                unit,
                     gboolean             big_endian,
                     GArray              *stretches)
{
  GString *text = g_string_new (NULL);
  guint n_names = 0;

  while (n > 0 && cells[n - 1].state == STRATA_HEX_OUTSIDE)
    n--;
  g_string_append_printf (text, "%" G_GINT64_MODIFIER "x", address);
  if (n == 0)
    return g_string_free (text, FALSE);

  append_bytes (text, cells, n, unit, big_endian);
  for (guint i = 0; i < stretches->len; i++)
    {
      const StrataHexStretch *stretch = &g_array_index (stretches, StrataHexStretch, i);

      if (stretch->name == NULL || stretch->last < address || stretch->first > address + (n - 1))
        continue;
      g_string_append_printf (text, "%s%s", n_names++ > 0 ? ", " : "; ", stretch->name);
    }

  return g_string_free (text, FALSE);
}

static void
append_array (GString             *text,
              guint64              address,
              const StrataHexCell *cells,
              guint                n)
{
  g_string_append_printf (text, "static const unsigned char at_%" G_GINT64_MODIFIER "x[%u] = {",
                          address, n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s0x%02x,", i % PER_LINE == 0 ? "\n  " : " ", cells[i].byte);
  g_string_append (text, "\n};\n");
}

/**
 * strata_hex_text_copy:
 * @format: how to write them
 * @address: the address of the first byte
 * @cells: (array length=n): the bytes
 * @n: how many
 * @n_unknown: (out): how many are not known
 *
 * Writes bytes down for another program. Bytes that are not known are never written as zeros: there
 * is no text then.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
strata_hex_text_copy (StrataHexFormat      format,
                      guint64              address,
                      const StrataHexCell *cells,
                      guint                n,
                      guint               *n_unknown)
{
  GString *text;

  *n_unknown = 0;
  for (guint i = 0; i < n; i++)
    *n_unknown += !is_known (&cells[i]);
  if (*n_unknown > 0)
    return NULL;

  text = g_string_new (NULL);
  if (format == STRATA_HEX_FORMAT_C)
    {
      append_array (text, address, cells, n);
      return g_string_free (text, FALSE);
    }

  if (format == STRATA_HEX_FORMAT_QTEST)
    g_string_append_printf (text, "write 0x%" G_GINT64_MODIFIER "x 0x%x 0x", address, n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%02x", i > 0 && format == STRATA_HEX_FORMAT_HEX ? " " : "",
                            cells[i].byte);
  if (format == STRATA_HEX_FORMAT_QTEST)
    g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

/**
 * strata_hex_text_parse:
 * @text: digits of bytes: `0aff`, `0a ff`, `0x0a, 0xff`
 *
 * Understands bytes in the ways in which people write them.
 *
 * Returns: (transfer full) (nullable): the bytes, at least one, or %NULL
 */
GByteArray *
strata_hex_text_parse (const char *text)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  const char *place = text;

  while (*place != 0)
    {
      int high, low;
      guint8 byte;

      if (g_ascii_isspace (*place) || strchr (",;{}", *place) != NULL)
        {
          place++;
          continue;
        }
      if (place[0] == '0' && (place[1] == 'x' || place[1] == 'X'))
        {
          place += 2;
          if (!g_ascii_isxdigit (*place))
            return NULL;
        }
      high = g_ascii_xdigit_value (place[0]);
      if (high < 0)
        return NULL;
      low = g_ascii_xdigit_value (place[1]);
      byte = (guint8) (low < 0 ? high : high << 4 | low);
      g_byte_array_append (bytes, &byte, 1);
      place += low < 0 ? 1 : 2;
    }

  return bytes->len > 0 ? g_steal_pointer (&bytes) : NULL;
}

/**
 * strata_hex_text_result:
 * @result: how an access ended
 *
 * Returns: (transfer full): that in words
 */
char *
strata_hex_text_result (StrataResult result)
{
  GString *text = g_string_new (NULL);
  const struct
  {
    StrataResult flag;
    const char *words;
  } flags[] = {
    { STRATA_ACCESS_ERROR, _("refused") },
    { STRATA_DEVICE_ERROR, _("device error") },
    { STRATA_DECODE_ERROR, _("nobody answered") },
    { STRATA_READ_ONLY, _("read-only, ignored") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (result & flags[i].flag)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", flags[i].words);
  if (text->len == 0)
    g_string_append (text, _("done"));

  return g_string_free (text, FALSE);
}
