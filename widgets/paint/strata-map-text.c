/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "strata-map-text.h"

/* More digits than this and a number is no longer read at a glance. */
#define MAX_COUNT 9999

/**
 * strata_map_format_address:
 * @address: an address
 *
 * Writes an address for people: lower-case hexadecimal without leading zeros; what is longer than
 * eight digits comes in groups of four.
 *
 * Returns: (transfer full): the text
 */
char *
strata_map_format_address (guint64 address)
{
  char digits[17];
  gsize length;
  GString *text;

  g_snprintf (digits, sizeof digits, "%" G_GINT64_MODIFIER "x", address);
  length = strlen (digits);
  if (length <= 8)
    return g_strdup (digits);

  text = g_string_sized_new (length + 4);
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * strata_map_isolate:
 * @text: (transfer full): an address, a number with a sign, or several
 *
 * Keeps a text in its own direction, left to right, where the language is written from right to
 * left. Whether it is says GTK's own translation, which turns the widgets around as well.
 *
 * Returns: (transfer full): the text
 */
char *
strata_map_isolate (char *text)
{
  g_autofree char *taken = text;

  if (!g_str_equal (g_dgettext ("gtk40", "default:LTR"), "default:RTL"))
    return g_steal_pointer (&taken);
  return g_strconcat ("\u2066", taken, "\u2069", NULL);
}

/**
 * strata_map_format_end:
 * @last: the last address of something
 *
 * Writes the address after @last, which may be 2^64.
 *
 * Returns: (transfer full): the text
 */
char *
strata_map_format_end (guint64 last)
{
  return last == G_MAXUINT64 ? g_strdup ("2^64") : strata_map_format_address (last + 1);
}

/**
 * strata_map_format_size:
 * @first: the first address
 * @last: the last address, inclusive; not below @first
 *
 * Writes the size of a range in the largest unit in which it is a whole number. Where that has too
 * many digits it is rounded, and says so.
 *
 * Returns: (transfer full): the text, translated
 */
char *
strata_map_format_size (guint64 first, guint64 last)
{
  static const char *const units[] = { "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
  guint64 size = last - first + 1;
  guint64 count = size;
  guint unit = 0;
  double rounded;

  g_return_val_if_fail (first <= last, NULL);

  if (size == 0) /* 2^64 */
    return g_strdup ("16 EiB");
  while (unit < G_N_ELEMENTS (units) && count % 1024 == 0)
    {
      count /= 1024;
      unit++;
    }
  if (count <= MAX_COUNT)
    return unit == 0 ? g_strdup_printf (g_dngettext (NULL, "%u byte", "%u bytes", count),
                                        (guint) count)
                     : g_strdup_printf ("%u %s", (guint) count, units[unit - 1]);

  rounded = (double) count;
  for (; rounded >= 1000; unit++)
    rounded /= 1024;
  rounded = round (rounded * 10) / 10;
  return g_strdup_printf ("≈ %.*f %s", rounded == floor (rounded) ? 0 : 1, rounded,
                          units[unit - 1]);
}
