/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What the text of a tree leaves open, rule by rule: what is decided and what the notes say. */
#include "strata-mtree-testing.h"

#include <string.h>

/* Which every import has. */
#define BYTE_ORDER_NOTE                                                                            \
  "T:1: the text does not tell the byte order: it is taken to be little-endian\n"

/* Asserts what a tree flattens to, without the headings, and what its notes are. */
static StrataBoard *
assert_import (const char *text, const char *hints, const char *ranges, const char *notes)
{
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (text, hints);
  g_autofree char *flat = strata_system_flat_to_string (strata_board_get_system (board));
  g_autofree char *joined = strata_mtree_testing_join_notes (board);
  const char *first = strstr (flat, "\n  ");

  g_assert_nonnull (first);
  if (ranges != NULL)
    g_assert_cmpstr (first + 1, ==, ranges);
  g_assert_true (g_str_has_prefix (joined, BYTE_ORDER_NOTE));
  g_assert_cmpstr (joined + strlen (BYTE_ORDER_NOTE), ==, notes);
  return g_steal_pointer (&board);
}

/* Rule 1: i/o is a container or a device. */
static void
test_nature (void)
{
  const char *text = "address-space: memory\n"
                     "  0000000000000000-000000000000ffff (prio 0, i/o): top\n"
                     "    0000000000000000-00000000000000ff (prio 0, i/o): leaf\n"
                     "    0000000000001000-0000000000001fff (prio 0, i/o): branch\n"
                     "      0000000000001000-00000000000010ff (prio 0, i/o): twig\n";

  g_autoptr (StrataBoard) plain = assert_import (
      text, NULL,
      "  0000000000000000-00000000000000ff (prio 0, i/o): leaf\n"
      "  0000000000001000-00000000000010ff (prio 0, i/o): twig\n\n",
      "T:2: “top” is i/o, taken for a container: there are regions below it\n"
      "T:3: “leaf” is i/o, taken for a device: there is no region below it\n"
      "T:4: “branch” is i/o, taken for a container: there are regions below it\n"
      "T:5: “twig” is i/o, taken for a device: there is no region below it\n");
  g_autoptr (StrataBoard) hinted = assert_import (
      text,
      "FlatView #0\n"
      " AS \"memory\", root: top\n"
      " Root memory region: top\n"
      "  0000000000001000-00000000000010ff (prio 0, i/o): twig\n"
      "  0000000000001100-0000000000001fff (prio 0, i/o): branch @0000000000000100\n",
      "  0000000000001000-00000000000010ff (prio 0, i/o): twig\n"
      "  0000000000001100-0000000000001fff (prio 0, i/o): branch @0000000000000100\n\n",
      "T:2: “top” is i/o, taken for a container: the hints do not show it where a device would be "
      "seen\n"
      "T:3: “leaf” is i/o, taken for a container: the hints do not show it where a device would be "
      "seen\n"
      "T:4: “branch” is i/o, taken for a device: H:5 shows it\n"
      "T:5: “twig” is i/o, taken for a device: H:4 shows it\n");

  g_assert_cmpint (strata_region_get_kind (strata_board_get_region (plain, "branch")), ==,
                   STRATA_REGION_CONTAINER);
  g_assert_cmpint (strata_region_get_kind (strata_board_get_region (hinted, "branch")), ==,
                   STRATA_REGION_MMIO);
  g_assert_true (strata_region_is_unmodelled (strata_board_get_region (hinted, "branch")));
}

