/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "board/strata-board-edit.h"
#include "board/strata-board-resolve.h"

#include "board-fixture.h"

/* Copies of regions, and how they are found. What a copy comes to is compared with what the writer
 * says of the original. */

/* With a container, what is in it, an alias within it, and all that a region can have */
static const char crate[] = "[strata]\n"
                            "version=1\n"
                            "[address-space memory]\n"
                            "root=bus\n"
                            "[region bus]\n"
                            "kind=container\n"
                            "size=0x10_0000\n"
                            "[region crate]\n"
                            "name=a crate\n"
                            "kind=container\n"
                            "size=32 KiB\n"
                            "parent=bus\n"
                            "address=0x1000\n"
                            "priority=-2\n"
                            "enabled=false\n"
                            "owner=someone\n"
                            "[region flash]\n"
                            "kind=rom-device\n"
                            "size=4 KiB\n"
                            "parent=crate\n"
                            "address=0x0\n"
                            "overlap=true\n"
                            "non-volatile=true\n"
                            "rom-mode=false\n"
                            "log=code,migration\n"
                            "coalesce=0x0+0x4;0x10+0x4\n"
                            "[region over]\n"
                            "kind=ram\n"
                            "size=4 KiB\n"
                            "parent=crate\n"
                            "address=0x0\n"
                            "overlap=true\n"
                            "read-only=true\n"
                            "[region inside]\n"
                            "kind=alias\n"
                            "size=0x100\n"
                            "target=over\n"
                            "offset=0x10\n"
                            "parent=crate\n"
                            "address=0x4000\n"
                            "[region outside]\n"
                            "kind=alias\n"
                            "size=0x100\n"
                            "target=far\n"
                            "parent=crate\n"
                            "address=0x5000\n"
                            "[region far]\n"
                            "kind=mmio\n"
                            "size=0x100\n"
                            "parent=bus\n"
                            "address=0x8_0000\n";

/* The lines of a region's group, without those that differ in a copy. */
static char *
dup_group (const char *text, const char *id)
{
  g_autofree char *heading = g_strdup_printf ("[region %s]\n", id);
  const char *start = strstr (text, heading);
  const char *end;
  g_auto (GStrv) lines = NULL;
  GString *group = g_string_new (NULL);

  g_assert_nonnull (start);
  start += strlen (heading);
  end = strstr (start, "[");
  lines = g_strsplit (start, "\n", -1);
  for (guint i = 0; lines[i] != NULL && (end == NULL || start < end); i++)
    {
      if (*lines[i] != '\0' && !g_str_has_prefix (lines[i], "name=")
          && !g_str_has_prefix (lines[i], "parent=") && !g_str_has_prefix (lines[i], "target="))
        g_string_append_printf (group, "%s;", lines[i]);
      start += strlen (lines[i]) + 1;
    }
  return g_string_free (group, FALSE);
}

static void
assert_like (StrataBoard *board, const char *id, const char *copy)
{
  g_autofree char *text = strata_board_to_text (board);
  g_autofree char *expected = dup_group (text, id);
  g_autofree char *group = dup_group (text, copy);

  g_assert_cmpstr (group, ==, expected);
}

