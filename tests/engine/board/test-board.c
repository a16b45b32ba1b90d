/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "board/strata-board.h"
#include "board/strata-unmodelled.h"
#include "memory/strata-coalesced.h"
#include "memory/strata-dirty-log.h"
#include "memory/strata-owner.h"
#include "memory/strata-text.h"

#include <string.h>

/* The board as a document: what goes in comes out. */

static StrataBoard *
load (const char *text)
{
  g_autoptr (GError) error = NULL;
  StrataBoard *board = strata_board_new_from_text (text, -1, "b.strata", NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strata_board_get_n_notes (board), ==, 0);
  return board;
}

static void
check_same_maps (StrataBoard *a, StrataBoard *b)
{
  g_autofree char *tree_a = strata_system_tree_to_string (strata_board_get_system (a), TRUE);
  g_autofree char *tree_b = strata_system_tree_to_string (strata_board_get_system (b), TRUE);
  g_autofree char *flat_a = strata_system_flat_to_string (strata_board_get_system (a));
  g_autofree char *flat_b = strata_system_flat_to_string (strata_board_get_system (b));

  g_assert_cmpstr (tree_a, ==, tree_b);
  g_assert_cmpstr (flat_a, ==, flat_b);
}

static void
check_same_coalescing (StrataRegion *a, StrataRegion *b)
{
  g_autoptr (GArray) ranges_a = strata_region_list_coalescing (a);
  g_autoptr (GArray) ranges_b = strata_region_list_coalescing (b);

  g_assert_cmpmem (ranges_a->data, ranges_a->len * sizeof (StrataRange), ranges_b->data,
                   ranges_b->len * sizeof (StrataRange));
}

/* Whether a board survives being written and read. */
static void
check_round_trip (StrataBoard *board)
{
  g_autofree char *text = strata_board_to_text (board);
  g_autoptr (StrataBoard) again = load (text);
  g_autofree char *text_again = strata_board_to_text (again);
  g_autoptr (GPtrArray) regions = strata_board_list_regions (board);

  check_same_maps (board, again);
  g_assert_cmpstr (text_again, ==, text);
  for (guint i = 0; i < regions->len; i++)
    {
      StrataRegion *region = g_ptr_array_index (regions, i);
      const char *id = strata_board_get_region_id (board, region);
      StrataRegion *twin = strata_board_get_region (again, id);

      g_assert_nonnull (twin);
      g_assert_cmpstr (strata_region_get_name (twin), ==, strata_region_get_name (region));
      g_assert_cmpint (strata_region_get_kind (twin), ==, strata_region_get_kind (region));
      g_assert_cmphex (strata_region_get_size (twin), ==, strata_region_get_size (region));
      g_assert_cmphex (strata_region_get_address (twin), ==, strata_region_get_address (region));
      g_assert_cmpint (strata_region_get_priority (twin), ==, strata_region_get_priority (region));
      g_assert_cmpint (strata_region_get_enabled (twin), ==, strata_region_get_enabled (region));
      g_assert_cmpint (strata_region_get_readonly (twin), ==, strata_region_get_readonly (region));
      g_assert_cmpint (strata_region_get_rom_mode (twin), ==, strata_region_get_rom_mode (region));
      g_assert_cmpint (strata_region_get_nonvolatile (twin), ==,
                       strata_region_get_nonvolatile (region));
      if (strata_region_get_container (region) != NULL)
        g_assert_cmpint (strata_region_get_may_overlap (twin), ==,
                         strata_region_get_may_overlap (region));
      g_assert_cmphex (strata_region_get_alias_offset (twin), ==,
                       strata_region_get_alias_offset (region));
      g_assert_cmpint (strata_region_get_log_clients (twin), ==,
                       strata_region_get_log_clients (region));
      check_same_coalescing (twin, region);
    }
}

