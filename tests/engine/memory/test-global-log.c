/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Logging of all memory, and loggers beside our own */

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN
#define VGA STRATA_DIRTY_VGA
#define MIGRATION STRATA_DIRTY_MIGRATION
#define PAGE STRATA_PAGE_SIZE

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataRegion *ram; /* 4 pages at 0 */
  StrataRegion *rom; /* 1 page at 0x10000 */
  StrataRegion *device; /* at 0x20000 */
  StrataAddressSpace *space;
  StrataInitiator *cpu;
  GString *heard;
} Fixture;

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->system = strata_system_new (LE);
  f->top = strata_region_new_container (f->system, NULL, "top", 0x100000);
  f->ram = strata_region_new_ram (f->system, NULL, "ram", 4 * PAGE, NULL);
  f->rom = strata_region_new_rom (f->system, NULL, "rom", PAGE, NULL);
  f->device =
    strata_region_new_mmio (f->system, NULL, "device", PAGE, &testing_plain_ops, NULL, NULL);
  g_assert_true (strata_region_add_subregion (f->top, 0, f->ram, NULL));
  g_assert_true (strata_region_add_subregion (f->top, 0x10000, f->rom, NULL));
  g_assert_true (strata_region_add_subregion (f->top, 0x20000, f->device, NULL));
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->cpu = strata_initiator_new (f->space, "cpu");
  f->heard = g_string_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_string_free (f->heard, TRUE);
  strata_initiator_unref (f->cpu);
  strata_address_space_unref (f->space);
  strata_region_unref (f->device);
  strata_region_unref (f->rom);
  strata_region_unref (f->ram);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
}

/* The dirty pages, as one digit each, and makes them clean */
static char *
take_pages (StrataRegion *region, guint n_pages, StrataDirtyClients client)
{
  g_autoptr (StrataDirtySnapshot) snapshot =
    strata_region_snapshot_and_clear_dirty (region, 0, n_pages * PAGE, client);
  char *pages = g_strnfill (n_pages, '0');

  for (guint i = 0; i < n_pages; i++)
    if (strata_dirty_snapshot_get_dirty (snapshot, i * PAGE, PAGE))
      pages[i] = '1';
  return pages;
}

#define assert_pages(region, client, expected)                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *pages = take_pages (region, sizeof (expected) - 1, client);                   \
                                                                                                   \
    g_assert_cmpstr (pages, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
store (Fixture *f, guint64 address)
{
  g_assert_cmphex (strata_initiator_store (f->cpu, address, 4, LE, 1), ==, STRATA_OK);
}

static void
test_all (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  store (f, 0);
  g_assert_true (strata_system_start_dirty_log (f->system, MIGRATION, &error));
  g_assert_cmpuint (strata_system_get_dirty_log (f->system), ==, MIGRATION);
  g_assert_cmpuint (strata_region_get_log_clients (f->ram), ==, MIGRATION);
  g_assert_cmpuint (strata_region_get_log_clients (f->rom), ==, MIGRATION);
  g_assert_cmpuint (strata_region_get_log_clients (f->device), ==, 0);
  testing_assert_space (f->space, "0-3fff ram log4\n10000-10fff rom readonly log4\n"
                                  "20000-20fff device\n");

  /* All is dirty at first; then what is written is */
  store (f, 0);
  assert_pages (f->ram, MIGRATION, "1111");
  assert_pages (f->rom, MIGRATION, "1");
  assert_pages (f->ram, MIGRATION, "0000");
  store (f, 2 * PAGE);
  strata_initiator_write_rom (f->cpu, 0x10000, "x", 1);
  assert_pages (f->ram, MIGRATION, "0010");
  assert_pages (f->rom, MIGRATION, "1");

  /* Counted, and apart from a region's own log */
  g_assert_true (strata_system_start_dirty_log (f->system, MIGRATION, NULL));
  assert_pages (f->ram, MIGRATION, "0000");
  g_assert_true (strata_region_set_log (f->ram, VGA, TRUE, NULL));
  testing_assert_space (f->space, "0-3fff ram log5\n10000-10fff rom readonly log4\n"
                                  "20000-20fff device\n");
  g_assert_true (strata_system_stop_dirty_log (f->system, MIGRATION, NULL));
  store (f, PAGE);
  assert_pages (f->ram, MIGRATION, "0100");
  store (f, 3 * PAGE);
  g_assert_true (strata_system_stop_dirty_log (f->system, MIGRATION, NULL));
  g_assert_cmpuint (strata_system_get_dirty_log (f->system), ==, 0);
  store (f, 0);
  assert_pages (f->ram, MIGRATION, "0001");
  testing_assert_space (f->space, "0-3fff ram log1\n10000-10fff rom readonly\n"
                                  "20000-20fff device\n");

  /* A region that asks for itself goes on when the rest ends */
  g_assert_true (strata_region_set_log (f->rom, MIGRATION, TRUE, NULL));
  g_assert_true (strata_system_start_dirty_log (f->system, MIGRATION, NULL));
  g_assert_true (strata_system_stop_dirty_log (f->system, MIGRATION, NULL));
  testing_assert_space (f->space, "0-3fff ram log1\n10000-10fff rom readonly log4\n"
                                  "20000-20fff device\n");
}

/* Memory that comes later is logged from the beginning */
static void
test_later (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) late = NULL;

  g_assert_true (strata_system_start_dirty_log (f->system, MIGRATION, NULL));
  late = strata_region_new_ram (f->system, NULL, "late", 2 * PAGE, NULL);
  g_assert_true (strata_region_add_subregion (f->top, 0x30000, late, NULL));
  g_assert_true (strata_region_is_logging (late, MIGRATION));
  assert_pages (late, MIGRATION, "11");
  assert_pages (late, MIGRATION, "00");
  store (f, 0x31000);
  assert_pages (late, MIGRATION, "01");
}

