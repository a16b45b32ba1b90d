/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Addresses as a person writes them. What they mean is worked out by hand from the board. */

#include <string.h>

#include "strata.h"

static const char board_text[]
    = "[strata]\nversion=1\nbyte-order=little\n"
      "[address-space io]\nroot=io\n"
      "[address-space memory]\nroot=system\n"
      "[region system]\nkind=container\nsize=2^64\n"
      "[region io]\nkind=container\nsize=64 KiB\n"
      /* the alias shows the upper half of the RAM, twice; the first time above what hides it */
      "[region ram]\nname=pc.ram\nkind=ram\nsize=0x8000\n"
      "[region ram-high]\nkind=alias\ntarget=ram\noffset=0x4000\nsize=0x4000\nparent=system\n"
      "address=0x1_0000\npriority=-1\n"
      "[region ram-again]\nkind=alias\ntarget=ram\noffset=0x4000\nsize=0x4000\nparent=system\n"
      "address=0x8_0000\n"
      "[region cover]\nkind=ram\nsize=0x1000\nparent=system\naddress=0x1_0000\n"
      /* names are free text */
      "[region pci-hole]\nname=pci-hole+0x10\nkind=ram\nsize=0x1000\nparent=system\n"
      "address=0x10_0000\n"
      "[region hole]\nname=pci-hole\nkind=ram\nsize=0x1000\nparent=system\naddress=0x20_0000\n"
      "[region twin-1]\nname=twin\nkind=ram\nsize=0x10\nparent=system\naddress=0x30_0000\n"
      "[region twin-2]\nname=twin\nkind=ram\nsize=0x10\nparent=system\naddress=0x30_1000\n"
      "[region lost-1]\nname=lost\nkind=ram\nsize=0x10\n"
      "[region lost-2]\nname=lost\nkind=ram\nsize=0x10\nparent=system\naddress=0x30_2000\n"
      "[region none]\nkind=ram\nsize=0x10\n"
      "[region off]\nkind=ram\nsize=0x10\nparent=system\naddress=0x30_3000\nenabled=false\n"
      "[region buried]\nkind=ram\nsize=0x10\nparent=system\naddress=0x1_0ff0\npriority=-5\n"
      "[region 16550]\nname=16550 UART\nkind=mmio\nsize=8\nparent=io\naddress=0x3f8\n"
      "[region top]\nkind=ram\nsize=0x10\nparent=system\naddress=0xfffffffffffffff0\n"
      /* registers */
      "[device my.chip]\nmodel=registers\nsize=32\n"
      "register.CONTROL=0x00 2 RW\nregister.STATUS=0x10 4 RO\n"
      "[region chip]\ndevice=my.chip\nparent=io\naddress=0x300\n";

static StrataBoard *
make_board (void)
{
  GError *error = NULL;
  StrataBoard *board = strata_board_new_from_text (board_text, -1, "b", NULL, NULL, &error);

  g_assert_no_error (error);
  return board;
}

