/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Eventfds: which writes they take, and what listeners hear of them */

#include <errno.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataRegion *region;
  StrataAddressSpace *space;
  StrataInitiator *cpu;
  TestingDevice device;
  int fd;
  GString *heard;
  guint told[0x1000]; /* how many eventfds are said to be at an address */
} Fixture;

static const StrataRegionOps big_ops = {
  .read = testing_device_read,
  .write = testing_device_write,
  .endianness = STRATA_BIG_ENDIAN,
};

static const StrataRegionOps picky_ops = {
  .read = testing_device_read,
  .write = testing_device_write,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .min = 2, .max = 4 },
};

/* The region is at 0x100 */
static void
set_up (Fixture *f, gconstpointer user_data)
{
  f->system = strata_system_new (LE);
  f->top = strata_region_new_container (f->system, NULL, "top", 0x1000);
  testing_device_init (&f->device, LE);
  f->region = strata_region_new_mmio (f->system, NULL, "device", 0x40,
                                      user_data != NULL ? user_data : &testing_plain_ops,
                                      &f->device, NULL);
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0x100, f->region, 0, NULL));
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->cpu = strata_initiator_new (f->space, "cpu");
  f->fd = eventfd (0, EFD_NONBLOCK | EFD_CLOEXEC);
  g_assert_cmpint (f->fd, >=, 0);
  f->heard = g_string_new (NULL);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  close (f->fd);
  g_string_free (f->heard, TRUE);
  strata_initiator_unref (f->cpu);
  strata_address_space_unref (f->space);
  strata_region_unref (f->region);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  testing_device_clear (&f->device);
}

/* How often it was signalled since the last time */
static guint64
take_signals (int fd)
{
  guint64 count = 0;

  if (read (fd, &count, sizeof count) < 0)
    g_assert_cmpint (errno, ==, EAGAIN);
  return count;
}

static void
add (Fixture *f, guint64 offset, guint size, gboolean match_data, guint64 data)
{
  const StrataEventfd eventfd = { offset, size, match_data, data, f->fd };
  g_autoptr (GError) error = NULL;

  strata_region_add_eventfd (f->region, &eventfd, &error);
  g_assert_no_error (error);
}

static void
del (Fixture *f, guint64 offset, guint size, gboolean match_data, guint64 data)
{
  const StrataEventfd eventfd = { offset, size, match_data, data, f->fd };
  g_autoptr (GError) error = NULL;

  strata_region_del_eventfd (f->region, &eventfd, &error);
  g_assert_no_error (error);
}

/* Stores, and says whether that signalled or what the device saw */
static void
assert_store (Fixture *f, guint64 address, guint size, guint64 value, const char *expected)
{
  g_autofree char *log = NULL;
  guint64 n;

  g_assert_cmphex (strata_initiator_store (f->cpu, address, size, LE, value), ==, STRATA_OK);
  n = take_signals (f->fd);
  log = testing_device_take_log (&f->device);
  if (n > 0)
    {
      g_assert_cmpuint (n, ==, 1);
      g_assert_cmpstr (log, ==, "");
      g_assert_cmpstr ("signal", ==, expected);
    }
  else
    {
      g_assert_cmpstr (log, ==, expected);
    }
}

static void
test_match (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint64 value;

  /* a size, any data */
  add (f, 0x10, 2, FALSE, 0);
  assert_store (f, 0x110, 2, 0x1234, "signal");
  assert_store (f, 0x110, 4, 0x1234, "w4@10=1234");
  assert_store (f, 0x110, 1, 0x12, "w1@10=12");
  assert_store (f, 0x112, 2, 0x1234, "w2@12=1234");

  /* any size, any data */
  add (f, 0x20, 0, FALSE, 0);
  for (guint size = 1; size <= 4; size *= 2)
    assert_store (f, 0x120, size, 0x55, "signal");
  assert_store (f, 0x120, 8, 0x55, "signal");
  assert_store (f, 0x121, 1, 0x55, "w1@21=55");

  /* a size and data, any size and data */
  add (f, 0x30, 4, TRUE, 7);
  add (f, 0x38, 0, TRUE, 7);
  assert_store (f, 0x130, 4, 7, "signal");
  assert_store (f, 0x130, 4, 8, "w4@30=8");
  assert_store (f, 0x130, 2, 7, "w2@30=7");
  assert_store (f, 0x138, 1, 7, "signal");
  assert_store (f, 0x138, 4, 7, "signal");
  assert_store (f, 0x138, 4, 0x107, "w4@38=107");

  /* reads are none of its business */
  g_assert_cmphex (strata_initiator_load (f->cpu, 0x110, 2, LE, &value), ==, STRATA_OK);
  testing_assert_log (&f->device, "r2@10");
  g_assert_cmpuint (take_signals (f->fd), ==, 0);

  del (f, 0x10, 2, FALSE, 0);
  assert_store (f, 0x110, 2, 0x1234, "w2@10=1234");
  assert_store (f, 0x120, 2, 0x1234, "signal");
}

