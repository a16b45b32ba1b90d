/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-finder.h"

#include <string.h>

#define LOW_SIZE 0x28000 /* some chunks of the search */
#define HIGH_SIZE 0x3000
#define HIGH_BASE (G_MAXUINT64 - (HIGH_SIZE - 1))
#define DEVICE_BASE G_GUINT64_CONSTANT (0x100000)
#define N_ROUNDS 150

/*
 * RAM at both ends of all addresses, between them a device of 2^62 bytes that only a read would
 * make speak: it says what the pattern is made of, and must never be asked.
 */
typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataRegion *low;
  StrataRegion *high;
  StrataAddressSpace *space;
  StrataHexSource *source;
  StrataHexFinder *finder;
  guint n_reads;

  guint n_finished;
  gboolean is_found;
  guint64 address;
  gboolean has_wrapped;
} Fixture;

static guint64
read_cb (gpointer user_data,
         guint64  offset,
         guint    size)
{
  ((Fixture *) user_data)->n_reads++;

  return 0;
}

static void
write_cb (gpointer user_data,
          guint64  offset,
          guint64  value,
          guint    size)
{
}

static const StrataRegionOps ops = {
  .read = read_cb, .write = write_cb, .endianness = STRATA_LITTLE_ENDIAN,
};

static void
finished_cb (Fixture  *self,
             gboolean  is_found,
             guint64   address,
             gboolean  has_wrapped)
{
  self->n_finished++;
  self->is_found = is_found;
  self->address = address;
  self->has_wrapped = has_wrapped;
}

static void
add (Fixture      *self,
     StrataRegion *region,
     guint64       address)
{
  g_assert_true (strata_region_add_subregion (self->root, address, region, NULL));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (StrataRegion) device = NULL;

  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->root = strata_region_new_container (self->system, NULL, "root", STRATA_SIZE_MAX);
  self->low = strata_region_new_ram (self->system, NULL, "low", LOW_SIZE, NULL);
  self->high = strata_region_new_ram (self->system, NULL, "high", HIGH_SIZE, NULL);
  device = strata_region_new_mmio (self->system, NULL, "device", G_GUINT64_CONSTANT (1) << 62, &ops,
                                   self, NULL);
  add (self, self->low, 0);
  add (self, device, DEVICE_BASE);
  add (self, self->high, HIGH_BASE);
  self->space = strata_address_space_new (self->system, "memory", self->root);
  self->source = strata_hex_source_new (self->space);
  self->finder = strata_hex_finder_new ();
  g_signal_connect_swapped (self->finder, "finished", G_CALLBACK (finished_cb), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  gpointer finder = self->finder;

  g_assert_cmpuint (self->n_reads, ==, 0);
  /* A thread may hold it a moment longer. */
  g_object_add_weak_pointer (G_OBJECT (finder), &finder);
  g_object_unref (self->finder);
  while (finder != NULL)
    g_main_context_iteration (NULL, FALSE);
  g_assert_finalize_object (self->source);
  strata_address_space_unref (self->space);
  strata_region_unref (self->low);
  strata_region_unref (self->high);
  strata_region_unref (self->root);
  strata_system_unref (self->system);
}

static void
find (Fixture      *self,
      guint64       cursor,
      gboolean      backward,
      const guint8 *pattern,
      gsize         length)
{
  guint n_before = self->n_finished;

  strata_hex_finder_start (self->finder, self->source, cursor, backward, pattern, length);
  g_assert_true (strata_hex_finder_is_running (self->finder));
  while (self->n_finished == n_before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (strata_hex_finder_is_running (self->finder));
}

/* {{{ As anybody would do it who has time */

static int
get_byte (Fixture *self,
          guint64  address)
{
  if (address < LOW_SIZE)
    return ((guint8 *) strata_region_get_ram_ptr (self->low))[address];
  if (address >= HIGH_BASE)
    return ((guint8 *) strata_region_get_ram_ptr (self->high))[address - HIGH_BASE];

  return -1;
}

/* All places where the pattern begins, in order */
static GArray *
list_places (Fixture      *self,
             const guint8 *pattern,
             gsize         length)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint64 i = 0; i < LOW_SIZE + HIGH_SIZE; i++)
    {
      guint64 address = i < LOW_SIZE ? i : HIGH_BASE + (i - LOW_SIZE);
      gsize k = 0;

      while (k < length && k <= G_MAXUINT64 - address &&
             get_byte (self, address + k) == pattern[k])
        k++;
      if (k == length)
        g_array_append_val (places, address);
    }

  return places;
}

static gboolean
choose (GArray   *places,
        guint64   cursor,
        gboolean  backward,
        guint64  *expected,
        gboolean *wraps)
{
  guint n_before = 0;
  guint n_up_to = 0;

  if (places->len == 0)
    return FALSE;

  for (guint i = 0; i < places->len; i++)
    {
      n_before += g_array_index (places, guint64, i) < cursor;
      n_up_to += g_array_index (places, guint64, i) <= cursor;
    }
  *wraps = backward ? n_before == 0 : n_up_to == places->len;
  if (backward)
    *expected = g_array_index (places, guint64, *wraps ? places->len - 1 : n_before - 1);
  else
    *expected = g_array_index (places, guint64, *wraps ? 0 : n_up_to);

  return TRUE;
}

