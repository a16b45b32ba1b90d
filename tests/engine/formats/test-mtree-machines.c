/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The memory trees of 38 machines that QEMU printed, against the flat views that it printed for the
 * same states. */
#include "strata-mtree-testing.h"

#include <string.h>

/* So many flatten exactly with nothing but the rules; to be raised when it is more. */
#define FLOOR_WITHOUT_HINTS 12

/* An extension of tests/data/mtree and whether its trees are complete. */
static const char *const variants[] = { "tree", "treeD", "ownerD" };

static char *
read_dump (const char *name, const char *variant)
{
  g_autofree char *file = g_strdup_printf ("%s.%s.txt", name, variant);

  return strata_mtree_testing_read (file);
}

static char *
flatten (const char *text, const char *hints)
{
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (text, hints);
  g_autofree char *flat = strata_system_flat_to_string (strata_board_get_system (board));

  return strata_mtree_testing_sort_flat (flat);
}

static void
test_with_hints (gconstpointer data)
{
  const char *name = data;
  g_autofree char *flat = read_dump (name, "flat");
  g_autofree char *expected = strata_mtree_testing_sort_flat (flat);

  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_autofree char *text = read_dump (name, variants[i]);
      g_autofree char *actual = flatten (text, flat);

      g_assert_cmpstr (actual, ==, expected);
    }
}

static void
test_no_contradiction (gconstpointer data)
{
  const char *name = data;
  g_autofree char *flat = read_dump (name, "flat");
  g_autofree char *text = read_dump (name, "treeD");
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (text, flat);

  for (guint i = 0; i < strata_board_get_n_notes (board); i++)
    {
      const StrataBoardNote *note = strata_board_get_note (board, i);

      g_assert_cmpstr (note->file, ==, "T");
    }
}

static void
test_text_in_text_out (gconstpointer data)
{
  const char *name = data;
  g_autofree char *complete = read_dump (name, "treeD");
  g_autofree char *owners = read_dump (name, "ownerD");
  const char *const texts[] = { complete, owners };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (StrataBoard) board = strata_mtree_testing_load (texts[i], NULL);
      g_autofree char *tree = NULL;

      tree = strata_system_tree_to_string (strata_board_get_system (board), TRUE);
      g_assert_cmpstr (tree, ==, complete);
    }
}

static void
test_without_disabled (gconstpointer data)
{
  const char *name = data;
  g_autofree char *text = read_dump (name, "tree");
  g_autofree char *complete = read_dump (name, "treeD");
  g_autofree char *flat = read_dump (name, "flat");
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (complete, flat);
  g_autofree char *tree = strata_system_tree_to_string (strata_board_get_system (board), FALSE);

  g_assert_cmpstr (tree, ==, text);
}

static void
test_flat_alone (gconstpointer data)
{
  const char *name = data;
  g_autofree char *flat = read_dump (name, "flat");
  g_autofree char *expected = strata_mtree_testing_sort_flat (flat);
  g_autofree char *actual = flatten (flat, NULL);

  g_assert_cmpstr (actual, ==, expected);
}

static void
test_board_file (gconstpointer data)
{
  const char *name = data;
  g_autofree char *flat = read_dump (name, "flat");
  g_autofree char *complete = read_dump (name, "treeD");
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (complete, flat);
  g_autofree char *saved = strata_board_to_text (board);
  g_autofree char *expected = strata_mtree_testing_sort_flat (flat);
  g_autofree char *actual = flatten (saved, NULL);

  g_assert_cmpstr (actual, ==, expected);
}

/* A session as a terminal recorded it: prompts with echoed keys, carriage returns, both dumps. */
static char *
make_session (const char *tree, const char *flat)
{
  g_autofree char *unix_lines = NULL;
  g_auto (GStrv) lines = NULL;

  unix_lines = g_strdup_printf ("QEMU 7.2.22 monitor - type 'help' for more information\n"
                                "(qemu) i\033[K\033[Din\033[K\033[D\033[Dinfo mtree\033[K\n%s"
                                "(qemu) info mtree -f\n%s(qemu) info status\n"
                                "VM status: paused (prelaunch)\n(qemu) ",
                                tree, flat);
  lines = g_strsplit (unix_lines, "\n", -1);
  return g_strjoinv ("\r\n", lines);
}

static void
test_session (gconstpointer data)
{
  const char *name = data;
  g_autofree char *flat = read_dump (name, "flat");
  g_autofree char *complete = read_dump (name, "treeD");
  g_autofree char *session = make_session (complete, flat);
  g_autofree char *expected = strata_mtree_testing_sort_flat (flat);
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (session, NULL);
  g_autofree char *our_flat = strata_system_flat_to_string (strata_board_get_system (board));
  g_autofree char *actual = strata_mtree_testing_sort_flat (our_flat);
  g_autofree char *tree = strata_system_tree_to_string (strata_board_get_system (board), TRUE);

  g_assert_cmpstr (actual, ==, expected);
  g_assert_cmpstr (tree, ==, complete);
}

static void
test_without_hints (void)
{
  g_autoptr (GPtrArray) names = strata_mtree_testing_list_machines ();
  guint n_exact = 0;

  g_assert_cmpuint (names->len, ==, 38);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *text = read_dump (name, "treeD");
      g_autofree char *flat = read_dump (name, "flat");
      g_autofree char *expected = strata_mtree_testing_sort_flat (flat);
      g_autofree char *actual = flatten (text, NULL);

      n_exact += strcmp (actual, expected) == 0;
    }
  g_test_message ("%u of %u machines flatten exactly without hints", n_exact, names->len);
  g_assert_cmpuint (n_exact, >=, FLOOR_WITHOUT_HINTS);
}

static void
add (const char *what, const char *name, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/strata/mtree/%s/%s", what, name);

  g_test_add_data_func_full (path, g_strdup (name), func, g_free);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) names = NULL;

  g_test_init (&argc, &argv, NULL);
  names = strata_mtree_testing_list_machines ();
  g_test_add_func ("/strata/mtree/without-hints", test_without_hints);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      add ("with-hints", name, test_with_hints);
      add ("no-contradiction", name, test_no_contradiction);
      add ("text-in-text-out", name, test_text_in_text_out);
      add ("without-disabled", name, test_without_disabled);
      add ("flat-alone", name, test_flat_alone);
      add ("board-file", name, test_board_file);
      add ("session", name, test_session);
    }
  return g_test_run ();
}