static void
test_places (void)
{
  static const struct
  {
    const char *text;
    const char *only;
    const char *space;
    guint64 address;
    const char *region; /* NULL for a plain address */
    guint64 offset;
    guint size;
    gboolean hidden;
  } cases[] = {
    { "0", NULL, "memory", 0, NULL, 0, 0, FALSE },
    { " 0xfd00_0000 ", NULL, "memory", 0xfd000000, NULL, 0, 0, FALSE },
    { "4 KiB", "io", "io", 4096, NULL, 0, 0, FALSE },
    { "2^64-1", NULL, "memory", G_MAXUINT64, NULL, 0, 0, FALSE },
    { "2^64 - 0x10 + 5", NULL, "memory", G_MAXUINT64 - 10, NULL, 0, 0, FALSE },
    { "3 GiB+64 KiB-1", NULL, "memory", 0xc000ffff, NULL, 0, 0, FALSE },
    { "0x10-0x10", NULL, "memory", 0, NULL, 0, 0, FALSE },
    /* an id, and a name that another region has for an id goes by the id */
    { "cover", NULL, "memory", 0x10000, "cover", 0, 0, FALSE },
    { "cover+0xfff", NULL, "memory", 0x10fff, "cover", 0xfff, 0, FALSE },
    { "cover + 4 - 2", NULL, "memory", 0x10002, "cover", 2, 0, FALSE },
    { "cover-4", NULL, "memory", 0xfffc, "cover", 0, 0, FALSE },
    { "cover+0x1000", NULL, "memory", 0x11000, "cover", 0, 0, FALSE },
    /* the longest name */
    { "pci-hole", NULL, "memory", 0x100000, "pci-hole", 0, 0, FALSE },
    { "pci-hole+0x20", NULL, "memory", 0x100020, "pci-hole", 0x20, 0, FALSE },
    { "pci-hole+0x10", NULL, "memory", 0x100000, "pci-hole", 0, 0, FALSE },
    { "pci-hole+0x10+0x20", NULL, "memory", 0x100020, "pci-hole", 0x20, 0, FALSE },
    { "16550", "io", "io", 16550, NULL, 0, 0, FALSE },
    { "16550 UART", NULL, "io", 0x3f8, "16550", 0, 0, FALSE },
    { "16550 UART+2", "io", "io", 0x3fa, "16550", 2, 0, FALSE },
    /* offsets of a region that aliases show */
    { "pc.ram+0x4000", NULL, "memory", 0x80000, "ram", 0x4000, 0, FALSE },
    { "pc.ram+0x5000", NULL, "memory", 0x11000, "ram", 0x5000, 0, FALSE },
    { "pc.ram", NULL, "memory", 0x80000, "ram", 0x4000, 0, FALSE },
    { "ram-high+0x5", NULL, "memory", 0x10005, "ram-high", 5, 0, FALSE },
    { "lost", NULL, "memory", 0x302000, "lost-2", 0, 0, FALSE },
    { "buried", NULL, "memory", 0x10ff0, "buried", 0, 0, TRUE },
    { "top+0xf", NULL, "memory", G_MAXUINT64, "top", 0xf, 0, FALSE },
    { "system", NULL, "memory", 0, "system", 0, 0, FALSE },
    /* devices */
    { "my.chip", NULL, "io", 0x300, "chip", 0, 0, FALSE },
    { "my.chip.CONTROL", NULL, "io", 0x300, "chip", 0, 2, FALSE },
    { "my.chip.status", "io", "io", 0x310, "chip", 0x10, 4, FALSE },
    { "my.chip.STATUS+1", NULL, "io", 0x311, "chip", 0x11, 0, FALSE },
  };
  g_autoptr (StrataBoard) board = make_board ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      StrataAddressSpace *only = cases[i].only
                                     ? strata_board_find_address_space (board, cases[i].only)
                                     : NULL;
      StrataPlace place;

      g_test_message ("%s", cases[i].text);
      g_assert_true (strata_board_resolve (board, only, cases[i].text, &place, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (strata_address_space_get_name (place.space), ==, cases[i].space);
      g_assert_cmphex (place.address, ==, cases[i].address);
      g_assert_true (place.hidden == cases[i].hidden);
      g_assert_cmpuint (place.size, ==, cases[i].size);
      g_assert_true (place.region ==
                     (cases[i].region ? strata_board_get_region (board, cases[i].region) : NULL));
      if (place.region != NULL && place.address != 0xfffc && place.address != 0x11000)
        g_assert_cmphex (place.offset, ==, cases[i].offset);
    }
}

/* What a device has put somewhere by itself is known by its name, wherever it is now; several of
 * one name are told apart by where they are. */
static void
test_mapped (void)
{
  g_autoptr (StrataBoard) board = make_board ();
  StrataSystem *system = strata_board_get_system (board);
  StrataRegion *root = strata_board_get_region (board, "system");
  g_autoptr (StrataRegion) bridge = strata_region_new_container (system, NULL, "bridge", 0x100000);
  g_autoptr (StrataRegion) memory = strata_region_new_reserved (system, NULL, "vga.vram", 0x8000);
  g_autoptr (StrataRegion) window = strata_region_new_alias (system, NULL, "window", memory, 0x4000,
                                                             0x1000);
  g_autoptr (StrataRegion) other = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) none = NULL;
  StrataPlace place;

  g_assert_false (strata_board_resolve (board, NULL, "vga.vram", &place, NULL));
  g_assert_true (strata_region_add_subregion (bridge, 0x2000, window, NULL));
  g_assert_true (strata_region_add_subregion (root, 0xfd000000, bridge, NULL));
  g_assert_true (strata_board_resolve (board, NULL, "vga.vram+0x4010", &place, &error));
  g_assert_no_error (error);
  g_assert_cmphex (place.address, ==, 0xfd002010);
  g_assert_true (place.region == memory);
  g_assert_true (strata_board_resolve (board, NULL, "window", &place, NULL));
  g_assert_cmphex (place.address, ==, 0xfd002000);
  names = strata_board_complete (board, "vga", 10);
  g_assert_cmpuint (g_strv_length (names), ==, 1);
  g_assert_cmpstr (names[0], ==, "vga.vram");

  other = strata_region_new_reserved (system, NULL, "vga.vram", 0x1000);
  g_assert_true (strata_region_add_subregion (root, 0xfe000000, other, NULL));
  g_assert_false (strata_board_resolve (board, NULL, "vga.vram", &place, &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE);
  g_assert_nonnull (strstr (error->message, "0xfd002000"));
  g_assert_nonnull (strstr (error->message, "0xfe000000"));
  none = strata_board_complete (board, "vga", 10);
  g_assert_cmpuint (g_strv_length (none), ==, 0);

  g_assert_true (strata_region_del_subregion (root, other, NULL));
  g_assert_true (strata_region_del_subregion (root, bridge, NULL));
  g_assert_false (strata_board_resolve (board, NULL, "window", &place, NULL));
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    const char *only;
    StrataBoardError code;
    const char *message;
  } cases[] = {
    { "", NULL, STRATA_BOARD_ERROR_VALUE, "“” is empty: a number is expected" },
    { "-4", NULL, STRATA_BOARD_ERROR_VALUE, "“-4” is negative" },
    { "0x", NULL, STRATA_BOARD_ERROR_VALUE,
      "“0x” is not a number: write 0x1000, 4096, 4 KiB or 2^12" },
    { "12 apples", NULL, STRATA_BOARD_ERROR_VALUE,
      "“12 apples” has no known unit: write B, KiB, MiB, GiB, TiB, PiB or EiB" },
    { "2^64", NULL, STRATA_BOARD_ERROR_VALUE, "“2^64” is past the last address, 2^64-1" },
    { "0x10-0x11", NULL, STRATA_BOARD_ERROR_VALUE, "“0x10-0x11” is below address 0" },
    { "top+0x10", NULL, STRATA_BOARD_ERROR_VALUE,
      "“top+0x10” is past the last address, 2^64-1" },
    { "cover+", NULL, STRATA_BOARD_ERROR_VALUE, "“” is empty: a number is expected" },
    { "cover+cover", NULL, STRATA_BOARD_ERROR_VALUE,
      "“cover” is not a number: write 0x1000, 4096, 4 KiB or 2^12" },
    { "cower", NULL, STRATA_BOARD_ERROR_UNKNOWN,
      "“cower” is neither an address nor the name of a region or register; is it “cover”?" },
    { "my.chip.CONTROLS", NULL, STRATA_BOARD_ERROR_UNKNOWN,
      "“my.chip.CONTROLS” is neither an address nor the name of a region or register; is it "
      "“my.chip.CONTROL”?" },
    { "zebra", NULL, STRATA_BOARD_ERROR_UNKNOWN,
      "“zebra” is neither an address nor the name of a region or register" },
    { "twin+4", NULL, STRATA_BOARD_ERROR_REFERENCE, "“twin” can be any of twin-1, twin-2" },
    { "none", NULL, STRATA_BOARD_ERROR_REFERENCE, "“none” has no address: nothing leads there" },
    { "off", NULL, STRATA_BOARD_ERROR_REFERENCE, "“off” has no address: nothing leads there" },
    { "pc.ram+0x10", NULL, STRATA_BOARD_ERROR_REFERENCE,
      "“pc.ram+0x10” has no address: nothing leads there" },
    { "cover", "io", STRATA_BOARD_ERROR_REFERENCE,
      "“cover” is not in the address space io; it is in memory" },
  };
  g_autoptr (StrataBoard) board = make_board ();
  g_autofree char *long_text = g_strnfill (5000, '-');
  StrataPlace place;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      StrataAddressSpace *only = cases[i].only
                                     ? strata_board_find_address_space (board, cases[i].only)
                                     : NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_false (strata_board_resolve (board, only, cases[i].text, &place, &error));
      g_assert_cmpstr (error->message, ==, cases[i].message);
      g_assert_error (error, STRATA_BOARD_ERROR, (gint) cases[i].code);
    }
  g_assert_false (strata_board_resolve (board, NULL, long_text, &place, NULL));
}

