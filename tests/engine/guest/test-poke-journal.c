/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata.h"

#include <string.h>

static const char board_text[] = "[strata]\n"
                                 "version=1\n"
                                 "title=Pokes\n"
                                 "byte-order=little\n"
                                 "[address-space memory]\n"
                                 "root=system\n"
                                 "[address-space io]\n"
                                 "name=I/O\n"
                                 "root=io\n"
                                 "[region system]\n"
                                 "kind=container\n"
                                 "size=2^32\n"
                                 "[region io]\n"
                                 "kind=container\n"
                                 "size=0x10000\n"
                                 "[region ram]\n"
                                 "kind=ram\n"
                                 "size=0x1000\n"
                                 "parent=system\n"
                                 "address=0x0\n"
                                 "[region rom]\n"
                                 "kind=rom\n"
                                 "size=0x1000\n"
                                 "parent=system\n"
                                 "address=0x1000\n";

typedef struct
{
  StrataBoard *board;
  StrataInitiator *memory;
  StrataInitiator *ports;
  StrataPokeJournal *journal;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  self->board = strata_board_new_from_text (board_text, -1, "test", NULL, NULL, &error);
  g_assert_no_error (error);
  self->memory = strata_initiator_new (strata_board_find_address_space (self->board, "memory"),
                                       "hex editor");
  self->ports = strata_initiator_new (strata_board_find_address_space (self->board, "I/O"),
                                      "hex editor");
  self->journal = strata_poke_journal_new ();
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_object_unref (self->journal);
  strata_initiator_unref (self->ports);
  strata_initiator_unref (self->memory);
  g_assert_finalize_object (self->board);
}

static StrataPoke *
poke (Fixture *self, guint64 address, guint size, StrataByteOrder order, guint64 value)
{
  g_autoptr (GError) error = NULL;
  StrataPoke *made = strata_poke_journal_poke (self->journal, self->memory, address, size, order,
                                               value, &error);

  g_assert_no_error (error);
  return made;
}

static guint64
load (Fixture *self, guint64 address, guint size)
{
  guint64 value = 0;

  g_assert_cmpuint (
    strata_initiator_load (self->memory, address, size, STRATA_LITTLE_ENDIAN, &value), ==,
    STRATA_OK);
  strata_initiator_park (self->memory);
  return value;
}

static void
test_note (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  gint64 before = g_get_real_time ();
  g_autoptr (StrataPoke) first = poke (self, 0x10, 4, STRATA_BIG_ENDIAN, 0x12345678);
  g_autoptr (StrataPoke) ignored = poke (self, 0x1010, 1, STRATA_LITTLE_ENDIAN, 0x1ff);
  g_autoptr (StrataPoke) listed = g_list_model_get_item (G_LIST_MODEL (self->journal), 1);
  guint64 old;

  g_assert_cmphex (load (self, 0x10, 4), ==, 0x78563412);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 2);
  g_assert_true (listed == ignored);
  g_assert_cmpstr (strata_poke_get_initiator_name (first), ==, "hex editor");
  g_assert_cmpint (strata_poke_get_time (first), >=, before);
  g_assert_cmphex (strata_poke_get_address (first), ==, 0x10);
  g_assert_cmpuint (strata_poke_get_size (first), ==, 4);
  g_assert_cmphex (strata_poke_get_value (first), ==, 0x12345678);
  g_assert_cmpuint (strata_poke_get_result (first), ==, STRATA_OK);
  g_assert_true (strata_poke_get_old_value (first, &old));
  g_assert_cmphex (old, ==, 0);
  g_assert_cmphex (strata_poke_get_value (ignored), ==, 0xff);
  g_assert_cmpuint (strata_poke_get_result (ignored), ==, STRATA_READ_ONLY);
  g_assert_false (strata_poke_get_old_value (ignored, NULL));
}

