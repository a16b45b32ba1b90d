/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Heat that fades, against the heat of each byte by itself */

#include <math.h>

#include "memory/strata-heat-table-private.h"

#define N_PLACES 2
#define N_BYTES 256
#define HALF STRATA_HEAT_HALF_LIFE
#define MANY 4096 /* marks that are enough for a test */

/* Every access to a byte, by itself. */
typedef struct
{
  guint64 place;
  guint64 first;
  guint64 last;
  gboolean is_write;
  gint64 time;
} Access;

static double
get_heat (const GArray *accesses, guint64 place, guint64 byte, gboolean is_write, gint64 time)
{
  double heat = 0;

  for (guint i = 0; i < accesses->len; i++)
    {
      const Access *access = &g_array_index (accesses, Access, i);

      if (access->place == place && access->first <= byte && access->last >= byte
          && access->is_write == is_write)
        heat += pow (0.5, (double) (time - access->time) / HALF);
    }
  return heat;
}

static double
sum_spots (const GArray *spots, guint64 byte, gboolean is_write)
{
  double heat = 0;

  for (guint i = 0; i < spots->len; i++)
    {
      const StrataHeatSpot *spot = &g_array_index (spots, StrataHeatSpot, i);

      if (spot->first <= byte && spot->last >= byte)
        heat += is_write ? spot->writes : spot->reads;
    }
  return heat;
}

/* What was forgotten was cold: that much can be missing of each extent. */
static void
test_bytes (void)
{
  StrataHeatTable *table = strata_heat_table_new (MANY);
  g_autoptr (GArray) accesses = g_array_new (FALSE, FALSE, sizeof (Access));
  gint64 time = 1000;

  for (guint step = 0; step < 300; step++)
    {
      guint64 size = G_GUINT64_CONSTANT (1) << g_test_rand_int_range (0, 4);
      Access access = { .place = (guint64) g_test_rand_int_range (0, N_PLACES),
                        .is_write = g_test_rand_bit (), .time = time };

      access.first = (guint64) g_test_rand_int_range (0, N_BYTES - 8) & ~(size - 1);
      access.last = access.first + (size - 1);
      strata_heat_table_add (table, access.place, access.first, access.last, access.is_write,
                             access.time);
      g_array_append_val (accesses, access);
      time += g_test_rand_int_range (0, HALF / 8);
      if (step % 10 != 9)
        continue;
      for (guint64 place = 0; place < N_PLACES; place++)
        {
          g_autoptr (GArray) spots = strata_heat_table_list (table, place, 0, N_BYTES - 1, time);

          for (guint64 byte = 0; byte < N_BYTES; byte++)
            for (gboolean is_write = FALSE; is_write <= TRUE; is_write++)
              g_assert_cmpfloat_with_epsilon (sum_spots (spots, byte, is_write),
                                              get_heat (accesses, place, byte, is_write, time),
                                              6 * STRATA_HEAT_COLD);
        }
    }
  strata_heat_table_free (table);
}

static void
test_window (void)
{
  StrataHeatTable *table = strata_heat_table_new (MANY);
  static const struct
  {
    guint64 first;
    guint64 last;
    guint n;
  } windows[] = {
    { 0, 0xff, 0 },      { 0xff, 0x100, 1 },  { 0x10f, 0x10f, 1 },
    { 0x110, 0x1ff, 0 }, { 0, 0x200, 2 },     { G_MAXUINT64 - 1, G_MAXUINT64, 1 },
    { 0x104, 0x105, 1 }, { 0, G_MAXUINT64, 3 },
  };

  strata_heat_table_add (table, 7, 0x100, 0x10f, FALSE, 0);
  strata_heat_table_add (table, 7, 0x200, 0x200, TRUE, 0);
  strata_heat_table_add (table, 7, G_MAXUINT64, G_MAXUINT64, TRUE, 0);
  strata_heat_table_add (table, 8, 0, G_MAXUINT64, TRUE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autoptr (GArray) spots = strata_heat_table_list (table, 7, windows[i].first,
                                                         windows[i].last, 0);

      g_assert_cmpuint (spots->len, ==, windows[i].n);
    }
  strata_heat_table_free (table);
}

static double
get_reads (StrataHeatTable *table, gint64 time)
{
  g_autoptr (GArray) spots = strata_heat_table_list (table, 1, 0, 0, time);

  return sum_spots (spots, 0, FALSE);
}

