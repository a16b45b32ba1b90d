/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * The built-in board `pc` at reset, beside what a running QEMU 7.2.22 has printed of its own
 * (tests/data/mtree/x86_64-pc+std.*), and beside what docs/reference/boards/pc.md says about it.
 */

#include "strata.h"

#include <string.h>

#include "devices/pci/strata-pci-device-private.h"
#include "formats/strata-formats.h"

/* {{{ Where the two differ */

typedef struct
{
  const char *section; /* of the text; NULL where a line below has it */
  const char *line;    /* of it; NULL for all of it */
  const char *reason;
} Difference;

/* Only QEMU has these. */
static const Difference absent[] = {
  { "address-space: i440FX", NULL, "no function here masters the bus" },
  { "address-space: PIIX3", NULL, "no function here masters the bus" },
  { "address-space: piix3-ide", NULL, "no function here masters the bus" },
  { "address-space: PIIX4_PM", NULL, "no function here masters the bus" },
  { "address-space: VGA", NULL, "no function here masters the bus" },
  { "address-space: e1000", NULL, "there is no network card" },
  { " AS \"i440FX\"", NULL, "no function here masters the bus" },
  { " AS \"PIIX3\"", NULL, "no function here masters the bus" },
  { " AS \"piix3-ide\"", NULL, "no function here masters the bus" },
  { " AS \"PIIX4_PM\"", NULL, "no function here masters the bus" },
  { " AS \"VGA\"", NULL, "no function here masters the bus" },
  { " AS \"e1000\"", NULL, "there is no network card" },
  { " AS \"I/O\"", "  00000000000000e0-00000000000000ef (prio 0, i/o): io @00000000000000e0",
    "test devices are there" },
  { " AS \"I/O\"", "  00000000000000f1-000000000000016f (prio 0, i/o): io @00000000000000f1",
    "test devices are there" },
};

/* Only the board here has these: what test programs use, and what that leaves of the ports. */
static const Difference extra[] = {
  { "address-space: I/O",
    "    00000000000000e0-00000000000000e3 (prio 0, i/o): pc-testdev-ioport", "for tests" },
  { "address-space: I/O",
    "    00000000000000e8-00000000000000eb (prio 0, i/o): pc-testdev-ioport-byte", "for tests" },
  { "address-space: I/O", "    00000000000000e9-00000000000000e9 (prio 1, i/o): isa-debugcon",
    "for tests" },
  { "address-space: I/O", "    00000000000000f4-00000000000000f7 (prio 0, i/o): isa-debug-exit",
    "for tests" },
  { " AS \"I/O\"", "  00000000000000e0-00000000000000e3 (prio 0, i/o): pc-testdev-ioport",
    "for tests" },
  { " AS \"I/O\"", "  00000000000000e4-00000000000000e7 (prio 0, i/o): io @00000000000000e4",
    "between them" },
  { " AS \"I/O\"", "  00000000000000e8-00000000000000e8 (prio 0, i/o): pc-testdev-ioport-byte",
    "for tests" },
  { " AS \"I/O\"", "  00000000000000e9-00000000000000e9 (prio 1, i/o): isa-debugcon",
    "for tests" },
  { " AS \"I/O\"",
    "  00000000000000ea-00000000000000eb (prio 0, i/o): pc-testdev-ioport-byte @0000000000000002",
    "for tests" },
  { " AS \"I/O\"", "  00000000000000ec-00000000000000ef (prio 0, i/o): io @00000000000000ec",
    "between them" },
  { " AS \"I/O\"", "  00000000000000f1-00000000000000f3 (prio 0, i/o): io @00000000000000f1",
    "between them" },
  { " AS \"I/O\"", "  00000000000000f4-00000000000000f7 (prio 0, i/o): isa-debug-exit",
    "for tests" },
  { " AS \"I/O\"", "  00000000000000f8-000000000000016f (prio 0, i/o): io @00000000000000f8",
    "between them" },
};

