/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Dirty logs: who wrote which page, told to each client once */

#include <string.h>

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN
#define PAGE STRATA_PAGE_SIZE
#define N_PAGES 64
#define VGA STRATA_DIRTY_VGA
#define CODE STRATA_DIRTY_CODE
#define MIGRATION STRATA_DIRTY_MIGRATION

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataRegion *ram;
  StrataAddressSpace *space;
  StrataInitiator *cpu;
} Fixture;

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->system = strata_system_new (LE);
  f->top = strata_region_new_container (f->system, NULL, "top", STRATA_SIZE_MAX);
  f->ram = strata_region_new_ram (f->system, NULL, "ram", N_PAGES * PAGE, NULL);
  g_assert_true (strata_region_add_subregion (f->top, 0, f->ram, NULL));
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->cpu = strata_initiator_new (f->space, "cpu");
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_initiator_unref (f->cpu);
  strata_address_space_unref (f->space);
  strata_region_unref (f->ram);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
}

static void
run_cb (guint64 first, guint64 last, gpointer user_data)
{
  g_string_append_printf (user_data, "%x-%x ", (guint) first, (guint) last);
}

static char *
harvest (StrataRegion *region, guint64 offset, guint64 length, StrataDirtyClients client)
{
  g_autoptr (StrataDirtySnapshot) snapshot =
    strata_region_snapshot_and_clear_dirty (region, offset, length, client);
  GString *text = g_string_new (NULL);

  strata_dirty_snapshot_foreach_run (snapshot, run_cb, text);
  return g_strchomp (g_string_free (text, FALSE));
}

#define assert_harvest(region, client, expected)                                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *all = harvest (region, 0, N_PAGES * PAGE, client);                            \
                                                                                                   \
    g_assert_cmpstr (all, ==, expected);                                                           \
  }                                                                                                \
  G_STMT_END

static void
set_log (StrataRegion *region, StrataDirtyClients client, gboolean on)
{
  g_autoptr (GError) error = NULL;

  strata_region_set_log (region, client, on, &error);
  g_assert_no_error (error);
}

static void
store (Fixture *f, guint64 address, guint size)
{
  g_assert_cmphex (strata_initiator_store (f->cpu, address, size, LE, 1), ==, STRATA_OK);
}

/* Switching on makes all dirty; then only what is written is, for each client once */
static void
test_clients (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  store (f, 0, 4);
  g_assert_false (strata_region_get_dirty (f->ram, 0, N_PAGES * PAGE, STRATA_DIRTY_ALL));
  set_log (f->ram, VGA, TRUE);
  g_assert_true (strata_region_is_logging (f->ram, VGA));
  g_assert_false (strata_region_is_logging (f->ram, CODE));
  testing_assert_space (f->space, "0-3ffff ram log1\n");
  store (f, 0, 4);
  assert_harvest (f->ram, VGA, "0-3ffff");
  assert_harvest (f->ram, VGA, "");
  set_log (f->ram, MIGRATION, TRUE);
  assert_harvest (f->ram, MIGRATION, "0-3ffff");
  store (f, 3 * PAGE, 1);
  store (f, 5 * PAGE - 1, 2);
  store (f, N_PAGES * PAGE - 8, 8);
  g_assert_true (strata_region_get_dirty (f->ram, 3 * PAGE, 1, VGA));
  g_assert_true (strata_region_get_dirty (f->ram, 0, N_PAGES * PAGE, MIGRATION));
  g_assert_false (strata_region_get_dirty (f->ram, 0, 3 * PAGE, STRATA_DIRTY_ALL));
  assert_harvest (f->ram, VGA, "3000-5fff 3f000-3ffff");
  assert_harvest (f->ram, VGA, "");
  assert_harvest (f->ram, MIGRATION, "3000-5fff 3f000-3ffff");
  assert_harvest (f->ram, CODE, "");
}

