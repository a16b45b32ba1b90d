/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Dirty logging goes on and off while others write. From when it is on, a copy that is kept up from
 * the log alone has all that had been written when a harvest began. */

#include <string.h>
#include <unistd.h>

#include "memory/strata-dirty-bitmap-private.h"
#include "memory/strata-system-private.h"
#include "strata-parallel-testing.h"

#define N_PAGES 4
#define N_WRITERS 2
#define SIZE (N_PAGES * STRATA_PAGE_SIZE)

typedef struct
{
  Parallel parallel;
  StrataRegion *ram;
  guint64 *mirror;
  guint64 n_stores; /* that each writer makes at least */
  gint stop;      /* atomic */
  gint ready;     /* atomic: writers that have begun */
  gint switched;  /* atomic: how often logging has gone on or off; odd while it is on */
  guint64 done[N_WRITERS][N_PAGES]; /* atomic: the last value that each has stored in each page */
} World;

typedef struct
{
  World *world;
  guint number;
} Writer;

static guint64
get_offset (guint writer, guint page)
{
  return page * (guint64) STRATA_PAGE_SIZE + 8 * (guint64) writer;
}

static gpointer
write_thread (gpointer user_data)
{
  Writer *self = user_data;
  World *world = self->world;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (world->parallel.space, "writer");

  for (guint64 i = 1; i <= world->n_stores || !g_atomic_int_get (&world->stop); i++)
    {
      guint page = (guint) (i / 3 % N_PAGES);
      guint64 offset = get_offset (self->number, page);
      guint64 lanes = GUINT64_TO_LE (i);

      if (i % 5 == 0)
        g_assert_cmpint (strata_initiator_write (initiator, offset, &lanes, 8), ==, STRATA_OK);
      else
        g_assert_cmpint (strata_initiator_store (initiator, offset, 8, STRATA_LITTLE_ENDIAN, i),
                         ==, STRATA_OK);
      __atomic_store_n (&world->done[self->number][page], i, __ATOMIC_RELEASE);
      if (i == 1)
        g_atomic_int_inc (&world->ready);
    }
  return NULL;
}

static void
copy_run (guint64 first, guint64 last, gpointer user_data)
{
  World *world = user_data;
  const guint64 *memory = strata_region_get_ram_ptr (world->ram);

  for (guint64 i = first / 8; i <= last / 8; i++)
    world->mirror[i] = __atomic_load_n (&memory[i], __ATOMIC_RELAXED);
}

static void
copy_dirty (World *world, guint64 size)
{
  g_autoptr (StrataDirtySnapshot) snapshot
    = strata_region_snapshot_and_clear_dirty (world->ram, 0, size, STRATA_DIRTY_VGA);

  strata_dirty_snapshot_foreach_run (snapshot, copy_run, world);
}

/* One harvest; what it must have is checked if logging was on all the time. */
static gboolean
harvest (World *world)
{
  guint64 done[N_WRITERS][N_PAGES];
  gint switched = g_atomic_int_get (&world->switched);

  for (guint i = 0; i < N_WRITERS; i++)
    for (guint j = 0; j < N_PAGES; j++)
      done[i][j] = __atomic_load_n (&world->done[i][j], __ATOMIC_ACQUIRE);
  copy_dirty (world, SIZE);
  if (switched % 2 == 0 || g_atomic_int_get (&world->switched) != switched)
    return FALSE;
  for (guint i = 0; i < N_WRITERS; i++)
    for (guint j = 0; j < N_PAGES; j++)
      g_assert_cmpuint (GUINT64_FROM_LE (world->mirror[get_offset (i, j) / 8]), >=, done[i][j]);
  return TRUE;
}

static gpointer
switch_thread (gpointer user_data)
{
  World *world = user_data;

  for (guint i = 0; !g_atomic_int_get (&world->stop); i++)
    {
      g_assert_true (strata_region_set_log (world->ram, STRATA_DIRTY_VGA, TRUE, NULL));
      g_atomic_int_inc (&world->switched);
      /* Now for less than a harvest, now for more than one. */
      for (volatile guint j = 0; j < i % 64 * 512; j++)
        ;
      g_atomic_int_inc (&world->switched);
      g_assert_true (strata_region_set_log (world->ram, STRATA_DIRTY_VGA, FALSE, NULL));
    }
  return NULL;
}

static void
set_up (World *world, GThread **threads, Writer *writers)
{
  parallel_init (&world->parallel);
  world->ram = strata_region_new_ram (world->parallel.system, NULL, "ram", SIZE, NULL);
  world->mirror = g_malloc0 (SIZE);
  parallel_add (world->parallel.root, 0, world->ram);
  for (guint i = 0; i < N_WRITERS; i++)
    {
      writers[i] = (Writer){ world, i };
      threads[i] = g_thread_new ("writer", write_thread, &writers[i]);
    }
  parallel_wait (&world->ready, N_WRITERS);
}