/* }}} */

static StrataBoard *
load (void)
{
  g_autoptr (GError) error = NULL;
  StrataBoard *board = strata_formats_load ("pc", NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strata_board_get_n_notes (board), ==, 0);
  return board;
}

static char *
read_file (const char *directory, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, directory, name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* {{{ Comparing texts */

/* A text by its sections: each heading, such as `address-space: NAME` or ` AS "NAME"`, with the
 * lines that belong to it; headings in a row share theirs. */
static GHashTable *
split_sections (const char *text)
{
  GHashTable *sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                (GDestroyNotify) g_ptr_array_unref);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GPtrArray *current = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = lines[i];

      if (line[0] == '\0' || g_str_has_prefix (line, "FlatView"))
        current = NULL;
      else if (g_str_has_prefix (line, "address-space: ") || g_str_has_prefix (line, " AS ")
               || g_str_has_prefix (line, "memory-region: "))
        {
          g_autofree char *heading = g_strndup (line, strcspn (line, ","));

          current = current != NULL && current->len == 0 ? g_ptr_array_ref (current)
                                                         : g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (sections, g_steal_pointer (&heading), current);
        }
      else if (current != NULL && !g_str_has_prefix (line, " Root"))
        g_ptr_array_add (current, g_strdup (line));
    }
  return sections;
}

static gboolean
is_listed (const Difference *differences, gsize n, const char *section, const char *line)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (differences[i].section, section) == 0
        && g_strcmp0 (differences[i].line, line) == 0)
      {
        g_test_message ("%s: %s (%s)", section, line != NULL ? line : "all of it",
                        differences[i].reason);
        return TRUE;
      }
  return FALSE;
}

/* The lines of a section without those that are listed. */
static char *
join_others (GPtrArray *lines, const Difference *differences, gsize n, const char *section)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    if (!is_listed (differences, n, section, lines->pdata[i]))
      g_string_append_printf (joined, "%s\n", (const char *) lines->pdata[i]);
  return g_string_free (joined, FALSE);
}

static void
compare_texts (const char *ours, const char *theirs)
{
  g_autoptr (GHashTable) here = split_sections (ours);
  g_autoptr (GHashTable) there = split_sections (theirs);
  GHashTableIter iter;
  gpointer section, lines;
  guint n_absent = 0;

  g_hash_table_iter_init (&iter, there);
  while (g_hash_table_iter_next (&iter, &section, &lines))
    {
      GPtrArray *found = g_hash_table_lookup (here, section);
      g_autofree char *expected = NULL;
      g_autofree char *actual = NULL;

      if (found == NULL)
        {
          g_assert_true (is_listed (absent, G_N_ELEMENTS (absent), section, NULL));
          n_absent++;
          continue;
        }
      expected = join_others (lines, absent, G_N_ELEMENTS (absent), section);
      actual = join_others (found, extra, G_N_ELEMENTS (extra), section);
      g_assert_cmpstr (actual, ==, expected);
    }
  g_assert_cmpuint (g_hash_table_size (here), ==, g_hash_table_size (there) - n_absent);
}

static void
test_tree (void)
{
  g_autoptr (StrataBoard) board = load ();
  g_autofree char *ours = strata_system_tree_to_string (strata_board_get_system (board), TRUE);
  g_autofree char *theirs = read_file ("data/mtree", "x86_64-pc+std.treeD.txt");

  compare_texts (ours, theirs);
}

static void
test_flat (void)
{
  g_autoptr (StrataBoard) board = load ();
  g_autofree char *ours = strata_system_flat_to_string (strata_board_get_system (board));
  g_autofree char *theirs = read_file ("data/mtree", "x86_64-pc+std.flat.txt");

  compare_texts (ours, theirs);
}

/* }}} */
/* {{{ What the documentation says */

/* A region: `NAME FIRST-LAST`, and ` @TARGET` behind the name of an alias */
static char *
make_key (const char *name, guint64 first, guint64 last)
{
  return g_strdup_printf ("%s 0x%" G_GINT64_MODIFIER "x-0x%" G_GINT64_MODIFIER "x", name, first,
                          last);
}

