/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-key-file-private.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "strata-board-error.h"
#include "strata-value.h"

/* Far more than any board has, and little enough for 32-bit counts. */
#define MAX_LENGTH ((gsize) 1 << 30)
#define MAX_LINES (1u << 25)
#define MAX_LINE_LENGTH ((gsize) 1 << 20)

static const char byte_order_mark[] = "\xef\xbb\xbf";

struct _StrataKeyFile
{
  char *text;        /* as it was scanned; unedited lines point into it */
  GPtrArray *groups; /* of StrataKeyGroup: the preamble first */
  GHashTable *names; /* of the groups' names to groups */
};

/* What a scan is at. */
typedef struct
{
  const char *file;
  guint number;
  StrataKeyGroup *group;
  GHashTable *keys; /* of the group: key to line number */
} Scan;

static gboolean
refuse (Scan *scan, StrataBoardError code, const char *reason, GError **error)
{
  if (scan->group != NULL && scan->group->name != NULL)
    g_set_error (error, STRATA_BOARD_ERROR, code, "%s:%u: [%s]: %s", scan->file, scan->number,
                 scan->group->name, reason);
  else
    g_set_error (error, STRATA_BOARD_ERROR, code, "%s:%u: %s", scan->file, scan->number, reason);
  return FALSE;
}

static gboolean
refuse_quoted (Scan *scan, const char *start, gsize length, const char *reason, GError **error)
{
  g_autofree char *copy = g_strndup (start, length);
  g_autofree char *quoted = strata_value_quote (copy);
  g_autofree char *sentence = g_strdup_printf (C_ ("value", "%s %s"), quoted, reason);

  return refuse (scan, STRATA_BOARD_ERROR_SYNTAX, sentence, error);
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* As GKeyFile has it: anything but brackets and blanks at the ends, then perhaps a locale. */
static gboolean
is_key (const char *key, gsize length)
{
  gsize i = 0;

  while (i < length && key[i] != '[' && key[i] != ']' && !g_ascii_iscntrl (key[i]))
    i++;
  if (i == 0 || is_blank (key[i - 1]))
    return FALSE;
  if (i < length && key[i] == '[')
    {
      i++;
      while (i < length && (g_ascii_isalnum (key[i]) || strchr ("-_.@", key[i]) != NULL
                            || (guchar) key[i] >= 0x80))
        i++;
      if (i == length || key[i] != ']')
        return FALSE;
      i++;
    }
  return i == length;
}

/* @text to @end is the line without its ending; a header starts it. */
static gboolean
scan_header (StrataKeyFile *self, Scan *scan, const StrataKeyLine *line, const char *text,
             const char *end, GError **error)
{
  const char *name = text + 1;
  const char *p = name;
  StrataKeyGroup *before = scan->group;
  StrataKeyGroup *twin;

  scan->group = NULL;
  while (p < end && *p != ']' && *p != '[' && !g_ascii_iscntrl (*p))
    p++;
  if (p == end || *p != ']')
    return refuse_quoted (scan, text, end - text, _ ("is not a group header: write [NAME]"), error);
  if (p == name)
    return refuse (scan, STRATA_BOARD_ERROR_SYNTAX, _ ("the group has no name"), error);
  for (const char *q = p + 1; q < end; q++)
    if (!is_blank (*q))
      return refuse_quoted (scan, text, end - text, _ ("has text behind the group header"), error);

  scan->group = strata_key_group_new (NULL, line->number);
  scan->group->name = g_strndup (name, p - name);
  g_ptr_array_add (self->groups, scan->group);
  strata_key_group_take_comments (scan->group, before);
  strata_key_group_add_line (scan->group, line);
  twin = g_hash_table_lookup (self->names, scan->group->name);
  if (twin != NULL)
    {
      g_autofree char *reason = g_strdup_printf (_ ("this group is there already, in line %u"),
                                                 twin->number);

      return refuse (scan, STRATA_BOARD_ERROR_SYNTAX, reason, error);
    }
  g_hash_table_insert (self->names, scan->group->name, scan->group);
  g_hash_table_remove_all (scan->keys);
  return TRUE;
}

static gboolean
scan_pair (Scan *scan, StrataKeyLine *line, const char *text, const char *end, GError **error)
{
  const char *equals = memchr (text, '=', end - text);
  const char *value;
  const char *key_end;
  g_autofree char *key = NULL;
  gpointer twin;

  if (equals == NULL)
    return refuse_quoted (scan, text, end - text, _ ("is neither a group, a key nor a comment"),
                          error);
  if (scan->group->name == NULL)
    return refuse_quoted (scan, text, equals - text, _ ("stands before the first group"), error);
  key_end = equals;
  while (key_end > text && is_blank (key_end[-1]))
    key_end--;
  if (key_end == text)
    return refuse (scan, STRATA_BOARD_ERROR_SYNTAX, _ ("there is no key before the ="), error);
  if (!is_key (text, key_end - text))
    return refuse_quoted (scan, text, key_end - text, _ ("is not a key"), error);
  key = g_strndup (text, key_end - text);
  twin = g_hash_table_lookup (scan->keys, key);
  if (twin != NULL)
    {
      g_set_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_SYNTAX,
                   _ ("%s:%u: [%s] %s: this key is there already, in line %u"), scan->file,
                   scan->number, scan->group->name, key, GPOINTER_TO_UINT (twin));
      return FALSE;
    }
  g_hash_table_insert (scan->keys, g_steal_pointer (&key), GUINT_TO_POINTER (scan->number));

  for (value = equals + 1; value < end && is_blank (*value);)
    value++;
  line->key_start = text - line->text;
  line->key_length = key_end - text;
  line->value_start = value - line->text;
  line->value_length = end - value;
  strata_key_group_add_line (scan->group, line);
  return TRUE;
}