/* Ends the writers; then the copy is the memory. */
static void
tear_down (World *world, GThread **threads)
{
  g_atomic_int_set (&world->stop, TRUE);
  for (guint i = 0; i < N_WRITERS; i++)
    g_thread_join (threads[i]);
  if (world->switched % 2 == 1)
    {
      harvest (world);
      g_assert_cmpmem (world->mirror, SIZE, strata_region_get_ram_ptr (world->ram), SIZE);
    }
  strata_region_unref (world->ram);
  g_free (world->mirror);
  parallel_clear (&world->parallel);
}

/* {{{ One write against one turning on */

/* Large enough that the log often goes on while bytes are copied. */
#define AREA (4 * STRATA_PAGE_SIZE)

typedef struct
{
  Parallel parallel;
  gboolean parks; /* whether the writers park after each write */
  gint n_rounds;
  gint turn; /* atomic: the round that all may begin */
  gint done; /* atomic: how many writes have been made */
} Duel;

typedef struct
{
  Duel *duel;
  guint number;
} Duellist;

static gpointer
duel_thread (gpointer user_data)
{
  Duellist *self = user_data;
  Duel *duel = self->duel;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (duel->parallel.space, "writer");
  g_autofree guint8 *bytes = g_malloc (AREA);

  for (gint round = 1; round <= duel->n_rounds; round++)
    {
      memset (bytes, round, AREA);
      parallel_wait (&duel->turn, round);
      for (volatile gint i = 0; i < round * (gint) (self->number + 3) % 64 * 8; i++)
        ;
      g_assert_cmpint (strata_initiator_write (initiator, self->number * AREA, bytes, AREA), ==,
                       STRATA_OK);
      if (duel->parks)
        strata_initiator_park (initiator);
      g_atomic_int_inc (&duel->done);
    }
  return NULL;
}

/* Each write that is going on or comes while logging goes on is in one of two harvests. */
static void
test_turned_on (gconstpointer data)
{
  Duel duel = { .parks = GPOINTER_TO_INT (data),
                .n_rounds = (gint) parallel_scale (10000, 200000) };
  World world = { 0 };
  GThread *threads[N_WRITERS];
  Duellist duellists[N_WRITERS];

  parallel_init (&duel.parallel);
  world.ram = strata_region_new_ram (duel.parallel.system, NULL, "ram", N_WRITERS * AREA, NULL);
  world.mirror = g_malloc0 (N_WRITERS * AREA);
  parallel_add (duel.parallel.root, 0, world.ram);
  for (guint i = 0; i < N_WRITERS; i++)
    {
      duellists[i] = (Duellist){ &duel, i };
      threads[i] = g_thread_new ("writer", duel_thread, &duellists[i]);
    }
  for (gint round = 1; round <= duel.n_rounds; round++)
    {
      g_atomic_int_set (&duel.turn, round);
      for (volatile gint i = 0; i < round * 5 % 64 * 8; i++)
        ;
      g_assert_true (strata_region_set_log (world.ram, STRATA_DIRTY_VGA, TRUE, NULL));
      copy_dirty (&world, N_WRITERS * AREA);
      parallel_wait (&duel.done, round * N_WRITERS);
      copy_dirty (&world, N_WRITERS * AREA);
      g_assert_cmpmem (world.mirror, N_WRITERS * AREA, strata_region_get_ram_ptr (world.ram),
                       N_WRITERS * AREA);
      g_assert_true (strata_region_set_log (world.ram, STRATA_DIRTY_VGA, FALSE, NULL));
    }
  for (guint i = 0; i < N_WRITERS; i++)
    g_thread_join (threads[i]);
  strata_region_unref (world.ram);
  g_free (world.mirror);
  parallel_clear (&duel.parallel);
}

/* }}} */
/* {{{ In one order or the other */

/* Waits until a thread sleeps, as it does when it waits for a mutex. */
static void
wait_asleep (gint *id)
{
  g_autofree char *path = NULL;
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  gboolean asleep = FALSE;

  parallel_wait (id, 1);
  path = g_strdup_printf ("/proc/self/task/%d/stat", g_atomic_int_get (id));
  while (!asleep)
    {
      g_autofree char *text = NULL;

      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_thread_yield ();
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      asleep = strstr (text, ") S") != NULL;
    }
}

typedef struct
{
  StrataInitiator *initiator;
  StrataResult result;
  StrataDirtyBitmap *bitmap;
  gint id; /* atomic: of the thread, as the kernel has it */
} Late;