/* The data is what the device would see */
static void
test_byte_order (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->device.byte_order = STRATA_BIG_ENDIAN;
  add (f, 0, 4, TRUE, 0x11223344);
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x100, 4, STRATA_BIG_ENDIAN, 0x11223344), ==,
                   STRATA_OK);
  g_assert_cmpuint (take_signals (f->fd), ==, 1);
  assert_store (f, 0x100, 4, 0x44332211, "signal");
  assert_store (f, 0x100, 4, 0x11223344, "w4@0=44332211");
}

/* Without the lock it is the same */
static void
test_lock_free (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_assert_true (strata_region_set_lock_free (f->region, TRUE, NULL));
  add (f, 0x10, 4, TRUE, 7);
  for (guint i = 0; i < 2; i++)
    {
      assert_store (f, 0x114, 4, 7, "w4@14=7");
      assert_store (f, 0x110, 4, 7, "signal");
      assert_store (f, 0x110, 4, 8, "w4@10=8");
    }
  g_assert_true (strata_region_set_coalescing (f->region, NULL));
  assert_store (f, 0x114, 4, 7, "");
  assert_store (f, 0x110, 4, 8, "w4@14=7");
  strata_system_flush_coalesced (f->system);
  testing_assert_log (&f->device, "w4@10=8");
}

/* What `valid` forbids signals nothing; a buffer signals with the piece that fits */
static void
test_access (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  const guint8 bytes[16] = { 0 };

  add (f, 8, 0, FALSE, 0);
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x108, 1, LE, 1), ==, STRATA_ACCESS_ERROR);
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x108, 8, LE, 1), ==, STRATA_ACCESS_ERROR);
  g_assert_cmpuint (take_signals (f->fd), ==, 0);
  assert_store (f, 0x108, 2, 1, "signal");
  g_assert_cmphex (strata_initiator_write (f->cpu, 0x100, bytes, 16), ==, STRATA_OK);
  g_assert_cmpuint (take_signals (f->fd), ==, 1);
  testing_assert_log (&f->device, "w4@0=0 w4@4=0 w4@c=0");
}

/* A write that signals is not queued, and what was queued before it has arrived */
static void
test_coalesced (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_assert_true (strata_region_set_coalescing (f->region, NULL));
  add (f, 0x10, 4, TRUE, 1);
  assert_store (f, 0x100, 4, 5, "");
  assert_store (f, 0x110, 4, 2, "w4@0=5");
  g_assert_cmpuint (strata_system_get_n_coalesced (f->system), ==, 1);
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x110, 4, LE, 1), ==, STRATA_OK);
  g_assert_cmpuint (take_signals (f->fd), ==, 1);
  testing_assert_log (&f->device, "w4@10=2");
  g_assert_cmpuint (strata_system_get_n_coalesced (f->system), ==, 0);

  /* Coalescing and eventfds do not take each other away */
  g_assert_true (strata_region_clear_coalescing (f->region, NULL));
  assert_store (f, 0x110, 4, 1, "signal");
  assert_store (f, 0x110, 4, 2, "w4@10=2");
  g_assert_true (strata_region_add_coalescing (f->region, 0, 4, NULL));
  del (f, 0x10, 4, TRUE, 1);
  assert_store (f, 0x100, 4, 5, "");
  assert_store (f, 0x110, 4, 1, "w4@0=5 w4@10=1");
}

/* The caller's descriptor may be closed; all that take a write are signalled */
static void
test_descriptor (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  int other = eventfd (0, EFD_NONBLOCK | EFD_CLOEXEC);
  int kept = dup (other);
  StrataEventfd eventfd = { 0, 4, FALSE, 0, other };

  g_assert_true (strata_region_add_eventfd (f->region, &eventfd, NULL));
  add (f, 0, 0, FALSE, 0);
  close (other);
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x100, 4, LE, 0), ==, STRATA_OK);
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x100, 2, LE, 0), ==, STRATA_OK);
  g_assert_cmpuint (take_signals (kept), ==, 1);
  g_assert_cmpuint (take_signals (f->fd), ==, 2);
  testing_assert_log (&f->device, "");
  g_assert_true (strata_region_del_eventfd (f->region, &eventfd, NULL));
  assert_store (f, 0x100, 4, 0, "signal");
  g_assert_cmpuint (take_signals (kept), ==, 0);
  close (kept);
}

