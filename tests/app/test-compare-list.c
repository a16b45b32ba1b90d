/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Two flat views side by side. What is expected is worked out by hand. */

#include "config.h"

#include "strata-compare-list.h"
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/compare-list/rows", test_rows);
  g_test_add_func ("/strata/compare-list/nothing", test_nothing);

  return g_test_run ();
}
