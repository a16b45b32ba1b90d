/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The lines of `info mtree`, and what a pasted session has around them. */
#include "strata-mtree-testing.h"

#include <string.h>

#define TOP "  0000000000000000-ffffffffffffffff (prio 0, i/o): top\n"
#define TREE                                                                                       \
  "address-space: memory\n" TOP                                                                    \
  "    0000000000001000-0000000000001fff (prio -5, ram): ram\n"                                    \
  "    0000000000002000-0000000000002fff (prio 0, rom): rom [disabled]\n\n"

/* Asserts that a text gives the tree above. */
static void
assert_tree (const char *text)
{
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (text, NULL);
  g_autofree char *tree = strata_system_tree_to_string (strata_board_get_system (board), TRUE);

  g_assert_cmpstr (tree, ==, TREE);
}

static void
test_sessions (void)
{
  assert_tree (TREE);
  assert_tree ("QEMU 7.2.22 monitor - type 'help' for more information\n(qemu) info mtree -D\n" TREE
               "(qemu) quit\n");
  assert_tree ("(qemu) (qemu) " TREE "(qemu) info status\nVM status: paused\n(qemu)");
  assert_tree ("\033[1m(qemu)\033[0m i\033[K\033[Din\033[K\033[D\033[Dinfo mtree -D\033[K\n" TREE);
  assert_tree ("\033]0;a title\007" TREE);
}

static void
test_line_ends (void)
{
  g_auto (GStrv) lines = g_strsplit (TREE, "\n", -1);
  g_autofree char *dos = g_strjoinv ("\r\n", lines);
  g_autofree char *twice = g_strjoinv ("\r\r\n", lines);
  g_autofree char *no_end = g_strndup (TREE, strlen (TREE) - 2);

  assert_tree (dos);
  assert_tree (twice);
  assert_tree (no_end);
}

static void
test_indented (void)
{
  g_auto (GStrv) lines = g_strsplit ("\n" TREE, "\n", -1);
  g_autofree char *indented = g_strjoinv ("\n    ", lines);

  assert_tree (indented);
}

static void
test_owners (void)
{
  assert_tree ("address-space: memory\n"
               "  0000000000000000-ffffffffffffffff (prio 0, i/o): top parent:{obj path=/a b}\n"
               "    0000000000001000-0000000000001fff (prio -5, ram): ram orphan\n"
               "    0000000000002000-0000000000002fff (prio 0, rom): rom [disabled] "
               "owner:{dev id=x} parent:{obj path=/y}\n");
}

/* Without owners anywhere in the text, a name may end like this. */
static void
test_orphan_name (void)
{
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (
      "address-space: memory\n"
      "  0000000000000000-0000000000000fff (prio 0, ram): an orphan\n",
      NULL);

  g_assert_cmpstr (strata_region_get_name (strata_board_get_region (board, "an-orphan")), ==,
                   "an orphan");
}

static void
assert_alias (const char *text, const char *section, const char *name, const char *target)
{
  g_autofree char *whole = NULL;
  g_autoptr (StrataBoard) board = NULL;
  g_autoptr (GPtrArray) subregions = NULL;
  StrataRegion *alias;

  whole = g_strdup_printf ("address-space: memory\n" TOP
                           "    0000000000000000-0000000000000fff (prio 0, ram): %s "
                           "0000000000000010-000000000000100f\n\nmemory-region: %s\n"
                           "  0000000000000000-0000000000001fff (prio 0, ram): %s\n",
                           text, section, section);
  board = strata_mtree_testing_load (whole, NULL);
  subregions = strata_region_list_subregions (
      strata_address_space_get_root (strata_board_get_address_space (board, 0)));
  g_assert_cmpuint (subregions->len, ==, 1);
  alias = g_ptr_array_index (subregions, 0);
  g_assert_cmpint (strata_region_get_kind (alias), ==, STRATA_REGION_ALIAS);
  g_assert_cmpstr (strata_region_get_name (alias), ==, name);
  g_assert_cmpuint (strata_region_get_alias_offset (alias), ==, 0x10);
  g_assert_cmpstr (strata_region_get_name (strata_region_get_alias_target (alias)), ==, target);
}

/* Names are free text: they may have blanks, @ and brackets. */
static void
test_names (void)
{
  assert_alias ("alias a b @ram", "ram", "a b", "ram");
  assert_alias ("alias region @0x40010000 @ram", "ram", "region @0x40010000", "ram");
  assert_alias ("alias a @region @0x40010000", "region @0x40010000", "a", "region @0x40010000");
  assert_alias ("alias io[1] @alias @b", "alias @b", "io[1]", "alias @b");
  assert_alias ("alias  @ram", "ram", "", "ram");
}

static void
test_not_an_alias (void)
{
  static const char *const names[] = {
    "alias", "alias of nothing", "a @ram 0000000000000010-000000000000100f",
    "alias @0000000000000010", "usb2 port #1", "region @0x40010000", "x (prio 0, i/o): y",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *text = g_strdup_printf ("address-space: memory\n"
                                               "  0000000000000000-0000000000000fff (prio 0, ram): "
                                               "%s\n",
                                               names[i]);
      g_autoptr (StrataBoard) board = strata_mtree_testing_load (text, NULL);
      StrataRegion *root;

      root = strata_address_space_get_root (strata_board_get_address_space (board, 0));
      g_assert_cmpstr (strata_region_get_name (root), ==, names[i]);
      g_assert_cmpint (strata_region_get_kind (root), ==, STRATA_REGION_RAM);
    }
}