/* Rule 1: one name can be both, a container and the device in it. */
static void
test_nature_same_name (void)
{
  g_autoptr (StrataBoard) board = assert_import (
      "address-space: memory\n"
      "  0000000000000000-000000000000ffff (prio 0, i/o): usb\n"
      "    000000000000c100-000000000000c633 (prio 0, i/o): usb\n",
      "FlatView #0\n"
      " AS \"memory\", root: usb\n"
      " Root memory region: usb\n"
      "  000000000000c100-000000000000c633 (prio 0, i/o): usb\n",
      "  000000000000c100-000000000000c633 (prio 0, i/o): usb\n\n",
      "T:2: “usb” is i/o, taken for a container: the hints do not show it where a device would be "
      "seen\n"
      "T:3: “usb” is i/o, taken for a device: H:4 shows it\n");

  g_assert_cmpint (strata_region_get_kind (strata_board_get_region (board, "usb")), ==,
                   STRATA_REGION_CONTAINER);
}

/* Rule 2: a read-only alias prints ram. */
static void
test_read_only (void)
{
  const char *text = "address-space: memory\n"
                     "  0000000000000000-00000000000fffff (prio 0, ram): top\n"
                     "    0000000000000000-0000000000000fff (prio 0, ram): alias low @ram "
                     "0000000000000000-0000000000000fff\n"
                     "    0000000000001000-0000000000001fff (prio 0, ram): alias shadow @ram "
                     "0000000000001000-0000000000001fff\n"
                     "\n"
                     "memory-region: ram\n"
                     "  0000000000000000-0000000000001fff (prio 0, ram): ram\n";

  g_autoptr (StrataBoard) plain = assert_import (
      text, NULL,
      "  0000000000000000-0000000000001fff (prio 0, ram): ram\n"
      "  0000000000002000-00000000000fffff (prio 0, ram): top @0000000000002000\n\n",
      "");
  g_autoptr (StrataBoard) hinted = assert_import (
      text,
      "FlatView #0\n"
      " AS \"memory\", root: top\n"
      " Root memory region: top\n"
      "  0000000000000000-0000000000000fff (prio 0, ram): ram\n"
      "  0000000000001000-0000000000001fff (prio 0, rom): ram @0000000000001000\n"
      "  0000000000002000-00000000000fffff (prio 0, ram): top @0000000000002000\n",
      "  0000000000000000-0000000000000fff (prio 0, ram): ram\n"
      "  0000000000001000-0000000000001fff (prio 0, rom): ram @0000000000001000\n"
      "  0000000000002000-00000000000fffff (prio 0, ram): top @0000000000002000\n\n",
      "T:4: “shadow” is taken to be read-only: H:5 shows rom\n");

  g_assert_false (strata_region_get_readonly (strata_board_get_region (plain, "shadow")));
  g_assert_true (strata_region_get_readonly (strata_board_get_region (hinted, "shadow")));
  g_assert_false (strata_region_get_readonly (strata_board_get_region (hinted, "low")));
}

#define OVERLAP_TREE                                                                               \
  "address-space: memory\n"                                                                        \
  "  0000000000000000-000000000000ffff (prio 0, ram): top\n"                                       \
  "    0000000000000000-0000000000000fff (prio 1, ram): large\n"                                   \
  "    0000000000000000-00000000000000ff (prio 1, ram): under\n"                                   \
  "    0000000000000800-00000000000008ff (prio 1, ram): small\n"                                   \
  "    0000000000002000-0000000000002fff (prio 1, ram): left\n"                                    \
  "    0000000000002800-00000000000037ff (prio 1, ram): right\n"

/* Rule 3: among equals at one address the dump's order is the winning order; else the smaller
 * wins. */