static gboolean
scan_line (StrataKeyFile *self, Scan *scan, const char *text, gsize length, GError **error)
{
  StrataKeyLine line = { .text = text, .length = length, .number = scan->number };
  const char *end = text + length - strata_key_line_get_ending (&line);
  const char *start = text;

  if (scan->number == 1 && g_str_has_prefix (text, byte_order_mark))
    start += strlen (byte_order_mark);
  while (start < end && is_blank (*start))
    start++;
  if (start < end && *start == '[')
    return scan_header (self, scan, &line, start, end, error);
  if (start < end && *start != '#')
    return scan_pair (scan, &line, start, end, error);
  strata_key_group_add_line (scan->group, &line);
  return TRUE;
}

static gboolean
scan_text (StrataKeyFile *self, const char *text, gsize length, Scan *scan, GError **error)
{
  const char *end = text + length;

  scan->number = 1;
  if (length > MAX_LENGTH)
    return refuse (scan, STRATA_BOARD_ERROR_SYNTAX, _ ("the file is too large: more than 1 GiB"),
                   error);
  for (const char *line = text; line < end; scan->number++)
    {
      const char *newline = memchr (line, '\n', end - line);
      gsize line_length = newline != NULL ? newline + 1 - line : end - line;

      if (line_length > MAX_LINE_LENGTH)
        return refuse (scan, STRATA_BOARD_ERROR_SYNTAX, _ ("the line is too long: more than 1 MiB"),
                       error);
      if (scan->number > MAX_LINES)
        return refuse (scan, STRATA_BOARD_ERROR_SYNTAX, _ ("there are too many lines"), error);
      if (!g_utf8_validate_len (line, line_length, NULL))
        return refuse (scan, STRATA_BOARD_ERROR_SYNTAX, _ ("the line is not UTF-8 text"), error);
      if (!scan_line (self, scan, line, line_length, error))
        return FALSE;
      line += line_length;
    }
  return TRUE;
}

static guint
index_of (StrataKeyFile *self, StrataKeyGroup *group)
{
  guint index = 0;
  gboolean found = g_ptr_array_find (self->groups, group, &index);

  g_assert (found);
  return index;
}

/* How the lines of the file end. */
static const char *
get_ending (StrataKeyFile *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      StrataKeyGroup *group = g_ptr_array_index (self->groups, i);

      if (group->lines->len > 0)
        return strata_key_line_get_ending (&g_array_index (group->lines, StrataKeyLine, 0)) == 2
                   ? "\r\n"
                   : "\n";
    }
  return "\n";
}

