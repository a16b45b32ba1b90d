/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-key-group-private.h"

#include <string.h>

static GArray *
new_lines (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (StrataKeyLine));

  g_array_set_clear_func (lines, (GDestroyNotify) strata_key_line_clear);
  return lines;
}

static StrataKeyLine *
get_line (StrataKeyGroup *self, guint index)
{
  return &g_array_index (self->lines, StrataKeyLine, index);
}

static gboolean
find_index (StrataKeyGroup *self, const char *key, guint *index)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (strata_key_line_has_key (get_line (self, i), key))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/* How lines of this group end, where any does. */
static const char *
get_ending (StrataKeyGroup *self)
{
  return strata_key_line_get_ending (get_line (self, 0)) == 2 ? "\r\n" : "\n";
}

static void
add_pair (StrataKeyGroup *self, const char *key, const char *value)
{
  g_autofree char *between = NULL;
  StrataKeyLine *before;
  StrataKeyLine line;
  guint place = 0;

  /* behind the last key, in its manner of writing; else behind the header */
  for (guint i = 0; i < self->lines->len; i++)
    if (get_line (self, i)->key_length > 0)
      place = i;
  before = get_line (self, place);
  if (before->key_length > 0)
    {
      guint start = before->key_start + before->key_length;

      between = g_strndup (before->text + start, before->value_start - start);
    }
  else
    between = g_strdup ("=");

  if (strata_key_line_get_ending (before) == 0)
    {
      /* the file ends without an end of line, and goes on doing so */
      strata_key_line_take_pair (&line, key, between, value, "");
      strata_key_line_set_ending (before, get_ending (self));
    }
  else
    strata_key_line_take_pair (&line, key, between, value, get_ending (self));
  g_array_insert_val (self->lines, place + 1, line);
}

/* Makes a group with no lines yet, not even a header. */
StrataKeyGroup *
strata_key_group_new (const char *name, guint number)
{
  StrataKeyGroup *self = g_new0 (StrataKeyGroup, 1);

  self->name = g_strdup (name);
  self->number = number;
  self->lines = new_lines ();
  return self;
}

void
strata_key_group_free (StrataKeyGroup *self)
{
  g_clear_pointer (&self->above, g_array_unref);
  g_array_unref (self->lines);
  g_free (self->name);
  g_free (self);
}

/* The line of a key, or NULL. Good until the next edit. */
const StrataKeyLine *
strata_key_group_find (StrataKeyGroup *self, const char *key)
{
  guint index;

  return find_index (self, key, &index) ? get_line (self, index) : NULL;
}

/* The next line with a key, from @position (0 at first) on; NULL at the end. */
const StrataKeyLine *
strata_key_group_next_key (StrataKeyGroup *self, guint *position)
{
  while (*position < self->lines->len)
    {
      StrataKeyLine *line = get_line (self, (*position)++);

      if (line->key_length > 0)
        return line;
    }
  return NULL;
}

/* The value of a key as written, or NULL. */
char *
strata_key_group_dup_value (StrataKeyGroup *self, const char *key)
{
  const StrataKeyLine *line = strata_key_group_find (self, key);

  return line != NULL ? strata_key_line_dup_value (line) : NULL;
}

/* Changes the one line of a key, or adds one behind the last. The value is one line, escaped.
 * Returns whether that changed anything. */
gboolean
strata_key_group_set_value (StrataKeyGroup *self, const char *key, const char *value)
{
  guint index;
  StrataKeyLine *line;

  g_assert (self->name != NULL);
  g_assert (strpbrk (value, "\r\n") == NULL);

  if (!find_index (self, key, &index))
    {
      add_pair (self, key, value);
      return TRUE;
    }
  line = get_line (self, index);
  if (line->value_length == strlen (value)
      && memcmp (line->text + line->value_start, value, line->value_length) == 0)
    return FALSE;
  strata_key_line_set_value (line, value);
  return TRUE;
}

/* Removes the line of a key. Returns whether there was one. */
gboolean
strata_key_group_remove_key (StrataKeyGroup *self, const char *key)
{
  guint index;

  if (!find_index (self, key, &index))
    return FALSE;
  g_array_remove_index (self->lines, index);
  return TRUE;
}

/* Adds a line of comment, without the `# `, on top of the header. */
void
strata_key_group_add_comment (StrataKeyGroup *self, const char *comment)
{
  StrataKeyLine line;

  if (self->above == NULL)
    self->above = new_lines ();
  strata_key_line_take_text (&line, g_strconcat ("# ", comment, get_ending (self), NULL));
  g_array_append_val (self->above, line);
}

/* Takes a line, as the last. */
void
strata_key_group_add_line (StrataKeyGroup *self, const StrataKeyLine *line)
{
  g_array_append_val (self->lines, *line);
}

/* Takes over the comments at the end of the group before, which stand directly on top of this one's
 * header. */
void
strata_key_group_take_comments (StrataKeyGroup *self, StrataKeyGroup *before)
{
  guint first = before->lines->len;
  guint least = before->name != NULL ? 1 : 0;

  while (first > least && strata_key_line_is_comment (get_line (before, first - 1)))
    first--;
  if (first == before->lines->len)
    return;
  self->above = new_lines ();
  g_array_append_vals (self->above, get_line (before, first), before->lines->len - first);
  /* the lines have moved: only their places are given up */
  g_array_set_clear_func (before->lines, NULL);
  g_array_set_size (before->lines, first);
  g_array_set_clear_func (before->lines, (GDestroyNotify) strata_key_line_clear);
}

/* Drops the blank lines at the end. */
void
strata_key_group_trim (StrataKeyGroup *self)
{
  while (self->lines->len > 1)
    {
      StrataKeyLine *line = get_line (self, self->lines->len - 1);

      if (line->length > strata_key_line_get_ending (line))
        break;
      g_array_set_size (self->lines, self->lines->len - 1);
    }
}

/* The last line, or NULL. */
StrataKeyLine *
strata_key_group_get_last_line (StrataKeyGroup *self)
{
  return self->lines->len > 0 ? get_line (self, self->lines->len - 1) : NULL;
}

void
strata_key_group_append_to (StrataKeyGroup *self, GString *text)
{
  GArray *parts[] = { self->above, self->lines };

  for (guint part = 0; part < G_N_ELEMENTS (parts); part++)
    for (guint i = 0; parts[part] != NULL && i < parts[part]->len; i++)
      {
        StrataKeyLine *line = &g_array_index (parts[part], StrataKeyLine, i);

        g_string_append_len (text, line->text, line->length);
      }
}
