/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Watches on ranges of address spaces and of regions */

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN
#define PAGE STRATA_PAGE_SIZE

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataRegion *ram; /* at 0, and by an alias at 0x8000 */
  StrataRegion *device; /* at 0x2000 */
  TestingDevice bytes;
  StrataAddressSpace *space;
  StrataInitiator *cpu;
  GString *hits;
} Fixture;

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->system = strata_system_new (LE);
  f->top = strata_region_new_container (f->system, NULL, "top", 0x100000);
  f->ram = strata_region_new_ram (f->system, NULL, "ram", PAGE, NULL);
  testing_device_init (&f->bytes, LE);
  f->device = strata_region_new_mmio (f->system, NULL, "device", TESTING_DEVICE_BYTES,
                                      &testing_plain_ops, &f->bytes, NULL);
  testing_add (f->top, 0, strata_region_ref (f->ram), 0);
  testing_add (f->top, 0x2000, strata_region_ref (f->device), 0);
  testing_add (f->top, 0x8000,
               strata_region_new_alias (f->system, NULL, "alias", f->ram, 0x100, 0x100), 0);
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->cpu = strata_initiator_new (f->space, "cpu");
  f->hits = g_string_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_string_free (f->hits, TRUE);
  strata_initiator_unref (f->cpu);
  strata_address_space_unref (f->space);
  strata_region_unref (f->device);
  strata_region_unref (f->ram);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  testing_device_clear (&f->bytes);
}

static void
hit (const StrataAccess *access, gpointer user_data)
{
  g_string_append_printf (user_data, "%c%" G_GUINT64_FORMAT "@%" G_GINT64_MODIFIER "x ",
                          access->is_write ? 'w' : 'r', access->size, access->address);
  g_assert_true (access->is_watched);
}

#define assert_hits(expected)                  \
  G_STMT_START                                 \
  {                                            \
    g_assert_cmpstr (f->hits->str, ==, expected); \
    g_string_truncate (f->hits, 0);            \
  }                                            \
  G_STMT_END

static void
access_all (Fixture *f)
{
  guint64 value;

  strata_initiator_store (f->cpu, 0x100, 4, LE, 1);
  strata_initiator_load (f->cpu, 0x102, 1, LE, &value);
  strata_initiator_store (f->cpu, 0x8000, 2, LE, 1);
  strata_initiator_load (f->cpu, 0x8004, 4, LE, &value);
  strata_initiator_store (f->cpu, 0x2000, 4, LE, 1);
  strata_initiator_load (f->cpu, 0x9000, 1, LE, &value);
}