/* All regions that QEMU has printed. */
static GHashTable *
read_oracle (void)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = read_file ("data/mtree", "x86_64-pc+std.treeD.txt");
  g_autoptr (GRegex) regex = g_regex_new (
    "^ +([0-9a-f]{16})-([0-9a-f]{16}) \\(prio [-0-9]+, [^)]*\\): (?:alias (.*) @(\\S+) "
    "[0-9a-f]+-[0-9a-f]+|(.*?))(?: \\[disabled\\])?$",
    G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) info = NULL;

  for (g_regex_match (regex, text, 0, &info); g_match_info_matches (info);
       g_match_info_next (info, NULL))
    {
      g_autofree char *first = g_match_info_fetch (info, 1);
      g_autofree char *last = g_match_info_fetch (info, 2);
      g_autofree char *alias = g_match_info_fetch (info, 3);
      g_autofree char *target = g_match_info_fetch (info, 4);
      g_autofree char *plain = g_match_info_fetch (info, 5);
      g_autofree char *name = alias[0] != '\0' ? g_strdup_printf ("%s @%s", alias, target)
                                               : g_strdup (plain != NULL ? plain : "");

      g_hash_table_add (keys, make_key (name, g_ascii_strtoull (first, NULL, 16),
                                        g_ascii_strtoull (last, NULL, 16)));
    }
  g_assert_cmpuint (g_hash_table_size (keys), >, 100);
  return keys;
}

static void
collect (StrataRegion *region, guint64 base, GHashTable *regions)
{
  StrataRegion *target = strata_region_get_alias_target (region);
  guint64 size = strata_region_get_size (region);
  guint64 last = size == STRATA_SIZE_MAX ? G_MAXUINT64 : base + size - 1;
  g_autoptr (GPtrArray) subregions = strata_region_list_subregions (region);
  g_autofree char *name = target != NULL
                            ? g_strdup_printf ("%s @%s", strata_region_get_name (region),
                                               strata_region_get_name (target))
                            : g_strdup (strata_region_get_name (region));

  g_hash_table_insert (regions, make_key (name, base, last), region);
  for (guint i = 0; i < subregions->len; i++)
    collect (subregions->pdata[i], base + strata_region_get_address (subregions->pdata[i]),
             regions);
  if (target != NULL && strata_region_get_container (target) == NULL)
    collect (target, 0, regions);
}

static GHashTable *
collect_board (StrataBoard *board)
{
  GHashTable *regions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < strata_board_get_n_address_spaces (board); i++)
    collect (strata_address_space_get_root (strata_board_get_address_space (board, i)), 0,
             regions);
  return regions;
}

/* Whether accesses are answered, in one size at least: what is described only never does. Memory,
 * containers and aliases are what they are. */
static gboolean
answers (StrataBoard *board, StrataRegion *region)
{
  g_autoptr (StrataAddressSpace) space = NULL;
  g_autoptr (StrataInitiator) initiator = NULL;
  guint64 address = strata_region_get_address (region);
  StrataFlatRange range;
  gboolean answered = FALSE;

  if (strata_region_get_kind (region) != STRATA_REGION_MMIO)
    return TRUE;
  space = strata_address_space_new (strata_board_get_system (board), "test", region);
  initiator = strata_initiator_new (space, "test");

  /* Subregions lie over it: where does it show itself? */
  while (strata_initiator_find (initiator, address, &range) && range.region != region)
    address = range.last + 1;
  for (guint size = 1; size <= 4 && !answered; size *= 2)
    {
      guint64 value;

      answered = strata_initiator_load (initiator, address, size, STRATA_LITTLE_ENDIAN, &value)
                 == STRATA_OK;
    }
  g_clear_pointer (&initiator, strata_initiator_unref);
  strata_address_space_close (space);
  return answered;
}

