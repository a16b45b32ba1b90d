/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz-target.h"

#include <glib.h>
#include <string.h>

/* Runs a fuzz target over its corpus, one test case for each file. The program is called
 * test-fuzz-NAME, the corpus is corpus/NAME. */

#define PREFIX "test-fuzz-"

static void
test_file (gconstpointer data)
{
  const char *path = data;
  g_autofree char *contents = NULL;
  g_autofree guint8 *exact = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  /* without a zero byte behind, so that a sanitizer sees who reads on */
  exact = length > 0 ? g_memdup2 (contents, length) : g_malloc (1);
  g_assert_cmpint (LLVMFuzzerTestOneInput (exact, length), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *program = g_path_get_basename (argv[0]);
  g_autofree char *folder = NULL;
  g_autoptr (GDir) files = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  g_assert_true (g_str_has_prefix (program, PREFIX));
  folder = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", program + strlen (PREFIX), NULL);
  files = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/strata/%s/%s", program + strlen ("test-"), name);

      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_file, g_free);
    }
  return g_test_run ();
}
