/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-hex-scroll.h"

#define ROW 20
#define PAGE 105 /* five rows and a quarter */

static StrataHexScroll
create (guint64 last_row)
{
  StrataHexScroll scroll;

  strata_hex_scroll_init (&scroll);
  strata_hex_scroll_set_extent (&scroll, last_row, ROW, PAGE);

  return scroll;
}

/* Few rows: a pixel is a pixel. */
static void
test_small (void)
{
  StrataHexScroll scroll = create (99);

  g_assert_cmpuint (strata_hex_scroll_get_page_rows (&scroll), ==, 5);
  g_assert_cmpfloat (strata_hex_scroll_get_upper (&scroll), ==, 95 * ROW + PAGE);
  strata_hex_scroll_set_value (&scroll, 50);
  g_assert_cmpuint (scroll.row, ==, 2);
  g_assert_cmpfloat (scroll.shift, ==, 10);
  strata_hex_scroll_set_value (&scroll, 1e9);
  g_assert_cmpuint (scroll.row, ==, 95);
  g_assert_cmpfloat (scroll.shift, ==, 0);
  strata_hex_scroll_set_value (&scroll, -5);
  g_assert_cmpuint (scroll.row, ==, 0);

  /* All of it can be seen at once. */
  scroll = create (3);
  strata_hex_scroll_go_to (&scroll, 2);
  g_assert_cmpuint (scroll.row, ==, 0);
}

/* Every row of 2^61 can be gone to, and is where one then is. */
static void
test_every_row (void)
{
  const guint64 last = G_MAXUINT64 / 8;
  const guint64 rows[] = {
    0, 1, 0xfffff, (G_GUINT64_CONSTANT (1) << 40) - 1, G_GUINT64_CONSTANT (1) << 40,
    (G_GUINT64_CONSTANT (1) << 40) + 1, 0x123456789abcdef, last / 2, last / 2 + 1,
    last - (G_GUINT64_CONSTANT (1) << 40) - 1, last - 1000, last - 4,
  };
  StrataHexScroll scroll = create (last);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      strata_hex_scroll_go_to (&scroll, rows[i]);
      g_assert_cmphex (scroll.row, ==, rows[i]);
      g_assert_cmpfloat (scroll.value, >=, 0);
      g_assert_cmpfloat (scroll.value, <=, strata_hex_scroll_get_upper (&scroll) - PAGE);

      /* Scrolled by pixels from there, one comes to the next one. */
      strata_hex_scroll_set_value (&scroll, scroll.value + ROW);
      g_assert_cmphex (scroll.row, ==, MIN (rows[i] + 1, last - 4));
    }
  strata_hex_scroll_go_to (&scroll, last);
  g_assert_cmphex (scroll.row, ==, last - 4);
}

/* From row to row over the places where the bar changes its pace. */
static void
test_seams (void)
{
  const guint64 edge = G_GUINT64_CONSTANT (1) << 40;
  const guint64 last = G_MAXUINT64 / 16;
  const guint64 seams[] = { edge, last - 4 - edge };

  for (gsize i = 0; i < G_N_ELEMENTS (seams); i++)
    {
      StrataHexScroll scroll = create (last);

      strata_hex_scroll_go_to (&scroll, seams[i] - 3);
      for (guint64 row = seams[i] - 2; row < seams[i] + 4; row++)
        {
          strata_hex_scroll_reveal (&scroll, row + 4);
          g_assert_cmphex (scroll.row, ==, row);
        }
    }
}

/* The bar goes over all, and never back. */
static void
test_bar (void)
{
  const guint64 last = G_MAXUINT64 / 32;
  StrataHexScroll scroll = create (last);
  double end = strata_hex_scroll_get_upper (&scroll) - PAGE;
  guint64 before = 0;

  for (int i = 1; i <= 1000; i++)
    {
      strata_hex_scroll_set_value (&scroll, end * i / 1000);
      g_assert_cmphex (scroll.row, >, before);
      before = scroll.row;
    }
  g_assert_cmphex (before, ==, last - 4);
}

static void
test_reveal (void)
{
  StrataHexScroll scroll = create (99);

  strata_hex_scroll_reveal (&scroll, 4);
  g_assert_cmpuint (scroll.row, ==, 0);
  strata_hex_scroll_reveal (&scroll, 5);
  g_assert_cmpuint (scroll.row, ==, 1);
  strata_hex_scroll_set_value (&scroll, 30);
  strata_hex_scroll_reveal (&scroll, 1);
  g_assert_cmpuint (scroll.row, ==, 1);
  g_assert_cmpfloat (scroll.shift, ==, 0);
  strata_hex_scroll_reveal (&scroll, 0);
  g_assert_cmpuint (scroll.row, ==, 0);

  /* From far away, with what is before it */
  strata_hex_scroll_show (&scroll, 50);
  g_assert_cmpuint (scroll.row, ==, 49);
  strata_hex_scroll_show (&scroll, 53);
  g_assert_cmpuint (scroll.row, ==, 49);
  strata_hex_scroll_show (&scroll, 0);
  g_assert_cmpuint (scroll.row, ==, 0);
  strata_hex_scroll_show (&scroll, 99);
  g_assert_cmpuint (scroll.row, ==, 95);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/hex-scroll/small", test_small);
  g_test_add_func ("/strata/hex-scroll/every-row", test_every_row);
  g_test_add_func ("/strata/hex-scroll/seams", test_seams);
  g_test_add_func ("/strata/hex-scroll/bar", test_bar);
  g_test_add_func ("/strata/hex-scroll/reveal", test_reveal);

  return g_test_run ();
}
