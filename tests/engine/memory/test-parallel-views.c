/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Some threads access, one edits, one harvests. Each commit brings a card whose memory and whose
 * devices answer with the number of the commit, in three places: what a thread sees must be of a
 * commit that was begun before it had seen it, and not older than what was published before it
 * looked, nor than what it has seen already. Nor may anybody see a card after synchronize. */

#include "strata-parallel-testing.h"

#define CARD_WORDS 32
#define LOCKED 0x1000
#define LOCK_FREE 0x2000
#define CARD_SIZE 0x3000
#define POISON G_GUINT64_CONSTANT (0xdddddddddddddddd)

#define VRAM 0x100000
#define VRAM_AGAIN 0x200000
#define N_PAGES 64
#define N_SLOTS 160 /* in one page after the other, and again */

static const guint64 places[] = { 0x1000, 0x11000, 0x21000 };

typedef struct
{
  Parallel parallel;
  StrataRegion *board;
  StrataRegion *vram;
  StrataRegion *vram_again;
  guint64 n_accesses; /* that each thread makes at least */
  gint n_commits;     /* that there are at least */

  gint begun;     /* atomic: the commit that has been begun */
  gint published; /* atomic: the commit that is published */
  gint ready;     /* atomic: the threads that have begun */
  gint finished;  /* atomic: the threads that have made all their accesses */
  gint stop;      /* atomic */
  gint in_locked; /* atomic: threads in callbacks that are called under the lock */
  gint n_destroyed; /* atomic: cards */
  guint64 done[N_SLOTS]; /* atomic: the last value stored in each */
} World;

typedef struct
{
  World *world;
  gint n;
  gint dead; /* atomic: nobody may see it any more */
  StrataOwner *owner;
  StrataRegion *region;
  guint64 bytes[CARD_WORDS];
} Card;

static inline gboolean
is_over (World *world, guint64 n_accesses)
{
  return n_accesses >= world->n_accesses
         && g_atomic_int_get (&world->published) >= world->n_commits;
}

/* {{{ Cards */

static guint64
read_locked (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  Card *card = user_data;

  g_assert_cmpint (g_atomic_int_add (&card->world->in_locked, 1), ==, 0);
  g_assert_false (g_atomic_int_get (&card->dead));
  g_atomic_int_add (&card->world->in_locked, -1);
  return (guint64) card->n;
}

static guint64
read_lock_free (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  Card *card = user_data;

  g_assert_false (g_atomic_int_get (&card->dead));
  return (guint64) card->n;
}

static const StrataRegionOps locked_ops = { .read = read_locked, .impl = { .max = 8 } };
static const StrataRegionOps lock_free_ops = { .read = read_lock_free, .impl = { .max = 8 } };

static void
fill (Card *card, guint64 value)
{
  for (guint i = 0; i < CARD_WORDS; i++)
    __atomic_store_n (&card->bytes[i], GUINT64_TO_LE (value), __ATOMIC_RELAXED);
}

static void
destroy_card (gpointer user_data)
{
  Card *card = user_data;

  g_atomic_int_inc (&card->world->n_destroyed);
  fill (card, POISON);
  g_free (card);
}

static Card *
new_card (World *world, gint n)
{
  StrataSystem *system = world->parallel.system;
  Card *card = g_new0 (Card, 1);
  g_autoptr (StrataRegion) ram = NULL;
  g_autoptr (StrataRegion) locked = NULL;
  g_autoptr (StrataRegion) lock_free = NULL;

  card->world = world;
  card->n = n;
  card->owner = strata_owner_new ("card", card, destroy_card);
  fill (card, (guint64) n);
  card->region = strata_region_new_container (system, card->owner, "card", CARD_SIZE);
  ram = strata_region_new_ram_from_pointer (system, card->owner, "ram", sizeof card->bytes,
                                            card->bytes, NULL, NULL);
  locked = strata_region_new_mmio (system, card->owner, "locked", 0x100, &locked_ops, card, NULL);
  lock_free = strata_region_new_mmio (system, card->owner, "lock-free", 0x100, &lock_free_ops,
                                      card, NULL);
  g_assert_true (strata_region_set_lock_free (lock_free, TRUE, NULL));
  parallel_add (card->region, 0, ram);
  parallel_add (card->region, LOCKED, locked);
  parallel_add (card->region, LOCK_FREE, lock_free);
  return card;
}