/* One is warm for five half-lives; any number for twelve. */
static void
test_fading (void)
{
  StrataHeatTable *table = strata_heat_table_new (MANY);

  strata_heat_table_add (table, 1, 0, 0, FALSE, 100);
  g_assert_cmpfloat (get_reads (table, 100), ==, 1);
  g_assert_cmpfloat_with_epsilon (get_reads (table, 100 + HALF), 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (get_reads (table, 100 + 2 * HALF), 0.25, 1e-6);
  g_assert_false (strata_heat_table_is_cold (table, 100 + 49 * HALF / 10));
  g_assert_true (strata_heat_table_is_cold (table, 101 + 5 * HALF));
  g_assert_cmpuint (strata_heat_table_get_n_marks (table), ==, 0);

  for (guint i = 0; i < 100000; i++)
    strata_heat_table_add (table, 1, 0, 0, FALSE, 0);
  g_assert_cmpfloat (get_reads (table, 0), ==, STRATA_HEAT_MAX);
  g_assert_false (strata_heat_table_is_cold (table, 119 * HALF / 10));
  g_assert_true (strata_heat_table_is_cold (table, 121 * HALF / 10));

  /* A clock that is late does not heat. */
  strata_heat_table_add (table, 1, 0, 0, FALSE, 1000);
  g_assert_cmpfloat (get_reads (table, 0), ==, 1);
  strata_heat_table_free (table);
}

/* More warm places than there is room for: nothing that is warm gets lost or cooler, and there are
 * never too many marks. */
static void
test_room (void)
{
  StrataHeatTable *table = strata_heat_table_new (64);
  g_autoptr (GArray) spots = NULL;

  for (guint64 i = 0; i < 1000; i++)
    {
      strata_heat_table_add (table, 1, i * 4, i * 4 + 3, TRUE, 0);
      g_assert_cmpuint (strata_heat_table_get_n_marks (table), <=, 64);
    }
  spots = strata_heat_table_list (table, 1, 0, G_MAXUINT64, 0);
  for (guint64 byte = 0; byte < 4000; byte++)
    g_assert_cmpfloat (sum_spots (spots, byte, TRUE), >=, 1);
  g_assert_cmpfloat (sum_spots (spots, 8000, TRUE), ==, 0);
  g_clear_pointer (&spots, g_array_unref);

  /* When it is cold, bytes are told apart again. */
  g_assert_false (strata_heat_table_is_cold (table, 0));
  g_assert_true (strata_heat_table_is_cold (table, 100 * HALF));
  for (guint64 i = 0; i < 64; i++)
    strata_heat_table_add (table, 1, i * 4, i * 4, TRUE, 100 * HALF);
  spots = strata_heat_table_list (table, 1, 0, G_MAXUINT64, 100 * HALF);
  g_assert_cmpfloat (sum_spots (spots, 252, TRUE), ==, 1);
  g_assert_cmpfloat (sum_spots (spots, 253, TRUE), ==, 0);
  g_clear_pointer (&spots, g_array_unref);

  /* Places cannot be taken together. */
  for (guint64 i = 0; i < 1000; i++)
    {
      strata_heat_table_add (table, i, 0, 0, FALSE, 200 * HALF);
      g_assert_cmpuint (strata_heat_table_get_n_marks (table), <=, 64);
    }
  spots = strata_heat_table_list (table, 999, 0, 0, 200 * HALF);
  g_assert_cmpfloat (sum_spots (spots, 0, FALSE), ==, 1);
  strata_heat_table_free (table);
}

static void
test_levels (void)
{
  g_assert_cmpfloat (strata_heat_get_level (0), ==, 0);
  g_assert_cmpfloat (strata_heat_get_level (-1), ==, 0);
  g_assert_cmpfloat (strata_heat_get_level (STRATA_HEAT_COLD), ==, 0);
  g_assert_cmpfloat_with_epsilon (strata_heat_get_level (1), 5.0 / 12, 1e-9);
  g_assert_cmpfloat_with_epsilon (strata_heat_get_level (2), 6.0 / 12, 1e-9);
  g_assert_cmpfloat_with_epsilon (strata_heat_get_level (STRATA_HEAT_MAX), 1, 1e-9);
  g_assert_cmpfloat (strata_heat_get_level (1e9), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/heat-table/bytes", test_bytes);
  g_test_add_func ("/strata/heat-table/window", test_window);
  g_test_add_func ("/strata/heat-table/fading", test_fading);
  g_test_add_func ("/strata/heat-table/room", test_room);
  g_test_add_func ("/strata/heat-table/levels", test_levels);
  return g_test_run ();
}