static void
test_complete (void)
{
  static const struct
  {
    const char *text;
    guint max;
    const char *names;
  } cases[] = {
    { "", 10, "" },
    { "zebra", 10, "" },
    { "COV", 10, "cover" },
    { "pc", 10, "pc.ram pci-hole pci-hole+0x10" },
    /* a word goes before what is inside of one */
    { "ram", 10, "ram ram-again ram-high pc.ram" },
    { "ram", 3, "ram ram-again ram-high" },
    /* of a name that two have, the ids */
    { "twi", 10, "twin-1 twin-2" },
    { "stat", 10, "my.chip.STATUS" },
    { "my.chip", 10, "my.chip my.chip.CONTROL my.chip.registers my.chip.STATUS" },
    { "ram+0x10", 10, "" },
  };
  g_autoptr (StrataBoard) board = make_board ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) names = strata_board_complete (board, cases[i].text, cases[i].max);
      g_autofree char *joined = g_strjoinv (" ", names);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (joined, ==, cases[i].names);
    }
}

/* Whatever is offered can be had. */
static void
test_complete_resolves (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = strata_formats_load ("pc", NULL, NULL, NULL, NULL, &error);
  guint n_resolved = 0;

  g_assert_no_error (error);
  for (char c = 'a'; c <= 'z'; c++)
    {
      g_auto (GStrv) names = strata_board_complete (board, (char[]){ c, '\0' }, 10000);

      for (guint i = 0; names[i] != NULL; i++)
        {
          g_autoptr (GError) reason = NULL;
          StrataPlace place;

          g_test_message ("%s", names[i]);
          if (strata_board_resolve (board, NULL, names[i], &place, &reason))
            n_resolved++;
          else
            g_assert_true (g_str_has_suffix (reason->message, "nothing leads there"));
        }
    }
  g_assert_cmpuint (n_resolved, >, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/board/resolve/places", test_places);
  g_test_add_func ("/strata/board/resolve/mapped", test_mapped);
  g_test_add_func ("/strata/board/resolve/errors", test_errors);
  g_test_add_func ("/strata/board/resolve/complete", test_complete);
  g_test_add_func ("/strata/board/resolve/complete-resolves", test_complete_resolves);
  return g_test_run ();
}
