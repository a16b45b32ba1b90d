/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "formats/strata-formats.h"
#include "memory/strata-text.h"

#include <string.h>

/* Every recorded machine, written as a board file: the file describes the same map. */

#define SUFFIX ".treeD.txt"

static char *
describe (StrataBoard *board)
{
  StrataSystem *system = strata_board_get_system (board);
  g_autofree char *tree = strata_system_tree_to_string (system, TRUE);
  g_autofree char *flat = strata_system_flat_to_string (system);

  return g_strconcat (tree, flat, NULL);
}

static void
test_machine (gconstpointer data)
{
  const char *name = data;
  g_autofree char *tree_name = g_strconcat (name, SUFFIX, NULL);
  g_autofree char *flat_name = g_strconcat (name, ".flat.txt", NULL);
  g_autofree char *tree = g_test_build_filename (G_TEST_DIST, "data", "mtree", tree_name, NULL);
  g_autofree char *flat = g_test_build_filename (G_TEST_DIST, "data", "mtree", flat_name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = strata_formats_load (tree, flat, NULL, NULL, NULL, &error);
  g_autoptr (StrataBoard) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;
  g_autofree char *map = NULL;
  g_autofree char *map_again = NULL;

  g_assert_no_error (error);
  text = strata_board_to_text (board);
  again = strata_board_new_from_text (text, -1, name, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strata_board_get_n_notes (again), ==, 0);
  map = describe (board);
  map_again = describe (again);
  g_assert_cmpstr (map_again, ==, map);
  text_again = strata_board_to_text (again);
  g_assert_cmpstr (text_again, ==, text);
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) files = NULL;
  const char *file;
  guint n = 0;

  g_test_init (&argc, &argv, NULL);
  folder = g_test_build_filename (G_TEST_DIST, "data", "mtree", NULL);
  files = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (files);
  while ((file = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *name = NULL;
      g_autofree char *path = NULL;

      if (!g_str_has_suffix (file, SUFFIX))
        continue;
      name = g_strndup (file, strlen (file) - strlen (SUFFIX));
      path = g_strconcat ("/strata/board/machines/", name, NULL);
      g_test_add_data_func_full (path, g_steal_pointer (&name), test_machine, g_free);
      n++;
    }
  g_assert_cmpuint (n, ==, 38);
  return g_test_run ();
}