/* The example of docs/reference/board-format.md, as it stands there. */
static void
test_documentation (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "docs", "reference",
                                                 "board-format.md", NULL);
  g_autofree char *page = NULL;
  g_autoptr (StrataBoard) board = NULL;
  const char *start;
  const char *end;
  g_autofree char *text = NULL;
  g_autofree char *flat = NULL;

  g_assert_true (g_file_get_contents (path, &page, NULL, NULL));
  start = strstr (page, "```ini\n# A small computer");
  g_assert_nonnull (start);
  start += strlen ("```ini\n");
  end = strstr (start, "```");
  g_assert_nonnull (end);
  text = g_strndup (start, end - start);
  board = load (text);
  g_assert_cmpstr (strata_board_get_title (board), ==, "A small computer");
  flat = strata_system_flat_to_string (strata_board_get_system (board));
  g_assert_cmpstr (flat, ==,
                   "FlatView #0\n"
                   " AS \"memory\", root: system\n"
                   " Root memory region: system\n"
                   "  0000000000000000-0000000000007fff (prio 0, rom): boot ROM\n"
                   "  0000000000008000-0000000007ffffff (prio 0, ram): main memory "
                   "@0000000000008000\n"
                   "  00000000fd000000-00000000fd000fff (prio 0, i/o): uart\n"
                   "  00000000ffff8000-00000000ffffffff (prio 0, rom): boot ROM\n"
                   "\n");
  check_round_trip (board);
}

static void
test_read (void)
{
  static const char text[] = "[strata]\nversion=1\ntitle=Ein Brett\nbyte-order = big\n"
                             "[address-space late]\nname=a b\nroot=top\n"
                             "[region low]\nkind=alias\nsize=0x800\ntarget=bytes\noffset=0x100\n"
                             "parent=top\naddress=64 KiB\nread-only=true\n"
                             "[region bytes]\nname= \\sA;#[0]@\\n\nkind=ram\nsize=4096\n"
                             "owner=chip 1\nnon-volatile=1\nlog=code; vga\n"
                             "[region top]\nkind=container\nsize=2^64\n"
                             "[region flash]\nkind=rom-device\nsize=16\nrom-mode=false\n"
                             "owner=chip 1\n"
                             "parent=top\npriority=-7\nenabled=false\ncoalesce=8+4;0x2+2;0x4+1\n"
                             "[address-space memory]\nroot=bytes\n";
  g_autoptr (StrataBoard) board = load (text);
  StrataRegion *top = strata_board_get_region (board, "top");
  StrataRegion *low = strata_board_get_region (board, "low");
  StrataRegion *bytes = strata_board_get_region (board, "bytes");
  StrataRegion *flash = strata_board_get_region (board, "flash");
  g_autoptr (GPtrArray) regions = strata_board_list_regions (board);
  g_autofree char *saved = strata_board_to_text (board);
  g_autoptr (GArray) coalesced = strata_region_list_coalescing (flash);

  g_assert_cmpstr (strata_board_get_title (board), ==, "Ein Brett");
  g_assert_cmpint (strata_system_get_byte_order (strata_board_get_system (board)), ==,
                   STRATA_BIG_ENDIAN);
  g_assert_cmpuint (regions->len, ==, 4);
  g_assert_true (g_ptr_array_index (regions, 0) == low);
  g_assert_true (g_ptr_array_index (regions, 3) == flash);
  g_assert_cmpstr (strata_board_get_region_id (board, bytes), ==, "bytes");

  g_assert_cmpstr (strata_region_get_name (bytes), ==, " A;#[0]@\n");
  g_assert_true (strata_region_get_nonvolatile (bytes));
  g_assert_cmphex (strata_region_get_size (top), ==, STRATA_SIZE_MAX);
  g_assert_true (strata_region_get_container (low) == top);
  g_assert_true (strata_region_get_alias_target (low) == bytes);
  g_assert_cmphex (strata_region_get_alias_offset (low), ==, 0x100);
  g_assert_cmphex (strata_region_get_address (low), ==, 0x10000);
  g_assert_true (strata_region_get_readonly (low));
  g_assert_false (strata_region_get_may_overlap (low));
  g_assert_cmpint (strata_region_get_priority (flash), ==, -7);
  g_assert_true (strata_region_get_may_overlap (flash));
  g_assert_false (strata_region_get_enabled (flash));
  g_assert_false (strata_region_get_rom_mode (flash));
  g_assert_true (strata_region_get_owner (flash) == strata_region_get_owner (bytes));
  g_assert_null (strata_region_get_owner (top));
  g_assert_cmpint (strata_region_get_log_clients (bytes), ==, STRATA_DIRTY_CODE | STRATA_DIRTY_VGA);
  g_assert_cmpuint (coalesced->len, ==, 2);
  g_assert_cmphex (g_array_index (coalesced, StrataRange, 0).first, ==, 2);
  g_assert_cmphex (g_array_index (coalesced, StrataRange, 0).last, ==, 4);
  g_assert_cmphex (g_array_index (coalesced, StrataRange, 1).first, ==, 8);
  g_assert_cmphex (g_array_index (coalesced, StrataRange, 1).last, ==, 11);
  g_assert_true (strata_region_is_unmodelled (flash));
  g_assert_false (strata_region_is_unmodelled (bytes));

  g_assert_cmpuint (strata_board_get_n_address_spaces (board), ==, 2);
  g_assert_cmpstr (strata_address_space_get_name (strata_board_get_address_space (board, 0)), ==,
                   "a b");
  g_assert_true (strata_board_get_default_address_space (board)
                 == strata_board_get_address_space (board, 1));
  g_assert_cmpstr (saved, ==, text);
}

