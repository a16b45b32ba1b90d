/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The bitmap of dirty pages against a plain array of flags */

#include <string.h>

#include "memory/strata-dirty-bitmap-private.h"

typedef struct
{
  guint64 n_pages;
  guint8 *expected; /* which pages the runs must cover */
  guint64 next;     /* the first page past the last run */
  gboolean any;
} Runs;

static void
check_run (guint64 first, guint64 last, gpointer user_data)
{
  Runs *runs = user_data;

  g_assert_cmpuint (first, <=, last);
  g_assert_cmpuint (last, <, runs->n_pages);
  /* Runs are maximal: a clean page lies between two. */
  if (runs->any)
    g_assert_cmpuint (first, >, runs->next);
  for (guint64 page = runs->next; page < first; page++)
    g_assert_false (runs->expected[page]);
  for (guint64 page = first; page <= last; page++)
    g_assert_true (runs->expected[page]);
  runs->next = last + 1;
  runs->any = TRUE;
}

static void
check_pages (const StrataDirtyPages *pages, guint8 *expected, guint64 n_pages)
{
  Runs runs = { n_pages, expected, 0, FALSE };
  guint64 count = 0;

  for (guint64 page = 0; page < n_pages; page++)
    {
      g_assert_cmpint (strata_dirty_pages_is_dirty (pages, page, page), ==, expected[page]);
      count += expected[page];
    }
  g_assert_cmpuint (strata_dirty_pages_count (pages), ==, count);
  strata_dirty_pages_foreach_run (pages, check_run, &runs);
  for (guint64 page = runs.next; page < n_pages; page++)
    g_assert_false (expected[page]);
}

static void
pick (guint64 n_pages, guint64 *first, guint64 *last)
{
  guint64 a = (guint64) g_test_rand_int_range (0, (gint) n_pages);
  guint64 b = g_test_rand_bit () ? a : (guint64) g_test_rand_int_range (0, (gint) n_pages);

  *first = MIN (a, b);
  *last = MAX (a, b);
}

static void
harvest (StrataDirtyBitmap *bitmap, guint8 *dirty, guint64 n_pages, gboolean all)
{
  g_autofree guint8 *expected = g_new0 (guint8, n_pages);
  StrataDirtyPages pages;
  guint64 first = 0, last = n_pages - 1;

  if (!all)
    pick (n_pages, &first, &last);
  memcpy (expected + first, dirty + first, last - first + 1);
  memset (dirty + first, 0, last - first + 1);
  strata_dirty_bitmap_harvest (bitmap, first, last, &pages);
  check_pages (&pages, expected, n_pages);
  strata_dirty_pages_clear (&pages);
}

static void
test_random (gconstpointer data)
{
  guint64 n_pages = GPOINTER_TO_SIZE (data);
  g_autofree guint8 *dirty = g_new0 (guint8, n_pages);
  StrataDirtyBitmap *bitmap = strata_dirty_bitmap_new (n_pages);
  guint64 first, last;

  for (guint i = 0; i < 2000; i++)
    {
      switch (g_test_rand_int_range (0, 8))
        {
        case 0:
          harvest (bitmap, dirty, n_pages, g_test_rand_bit ());
          break;
        case 1:
          if (g_test_rand_int_range (0, 8) == 0)
            {
              strata_dirty_bitmap_mark_all (bitmap);
              memset (dirty, 1, n_pages);
            }
          break;
        case 2:
          pick (n_pages, &first, &last);
          g_assert_cmpint (strata_dirty_bitmap_is_dirty (bitmap, first, last), ==,
                           memchr (dirty + first, 1, last - first + 1) != NULL);
          break;
        default:
          pick (n_pages, &first, &last);
          if (g_test_rand_bit ())
            last = first;
          strata_dirty_bitmap_mark (bitmap, first, last);
          memset (dirty + first, 1, last - first + 1);
        }
    }
  harvest (bitmap, dirty, n_pages, TRUE);
  strata_dirty_bitmap_free (bitmap);
}

static void
test_kept (void)
{
  StrataDirtyBitmap *bitmap = strata_dirty_bitmap_new (1000);
  StrataDirtyPages pages;

  strata_dirty_bitmap_mark_all (bitmap);
  bitmap->settles = 1;
  for (guint i = 0; i < 2; i++)
    {
      strata_dirty_bitmap_harvest (bitmap, 100, 199, &pages);
      g_assert_cmpuint (strata_dirty_pages_count (&pages), ==, 100);
      strata_dirty_pages_clear (&pages);
    }
  bitmap->settles = 0;
  strata_dirty_bitmap_harvest (bitmap, 100, 199, &pages);
  g_assert_cmpuint (strata_dirty_pages_count (&pages), ==, 100);
  strata_dirty_pages_clear (&pages);
  strata_dirty_bitmap_harvest (bitmap, 0, 999, &pages);
  g_assert_cmpuint (strata_dirty_pages_count (&pages), ==, 900);
  strata_dirty_pages_clear (&pages);
  strata_dirty_bitmap_free (bitmap);
}

/* 64 GiB of memory of which three pages are dirty */
static void
test_sparse (void)
{
  guint64 n_pages = G_GUINT64_CONSTANT (64) << (30 - STRATA_PAGE_BITS);
  StrataDirtyBitmap *bitmap = strata_dirty_bitmap_new (n_pages);
  StrataDirtyPages pages;

  strata_dirty_bitmap_mark (bitmap, 0, 0);
  strata_dirty_bitmap_mark (bitmap, n_pages / 2, n_pages / 2);
  strata_dirty_bitmap_mark (bitmap, n_pages - 1, n_pages - 1);
  strata_dirty_bitmap_harvest (bitmap, 0, n_pages - 1, &pages);
  g_assert_cmpuint (strata_dirty_pages_count (&pages), ==, 3);
  g_assert_cmpuint (pages.n_words, ==, 3);
  g_assert_true (strata_dirty_pages_is_dirty (&pages, n_pages / 2 - 100, n_pages / 2));
  g_assert_false (strata_dirty_pages_is_dirty (&pages, n_pages / 2 + 1, n_pages - 2));
  strata_dirty_pages_clear (&pages);
  strata_dirty_bitmap_free (bitmap);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/strata/dirty-bitmap/one-page", GSIZE_TO_POINTER (1), test_random);
  g_test_add_data_func ("/strata/dirty-bitmap/one-word", GSIZE_TO_POINTER (64), test_random);
  g_test_add_data_func ("/strata/dirty-bitmap/few-words", GSIZE_TO_POINTER (200), test_random);
  g_test_add_data_func ("/strata/dirty-bitmap/two-levels", GSIZE_TO_POINTER (9000), test_random);
  g_test_add_func ("/strata/dirty-bitmap/kept", test_kept);
  g_test_add_func ("/strata/dirty-bitmap/sparse", test_sparse);

  return g_test_run ();
}