static void
test_order (void)
{
  g_autoptr (StrataBoard) board = assert_import (
      OVERLAP_TREE, NULL,
      "  0000000000000000-00000000000007ff (prio 1, ram): large\n"
      "  0000000000000800-00000000000008ff (prio 1, ram): small\n"
      "  0000000000000900-0000000000000fff (prio 1, ram): large @0000000000000900\n"
      "  0000000000001000-0000000000001fff (prio 0, ram): top @0000000000001000\n"
      "  0000000000002000-0000000000002fff (prio 1, ram): left\n"
      "  0000000000003000-00000000000037ff (prio 1, ram): right @0000000000000800\n"
      "  0000000000003800-000000000000ffff (prio 0, ram): top @0000000000003800\n\n",
      "T:4: “under” overlaps “large” of line 3 with equal priority: “large” of line 3 is taken to "
      "win, which comes first in the dump\n"
      "T:5: “small” overlaps “large” of line 3 with equal priority: “small” of line 5 is taken to "
      "win, the smaller one\n"
      "T:7: “right” overlaps “left” of line 6 with equal priority: “left” of line 6 is taken to "
      "win, the lower one of two of one size\n");
  g_autofree char *tree = strata_system_tree_to_string (strata_board_get_system (board), TRUE);

  g_assert_cmpstr (tree, ==, OVERLAP_TREE "\n");
}

/* Rule 3: a flat dump knows better, but not about those at one address. */
static void
test_order_hinted (void)
{
  g_autoptr (StrataBoard) board = assert_import (
      OVERLAP_TREE,
      "FlatView #0\n"
      " AS \"memory\", root: top\n"
      " Root memory region: top\n"
      "  0000000000000000-0000000000000fff (prio 1, ram): large\n"
      "  0000000000001000-0000000000001fff (prio 0, ram): top @0000000000001000\n"
      "  0000000000002000-00000000000027ff (prio 1, ram): left\n"
      "  0000000000002800-00000000000037ff (prio 1, ram): right\n"
      "  0000000000003800-000000000000ffff (prio 0, ram): top @0000000000003800\n",
      "  0000000000000000-0000000000000fff (prio 1, ram): large\n"
      "  0000000000001000-0000000000001fff (prio 0, ram): top @0000000000001000\n"
      "  0000000000002000-00000000000027ff (prio 1, ram): left\n"
      "  0000000000002800-00000000000037ff (prio 1, ram): right\n"
      "  0000000000003800-000000000000ffff (prio 0, ram): top @0000000000003800\n\n",
      "T:4: “under” overlaps “large” of line 3 with equal priority: “large” of line 3 is taken to "
      "win, which comes first in the dump\n"
      "T:5: “small” overlaps “large” of line 3 with equal priority: “large” of line 3 is taken to "
      "win, as H:4 shows\n"
      "T:7: “right” overlaps “left” of line 6 with equal priority: “right” of line 7 is taken to "
      "win, as H:7 shows\n");
  g_autofree char *tree = strata_system_tree_to_string (strata_board_get_system (board), TRUE);

  g_assert_cmpstr (tree, ==, OVERLAP_TREE "\n");
}

/* Rule 4: size 0 and size 1 print the same. */
static void
test_one_address (void)
{
  g_autoptr (StrataBoard) board = assert_import (
      "address-space: memory\n"
      "  0000000000000000-ffffffffffffffff (prio 0, i/o): top\n"
      "    0000000000000000-0000000000000000 (prio 0, ram): alias closed @ram "
      "0000000000000000-0000000000000000\n"
      "    0000000000000061-0000000000000061 (prio 0, i/o): port\n"
      "\n"
      "memory-region: ram\n"
      "  0000000000000000-0000000000001fff (prio 0, ram): ram\n",
      NULL, "  0000000000000061-0000000000000061 (prio 0, i/o): port\n\n",
      "T:2: “top” is i/o, taken for a container: there are regions below it\n"
      "T:3: “closed” ends where it begins: an alias is taken to be empty\n"
      "T:4: “port” is i/o, taken for a device: there is no region below it\n"
      "T:4: “port” ends where it begins: it is taken to have one byte\n");

  g_assert_cmpuint (strata_region_get_size (strata_board_get_region (board, "closed")), ==, 0);
  g_assert_cmpuint (strata_region_get_size (strata_board_get_region (board, "port")), ==, 1);
  g_assert_cmpuint (strata_region_get_size (strata_board_get_region (board, "top")), ==,
                    STRATA_SIZE_MAX);
}

