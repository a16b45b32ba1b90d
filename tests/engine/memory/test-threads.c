/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Initiators in several threads while the map changes and a display harvests */

#include <string.h>

#include "strata.h"

#define ROUNDS 3000

typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataAddressSpace *space;
  gint stop;  /* atomic */
  gint ready; /* atomic: threads that have made their first access */
} Fixture;

static void
fixture_init (Fixture *self)
{
  memset (self, 0, sizeof *self);
  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->root = strata_region_new_container (self->system, NULL, "root", STRATA_SIZE_MAX);
  self->space = strata_address_space_new (self->system, "memory", self->root);
}

static void
fixture_clear (Fixture *self)
{
  strata_address_space_unref (self->space);
  strata_region_unref (self->root);
  strata_system_unref (self->system);
}

static void
wait_ready (Fixture *self, gint n)
{
  while (g_atomic_int_get (&self->ready) < n)
    g_thread_yield ();
}

/* {{{ Views are whole, and what they show is alive */

static gpointer
load_thread (gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (self->space, "reader");
  gboolean first = TRUE;

  while (!g_atomic_int_get (&self->stop))
    {
      guint64 value;
      StrataResult result = strata_initiator_load (initiator, 0x1000, 8, STRATA_LITTLE_ENDIAN,
                                                   &value);

      /* Each block is full of one byte; it is 0xdd once it must not be seen any more. */
      if (result == STRATA_OK)
        {
          g_assert_cmphex (value, ==, (value & 0xff) * G_GUINT64_CONSTANT (0x0101010101010101));
          g_assert_cmphex (value & 0xff, !=, 0xdd);
        }
      else
        {
          g_assert_cmpint (result, ==, STRATA_DECODE_ERROR);
        }
      if (first)
        g_atomic_int_inc (&self->ready);
      first = FALSE;
    }
  return NULL;
}

static void
poison (gpointer user_data)
{
  memset (user_data, 0xdd, 64);
  g_free (user_data);
}

static void
test_replaced (void)
{
  Fixture fixture;
  GThread *threads[2];

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", load_thread, &fixture);
  wait_ready (&fixture, G_N_ELEMENTS (threads));
  for (guint i = 0; i < ROUNDS; i++)
    {
      guint8 *bytes = g_malloc (64);
      g_autoptr (StrataRegion) region = NULL;

      memset (bytes, (int) (i % 200), 64);
      region = strata_region_new_ram_from_pointer (fixture.system, NULL, "ram", 64, bytes, bytes,
                                                   poison);
      g_assert_true (strata_region_add_subregion (fixture.root, 0x1000, region, NULL));
      if (i % 16 == 0)
        g_thread_yield ();
      g_assert_true (strata_region_del_subregion (fixture.root, region, NULL));
    }
  g_atomic_int_set (&fixture.stop, 1);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  fixture_clear (&fixture);
}

/* }}} */
/* {{{ No write is lost to the dirty log */

#define N_PAGES 64

static gpointer
store_thread (gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (self->space, "writer");
  guint64 value = 0;

  while (!g_atomic_int_get (&self->stop))
    {
      guint64 page = value % 7 * 9 % N_PAGES;

      value++;
      g_assert_cmpint (strata_initiator_store (initiator,
                                               page * STRATA_PAGE_SIZE + value % 500 * 8, 8,
                                               STRATA_LITTLE_ENDIAN, value),
                       ==, STRATA_OK);
      if (value == 1)
        g_atomic_int_inc (&self->ready);
    }
  return NULL;
}

typedef struct
{
  const guint8 *memory;
  guint8 *mirror;
} Mirror;

static void
copy_run (guint64 first, guint64 last, gpointer user_data)
{
  Mirror *mirror = user_data;

  for (guint64 i = first; i <= last; i += 8)
    __atomic_store_n ((guint64 *) (gpointer) (mirror->mirror + i),
                      __atomic_load_n ((const guint64 *) (gconstpointer) (mirror->memory + i),
                                       __ATOMIC_RELAXED),
                      __ATOMIC_RELAXED);
}

static gboolean
harvest (StrataRegion *region, Mirror *mirror)
{
  g_autoptr (StrataDirtySnapshot) snapshot = strata_region_snapshot_and_clear_dirty (
    region, 0, N_PAGES * STRATA_PAGE_SIZE, STRATA_DIRTY_VGA);

  strata_dirty_snapshot_foreach_run (snapshot, copy_run, mirror);
  return strata_dirty_snapshot_get_n_pages (snapshot) > 0;
}

/* The log goes on while others write; the mirror is then kept up from the log alone. */
static void
test_harvest (void)
{
  for (guint round = 0; round < 4; round++)
    {
      Fixture fixture;
      g_autoptr (StrataRegion) region = NULL;
      g_autofree guint8 *mirror = g_malloc0 (N_PAGES * STRATA_PAGE_SIZE);
      GThread *threads[2];
      Mirror context;

      fixture_init (&fixture);
      region = strata_region_new_ram (fixture.system, NULL, "ram", N_PAGES * STRATA_PAGE_SIZE,
                                      NULL);
      g_assert_true (strata_region_add_subregion (fixture.root, 0, region, NULL));
      context.memory = strata_region_get_ram_ptr (region);
      context.mirror = mirror;
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("writer", store_thread, &fixture);
      wait_ready (&fixture, G_N_ELEMENTS (threads));

      g_assert_true (strata_region_set_log (region, STRATA_DIRTY_VGA, TRUE, NULL));
      for (guint i = 0; i < ROUNDS / 10;)
        if (harvest (region, &context))
          i++;
      g_atomic_int_set (&fixture.stop, 1);
      for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
      harvest (region, &context);

      g_assert_cmpmem (mirror, N_PAGES * STRATA_PAGE_SIZE, context.memory,
                       N_PAGES * STRATA_PAGE_SIZE);
      g_clear_pointer (&region, strata_region_unref);
      fixture_clear (&fixture);
    }
}

