/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Two flat views side by side. What is expected is worked out by hand. */

#include "config.h"

#include "../strata-wait.h"
#include "formats/strata-formats.h"
#include "strata-compare-list.h"
#include "strata-compare-row.h"
#include "strata-compare-side.h"
#include "strata.h"

#define BEGINNING                                                                                \
  "[strata]\nversion=1\n[address-space memory]\nroot=system\n"                                   \
  "[region system]\nkind=container\nsize=2^32\n"                                                 \
  "[region same]\nkind=ram\nsize=0x1000\nparent=system\naddress=0\n"

static StrataFlatView *
make_view (const char *rest)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strconcat (BEGINNING, rest, NULL);
  g_autoptr (StrataBoard) board = strata_board_new_from_text (text, -1, "t", NULL, NULL, &error);

  g_assert_no_error (error);

  return strata_address_space_ref_view (strata_board_get_address_space (board, 0));
}

static char *
write_rows (StrataCompareList *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *old_name = NULL;
      g_autofree char *new_name = NULL;
      g_autofree char *mark = NULL;

      g_object_get (row, "old-name", &old_name, "mark", &mark, "new-name", &new_name, NULL);
      g_string_append_printf (text, "%s|%s|%s\n", old_name, mark, new_name);
    }

  return g_string_free (text, FALSE);
}

static void
test_rows (void)
{
  static const char *const texts[] = {
    "  0–fff\tsame, RAM", "− 2000–200f\tgone, RAM", "+ 3000–300f\tcome, RAM",
    "− 4000–400f\tother, RAM\n+ 4000–400f\tanother, MMIO",
  };
  g_autoptr (StrataFlatView) old_view = make_view (
    "[region gone]\nkind=ram\nsize=0x10\nparent=system\naddress=0x2000\n"
    "[region other]\nkind=ram\nsize=0x10\nparent=system\naddress=0x4000\n"
    "[region grown]\nkind=rom\nsize=0x10\nparent=system\naddress=0x5000\n");
  g_autoptr (StrataFlatView) new_view = make_view (
    "[region come]\nkind=ram\nsize=0x10\nparent=system\naddress=0x3000\n"
    "[region another]\nkind=mmio\nsize=0x10\nparent=system\naddress=0x4000\n"
    "[region grown]\nkind=rom\nsize=0x20\nparent=system\naddress=0x5000\n");
  g_autoptr (StrataCompareList) list = strata_compare_list_new (old_view, new_view);
  g_autofree char *rows = write_rows (list);

  g_assert_cmpstr (rows, ==,
                   "same, RAM||same, RAM\n"
                   "gone, RAM|−|\n"
                   "|+|come, RAM\n"
                   "other, RAM|≠|another, MMIO\n"
                   "grown, ROM|−|\n"
                   "|+|grown, ROM\n");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (StrataCompareRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *text = strata_compare_row_dup_text (row);

      g_assert_cmpstr (text, ==, texts[i]);
    }
  g_assert_cmpuint (strata_compare_list_get_n_differences (list), ==, 5);
  g_assert_cmpuint (strata_compare_list_find_difference (list, GTK_INVALID_LIST_POSITION, TRUE),
                    ==, 1);
  g_assert_cmpuint (strata_compare_list_find_difference (list, 1, TRUE), ==, 2);
  g_assert_cmpuint (strata_compare_list_find_difference (list, 5, TRUE), ==,
                    GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (strata_compare_list_find_difference (list, 5, FALSE), ==, 4);
  g_assert_cmpuint (strata_compare_list_find_difference (list, 1, FALSE), ==,
                    GTK_INVALID_LIST_POSITION);
}

static void
test_nothing (void)
{
  g_autoptr (StrataFlatView) view = make_view ("");
  g_autoptr (StrataCompareList) same = strata_compare_list_new (view, view);
  g_autoptr (StrataCompareList) gone = strata_compare_list_new (view, NULL);
  g_autofree char *rows = write_rows (gone);

  g_assert_cmpuint (strata_compare_list_get_n_differences (same), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (same)), ==, 1);
  g_assert_cmpstr (rows, ==, "same, RAM|−|\n");
}

/* {{{ What the tool says */

/* Without the space between groups of digits */
static guint64
read_address (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isxdigit (*text))
      g_string_append_c (digits, *text);

  return g_ascii_strtoull (digits->str, NULL, 16);
}

/* `SIGN FIRST LAST NAME OFFSET` of a side of a row */
static void
add_side (GString    *text,
          char        sign,
          GObject    *row,
          const char *addresses_property,
          const char *name_property)
{
  g_autofree char *addresses = NULL;
  g_autofree char *name = NULL;
  g_auto (GStrv) ends = NULL;
  char *comma, *plus;

  g_object_get (row, addresses_property, &addresses, name_property, &name, NULL);
  ends = g_strsplit (addresses, "–", 2);
  comma = strrchr (name, ',');
  g_assert_nonnull (comma);
  *comma = '\0';
  plus = strstr (name, " + ");
  if (plus != NULL)
    *plus = '\0';
  g_string_append_printf (text, "%c %" G_GINT64_MODIFIER "x %" G_GINT64_MODIFIER "x %s %"
                          G_GINT64_MODIFIER "x\n", sign, read_address (ends[0]),
                          read_address (ends[1] != NULL ? ends[1] : ends[0]), name,
                          plus != NULL ? read_address (plus + strlen (" + ")) : 0);
}