/* Flat dumps may have owners, the accelerator that maps a range, and a dispatch tree. */
static void
test_flat_variants (void)
{
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (
      "FlatView #0\n"
      " AS \"a \"quoted\" name\", root: top, alias other\n"
      " Root memory region: top\n"
      "  0000000000000000-0000000000000fff (prio 0, ram): ram KVM\n"
      "  0000000000001000-0000000000001fff (prio 0, nv-rom): b @0x1 @0000000000000800 "
      "owner:{dev id=x} KVM\n"
      "  Dispatch\n"
      "    Physical sections\n"
      "      #0 @0000000000000000..ffffffffffffffff (noname) [unassigned]\n"
      "\n",
      NULL);
  g_autofree char *flat = strata_system_flat_to_string (strata_board_get_system (board));

  g_assert_cmpstr (flat, ==,
                   "FlatView #0\n"
                   " AS \"a \"quoted\" name\", root: top\n"
                   " Root memory region: top\n"
                   "  0000000000000000-0000000000000fff (prio 0, ram): ram\n"
                   "  0000000000001000-0000000000001fff (prio 0, nv-rom): b @0x1 "
                   "@0000000000000800\n\n");
}

/* A paste with the same dump twice is read once. */
static void
test_second_dump (void)
{
  g_autoptr (StrataBoard) board = NULL;
  g_autofree char *notes = NULL;
  g_autofree char *tree = NULL;

  board = strata_mtree_testing_load ("(qemu) info mtree -D\n" TREE "(qemu) info mtree -D\n" TREE,
                                     NULL);
  notes = strata_mtree_testing_join_notes (board);
  tree = strata_system_tree_to_string (strata_board_get_system (board), TRUE);
  g_assert_cmpstr (tree, ==, TREE);
  g_assert_nonnull (strstr (notes, "T:8: a second tree begins here; it is not read\n"));
}

static void
test_errors (void)
{
#define LINE(text) "address-space: memory\n" text "\n"
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { LINE ("  hello"), "T:2: not a line of a memory tree: “  hello”" },
    { LINE ("  0-"), "T:2: not a line of a memory tree: “  0-”" },
    { LINE ("  00000000000000000-1 (prio 0, ram): x"),
      "T:2: not a line of a memory tree: “  00000000000000000-1 (prio 0, ram): x”" },
    { LINE ("  0-f"), "T:2: no priority: “  0-f”" },
    { LINE ("  0-f (prio 2147483648, ram): x"),
      "T:2: no priority: “  0-f (prio 2147483648, ram): x”" },
    { LINE ("  0-f (prio 0, RAM): x"),
      "T:2: no kind among ramd, romd, rom, ram and i/o: “  0-f (prio 0, RAM): x”" },
    { LINE ("  f-0 (prio 0, ram): x"),
      "T:2: the region ends before it begins: “  f-0 (prio 0, ram): x”" },
    { LINE ("   0-f (prio 0, ram): x"),
      "T:2: indented by an odd number of spaces, or not at all: “   0-f (prio 0, ram): x”" },
    { LINE ("0-f (prio 0, ram): x"),
      "T:2: indented by an odd number of spaces, or not at all: “0-f (prio 0, ram): x”" },
    { LINE ("  0-f (prio 0, ram): x\n  0-f (prio 0, ram): y"),
      "T:3: a second root below one heading: “y”" },
    { LINE ("                        0-f (prio 0, ram): x"),
      "T:2: indented too deeply for what it is below: “x”" },
    { LINE ("  0-f (prio 0, ram): alias a @b 0-f\n    0-f (prio 0, ram): x"),
      "T:3: a region below an alias: “x”" },
    { LINE ("  0-f (prio 0, ram): x\n\nhello"),
      "T:4: neither a heading nor part of what a heading begins: “hello”" },
    { "FlatView #0\n  0-f (prio 0, ram): x\n  8-1f (prio 0, ram): y\n",
      "T:3: the range begins before the one above it ends: “  8-1f (prio 0, ram): y”" },
    { "FlatView #0\n  f-0 (prio 0, ram): x\n",
      "T:2: the range ends before it begins: “  f-0 (prio 0, ram): x”" },
    { "FlatView #0\n hello\n", "T:2: not a line of a flat view: “ hello”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    strata_mtree_testing_assert_error (cases[i].text, -1, NULL, cases[i].message);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/mtree/scan/sessions", test_sessions);
  g_test_add_func ("/strata/mtree/scan/line-ends", test_line_ends);
  g_test_add_func ("/strata/mtree/scan/indented", test_indented);
  g_test_add_func ("/strata/mtree/scan/owners", test_owners);
  g_test_add_func ("/strata/mtree/scan/orphan-name", test_orphan_name);
  g_test_add_func ("/strata/mtree/scan/names", test_names);
  g_test_add_func ("/strata/mtree/scan/not-an-alias", test_not_an_alias);
  g_test_add_func ("/strata/mtree/scan/flat-variants", test_flat_variants);
  g_test_add_func ("/strata/mtree/scan/second-dump", test_second_dump);
  g_test_add_func ("/strata/mtree/scan/errors", test_errors);
  return g_test_run ();
}
