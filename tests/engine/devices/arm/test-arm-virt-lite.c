/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The board arm-virt-lite against a recorded flat view of QEMU's virt, and what it answers */

#include <string.h>

#include "strata.h"

static StrataBoard *
make_board (void)
{
  g_autoptr (GError) error = NULL;
  StrataBoard *board = strata_formats_load_builtin ("arm-virt-lite", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return board;
}

/* The lines of the ranges of the flat view that the address space `memory` has */
static char *
take_ranges (const char *flat)
{
  g_auto (GStrv) lines = g_strsplit (flat, "\n", -1);
  GString *ranges = g_string_new (NULL);
  gboolean is_memory = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "FlatView"))
        is_memory = FALSE;
      else if (strstr (lines[i], " AS \"memory\"") != NULL)
        is_memory = TRUE;
      else if (is_memory && g_str_has_prefix (lines[i], "  ") && strstr (lines[i], "sp804") == NULL)
        g_string_append_printf (ranges, "%s\n", lines[i]);
    }
  g_assert_cmpuint (ranges->len, >, 0);
  return g_string_free (ranges, FALSE);
}

static void
test_map (void)
{
  g_autoptr (StrataBoard) board = make_board ();
  g_autofree char *flat = strata_system_flat_to_string (strata_board_get_system (board));
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "mtree",
                                                 "aarch64-virt.flat.txt", NULL);
  g_autofree char *recorded = NULL;
  g_autofree char *ours = take_ranges (flat);
  g_autofree char *theirs = NULL;

  g_assert_true (g_file_get_contents (path, &recorded, NULL, NULL));
  theirs = take_ranges (recorded);
  g_assert_cmpstr (ours, ==, theirs);
}

static void
test_devices (void)
{
  static const struct
  {
    guint64 address;
    guint32 value;
  } words[] = {
    { 0x0, 0 },                 /* flash, never written */
    { 0x09000fe0, 0x11 },       /* PL011 */
    { 0x09000018, 0x90 },       /* ready, nothing received, nothing to send */
    { 0x09010fe0, 0x31 },       /* PL031 */
    { 0x09010000, 946684800 },  /* 2000-01-01 */
    { 0x09030fe0, 0x61 },       /* PL061 */
    { 0x090c0fe0, 0x04 },       /* SP804 */
    { 0x0a000000, 0x74726976 }, /* the first transport, */
    { 0x0a003e00, 0x74726976 }, /* and the last */
    { 0x0a003e08, 0 },
  };
  g_autoptr (StrataBoard) board = make_board ();
  g_autoptr (StrataInitiator)
      initiator = strata_initiator_new (strata_board_find_address_space (board, "memory"), "test");
  guint64 value;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_cmpint (
          strata_initiator_load (initiator, words[i].address, 4, STRATA_LITTLE_ENDIAN, &value), ==,
          STRATA_OK);
      g_assert_cmphex (value, ==, words[i].value);
    }
  /* described only */
  g_assert_cmpint (strata_initiator_load (initiator, 0x08000000, 4, STRATA_LITTLE_ENDIAN, &value),
                   ==, STRATA_DEVICE_ERROR);
  /* the second bank of flash answers in both halves of its bus */
  strata_initiator_store (initiator, 0x04000000, 4, STRATA_LITTLE_ENDIAN, 0x00980098);
  strata_initiator_load (initiator, 0x04000040, 4, STRATA_LITTLE_ENDIAN, &value);
  g_assert_cmphex (value, ==, 0x00510051);
  /* the first is still an array */
  strata_initiator_load (initiator, 0x00000040, 4, STRATA_LITTLE_ENDIAN, &value);
  g_assert_cmphex (value, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/arm-virt-lite/map", test_map);
  g_test_add_func ("/strata/arm-virt-lite/devices", test_devices);
  return g_test_run ();
}
