/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Finding who is meant by a name. Names are free text and may contain anything, also the signs of
 * sums: the longest one that fits is taken. */

#include "strata-name-search-private.h"

#include <string.h>

#include "memory/strata-i18n-private.h"
#include "strata-value.h"

#define MAX_LIKE 3      /* names that are offered for one that is wrong */
#define MAX_DISTANCE 2  /* letters that may differ from it */
#define MAX_MISSPELT 64 /* bytes of a name that are looked at for that */

/* How much of @text @word is; 0 if @text does not begin with it. */
static gsize
match (const char *text, const char *word, gboolean exactly)
{
  gsize length = strlen (word);
  gboolean same = exactly ? strncmp (text, word, length) == 0
                          : g_ascii_strncasecmp (text, word, length) == 0;

  return same ? length : 0;
}

/* A name ends where the text ends or a sum goes on. */
static gboolean
ends_at (const char *text, gsize length)
{
  const char *p = text + length;

  while (*p == ' ' || *p == '\t')
    p++;
  return *p == '\0' || *p == '+' || *p == '-';
}

/* Appends `FIRST.` to a length; 0 if it does not stand there. */
static gsize
match_dotted (const char *text, gsize length, const char *first)
{
  gsize more = match (text + length, first, TRUE);

  return more > 0 && text[length + more] == '.' ? length + more + 1 : 0;
}

/* How much of the text a name is. Those of registers may be written in any case. */
static gsize
measure (const char *text, const StrataName *name)
{
  gsize length = 0;
  gsize more;

  if (name->kind == STRATA_NAME_REGISTER || name->kind == STRATA_NAME_PART)
    {
      length = match_dotted (text, 0, name->device);
      if (length == 0)
        return 0;
    }
  if (name->kind == STRATA_NAME_REGISTER)
    {
      gsize bank = match (text + length, name->bank, FALSE);

      more = bank > 0 && text[length + bank] == '.'
                 ? match (text + length + bank + 1, name->text, FALSE)
                 : 0;
      if (more > 0 && ends_at (text, length + bank + 1 + more))
        return length + bank + 1 + more;
    }
  more = match (text + length, name->text, name->kind != STRATA_NAME_REGISTER);
  return more > 0 && ends_at (text, length + more) ? length + more : 0;
}

/* Of names that are equal but for case the one that is written just so goes first, else the kind
 * decides. */
static gint
get_rank (const char *end, const StrataName *name)
{
  gsize length = strlen (name->text);

  return (gint) name->kind +
         (strncmp (end - length, name->text, length) == 0 ? 0 : STRATA_NAME_DEVICE + 1);
}

static gboolean
is_same (const StrataName *a, const StrataName *b)
{
  return a->region != NULL && a->region == b->region &&
         (a->info ? a->info->offset : 0) == (b->info ? b->info->offset : 0);
}

static void
consider_cb (const StrataName *name, gpointer user_data)
{
  StrataNameSearch *self = user_data;
  gsize length = measure (self->text, name);
  gint rank;

  if (length == 0 || length < self->length)
    return;
  rank = get_rank (self->text + length, name);
  if (self->found->len > 0)
    {
      const StrataName *best = &g_array_index (self->found, StrataName, 0);
      gint best_rank = get_rank (self->text + self->length, best);

      if (length == self->length && rank > best_rank)
        return;
      if (length > self->length || rank < best_rank)
        g_array_set_size (self->found, 0);
      else if (is_same (name, best))
        return;
    }
  self->length = length;
  g_array_append_val (self->found, *name);
}

void
strata_name_search_run (StrataNameSearch *self, StrataBoard *board, const char *text)
{
  self->text = text;
  self->length = 0;
  self->found = g_array_new (FALSE, FALSE, sizeof (StrataName));
  strata_board_foreach_name (board, consider_cb, self);
}

void
strata_name_search_clear (StrataNameSearch *self)
{
  g_clear_pointer (&self->found, g_array_unref);
}

/* How many letters two words differ in; more than MAX_DISTANCE for any that are further apart. */
static guint
get_distance (const char *a, const char *b)
{
  gsize n_a = strlen (a);
  gsize n_b = strlen (b);
  guint row[MAX_MISSPELT + 1];

  if (n_a > MAX_MISSPELT || n_b > MAX_MISSPELT || MAX (n_a, n_b) - MIN (n_a, n_b) > MAX_DISTANCE)
    return MAX_DISTANCE + 1;
  for (guint j = 0; j <= n_b; j++)
    row[j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          guint changed = diagonal +
                          (g_ascii_tolower (a[i - 1]) != g_ascii_tolower (b[j - 1]) ? 1 : 0);

          diagonal = row[j];
          row[j] = MIN (changed, MIN (row[j], row[j - 1]) + 1);
        }
    }
  return row[n_b];
}

typedef struct
{
  const char *text;
  GPtrArray *names[MAX_DISTANCE + 1]; /* by how many letters they differ in */
} Likeness;

static void
compare_cb (const StrataName *name, gpointer user_data)
{
  Likeness *likeness = user_data;
  g_autofree char *text = strata_name_dup_text (name, FALSE);
  guint distance = get_distance (likeness->text, text);

  if (distance <= MAX_DISTANCE && 2 * distance < strlen (likeness->text) &&
      likeness->names[distance]->len < MAX_LIKE &&
      !g_ptr_array_find_with_equal_func (likeness->names[distance], text, g_str_equal, NULL))
    g_ptr_array_add (likeness->names[distance], g_steal_pointer (&text));
}

/* What may have been meant, as in “pci or pit”; NULL if there is nothing like it. */
char *
strata_name_search_dup_like (StrataBoard *board, const char *text)
{
  Likeness likeness = { .text = text };
  char *message = NULL;
  guint n_told = 0;

  for (guint i = 0; i <= MAX_DISTANCE; i++)
    likeness.names[i] = g_ptr_array_new_with_free_func (g_free);
  strata_board_foreach_name (board, compare_cb, &likeness);
  for (guint i = 0; i <= MAX_DISTANCE; i++)
    {
      for (guint j = 0; j < likeness.names[i]->len && n_told < MAX_LIKE; j++, n_told++)
        {
          g_autofree char *before = message;
          g_autofree char *quoted = strata_value_quote (g_ptr_array_index (likeness.names[i], j));

          message = before == NULL ? g_steal_pointer (&quoted)
                                   : g_strdup_printf (_ ("%s or %s"), before, quoted);
        }
      g_ptr_array_unref (likeness.names[i]);
    }
  return message;
}