static void
test_lock (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataPoke) first = poke (self, 0x10, 1, STRATA_LITTLE_ENDIAN, 1);
  g_autoptr (GError) error = NULL;

  strata_poke_journal_set_locked (self->journal, TRUE);
  g_assert_null (strata_poke_journal_poke (self->journal, self->memory, 0x10, 1,
                                           STRATA_LITTLE_ENDIAN, 2, &error));
  g_assert_error (error, STRATA_POKE_ERROR, STRATA_POKE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_null (strata_poke_journal_undo (self->journal, first, &error));
  g_assert_error (error, STRATA_POKE_ERROR, STRATA_POKE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_null (strata_poke_journal_repeat (self->journal, first, &error));
  g_assert_error (error, STRATA_POKE_ERROR, STRATA_POKE_ERROR_LOCKED);
  g_assert_cmphex (load (self, 0x10, 1), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 1);
}

static void
test_undo (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataPoke) first G_GNUC_UNUSED = poke (self, 0x10, 2, STRATA_LITTLE_ENDIAN, 0x1111);
  g_autoptr (StrataPoke) second = poke (self, 0x10, 2, STRATA_LITTLE_ENDIAN, 0x2222);
  g_autoptr (StrataPoke) ignored = poke (self, 0x1010, 1, STRATA_LITTLE_ENDIAN, 1);
  g_autoptr (StrataPoke) undone = NULL;
  g_autoptr (StrataPoke) repeated = NULL;
  g_autoptr (GError) error = NULL;

  undone = strata_poke_journal_undo (self->journal, second, &error);
  g_assert_no_error (error);
  g_assert_cmphex (strata_poke_get_value (undone), ==, 0x1111);
  g_assert_cmphex (load (self, 0x10, 2), ==, 0x1111);
  repeated = strata_poke_journal_repeat (self->journal, second, &error);
  g_assert_no_error (error);
  g_assert_cmphex (load (self, 0x10, 2), ==, 0x2222);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 5);
  g_assert_null (strata_poke_journal_undo (self->journal, ignored, &error));
  g_assert_error (error, STRATA_POKE_ERROR, STRATA_POKE_ERROR_NOT_RAM);
}

/* The script, without the time that stands in each comment */
static char *
write_script (Fixture *self)
{
  g_autofree char *script = strata_poke_journal_to_qtest (self->journal, self->board);
  g_autoptr (GRegex) stamps = g_regex_new ("# \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ, ", 0, 0,
                                           NULL);

  return g_regex_replace_literal (stamps, script, -1, 0, "# ", 0, NULL);
}

static void
test_script (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataPoke) plain G_GNUC_UNUSED
    = poke (self, 0x10, 4, STRATA_LITTLE_ENDIAN, 0x12345678);
  g_autoptr (StrataPoke) swapped G_GNUC_UNUSED = poke (self, 0x20, 2, STRATA_BIG_ENDIAN, 0x1234);
  g_autoptr (StrataPoke) odd G_GNUC_UNUSED = poke (self, 0x30, 3, STRATA_LITTLE_ENDIAN, 0x112233);
  g_autoptr (StrataPoke) nobody G_GNUC_UNUSED = poke (self, 0x9000, 8, STRATA_NATIVE_ENDIAN, 1);
  g_autoptr (StrataPoke) port G_GNUC_UNUSED
    = strata_poke_journal_poke (self->journal, self->ports, 0x3d4, 1,
                                                          STRATA_LITTLE_ENDIAN, 0xe, NULL);
  g_autofree char *script = write_script (self);
  g_autoptr (GBytes) bytes = g_bytes_new (script, strlen (script));
  g_autoptr (StrataQtestScript) replay = NULL;
  g_autoptr (StrataQtest) qtest = strata_qtest_new (self->board);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (script, ==,
                   "# hex editor, ok\n"
                   "writel 0x10 0x12345678\n"
                   "# hex editor, ok\n"
                   "write 0x20 0x2 0x1234\n"
                   "# hex editor, ok\n"
                   "write 0x30 0x3 0x332211\n"
                   "# hex editor, decode-error\n"
                   "writeq 0x9000 0x1\n"
                   "# hex editor, decode-error\n"
                   "outb 0x3d4 0xe\n");

  /* Played on memory that has been cleared, it does the same. */
  g_assert_cmpuint (strata_initiator_memset (self->memory, 0, 0, 0x1000), ==, STRATA_OK);
  replay = strata_qtest_script_new (bytes, "journal", &error);
  g_assert_no_error (error);
  g_assert_cmpint (strata_qtest_script_play (replay, qtest, 100), ==, STRATA_QTEST_STEP_END);
  strata_qtest_park (qtest);
  g_assert_cmphex (load (self, 0x10, 4), ==, 0x12345678);
  g_assert_cmphex (load (self, 0x20, 2), ==, 0x3412);
  g_assert_cmphex (load (self, 0x30, 4), ==, 0x112233);
}

