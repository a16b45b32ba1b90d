/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a board file says about a clock chip */

#include "strata-rtc-settings-private.h"

#include "devices/strata-device.h"
#include "memory/strata-i18n-private.h"

/* Below it are the time and the control registers. */
#define FIRST_OF_RAM 0x0e

/**
 * strata_rtc_parse_start: (skip)
 * @text: a date and a time, as ISO 8601; UTC unless it says otherwise
 * @unix_time: (out): the same in seconds since 1970-01-01 00:00:00 UTC
 * @error: where to put an error
 *
 * Returns: %TRUE, or %FALSE with an error of %STRATA_MODEL_ERROR
 */
gboolean
strata_rtc_parse_start (const char *text, gint64 *unix_time, GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) start = g_date_time_new_from_iso8601 (text, utc);

  if (start == NULL)
    {
      g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY,
                   _ ("start: “%s” is not a date and time such as 2024-02-29T12:00:00Z"), text);
      return FALSE;
    }
  *unix_time = g_date_time_to_unix (start);
  return TRUE;
}

static gboolean
parse_pair (const char *pair, guint64 *number, guint64 *value)
{
  char *end;

  if (!g_ascii_isdigit (pair[0]))
    return FALSE;
  *number = g_ascii_strtoull (pair, &end, 0);
  if (end[0] != ':' || !g_ascii_isdigit (end[1]))
    return FALSE;
  *value = g_ascii_strtoull (end + 1, &end, 0);
  return *end == '\0';
}

/**
 * strata_rtc_parse_cmos: (skip)
 * @text: pairs of an address and a byte, such as `0x14:0x07 0x15:0x80`
 * @bytes: (array length=n_bytes): where to put the bytes, at their addresses
 * @n_bytes: how many there are
 * @error: where to put an error
 *
 * Returns: %TRUE, or %FALSE with an error of %STRATA_MODEL_ERROR; by then some bytes may be set
 */
gboolean
strata_rtc_parse_cmos (const char *text, guint8 *bytes, gsize n_bytes, GError **error)
{
  g_auto (GStrv) pairs = g_strsplit_set (text, " ,", -1);

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      guint64 number, value;

      if (pairs[i][0] == '\0')
        continue;
      if (!parse_pair (pairs[i], &number, &value) || number < FIRST_OF_RAM || number >= n_bytes ||
          value > G_MAXUINT8)
        {
          g_set_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY,
                       _ ("cmos: “%s” is not an address from 0x0e to 0x7f and a byte, such as "
                          "0x14:0x07"),
                       pairs[i]);
          return FALSE;
        }
      bytes[number] = value;
    }
  return TRUE;
}
