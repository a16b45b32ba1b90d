/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-mtree-testing.h"

#include <glib/gstdio.h>
#include <string.h>

#define TREE                                                                                       \
  "address-space: memory\n"                                                                        \
  "  0000000000000000-ffffffffffffffff (prio 0, i/o): system\n"                                    \
  "    0000000000001000-0000000000001fff (prio 0, ram): ram\n\n"

#define BOARD                                                                                      \
  "[strata]\nversion=1\n"                                                                          \
  "[region top]\nkind=container\nsize=2^64\n"                                                      \
  "[address-space memory]\nroot=top\n"

static void
assert_not_loaded (const char *name, const char *hints, GQuark domain, gint code,
                   const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (strata_formats_load (name, hints, NULL, NULL, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_builtin (void)
{
  g_auto (GStrv) names = strata_formats_list_builtin ();
  static const char *const expected[] = {
    "arm-mps2-an385", "arm-virt-lite", "doc-overlap",  "doc-pc",
    "doc-registers",  "pc",            "riscv64-virt", "x86_64-pc+std-boot10s",
    NULL,
  };

  g_assert_cmpstrv (names, expected);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (StrataBoard) board = NULL;

      board = strata_formats_load (names[i], NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (strata_board_get_default_address_space (board));
      g_assert_cmpuint (strata_board_get_n_notes (board), ==, 0);
      g_assert_nonnull (strata_formats_get_builtin_summary (names[i]));
    }
  g_assert_null (strata_formats_get_builtin_summary ("nobody"));
}

/* A recorded board that is compiled in is exact: it takes its flat dump as hints. */
static void
test_builtin_exact (void)
{
  static const char *const names[] = { "arm-mps2-an385", "riscv64-virt", "x86_64-pc+std-boot10s" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_strdup_printf ("%s.flat.txt", names[i]);
      g_autofree char *flat = strata_mtree_testing_read (file);
      g_autofree char *expected = strata_mtree_testing_sort_flat (flat);
      g_autoptr (StrataBoard) board = strata_formats_load (names[i], NULL, NULL, NULL, NULL, NULL);
      g_autofree char *ours = strata_system_flat_to_string (strata_board_get_system (board));
      g_autofree char *actual = strata_mtree_testing_sort_flat (ours);

      g_assert_cmpstr (actual, ==, expected);
    }
}

static void
test_names (void)
{
  assert_not_loaded ("no-such-board", NULL, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_UNKNOWN,
                     "no-such-board: there is no such file, and no built-in board of that name");
  assert_not_loaded ("./doc-pc", NULL, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                     "./doc-pc: No such file or directory");
  assert_not_loaded ("doc-pc", "./no-hints", G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                     "./no-hints: No such file or directory");
}

/* An existing file wins over a built-in board of its name. */
static void
test_file_wins (void)
{
  g_autofree char *folder = g_dir_make_tmp ("strata-formats-XXXXXX", NULL);
  g_autofree char *before = g_get_current_dir ();
  g_autofree char *path = g_build_filename (folder, "doc-pc", NULL);
  g_autoptr (StrataBoard) board = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, TREE, -1, NULL));
  g_assert_cmpint (g_chdir (folder), ==, 0);
  board = strata_formats_load ("doc-pc", NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strata_board_get_region (board, "ram"));
  g_assert_null (strata_board_get_region (board, "himem"));
  g_assert_cmpint (g_chdir (before), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_by_content (void)
{
  g_autoptr (StrataBoard) board = strata_mtree_testing_load ("# a comment\n\n" BOARD, NULL);
  g_autoptr (StrataBoard) marked = strata_mtree_testing_load ("\xef\xbb\xbf" BOARD, NULL);
  g_autoptr (StrataBoard) tree = strata_mtree_testing_load (TREE, NULL);
  g_autoptr (StrataBoard) session = strata_mtree_testing_load ("[me@host ~]$ run\n" TREE, NULL);

  g_assert_nonnull (strata_board_get_region (board, "top"));
  g_assert_nonnull (strata_board_get_region (marked, "top"));
  g_assert_nonnull (strata_board_get_region (tree, "ram"));
  g_assert_nonnull (strata_board_get_region (session, "ram"));
}

static void
test_not_a_board (void)
{
  static const char *const texts[] = {
    "", "\n\n", "# nothing\n", "hello\n", "{\"return\": {}}\n", "\177ELF\2\1\1",
    "  0000000000000000-ffffffffffffffff (prio 0, i/o): system\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    strata_mtree_testing_assert_error (texts[i], -1, NULL,
                                       "T: not a board: neither a board file nor the text of "
                                       "QEMU's “info mtree”");
  strata_mtree_testing_assert_error ("\0\0\0\0", 4, NULL,
                                     "T: not a board: neither a board file nor the text of "
                                     "QEMU's “info mtree”");
}

static void
test_wrong_hints (void)
{
  strata_mtree_testing_assert_error (TREE, -1, TREE,
                                     "H: no hints: it has no flat view as “info mtree -f” prints "
                                     "it");
  strata_mtree_testing_assert_error (BOARD, -1, TREE,
                                     "H: hints go with the text of “info mtree”, but T is a board "
                                     "file");
  strata_mtree_testing_assert_error (TREE, -1, "FlatView #0\n AS \"memory\"\n",
                                     "H:2: an address space without a root: “ AS \"memory\"”");
}

static void
test_not_utf8 (void)
{
  strata_mtree_testing_assert_error (TREE "address-space: \xff\n", -1, NULL,
                                     "T:5: not valid UTF-8");
  strata_mtree_testing_assert_error (TREE "\0", sizeof (TREE), NULL, "T:5: not valid UTF-8");
}

static void
take_fraction (double fraction, gpointer user_data)
{
  double *last = user_data;

  g_assert_cmpfloat (fraction, >=, *last);
  g_assert_cmpfloat (fraction, <=, 1);
  *last = fraction;
}

static char *
make_long_tree (void)
{
  GString *text = g_string_new ("address-space: memory\n"
                                "  0000000000000000-ffffffffffffffff (prio 0, i/o): system\n");

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "    %08x00000000-%08x00000fff (prio 0, i/o): device\n", i, i);
  return g_string_free (text, FALSE);
}

static void
test_progress (void)
{
  g_autofree char *text = make_long_tree ();
  g_autoptr (StrataBoard) board = NULL;
  g_autoptr (GError) error = NULL;
  double last = 0;

  board = strata_formats_load_text (text, -1, "T", NULL, NULL, 0, NULL, take_fraction, &last, NULL,
                                    &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (last, ==, 1);
}

static void
cancel_at (double fraction, gpointer user_data)
{
  if (fraction > 0.1)
    g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_autofree char *text = make_long_tree ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (strata_formats_load_text (text, -1, "T", NULL, NULL, 0, NULL, cancel_at,
                                           cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/formats/builtin", test_builtin);
  g_test_add_func ("/strata/formats/builtin-exact", test_builtin_exact);
  g_test_add_func ("/strata/formats/names", test_names);
  g_test_add_func ("/strata/formats/file-wins", test_file_wins);
  g_test_add_func ("/strata/formats/by-content", test_by_content);
  g_test_add_func ("/strata/formats/not-a-board", test_not_a_board);
  g_test_add_func ("/strata/formats/wrong-hints", test_wrong_hints);
  g_test_add_func ("/strata/formats/not-utf8", test_not_utf8);
  g_test_add_func ("/strata/formats/progress", test_progress);
  g_test_add_func ("/strata/formats/cancel", test_cancel);
  return g_test_run ();
}
