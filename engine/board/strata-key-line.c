/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-key-line-private.h"

#include <string.h>

/* The key of a line that has one, as written. */
char *
strata_key_line_dup_key (const StrataKeyLine *self)
{
  return g_strndup (self->text + self->key_start, self->key_length);
}

/* The value of a line that has a key, as written: escapes are not resolved. */
char *
strata_key_line_dup_value (const StrataKeyLine *self)
{
  return g_strndup (self->text + self->value_start, self->value_length);
}

gboolean
strata_key_line_has_key (const StrataKeyLine *self, const char *key)
{
  return self->key_length > 0 && strlen (key) == self->key_length
         && memcmp (self->text + self->key_start, key, self->key_length) == 0;
}

gboolean
strata_key_line_is_comment (const StrataKeyLine *self)
{
  guint i = 0;

  while (i < self->length && (self->text[i] == ' ' || self->text[i] == '\t'))
    i++;
  return i < self->length && self->text[i] == '#';
}

/* How many bytes end the line: 2 for CR LF, 1 for LF, 0 at the end of a file without. */
guint
strata_key_line_get_ending (const StrataKeyLine *self)
{
  if (self->length == 0 || self->text[self->length - 1] != '\n')
    return 0;
  return self->length > 1 && self->text[self->length - 2] == '\r' ? 2 : 1;
}

/* Makes it a line without a key. Takes the text, with its ending. */
void
strata_key_line_take_text (StrataKeyLine *self, char *text)
{
  *self = (StrataKeyLine) { .text = text, .length = strlen (text), .owned = TRUE };
}

/* Makes it a line with a key; @between is what stands between key and value, a `=` in it. */
void
strata_key_line_take_pair (StrataKeyLine *self, const char *key, const char *between,
                           const char *value, const char *ending)
{
  strata_key_line_take_text (self, g_strconcat (key, between, value, ending, NULL));
  self->key_length = strlen (key);
  self->value_start = self->key_length + strlen (between);
  self->value_length = strlen (value);
}

/* Replaces the value; what stands before it and what ends the line stay. */
void
strata_key_line_set_value (StrataKeyLine *self, const char *value)
{
  GString *text = g_string_new_len (self->text, self->value_start);
  guint ending = strata_key_line_get_ending (self);

  g_string_append (text, value);
  g_string_append_len (text, self->text + self->length - ending, ending);
  if (self->owned)
    g_free ((char *) self->text);
  self->value_length = strlen (value);
  self->length = text->len;
  self->text = g_string_free (text, FALSE);
  self->owned = TRUE;
}

/* Ends a line that had no end. */
void
strata_key_line_set_ending (StrataKeyLine *self, const char *ending)
{
  GString *text = g_string_new_len (self->text, self->length - strata_key_line_get_ending (self));

  g_string_append (text, ending);
  if (self->owned)
    g_free ((char *) self->text);
  self->length = text->len;
  self->text = g_string_free (text, FALSE);
  self->owned = TRUE;
}

void
strata_key_line_clear (StrataKeyLine *self)
{
  if (self->owned)
    g_free ((char *) self->text);
  *self = (StrataKeyLine) { 0 };
}