/* Sees to it that something can be written behind @group. */
static void
end_group (StrataKeyFile *self, StrataKeyGroup *group, gboolean with_blank_line)
{
  const char *ending = get_ending (self);
  StrataKeyLine *last = strata_key_group_get_last_line (group);
  StrataKeyLine blank;

  if (last == NULL)
    return;
  if (strata_key_line_get_ending (last) == 0)
    strata_key_line_set_ending (last, ending);
  if (with_blank_line && last->length > strata_key_line_get_ending (last))
    {
      strata_key_line_take_text (&blank, g_strdup (ending));
      strata_key_group_add_line (group, &blank);
    }
}

/* Scans a text; @file names it in errors, which start with `FILE:LINE: `. */
StrataKeyFile *
strata_key_file_new (const char *text, gsize length, const char *file, GError **error)
{
  g_autoptr (StrataKeyFile) self = g_new0 (StrataKeyFile, 1);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Scan scan = { .file = file, .keys = keys };

  self->text = g_malloc (length + 1);
  memcpy (self->text, text, length);
  self->text[length] = '\0';
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_key_group_free);
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  scan.group = strata_key_group_new (NULL, 0);
  g_ptr_array_add (self->groups, scan.group);
  if (!scan_text (self, self->text, length, &scan, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
strata_key_file_free (StrataKeyFile *self)
{
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->groups);
  g_free (self->text);
  g_free (self);
}

/* How many groups there are; the preamble, number 0, is one of them. */
guint
strata_key_file_get_n_groups (StrataKeyFile *self)
{
  return self->groups->len;
}

StrataKeyGroup *
strata_key_file_get_group (StrataKeyFile *self, guint index)
{
  return g_ptr_array_index (self->groups, index);
}

/* The group of a name, or NULL. */
StrataKeyGroup *
strata_key_file_find_group (StrataKeyFile *self, const char *name)
{
  return g_hash_table_lookup (self->names, name);
}

char *
strata_key_file_to_text (StrataKeyFile *self, gsize *length)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->groups->len; i++)
    strata_key_group_append_to (g_ptr_array_index (self->groups, i), text);
  if (length != NULL)
    *length = text->len;
  return g_string_free (text, FALSE);
}

/* Adds a group of a new name, with a blank line before it: behind @after, or at the end if that is
 * NULL. */
StrataKeyGroup *
strata_key_file_add_group (StrataKeyFile *self, const char *name, StrataKeyGroup *after)
{
  guint index = after != NULL ? index_of (self, after) + 1 : self->groups->len;
  StrataKeyGroup *group = strata_key_group_new (name, 0);
  StrataKeyLine header;

  g_assert (!g_hash_table_contains (self->names, name));

  strata_key_line_take_text (&header, g_strconcat ("[", name, "]", get_ending (self), NULL));
  strata_key_group_add_line (group, &header);
  end_group (self, g_ptr_array_index (self->groups, index - 1), TRUE);
  g_ptr_array_insert (self->groups, index, group);
  if (index + 1 < self->groups->len)
    end_group (self, group, TRUE);
  g_hash_table_insert (self->names, group->name, group);
  return group;
}

/* The group that stands before another; at least the preamble does. */
StrataKeyGroup *
strata_key_file_get_group_before (StrataKeyFile *self, StrataKeyGroup *group)
{
  return g_ptr_array_index (self->groups, index_of (self, group) - 1);
}

/* Removes a group with all its lines and the comments attached to its header. */
void
strata_key_file_remove_group (StrataKeyFile *self, StrataKeyGroup *group)
{
  g_assert (group->name != NULL);

  g_hash_table_remove (self->names, group->name);
  g_ptr_array_remove_index (self->groups, index_of (self, group));
}

/* Moves a group, with the comments attached to its header, right behind another. */
void
strata_key_file_move_group (StrataKeyFile *self, StrataKeyGroup *group, StrataKeyGroup *after)
{
  guint index = index_of (self, group);

  g_assert (group != after && group->name != NULL);

  if (index == self->groups->len - 1)
    end_group (self, group, FALSE);
  g_ptr_array_steal_index (self->groups, index);
  index = index_of (self, after) + 1;
  end_group (self, after, TRUE);
  if (index < self->groups->len)
    end_group (self, group, TRUE);
  else
    strata_key_group_trim (group);
  g_ptr_array_insert (self->groups, index, group);
}