/* Lets go of a card that has been taken off the board. */
static void
drop_card (Card *card, gboolean synchronize)
{
  StrataSystem *system = card->world->parallel.system;

  strata_region_unref (g_steal_pointer (&card->region));
  if (synchronize)
    {
      g_assert_true (strata_system_synchronize (system, NULL));
      g_atomic_int_set (&card->dead, TRUE);
      fill (card, POISON);
    }
  strata_owner_unref (card->owner);
}

static void
add_card (World *world, Card *card, gint priority)
{
  g_assert_true (strata_region_add_subregion_overlap (world->board, 0x1000, card->region, priority,
                                                      NULL));
}

static void
del_card (World *world, Card *card)
{
  g_assert_true (strata_region_del_subregion (world->board, card->region, NULL));
}

/* Puts one card in the place of another with one commit that shows. */
static void
replace_card (World *world, Card *old, Card *new)
{
  StrataSystem *system = world->parallel.system;

  switch (new->n % 6)
    {
    case 0:
      strata_system_begin (system);
      del_card (world, old);
      add_card (world, new, 0);
      strata_system_commit (system);
      break;
    case 1:
      add_card (world, new, 1);
      del_card (world, old);
      g_assert_true (strata_region_set_priority (new->region, 0, NULL));
      break;
    case 2:
      g_assert_true (strata_region_set_enabled (new->region, FALSE, NULL));
      add_card (world, new, 0);
      g_assert_true (strata_region_set_enabled (new->region, TRUE, NULL));
      del_card (world, old);
      break;
    case 3:
      g_assert_true (strata_region_add_subregion (world->board, 0x8000, new->region, NULL));
      strata_system_begin (system);
      del_card (world, old);
      g_assert_true (strata_region_set_address (new->region, 0x1000, NULL));
      strata_system_commit (system);
      break;
    case 4:
      strata_system_begin (system);
      strata_system_begin (system);
      del_card (world, old);
      strata_system_abandon (system);
      strata_dry_commit_unref (strata_system_dry_commit (system, NULL));
      add_card (world, new, 1);
      del_card (world, old);
      strata_system_commit (system);
      break;
    case 5:
      g_assert_true (strata_region_set_size (new->region, 0, NULL));
      add_card (world, new, 1);
      g_assert_true (strata_region_set_size (new->region, CARD_SIZE, NULL));
      del_card (world, old);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* }}} */
/* {{{ Who looks */

typedef struct
{
  World *world;
  gint newest; /* that it has seen */
} Witness;

static void
check_seen (Witness *witness, guint64 n, gint published)
{
  g_assert_cmpuint (n, <=, (guint64) g_atomic_int_get (&witness->world->begun));
  g_assert_cmpuint (n, >=, (guint64) MAX (published, witness->newest));
  witness->newest = (gint) n;
}

static gpointer
load_thread (gpointer user_data)
{
  World *world = user_data;
  Witness witness = { world, 0 };
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (world->parallel.space, "reader");

  g_atomic_int_inc (&world->ready);
  for (guint64 i = 0; !is_over (world, i); i++)
    {
      guint64 address = places[i % G_N_ELEMENTS (places)] + i / 16 % CARD_WORDS * 8;
      gint published = g_atomic_int_get (&world->published);
      guint64 value;

      if (i % 64 == 0)
        address += LOCKED;
      else if (i % 8 == 0)
        address += LOCK_FREE;
      g_assert_cmpint (parallel_load (initiator, address, &value), ==, STRATA_OK);
      check_seen (&witness, value, published);
      if (i % 1024 == 0)
        strata_initiator_park (initiator);
    }
  g_atomic_int_inc (&world->finished);
  return NULL;
}

