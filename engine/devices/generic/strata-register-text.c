/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What people write about registers: words, numbers and kinds of access. */

#include "strata-register-text-private.h"

#include <string.h>

#include "devices/strata-device.h"
#include "memory/strata-i18n-private.h"

#define NAME_MAX_LENGTH 64

/* Always FALSE */
gboolean
strata_register_text_fail (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY, text);
  return FALSE;
}

/* Takes a text apart at its blanks; what stands in double quotes at the end is the summary. */
gboolean
strata_register_text_split (const char *text, char ***words, char **summary, GError **error)
{
  const char *quote = strchr (text, '"');
  gsize length = strlen (text);
  g_autofree char *head = NULL;
  g_auto (GStrv) parts = NULL;
  guint n = 0;

  *summary = NULL;
  if (quote != NULL)
    {
      if (quote == text + length - 1 || text[length - 1] != '"' ||
          strchr (quote + 1, '"') != text + length - 1)
        return strata_register_text_fail (error, _ ("the text in quotes must end with the line"));
      *summary = g_strndup (quote + 1, text + length - 1 - (quote + 1));
      length = quote - text;
    }
  head = g_strndup (text, length);
  parts = g_strsplit_set (head, " \t", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      parts[n++] = parts[i];
    else
      g_free (parts[i]);
  parts[n] = NULL;
  *words = g_steal_pointer (&parts);
  return TRUE;
}

gboolean
strata_register_text_is_name (const char *text)
{
  if (!g_ascii_isalpha (*text) && *text != '_')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return FALSE;
  return strlen (text) <= NAME_MAX_LENGTH;
}

/* Decimal, or behind 0x hexadecimal, or behind 0b binary; `_` may stand between two digits. */
gboolean
strata_register_text_parse_number (const char *text, guint64 *number, GError **error)
{
  const char *p = text;
  guint base = 10;
  guint64 value = 0;

  if (p[0] == '0' && (p[1] == 'x' || p[1] == 'b'))
    {
      base = p[1] == 'x' ? 16 : 2;
      p += 2;
    }
  for (const char *digits = p; *p != '\0' || p == digits; p++)
    {
      int digit = g_ascii_xdigit_value (*p);

      if (*p == '_' && p > digits && p[-1] != '_' && p[1] != '\0')
        continue;
      if (digit < 0 || (guint) digit >= base)
        return strata_register_text_fail (
            error, _ ("“%.40s” is not a number: write decimal, 0x hexadecimal or 0b binary digits"),
            text);
      if (value > (G_MAXUINT64 - digit) / base)
        return strata_register_text_fail (error, _ ("“%.40s” is larger than 2^64-1"), text);
      value = value * base + digit;
    }
  *number = value;
  return TRUE;
}

gboolean
strata_register_text_parse_access (const char *text, StrataRegisterAccess *access, GError **error)
{
  for (guint i = STRATA_REGISTER_RO; i <= STRATA_REGISTER_RC; i++)
    if (strcmp (text, strata_register_access_get_nick (i)) == 0)
      {
        *access = i;
        return TRUE;
      }
  return strata_register_text_fail (error,
                                    _ ("“%.40s” is no kind of access: write RO, RW, WO, W1C "
                                       "or RC"),
                                    text);
}
