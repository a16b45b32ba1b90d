/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "board/strata-board-edit.h"
#include "board/strata-history.h"
#include "memory/strata-initiator.h"

#include "board-fixture.h"

/* Edits of a board. What an edited board comes to is compared with what the loader makes of its
 * text; what an inverse leaves, with what was there before. */

static const char sample[] = "# The map of a friend\n"
                             "[strata]\n"
                             "version = 1\n"
                             "\n"
                             "[address-space memory]\n"
                             "root=bus\n"
                             "\n"
                             "# All of it\n"
                             "[region bus]\n"
                             "kind = container\n"
                             "size = 0x10_0000\n"
                             "\n"
                             "# The first\n"
                             "[region low]\n"
                             "kind=ram\n"
                             "parent=bus\n"
                             "size=8 KiB\n"
                             "address=0x2000\n"
                             "overlap=true\n"
                             "log=vga\n"
                             "\n"
                             "[region high]\n"
                             "kind=ram\n"
                             "size=0x1000\n"
                             "parent=bus\n"
                             "address=0x2000\n"
                             "overlap=true\n"
                             "\n"
                             "# With something in it\n"
                             "[region box]\n"
                             "kind=container\n"
                             "size=0x4000\n"
                             "parent=bus\n"
                             "address=0x8000\n"
                             "[region inner]\n"
                             "kind=mmio\n"
                             "size=0x100\n"
                             "coalesce=0x10+16\n"
                             "parent=box\n"
                             "[region boot]\n"
                             "kind=rom\n"
                             "size=0x100\n"
                             "parent=box\n"
                             "address=0x200\n"
                             "[region flash]\n"
                             "kind=rom-device\n"
                             "size=0x100\n"
                             "parent=box\n"
                             "address=0x300\n"
                             "\n"
                             "# The first, again\n"
                             "[region window]\n"
                             "kind=alias\n"
                             "target=low\n"
                             "size=0x1000\n"
                             "parent=bus\n"
                             "address=0xa_0000\n";

/* Makes an edit, checks it, and takes it back. */
static void
check_edit (const char *text, StrataEdit *made, const char *expected_line)
{
  g_autoptr (StrataBoard) board = board_fixture_load (text);
  g_autofree char *before = strata_board_to_text (board);
  g_autofree char *flat_before = board_fixture_dup_flat (board);
  g_autoptr (StrataEdit) inverse = board_fixture_edit (board, made);
  g_autofree char *after = strata_board_to_text (board);
  g_autofree char *flat_after = board_fixture_dup_flat (board);
  g_autoptr (StrataEdit) again = NULL;
  g_autoptr (StrataEdit) back = NULL;

  if (expected_line != NULL)
    g_assert_nonnull (g_strstr_len (after, -1, expected_line));
  g_assert_cmpstr (before, !=, after);
  board_fixture_check_reload (board);
  again = board_fixture_edit (board, g_steal_pointer (&inverse));
  board_fixture_check_state (board, before, flat_before);
  back = board_fixture_edit (board, g_steal_pointer (&again));
  board_fixture_check_state (board, after, flat_after);
}

static void
test_kinds (void)
{
  const StrataRange range = { 0x20, 0x2f };

  check_edit (sample, strata_edit_new_name ("low", "main memory"), "\nname=main memory\n");
  check_edit (sample, strata_edit_new_address ("low", 0x4000), "\naddress=0x4000\n");
  check_edit (sample, strata_edit_new_parent ("low", "box", 0x1000), "\nparent=box\n");
  check_edit (sample, strata_edit_new_parent ("high", NULL, 0), NULL);
  check_edit (sample, strata_edit_new_size ("low", 0x1000), "\nsize=4 KiB\n");
  check_edit (sample, strata_edit_new_priority ("low", 3), "\npriority=3\n");
  check_edit (sample, strata_edit_new_priority ("box", -1), "\npriority=-1\n");
  check_edit (sample, strata_edit_new_enabled ("box", FALSE), "\nenabled=false\n");
  check_edit (sample, strata_edit_new_readonly ("low", TRUE), "\nread-only=true\n");
  check_edit (sample, strata_edit_new_nonvolatile ("low", TRUE), "\nnon-volatile=true\n");
  check_edit (sample, strata_edit_new_target ("window", "high"), "\ntarget=high\n");
  check_edit (sample, strata_edit_new_offset ("window", 0x800), "\noffset=0x800\n");
  check_edit (sample, strata_edit_new_log ("low", STRATA_DIRTY_CODE), "\nlog=code\n");
  check_edit (sample, strata_edit_new_coalesce ("inner", &range, 1), "coalesce=0x20+");
  check_edit (sample, strata_edit_new_rom_mode ("flash", FALSE), "\nrom-mode=false\n");
  check_edit (sample, strata_edit_new_title ("My map"), "\ntitle = My map\n");
  check_edit (sample, strata_edit_new_remove ("box"), NULL);
  check_edit (sample, strata_edit_new_remove ("window"), NULL);
  for (guint kind = STRATA_REGION_CONTAINER; kind <= STRATA_REGION_RESERVED; kind++)
    if (kind != STRATA_REGION_ALIAS)
      check_edit (sample, strata_edit_new_add ("new", "A new one", kind, 0x1000, "bus", 0x2000),
                  "\n[region new]\n");
  check_edit (sample, strata_edit_new_add_alias ("new", "new", "low", 0x10, 0x100, "bus", 0x20),
              "\nkind=alias\n");
}