static void
check_state (StrataBoard *board, GHashTable *regions, const char *key, const char *state)
{
  StrataRegion *region = g_hash_table_lookup (regions, key);

  if (region == NULL)
    g_test_message ("docs/reference/boards/pc.md: %s is %s, but the board does not have it", key,
                    state);
  g_assert_cmpstr (region == NULL              ? "absent"
                   : answers (board, region) ? "modelled"
                                               : "described only",
                   ==, state);
}

/* A cell is a list of names, each between back-ticks. */
static void
check_row (StrataBoard *board, GHashTable *regions, GHashTable *oracle, char **cells)
{
  g_auto (GStrv) names = g_strsplit (g_strstrip (cells[1]), ", ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gsize length = strlen (names[i]);
      g_autofree char *key = NULL;

      g_assert_true (length > 2 && names[i][0] == '`' && names[i][length - 1] == '`');
      names[i][length - 1] = '\0';
      key = g_strdup_printf ("%s %s", names[i] + 1, g_strstrip (cells[2]));
      g_test_message ("%s", key);
      g_assert_true (g_hash_table_remove (oracle, key));
      check_state (board, regions, key, g_strstrip (cells[3]));
    }
}

/* Each region of QEMU's has one row, and the row is right. */
static void
test_documentation (void)
{
  g_autoptr (StrataBoard) board = load ();
  g_autoptr (GHashTable) regions = collect_board (board);
  g_autoptr (GHashTable) oracle = read_oracle ();
  g_autofree char *text = read_file ("../docs/reference/boards", "pc.md");
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "| `"))
      {
        g_auto (GStrv) cells = g_strsplit (lines[i], "|", -1);

        g_assert_cmpuint (g_strv_length (cells), ==, 6);
        check_row (board, regions, oracle, cells);
      }
  g_hash_table_iter_init (&iter, oracle);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_test_message ("docs/reference/boards/pc.md has no row for %s", (const char *) key);
  g_assert_cmpuint (g_hash_table_size (oracle), ==, 0);
}

/* }}} */
/* {{{ The chip set on its board */

static StrataInitiator *
new_initiator (StrataBoard *board, const char *space)
{
  return strata_initiator_new (strata_board_find_address_space (board, space), "test");
}

static guint32
get_config (StrataInitiator *ports, guint function, guint offset)
{
  guint64 value;

  strata_initiator_store (ports, 0xcf8, 4, STRATA_LITTLE_ENDIAN,
                          0x80000000u | function << 8 | offset);
  g_assert_cmpuint (strata_initiator_load (ports, 0xcfc, 4, STRATA_LITTLE_ENDIAN, &value), ==,
                    STRATA_OK);
  return value;
}

static void
set_config (StrataInitiator *ports, guint function, guint offset, guint32 value)
{
  strata_initiator_store (ports, 0xcf8, 4, STRATA_LITTLE_ENDIAN,
                          0x80000000u | function << 8 | offset);
  g_assert_cmpuint (strata_initiator_store (ports, 0xcfc, 4, STRATA_LITTLE_ENDIAN, value), ==,
                    STRATA_OK);
}