/* Rule 5: without -D a disabled region's line is missing, but not those below it. */
static void
test_missing_disabled (void)
{
  g_autoptr (StrataBoard) board = assert_import (
      "address-space: memory\n"
      "  0000000000000000-000000000000ffff (prio 0, i/o): top\n"
      "    0000000000000000-0000000000000fff (prio 0, ram): alias low @ram "
      "0000000000000000-0000000000000fff\n"
      "      0000000000000100-00000000000001ff (prio 0, ram): hidden\n"
      "    0000000000002000-0000000000002fff (prio 0, i/o): device\n"
      "      0000000000004000-00000000000040ff (prio 0, ram): elsewhere\n"
      "        0000000000005000-00000000000050ff (prio 0, ram): deeper\n"
      "\n"
      "address-space: off\n"
      "    0000000000000010-000000000000001f (prio 0, ram): below\n"
      "\n"
      "address-space: empty\n"
      "\n"
      "memory-region: ram\n"
      "  0000000000000000-0000000000001fff (prio 0, ram): ram\n",
      NULL,
      "  0000000000000000-0000000000000fff (prio 0, ram): ram\n"
      "  0000000000002000-0000000000002fff (prio 0, i/o): device\n\n"
      "FlatView #1\n"
      " AS \"off\", root: (disabled, not printed)\n"
      " AS \"empty\", root: (disabled, not printed)\n"
      " Root memory region: (none)\n"
      "  No rendered FlatView\n\n",
      "T:2: “top” is i/o, taken for a container: there are regions below it\n"
      "T:4: “hidden” is indented as if below a region that is not printed: it is taken to be below "
      "a disabled one\n"
      "T:5: “device” is i/o, taken for a device: there is no region below it\n"
      "T:6: “elsewhere” is indented as if below a region that is not printed: it is taken to be "
      "below a disabled one\n"
      "T:7: “deeper” is indented as if below a region that is not printed: it is taken to be below "
      "a disabled one\n"
      "T:10: “below” is indented as if below a region that is not printed: it is taken to be below "
      "a disabled one\n"
      "T:12: no region is printed here: the root is taken to be disabled\n");

  g_assert_false (strata_region_get_enabled (
      strata_region_get_container (strata_board_get_region (board, "hidden"))));
}

/* Rule 5: the name of a root that is not printed stands in the flat dump. */
static void
test_missing_root_hinted (void)
{
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (
      "address-space: off\n"
      "    0000000000000010-000000000000001f (prio 0, ram): below\n",
      "FlatView #0\n"
      " AS \"off\", root: secret\n"
      " Root memory region: (none)\n"
      "  No rendered FlatView\n");
  StrataRegion *root = strata_address_space_get_root (strata_board_get_address_space (board, 0));

  g_assert_cmpstr (strata_region_get_name (root), ==, "secret");
  g_assert_false (strata_region_get_enabled (root));
}

#define TWO_SECTIONS(first, second)                                                                \
  "address-space: memory\n"                                                                        \
  "  0000000000000000-000000000000ffff (prio 0, i/o): top owner:{dev path=/top}\n"                 \
  "    0000000000000000-0000000000000fff (prio 0, ram): alias a @bank "                            \
  "0000000000000000-0000000000000fff owner:{dev path=" first "}\n"                                 \
  "    0000000000002000-0000000000002fff (prio 0, ram): alias b @bank "                            \
  "0000000000000000-0000000000000fff owner:{dev path=" second "}\n"                                \
  "    0000000000004000-0000000000004fff (prio 0, ram): alias c @bank "                            \
  "0000000000000000-0000000000000fff owner:{dev path=" first "}\n"                                 \
  "\n"                                                                                             \
  "memory-region: bank\n"                                                                          \
  "  0000000000000000-0000000000000fff (prio 0, ram): bank owner:{dev path=/one}\n"                \
  "\n"                                                                                             \
  "memory-region: bank\n"                                                                          \
  "  0000000000000000-00000000000007ff (prio 0, ram): bank owner:{dev path=/two}\n"