/* The one put back is tried exactly when it was before, and its bytes are still there. */
static void
test_remove_and_restore (void)
{
  g_autoptr (StrataBoard) board = board_fixture_load (sample);
  StrataRegion *high = strata_board_get_region (board, "high");
  guint64 rank = strata_region_get_rank (high);
  g_autoptr (StrataInitiator) initiator
    = strata_initiator_new (strata_board_get_default_address_space (board), "test");
  g_autoptr (StrataEdit) inverse = NULL;
  g_autoptr (StrataEdit) again = NULL;
  guint64 value = 0;

  g_assert_cmpint (strata_initiator_write (initiator, 0x2000, "\x11\x22\x33\x44", 4), ==,
                   STRATA_OK);
  inverse = board_fixture_edit (board, strata_edit_new_remove ("high"));
  g_assert_null (strata_board_get_region (board, "high"));
  g_assert_cmpint (strata_initiator_read (initiator, 0x2000, &value, 4), ==, STRATA_OK);
  g_assert_cmphex (value, ==, 0);
  again = board_fixture_edit (board, g_steal_pointer (&inverse));
  g_assert_true (strata_board_get_region (board, "high") == high);
  g_assert_cmpuint (strata_region_get_rank (high), ==, rank);
  g_assert_cmpint (strata_initiator_read (initiator, 0x2000, &value, 4), ==, STRATA_OK);
  g_assert_cmphex (GUINT64_FROM_LE (value), ==, 0x44332211);
}

/* {{{ What fails leaves everything as it was */

static void
check_refused (const char *text, StrataEdit *made, GQuark domain, gint code, const char *message)
{
  g_autoptr (StrataBoard) board = board_fixture_load (text);
  g_autofree char *before = strata_board_to_text (board);
  g_autofree char *flat_before = board_fixture_dup_flat (board);
  g_autoptr (StrataEdit) refused = made;
  g_autoptr (StrataEdit) first = strata_edit_new_name ("bus", "another");
  g_autoptr (StrataEdit) second = strata_edit_new_add ("early", "early", STRATA_REGION_RAM, 0x1000,
                                                       "bus", 0x6000);
  g_autoptr (StrataEdit) third = strata_edit_new_title ("Another");
  StrataEdit *const edits[] = { first, second, third, refused };
  g_autoptr (StrataEdit) group = strata_edit_new_group (edits, G_N_ELEMENTS (edits));
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) group_error = NULL;

  g_assert_null (strata_board_edit (board, refused, &error));
  g_assert_error (error, domain, code);
  if (message != NULL)
    g_assert_cmpstr (error->message, ==, message);
  board_fixture_check_state (board, before, flat_before);
  g_assert_null (strata_board_edit (board, group, &group_error));
  g_assert_error (group_error, domain, code);
  board_fixture_check_state (board, before, flat_before);
}

