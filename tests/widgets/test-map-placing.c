/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-map-placing.h"

#define TOP G_MAXUINT64

static void
check (StrataMapGrip grip,
       StrataRange   bounds,
       StrataRange   before,
       guint64       from,
       guint64       to,
       guint64       step,
       guint64       first,
       guint64       last)
{
  StrataRange after;

  strata_map_placing_drag (grip, &bounds, &before, from, to, step, &after);
  g_assert_cmphex (after.first, ==, first);
  g_assert_cmphex (after.last, ==, last);
}

static void
test_move (void)
{
  const StrataRange all = { 0, TOP };
  const StrataRange page = { 0x1000, 0x1fff };
  const StrataRange bottom = { 0, 0xfff };
  const StrataRange top = { TOP - 0xfff, TOP };
  const StrataMapGrip whole = STRATA_MAP_GRIP_WHOLE;

  check (whole, all, page, 0x1800, 0x1800, 0x1000, 0x1000, 0x1fff);
  check (whole, all, page, 0x1800, 0x3900, 0x1000, 0x3000, 0x3fff);
  check (whole, all, page, 0x1800, 0x4100, 0x1000, 0x4000, 0x4fff);
  check (whole, all, page, 0x1800, 0x3923, 1, 0x3123, 0x4122);
  /* both ends, from either */
  check (whole, all, page, 0x1800, 0, 0x1000, 0, 0xfff);
  check (whole, all, page, 0x1800, TOP, 0x1000, TOP - 0xfff, TOP);
  check (whole, all, bottom, 0, TOP, 1, TOP - 0xfff, TOP);
  check (whole, all, top, TOP, 0, 1, 0, 0xfff);
  check (whole, all, top, TOP - 0xfff, TOP, 0x1000, TOP - 0xfff, TOP);
  check (whole, all, top, TOP, TOP - 1, 1, TOP - 0x1000, TOP - 1);
  check (whole, all, all, 0, TOP, 1, 0, TOP);
  /* in something that has no multiple to rest at */
  check (whole, (StrataRange) { 0x10, 0x2f }, (StrataRange) { 0x11, 0x18 }, 0x11, 0x12, 0x1000,
         0x12, 0x19);
  check (whole, (StrataRange) { 0x10, 0x2f }, (StrataRange) { 0x11, 0x18 }, 0x11, 0x2f, 8, 0x28,
         0x2f);
  /* what is cut stays */
  check (whole, (StrataRange) { 0x100, 0x1ff }, (StrataRange) { 0x180, 0x27f }, 0, 8, 1, 0x180,
         0x27f);
}

static void
test_resize (void)
{
  const StrataRange all = { 0, TOP };
  const StrataRange page = { 0x1000, 0x1fff };

  check (STRATA_MAP_GRIP_END, all, page, 0x1fff, 0x2f00, 0x1000, 0x1000, 0x2fff);
  check (STRATA_MAP_GRIP_END, all, page, 0x1fff, TOP, 0x1000, 0x1000, TOP);
  check (STRATA_MAP_GRIP_END, all, page, 0x1fff, TOP - 1, 1, 0x1000, TOP - 1);
  check (STRATA_MAP_GRIP_END, all, page, 0x1fff, 0, 1, 0x1000, 0x1000);
  check (STRATA_MAP_GRIP_END, all, page, 0x1fff, 0, 0x100, 0x1000, 0x10ff);
  check (STRATA_MAP_GRIP_END, all, (StrataRange) { 0, TOP }, TOP, TOP - 1, 1, 0, TOP - 1);
  check (STRATA_MAP_GRIP_END, all, (StrataRange) { 0, TOP }, TOP, 0x7fff, 0x10000, 0, 0xffff);
  check (STRATA_MAP_GRIP_START, all, page, 0x1000, 0, 0x1000, 0, 0x1fff);
  check (STRATA_MAP_GRIP_START, all, page, 0x1000, TOP, 1, 0x1fff, 0x1fff);
  check (STRATA_MAP_GRIP_START, all, page, 0x1000, TOP, 0x100, 0x1f00, 0x1fff);
  check (STRATA_MAP_GRIP_START, (StrataRange) { 0x800, TOP }, page, 0x1000, 0, 1, 0x800, 0x1fff);
  check (STRATA_MAP_GRIP_NONE, all, page, 0x1000, 0, 1, 0x1000, 0x1fff);
}

