/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a person may be about to write. */

#include <string.h>

#include "strata-board-names-private.h"
#include "strata-board-resolve.h"

/* How well a name goes with what is written, the best first. */
typedef enum
{
  FIT_BEGINNING,
  FIT_WORD,
  FIT_INSIDE,
  N_FITS,
} Fit;

/* What a text stands for. */
typedef struct
{
  StrataNameKind kind;
  StrataRegion *region;
  const StrataRegister *info;
  char *brief; /* the text without the bank of a register; NULL if this is it */
  gboolean ambiguous;
  Fit fit;
} Meaning;

typedef struct
{
  GHashTable *meanings; /* by text */
  char *needle;
} Completion;

static void
meaning_free (gpointer data)
{
  Meaning *self = data;

  g_free (self->brief);
  g_free (self);
}

static Fit
get_fit (const char *text, const char *needle)
{
  g_autofree char *lower = g_ascii_strdown (text, -1);
  Fit fit = N_FITS;

  for (const char *at = strstr (lower, needle); at != NULL; at = strstr (at + 1, needle))
    {
      if (at == lower)
        return FIT_BEGINNING;
      fit = MIN (fit, g_ascii_isalnum (at[-1]) ? FIT_INSIDE : FIT_WORD);
    }
  return fit;
}

static void
add_meaning (Completion *self, const StrataName *name, gboolean with_bank)
{
  g_autofree char *text = strata_name_dup_text (name, with_bank);
  Fit fit = get_fit (text, self->needle);
  Meaning *known = fit == N_FITS ? NULL : g_hash_table_lookup (self->meanings, text);
  Meaning meaning = { .kind = name->kind, .region = name->region, .info = name->info, .fit = fit };

  if (fit == N_FITS)
    return;
  if (known != NULL && known->kind <= name->kind)
    {
      known->ambiguous |= known->kind == name->kind &&
                          (known->region != name->region || known->info != name->info);
      return;
    }
  if (with_bank)
    meaning.brief = strata_name_dup_text (name, FALSE);
  g_hash_table_replace (self->meanings, g_steal_pointer (&text),
                        g_memdup2 (&meaning, sizeof meaning));
}

static void
collect_cb (const StrataName *name, gpointer user_data)
{
  if (name->region == NULL)
    return;
  add_meaning (user_data, name, FALSE);
  if (name->kind == STRATA_NAME_REGISTER)
    add_meaning (user_data, name, TRUE);
}

/* A register is offered with its bank only where it needs that. */
static gboolean
is_offered (const Completion *self, const Meaning *meaning)
{
  const Meaning *brief = meaning->brief
                             ? g_hash_table_lookup (self->meanings, meaning->brief)
                             : NULL;

  return !meaning->ambiguous && (brief == NULL || brief->ambiguous);
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  const char *left = *(const char *const *) a;
  const char *right = *(const char *const *) b;
  gint order = g_ascii_strcasecmp (left, right);

  return order != 0 ? order : strcmp (left, right);
}

static GPtrArray *
list_fits (const Completion *self, Fit fit)
{
  GPtrArray *texts = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer text, meaning;

  g_hash_table_iter_init (&iter, self->meanings);
  while (g_hash_table_iter_next (&iter, &text, &meaning))
    if (((Meaning *) meaning)->fit == fit && is_offered (self, meaning))
      g_ptr_array_add (texts, text);
  g_ptr_array_sort (texts, compare_texts);
  return texts;
}

/**
 * strata_board_complete:
 * @self: a board
 * @text: what is written so far; nothing is listed for an empty text
 * @max: the most names to list
 *
 * Lists names that contain @text, in any case of letters, and that [method@Strata.Board.resolve]
 * takes: first those that begin with it, then those of which a word does, then the others, each
 * group by the alphabet. A name that several regions have is not listed, their ids are.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names
 */
char **
strata_board_complete (StrataBoard *self, const char *text, guint max)
{
  Completion completion;
  GPtrArray *all;

  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  all = g_ptr_array_new ();
  completion.needle = g_strstrip (g_ascii_strdown (text, -1));
  completion.meanings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, meaning_free);
  if (*completion.needle != '\0')
    strata_board_foreach_name (self, collect_cb, &completion);
  for (Fit fit = FIT_BEGINNING; fit < N_FITS; fit++)
    {
      g_autoptr (GPtrArray) texts = list_fits (&completion, fit);

      for (guint i = 0; i < texts->len && all->len < max; i++)
        g_ptr_array_add (all, g_strdup (g_ptr_array_index (texts, i)));
    }
  g_hash_table_unref (completion.meanings);
  g_free (completion.needle);
  g_ptr_array_add (all, NULL);
  return (char **) g_ptr_array_free (all, FALSE);
}