static void
test_refused (void)
{
  const GQuark mine = STRATA_BOARD_ERROR;
  const GQuark memory = STRATA_MEMORY_ERROR;

  check_refused (sample, strata_edit_new_name ("none", "x"), mine, STRATA_BOARD_ERROR_REFERENCE,
                 "there is no region “none”");
  check_refused (sample, strata_edit_new_size ("low", 0x4000), memory, STRATA_MEMORY_ERROR_RANGE,
                 NULL);
  check_refused (sample, strata_edit_new_parent ("bus", "box", 0), memory,
                 STRATA_MEMORY_ERROR_HIERARCHY, NULL);
  check_refused (sample, strata_edit_new_parent ("low", "window", 0), memory,
                 STRATA_MEMORY_ERROR_HIERARCHY, NULL);
  check_refused (sample, strata_edit_new_parent ("low", "none", 0), mine,
                 STRATA_BOARD_ERROR_REFERENCE, NULL);
  check_refused (sample, strata_edit_new_offset ("low", 0), mine, STRATA_BOARD_ERROR_VALUE,
                 "a region of kind ram has no such key");
  check_refused (sample, strata_edit_new_log ("box", STRATA_DIRTY_VGA), mine,
                 STRATA_BOARD_ERROR_VALUE, "a region of kind container has no such key");
  check_refused (sample, strata_edit_new_coalesce ("low", NULL, 0), mine, STRATA_BOARD_ERROR_VALUE,
                 NULL);
  check_refused (sample, strata_edit_new_readonly ("boot", FALSE), memory,
                 STRATA_MEMORY_ERROR_KIND, NULL);
  check_refused (sample, strata_edit_new_remove ("bus"), mine, STRATA_BOARD_ERROR_REFERENCE,
                 "“bus” is the root of the address space “memory”");
  check_refused (sample, strata_edit_new_remove ("low"), mine, STRATA_BOARD_ERROR_REFERENCE,
                 "“low” is shown by the alias “window”");
  check_refused (sample, strata_edit_new_add ("low", "x", STRATA_REGION_RAM, 1, "bus", 0), mine,
                 STRATA_BOARD_ERROR_REFERENCE, NULL);
  check_refused (sample, strata_edit_new_add ("a b", "x", STRATA_REGION_RAM, 1, "bus", 0), mine,
                 STRATA_BOARD_ERROR_VALUE, NULL);
  check_refused (sample, strata_edit_new_rom_mode ("boot", FALSE), mine, STRATA_BOARD_ERROR_VALUE,
                 "a region of kind rom has no such key");
  check_refused (sample, strata_edit_new_add ("x", "x", STRATA_REGION_RAM, 1, "window", 0), memory,
                 STRATA_MEMORY_ERROR_HIERARCHY, NULL);
}

/* }}} */
/* {{{ Devices */

static const char machine[] = "[strata]\n"
                              "version=1\n"
                              "[address-space memory]\n"
                              "root=bus\n"
                              "[address-space io]\n"
                              "root=ports\n"
                              "[region bus]\n"
                              "kind=container\n"
                              "size=2^64\n"
                              "[region ports]\n"
                              "kind=container\n"
                              "size=64 KiB\n"
                              "[region ram]\n"
                              "kind=ram\n"
                              "size=16 MiB\n"
                              "[region pci]\n"
                              "kind=container\n"
                              "size=2^64\n"
                              "[device north]\n"
                              "model=i440fx\n"
                              "ram=ram\n"
                              "system=bus\n"
                              "pci=pci\n"
                              "io=ports\n"
                              "[device clock]\n"
                              "model=pl031\n"
                              "[region rtc]\n"
                              "device=clock\n"
                              "parent=bus\n"
                              "address=0x9000_0000\n";

/* Of a region that a device offers only that can be edited which the format lets it have. */
static void
test_devices (void)
{
  check_edit (machine, strata_edit_new_address ("rtc", 0x2000), "\naddress=0x2000\n");
  check_edit (machine, strata_edit_new_priority ("rtc", 2), "\npriority=2\n");
  check_edit (machine, strata_edit_new_enabled ("rtc", FALSE), "\nenabled=false\n");
  check_edit (machine, strata_edit_new_remove ("rtc"), NULL);
  check_refused (machine, strata_edit_new_size ("rtc", 1), STRATA_BOARD_ERROR,
                 STRATA_BOARD_ERROR_VALUE,
                 "a region that a device offers has no such key: the device decides that");
  check_refused (machine, strata_edit_new_name ("rtc", "x"), STRATA_BOARD_ERROR,
                 STRATA_BOARD_ERROR_VALUE, NULL);
  check_refused (machine, strata_edit_new_remove ("pci"), STRATA_BOARD_ERROR,
                 STRATA_BOARD_ERROR_REFERENCE, NULL);
  check_refused (machine, strata_edit_new_remove ("ram"), STRATA_BOARD_ERROR,
                 STRATA_BOARD_ERROR_REFERENCE, NULL);
}