static void
poke_region (Fixture *self, const char *id, guint64 address, guint size, guint64 value)
{
  StrataRegion *region = strata_board_find_region (self->board, id, NULL);
  g_autoptr (StrataAddressSpace) space
    = strata_address_space_new (strata_board_get_system (self->board), id, region);
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (space, "hex editor");
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataPoke) made G_GNUC_UNUSED
    = strata_poke_journal_poke (self->journal, initiator,
                                strata_region_get_address (region) + address, size,
                                STRATA_LITTLE_ENDIAN, value, &error);

  g_assert_no_error (error);
}

/* What is written to a region by itself is replayed where it is mapped; else it says why not. */
static void
test_region (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  StrataRegion *ram = strata_board_find_region (self->board, "ram", NULL);
  StrataRegion *system = strata_board_find_region (self->board, "system", NULL);
  StrataRegion *io = strata_board_find_region (self->board, "io", NULL);
  g_autoptr (StrataRegion) alias = NULL;
  g_autofree char *script = NULL;
  g_autofree char *through_ports = NULL;
  g_autofree char *nowhere = NULL;
  g_autofree char *protected = NULL;

  /* Only a window of it is mapped, elsewhere than it was. */
  g_assert_true (strata_region_del_subregion (system, ram, NULL));
  alias = strata_region_new_alias (strata_board_get_system (self->board), NULL, "window", ram,
                                   0x800, 0x100);
  g_assert_true (strata_region_add_subregion (system, 0x80000000, alias, NULL));
  poke_region (self, "ram", 0x810, 4, 0x12345678);
  poke_region (self, "ram", 0x8fe, 4, 1);
  poke_region (self, "rom", 0x10, 1, 0x55);
  script = write_script (self);
  g_assert_cmpstr (script, ==,
                   "# hex editor, ok, ram+0x810\n"
                   "writel 0x80000010 0x12345678\n"
                   "# hex editor, ok, ram+0x8fe\n"
                   "# not replayed: 4 bytes at 0x8fe of ram = 0x1: "
                   "neither memory nor I/O shows it now\n"
                   "# hex editor, read-only, rom+0x10\n"
                   "writeb 0x1010 0x55\n");
  strata_poke_journal_clear (self->journal);

  /* Through ports */
  poke_region (self, "ram", 0x820, 2, 0xabcd);
  poke_region (self, "ram", 0x820, 8, 0xabcd);
  g_assert_true (strata_region_del_subregion (system, alias, NULL));
  nowhere = write_script (self);
  g_assert_nonnull (strstr (nowhere, "# not replayed: 2 bytes at 0x820 of ram = 0xabcd: "
                                     "neither memory nor I/O shows it now\n"));
  g_assert_true (strata_region_add_subregion (io, 0x300, alias, NULL));
  through_ports = write_script (self);
  g_assert_cmpstr (through_ports, ==,
                   "# hex editor, ok, ram+0x820\n"
                   "outw 0x320 0xabcd\n"
                   "# hex editor, ok, ram+0x820\n"
                   "# not replayed: 8 bytes at 0x820 of ram = 0xabcd: "
                   "the protocol has no such access to a port\n");
  strata_poke_journal_clear (self->journal);

  /* Where it is mapped read-only, a replay would do something else. */
  poke_region (self, "ram", 0x830, 1, 1);
  g_assert_true (strata_region_set_readonly (alias, TRUE, NULL));
  protected = write_script (self);
  g_assert_nonnull (strstr (protected, "writes to it end differently"));
  g_assert_true (strata_region_del_subregion (io, alias, NULL));
}

static void
test_clear (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataPoke) first G_GNUC_UNUSED = poke (self, 0x10, 1, STRATA_LITTLE_ENDIAN, 1);
  g_autofree char *script = NULL;

  strata_poke_journal_clear (self->journal);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->journal)), ==, 0);
  script = write_script (self);
  g_assert_cmpstr (script, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/strata/poke-journal/note", Fixture, NULL, set_up, test_note, tear_down);
  g_test_add ("/strata/poke-journal/lock", Fixture, NULL, set_up, test_lock, tear_down);
  g_test_add ("/strata/poke-journal/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/strata/poke-journal/script", Fixture, NULL, set_up, test_script, tear_down);
  g_test_add ("/strata/poke-journal/region", Fixture, NULL, set_up, test_region, tear_down);
  g_test_add ("/strata/poke-journal/clear", Fixture, NULL, set_up, test_clear, tear_down);
  return g_test_run ();
}