static void
note (gpointer user_data, const char *what, const StrataFlatRange *range)
{
  g_string_append_printf (((Fixture *) user_data)->heard, "%s%s ", what,
                          range != NULL ? strata_region_get_name (range->region) : "");
}

static void
global_start_cb (StrataDirtyClients clients, gpointer user_data)
{
  g_autofree char *what = g_strdup_printf ("start%u", clients);
  Fixture *f = user_data;

  note (f, what, NULL);
  g_assert_false (strata_system_start_dirty_log (f->system, VGA, NULL));
}

static void
global_stop_cb (StrataDirtyClients clients, gpointer user_data)
{
  g_autofree char *what = g_strdup_printf ("stop%u", clients);

  note (user_data, what, NULL);
}

static void
log_start_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
              StrataDirtyClients old G_GNUC_UNUSED, StrataDirtyClients now G_GNUC_UNUSED,
              gpointer user_data)
{
  note (user_data, "+", range);
}

static void
log_stop_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
             StrataDirtyClients old G_GNUC_UNUSED, StrataDirtyClients now G_GNUC_UNUSED,
             gpointer user_data)
{
  note (user_data, "-", range);
}

static void
log_sync_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
             gpointer user_data)
{
  note (user_data, "sync:", range);
}

static void
sync_global_cb (gpointer user_data)
{
  note (user_data, "sync-all", NULL);
}

#define assert_heard(f, expected)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr ((f)->heard->str, ==, expected);                                               \
    g_string_truncate ((f)->heard, 0);                                                             \
  }                                                                                                \
  G_STMT_END

static void
test_listeners (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataListenerFuncs funcs = {
    .log_global_start = global_start_cb,
    .log_global_stop = global_stop_cb,
    .log_start = log_start_cb,
    .log_stop = log_stop_cb,
    .log_sync = log_sync_cb,
  };
  static const StrataListenerFuncs global_funcs = {
    .log_sync = log_sync_cb,
    .log_sync_global = sync_global_cb,
  };
  g_autoptr (StrataListener) listener =
    strata_listener_new (f->system, NULL, 0, &funcs, f, NULL);
  g_autoptr (StrataListener) late = NULL;
  g_autoptr (StrataListener) global = NULL;

  g_assert_true (strata_system_start_dirty_log (f->system, MIGRATION, NULL));
  assert_heard (f, "start4 +ram +rom ");
  g_assert_true (strata_system_start_dirty_log (f->system, MIGRATION, NULL));
  assert_heard (f, "");
  strata_system_sync_dirty_log (f->system);
  assert_heard (f, "sync:ram sync:rom ");
  strata_region_sync_dirty (f->rom);
  assert_heard (f, "sync:rom ");

  late = strata_listener_new (f->system, f->space, 1, &funcs, f, NULL);
  assert_heard (f, "start4 +ram +rom ");
  strata_listener_remove (late);
  assert_heard (f, "-ram -rom stop4 ");

  /* Who brings in everything at once is not asked range by range */
  global = strata_listener_new (f->system, NULL, 2, &global_funcs, f, NULL);
  strata_system_sync_dirty_log (f->system);
  assert_heard (f, "sync-all sync:ram sync:rom ");
  strata_listener_remove (global);

  g_assert_true (strata_system_stop_dirty_log (f->system, MIGRATION, NULL));
  assert_heard (f, "");
  g_assert_true (strata_system_stop_dirty_log (f->system, MIGRATION, NULL));
  assert_heard (f, "-ram -rom stop4 ");
  strata_listener_remove (listener);
  assert_heard (f, "");
}