static void
assert_refused (StrataRegion *region, StrataEventfd eventfd, StrataMemoryError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (strata_region_add_eventfd (region, &eventfd, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, (gint) code);
}

static void
test_errors (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) ram = strata_region_new_ram (f->system, NULL, "ram", 16, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) list = NULL;
  StrataEventfd eventfd = { 4, 2, FALSE, 99, f->fd };

  assert_refused (ram, eventfd, STRATA_MEMORY_ERROR_KIND);
  assert_refused (f->top, eventfd, STRATA_MEMORY_ERROR_KIND);
  assert_refused (f->region, (StrataEventfd) { 0, 9, FALSE, 0, f->fd },
                  STRATA_MEMORY_ERROR_RANGE);
  assert_refused (f->region, (StrataEventfd) { G_MAXUINT64, 2, FALSE, 0, f->fd },
                  STRATA_MEMORY_ERROR_RANGE);
  assert_refused (f->region, (StrataEventfd) { 0, 2, TRUE, 0x10000, f->fd },
                  STRATA_MEMORY_ERROR_RANGE);
  assert_refused (f->region, (StrataEventfd) { 0, 2, FALSE, 0, -1 }, STRATA_MEMORY_ERROR_EVENTFD);
  g_assert_false (strata_region_del_eventfd (f->region, &eventfd, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_EVENTFD);

  g_assert_true (strata_region_add_eventfd (f->region, &eventfd, NULL));
  eventfd.data = 7; /* means nothing */
  assert_refused (f->region, eventfd, STRATA_MEMORY_ERROR_EVENTFD);
  add (f, 0, 0, TRUE, 3);
  list = strata_region_list_eventfds (f->region);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmphex (g_array_index (list, StrataEventfd, 0).offset, ==, 0);
  g_assert_cmphex (g_array_index (list, StrataEventfd, 0).data, ==, 3);
  g_assert_cmphex (g_array_index (list, StrataEventfd, 1).offset, ==, 4);

  /* An abandoned transaction takes them back */
  strata_system_begin (f->system);
  add (f, 8, 4, FALSE, 0);
  del (f, 0, 0, TRUE, 3);
  strata_system_abandon (f->system);
  assert_store (f, 0x108, 4, 1, "w4@8=1");
  assert_store (f, 0x100, 4, 3, "signal");
  /* The cost of the fast path */
  g_assert_cmpuint (sizeof (StrataFlatRange), ==, 72);
}

/* {{{ Threads */

#define N_STORES 20000

static void
count_write_cb (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value G_GNUC_UNUSED,
                guint size G_GNUC_UNUSED)
{
  g_atomic_int_inc ((gint *) user_data);
}

static gpointer
store_thread (gpointer user_data)
{
  Fixture *f = user_data;
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (f->space, "other");

  for (guint i = 0; i < N_STORES; i++)
    g_assert_cmphex (strata_initiator_store (cpu, 0x200, 4, LE, 1), ==, STRATA_OK);
  return NULL;
}

/* While one comes and goes, each write goes to the descriptor or to the device: none to both, none
 * to neither */
static void
run_threads (Fixture *f, gboolean lock_free)
{
  static const StrataRegionOps ops = { .write = count_write_cb, .endianness = LE };
  gint n_written = 0;
  g_autoptr (StrataRegion) counter =
    strata_region_new_mmio (f->system, NULL, "counter", 4, &ops, &n_written, NULL);
  guint64 n_signals = 0;
  GThread *threads[2];

  g_assert_true (strata_region_set_lock_free (counter, lock_free, NULL));
  g_assert_true (strata_region_add_subregion (f->top, 0x200, counter, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("store", store_thread, f);
  for (guint i = 0; i < 200; i++)
    {
      /* A descriptor of its own each time, closed at once */
      const StrataEventfd eventfd = { 0, 4, TRUE, 1, dup (f->fd) };

      g_assert_true (strata_region_add_eventfd (counter, &eventfd, NULL));
      close (eventfd.fd);
      n_signals += take_signals (f->fd);
      g_assert_true (strata_region_del_eventfd (counter, &eventfd, NULL));
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  n_signals += take_signals (f->fd);
  g_assert_cmpuint (n_signals + (guint) n_written, ==, N_STORES * G_N_ELEMENTS (threads));
}

static void
test_threads (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  run_threads (f, FALSE);
}

static void
test_threads_lock_free (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  run_threads (f, TRUE);
}

/* }}} */
/* {{{ Listeners */

static void
note (Fixture *f, const char *what, guint64 address)
{
  g_string_append_printf (f->heard, "%s%x ", what, (guint) address);
}

static void
begin_cb (gpointer user_data)
{
  g_string_append (((Fixture *) user_data)->heard, "( ");
}

static void
commit_cb (gpointer user_data)
{
  g_string_append (((Fixture *) user_data)->heard, ")");
}

static void
region_add_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
               gpointer user_data)
{
  note (user_data, "+", range->first);
}

static void
region_del_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
               gpointer user_data)
{
  note (user_data, "-", range->first);
}

static void
coalesced_add_cb (StrataAddressSpace *space G_GNUC_UNUSED,
                  const StrataFlatRange *range G_GNUC_UNUSED, guint64 first,
                  guint64 last G_GNUC_UNUSED, gpointer user_data)
{
  note (user_data, "c", first);
}

static void
eventfd_add_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range,
                guint64 address, const StrataEventfd *eventfd, gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_cmphex (range->offset + (address - range->first), ==, eventfd->offset);
  g_assert_cmpint (eventfd->fd, ==, f->fd);
  note (f, "e+", address);
}

static void
eventfd_del_cb (StrataAddressSpace *space G_GNUC_UNUSED,
                const StrataFlatRange *range G_GNUC_UNUSED, guint64 address,
                const StrataEventfd *eventfd G_GNUC_UNUSED, gpointer user_data)
{
  note (user_data, "e-", address);
}

static const StrataListenerFuncs funcs = {
  .begin = begin_cb,
  .region_add = region_add_cb,
  .region_del = region_del_cb,
  .coalesced_add = coalesced_add_cb,
  .eventfd_add = eventfd_add_cb,
  .eventfd_del = eventfd_del_cb,
  .commit = commit_cb,
};

#define assert_heard(f, expected)                                                                  \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr ((f)->heard->str, ==, expected);                                               \
    g_string_truncate ((f)->heard, 0);                                                             \
  }                                                                                                \
  G_STMT_END