/* A buffer from within one card is of one commit as a whole. */
static gpointer
buffer_thread (gpointer user_data)
{
  World *world = user_data;
  Witness witness = { world, 0 };
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (world->parallel.space, "buffers");

  g_atomic_int_inc (&world->ready);
  for (guint64 i = 0; !is_over (world, i); i += CARD_WORDS)
    {
      gint published = g_atomic_int_get (&world->published);
      guint64 words[CARD_WORDS];

      g_assert_cmpint (strata_initiator_read (initiator, places[i / CARD_WORDS % 3], words,
                                              sizeof words),
                       ==, STRATA_OK);
      for (guint j = 1; j < CARD_WORDS; j++)
        g_assert_cmphex (words[j], ==, words[0]);
      check_seen (&witness, GUINT64_FROM_LE (words[0]), published);
    }
  g_atomic_int_inc (&world->finished);
  return NULL;
}

/* All that a flat view shows is of one commit. */
static gpointer
view_thread (gpointer user_data)
{
  World *world = user_data;
  Witness witness = { world, 0 };

  while (!g_atomic_int_get (&world->stop))
    {
      gint published = g_atomic_int_get (&world->published);
      g_autoptr (StrataFlatView) view = strata_address_space_ref_view (world->parallel.space);
      guint n_seen = 0;

      for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        for (guint64 offset = 0; offset < CARD_SIZE; offset += 0x1000)
          {
            const StrataFlatRange *range = strata_flat_view_find (view, places[i] + offset);
            const Card *card;

            g_assert_nonnull (range);
            card = strata_owner_get_data (strata_region_get_owner (range->region));
            check_seen (&witness, (guint64) card->n, published);
            published = MAX (published, card->n);
            g_assert_cmpint (card->n, ==, witness.newest);
            g_assert_cmpuint (range->first, ==, places[i] + offset);
            n_seen++;
          }
      g_assert_cmpuint (n_seen, ==, 9);
      g_thread_yield ();
    }
  return NULL;
}

/* }}} */
/* {{{ Who writes, and who keeps up from the log alone */

static guint64
slot_offset (guint slot)
{
  return (guint64) (slot % N_PAGES) * STRATA_PAGE_SIZE + (guint64) slot * 8;
}

static gpointer
store_thread (gpointer user_data)
{
  World *world = user_data;
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (world->parallel.space, "writer");

  g_atomic_int_inc (&world->ready);
  for (guint64 i = 1; !is_over (world, i); i++)
    {
      guint slot = (guint) (i * 7 % N_SLOTS);
      StrataResult result = strata_initiator_store (
        initiator, (i % 3 == 0 ? VRAM_AGAIN : VRAM) + slot_offset (slot), 8,
        STRATA_LITTLE_ENDIAN, i);

      /* The second window is not always there. */
      if (result == STRATA_OK)
        __atomic_store_n (&world->done[slot], i, __ATOMIC_RELEASE);
      else
        g_assert_true (result == STRATA_DECODE_ERROR && i % 3 == 0);
    }
  g_atomic_int_inc (&world->finished);
  return NULL;
}

typedef struct
{
  const guint64 *memory;
  guint64 *mirror;
} Mirror;

static void
copy_run (guint64 first, guint64 last, gpointer user_data)
{
  Mirror *mirror = user_data;

  for (guint64 i = first / 8; i <= last / 8; i++)
    mirror->mirror[i] = __atomic_load_n (&mirror->memory[i], __ATOMIC_RELAXED);
}

static void
harvest (World *world, Mirror *mirror)
{
  g_autoptr (StrataDirtySnapshot) snapshot = NULL;
  guint64 done[N_SLOTS];

  for (guint i = 0; i < N_SLOTS; i++)
    done[i] = __atomic_load_n (&world->done[i], __ATOMIC_ACQUIRE);
  snapshot = strata_region_snapshot_and_clear_dirty (
    world->vram, 0, N_PAGES * STRATA_PAGE_SIZE, STRATA_DIRTY_VGA);
  strata_dirty_snapshot_foreach_run (snapshot, copy_run, mirror);
  for (guint i = 0; i < N_SLOTS; i++)
    g_assert_cmpuint (GUINT64_FROM_LE (mirror->mirror[slot_offset (i) / 8]), >=, done[i]);
}