#define DUELS 20000

typedef struct
{
  Fixture fixture;
  gint turn; /* atomic: the round that both may begin */
  gint done; /* atomic: the last round that the writer has ended */
} Duel;

static gpointer
duel_thread (gpointer user_data)
{
  Duel *self = user_data;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (self->fixture.space, "writer");

  for (gint round = 1; round <= DUELS; round++)
    {
      for (guint i = 1; g_atomic_int_get (&self->turn) < round; i++)
        if (i % 4096 == 0)
          g_thread_yield ();
      /* Now before the harvest, now after it, now in its middle. */
      for (volatile gint i = 0; i < round % 256; i++)
        ;
      strata_initiator_store (initiator, 0, 8, STRATA_LITTLE_ENDIAN, (guint64) round);
      g_atomic_int_set (&self->done, round);
    }
  return NULL;
}

/* One store to a page that is dirty already, against one harvest: the copy has it, or the page is
 * dirty again. */
static void
test_duel (void)
{
  Duel duel = { 0 };
  g_autoptr (StrataRegion) region = NULL;
  guint64 *memory;
  GThread *thread;

  fixture_init (&duel.fixture);
  region = strata_region_new_ram (duel.fixture.system, NULL, "ram", STRATA_PAGE_SIZE, NULL);
  g_assert_true (strata_region_add_subregion (duel.fixture.root, 0, region, NULL));
  g_assert_true (strata_region_set_log (region, STRATA_DIRTY_VGA, TRUE, NULL));
  memory = strata_region_get_ram_ptr (region);
  thread = g_thread_new ("writer", duel_thread, &duel);
  for (gint round = 1; round <= DUELS; round++)
    {
      g_autoptr (StrataDirtySnapshot) snapshot = NULL;
      guint64 copy;

      strata_region_set_dirty (region, 0, 1);
      g_atomic_int_set (&duel.turn, round);
      snapshot = strata_region_snapshot_and_clear_dirty (region, 0, STRATA_PAGE_SIZE,
                                                         STRATA_DIRTY_VGA);
      copy = __atomic_load_n (memory, __ATOMIC_RELAXED);
      g_assert_true (strata_dirty_snapshot_get_dirty (snapshot, 0, 1));
      for (guint i = 1; g_atomic_int_get (&duel.done) < round; i++)
        if (i % 4096 == 0)
          g_thread_yield ();
      if (copy != (guint64) round)
        g_assert_true (strata_region_get_dirty (region, 0, 1, STRATA_DIRTY_VGA));
    }
  g_thread_join (thread);
  g_clear_pointer (&region, strata_region_unref);
  fixture_clear (&duel.fixture);
}

/* }}} */
/* {{{ After synchronize nobody calls into what was removed */

static guint64
check_alive (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  g_assert_false (g_atomic_int_get ((gint *) user_data));
  return 7;
}

static const StrataRegionOps alive_ops = { .read = check_alive };

static gpointer
call_thread (gpointer user_data)
{
  Fixture *self = user_data;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (self->space, "caller");
  guint n = 0;

  while (!g_atomic_int_get (&self->stop))
    {
      guint64 value;

      strata_initiator_load (initiator, 0x1000, 4, STRATA_LITTLE_ENDIAN, &value);
      if (n == 0)
        g_atomic_int_inc (&self->ready);
      if (++n % 1000 == 0)
        strata_initiator_park (initiator);
    }
  return NULL;
}

static void
test_synchronize (gconstpointer data)
{
  gboolean lock_free = GPOINTER_TO_INT (data);
  Fixture fixture;
  GThread *threads[2];

  fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("caller", call_thread, &fixture);
  wait_ready (&fixture, G_N_ELEMENTS (threads));
  for (guint i = 0; i < ROUNDS / 10; i++)
    {
      gint gone = FALSE;
      g_autoptr (StrataRegion) region
        = strata_region_new_mmio (fixture.system, NULL, "io", 64, &alive_ops, &gone, NULL);

      g_assert_true (strata_region_set_lock_free (region, lock_free, NULL));
      g_assert_true (strata_region_add_subregion (fixture.root, 0x1000, region, NULL));
      g_thread_yield ();
      g_assert_true (strata_region_del_subregion (fixture.root, region, NULL));
      g_assert_true (strata_system_synchronize (fixture.system, NULL));
      g_atomic_int_set (&gone, TRUE);
    }
  g_atomic_int_set (&fixture.stop, 1);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  fixture_clear (&fixture);
}

/* }}} */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/threads/replaced", test_replaced);
  g_test_add_func ("/strata/threads/harvest", test_harvest);
  g_test_add_func ("/strata/threads/duel", test_duel);
  g_test_add_data_func ("/strata/threads/synchronize", GINT_TO_POINTER (FALSE), test_synchronize);
  g_test_add_data_func ("/strata/threads/synchronize-lock-free", GINT_TO_POINTER (TRUE),
                        test_synchronize);

  return g_test_run ();
}