/* Rule 6: two sections of one name are told apart by their owners, or by who meets them first. */
static void
test_two_sections (void)
{
  const char *expected =
      "T:2: “top” is i/o, taken for a container: there are regions below it\n"
      "T:3: “bank”, which “a” shows, has several sections: the one of line 7 is "
      "taken\n"
      "T:4: “bank”, which “b” shows, has several sections: the one of line 10 is "
      "taken\n"
      "T:5: “bank”, which “c” shows, has several sections: the one of line 7 is "
      "taken\n";

  g_autoptr (StrataBoard) owned = assert_import (
      TWO_SECTIONS ("/one", "/two"), NULL,
      "  0000000000000000-0000000000000fff (prio 0, ram): bank\n"
      "  0000000000002000-00000000000027ff (prio 0, ram): bank\n"
      "  0000000000004000-0000000000004fff (prio 0, ram): bank\n\n",
      expected);
  g_autoptr (StrataBoard) swapped = strata_mtree_testing_load (TWO_SECTIONS ("/two", "/one"), NULL);
  g_autoptr (StrataBoard) orphaned = strata_mtree_testing_load (TWO_SECTIONS ("/x", "/y"), NULL);
  StrataRegion *a = strata_board_get_region (owned, "a");

  g_assert_cmpuint (strata_region_get_size (strata_region_get_alias_target (a)), ==, 0x1000);
  a = strata_board_get_region (swapped, "a");
  g_assert_cmpuint (strata_region_get_size (strata_region_get_alias_target (a)), ==, 0x800);
  a = strata_board_get_region (orphaned, "a");
  g_assert_cmpuint (strata_region_get_size (strata_region_get_alias_target (a)), ==, 0x1000);
  a = strata_board_get_region (orphaned, "b");
  g_assert_cmpuint (strata_region_get_size (strata_region_get_alias_target (a)), ==, 0x800);
}

/* Rule 6: an owner of both sections does not tell them apart. */
static void
test_two_sections_of_one_owner (void)
{
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (
      "address-space: memory\n"
      "  0000000000000000-000000000000ffff (prio 0, ram): top parent:{obj path=/m}\n"
      "    0000000000000000-00000000000000ff (prio 0, i/o): alias a @timer "
      "0000000000000000-00000000000000ff parent:{obj path=/m}\n"
      "    0000000000001000-00000000000010ff (prio 0, i/o): alias b @timer "
      "0000000000000000-00000000000000ff parent:{obj path=/m}\n"
      "\n"
      "memory-region: timer\n"
      "  0000000000000000-00000000000000ff (prio 0, i/o): timer parent:{obj path=/m}\n"
      "\n"
      "memory-region: timer\n"
      "  0000000000000000-00000000000000ff (prio 0, i/o): timer parent:{obj path=/m}\n",
      NULL);

  g_assert_true (strata_region_get_alias_target (strata_board_get_region (board, "a"))
                 == strata_board_get_region (board, "timer"));
  g_assert_true (strata_region_get_alias_target (strata_board_get_region (board, "b"))
                 == strata_board_get_region (board, "timer-2"));
}

/* Rule 7: a section starts at the target's own offset in its container, which the alias ignores; it
 * is the same region as the one that is printed in its container. */