static StrataAddressSpace *
add_space (StrataBoard *board, const char *name, StrataRegion *root)
{
  g_autoptr (StrataAddressSpace) space
    = strata_address_space_new (strata_board_get_system (board), name, root);

  strata_board_add_address_space (board, space);
  return space; /* the board holds it */
}

static void
test_address_spaces (void)
{
  g_autoptr (StrataBoard) board = strata_board_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root
    = strata_region_new_container (strata_board_get_system (board), NULL, "root", 16);
  StrataAddressSpace *first;
  StrataAddressSpace *second;
  StrataAddressSpace *hash;
  g_autofree char *text = NULL;

  g_assert_null (strata_board_get_default_address_space (board));
  first = add_space (board, "cpu", root);
  g_assert_true (strata_board_get_default_address_space (board) == first);
  second = add_space (board, "cpu", root);
  hash = add_space (board, "dma#2", root);
  g_assert_true (strata_board_find_address_space (board, "cpu") == first);
  g_assert_true (strata_board_find_address_space (board, "cpu#1") == first);
  g_assert_true (strata_board_find_address_space (board, "cpu#2") == second);
  g_assert_true (strata_board_find_address_space (board, "dma#2") == hash);
  g_assert_true (strata_board_find_address_space (board, "dma#2#1") == hash);
  g_assert_null (strata_board_find_address_space (board, "cpu#3"));
  g_assert_null (strata_board_find_address_space (board, "cpu#0"));
  g_assert_null (strata_board_find_address_space (board, "cpu#"));
  g_assert_null (strata_board_find_address_space (board, "cpu#x"));
  g_assert_null (strata_board_find_address_space (board, "dma"));
  g_assert_null (strata_board_find_address_space (board, ""));

  strata_board_set_title (board, " A\ntitle");
  text = strata_board_to_text (board);
  g_assert_cmpstr (text, ==,
                   "# A memory map for Strata. The order of the regions is the order of adding: "
                   "where\n"
                   "# siblings of one priority overlap, the last is seen.\n"
                   "[strata]\n"
                   "version=1\n"
                   "title=\\sA\\ntitle\n"
                   "byte-order=little\n"
                   "\n"
                   "[address-space cpu]\n"
                   "root=root\n"
                   "\n"
                   "[address-space cpu-2]\n"
                   "name=cpu\n"
                   "root=root\n"
                   "\n"
                   "[address-space dma-2]\n"
                   "name=dma#2\n"
                   "root=root\n"
                   "\n"
                   "[region root]\n"
                   "kind=container\n"
                   "size=0x10\n");
  check_round_trip (board);
}