/* Ids and classes as a scan of QEMU's bus finds them; nothing else is there. */
static void
test_scan (void)
{
  static const struct
  {
    guint function;
    guint32 ids;
    guint32 class_and_revision;
    guint32 header;
    guint32 subsystem;
    guint32 interrupt;
  } expected[] = {
    { 0x00, 0x12378086, 0x06000002, 0x00000000, 0x11001af4, 0x0000 },
    { 0x08, 0x70008086, 0x06010000, 0x00800000, 0x11001af4, 0x0000 },
    { 0x09, 0x70108086, 0x01018000, 0x00000000, 0x11001af4, 0x0000 },
    { 0x0b, 0x71138086, 0x06800003, 0x00000000, 0x11001af4, 0x0100 },
    { 0x10, 0x11111234, 0x03000002, 0x00000000, 0x11001af4, 0x0000 },
  };
  g_autoptr (StrataBoard) board = load ();
  g_autoptr (StrataInitiator) ports = new_initiator (board, "I/O");
  guint n_found = 0;

  for (guint function = 0; function < 256; function++)
    {
      if (get_config (ports, function, 0x00) == 0xffffffff)
        continue;
      g_assert_cmpuint (n_found, <, G_N_ELEMENTS (expected));
      g_assert_cmphex (function, ==, expected[n_found].function);
      g_assert_cmphex (get_config (ports, function, 0x00), ==, expected[n_found].ids);
      g_assert_cmphex (get_config (ports, function, 0x08), ==,
                       expected[n_found].class_and_revision);
      g_assert_cmphex (get_config (ports, function, 0x0c), ==, expected[n_found].header);
      g_assert_cmphex (get_config (ports, function, 0x2c), ==, expected[n_found].subsystem);
      g_assert_cmphex (get_config (ports, function, 0x3c), ==, expected[n_found].interrupt);
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (expected));
}

/* What QEMU's firmware has programmed after ten seconds gives the map that was recorded then, as
 * far as the chip set makes it. */
static void
test_boot (void)
{
  static const char *const reasons[] = {
    "e1000",    /* there is no network card */
    "kvmvapic", /* QEMU's own option ROM */
    "bus master",
    "No rendered",
  };
  g_autoptr (StrataBoard) board = load ();
  g_autoptr (StrataInitiator) ports = new_initiator (board, "I/O");
  g_autofree char *ours = NULL;
  g_autofree char *theirs = read_file ("data/mtree", "x86_64-pc+std-boot10s.treeD.txt");
  g_auto (GStrv) lines = g_strsplit (theirs, "\n", -1);
  guint n_compared = 0;

  set_config (ports, 0x00, 0x58, 0x11111010); /* PAM0 to PAM2 */
  set_config (ports, 0x00, 0x5c, 0x33111111); /* PAM3 to PAM6 */
  set_config (ports, 0x00, 0x70, 0x000a1000); /* SMRAM */
  set_config (ports, 0x09, 0x20, 0x0000c041);
  set_config (ports, 0x09, 0x04, 0x00000005);
  set_config (ports, 0x0b, 0x40, 0x00000601);
  set_config (ports, 0x0b, 0x80, 0x00000001);
  set_config (ports, 0x0b, 0x90, 0x00000701);
  set_config (ports, 0x10, 0x10, 0xfd000008);
  set_config (ports, 0x10, 0x18, 0xfebf0000);
  set_config (ports, 0x10, 0x04, 0x00000007);
  ours = strata_system_tree_to_string (strata_board_get_system (board), TRUE);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *with_end = g_strdup_printf ("%s\n", lines[i]);
      gboolean is_left_out = !g_str_has_prefix (lines[i], "    ");

      for (guint j = 0; j < G_N_ELEMENTS (reasons); j++)
        is_left_out = is_left_out || strstr (lines[i], reasons[j]) != NULL;
      if (is_left_out)
        continue;
      g_test_message ("%s", lines[i]);
      g_assert_nonnull (strstr (ours, with_end));
      n_compared++;
    }
  g_assert_cmpuint (n_compared, >, 150);
}

/* INTA# of device 1 is PIRQA#; from there it goes to both interrupt controllers. */
static void
test_interrupt (void)
{
  g_autoptr (StrataBoard) board = load ();
  g_autoptr (StrataInitiator) ports = new_initiator (board, "I/O");
  StrataPciDevice *pm = STRATA_PCI_DEVICE (strata_board_get_device (board, "pm"));
  StrataLine *pic
    = strata_device_find_input (strata_board_get_device (board, "pic2"), NULL, 2);
  StrataLine *ioapic
    = strata_device_find_input (strata_board_get_device (board, "ioapic"), NULL, 10);

  strata_pci_device_set_interrupt (pm, TRUE);
  g_assert_false (strata_line_get_level (pic));
  set_config (ports, 0x08, 0x60, 0x8080800a);
  g_assert_true (strata_line_get_level (pic));
  g_assert_true (strata_line_get_level (ioapic));
  strata_pci_device_set_interrupt (pm, FALSE);
  g_assert_false (strata_line_get_level (pic));
  g_assert_false (strata_line_get_level (ioapic));
}