static char *
write_differences (const char *old_name,
                   const char *new_name)
{
  g_autoptr (StrataBoard) old_board = strata_formats_load (old_name, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (StrataBoard) new_board = strata_formats_load (new_name, NULL, NULL, NULL, NULL, NULL);
  g_autoptr (StrataFlatView) old_view = NULL;
  g_autoptr (StrataFlatView) new_view = NULL;
  g_autoptr (StrataCompareList) list = NULL;
  GString *text = g_string_new (NULL);

  g_assert_nonnull (old_board);
  g_assert_nonnull (new_board);
  old_view = strata_address_space_ref_view (strata_board_get_default_address_space (old_board));
  new_view = strata_address_space_ref_view (strata_board_get_default_address_space (new_board));
  list = strata_compare_list_new (old_view, new_view);
  for (guint i = strata_compare_list_find_difference (list, GTK_INVALID_LIST_POSITION, TRUE);
       i != GTK_INVALID_LIST_POSITION; i = strata_compare_list_find_difference (list, i, TRUE))
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autofree char *mark = NULL;

      g_object_get (row, "mark", &mark, NULL);
      if (!g_str_equal (mark, "+"))
        add_side (text, '-', row, "old-addresses", "old-name");
      if (!g_str_equal (mark, "−"))
        add_side (text, '+', row, "new-addresses", "new-name");
    }

  return g_string_free (text, FALSE);
}

/* The same of the lines of `stratactl diff` */
static char *
read_differences (const char *old_name,
                  const char *new_name)
{
  g_autofree char *tool = g_build_filename (g_getenv ("STRATA_BUILD_DIR"), "app", "ctl",
                                            "stratactl", NULL);
  const char *arguments[] = { tool, "diff", old_name, new_name, NULL };
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output,
                NULL, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *name, *at, *end;
      guint64 first, last;

      if (*lines[i] == '\0' || *lines[i] == '@' || g_str_has_prefix (lines[i], "---") ||
          g_str_has_prefix (lines[i], "+++"))
        continue;
      first = g_ascii_strtoull (lines[i] + 1, &end, 16);
      last = g_ascii_strtoull (end + 1, NULL, 16);
      name = strstr (lines[i], "): ") + strlen ("): ");
      at = g_strrstr (name, " @");
      if (at != NULL)
        *at = '\0';
      g_string_append_printf (text, "%c %" G_GINT64_MODIFIER "x %" G_GINT64_MODIFIER "x %s %"
                              G_GINT64_MODIFIER "x\n", *lines[i], first, last, name,
                              at != NULL ? g_ascii_strtoull (at + strlen (" @"), NULL, 16) : 0);
    }

  return g_string_free (text, FALSE);
}

/* The rows that differ are those of `stratactl diff`: of the samples and of real dumps. */
static void
test_as_the_tool (void)
{
  static const char *const pairs[][2] = {
    { "doc-pc", "doc-overlap" },
    { "x86_64-pc+std-boot10s", "doc-pc" },
    { "aarch64-virt.treeD.txt", "aarch64-raspi3b.treeD.txt" },
    { "alpha-clipper.treeD.txt", "x86_64-pc+std-boot10s" },
    { "alpha-clipper.treeD.txt", "alpha-clipper.tree.txt" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      char *names[] = { NULL, NULL };
      g_autofree char *old_name = NULL;
      g_autofree char *new_name = NULL;
      g_autofree char *ours = NULL;
      g_autofree char *tools = NULL;

      for (guint k = 0; k < G_N_ELEMENTS (names); k++)
        names[k] = g_str_has_suffix (pairs[i][k], ".txt")
                   ? g_test_build_filename (G_TEST_DIST, "data", "mtree", pairs[i][k], NULL)
                   : g_strdup (pairs[i][k]);
      old_name = names[0];
      new_name = names[1];
      ours = write_differences (old_name, new_name);
      tools = read_differences (old_name, new_name);
      g_assert_cmpstr (ours, ==, tools);
      g_assert_cmpint (*ours != '\0', ==, i < 4);
    }
}

/* }}} */
/* {{{ A side that is followed */

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_side (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "root", 0x10000);
  g_autoptr (StrataRegion) device = strata_region_new_reserved (system, NULL, "device", 0x100);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", root);
  g_autoptr (StrataFlatView) before = strata_address_space_ref_view (space);
  g_autoptr (StrataCompareList) list = NULL;
  g_autofree char *rows = NULL;
  StrataCompareSide *side = strata_compare_side_new ();
  guint n_changes = 0;

  g_assert_null (strata_compare_side_get_view (side));
  g_signal_connect_swapped (side, "changed", G_CALLBACK (count_cb), &n_changes);
  strata_compare_side_show (side, space);
  g_assert_true (strata_compare_side_get_space (side) == space);
  g_assert_cmpuint (n_changes, ==, 0);

  g_assert_true (strata_region_add_subregion (root, 0x1000, device, NULL));
  strata_wait_for (n_changes > 0);
  g_assert_cmpuint (n_changes, ==, 1);
  list = strata_compare_list_new (before, strata_compare_side_get_view (side));
  rows = write_rows (list);
  g_assert_cmpstr (rows, ==, "|+|device, Reserved\n");
  /* where it begins, what it covers, and where nothing is */
  g_assert_cmpuint (strata_compare_list_find (list, 0x1000), ==, 0);
  g_assert_cmpuint (strata_compare_list_find (list, 0x10ff), ==, 0);
  g_assert_cmpuint (strata_compare_list_find (list, 0x1100), ==, GTK_INVALID_LIST_POSITION);

  strata_compare_side_show (side, NULL);
  g_assert_null (strata_compare_side_get_space (side));
  g_assert_finalize_object (side);
}

/* }}} */

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/compare-list/rows", test_rows);
  g_test_add_func ("/strata/compare-list/nothing", test_nothing);
  g_test_add_func ("/strata/compare-list/as-the-tool", test_as_the_tool);
  g_test_add_func ("/strata/compare-list/side", test_side);

  return g_test_run ();
}