/* {{{ A second logger, as an accelerator is one: it tells us of the first write to each page since
 * the page was cleared */

typedef struct
{
  Fixture *fixture;
  gboolean armed[4];  /* the next write to the page is noticed */
  gboolean noticed[4];
  guint n_clears;
} Second;

static void
second_write (Second *second, guint page)
{
  if (second->armed[page])
    second->noticed[page] = TRUE;
  second->armed[page] = FALSE;
}

static void
second_sync_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
                gpointer user_data)
{
  Second *second = user_data;

  g_assert_true (range->region == second->fixture->ram);
  for (guint i = 0; i < 4; i++)
    if (second->noticed[i])
      {
        strata_region_set_dirty (range->region, i * PAGE, PAGE);
        second->noticed[i] = FALSE;
      }
}

static void
second_clear_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
                 guint64 first, guint64 last, gpointer user_data)
{
  Second *second = user_data;

  g_assert_true (range->region == second->fixture->ram);
  g_assert_cmphex (first % PAGE, ==, 0);
  g_assert_cmphex ((last + 1) % PAGE, ==, 0);
  second->n_clears++;
  for (guint64 page = (first - range->first) / PAGE; page <= (last - range->first) / PAGE; page++)
    {
      /* The bits are still there */
      if (second->n_clears == 1)
        g_assert_true (strata_region_get_dirty (range->region, page * PAGE, PAGE, VGA));
      second->armed[page] = TRUE;
    }
}

static void
test_clear (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataListenerFuncs funcs = {
    .log_sync = second_sync_cb,
    .log_clear = second_clear_cb,
  };
  Second second = { .fixture = f };
  g_autoptr (StrataListener) listener =
    strata_listener_new (f->system, NULL, 0, &funcs, &second, NULL);

  g_assert_true (strata_region_set_log (f->ram, VGA, TRUE, NULL));
  strata_initiator_park (f->cpu);
  assert_pages (f->ram, VGA, "1111");
  g_assert_cmpuint (second.n_clears, ==, 1);

  /* A page is told again only because it was armed again */
  for (guint i = 0; i < 3; i++)
    {
      second_write (&second, 1);
      second_write (&second, 1);
      assert_pages (f->ram, VGA, "0100");
    }
  second_write (&second, 2);
  second_write (&second, 3);
  strata_region_sync_dirty (f->ram);
  strata_region_reset_dirty (f->ram, 2 * PAGE + 5, 1, VGA);
  assert_pages (f->ram, VGA, "0001");

  /* Only what is cleared is armed */
  second_write (&second, 0);
  second_write (&second, 3);
  strata_region_reset_dirty (f->ram, 0, PAGE, VGA);
  g_assert_true (second.armed[0]);
  g_assert_false (second.armed[3]);
  strata_listener_remove (listener);
  strata_region_reset_dirty (f->ram, 3 * PAGE, PAGE, VGA);
  g_assert_false (second.armed[3]);
}

/* }}} */

/* A ROM device says itself that its contents have changed */
static void
test_rom_device (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) flash = strata_region_new_rom_device (
    f->system, NULL, "flash", 4 * PAGE, &testing_plain_ops, NULL, NULL, NULL);

  g_assert_true (strata_region_add_subregion (f->top, 0x40000, flash, NULL));
  g_assert_true (strata_region_set_log (flash, VGA, TRUE, NULL));
  strata_initiator_park (f->cpu);
  assert_pages (flash, VGA, "1111");
  strata_region_flush_rom_device (flash, PAGE + 100, PAGE);
  assert_pages (flash, VGA, "0110");
  assert_pages (flash, VGA, "0000");
}

#define add(name, func)                                                                            \
  g_test_add ("/strata/memory/global-log/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("all", test_all);
  add ("later", test_later);
  add ("listeners", test_listeners);
  add ("clear", test_clear);
  add ("rom-device", test_rom_device);

  return g_test_run ();
}
