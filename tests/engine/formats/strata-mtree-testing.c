/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-mtree-testing.h"

#include <string.h>

/* The contents of a file of tests/data/mtree. */
char *
strata_mtree_testing_read (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "mtree", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* The names of all machines there, sorted. */
GPtrArray *
strata_mtree_testing_list_machines (void)
{
  g_autofree char *index = strata_mtree_testing_read ("INDEX.tsv");
  g_auto (GStrv) lines = g_strsplit (index, "\n", -1);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    g_ptr_array_add (names, g_strndup (lines[i], strcspn (lines[i], "\t")));
  return names;
}

/* Loads a text that must be good as the file `T`, with hints from `H`. */
StrataBoard *
strata_mtree_testing_load (const char *text, const char *hints)
{
  g_autoptr (GError) error = NULL;
  StrataBoard *board;

  board = strata_formats_load_text (text, -1, "T", NULL, hints, -1, "H", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return board;
}

static gint
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Puts the lines ` AS ...` of one view in order and leaves its number away. */
static char *
sort_view (const char *view)
{
  g_auto (GStrv) lines = g_strsplit (view, "\n", -1);
  g_autoptr (GPtrArray) spaces = g_ptr_array_new ();
  GString *sorted = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], " AS "))
      g_ptr_array_add (spaces, lines[i]);
  g_ptr_array_sort (spaces, compare_texts);
  for (guint i = 0; i < spaces->len; i++)
    g_string_append_printf (sorted, "%s\n", (const char *) g_ptr_array_index (spaces, i));
  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], " AS ") && lines[i][0] != '\0')
      g_string_append_printf (sorted, "%s\n", lines[i]);
  return g_string_free (sorted, FALSE);
}

/* A flat dump as a set: the order of views, and of spaces in a view, is QEMU's hash's. */
char *
strata_mtree_testing_sort_flat (const char *flat)
{
  g_auto (GStrv) views = g_strsplit (flat, "FlatView #", -1);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 1; views[0] != NULL && views[i] != NULL; i++)
    g_ptr_array_add (sorted, sort_view (views[i]));
  g_ptr_array_sort (sorted, compare_texts);
  g_ptr_array_add (sorted, NULL);
  return g_strjoinv ("\n", (char **) sorted->pdata);
}

/* The notes of a board, as `FILE:LINE: TEXT`, one a line. */
char *
strata_mtree_testing_join_notes (StrataBoard *board)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < strata_board_get_n_notes (board); i++)
    {
      const StrataBoardNote *note = strata_board_get_note (board, i);

      g_string_append_printf (text, "%s:%u: %s\n", note->file, note->line, note->text);
    }
  return g_string_free (text, FALSE);
}

/* Asserts that a text, as the file `T`, cannot be loaded, and why. */
void
strata_mtree_testing_assert_error (const char *text, gssize length, const char *hints,
                                   const char *message)
{
  g_autoptr (GError) error = NULL;
  StrataBoard *board;

  board = strata_formats_load_text (text, length, "T", NULL, hints, -1, "H", NULL, NULL, NULL,
                                    &error);
  g_assert_null (board);
  g_assert_nonnull (error);
  g_assert_true (error->domain == STRATA_BOARD_ERROR);
  g_assert_cmpstr (error->message, ==, message);
}