/* On twice needs off twice */
static void
test_counted (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  set_log (f->ram, CODE, TRUE);
  set_log (f->ram, CODE, TRUE);
  assert_harvest (f->ram, CODE, "0-3ffff");
  set_log (f->ram, CODE, FALSE);
  g_assert_true (strata_region_is_logging (f->ram, CODE));
  store (f, PAGE, 4);
  assert_harvest (f->ram, CODE, "1000-1fff");
  set_log (f->ram, CODE, FALSE);
  g_assert_false (strata_region_is_logging (f->ram, CODE));
  testing_assert_space (f->space, "0-3ffff ram\n");
  store (f, 2 * PAGE, 4);
  assert_harvest (f->ram, CODE, "");
  /* Who comes again starts with everything */
  set_log (f->ram, CODE, TRUE);
  assert_harvest (f->ram, CODE, "0-3ffff");
  set_log (f->ram, CODE, FALSE);
}

/* All ways to write; and those that do not */
static void
test_writers (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint8 buffer[3 * PAGE] = { 0 };
  guint64 value;

  set_log (f->ram, VGA, TRUE);
  assert_harvest (f->ram, VGA, "0-3ffff");
  g_assert_cmphex (strata_initiator_write (f->cpu, PAGE + 1, buffer, 2 * PAGE), ==, STRATA_OK);
  assert_harvest (f->ram, VGA, "1000-3fff");
  g_assert_cmphex (strata_initiator_memset (f->cpu, 9 * PAGE, 1, PAGE), ==, STRATA_OK);
  assert_harvest (f->ram, VGA, "9000-9fff");
  strata_region_set_dirty (f->ram, 7 * PAGE + 5, PAGE);
  assert_harvest (f->ram, VGA, "7000-8fff");
  g_assert_cmphex (strata_initiator_load (f->cpu, 0, 8, LE, &value), ==, STRATA_OK);
  g_assert_cmphex (strata_initiator_read (f->cpu, 0, buffer, sizeof buffer), ==, STRATA_OK);
  assert_harvest (f->ram, VGA, "");
  g_assert_true (strata_region_set_readonly (f->ram, TRUE, NULL));
  g_assert_cmphex (strata_initiator_store (f->cpu, 0, 4, LE, 1), ==, STRATA_READ_ONLY);
  g_assert_cmphex (strata_initiator_write (f->cpu, 0, buffer, sizeof buffer), ==,
                   STRATA_READ_ONLY);
  assert_harvest (f->ram, VGA, "");
}

/* Writes to ROM dirty nothing */
static void
test_rom (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) rom = strata_region_new_rom (f->system, NULL, "rom", PAGE, NULL);
  guint8 buffer[PAGE] = { 0 };

  g_assert_true (strata_region_add_subregion_overlap (f->top, 0, rom, 1, NULL));
  set_log (rom, VGA, TRUE);
  assert_harvest (rom, VGA, "0-fff");
  g_assert_cmphex (strata_initiator_store (f->cpu, 0, 4, LE, 1), ==, STRATA_READ_ONLY);
  g_assert_cmphex (strata_initiator_write (f->cpu, 0, buffer, PAGE), ==, STRATA_READ_ONLY);
  g_assert_cmphex (strata_initiator_memset (f->cpu, 0, 1, PAGE), ==, STRATA_READ_ONLY);
  assert_harvest (rom, VGA, "");
}

/* Through aliases: a write marks the page of the target, and an alias's offsets can be asked */
static void
test_aliases (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) alias =
    strata_region_new_alias (f->system, NULL, "alias", f->ram, 0x10 * PAGE, 8 * PAGE);
  g_autofree char *harvested = NULL;

  testing_add (f->top, 0x100 * PAGE, strata_region_ref (alias), 0);
  set_log (alias, VGA, TRUE);
  g_assert_true (strata_region_is_logging (f->ram, VGA));
  assert_harvest (f->ram, VGA, "0-3ffff");
  testing_assert_space (f->space, "0-3ffff ram log1\n100000-107fff ram+10000 log1\n");
  store (f, 0x102 * PAGE, 4);
  store (f, 0x13 * PAGE, 4);
  store (f, 0x20 * PAGE, 4);
  g_assert_true (strata_region_get_dirty (alias, 2 * PAGE, 1, VGA));
  g_assert_true (strata_region_get_dirty (f->ram, 0x12 * PAGE, 1, VGA));
  g_assert_false (strata_region_get_dirty (alias, 4 * PAGE, 4 * PAGE, VGA));
  harvested = harvest (alias, 0, 8 * PAGE, VGA);
  g_assert_cmpstr (harvested, ==, "2000-3fff");
  assert_harvest (f->ram, VGA, "20000-20fff");
}