static gpointer
harvest_thread (gpointer user_data)
{
  World *world = user_data;
  g_autofree guint64 *memory = g_malloc0 (N_PAGES * STRATA_PAGE_SIZE);
  Mirror mirror = { strata_region_get_ram_ptr (world->vram), memory };

  g_atomic_int_inc (&world->ready);
  while (!g_atomic_int_get (&world->stop))
    {
      harvest (world, &mirror);
      g_thread_yield ();
    }
  harvest (world, &mirror);
  g_assert_cmpmem (memory, N_PAGES * STRATA_PAGE_SIZE, mirror.memory, N_PAGES * STRATA_PAGE_SIZE);
  return NULL;
}

/* }}} */

static void
build (World *world)
{
  StrataSystem *system = world->parallel.system;
  StrataRegion *root = world->parallel.root;
  g_autoptr (StrataRegion) mirror = NULL;
  g_autoptr (StrataRegion) mirror_of_mirror = NULL;

  world->board = strata_region_new_container (system, NULL, "board", 0x10000);
  mirror = strata_region_new_alias (system, NULL, "mirror", world->board, 0, 0x10000);
  mirror_of_mirror = strata_region_new_alias (system, NULL, "mirror", mirror, 0, 0x10000);
  world->vram = strata_region_new_ram (system, NULL, "vram", N_PAGES * STRATA_PAGE_SIZE, NULL);
  world->vram_again = strata_region_new_alias (system, NULL, "vram", world->vram, 0,
                                               N_PAGES * STRATA_PAGE_SIZE);
  parallel_add (root, 0, world->board);
  parallel_add (root, 0x10000, mirror);
  parallel_add (root, 0x20000, mirror_of_mirror);
  parallel_add (root, VRAM, world->vram);
  parallel_add (root, VRAM_AGAIN, world->vram_again);
  g_assert_true (strata_region_set_log (world->vram, STRATA_DIRTY_VGA, TRUE, NULL));
}

static void
test_views (void)
{
  static const GThreadFunc funcs[] = { load_thread,  load_thread, buffer_thread,
                                       store_thread, view_thread, harvest_thread };
  const gint n_counted = 4; /* those that end by themselves */
  World world = { .n_accesses = parallel_scale (1000000, 30000000),
                  .n_commits = (gint) parallel_scale (1000, 20000) };
  GThread *threads[G_N_ELEMENTS (funcs)];
  Card *card;

  parallel_init (&world.parallel);
  build (&world);
  card = new_card (&world, 0);
  add_card (&world, card, 0);
  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++)
    threads[i] = g_thread_new (NULL, funcs[i], &world);
  parallel_wait (&world.ready, 5);

  for (gint n = 1; g_atomic_int_get (&world.finished) < n_counted; n++)
    {
      Card *old = card;

      card = new_card (&world, n);
      g_atomic_int_set (&world.begun, n);
      replace_card (&world, old, card);
      g_atomic_int_set (&world.published, n);
      drop_card (old, n % 4 == 0);
      if (n % 8 == 0)
        g_assert_true (strata_region_set_enabled (world.vram_again, n % 16 == 0, NULL));
    }
  g_atomic_int_set (&world.stop, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);

  g_test_message ("at least %" G_GUINT64_FORMAT " accesses, %d commits", 4 * world.n_accesses,
                  world.published);
  g_assert_cmpint (world.n_destroyed, ==, world.published);
  del_card (&world, card);
  drop_card (card, TRUE);
  strata_region_unref (world.vram_again);
  strata_region_unref (world.vram);
  strata_region_unref (world.board);
  parallel_clear (&world.parallel);
  g_assert_cmpint (world.n_destroyed, ==, world.published + 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/parallel/views", test_views);
  return g_test_run ();
}
