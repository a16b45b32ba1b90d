/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "board/strata-board.h"
#include "board/strata-unmodelled.h"
#include "memory/strata-initiator.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* What happens to files: contents that are loaded, lines that change, and lines that do not. */

static const char sample[] = "# The map of a friend\n"
                             "[strata]\n"
                             "version = 1\n"
                             "\n"
                             "[address-space memory]\n"
                             "root=bus\n"
                             "\n"
                             "# All of it\n"
                             "[region bus]\n"
                             "kind = container\n"
                             "size = 0x10_0000   \n"
                             "x-colour = red\n"
                             "\n"
                             "# Below\n"
                             "[region low]\n"
                             "kind=ram\n"
                             "parent=bus\n"
                             "size=4096\n"
                             "overlap=true\n"
                             "# not at 0\n"
                             "address=8 KiB\n"
                             "\n"
                             "# Above\n"
                             "[region high]\n"
                             "kind=ram\n"
                             "size=0x1000\n"
                             "parent=bus\n"
                             "address=0x2000\n"
                             "overlap=true\n"
                             "\n"
                             "# Elsewhere\n"
                             "[region far]\n"
                             "kind=mmio\n"
                             "size=0x1000\n"
                             "parent=bus\n"
                             "address=0x8000\n";

static StrataBoard *
load (const char *text, const char *directory)
{
  g_autoptr (GError) error = NULL;
  StrataBoard *board = strata_board_new_from_text (text, -1, "b.strata", directory, NULL, &error);

  g_assert_no_error (error);
  return board;
}

static char *
replace (const char *text, const char *old, const char *new)
{
  g_auto (GStrv) parts = g_strsplit (text, old, -1);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strconcat (parts[0], new, parts[1], NULL);
}