/* }}} */
/* {{{ What if */

static void
test_try (void)
{
  g_autoptr (StrataBoard) board = board_fixture_load (sample);
  StrataAddressSpace *space = strata_board_get_default_address_space (board);
  g_autofree char *before = strata_board_to_text (board);
  g_autofree char *flat_before = board_fixture_dup_flat (board);
  g_autoptr (StrataEdit) move = strata_edit_new_address ("high", 0x40000);
  g_autoptr (StrataEdit) add = strata_edit_new_add ("new", "new", STRATA_REGION_RAM, 0x1000, "bus",
                                                    0);
  StrataEdit *const edits[] = { move, add };
  g_autoptr (StrataEdit) group = strata_edit_new_group (edits, G_N_ELEMENTS (edits));
  g_autoptr (StrataEdit) refused = strata_edit_new_remove ("bus");
  g_autoptr (StrataEdit) inverse = NULL;
  g_autoptr (StrataDryCommit) commit = NULL;
  g_autoptr (StrataFlatView) would_be = NULL;
  g_autoptr (StrataFlatView) now = NULL;
  g_autoptr (GError) error = NULL;
  guint n_add = 0;
  guint n_del = 0;

  commit = strata_board_try (board, group, &error);
  g_assert_no_error (error);
  board_fixture_check_state (board, before, flat_before);
  would_be = strata_dry_commit_ref_view (commit, space);
  g_assert_cmpstr (
    strata_region_get_name (strata_flat_view_find (would_be, 0)->region), ==, "new");
  for (guint i = 0; i < strata_dry_commit_get_n_events (commit); i++)
    {
      n_add += strata_dry_commit_get_event (commit, i)->kind == STRATA_EVENT_REGION_ADD;
      n_del += strata_dry_commit_get_event (commit, i)->kind == STRATA_EVENT_REGION_DEL;
    }
  /* high and the rest of low go; low, high elsewhere and the new one come */
  g_assert_cmpuint (n_del, ==, 2);
  g_assert_cmpuint (n_add, ==, 3);

  g_assert_null (strata_board_try (board, refused, &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE);
  board_fixture_check_state (board, before, flat_before);

  /* and it is what then comes */
  inverse = board_fixture_edit (board, g_steal_pointer (&move));
  now = strata_address_space_ref_view (space);
  g_assert_cmpuint (strata_flat_view_get_n_ranges (would_be), ==,
                    strata_flat_view_get_n_ranges (now) + 1);
}

/* A space as it would be, in the words of the one that then is */
static void
test_try_space (void)
{
  g_autoptr (StrataBoard) board = board_fixture_load (sample);
  StrataAddressSpace *space = strata_board_get_default_address_space (board);
  g_autofree char *before = strata_board_to_text (board);
  g_autofree char *flat_before = board_fixture_dup_flat (board);
  g_autoptr (StrataEdit) move = strata_edit_new_address ("high", 0x40000);
  g_autoptr (StrataEdit) refused = strata_edit_new_remove ("bus");
  g_autoptr (StrataEdit) inverse = NULL;
  g_autoptr (StrataDryCommit) commit = NULL;
  g_autoptr (StrataRendering) tried = NULL;
  g_autoptr (StrataRendering) made = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (strata_board_try_space (board, refused, space, &tried, &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_REFERENCE);
  g_assert_null (tried);
  g_clear_error (&error);
  commit = strata_board_try_space (board, move, space, &tried, &error);
  g_assert_no_error (error);
  board_fixture_check_state (board, before, flat_before);

  inverse = board_fixture_edit (board, g_steal_pointer (&move));
  made = strata_rendering_new (strata_address_space_get_root (space), 0, G_MAXUINT64,
                               STRATA_RENDERING_DISABLED);
  g_assert_cmpuint (strata_rendering_get_n_instances (tried), ==,
                    strata_rendering_get_n_instances (made));
  for (guint i = 0; i < strata_rendering_get_n_instances (made); i++)
    {
      const StrataInstance *a = strata_rendering_get_instance (tried, i);
      const StrataInstance *b = strata_rendering_get_instance (made, i);

      g_assert_true (a->region == b->region);
      g_assert_cmphex (a->first, ==, b->first);
      g_assert_cmphex (a->last, ==, b->last);
      g_assert_cmpuint (a->order, ==, b->order);
      g_assert_cmpint (a->priority, ==, strata_region_get_priority (b->region));
    }
}

/* Only names that would be others are told, the last of them if there are several. */
static void
test_new_names (void)
{
  g_autoptr (StrataBoard) board = board_fixture_load (sample);
  StrataRegion *high = strata_board_get_region (board, "high");
  StrataRegion *bus = strata_board_get_region (board, "bus");
  g_autofree char *old_name = g_strdup (strata_region_get_name (bus));
  g_autoptr (StrataEdit) move = strata_edit_new_address ("high", 0x40000);
  g_autoptr (StrataEdit) first = strata_edit_new_name ("high", "first");
  g_autoptr (StrataEdit) second = strata_edit_new_name ("high", "second");
  g_autoptr (StrataEdit) away = strata_edit_new_name ("bus", "elsewhere");
  g_autoptr (StrataEdit) back = strata_edit_new_name ("bus", old_name);
  g_autoptr (StrataEdit) nobody = strata_edit_new_name ("nobody", "somebody");
  StrataEdit *const edits[] = { first, move, second, away, back, nobody };
  g_autoptr (StrataEdit) group = strata_edit_new_group (edits, G_N_ELEMENTS (edits));
  g_autoptr (GHashTable) names = NULL;

  g_assert_null (strata_board_list_new_names (board, move));
  g_assert_null (strata_board_list_new_names (board, back));
  names = strata_board_list_new_names (board, group);
  g_assert_cmpuint (g_hash_table_size (names), ==, 1);
  g_assert_cmpstr (g_hash_table_lookup (names, high), ==, "second");
  g_assert_cmpstr (strata_region_get_name (high), !=, "second");
}

/* }}} */
/* {{{ At random */

typedef enum
{
  ANY,
  LEAF,   /* what aliases show: with containers, they would go in circles */
  HOLDER, /* containers, and aliases, which refuse */
} Sort;

static char *
pick (GRand *rand, StrataBoard *board, Sort sort)
{
  g_autoptr (GPtrArray) regions = strata_board_list_regions (board);

  for (guint i = regions->len; i-- > 0;)
    {
      StrataRegionKind kind = strata_region_get_kind (regions->pdata[i]);
      gboolean is_leaf = kind != STRATA_REGION_CONTAINER && kind != STRATA_REGION_ALIAS;

      if ((sort == LEAF && !is_leaf) || (sort == HOLDER && is_leaf))
        g_ptr_array_remove_index (regions, i);
    }
  if (regions->len == 0)
    return g_strdup ("none");
  return g_strdup (strata_board_get_region_id (
    board, regions->pdata[g_rand_int_range (rand, 0, regions->len)]));
}

static StrataEdit *
make_random (GRand *rand, StrataBoard *board)
{
  g_autofree char *id = pick (rand, board, ANY);
  g_autofree char *leaf = pick (rand, board, LEAF);
  g_autofree char *other = pick (rand, board, HOLDER);
  guint64 address = (guint64) g_rand_int_range (rand, 0, 16) << 11;
  guint64 size = (guint64) g_rand_int_range (rand, 0, 5) << 11;
  StrataRange range = { address & 0xf0, (address & 0xf0) + 0xf };

  switch (g_rand_int_range (rand, 0, 19))
    {
    case 0:
      return strata_edit_new_remove (id);
    case 1:
      return strata_edit_new_name (id, other);
    case 2:
      return strata_edit_new_parent (id, g_rand_boolean (rand) ? other : NULL, address);
    case 3:
      return strata_edit_new_size (id, size);
    case 4:
      return strata_edit_new_priority (id, g_rand_int_range (rand, -1, 2));
    case 5:
      return strata_edit_new_enabled (id, g_rand_boolean (rand));
    case 6:
      return strata_edit_new_readonly (id, g_rand_boolean (rand));
    case 7:
      return strata_edit_new_nonvolatile (id, g_rand_boolean (rand));
    case 8:
      return strata_edit_new_target (id, leaf);
    case 9:
      return strata_edit_new_offset (id, address);
    case 10:
      return strata_edit_new_log (id, g_rand_int_range (rand, 0, STRATA_DIRTY_ALL + 1));
    case 11:
      return strata_edit_new_coalesce (id, &range, 1);
    case 12:
      return strata_edit_new_title (other);
    case 13:
    case 14:
      {
        g_autofree char *new_id = strata_board_make_id (board, "new");
        const StrataRegionKind kinds[] = { STRATA_REGION_RAM, STRATA_REGION_MMIO,
                                           STRATA_REGION_CONTAINER, STRATA_REGION_ROM,
                                           STRATA_REGION_ROM_DEVICE };

        return strata_edit_new_add (new_id, "new", kinds[g_rand_int_range (rand, 0, 5)], size,
                                    other, address);
      }
    case 15:
      {
        g_autofree char *new_id = strata_board_make_id (board, "alias");

        return strata_edit_new_add_alias (new_id, "alias", leaf, address, size, other, address);
      }
    case 16:
      {
        StrataEdit *duplicate = strata_board_make_duplicate (
          board, strata_board_get_region (board, id), NULL, NULL);

        g_assert_nonnull (duplicate);
        return duplicate;
      }
    case 17:
      return strata_edit_new_rom_mode (id, g_rand_boolean (rand));
    default:
      return strata_edit_new_address (id, address);
    }
}

/* One edit, or several as one. */
static StrataEdit *
make_random_step (GRand *rand, StrataBoard *board)
{
  StrataEdit *edits[3];
  StrataEdit *group;

  if (g_rand_int_range (rand, 0, 4) > 0)
    return make_random (rand, board);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    edits[i] = make_random (rand, board);
  group = strata_edit_new_group (edits, G_N_ELEMENTS (edits));
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    strata_edit_unref (edits[i]);
  return group;
}

static void
run_random (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (StrataBoard) board = board_fixture_load (sample);
  g_autoptr (StrataHistory) history = strata_history_new (board);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) flats = g_ptr_array_new_with_free_func (g_free);
  guint n_failed = 0;

  strata_history_set_merge_time (history, 0);
  g_ptr_array_add (texts, strata_board_to_text (board));
  g_ptr_array_add (flats, board_fixture_dup_flat (board));
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (StrataEdit) made = make_random_step (rand, board);
      g_autoptr (StrataDryCommit) tried = strata_board_try (board, made, NULL);
      StrataAddressSpace *space = strata_board_get_default_address_space (board);
      g_autoptr (StrataFlatView) would_be
        = tried != NULL ? strata_dry_commit_ref_view (tried, space) : NULL;
      g_autoptr (StrataFlatView) now = NULL;

      board_fixture_check_state (board, texts->pdata[texts->len - 1], flats->pdata[flats->len - 1]);
      if (!strata_history_edit (history, made, NULL, NULL))
        {
          n_failed++;
          g_assert_null (tried);
          board_fixture_check_state (board, texts->pdata[texts->len - 1],
                                     flats->pdata[flats->len - 1]);
          continue;
        }
      g_assert_nonnull (tried);
      now = strata_address_space_ref_view (space);
      g_assert_cmpuint (strata_flat_view_get_n_ranges (now), ==,
                        strata_flat_view_get_n_ranges (would_be));
      board_fixture_check_reload (board);
      g_ptr_array_add (texts, strata_board_to_text (board));
      g_ptr_array_add (flats, board_fixture_dup_flat (board));
    }
  g_assert_cmpuint (n_failed, >, 0);
  g_assert_cmpuint (texts->len, >, 10);
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = texts->len - 1; i-- > 0;)
        {
          g_assert_true (strata_history_undo (history, NULL));
          board_fixture_check_state (board, texts->pdata[i], flats->pdata[i]);
        }
      g_assert_false (strata_history_undo (history, NULL));
      for (guint i = 1; i < texts->len; i++)
        {
          g_autoptr (GError) error = NULL;

          strata_history_redo (history, &error);
          g_assert_no_error (error);
          board_fixture_check_state (board, texts->pdata[i], flats->pdata[i]);
        }
      g_assert_false (strata_history_redo (history, NULL));
    }
}

static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 60; seed++)
    run_random (seed);
}

/* }}} */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/edit/kinds", test_kinds);
  g_test_add_func ("/strata/edit/remove-and-restore", test_remove_and_restore);
  g_test_add_func ("/strata/edit/refused", test_refused);
  g_test_add_func ("/strata/edit/devices", test_devices);
  g_test_add_func ("/strata/edit/try", test_try);
  g_test_add_func ("/strata/edit/try-space", test_try_space);
  g_test_add_func ("/strata/edit/new-names", test_new_names);
  g_test_add_func ("/strata/edit/random", test_random);
  return g_test_run ();
}