/* }}} */

static guint64
draw_address (void)
{
  guint64 edge[] = { 0, 0xffff, 0x10000, LOW_SIZE - 1, LOW_SIZE, DEVICE_BASE, HIGH_BASE,
                     G_MAXUINT64 };

  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      return (guint64) g_test_rand_int_range (0, LOW_SIZE);
    case 1:
      return HIGH_BASE + (guint64) g_test_rand_int_range (0, HIGH_SIZE);
    default:
      return edge[g_test_rand_int_range (0, G_N_ELEMENTS (edge))];
    }
}

/* Bytes of two kinds only, so that there are many places, and many that almost are. */
static void
test_model (Fixture       *self,
            gconstpointer  data)
{
  guint8 *low = strata_region_get_ram_ptr (self->low);
  guint8 *high = strata_region_get_ram_ptr (self->high);

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      guint8 pattern[12];
      gsize length = (gsize) g_test_rand_int_range (1, sizeof pattern + 1);
      guint n_places = (guint) g_test_rand_int_range (0, 5);
      gboolean backward = g_test_rand_bit () != 0;
      guint64 cursor = draw_address ();
      g_autoptr (GArray) places = NULL;
      gboolean wraps = FALSE;
      guint64 expected = 0;

      memset (low, 0, LOW_SIZE);
      memset (high, 0, HIGH_SIZE);
      for (gsize k = 0; k < length; k++)
        pattern[k] = (guint8) g_test_rand_int_range (0, 2);
      pattern[0] = 1;
      for (guint k = 0; k < n_places; k++)
        {
          guint64 place = draw_address ();

          for (gsize byte = 0; byte < length && byte <= G_MAXUINT64 - place; byte++)
            if (place + byte < LOW_SIZE)
              low[place + byte] = pattern[byte];
            else if (place + byte >= HIGH_BASE)
              high[place + byte - HIGH_BASE] = pattern[byte];
        }
      places = list_places (self, pattern, length);
      find (self, cursor, backward, pattern, length);
      g_assert_cmpint (self->is_found, ==,
                       choose (places, cursor, backward, &expected, &wraps));
      if (!self->is_found)
        continue;
      g_assert_cmphex (self->address, ==, expected);
      if (cursor > 0 && cursor < G_MAXUINT64)
        g_assert_cmpint (self->has_wrapped, ==, wraps);
    }
}

/* Of a region that is looked at by itself the addresses begin at 0. */
static void
test_region (Fixture       *self,
             gconstpointer  data)
{
  guint8 *high = strata_region_get_ram_ptr (self->high);

  high[0x2ffe] = 0xab;
  high[0x2fff] = 0xcd;
  g_clear_object (&self->source);
  self->source = strata_hex_source_new_for_region (self->high);
  find (self, 0, FALSE, (const guint8 *) "\xab\xcd", 2);
  g_assert_true (self->is_found);
  g_assert_cmphex (self->address, ==, 0x2ffe);
  find (self, 0x2ffe, TRUE, (const guint8 *) "\xab\xcd", 2);
  g_assert_true (self->is_found);
  g_assert_cmphex (self->address, ==, 0x2ffe);
  g_assert_true (self->has_wrapped);
}

/* A search that is stopped, or gives way to another, says nothing. */
static void
test_stop (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (StrataRegion) large = strata_region_new_ram (self->system, NULL, "large",
                                                          G_GUINT64_CONSTANT (1) << 36, NULL);

  g_assert_nonnull (large);
  add (self, large, G_GUINT64_CONSTANT (1) << 63);
  strata_hex_finder_start (self->finder, self->source, 0, FALSE, (const guint8 *) "\x01", 1);
  while (strata_hex_finder_get_progress (self->finder) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpfloat (strata_hex_finder_get_progress (self->finder), <, 1);
  strata_hex_finder_stop (self->finder);
  g_assert_false (strata_hex_finder_is_running (self->finder));
  g_assert_cmpfloat (strata_hex_finder_get_progress (self->finder), ==, 0);

  strata_hex_finder_start (self->finder, self->source, 0, FALSE, (const guint8 *) "\x01", 1);
  find (self, 5, FALSE, (const guint8 *) "\0", 1);
  g_assert_cmpuint (self->n_finished, ==, 1);
  g_assert_cmphex (self->address, ==, 6);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpuint (self->n_finished, ==, 1);
}

int
main (int    argc,
      char **argv)
{
#define ADD(name, function)                                                                       \
  g_test_add ("/strata/hex-finder/" name, Fixture, NULL, set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("model", test_model);
  ADD ("region", test_region);
  ADD ("stop", test_stop);

  return g_test_run ();
}