/* The log is the region's: it outlives any change of the map */
static void
test_topology (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  set_log (f->ram, VGA, TRUE);
  assert_harvest (f->ram, VGA, "0-3ffff");
  store (f, PAGE, 4);
  g_assert_true (strata_region_set_address (f->ram, 0x1000 * (guint64) PAGE, NULL));
  store (f, 0x1002 * (guint64) PAGE, 4);
  g_assert_true (strata_region_set_enabled (f->ram, FALSE, NULL));
  g_assert_true (strata_region_set_enabled (f->ram, TRUE, NULL));
  g_assert_true (strata_region_del_subregion (f->top, f->ram, NULL));
  g_assert_true (strata_region_add_subregion (f->top, 0, f->ram, NULL));
  store (f, 4 * PAGE, 4);
  assert_harvest (f->ram, VGA, "1000-2fff 4000-4fff");
}

/* A part is harvested by itself, whole pages that it touches; the rest stays */
static void
test_part (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataDirtySnapshot) snapshot = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  set_log (f->ram, VGA, TRUE);
  assert_harvest (f->ram, VGA, "0-3ffff");
  for (guint page = 0; page < 10; page++)
    store (f, page * PAGE, 1);
  snapshot = strata_region_snapshot_and_clear_dirty (f->ram, 2 * PAGE + 5, 3 * PAGE, VGA);
  g_assert_cmpuint (strata_dirty_snapshot_get_n_pages (snapshot), ==, 4);
  strata_dirty_snapshot_foreach_run (snapshot, run_cb, text);
  g_assert_cmpstr (text->str, ==, "2005-5004 ");
  g_assert_true (strata_dirty_snapshot_get_dirty (snapshot, 2 * PAGE + 5, 1));
  g_assert_true (strata_dirty_snapshot_get_dirty (snapshot, 5 * PAGE, 1));
  g_assert_false (strata_dirty_snapshot_get_dirty (snapshot, 6 * PAGE, PAGE));
  g_assert_false (strata_dirty_snapshot_get_dirty (snapshot, 0, 2 * PAGE));
  strata_region_reset_dirty (f->ram, 7 * PAGE, 2 * PAGE, VGA);
  assert_harvest (f->ram, VGA, "0-1fff 6000-6fff 9000-9fff");
}

/* Out of what there is, and over 2^64 */
static void
test_bounds (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autofree char *harvested = NULL;

  set_log (f->ram, VGA, TRUE);
  harvested = harvest (f->ram, PAGE, G_MAXUINT64, VGA);
  g_assert_cmpstr (harvested, ==, "1000-3ffff");
  g_assert_false (strata_region_get_dirty (f->ram, N_PAGES * PAGE, G_MAXUINT64, VGA));
  g_assert_true (strata_region_get_dirty (f->ram, 0, G_MAXUINT64, VGA));
  strata_region_set_dirty (f->ram, G_MAXUINT64, G_MAXUINT64);
  assert_harvest (f->ram, VGA, "0-fff");
  g_assert_false (strata_region_get_dirty (f->top, 0, 1, VGA));
}

typedef struct
{
  Fixture *fixture;
  GString *heard;
} Helper;

static void
log_sync_cb (StrataAddressSpace *space, const StrataFlatRange *range, gpointer user_data)
{
  Helper *helper = user_data;

  g_assert_true (space == helper->fixture->space);
  g_string_append_printf (helper->heard, "%x-%x ", (guint) range->first, (guint) range->last);
  strata_region_set_dirty (range->region, range->offset, 1);
}