static void
test_section_offset (void)
{
  g_autoptr (StrataBoard) board = assert_import (
      "address-space: memory\n"
      "  0000000000000000-00000000ffffffff (prio 0, i/o): top\n"
      "    00000000000e0000-00000000000fffff (prio 1, rom): alias isa-bios @bios "
      "0000000000020000-000000000003ffff\n"
      "    00000000fffc0000-00000000ffffffff (prio 0, rom): bios\n"
      "\n"
      "memory-region: bios\n"
      "  00000000fffc0000-00000000ffffffff (prio 0, rom): bios\n",
      NULL,
      "  00000000000e0000-00000000000fffff (prio 0, rom): bios @0000000000020000\n"
      "  00000000fffc0000-00000000ffffffff (prio 0, rom): bios\n\n",
      "T:2: “top” is i/o, taken for a container: there are regions below it\n");
  StrataRegion *bios = strata_board_get_region (board, "bios");

  g_assert_true (strata_region_get_alias_target (strata_board_get_region (board, "isa-bios"))
                 == bios);
  g_assert_true (strata_region_get_container (bios) == strata_board_get_region (board, "top"));
  g_assert_null (strata_board_get_region (board, "bios-2"));
}

/* Rule 7: which of two regions that look the same a section is, cannot be known. */
static void
test_section_of_twins (void)
{
  g_autoptr (StrataBoard) board = assert_import (
      "address-space: memory\n"
      "  0000000000000000-00000000ffffffff (prio 0, ram): top\n"
      "    0000000000001000-0000000000001fff (prio 1, ram): alias window @bank "
      "0000000000000000-0000000000000fff\n"
      "    0000000000010000-000000000001ffff (prio 1, rom): card\n"
      "      0000000000010010-000000000001100f (prio 0, ram): bank\n"
      "    0000000000020000-000000000002ffff (prio 1, rom): card\n"
      "      0000000000020010-000000000002100f (prio 0, ram): bank\n"
      "\n"
      "memory-region: bank\n"
      "  0000000000000010-000000000000100f (prio 0, ram): bank\n",
      NULL, NULL,
      "T:10: “bank” looks like those of lines 5 and 7: it is taken to be the first of them\n");

  g_assert_true (strata_region_get_alias_target (strata_board_get_region (board, "window"))
                 == strata_board_get_region (board, "bank"));
}

/* Rule 8: the root of an address space may also sit in a container, and keeps its offset. */
static void
test_root_in_container (void)
{
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (
      "address-space: memory\n"
      "  0000000000000000-00000000ffffffff (prio 0, i/o): top\n"
      "    0000000080000000-00000000800000ff (prio 0, i/o): ports\n"
      "      0000000080000010-000000008000001f (prio 0, ram): port\n"
      "\n"
      "address-space: I/O\n"
      "  0000000080000000-00000000800000ff (prio 0, i/o): ports\n"
      "    0000000080000010-000000008000001f (prio 0, ram): port\n",
      NULL);
  g_autofree char *flat = strata_system_flat_to_string (strata_board_get_system (board));

  g_assert_cmpstr (flat, ==,
                   "FlatView #0\n"
                   " AS \"memory\", root: top\n"
                   " Root memory region: top\n"
                   "  0000000080000010-000000008000001f (prio 0, ram): port\n\n"
                   "FlatView #1\n"
                   " AS \"I/O\", root: ports\n"
                   " Root memory region: ports\n"
                   "  0000000080000010-000000008000001f (prio 0, ram): port\n\n");
  g_assert_true (strata_region_get_container (strata_board_get_region (board, "ports"))
                 == strata_board_get_region (board, "top"));
  g_assert_null (strata_board_get_region (board, "ports-2"));
}

/* Rule 9: what lies beyond 2^64-1 is cut. */
static void
test_overflow (void)
{
  const char *text = "address-space: memory\n"
                     "  fffffffffffff000-ffffffffffffffff (prio 0, ram): top\n"
                     "[DETECTED OVERFLOW!]     fffffffffffff800-00000000000003ff (prio 0, ram): "
                     "over\n"
                     "[DETECTED OVERFLOW!]     0000000000000400-00000000000004ff (prio 0, ram): "
                     "beyond\n\n";
  g_autoptr (StrataBoard) board = assert_import (
      text, NULL,
      "  fffffffffffff000-fffffffffffff7ff (prio 0, ram): top\n"
      "  fffffffffffff800-ffffffffffffffff (prio 0, ram): over\n\n",
      "");
  g_autofree char *tree = strata_system_tree_to_string (strata_board_get_system (board), TRUE);

  g_assert_cmpstr (tree, ==, text);
}