static void
check_text (StrataBoard *board, const char *expected)
{
  g_autofree char *text = strata_board_to_text (board);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_one_line (void)
{
  g_autoptr (StrataBoard) board = load (sample, NULL);
  StrataRegion *bus = strata_board_get_region (board, "bus");
  StrataRegion *low = strata_board_get_region (board, "low");
  StrataRegion *far = strata_board_get_region (board, "far");
  g_autofree char *sized = replace (sample, "0x10_0000   ", "2^64");
  g_autofree char *disabled = replace (sized, "8 KiB\n", "8 KiB\nenabled=false\n");
  g_autofree char *named = replace (sized, "x-colour = red\n",
                                    "x-colour = red\nname = the bus\n");
  g_autofree char *moved = replace (named, "address=0x8000\n", "address=0x9000\npriority=-1\n");

  check_text (board, sample);
  g_assert_true (strata_region_set_size (bus, STRATA_SIZE_MAX, NULL));
  check_text (board, sized);
  g_assert_true (strata_region_set_enabled (low, FALSE, NULL));
  check_text (board, disabled);
  g_assert_true (strata_region_set_enabled (low, TRUE, NULL));
  check_text (board, sized);
  g_assert_true (strata_region_set_name (bus, "the bus", NULL));
  check_text (board, named);
  /* it is the last one anyway: nothing tells that it was added again */
  g_assert_true (strata_region_set_address (far, 0x9000, NULL));
  g_assert_true (strata_region_set_priority (far, -1, NULL));
  check_text (board, moved);
}

static void
test_title (void)
{
  g_autoptr (StrataBoard) board = load (sample, NULL);
  g_autofree char *titled = replace (sample, "version = 1\n", "version = 1\ntitle = My map\n");

  strata_board_set_title (board, "My map");
  check_text (board, titled);
  strata_board_set_title (board, NULL);
  check_text (board, sample);
}

/* Among overlapping equals the one moved last is seen: its group moves, with its comment. */
static void
test_order (void)
{
  g_autoptr (StrataBoard) board = load (sample, NULL);
  StrataRegion *low = strata_board_get_region (board, "low");
  const char *group = strstr (sample, "# Below");
  const char *next = strstr (sample, "# Above");
  g_autofree char *moved = NULL;

  /* there and back again: now it is the last of all, without the blank line that was behind it */
  g_assert_true (strata_region_set_address (low, 0x8000, NULL));
  g_assert_true (strata_region_set_address (low, 0x2000, NULL));
  moved = g_strdup_printf ("%.*s%s\n%.*s", (int) (group - sample), sample, next,
                           (int) (next - group) - 1, group);
  check_text (board, moved);
}

/* Where nothing can tell the order, the groups stay where they are. */
static void
test_order_does_not_matter (void)
{
  g_autoptr (StrataBoard) board = load (sample, NULL);
  g_autofree char *expected = replace (sample, "address=8 KiB\n", "address=0x4000\n");

  g_assert_true (
    strata_region_set_address (strata_board_get_region (board, "low"), 0x4000, NULL));
  check_text (board, expected);
}

static void
test_add_and_remove (void)
{
  g_autoptr (StrataBoard) board = load (sample, NULL);
  StrataSystem *system = strata_board_get_system (board);
  StrataRegion *bus = strata_board_get_region (board, "bus");
  StrataRegion *low = strata_board_get_region (board, "low");
  g_autoptr (StrataRegion) timer = strata_unmodelled_new_mmio (system, NULL, "timer", 0x100);
  g_autofree char *added = g_strconcat (sample,
                                        "\n"
                                        "[region timer]\n"
                                        "kind=mmio\n"
                                        "size=0x100\n"
                                        "parent=bus\n"
                                        "address=0x0\n",
                                        NULL);
  g_autofree char *group = g_strndup (strstr (sample, "# Below"),
                                      strstr (sample, "# Above") - strstr (sample, "# Below"));
  g_autofree char *removed = replace (added, group, "");

  g_assert_true (strata_region_add_subregion (bus, 0, timer, NULL));
  check_text (board, added);
  strata_board_remove_region (board, low);
  g_assert_true (strata_region_del_subregion (bus, low, NULL));
  check_text (board, removed);
  g_assert_null (strata_board_get_region (board, "low"));
}

/* {{{ Files */

typedef struct
{
  char *directory;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->directory = g_dir_make_tmp ("strata-XXXXXX", NULL);
  g_assert_nonnull (fixture->directory);
  fixture->path = g_build_filename (fixture->directory, "b.strata", NULL);
}

static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
      const char *name;

      while ((name = g_dir_read_name (folder)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static void
put_file (const char *path, const char *contents)
{
  g_assert_true (g_file_set_contents (path, contents, -1, NULL));
}

static void
check_file (const char *path, const char *expected)
{
  g_autofree char *contents = NULL;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, expected);
}

static guint
count_files (const char *directory)
{
  g_autoptr (GDir) folder = g_dir_open (directory, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
save (StrataBoard *board, const char *path)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (strata_board_save (board, path, &error));
  g_assert_no_error (error);
}

static void
test_save (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataBoard) board = load (sample, NULL);
  g_autofree char *edited = replace (sample, "address=0x8000", "address=0xffff");
  g_autofree char *link = g_build_filename (fixture->directory, "link", NULL);
  g_autofree char *dangling = g_build_filename (fixture->directory, "dangling", NULL);
  g_autofree char *target = g_build_filename (fixture->directory, "target", NULL);
  struct stat info;

  save (board, fixture->path);
  check_file (fixture->path, sample);

  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  g_assert_true (strata_region_set_address (strata_board_get_region (board, "far"), 0xffff, NULL));
  save (board, fixture->path);
  check_file (fixture->path, edited);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
  g_assert_cmpuint (count_files (fixture->directory), ==, 1);

  put_file (fixture->path, "old");
  g_assert_cmpint (symlink ("b.strata", link), ==, 0);
  save (board, link);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  check_file (fixture->path, edited);

  g_assert_cmpint (symlink (target, dangling), ==, 0);
  save (board, dangling);
  g_assert_true (g_file_test (dangling, G_FILE_TEST_IS_SYMLINK));
  check_file (target, edited);

  save (board, "/dev/null");
  g_assert_cmpint (g_stat ("/dev/null", &info), ==, 0);
  g_assert_true (S_ISCHR (info.st_mode));
}

static void
test_failed_save (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataBoard) board = load (sample, NULL);
  g_autofree char *nowhere = g_build_filename (fixture->directory, "no", "b.strata", NULL);
  g_autofree char *message = g_strdup_printf ("%s: cannot be written: %s", nowhere,
                                              g_strerror (ENOENT));
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit small;

  g_assert_false (strata_board_save (board, nowhere, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_cmpstr (error->message, ==, message);
  g_clear_error (&error);
  g_assert_false (strata_board_save (board, fixture->directory, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
  g_clear_error (&error);

  /* A disk that is full after a hundred bytes: what was there stays. */
  put_file (fixture->path, "precious");
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 100;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (strata_board_save (board, fixture->path, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_nonnull (error);
  check_file (fixture->path, "precious");
  g_assert_cmpuint (count_files (fixture->directory), ==, 1);
}

#define ROM "[strata]\nversion=1\n[region r]\nkind=rom\nsize=8\n"
#define SPACE "[address-space memory]\nroot=r\n"

static void
check_bytes (StrataBoard *board, const char *expected)
{
  g_autoptr (StrataInitiator) initiator
    = strata_initiator_new (strata_board_get_default_address_space (board), "test");
  char bytes[8];

  g_assert_cmpint (strata_initiator_read (initiator, 0, bytes, sizeof bytes), ==, STRATA_OK);
  g_assert_cmpmem (bytes, sizeof bytes, expected, sizeof bytes);
}

static void
test_load (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *path = g_build_filename (fixture->directory, "boot rom", NULL);
  g_autofree char *sub = g_build_filename (fixture->directory, "sub", NULL);
  g_autofree char *absolute = g_strdup_printf (ROM "load=%s\n" SPACE, path);
  g_autoptr (StrataBoard) exact = NULL;
  g_autoptr (StrataBoard) above = NULL;
  g_autoptr (StrataBoard) anywhere = NULL;

  put_file (path, "12345678");
  exact = load (ROM "load=boot rom\n" SPACE, fixture->directory);
  check_bytes (exact, "12345678");

  /* a short one leaves zeros behind */
  put_file (path, "abc");
  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  above = load (ROM "load=../boot rom\n" SPACE, sub);
  check_bytes (above, "abc\0\0\0\0\0");
  anywhere = load (absolute, NULL);
  check_bytes (anywhere, "abc\0\0\0\0\0");
}

static void
check_load_error (Fixture *fixture, const char *name, const char *reason)
{
  g_autofree char *text = g_strdup_printf (ROM "\nload=%s\n" SPACE, name);
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  g_autofree char *message = g_strdup_printf (
    "b.strata:7: [region r] load: “%s” cannot be loaded: %s", path, reason);
  g_autoptr (GError) error = NULL;

  g_assert_null (
    strata_board_new_from_text (text, -1, "b.strata", fixture->directory, NULL, &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_load_errors (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *large = g_build_filename (fixture->directory, "large", NULL);
  g_autofree char *folder = g_build_filename (fixture->directory, "d", NULL);
  g_autofree char *pipe = g_build_filename (fixture->directory, "p", NULL);

  put_file (large, "123456789");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  check_load_error (fixture, "none", g_strerror (ENOENT));
  check_load_error (fixture, "large", "it has 0x9 bytes, the region only 0x8");
  check_load_error (fixture, "d", "it is not a regular file");
  check_load_error (fixture, "p", "it is not a regular file");
}

/* A board that is saved elsewhere still finds its files. */
static void
test_save_elsewhere (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *rom = g_build_filename (fixture->directory, "rom", NULL);
  g_autofree char *sub = g_build_filename (fixture->directory, "sub", NULL);
  g_autofree char *moved = g_build_filename (sub, "b.strata", NULL);
  g_autofree char *nowhere = g_build_filename (sub, "no", "b.strata", NULL);
  g_autofree char *absolute = g_strdup_printf (ROM "load = %s\n" SPACE, rom);
  g_autoptr (StrataBoard) board = NULL;

  put_file (rom, "12345678");
  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  board = load (ROM "load = rom\n" SPACE, fixture->directory);
  save (board, fixture->path);
  check_file (fixture->path, ROM "load = rom\n" SPACE);
  g_assert_false (strata_board_save (board, nowhere, NULL));
  check_text (board, ROM "load = rom\n" SPACE);
  save (board, moved);
  check_file (moved, absolute);
}

static void
test_save_below (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *sub = g_build_filename (fixture->directory, "sub", NULL);
  g_autofree char *rom = g_build_filename (sub, "rom", NULL);
  g_autoptr (StrataBoard) board = NULL;

  g_assert_cmpint (g_mkdir (sub, 0700), ==, 0);
  put_file (rom, "12345678");
  board = load (ROM "load=rom\n" SPACE, sub);
  save (board, fixture->path);
  check_file (fixture->path, ROM "load=sub/rom\n" SPACE);
}

/* }}} */

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/board/save/one-line", test_one_line);
  g_test_add_func ("/strata/board/save/title", test_title);
  g_test_add_func ("/strata/board/save/order", test_order);
  g_test_add_func ("/strata/board/save/order-does-not-matter", test_order_does_not_matter);
  g_test_add_func ("/strata/board/save/add-and-remove", test_add_and_remove);
  ADD ("/strata/board/save/file", test_save);
  ADD ("/strata/board/save/failed", test_failed_save);
  ADD ("/strata/board/save/elsewhere", test_save_elsewhere);
  ADD ("/strata/board/save/below", test_save_below);
  ADD ("/strata/board/load/contents", test_load);
  ADD ("/strata/board/load/errors", test_load_errors);
  return g_test_run ();
}
