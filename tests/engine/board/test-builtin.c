/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "board/strata-board.h"
#include "board/strata-builtin-private.h"
#include "memory/strata-text.h"

#include <string.h>

static void
test_files (void)
{
  g_auto (GStrv) files = strata_builtin_list_files ();

  g_assert_cmpuint (g_strv_length (files), ==, 11);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "boards", files[i],
                                                     NULL);
      g_autofree char *contents = NULL;
      g_autoptr (GBytes) bytes = strata_builtin_lookup (files[i]);
      gsize length;

      g_assert_cmpint (i == 0 ? -1 : strcmp (files[i - 1], files[i]), <, 0);
      g_assert_nonnull (bytes);
      g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
      g_assert_cmpmem (contents, length, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  g_assert_null (strata_builtin_lookup ("pc"));
  g_assert_null (strata_builtin_lookup ("../strata.ui"));
}

static void
check_flat (const char *file, const char *expected)
{
  g_autoptr (GBytes) bytes = strata_builtin_lookup (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = NULL;
  g_autofree char *flat = NULL;
  g_autofree char *text = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  board = strata_board_new_from_text (data, length, file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strata_board_get_n_notes (board), ==, 0);
  flat = strata_system_flat_to_string (strata_board_get_system (board));
  g_assert_cmpstr (flat, ==, expected);
  text = strata_board_to_text (board);
  g_assert_cmpstr (text, ==, data);
}

/* The results are those that QEMU's documentation draws. */
static void
test_documented (void)
{
  check_flat ("doc-overlap.strata",
              "FlatView #0\n"
              " AS \"memory\", root: A\n"
              " Root memory region: A\n"
              "  0000000000000000-0000000000001fff (prio 1, i/o): C\n"
              "  0000000000002000-0000000000002fff (prio 0, i/o): D\n"
              "  0000000000003000-0000000000003fff (prio 1, i/o): C @0000000000003000\n"
              "  0000000000004000-0000000000004fff (prio 0, i/o): E\n"
              "  0000000000005000-0000000000005fff (prio 1, i/o): C @0000000000005000\n"
              "\n");
  check_flat ("doc-pc.strata",
              "FlatView #0\n"
              " AS \"memory\", root: system_memory\n"
              " Root memory region: system_memory\n"
              "  0000000000000000-000000000009ffff (prio 0, ram): ram\n"
              "  00000000000a0000-00000000000a7fff (prio 0, ram): vram @0000000000010000\n"
              "  00000000000a8000-00000000000affff (prio 0, ram): vram @0000000000020000\n"
              "  00000000000b0000-00000000dfffffff (prio 0, ram): ram @00000000000b0000\n"
              "  00000000e1000000-00000000e1ffffff (prio 0, ram): vram\n"
              "  00000000e2000000-00000000e200ffff (prio 0, i/o): vga-mmio\n"
              "  0000000100000000-000000011fffffff (prio 0, ram): ram @00000000e0000000\n"
              "\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/builtin/files", test_files);
  g_test_add_func ("/strata/builtin/documented", test_documented);
  return g_test_run ();
}