static void
test_contradiction (void)
{
  g_autoptr (StrataBoard) board = assert_import (
      "address-space: memory\n"
      "  0000000000000000-0000000000000fff (prio 0, ram): ram\n"
      "\n"
      "address-space: more\n"
      "  0000000000000000-0000000000000fff (prio 0, rom): rom\n",
      "FlatView #0\n"
      " AS \"memory\", root: ram\n"
      " AS \"other\", root: ram\n"
      " Root memory region: mar\n"
      "  0000000000000000-00000000000007ff (prio 0, ram): ram\n"
      "  0000000000002000-0000000000002fff (prio 0, ram): more\n",
      NULL,
      "T:4: the hints have no view of the address space “more”\n"
      "H:1: the view of “memory” has the root mar here, and ram in the tree\n"
      "H:1: the tree shows “ram” at 0000000000000000 in the address space “memory”, "
      "which this view "
      "does not show so\n"
      "H:3: the tree has no address space “other” with the root “ram”\n"
      "H:5: “ram” in the address space “memory” contradicts the tree, which does not show it so\n"
      "H:6: “more” in the address space “memory” contradicts the tree, "
      "which does not show it so\n");

  g_assert_cmpuint (strata_board_get_n_address_spaces (board), ==, 2);
}

/* A target that the text does not print. */
static void
test_missing_target (void)
{
  g_autoptr (StrataBoard) board = assert_import (
      "address-space: memory\n"
      "  0000000000000000-0000000000000fff (prio 0, ram): top\n"
      "    0000000000000000-00000000000000ff (prio 0, ram): alias a @gone "
      "0000000000000100-00000000000001ff\n"
      "    0000000000000200-00000000000002ff (prio 0, ram): here\n"
      "    0000000000000300-00000000000003ff (prio 0, ram): alias b @here "
      "0000000000000000-00000000000000ff\n",
      NULL,
      "  0000000000000000-00000000000000ff (prio 0, ram): gone @0000000000000100\n"
      "  0000000000000100-00000000000001ff (prio 0, ram): top @0000000000000100\n"
      "  0000000000000200-00000000000002ff (prio 0, ram): here\n"
      "  0000000000000300-00000000000003ff (prio 0, ram): here\n"
      "  0000000000000400-0000000000000fff (prio 0, ram): top @0000000000000400\n\n",
      "T:3: “gone”, which “a” shows, is not printed: it is made just large enough\n"
      "T:5: “here”, which “b” shows, has no section: it is taken to be the region of line 4\n");

  g_assert_cmpuint (strata_region_get_size (strata_board_get_region (board, "gone")), ==, 0x200);
}

/* A flat dump with no tree: roots with content of their own are not shared, memory is. */
static void
test_flat_alone (void)
{
  const char *flat = "FlatView #0\n"
                     " AS \"a\", root: port\n"
                     " Root memory region: port\n"
                     "  0000000000000000-00000000000000ff (prio 0, i/o): port\n"
                     "\n"
                     "FlatView #1\n"
                     " AS \"b\", root: port\n"
                     " Root memory region: port\n"
                     "  0000000000000000-0000000000000fff (prio 0, i/o): port\n"
                     "\n"
                     "FlatView #2\n"
                     " AS \"c\", root: top\n"
                     " AS \"d\", root: bus\n"
                     " Root memory region: top\n"
                     "  0000000000000000-00000000000007ff (prio 2, ram): ram\n"
                     "  0000000000001000-00000000000017ff (prio 2, rom): ram @0000000000000400\n"
                     "\n"
                     "FlatView #3\n"
                     " AS \"e\", root: bus\n"
                     " Root memory region: (none)\n"
                     "  No rendered FlatView\n"
                     "\n";
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (flat, NULL);
  g_autofree char *ours = strata_system_flat_to_string (strata_board_get_system (board));
  g_autofree char *notes = strata_mtree_testing_join_notes (board);

  g_assert_cmpstr (ours, ==, flat);
  g_assert_cmpstr (notes, ==,
                   BYTE_ORDER_NOTE "T:1: there is no tree in it: what lies beneath the flat views "
                                   "is not known\n");
  g_assert_cmpuint (strata_region_get_size (strata_board_get_region (board, "ram")), ==, 0xc00);
}

