/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The log of accesses: what is written down, and that nothing else is slower or told of it */

#include <string.h>

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN
#define PAGE STRATA_PAGE_SIZE

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataRegion *ram;    /* at 0 */
  StrataRegion *rom;    /* at 0x1000 */
  StrataRegion *device; /* at 0x2000 */
  TestingDevice bytes;
  StrataAddressSpace *space;
  StrataInitiator *cpu;
  StrataAccessLog *log;
  guint64 now;
} Fixture;

static guint64
get_time (gpointer user_data)
{
  return *(guint64 *) user_data += 10;
}

static void
set_up (Fixture *f, gconstpointer user_data)
{
  StrataByteOrder order = user_data != NULL ? STRATA_BIG_ENDIAN : LE;

  f->system = strata_system_new (order);
  f->top = strata_region_new_container (f->system, NULL, "top", 0x100000);
  f->ram = strata_region_new_ram (f->system, NULL, "ram", PAGE, NULL);
  f->rom = strata_region_new_rom (f->system, NULL, "rom", PAGE, NULL);
  testing_device_init (&f->bytes, LE);
  f->device = strata_region_new_mmio (f->system, NULL, "device", TESTING_DEVICE_BYTES,
                                      &testing_plain_ops, &f->bytes, NULL);
  testing_add (f->top, 0, strata_region_ref (f->ram), 0);
  testing_add (f->top, 0x1000, strata_region_ref (f->rom), 0);
  testing_add (f->top, 0x2000, strata_region_ref (f->device), 0);
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->cpu = strata_initiator_new (f->space, "cpu0");
  f->log = strata_access_log_new (16, get_time, &f->now, NULL);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_initiator_unref (f->cpu);
  strata_access_log_unref (f->log);
  strata_address_space_unref (f->space);
  strata_region_unref (f->device);
  strata_region_unref (f->rom);
  strata_region_unref (f->ram);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  testing_device_clear (&f->bytes);
}

static void
switch_on (Fixture *f)
{
  g_assert_true (strata_system_set_access_log (f->system, f->log, NULL));
}

/* What is in the log, a line each; empties it */
static char *
take_lines (StrataAccessLog *log)
{
  GString *text = g_string_new (NULL);
  StrataAccess accesses[32];
  guint n = strata_access_log_read (log, 0, accesses, G_N_ELEMENTS (accesses));

  for (guint i = 0; i < n; i++)
    {
      const StrataAccess *a = &accesses[i];

      g_string_append_printf (
        text, "%s %s %c%" G_GUINT64_FORMAT "@%" G_GINT64_MODIFIER "x %s+%" G_GINT64_MODIFIER
        "x =%" G_GINT64_MODIFIER "x %d\n", a->initiator, a->space, a->is_write ? 'w' : 'r',
        a->size, a->address, a->region != NULL ? a->region : "-", a->offset, a->value, a->result);
    }
  strata_access_log_clear (log);
  return g_string_free (text, FALSE);
}

#define assert_lines(expected)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *lines = take_lines (f->log);                                                  \
                                                                                                   \
    g_assert_cmpstr (lines, ==, expected);                                                         \
  }                                                                                                \
  G_STMT_END

static void
test_kinds (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint64 value;

  /* what is hit already is to be told of, too */
  for (guint i = 0; i < 4; i++)
    strata_initiator_store (f->cpu, 0x10, 4, LE, 7);
  assert_lines ("");
  switch_on (f);

  strata_initiator_store (f->cpu, 0x10, 4, LE, 0x12345678);
  strata_initiator_load (f->cpu, 0x12, 2, LE, &value);
  g_assert_cmphex (value, ==, 0x1234);
  strata_initiator_store (f->cpu, 0x1008, 1, LE, 0xff);
  strata_initiator_load (f->cpu, 0x1008, 8, LE, &value);
  strata_initiator_store (f->cpu, 0x2004, 2, LE, 0xabcd);
  strata_initiator_load (f->cpu, 0x2004, 4, LE, &value);
  strata_initiator_load (f->cpu, 0x2040, 1, LE, &value);
  strata_initiator_store (f->cpu, 0x9000, 4, LE, 5);
  assert_lines ("cpu0 memory w4@10 ram+10 =12345678 0\n"
                "cpu0 memory r2@12 ram+12 =1234 0\n"
                "cpu0 memory w1@1008 rom+8 =ff 8\n"
                "cpu0 memory r8@1008 rom+8 =0 0\n"
                "cpu0 memory w2@2004 device+4 =abcd 0\n"
                "cpu0 memory r4@2004 device+4 =8786abcd 0\n"
                "cpu0 memory r1@2040 -+0 =0 2\n"
                "cpu0 memory w4@9000 -+0 =5 2\n");

  g_assert_true (strata_system_set_access_log (f->system, NULL, NULL));
  strata_initiator_store (f->cpu, 0x10, 4, LE, 1);
  strata_initiator_load (f->cpu, 0x2004, 4, LE, &value);
  strata_initiator_load (f->cpu, 0x9000, 4, LE, &value);
  assert_lines ("");
}

