/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-mtree-text-private.h"

#include <string.h>

#define ESCAPE '\033'

/* What a terminal would not show: escape sequences of the ECMA-48 kinds and other control bytes. */
static void
append_printable (GString *scratch, const char *at, const char *end)
{
  while (at < end)
    {
      if (*at == ESCAPE && end - at > 1 && at[1] == '[')
        {
          for (at += 2; at < end && (*at < '@' || *at > '~'); at++)
            ;
          at += at < end;
        }
      else if (*at == ESCAPE && end - at > 1 && at[1] == ']')
        {
          for (at += 2; at < end && *at != '\a' && *at != ESCAPE; at++)
            ;
          at += at < end && *at == '\a';
        }
      else if (*at == ESCAPE)
        at += MIN (2, end - at);
      else if (*at == '\r' || *at == '\b' || *at == '\a')
        at++;
      else
        g_string_append_c (scratch, *at++);
    }
}

/* Takes the next line off the front, without its line end and without what a terminal would not
 * show. It lies in the text itself, or in @scratch until the next call; FALSE at the end. */
gboolean
strata_mtree_text_next_line (StrataMtreeText *text, GString *scratch, StrataMtreeText *line)
{
  const char *end;

  if (text->at == text->end)
    return FALSE;
  end = memchr (text->at, '\n', text->end - text->at);
  line->at = text->at;
  line->end = end != NULL ? end : text->end;
  text->at = end != NULL ? end + 1 : text->end;
  while (line->end > line->at && line->end[-1] == '\r')
    line->end--;
  if (memchr (line->at, ESCAPE, line->end - line->at) != NULL
      || memchr (line->at, '\r', line->end - line->at) != NULL)
    {
      g_string_truncate (scratch, 0);
      append_printable (scratch, line->at, line->end);
      line->at = scratch->str;
      line->end = scratch->str + scratch->len;
    }
  return TRUE;
}

/* Takes @prefix off the front, if it is there. */
gboolean
strata_mtree_text_skip (StrataMtreeText *text, const char *prefix)
{
  gsize length = strlen (prefix);

  if ((gsize) (text->end - text->at) < length || memcmp (text->at, prefix, length) != 0)
    return FALSE;
  text->at += length;
  return TRUE;
}

guint
strata_mtree_text_skip_spaces (StrataMtreeText *text)
{
  const char *begin = text->at;

  while (text->at < text->end && *text->at == ' ')
    text->at++;
  return (guint) MIN (text->at - begin, G_MAXINT);
}

/* Reads up to 16 hexadecimal digits. */
gboolean
strata_mtree_text_read_address (StrataMtreeText *text, guint64 *value)
{
  const char *begin = text->at;

  *value = 0;
  for (; text->at < text->end && g_ascii_isxdigit (*text->at); text->at++)
    *value = *value << 4 | (guint64) g_ascii_xdigit_value (*text->at);
  return text->at > begin && text->at - begin <= 16;
}

/* Reads FIRST-LAST. */
gboolean
strata_mtree_text_read_range (StrataMtreeText *text, guint64 *first, guint64 *last)
{
  return strata_mtree_text_read_address (text, first) && strata_mtree_text_skip (text, "-")
         && strata_mtree_text_read_address (text, last);
}

/* Reads a decimal number that may be negative. */
gboolean
strata_mtree_text_read_int (StrataMtreeText *text, gint *value)
{
  gboolean negative = strata_mtree_text_skip (text, "-");
  const char *begin = text->at;
  gint64 number = 0;

  for (; text->at < text->end && g_ascii_isdigit (*text->at); text->at++)
    {
      number = number * 10 + (*text->at - '0');
      if (number > (gint64) G_MAXINT + negative)
        return FALSE;
    }
  *value = (gint) (negative ? -number : number);
  return text->at > begin;
}

/* Takes @suffix off the end, if it is there. */
gboolean
strata_mtree_text_drop_suffix (StrataMtreeText *text, const char *suffix)
{
  gsize length = strlen (suffix);

  if ((gsize) (text->end - text->at) < length || memcmp (text->end - length, suffix, length) != 0)
    return FALSE;
  text->end -= length;
  return TRUE;
}

/* Where @needle is first, NULL if nowhere. */
const char *
strata_mtree_text_find (const StrataMtreeText *text, const char *needle)
{
  return memmem (text->at, text->end - text->at, needle, strlen (needle));
}

/* Where @needle is last, NULL if nowhere. */
const char *
strata_mtree_text_find_last (const StrataMtreeText *text, const char *needle)
{
  return g_strrstr_len (text->at, text->end - text->at, needle);
}