static void
test_events (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) lid = strata_region_new_reserved (f->system, NULL, "lid", 0x12);
  g_autoptr (StrataListener) listener = NULL;
  g_autoptr (StrataDryCommit) dry = NULL;
  const StrataEvent *event;

  add (f, 0x10, 4, FALSE, 0);
  add (f, 0x20, 0, FALSE, 0);
  g_assert_true (strata_region_set_coalescing (f->region, NULL));
  listener = strata_listener_new (f->system, NULL, 0, &funcs, f, NULL);
  assert_heard (f, "( +100 c100 e+110 e+120 )");

  /* Only what changes */
  add (f, 0x18, 2, TRUE, 5);
  assert_heard (f, "( e+118 )");
  del (f, 0x20, 0, FALSE, 0);
  assert_heard (f, "( e-120 )");

  /* Where a write cannot begin and fit there is none; what stays in place is not told again */
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0x100, lid, 1, NULL));
  assert_heard (f, "( -100 +100 +112 c112 e-110 )");
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x110, 4, LE, 0), ==, STRATA_DECODE_ERROR);
  g_assert_cmpuint (take_signals (f->fd), ==, 0);
  g_assert_true (strata_region_set_size (lid, 0x10, NULL));
  assert_heard (f, "( -100 -112 +100 +110 c110 e+110 )");
  g_assert_true (strata_region_set_address (lid, 0x112, NULL));
  assert_heard (f, "( -100 -110 +100 c100 +112 +122 c122 e-110 e-118 )");
  g_assert_true (strata_region_set_address (lid, 0x100, NULL));
  assert_heard (f, "( -100 -112 -122 +100 +110 c110 e+110 e+118 )");

  g_assert_true (strata_region_set_address (f->region, 0x200, NULL));
  assert_heard (f, "( -110 +200 c200 e-110 e-118 e+210 e+218 )");

  strata_system_begin (f->system);
  g_assert_true (strata_region_set_enabled (f->region, FALSE, NULL));
  dry = strata_system_dry_commit (f->system, NULL);
  g_assert_cmpuint (strata_dry_commit_get_n_events (dry), ==, 4);
  event = strata_dry_commit_get_event (dry, 3);
  g_assert_cmpint (event->kind, ==, STRATA_EVENT_EVENTFD_DEL);
  g_assert_cmphex (event->part.first, ==, 0x218);
  g_assert_cmphex (event->eventfd.data, ==, 5);
  g_clear_pointer (&dry, strata_dry_commit_unref);
  strata_system_abandon (f->system);
  assert_heard (f, "");

  strata_listener_remove (listener);
  assert_heard (f, "( -100 -200 e-210 e-218 )");
}