/* Stretches of memory as a whole, devices in the pieces that they see */
static void
test_transfers (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const guint8 bytes[24] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 };
  guint8 back[24];

  switch_on (f);
  strata_initiator_write (f->cpu, 0x2038, bytes, 12);
  strata_initiator_write (f->cpu, 0xff0, bytes, 24);
  strata_initiator_read (f->cpu, 0xffe, back, 4);
  strata_initiator_memset (f->cpu, 0x100, 0x5a, 3);
  strata_initiator_write_rom (f->cpu, 0x1000, bytes, 2);
  strata_initiator_write_rom (f->cpu, 0x2000, bytes, 2);
  assert_lines ("cpu0 memory w4@2038 device+38 =4030201 0\n"
                "cpu0 memory w4@203c device+3c =8070605 0\n"
                "cpu0 memory w4@2040 -+0 =c0b0a09 2\n"
                "cpu0 memory w16@ff0 ram+ff0 =807060504030201 0\n"
                "cpu0 memory w8@1000 rom+0 =0 8\n"
                "cpu0 memory r2@ffe ram+ffe =0 0\n"
                "cpu0 memory r2@1000 rom+0 =0 0\n"
                "cpu0 memory w3@100 ram+100 =5a5a5a 0\n"
                "cpu0 memory w2@1000 rom+0 =201 0\n"
                "cpu0 memory w2@2000 device+0 =201 4\n");
  (void) back;
}

static void
test_peeks (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataPeekState states[64];
  guint8 bytes[64];

  switch_on (f);
  strata_initiator_peek (f->cpu, 0, bytes, states, sizeof bytes);
  strata_initiator_peek (f->cpu, 0x2000, bytes, states, sizeof bytes);
  strata_initiator_peek (f->cpu, 0x9000, bytes, states, sizeof bytes);
  assert_lines ("");
}

static void
test_byte_order (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const guint8 bytes[2] = { 1, 2 };

  switch_on (f);
  strata_initiator_store (f->cpu, 0, 4, STRATA_NATIVE_ENDIAN, 0x11223344);
  strata_initiator_store (f->cpu, 0, 4, LE, 0x11223344);
  strata_initiator_write (f->cpu, 0, bytes, 2);
  assert_lines ("cpu0 memory w4@0 ram+0 =11223344 0\n"
                "cpu0 memory w4@0 ram+0 =44332211 0\n"
                "cpu0 memory w2@0 ram+0 =102 0\n");
}

static void
test_queued (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_assert_true (strata_region_set_coalescing (f->device, NULL));
  switch_on (f);
  strata_initiator_store (f->cpu, 0x2000, 1, LE, 9);
  assert_lines ("cpu0 memory w1@2000 device+0 =9 0\n");
  strata_system_flush_coalesced (f->system);
  testing_assert_log (&f->bytes, "w1@0=9");
  assert_lines ("");
}

static void
test_ring (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint64 first, end;
  StrataAccess access;

  switch_on (f);
  for (guint i = 0; i < 40; i++)
    strata_initiator_store (f->cpu, i, 1, LE, i);
  strata_access_log_get_span (f->log, &first, &end);
  g_assert_cmpuint (first, ==, 24);
  g_assert_cmpuint (end, ==, 40);
  g_assert_cmpuint (strata_access_log_read (f->log, 3, &access, 1), ==, 1);
  g_assert_cmpuint (access.sequence, ==, 24);
  g_assert_cmpuint (access.address, ==, 24);
  g_assert_cmpuint (access.time, ==, 250);
  g_assert_cmpuint (strata_access_log_read (f->log, 39, &access, 1), ==, 1);
  g_assert_cmpuint (access.address, ==, 39);
  g_assert_cmpuint (strata_access_log_read (f->log, 40, &access, 1), ==, 0);

  strata_access_log_clear (f->log);
  strata_access_log_get_span (f->log, &first, &end);
  g_assert_cmpuint (first, ==, 40);
  g_assert_cmpuint (end, ==, 40);
}

static void
assert_remembered (StrataAccessLog *log, guint64 first, guint64 end)
{
  guint64 seen_first, seen_end;

  strata_access_log_get_span (log, &seen_first, &seen_end);
  g_assert_cmpuint (seen_first, ==, first);
  g_assert_cmpuint (seen_end, ==, end);
  for (guint64 i = first; i < end; i++)
    {
      StrataAccess access;

      g_assert_cmpuint (strata_access_log_read (log, i, &access, 1), ==, 1);
      g_assert_cmpuint (access.sequence, ==, i);
      g_assert_cmpuint (access.address, ==, i);
    }
}

/* The last ones stay when it gets shorter, all when it gets longer. */
static void
test_length (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const guint lengths[] = { 16, 7, 64, 64, 10, 1, 3 };
  guint first = 0, n = 0;

  switch_on (f);
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      strata_access_log_set_length (f->log, lengths[i]);
      g_assert_cmpuint (strata_access_log_get_length (f->log), ==, lengths[i]);
      first = MAX (first, n - MIN (n, lengths[i]));
      assert_remembered (f->log, first, n);
      for (guint j = 0; j < 10; j++, n++)
        strata_initiator_store (f->cpu, n, 1, LE, n);
      first = MAX (first, n - MIN (n, lengths[i]));
      assert_remembered (f->log, first, n);
    }
}