static void
test_step (void)
{
  const StrataRange all = { 0, TOP };
  const StrataRange pages = { 0x3000, 0x8fff }; /* 6 pages */
  const StrataRange port = { 0x3c0, 0x3cf };
  const StrataMapGrip whole = STRATA_MAP_GRIP_WHOLE;

  g_assert_cmphex (strata_map_placing_get_step (&all, whole, STRATA_MAP_SNAP_NATURAL, 1), ==,
                   G_GUINT64_CONSTANT (1) << 63);
  g_assert_cmphex (strata_map_placing_get_step (&pages, whole, STRATA_MAP_SNAP_NATURAL, 1), ==,
                   0x2000);
  g_assert_cmphex (strata_map_placing_get_step (&pages, whole, STRATA_MAP_SNAP_PAGE, 1), ==,
                   0x1000);
  g_assert_cmphex (strata_map_placing_get_step (&port, whole, STRATA_MAP_SNAP_PAGE, 1), ==, 0x10);
  g_assert_cmphex (strata_map_placing_get_step (&port, whole, STRATA_MAP_SNAP_BYTE, 1), ==, 1);
  /* an edge goes no finer than can be seen, and no coarser than the range */
  g_assert_cmphex (strata_map_placing_get_step (&pages, STRATA_MAP_GRIP_END,
                                                STRATA_MAP_SNAP_NATURAL, 0x2fff), ==, 0x2000);
  g_assert_cmphex (strata_map_placing_get_step (&pages, STRATA_MAP_GRIP_END,
                                                STRATA_MAP_SNAP_NATURAL, TOP), ==, 0x4000);
  g_assert_cmphex (strata_map_placing_get_step (&pages, STRATA_MAP_GRIP_END,
                                                STRATA_MAP_SNAP_NATURAL, 1), ==, 0x1000);
}

/* In a space of a few bytes, at either end of 2^64, against trying every place */
static void
test_random (void)
{
  for (guint round = 0; round < 20000; round++)
    {
      guint64 base = g_test_rand_bit () ? 0 : TOP - 63;
      guint64 low = (guint64) g_test_rand_int_range (0, 32);
      guint64 high = (guint64) g_test_rand_int_range (32, 64);
      guint64 first = (guint64) g_test_rand_int_range ((gint) low, (gint) high + 1);
      guint64 last = (guint64) g_test_rand_int_range ((gint) first, (gint) high + 1);
      gint from = g_test_rand_int_range (0, 64);
      gint to = g_test_rand_int_range (0, 64);
      guint64 step = G_GUINT64_CONSTANT (1) << g_test_rand_int_range (0, 4);
      const StrataRange bounds = { base + low, base + high };
      const StrataRange before = { base + first, base + last };
      gint wanted = CLAMP ((gint) first + to - from, (gint) low, (gint) (high - (last - first)));
      gint least = G_MAXINT;
      StrataRange after;

      strata_map_placing_drag (STRATA_MAP_GRIP_WHOLE, &bounds, &before, base + (guint64) from,
                               base + (guint64) to, step, &after);
      g_assert_cmphex (after.last - after.first, ==, last - first);
      g_assert_cmphex (after.first - base, >=, low);
      g_assert_cmphex (after.last - base, <=, high);
      if (from == to)
        continue;
      for (gint at = (gint) low; at <= (gint) (high - (last - first)); at++)
        if ((base + (guint64) at) % step == 0)
          least = MIN (least, ABS (at - wanted));
      g_assert_cmpint (ABS ((gint) (after.first - base) - wanted), ==,
                       least == G_MAXINT ? 0 : least);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/map-placing/move", test_move);
  g_test_add_func ("/strata/map-placing/resize", test_resize);
  g_test_add_func ("/strata/map-placing/step", test_step);
  g_test_add_func ("/strata/map-placing/random", test_random);

  return g_test_run ();
}