/* What a guest has programmed is gone after a reset. */
static void
test_reset (void)
{
  g_autoptr (StrataBoard) board = load ();
  g_autoptr (StrataInitiator) ports = new_initiator (board, "I/O");
  StrataSystem *system = strata_board_get_system (board);
  g_autofree char *before = strata_system_tree_to_string (system, TRUE);
  g_autofree char *changed = NULL;
  g_autofree char *after = NULL;

  set_config (ports, 0x00, 0x5c, 0x33333333);
  set_config (ports, 0x0b, 0x90, 0x00000701);
  set_config (ports, 0x10, 0x10, 0xfd000000);
  set_config (ports, 0x10, 0x04, 0x00000002);
  changed = strata_system_tree_to_string (system, TRUE);
  g_assert_cmpstr (changed, !=, before);
  strata_board_reset (board);
  after = strata_system_tree_to_string (system, TRUE);
  g_assert_cmpstr (after, ==, before);
}

/* All the ways in which a guest resets a PC; the RAM keeps what it has. */
static void
test_guest_reset (void)
{
  static const struct
  {
    guint16 port;
    guint8 value;
  } ways[] = { { 0xcf9, 0x06 }, { 0x64, 0xfe }, { 0x92, 0x01 } };
  g_autoptr (StrataBoard) board = load ();
  g_autoptr (StrataInitiator) ports = new_initiator (board, "I/O");
  g_autoptr (StrataInitiator) cpu = new_initiator (board, "memory");
  g_autofree char *before
    = strata_system_tree_to_string (strata_board_get_system (board), TRUE);
  guint64 value;

  strata_initiator_store (cpu, 0x1000, 4, STRATA_LITTLE_ENDIAN, 0x12345678);
  for (guint i = 0; i <= G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *changed = NULL;
      g_autofree char *after = NULL;

      set_config (ports, 0x00, 0x5c, 0x33333333);
      set_config (ports, 0x10, 0x10, 0xfd000000);
      set_config (ports, 0x10, 0x04, 0x00000002);
      changed = strata_system_tree_to_string (strata_board_get_system (board), TRUE);
      g_assert_cmpstr (changed, !=, before);
      if (i < G_N_ELEMENTS (ways))
        strata_initiator_store (ports, ways[i].port, 1, STRATA_LITTLE_ENDIAN, ways[i].value);
      else
        set_config (ports, 0x00, 0x90, 0x06000000); /* TRC */
      after = strata_system_tree_to_string (strata_board_get_system (board), TRUE);
      g_assert_cmpstr (after, ==, before);
      g_assert_cmphex (get_config (ports, 0x00, 0x5c), ==, 0);
      g_assert_cmphex (get_config (ports, 0x00, 0x90), ==, 0);
    }
  strata_initiator_load (cpu, 0x1000, 4, STRATA_LITTLE_ENDIAN, &value);
  g_assert_cmphex (value, ==, 0x12345678);
}

/* }}} */

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/pc-board/tree", test_tree);
  g_test_add_func ("/strata/pc-board/flat", test_flat);
  g_test_add_func ("/strata/pc-board/documentation", test_documentation);
  g_test_add_func ("/strata/pc-board/scan", test_scan);
  g_test_add_func ("/strata/pc-board/boot", test_boot);
  g_test_add_func ("/strata/pc-board/interrupt", test_interrupt);
  g_test_add_func ("/strata/pc-board/reset", test_reset);
  g_test_add_func ("/strata/pc-board/guest-reset", test_guest_reset);
  return g_test_run ();
}