/* Memory is scratch memory; devices only say that they are not modelled. */
static void
test_contents (void)
{
  g_autoptr (StrataBoard) board = strata_mtree_testing_load (
      "address-space: memory\n"
      "  0000000000000000-ffffffffffffffff (prio 0, i/o): top\n"
      "    0000000000000000-0000000000000fff (prio 0, ram): ram\n"
      "    0000000000001000-0000000000001fff (prio 0, rom): rom\n"
      "    0000000000002000-0000000000002fff (prio 0, romd): flash\n"
      "    0000000000003000-0000000000003fff (prio 0, ramd): card\n"
      "    0000000000004000-0000000000004fff (prio 0, i/o): device\n"
      "    0000000000005000-8000000000004fff (prio 0, nv-ram): huge\n",
      NULL);
  g_autofree char *notes = strata_mtree_testing_join_notes (board);
  static const struct
  {
    const char *id;
    StrataRegionKind kind;
  } kinds[] = {
    { "ram", STRATA_REGION_RAM },         { "rom", STRATA_REGION_ROM },
    { "flash", STRATA_REGION_ROM_DEVICE }, { "card", STRATA_REGION_RAM_DEVICE },
    { "device", STRATA_REGION_MMIO },     { "huge", STRATA_REGION_MMIO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (strata_region_get_kind (strata_board_get_region (board, kinds[i].id)), ==,
                     kinds[i].kind);
  g_assert_nonnull (strata_region_get_ram_ptr (strata_board_get_region (board, "ram")));
  g_assert_true (strata_region_get_nonvolatile (strata_board_get_region (board, "huge")));
  g_assert_nonnull (strstr (notes, "T:8: “huge” is described without contents: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/mtree/rules/1-nature", test_nature);
  g_test_add_func ("/strata/mtree/rules/1-nature-same-name", test_nature_same_name);
  g_test_add_func ("/strata/mtree/rules/2-read-only", test_read_only);
  g_test_add_func ("/strata/mtree/rules/3-order", test_order);
  g_test_add_func ("/strata/mtree/rules/3-order-hinted", test_order_hinted);
  g_test_add_func ("/strata/mtree/rules/4-one-address", test_one_address);
  g_test_add_func ("/strata/mtree/rules/5-missing-disabled", test_missing_disabled);
  g_test_add_func ("/strata/mtree/rules/5-missing-root-hinted", test_missing_root_hinted);
  g_test_add_func ("/strata/mtree/rules/6-two-sections", test_two_sections);
  g_test_add_func ("/strata/mtree/rules/6-two-sections-of-one-owner",
                   test_two_sections_of_one_owner);
  g_test_add_func ("/strata/mtree/rules/7-section-offset", test_section_offset);
  g_test_add_func ("/strata/mtree/rules/7-section-of-twins", test_section_of_twins);
  g_test_add_func ("/strata/mtree/rules/8-root-in-container", test_root_in_container);
  g_test_add_func ("/strata/mtree/rules/9-overflow", test_overflow);
  g_test_add_func ("/strata/mtree/rules/contradiction", test_contradiction);
  g_test_add_func ("/strata/mtree/rules/missing-target", test_missing_target);
  g_test_add_func ("/strata/mtree/rules/flat-alone", test_flat_alone);
  g_test_add_func ("/strata/mtree/rules/contents", test_contents);
  return g_test_run ();
}