/* Names outlive what had them */
static void
test_names (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataInitiator *dma = strata_initiator_new (f->space, "dma");
  StrataAccess accesses[2];

  switch_on (f);
  strata_initiator_store (dma, 0, 1, LE, 1);
  strata_initiator_unref (dma);
  g_assert_true (strata_region_set_name (f->ram, "renamed", NULL));
  strata_initiator_store (f->cpu, 0, 1, LE, 1);
  g_assert_cmpuint (strata_access_log_read (f->log, 0, accesses, 2), ==, 2);
  g_assert_cmpstr (accesses[0].initiator, ==, "dma");
  g_assert_cmpstr (accesses[0].region, ==, "ram");
  g_assert_cmpstr (accesses[1].initiator, ==, "cpu0");
  g_assert_cmpstr (accesses[1].region, ==, "renamed");
}

static void
count_range (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range G_GNUC_UNUSED,
             gpointer user_data)
{
  ++*(guint *) user_data;
}

/* For listeners nothing changes */
static void
test_listeners (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  const StrataListenerFuncs funcs = { .region_add = count_range, .region_del = count_range };
  guint n_told = 0, n_first;
  g_autoptr (StrataListener) listener
    = strata_listener_new (f->system, f->space, 0, &funcs, &n_told, NULL);

  n_first = n_told;
  g_assert_cmpuint (n_first, ==, 3);
  switch_on (f);
  g_assert_true (strata_system_set_access_log (f->system, NULL, NULL));
  g_assert_cmpuint (n_told, ==, n_first);
  strata_listener_remove (listener);
}

/* {{{ In parallel */

#define N_THREADS 4
#define N_ACCESSES 2000

typedef struct
{
  Fixture *f;
  guint number;
} Writer;

static gpointer
write_all (gpointer user_data)
{
  Writer *writer = user_data;
  g_autofree char *name = g_strdup_printf ("cpu%u", writer->number);
  g_autoptr (StrataInitiator) initiator = strata_initiator_new (writer->f->space, name);

  for (guint i = 0; i < N_ACCESSES; i++)
    {
      strata_initiator_store (initiator, 64 * writer->number, 4, LE, i);
      strata_initiator_store (initiator, 0x2000 + 8 * writer->number, 4, LE, i);
    }
  return NULL;
}

/* Each access once, those of one initiator in order, while the log is read, the region renamed and
 * the log switched off and on */
static void
test_parallel (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataAccessLog) log
    = strata_access_log_new (4 * N_THREADS * N_ACCESSES, NULL, NULL, NULL);
  g_autofree StrataAccess *accesses = g_new (StrataAccess, 4 * N_THREADS * N_ACCESSES);
  guint64 last[N_THREADS][2];
  GThread *threads[N_THREADS];
  Writer writers[N_THREADS];
  guint n;

  g_assert_true (strata_system_set_access_log (f->system, log, NULL));
  for (guint i = 0; i < N_THREADS; i++)
    {
      writers[i] = (Writer){ f, i };
      threads[i] = g_thread_new ("writer", write_all, &writers[i]);
    }
  for (guint i = 0; i < 50; i++)
    {
      g_assert_true (strata_region_set_name (f->ram, i % 2 ? "ram" : "memory", NULL));
      strata_access_log_read (log, i, accesses, 100);
    }
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  memset (last, 0, sizeof last);
  n = strata_access_log_read (log, 0, accesses, 4 * N_THREADS * N_ACCESSES);
  g_assert_cmpuint (n, ==, 2 * N_THREADS * N_ACCESSES);
  for (guint i = 0; i < n; i++)
    {
      guint64 *expected
        = &last[accesses[i].initiator[3] - '0'][g_str_equal (accesses[i].region, "device")];

      g_assert_cmpuint (accesses[i].sequence, ==, i);
      g_assert_cmpuint (accesses[i].value, ==, *expected);
      ++*expected;
    }

  /* Switching while others access breaks nothing. */
  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("writer", write_all, &writers[i]);
  for (guint i = 0; i < 20; i++)
    g_assert_true (strata_system_set_access_log (f->system, i % 2 ? NULL : log, NULL));
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);
}

/* }}} */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func, data) \
  g_test_add ("/strata/memory/access-log/" name, Fixture, data, set_up, func, tear_down)
  ADD ("kinds", test_kinds, NULL);
  ADD ("transfers", test_transfers, NULL);
  ADD ("peeks", test_peeks, NULL);
  ADD ("byte-order", test_byte_order, "big");
  ADD ("queued", test_queued, NULL);
  ADD ("ring", test_ring, NULL);
  ADD ("length", test_length, NULL);
  ADD ("names", test_names, NULL);
  ADD ("listeners", test_listeners, NULL);
  ADD ("parallel", test_parallel, NULL);
  return g_test_run ();
}