/* {{{ At random: what was told adds up to what a look at each address finds */

static void
told_add_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range G_GNUC_UNUSED,
             guint64 address, const StrataEventfd *eventfd G_GNUC_UNUSED,
             gpointer user_data)
{
  Fixture *f = user_data;

  f->told[address]++;
}

static void
told_del_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range G_GNUC_UNUSED,
             guint64 address, const StrataEventfd *eventfd G_GNUC_UNUSED,
             gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_cmpuint (f->told[address], >, 0);
  f->told[address]--;
}

/* Tries each address: a store of 4 signals if an eventfd is there */
static void
check_told (Fixture *f)
{
  for (guint address = 0; address < 0x1000; address += 4)
    {
      strata_initiator_store (f->cpu, address, 4, LE, 0);
      g_assert_cmpuint (take_signals (f->fd), ==, f->told[address]);
    }
  g_string_truncate (f->device.log, 0);
}

static void
test_random (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataListenerFuncs told_funcs = {
    .eventfd_add = told_add_cb,
    .eventfd_del = told_del_cb,
  };
  StrataRegion *lids[8];
  gboolean present[16] = { FALSE };
  g_autoptr (StrataListener) listener =
    strata_listener_new (f->system, f->space, 0, &told_funcs, f, NULL);
  g_autoptr (StrataRegion) alias =
    strata_region_new_alias (f->system, NULL, "alias", f->region, 0x10, 0x28);

  g_assert_true (strata_region_add_subregion_overlap (f->top, 0x800, alias, 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lids); i++)
    {
      lids[i] = strata_region_new_reserved (f->system, NULL, "lid", 4 * (i + 1));
      g_assert_true (strata_region_add_subregion_overlap (f->top, 0x900, lids[i],
                                                          i % 3 == 0 ? -1 : 1, NULL));
    }
  for (guint i = 0; i < 300; i++)
    {
      guint at = (guint) g_test_rand_int_range (0, 0x40) * 4;
      StrataRegion *lid = lids[g_test_rand_int_range (0, G_N_ELEMENTS (lids))];
      guint which = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (present));

      switch (g_test_rand_int_range (0, 5))
        {
        case 0:
          g_assert_true (strata_region_set_address (f->region, at, NULL));
          break;
        case 1:
          g_assert_true (strata_region_set_address (alias, 0x80 + at, NULL));
          break;
        case 2:
          g_assert_true (strata_region_set_address (lid, at, NULL));
          break;
        case 3:
          g_assert_true (strata_region_set_enabled (lid, at & 4, NULL));
          break;
        default:
          if (present[which])
            del (f, 4 * which, which % 2 == 0 ? 4 : 0, FALSE, 0);
          else
            add (f, 4 * which, which % 2 == 0 ? 4 : 0, FALSE, 0);
          present[which] = !present[which];
        }
      check_told (f);
    }
  strata_listener_remove (listener);
  for (guint i = 0; i < G_N_ELEMENTS (f->told); i++)
    g_assert_cmpuint (f->told[i], ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lids); i++)
    strata_region_unref (lids[i]);
}

/* }}} */

#define add_test(name, ops, func)                                                                  \
  g_test_add ("/strata/memory/eventfd/" name, Fixture, ops, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_test ("match", NULL, test_match);
  add_test ("byte-order", &big_ops, test_byte_order);
  add_test ("access", &picky_ops, test_access);
  add_test ("lock-free", NULL, test_lock_free);
  add_test ("coalesced", NULL, test_coalesced);
  add_test ("descriptor", NULL, test_descriptor);
  add_test ("errors", NULL, test_errors);
  add_test ("events", NULL, test_events);
  add_test ("random", NULL, test_random);
  add_test ("threads", NULL, test_threads);
  add_test ("threads-lock-free", NULL, test_threads_lock_free);

  return g_test_run ();
}