static void
test_ids (void)
{
  static const struct
  {
    const char *name;
    const char *id;
  } cases[] = {
    { "ram", "ram" },
    { "ram", "ram-2" },
    { "ram", "ram-3" },
    { "ram-2", "ram-2-2" },
    { "pc.ram @ 0x0", "pc.ram-0x0" },
    { "io[0]", "io-0" },
    { "  ", "region" },
    { "", "region-2" },
    { "/häß", "h" },
  };
  g_autoptr (StrataBoard) board = strata_board_new (STRATA_LITTLE_ENDIAN);
  StrataSystem *system = strata_board_get_system (board);
  g_autoptr (StrataRegion) region = strata_region_new_container (system, NULL, "r", 1);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = strata_board_make_id (board, cases[i].name);
      g_autoptr (StrataRegion) named
        = strata_region_new_container (system, NULL, cases[i].name, 1);

      g_assert_cmpstr (id, ==, cases[i].id);
      g_assert_true (strata_board_add_region (board, id, named, NULL));
    }
  g_assert_false (strata_board_add_region (board, "a b", region, &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (strata_board_add_region (board, "ram", region, &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE);
  g_clear_error (&error);
  g_assert_true (strata_board_add_region (board, "r", region, &error));
  g_assert_false (strata_board_add_region (board, "again", region, &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE);
  g_assert_null (strata_board_get_region (board, "again"));
}

/* Mirrors of a container inside itself, written from the inside out: only the last line of the file
 * cuts them off. Their place among siblings is that in the file all the same. */
static void
test_mirrors (void)
{
  g_autoptr (StrataBoard) board
    = load ("[strata]\nversion=1\n"
            "[region mirror]\nkind=alias\ntarget=io\nsize=4 GiB\nparent=io\naddress=0x1000\n"
            "priority=0\n"
            "[region late]\nkind=ram\nsize=0x800\nparent=io\naddress=0x1000\npriority=0\n"
            "[region uart]\nkind=mmio\nsize=0x100\nparent=io\naddress=0\n"
            "[region io]\nkind=container\nsize=4 GiB\nparent=bus\naddress=0\n"
            "[region system]\nkind=container\nsize=16 EiB\n"
            "[region bus]\nkind=container\nsize=0x4000\nparent=system\naddress=0\n"
            "[address-space memory]\nroot=system\n");
  g_autofree char *flat = strata_system_flat_to_string (strata_board_get_system (board));
  g_autofree char *text = strata_board_to_text (board);
  g_autoptr (StrataBoard) again = load (text);

  g_assert_nonnull (strstr (flat, "0000000000000000-00000000000000ff (prio 0, i/o): uart\n"
                                  "  0000000000001000-00000000000017ff (prio 0, ram): late\n"
                                  "  0000000000002000-00000000000027ff (prio 0, ram): late\n"
                                  "  0000000000003000-00000000000037ff (prio 0, ram): late\n"));
  check_same_maps (board, again);
}

/* Everything that is odd, at once. */
static void
test_odd_things (void)
{
  static const char *const names[] = {
    "two words", "#hash", "a@b", "serial[0]", " leading", "trailing ", "  ", "",
    "semi;colon", "new\nline",
    "tab\tand\rreturn", "back\\slash", "[region x]", "=", "κόσμε", "\"quoted\"", "region ram",
  };
  g_autoptr (StrataBoard) board = strata_board_new (STRATA_BIG_ENDIAN);
  StrataSystem *system = strata_board_get_system (board);
  g_autoptr (StrataOwner) owner = strata_owner_new (" chip;[2] ", NULL, NULL);
  g_autoptr (StrataRegion) root
    = strata_region_new_container (system, NULL, "root", STRATA_SIZE_MAX);
  g_autoptr (StrataRegion) ram = strata_region_new_ram (system, owner, "ram", 0x3000, NULL);
  g_autoptr (StrataRegion) rom = strata_region_new_rom (system, NULL, "rom", 0x1000, NULL);
  g_autoptr (StrataRegion) device
    = strata_region_new_ram_device (system, owner, "dev", 0x1000, NULL);
  g_autoptr (StrataRegion) reserved = strata_region_new_reserved (system, NULL, "res", 1);
  g_autoptr (StrataRegion) empty = strata_region_new_container (system, NULL, "empty", 0);
  g_autoptr (StrataRegion) none = strata_region_new_ram (system, NULL, "no bytes", 0, NULL);
  g_autoptr (StrataRegion) wide
    = strata_unmodelled_new_mmio (system, NULL, "wide", STRATA_SIZE_MAX);
  g_autoptr (StrataRegion) flash
    = strata_unmodelled_new_rom_device (system, NULL, "flash", 0x1000, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (StrataRegion) region = strata_unmodelled_new_mmio (system, NULL, names[i], 0x10);
      g_autoptr (StrataRegion) alias
        = strata_region_new_alias (system, NULL, names[i], region, G_MAXUINT64 - i,
                                   STRATA_SIZE_MAX);

      g_assert_true (strata_region_add_subregion_overlap (root, 0x10 * i, region, -5, NULL));
      g_assert_true (
        strata_region_add_subregion_overlap (root, G_MAXUINT64 - i, alias, G_MININT, NULL));
    }
  g_assert_true (strata_region_add_subregion (root, 0x100000, ram, NULL));
  g_assert_true (strata_region_add_subregion_overlap (root, 0x100800, rom, 0, NULL));
  g_assert_true (strata_region_add_subregion (root, 0x101000, device, NULL));
  g_assert_true (strata_region_add_subregion (ram, 0x10, reserved, NULL));
  g_assert_true (strata_region_add_subregion (root, 0x10, empty, NULL));
  g_assert_true (strata_region_add_subregion (empty, 0x0, none, NULL));
  g_assert_true (strata_region_add_subregion_overlap (root, 0x100000, flash, G_MAXINT, NULL));
  g_assert_true (strata_region_set_rom_mode (flash, FALSE, NULL));
  g_assert_true (strata_region_set_nonvolatile (flash, TRUE, NULL));
  g_assert_true (strata_region_set_enabled (device, FALSE, NULL));
  g_assert_true (strata_region_set_readonly (ram, TRUE, NULL));
  g_assert_true (strata_region_set_log (ram, STRATA_DIRTY_MIGRATION, TRUE, NULL));
  g_assert_true (strata_region_set_log (ram, STRATA_DIRTY_VGA, TRUE, NULL));
  g_assert_true (strata_region_set_coalescing (flash, NULL));
  g_assert_true (strata_region_add_coalescing (wide, 0x100, 0x10, NULL));
  g_assert_true (strata_region_add_coalescing (wide, 0x20, 1, NULL));
  g_assert_true (strata_region_add_coalescing (wide, 0x1000, G_MAXUINT64 - 0x1000, NULL));
  for (gsize i = 0; i < 3; i++)
    add_space (board, "dma channel", root);
  add_space (board, "", ram);
  add_space (board, "wide", wide);
  add_space (board, "cut", flash);
  check_round_trip (board);
}

static StrataRegion *
make_random_region (StrataSystem *system, GPtrArray *regions, guint number)
{
  static const char *const names[] = { "a", "b", "a b", "x[0]", "" };
  const char *name = names[g_test_rand_int_range (0, G_N_ELEMENTS (names))];
  guint64 size = g_test_rand_int_range (0, 0x40);
  StrataRegion *target;

  switch (number == 0 ? 0 : g_test_rand_int_range (0, 8))
    {
    case 1:
      return strata_region_new_ram (system, NULL, name, size, NULL);
    case 2:
      return strata_region_new_rom (system, NULL, name, size, NULL);
    case 3:
      return strata_unmodelled_new_mmio (system, NULL, name, size);
    case 4:
      return strata_region_new_reserved (system, NULL, name, size);
    case 5:
    case 6:
      target = g_ptr_array_index (regions, g_test_rand_int_range (0, regions->len));
      return strata_region_new_alias (system, NULL, name, target, g_test_rand_int_range (0, 0x20),
                                      size);
    default:
      return strata_region_new_container (system, NULL, name, number == 0 ? 0x100 : size);
    }
}

/* Whether a region is somewhere below another, through aliases, too. */
static gboolean
is_below (StrataRegion *region, StrataRegion *above)
{
  StrataRegion *target = strata_region_get_alias_target (above);
  g_autoptr (GPtrArray) subregions = strata_region_list_subregions (above);

  if (region == above || (target != NULL && is_below (region, target)))
    return TRUE;
  for (guint i = 0; i < subregions->len; i++)
    if (is_below (region, g_ptr_array_index (subregions, i)))
      return TRUE;
  return FALSE;
}

/* A board of overlapping regions, aliases and disabled ones. Only some of them get ids. */
static StrataBoard *
make_random_board (void)
{
  StrataBoard *board = strata_board_new (STRATA_LITTLE_ENDIAN);
  StrataSystem *system = strata_board_get_system (board);
  g_autoptr (GPtrArray) regions
    = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
  guint n = g_test_rand_int_range (1, 25);

  for (guint i = 0; i < n; i++)
    {
      StrataRegion *region = make_random_region (system, regions, i);
      StrataRegion *container;

      if (i > 0)
        {
          container = g_ptr_array_index (regions, g_test_rand_int_range (0, i));
          if (!is_below (container, region))
            strata_region_add_subregion_overlap (container, g_test_rand_int_range (0, 0x30),
                                                 region, g_test_rand_int_range (-1, 2), NULL);
        }
      g_ptr_array_add (regions, region);
      if (g_test_rand_int_range (0, 6) == 0)
        strata_region_set_enabled (region, FALSE, NULL);
      if (g_test_rand_int_range (0, 6) == 0)
        strata_region_set_readonly (region, TRUE, NULL);
      /* among equals the order of adding is no longer that of making */
      if (g_test_rand_int_range (0, 3) == 0)
        strata_region_set_address (g_ptr_array_index (regions, g_test_rand_int_range (0, i + 1)),
                                   g_test_rand_int_range (0, 0x30), NULL);
      if (g_test_rand_bit ())
        {
          g_autofree char *id = strata_board_make_id (board, strata_region_get_name (region));

          g_assert_true (strata_board_add_region (board, id, region, NULL));
        }
    }
  add_space (board, "memory", g_ptr_array_index (regions, 0));
  add_space (board, "other", g_ptr_array_index (regions, n / 2));
  return board;
}

static void
test_random_round_trips (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (StrataBoard) board = make_random_board ();

      check_round_trip (board);
    }
}

static void
edit_at_random (StrataBoard *board, StrataRegion *region)
{
  StrataRegion *container = strata_region_get_container (region);

  switch (g_test_rand_int_range (0, 7))
    {
    case 0:
      strata_region_set_address (region, g_test_rand_int_range (0, 0x40), NULL);
      break;
    case 1:
      if (container != NULL)
        strata_region_set_priority (region, g_test_rand_int_range (-2, 3), NULL);
      break;
    case 2:
      strata_region_set_enabled (region, !strata_region_get_enabled (region), NULL);
      break;
    case 3:
      strata_region_set_name (region, g_test_rand_bit () ? "renamed" : " x ", NULL);
      break;
    case 4:
      strata_region_set_size (region, g_test_rand_int_range (0, 0x40), NULL);
      break;
    case 5:
      if (container != NULL)
        {
          g_autoptr (GError) error = NULL;

          strata_region_del_subregion (container, region, &error);
          g_assert_no_error (error);
        }
      break;
    case 6:
      {
        g_autoptr (StrataRegion) added
          = strata_unmodelled_new_mmio (strata_board_get_system (board), NULL, "added", 0x10);

        strata_region_add_subregion_overlap (region, g_test_rand_int_range (0, 0x10), added, 0,
                                             NULL);
        break;
      }
    default:
      g_assert_not_reached ();
    }
}

/* A loaded board is edited and written again and again: what is written is always what is so. */
static void
test_random_edits (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (StrataBoard) origin = make_random_board ();
      g_autofree char *text = strata_board_to_text (origin);
      g_autoptr (StrataBoard) board = load (text);

      for (guint edit = 0; edit < 10; edit++)
        {
          g_autoptr (GPtrArray) regions = strata_board_list_regions (board);

          for (guint i = g_test_rand_int_range (1, 4); i > 0; i--)
            edit_at_random (board, g_ptr_array_index (regions,
                                                      g_test_rand_int_range (0, regions->len)));
          check_round_trip (board);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/board/documentation", test_documentation);
  g_test_add_func ("/strata/board/read", test_read);
  g_test_add_func ("/strata/board/address-spaces", test_address_spaces);
  g_test_add_func ("/strata/board/ids", test_ids);
  g_test_add_func ("/strata/board/mirrors", test_mirrors);
  g_test_add_func ("/strata/board/odd-things", test_odd_things);
  g_test_add_func ("/strata/board/random-round-trips", test_random_round_trips);
  g_test_add_func ("/strata/board/random-edits", test_random_edits);
  return g_test_run ();
}