/* A copy has all that the original has, and what it shows of itself is the copy's. */
static void
test_duplicate (void)
{
  g_autoptr (StrataBoard) board = board_fixture_load (crate);
  g_autofree char *before = strata_board_to_text (board);
  g_autofree char *flat_before = board_fixture_dup_flat (board);
  StrataRegion *original = strata_board_get_region (board, "crate");
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  StrataEdit *duplicate = strata_board_make_duplicate (board, original, &id, &error);
  g_autoptr (StrataEdit) inverse = NULL;
  g_autoptr (StrataEdit) again = NULL;
  StrataRegion *copy;

  g_assert_no_error (error);
  board_fixture_check_state (board, before, flat_before);
  g_assert_cmpstr (id, ==, "a-crate");
  inverse = board_fixture_edit (board, duplicate);
  copy = strata_board_get_region (board, id);
  assert_like (board, "crate", id);
  assert_like (board, "flash", "flash-2");
  assert_like (board, "over", "over-2");
  assert_like (board, "inside", "inside-2");
  assert_like (board, "outside", "outside-2");
  g_assert_true (strata_region_get_container (strata_board_get_region (board, "over-2")) == copy);
  g_assert_true (strata_region_get_owner (copy) == strata_region_get_owner (original));
  g_assert_true (strata_region_get_alias_target (strata_board_get_region (board, "inside-2"))
                 == strata_board_get_region (board, "over-2"));
  g_assert_true (strata_region_get_alias_target (strata_board_get_region (board, "outside-2"))
                 == strata_board_get_region (board, "far"));
  /* of two at one address, that one is tried first whose original is */
  g_assert_cmpuint (strata_region_get_rank (strata_board_get_region (board, "over-2")), >,
                    strata_region_get_rank (strata_board_get_region (board, "flash-2")));
  board_fixture_check_reload (board);
  again = board_fixture_edit (board, g_steal_pointer (&inverse));
  board_fixture_check_state (board, before, flat_before);
}

static void
test_duplicate_contents (void)
{
  g_autofree char *folder = g_dir_make_tmp ("strata-edit-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "boot.bin", NULL);
  g_autofree char *text = g_strdup_printf ("[strata]\nversion=1\n[address-space memory]\nroot=r\n"
                                           "[region r]\nkind=ram\nsize=0x1000\n"
                                           "[region boot]\nkind=rom\nsize=0x10\nparent=r\n"
                                           "address=0x0\n"
                                           "load=%s\n", file);
  g_autoptr (StrataBoard) board = NULL;
  g_autoptr (StrataEdit) inverse = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  g_assert_true (g_file_set_contents (file, "bytes of boot", -1, NULL));
  board = board_fixture_load (text);
  inverse = board_fixture_edit (
    board,
    strata_board_make_duplicate (board, strata_board_get_region (board, "boot"), &id, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (strata_region_get_ram_ptr (strata_board_get_region (board, id)), 16,
                   "bytes of boot\0\0\0", 16);
  assert_like (board, "boot", id);
  board_fixture_check_reload (board);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_find (void)
{
  g_autoptr (StrataBoard) board = board_fixture_load (crate);
  g_autoptr (StrataEdit) inverse
    = board_fixture_edit (board, strata_edit_new_name ("far", "a crate"));
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (inverse);
  g_assert_true (strata_board_find_region (board, " far ", &error)
                 == strata_board_get_region (board, "far"));
  g_assert_true (strata_board_find_region (board, "over", &error)
                 == strata_board_get_region (board, "over"));
  g_assert_null (strata_board_find_region (board, "a crate", &error));
  g_assert_cmpstr (error->message, ==, "several regions are called “a crate”: write an id such as "
                                       "crate or far");
  g_clear_error (&error);
  g_assert_null (strata_board_find_region (board, "none", &error));
  g_assert_cmpstr (error->message, ==, "there is no region “none”");
}

/* Of what a device offers there is one only. */
static void
test_duplicate_device (void)
{
  static const char *const ids[] = { "rtc", "bus" };
  g_autoptr (StrataBoard) board = board_fixture_load ("[strata]\nversion=1\n"
                                                      "[region bus]\nkind=container\nsize=2^64\n"
                                                      "[device clock]\nmodel=pl031\n"
                                                      "[region rtc]\ndevice=clock\nparent=bus\n");

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (strata_board_make_duplicate (
        board, strata_board_get_region (board, ids[i]), NULL, &error));
      g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE);
      g_assert_cmpstr (error->message, ==,
                       "“pl031” is a part of a device, and there is one of it only");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/duplicate/all-of-it", test_duplicate);
  g_test_add_func ("/strata/duplicate/contents", test_duplicate_contents);
  g_test_add_func ("/strata/duplicate/device", test_duplicate_device);
  g_test_add_func ("/strata/duplicate/find", test_find);
  return g_test_run ();
}
