/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "strata-map-columns.h"

/* The definition, word for word. */
static void
assign_by_definition (const StrataRange *ranges, guint n_ranges, guint n_seen, guint *columns)
{
  for (guint i = 0; i < n_ranges; i++)
    {
      columns[i] = i < n_seen ? 0 : 1;
      for (guint k = 0; k < i; k++)
        if (ranges[k].first <= ranges[i].last && ranges[i].first <= ranges[k].last)
          columns[i] = MAX (columns[i], columns[k] + 1);
    }
}

static void
check_ranges (const StrataRange *ranges, guint n_ranges, guint n_seen)
{
  g_autofree guint *expected = g_new (guint, n_ranges);
  g_autofree guint *columns = g_new (guint, n_ranges);
  guint n_columns = 0;

  assign_by_definition (ranges, n_ranges, n_seen, expected);
  for (guint i = 0; i < n_ranges; i++)
    n_columns = MAX (n_columns, expected[i] + 1);
  g_assert_cmpuint (strata_map_columns_assign (ranges, n_ranges, n_seen, columns), ==, n_columns);
  for (guint i = 0; i < n_ranges; i++)
    g_assert_cmpuint (columns[i], ==, expected[i]);
}

static void
test_none (void)
{
  g_assert_cmpuint (strata_map_columns_assign (NULL, 0, 0, NULL), ==, 0);
}

static void
test_ends (void)
{
  const StrataRange ranges[] = {
    { 0, 0 },
    { G_MAXUINT64, G_MAXUINT64 },
    { 1, G_MAXUINT64 - 1 },
    { 0, G_MAXUINT64 },
    { G_MAXUINT64 - 1, G_MAXUINT64 },
    { 0, G_MAXUINT64 },
  };

  check_ranges (ranges, G_N_ELEMENTS (ranges), G_N_ELEMENTS (ranges));
}

static void
test_disabled (void)
{
  const StrataRange ranges[] = { { 0x1000, 0x1fff }, { 0x3000, 0x3fff }, { 0, 0x1fff } };
  guint columns[G_N_ELEMENTS (ranges)];

  strata_map_columns_assign (ranges, G_N_ELEMENTS (ranges), 1, columns);
  g_assert_cmpuint (columns[0], ==, 0);
  g_assert_cmpuint (columns[1], ==, 1);
  g_assert_cmpuint (columns[2], ==, 1);
}

static void
test_random (void)
{
  for (guint round = 0; round < 400; round++)
    {
      StrataRange ranges[120];
      guint n = (guint) g_test_rand_int_range (1, G_N_ELEMENTS (ranges) + 1);
      gint32 space = g_test_rand_int_range (2, 2000);

      for (guint i = 0; i < n; i++)
        {
          guint64 first = (guint64) g_test_rand_int_range (0, space);
          guint64 size = (guint64) g_test_rand_int_range (1, MAX (space / 4, 2));

          /* Half of them lie at the upper end of the space. */
          if (round % 2 == 0)
            first += G_MAXUINT64 - (guint64) space;
          ranges[i].first = first;
          ranges[i].last = size - 1 > G_MAXUINT64 - first ? G_MAXUINT64 : first + size - 1;
        }
      check_ranges (ranges, n, (guint) g_test_rand_int_range (0, (gint32) n + 1));
    }
}

/* A staircase: each overlaps only the one before, over and over; then one below all. */
static void
test_many (void)
{
  const guint n = 100000;
  g_autofree StrataRange *ranges = g_new (StrataRange, n);
  g_autofree guint *columns = g_new (guint, n);

  for (guint i = 0; i + 1 < n; i++)
    {
      ranges[i].first = (guint64) (i ^ 1) * 0x1000;
      ranges[i].last = ranges[i].first + (i % 2 == 0 ? 0xfff : 0x1fff);
    }
  ranges[n - 1].first = 0;
  ranges[n - 1].last = G_MAXUINT64;
  g_assert_cmpuint (strata_map_columns_assign (ranges, n, n, columns), ==, 3);
  for (guint i = 0; i + 1 < n; i++)
    g_assert_cmpuint (columns[i], ==, i % 2);
  g_assert_cmpuint (columns[n - 1], ==, 2);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/map-columns/none", test_none);
  g_test_add_func ("/strata/map-columns/ends", test_ends);
  g_test_add_func ("/strata/map-columns/disabled", test_disabled);
  g_test_add_func ("/strata/map-columns/random", test_random);
  g_test_add_func ("/strata/map-columns/many", test_many);

  return g_test_run ();
}
