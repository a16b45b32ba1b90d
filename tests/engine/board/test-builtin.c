/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "board/strata-board.h"
#include "board/strata-builtin-private.h"
#include "memory/strata-text.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* {{{ While another thread looks something up */

#define N_STARTS 150

typedef struct
{
  int is_looking; /* atomic */
  int is_over;    /* atomic */
} Race;

/* As one does that loads icons: it registers whatever resources are new. */
static gpointer
look_up (gpointer user_data)
{
  Race *race = user_data;

  while (!g_atomic_int_get (&race->is_over))
    {
      g_resources_get_info ("/nowhere", 0, NULL, NULL, NULL);
      g_atomic_int_set (&race->is_looking, 1);
    }
  return NULL;
}

/* The boards are registered when they are first asked for, so that happens once in a process. */
static int
start (void)
{
  Race race = { 0 };
  GThread *thread = g_thread_new ("looks up", look_up, &race);
  g_auto (GStrv) files = NULL;
  g_autoptr (GBytes) bytes = NULL;

  while (!g_atomic_int_get (&race.is_looking))
    g_thread_yield ();
  bytes = strata_builtin_lookup ("pc.strata");
  files = strata_builtin_list_files ();
  g_atomic_int_set (&race.is_over, 1);
  g_thread_join (thread);
  return bytes != NULL && files != NULL ? 0 : 1;
}

static void
test_threads (void)
{
  for (guint i = 0; i < N_STARTS; i++)
    {
      pid_t child = fork ();
      int status;

      g_assert_cmpint (child, >=, 0);
      if (child == 0)
        _exit (start ());
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_cmpint (status, ==, 0);
    }
}

/* }}} */

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
  /* The first: the boards must not be registered yet when it forks. */
  g_test_add_func ("/strata/builtin/threads", test_threads);
  g_test_add_func ("/strata/builtin/files", test_files);
  g_test_add_func ("/strata/builtin/documented", test_documented);
  return g_test_run ();
}