/* Who knows of writes that the engine does not see brings them in */
static void
test_sync (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataListenerFuncs funcs = { .log_sync = log_sync_cb };
  g_autoptr (GString) heard = g_string_new (NULL);
  Helper helper = { f, heard };
  g_autoptr (StrataListener) listener =
    strata_listener_new (f->system, NULL, 0, &funcs, &helper, NULL);

  strata_region_sync_dirty (f->ram);
  g_assert_cmpstr (heard->str, ==, "");
  set_log (f->ram, VGA, TRUE);
  assert_harvest (f->ram, VGA, "0-3ffff");
  g_assert_cmpstr (heard->str, ==, "0-3ffff ");
  assert_harvest (f->ram, VGA, "0-fff");
  strata_listener_remove (listener);
  assert_harvest (f->ram, VGA, "");
}

/* Against a plain table of pages, with clients, parts and moves at random */
static void
test_random (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  gboolean dirty[STRATA_N_DIRTY_CLIENTS][N_PAGES] = { { FALSE } };
  guint on[STRATA_N_DIRTY_CLIENTS] = { 0 };
  guint64 base = 0;

  for (guint step = 0; step < 20000; step++)
    {
      guint client = (guint) g_test_rand_int_range (0, STRATA_N_DIRTY_CLIENTS);
      guint first = (guint) g_test_rand_int_range (0, N_PAGES);
      guint n_more = (guint) g_test_rand_int_range (0, 4);
      guint last = MIN (first + n_more, N_PAGES - 1);
      guint64 length = (guint64) (last - first) * PAGE + 1;

      switch (g_test_rand_int_range (0, 8))
        {
        case 0:
          set_log (f->ram, 1u << client, TRUE);
          if (on[client]++ == 0)
            for (guint page = 0; page < N_PAGES; page++)
              dirty[client][page] = TRUE;
          break;
        case 1:
          if (on[client] == 0)
            break;
          set_log (f->ram, 1u << client, FALSE);
          on[client]--;
          break;
        case 2:
          base = (guint64) g_test_rand_int_range (0, 100) * 0x800;
          g_assert_true (strata_region_set_address (f->ram, base, NULL));
          break;
        case 3:
          {
            g_autoptr (StrataDirtySnapshot) snapshot = strata_region_snapshot_and_clear_dirty (
              f->ram, first * PAGE, length, 1u << client);
            guint n = 0;

            for (guint page = first; page <= last; page++)
              {
                g_assert_cmpint (strata_dirty_snapshot_get_dirty (snapshot, page * PAGE, 1), ==,
                                 dirty[client][page]);
                n += dirty[client][page];
                dirty[client][page] = FALSE;
              }
            g_assert_cmpuint (strata_dirty_snapshot_get_n_pages (snapshot), ==, n);
            break;
          }
        case 4:
          g_assert_cmpint (strata_region_get_dirty (f->ram, first * PAGE, 1, 1u << client), ==,
                           dirty[client][first]);
          break;
        default:
          if (g_test_rand_bit ())
            last = first;
          if (first == last)
            store (f, base + first * PAGE, 1);
          else
            g_assert_cmphex (
              strata_initiator_memset (f->cpu, base + first * PAGE, (guint8) step, length), ==,
              STRATA_OK);
          for (guint c = 0; c < STRATA_N_DIRTY_CLIENTS; c++)
            for (guint page = first; page <= last && on[c] > 0; page++)
              dirty[c][page] = TRUE;
          break;
        }
    }
}

#define add(name, func)                                                                            \
  g_test_add ("/strata/memory/dirty-log/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("clients", test_clients);
  add ("counted", test_counted);
  add ("writers", test_writers);
  add ("rom", test_rom);
  add ("aliases", test_aliases);
  add ("topology", test_topology);
  add ("part", test_part);
  add ("bounds", test_bounds);
  add ("sync", test_sync);
  add ("random", test_random);

  return g_test_run ();
}