static void
test_space (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  GError *error = NULL;
  guint id;

  access_all (f);
  id = strata_address_space_add_watch (f->space, 0x102, 0x8000, STRATA_WATCH_BOTH, hit, f->hits,
                                       NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (id, >, 0);
  access_all (f);
  assert_hits ("w4@100 r1@102 w2@8000 w4@2000 ");
  g_assert_true (strata_system_remove_watch (f->system, id, &error));
  access_all (f);
  assert_hits ("");
  g_assert_false (strata_system_remove_watch (f->system, id, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE);
  g_clear_error (&error);
}

/* Where nobody answers, too */
static void
test_hole (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint id = strata_address_space_add_watch (f->space, 0x9000, 0x9000, STRATA_WATCH_READ, hit,
                                             f->hits, NULL, NULL);

  access_all (f);
  assert_hits ("r1@9000 ");
  g_assert_true (strata_system_remove_watch (f->system, id, NULL));
}

/* A region is watched through its aliases; others keep to the short way, whatever the kind */
static void
test_region (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint writes = strata_region_add_watch (f->ram, 0x100, 0x101, STRATA_WATCH_WRITE, hit, f->hits,
                                          NULL, NULL);
  guint reads, device;

  access_all (f);
  assert_hits ("w4@100 w2@8000 ");
  g_assert_true (strata_system_remove_watch (f->system, writes, NULL));

  reads = strata_region_add_watch (f->ram, 0, G_MAXUINT64, STRATA_WATCH_READ, hit, f->hits, NULL,
                                   NULL);
  access_all (f);
  assert_hits ("r1@102 r4@8004 ");
  device = strata_region_add_watch (f->device, 0, 3, STRATA_WATCH_BOTH, hit, f->hits, NULL, NULL);
  access_all (f);
  assert_hits ("r1@102 r4@8004 w4@2000 ");
  g_assert_true (strata_system_remove_watch (f->system, reads, NULL));
  g_assert_true (strata_system_remove_watch (f->system, device, NULL));
  access_all (f);
  assert_hits ("");
}

/* What is mapped while a region is watched is watched there */
static void
test_follows (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint id = strata_region_add_watch (f->ram, 0, 0, STRATA_WATCH_WRITE, hit, f->hits, NULL, NULL);

  testing_add (f->top, 0x20000,
               strata_region_new_alias (f->system, NULL, "later", f->ram, 0, PAGE), 0);
  strata_initiator_store (f->cpu, 0x20000, 1, LE, 1);
  assert_hits ("w1@20000 ");
  g_assert_true (strata_system_remove_watch (f->system, id, NULL));
}

static void
test_log_is_marked (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataAccessLog) log = strata_access_log_new (10, NULL, NULL, NULL);
  guint id = strata_region_add_watch (f->device, 0, 3, STRATA_WATCH_BOTH, hit, f->hits, NULL, NULL);
  StrataAccess accesses[10];
  guint n;

  g_assert_true (strata_system_set_access_log (f->system, log, NULL));
  access_all (f);
  n = strata_access_log_read (log, 0, accesses, 10);
  g_assert_cmpuint (n, ==, 6);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint (accesses[i].is_watched, ==, i == 4);
  g_assert_true (strata_system_remove_watch (f->system, id, NULL));
}

static void
destroy (gpointer user_data)
{
  g_string_append (user_data, "destroyed");
}

/* A watch holds what it watches, and through that all the rest */
static void
test_holds (void)
{
  GString *hits = g_string_new (NULL);
  StrataSystem *system = strata_system_new (LE);
  StrataRegion *ram = strata_region_new_ram (system, NULL, "ram", PAGE, NULL);
  guint id = strata_region_add_watch (ram, 0, 0, STRATA_WATCH_BOTH, hit, hits, destroy, NULL);

  strata_region_unref (ram);
  g_assert_cmpstr (hits->str, ==, "");
  g_assert_true (strata_system_remove_watch (system, id, NULL));
  g_assert_cmpstr (hits->str, ==, "destroyed");
  strata_system_unref (system);
  g_string_free (hits, TRUE);
}

/* {{{ In parallel */

#define N_ACCESSES 20000

static void
count (const StrataAccess *access G_GNUC_UNUSED, gpointer user_data)
{
  g_atomic_int_inc ((gint *) user_data);
}

static gpointer
store_all (gpointer user_data)
{
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (user_data, "other");

  for (guint i = 0; i < N_ACCESSES; i++)
    strata_initiator_store (cpu, i % 64, 1, LE, i);
  return NULL;
}

static void
test_parallel (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  gint n_hits = 0, n_others = 0;
  guint id = strata_region_add_watch (f->ram, 0, 0, STRATA_WATCH_WRITE, count, &n_hits, NULL, NULL);
  GThread *threads[3];

  for (guint i = 0; i < 3; i++)
    threads[i] = g_thread_new ("stores", store_all, f->space);
  for (guint i = 0; i < 20; i++)
    {
      guint other = strata_address_space_add_watch (f->space, 0, 0, STRATA_WATCH_WRITE, count,
                                                    &n_others, NULL, NULL);

      g_assert_true (strata_system_remove_watch (f->system, other, NULL));
    }
  for (guint i = 0; i < 3; i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (n_hits, ==, 3 * (N_ACCESSES / 64 + 1));
  g_assert_true (strata_system_remove_watch (f->system, id, NULL));
}

/* }}} */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) \
  g_test_add ("/strata/memory/watch/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("space", test_space);
  ADD ("hole", test_hole);
  ADD ("region", test_region);
  ADD ("follows", test_follows);
  ADD ("log-is-marked", test_log_is_marked);
  g_test_add_func ("/strata/memory/watch/holds", test_holds);
  ADD ("parallel", test_parallel);
  return g_test_run ();
}
