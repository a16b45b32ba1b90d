/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Copies of what is not saved, which outlive a crash. */

#include "config.h"

#include <glib/gstdio.h>

#include "strata-recovery.h"

#define TEXT "[strata]\nversion=1\n"

/* A copy whose lock is let go and that is not removed, as a crash leaves it */
static void
leave (GFile      *file,
       const char *first_name,
       const char *name)
{
  g_autoptr (StrataRecovery) copy = strata_recovery_new ();
  g_autoptr (GError) error = NULL;

  if (first_name != NULL)
    strata_recovery_write (copy, file, first_name, "", &error);
  g_assert_no_error (error);
  strata_recovery_write (copy, file, name, TEXT, &error);
  g_assert_no_error (error);
}

static void
remove_all (GPtrArray *copies)
{
  for (guint i = 0; i < copies->len; i++)
    strata_recovery_remove (copies->pdata[i]);
}

static void
test_left (void)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/somewhere/board.strata");
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autofree char *text = NULL;

  leave (file, NULL, "board.strata");
  copies = strata_recovery_list_left ();
  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_cmpstr (strata_recovery_get_name (copies->pdata[0]), ==, "board.strata");
  g_assert_true (g_file_equal (strata_recovery_get_file (copies->pdata[0]), file));
  text = strata_recovery_read (copies->pdata[0], NULL);
  g_assert_cmpstr (text, ==, TEXT);
  remove_all (copies);
  again = strata_recovery_list_left ();
  g_assert_cmpuint (again->len, ==, 0);
}

/* Nothing is left of a name that was longer. */
static void
test_renamed (void)
{
  g_autoptr (GPtrArray) copies = NULL;

  leave (NULL, "a rather long name of a board", "b");
  copies = strata_recovery_list_left ();
  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_cmpstr (strata_recovery_get_name (copies->pdata[0]), ==, "b");
  g_assert_null (strata_recovery_get_file (copies->pdata[0]));
  remove_all (copies);
}

/* Who is still there wants no help. */
static void
test_alive (void)
{
  g_autoptr (StrataRecovery) copy = strata_recovery_new ();
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GError) error = NULL;

  strata_recovery_write (copy, NULL, "a board", TEXT, &error);
  g_assert_no_error (error);
  copies = strata_recovery_list_left ();
  g_assert_cmpuint (copies->len, ==, 0);
  strata_recovery_remove (copy);
}

/* Whenever the program is killed: a text is there only if what it is of is there, too. */
static void
test_keys_come_first (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "strata", "recovery", NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  struct stat keys = { 0 }, text = { 0 };

  leave (NULL, NULL, "a board");
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_stat (path, g_str_has_suffix (name, ".strata") ? &text : &keys), ==, 0);
    }
  g_assert_cmpint (keys.st_size, >, 0);
  g_assert_cmpint (text.st_size, >, 0);
  g_assert_true (keys.st_mtim.tv_sec < text.st_ctim.tv_sec ||
                 (keys.st_mtim.tv_sec == text.st_ctim.tv_sec &&
                  keys.st_mtim.tv_nsec <= text.st_ctim.tv_nsec));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/strata/recovery/left", test_left);
  g_test_add_func ("/strata/recovery/renamed", test_renamed);
  g_test_add_func ("/strata/recovery/alive", test_alive);
  g_test_add_func ("/strata/recovery/keys-come-first", test_keys_come_first);

  return g_test_run ();
}