static gpointer
late_thread (gpointer user_data)
{
  Late *self = user_data;

  g_atomic_int_set (&self->id, (gint) gettid ());
  self->result = strata_initiator_store (self->initiator, 0, 8, STRATA_LITTLE_ENDIAN, 5);
  strata_initiator_park (self->initiator);
  return NULL;
}

/* A parked initiator that begins to run is on the list of those that run before it takes a view:
 * else it could be missed by who waits until all have left the old one. */
static void
test_begins_to_run (void)
{
  Parallel parallel;
  g_autoptr (StrataRegion) ram = NULL;
  Late late = { 0 };
  GThread *thread;

  parallel_init (&parallel);
  ram = strata_region_new_ram (parallel.system, NULL, "ram", STRATA_PAGE_SIZE, NULL);
  parallel_add (parallel.root, 0, ram);
  late.initiator = strata_initiator_new (parallel.space, "late");
  g_mutex_lock (&parallel.system->initiators_lock);
  thread = g_thread_new ("late", late_thread, &late);
  wait_asleep (&late.id);
  g_assert_true (strata_region_del_subregion (parallel.root, ram, NULL));
  g_mutex_unlock (&parallel.system->initiators_lock);
  g_thread_join (thread);
  g_assert_cmpint (late.result, ==, STRATA_DECODE_ERROR);
  strata_initiator_unref (late.initiator);
  g_clear_pointer (&ram, strata_region_unref);
  parallel_clear (&parallel);
}

static gpointer
late_harvest_thread (gpointer user_data)
{
  Late *self = user_data;
  StrataDirtyPages pages;

  g_atomic_int_set (&self->id, (gint) gettid ());
  strata_dirty_bitmap_harvest (self->bitmap, 0, 9, &pages);
  strata_dirty_pages_clear (&pages);
  return NULL;
}

/* A harvest that has begun while a log goes on leaves it dirty until that has settled. */
static void
test_harvest_goes_on (void)
{
  Late late = { .bitmap = strata_dirty_bitmap_new (10) };
  GThread *thread;

  g_mutex_lock (&late.bitmap->lock);
  thread = g_thread_new ("late", late_harvest_thread, &late);
  wait_asleep (&late.id);
  __atomic_store_n (&late.bitmap->settles, 1, __ATOMIC_RELEASE);
  late.bitmap->has_all = TRUE;
  late.bitmap->all.last = 9;
  g_mutex_unlock (&late.bitmap->lock);
  g_thread_join (thread);
  g_assert_true (strata_dirty_bitmap_is_dirty (late.bitmap, 0, 9));
  strata_dirty_bitmap_free (late.bitmap);
}

/* }}} */
/* {{{ Any number of writes */

/* One thread turns it on and off, another harvests all the time. */
static void
test_turned_on_by_another (void)
{
  World world = { 0 };
  guint64 n_rounds = parallel_scale (1000, 100000), n_checked = 0;
  GThread *threads[N_WRITERS], *thread;
  Writer writers[N_WRITERS];

  set_up (&world, threads, writers);
  thread = g_thread_new ("switch", switch_thread, &world);
  while (n_checked < n_rounds || (guint64) g_atomic_int_get (&world.switched) < 2 * n_rounds)
    n_checked += harvest (&world);
  g_atomic_int_set (&world.stop, TRUE);
  g_thread_join (thread);
  tear_down (&world, threads);
}

/* It stays on. */
static void
test_on (void)
{
  World world = { .n_stores = parallel_scale (1000000, 50000000) };
  GThread *threads[N_WRITERS];
  Writer writers[N_WRITERS];
  guint64 n_rounds = parallel_scale (2000, 200000);

  set_up (&world, threads, writers);
  g_assert_true (strata_region_set_log (world.ram, STRATA_DIRTY_VGA, TRUE, NULL));
  g_atomic_int_inc (&world.switched);
  for (guint64 i = 0; i < n_rounds; i++)
    g_assert_true (harvest (&world));
  tear_down (&world, threads);
}

/* }}} */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/parallel/log/on", test_on);
  g_test_add_data_func ("/strata/parallel/log/turned-on", GINT_TO_POINTER (FALSE), test_turned_on);
  g_test_add_data_func ("/strata/parallel/log/turned-on-with-parking-writers",
                        GINT_TO_POINTER (TRUE), test_turned_on);
  g_test_add_func ("/strata/parallel/log/begins-to-run", test_begins_to_run);
  g_test_add_func ("/strata/parallel/log/harvest-goes-on", test_harvest_goes_on);
  g_test_add_func ("/strata/parallel/log/turned-on-by-another", test_turned_on_by_another);
  return g_test_run ();
}
