/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>

#include "map-fixture.h"
#include "strata-map-viewport.h"

#define ROW 18
#define MARGIN 10
#define PAGE 600

static const StrataMapMode modes[] = { STRATA_MAP_MODE_FOLDED, STRATA_MAP_MODE_TRUE };

/* A space that is full from end to end, with something small at either end. */
static StrataMapModel *
build_full (void)
{
  g_autoptr (MapFixture) fixture = map_fixture_new ();
  guint root = map_fixture_add (fixture, STRATA_NO_INSTANCE, "root", STRATA_REGION_CONTAINER, 0,
                                G_MAXUINT64);

  map_fixture_try (fixture, map_fixture_add (fixture, root, "low", STRATA_REGION_MMIO, 0, 0));
  map_fixture_try (fixture, map_fixture_add (fixture, root, "giant", STRATA_REGION_RAM, 1,
                                             G_MAXUINT64 - 1));
  map_fixture_try (fixture, map_fixture_add (fixture, root, "high", STRATA_REGION_MMIO,
                                             G_MAXUINT64, G_MAXUINT64));
  return map_fixture_build (fixture);
}

static StrataMapViewport *
create (StrataMapModel *model, StrataMapMode mode)
{
  StrataMapViewport *viewport = strata_map_viewport_new (model, mode, ROW, MARGIN);

  strata_map_viewport_set_page (viewport, PAGE);
  return viewport;
}

/* Where an address stands on the page. */
static double
get_y (StrataMapViewport *viewport, guint64 address)
{
  return strata_map_scale_get_top (strata_map_viewport_get_scale (viewport), address)
         - strata_map_viewport_get_offset (viewport);
}

static guint64
get_address (StrataMapViewport *viewport, double y)
{
  return strata_map_scale_get_address (strata_map_viewport_get_scale (viewport),
                                       strata_map_viewport_get_offset (viewport) + y);
}

static double
get_byte_height (StrataMapViewport *viewport, guint64 address)
{
  StrataMapScale *scale = strata_map_viewport_get_scale (viewport);

  return strata_map_scale_get_bottom (scale, address) - strata_map_scale_get_top (scale, address);
}

static void
zoom_in (StrataMapViewport *viewport, double y)
{
  guint n = 0;

  while (strata_map_viewport_zoom (viewport, 1.5, y))
    g_assert_cmpuint (++n, <, 200);
}

static void
zoom_out (StrataMapViewport *viewport, double y)
{
  guint n = 0;

  while (strata_map_viewport_zoom (viewport, 1 / 1.5, y))
    g_assert_cmpuint (++n, <, 200);
}

/* From all to bytes at any place, and not one of them is lost: each is as high as the others, and
 * scrolling by its height leads to the next. */
static void
test_bytes (void)
{
  const guint64 places[] = { 1, 0x1000, 0x123456789a, 0x7fffffffffffffff, 0xfedcba9876543210,
                             G_MAXUINT64 - 0x40 };
  g_autoptr (StrataMapModel) model = build_full ();

  for (gsize m = 0; m < G_N_ELEMENTS (modes); m++)
    for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
      {
        g_autoptr (StrataMapViewport) viewport = create (model, modes[m]);
        guint64 address = places[i];
        double height;

        strata_map_viewport_fit (viewport, &(StrataRange) { address, address + 7 });
        height = get_byte_height (viewport, address);
        g_assert_cmpfloat (height, >=, ROW);
        g_assert_cmpfloat (height, <=, 2 * ROW * (1 + 1e-6));
        for (guint64 k = 0; k < 8; k++)
          {
            g_assert_cmpfloat_with_epsilon (get_y (viewport, address + k),
                                            get_y (viewport, address) + (double) k * height, 1e-6);
            g_assert_cmphex (get_address (viewport, get_y (viewport, address) +
                                                    ((double) k + 0.5) * height), ==, address + k);
          }
        if (i + 1 == G_N_ELEMENTS (places))
          continue;
        for (guint64 k = 0; k < 1000; k++)
          {
            double y = get_y (viewport, address + k);

            strata_map_viewport_scroll (viewport, height);
            g_assert_cmpfloat_with_epsilon (get_y (viewport, address + k + 1), y, 1e-3);
          }
      }
}

/* What is under the pointer stays there on the way in and on the way out. */
static void
test_anchor (void)
{
  g_autoptr (StrataMapModel) full = build_full ();
  g_autoptr (StrataMapModel) pc = map_fixture_build_pc ();
  StrataMapModel *const models[] = { full, pc };

  for (gsize m = 0; m < G_N_ELEMENTS (modes); m++)
    for (gsize i = 0; i < G_N_ELEMENTS (models); i++)
      {
        g_autoptr (StrataMapViewport) viewport = create (models[i], modes[m]);
        guint64 address;
        double first;

        strata_map_viewport_fit_all (viewport);
        first = strata_map_viewport_get_zoom (viewport);
        address = get_address (viewport, 300);
        while (strata_map_viewport_zoom (viewport, 1.5, 300))
          {
            double y = get_y (viewport, get_address (viewport, 300));

            g_assert_cmpfloat (y, <=, 300 + 1e-6);
            g_assert_cmpfloat (y + get_byte_height (viewport, get_address (viewport, 300)), >=,
                               300 - 1e-6);
          }
        g_assert_cmpfloat (strata_map_viewport_get_zoom (viewport), >, first);
        zoom_out (viewport, 300);
        g_assert_cmpfloat_with_epsilon (strata_map_viewport_get_zoom (viewport),
                                        MIN (first, 1), 1e-9);
        strata_map_viewport_fit_all (viewport);
        g_assert_cmphex (get_address (viewport, 300), ==, address);
      }
}

/* Where a part of a byte stands on the page */
static double
get_grasped_y (StrataMapViewport *viewport, const StrataMapGrasp *grasp)
{
  return get_y (viewport, grasp->address)
         + grasp->part * get_byte_height (viewport, grasp->address);
}

/* What two fingers are put on stays between them, wherever they go and however often they come
 * together and apart; when they are back, so is what was seen. */
static void
test_pinch (void)
{
  static const double scales[] = { 1.01, 1.5, 7, 0.3, 1e3, 1e9, 1e22, 1e9, 0.9, 1e-4, 1e-30, 3 };
  g_autoptr (StrataMapModel) full = build_full ();
  g_autoptr (StrataMapModel) pc = map_fixture_build_pc ();
  StrataMapModel *const models[] = { full, pc };
  const guint64 places[] = { 0x12345, 0xfee00011, 0x8000000000000001, G_MAXUINT64 - 0x1234567 };

  for (gsize m = 0; m < G_N_ELEMENTS (modes); m++)
    for (gsize i = 0; i < G_N_ELEMENTS (models) * G_N_ELEMENTS (places); i++)
      for (guint steps = 0; steps <= 60; steps += 20)
        {
          g_autoptr (StrataMapViewport) viewport = create (models[i / G_N_ELEMENTS (places)],
                                                           modes[m]);
          StrataMapGrasp grasp;
          double zoom, y;

          strata_map_viewport_fit_all (viewport);
          strata_map_viewport_show (viewport, places[i % G_N_ELEMENTS (places)], 250);
          for (guint k = 0; k < steps; k++)
            strata_map_viewport_zoom (viewport, 2, 250);
          zoom = strata_map_viewport_get_zoom (viewport);
          strata_map_viewport_grasp (viewport, 250.25, &grasp);
          g_assert_cmpfloat (grasp.zoom, ==, zoom);
          y = get_grasped_y (viewport, &grasp);
          if (steps > 0)
            g_assert_cmpfloat_with_epsilon (y, 250.25, 1e-6);

          for (gsize k = 0; k < G_N_ELEMENTS (scales); k++)
            {
              double to = 200 + 10.5 * (double) k;

              strata_map_viewport_pinch (viewport, &grasp, scales[k], to);
              if (!strata_map_viewport_is_at_start (viewport)
                  && !strata_map_viewport_is_at_end (viewport))
                g_assert_cmpfloat_with_epsilon (get_grasped_y (viewport, &grasp), to, 1e-6);
            }
          strata_map_viewport_pinch (viewport, &grasp, 1, 250.25);
          g_assert_cmpfloat_with_epsilon (strata_map_viewport_get_zoom (viewport) / zoom, 1, 1e-12);
          g_assert_cmphex (get_address (viewport, 250.25), ==, grasp.address);
          g_assert_cmpfloat_with_epsilon (get_grasped_y (viewport, &grasp), y, 1e-6);
        }
}

/* Fingers that go apart beyond single bytes, or together beyond all, leave it at that; and the
 * way back begins where it ended, not before they have come back. */
static void
test_pinch_too_far (void)
{
  g_autoptr (StrataMapModel) model = build_full ();

  for (gsize m = 0; m < G_N_ELEMENTS (modes); m++)
    {
      g_autoptr (StrataMapViewport) viewport = create (model, modes[m]);
      StrataMapGrasp grasp;
      double most;

      strata_map_viewport_fit_all (viewport);
      strata_map_viewport_grasp (viewport, 300, &grasp);
      for (double scale = 1; scale < 0x1p80; scale *= 2)
        strata_map_viewport_pinch (viewport, &grasp, scale, 300);
      most = strata_map_viewport_get_zoom (viewport);
      g_assert_cmpfloat (get_byte_height (viewport, grasp.address), >=, ROW);
      g_assert_cmphex (get_address (viewport, 300), ==, grasp.address);
      strata_map_viewport_pinch (viewport, &grasp, 0x1p79, 300);
      g_assert_cmpfloat (strata_map_viewport_get_zoom (viewport), ==, most);
      strata_map_viewport_pinch (viewport, &grasp, 0x1p-80, 300);
      g_assert_cmpfloat (strata_map_viewport_get_zoom (viewport), <=, 1);
      strata_map_viewport_pinch (viewport, &grasp, 1, 300);
      g_assert_cmpfloat (strata_map_viewport_get_zoom (viewport), ==, grasp.zoom);
      g_assert_cmphex (get_address (viewport, 300), ==, grasp.address);
    }
}

/* Zoomed in at an end the very first and the very last byte are there. */
static void
test_ends (void)
{
  g_autoptr (StrataMapModel) model = build_full ();

  for (gsize m = 0; m < G_N_ELEMENTS (modes); m++)
    {
      g_autoptr (StrataMapViewport) viewport = create (model, modes[m]);
      StrataRange visible;

      strata_map_viewport_fit_all (viewport);
      g_assert_true (strata_map_viewport_is_at_start (viewport));
      g_assert_true (strata_map_viewport_is_at_end (viewport));
      strata_map_viewport_get_visible (viewport, &visible);
      g_assert_cmphex (visible.first, ==, 0);
      g_assert_cmphex (visible.last, ==, G_MAXUINT64);

      zoom_in (viewport, PAGE - MARGIN - 1);
      strata_map_viewport_show (viewport, G_MAXUINT64, 0);
      g_assert_true (strata_map_viewport_is_at_end (viewport));
      g_assert_false (strata_map_viewport_is_at_start (viewport));
      g_assert_cmphex (get_address (viewport, PAGE - MARGIN - 1), ==, G_MAXUINT64);
      g_assert_cmpfloat (get_byte_height (viewport, G_MAXUINT64), >=, ROW);
      strata_map_viewport_get_visible (viewport, &visible);
      g_assert_cmpuint (visible.last - visible.first, <, PAGE / ROW + 2);

      strata_map_viewport_show (viewport, 0, MARGIN);
      g_assert_true (strata_map_viewport_is_at_start (viewport));
      g_assert_cmphex (get_address (viewport, 0), ==, 0);
    }
}

/* However it is scrolled, the page never goes past an end. */
static void
test_scroll (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();

  for (gsize m = 0; m < G_N_ELEMENTS (modes); m++)
    {
      g_autoptr (StrataMapViewport) viewport = create (model, modes[m]);
      double height;

      zoom_in (viewport, 100);
      zoom_out (viewport, 100);
      strata_map_viewport_zoom (viewport, 40, 100);
      height = strata_map_viewport_get_height (viewport);
      g_assert_cmpfloat (height, >, 4 * PAGE);
      for (guint i = 0; i < 2000; i++)
        {
          double before = strata_map_viewport_get_position (viewport);
          double distance = g_test_rand_double_range (-3000, 3000);

          strata_map_viewport_scroll (viewport, distance);
          g_assert_cmpfloat_with_epsilon (strata_map_viewport_get_position (viewport),
                                          CLAMP (before + distance, 0, height - PAGE), 1e-3);
        }
      for (guint i = 0; i < 200; i++)
        {
          double position = g_test_rand_double_range (0, height - PAGE);

          strata_map_viewport_jump (viewport, position);
          g_assert_cmpfloat_with_epsilon (strata_map_viewport_get_position (viewport), position,
                                          1e-3);
        }
    }
}

/* What is fitted fills the page, and what is fitted as a whole does so on another page, too. */
static void
test_fit (void)
{
  const StrataRange vga = { 0xa0000, 0xbffff };
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();

  for (gsize m = 0; m < G_N_ELEMENTS (modes); m++)
    {
      g_autoptr (StrataMapViewport) viewport = create (model, modes[m]);

      strata_map_viewport_fit (viewport, &vga);
      g_assert_cmpfloat_with_epsilon (get_y (viewport, vga.first), PAGE * 0.05, 1);
      g_assert_cmpfloat_with_epsilon (get_y (viewport, vga.last + 1), PAGE * 0.95, 1);

      strata_map_viewport_fit_all (viewport);
      g_assert_cmpfloat_with_epsilon (strata_map_viewport_get_height (viewport), PAGE, 1);
      strata_map_viewport_set_page (viewport, 2 * PAGE);
      g_assert_cmpfloat_with_epsilon (strata_map_viewport_get_height (viewport), 2 * PAGE, 1);
      g_assert_true (strata_map_viewport_is_at_start (viewport));
      g_assert_true (strata_map_viewport_is_at_end (viewport));
    }
}

/* A window that is found reaches as far as was asked for. */
static void
test_window (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  gsize n;
  const StrataMapStretch *stretches = strata_map_model_get_stretches (model, &n);

  for (gsize m = 0; m < G_N_ELEMENTS (modes); m++)
    for (guint i = 0; i < 3000; i++)
      {
        StrataMapScaleOptions options = { modes[m], exp2 (g_test_rand_double_range (-3, 50)), ROW,
                                          PAGE };
        const StrataMapStretch *stretch = &stretches[g_test_rand_int_range (0, (gint32) n)];
        guint64 address = stretch->first + (guint64) ((double) (stretch->last - stretch->first)
                                                      * g_test_rand_double_range (0, 0.99));
        double above = g_test_rand_double_range (0, 2000);
        double below = g_test_rand_double_range (0, 2000);
        StrataRange window;
        g_autoptr (StrataMapScale) scale = NULL;
        double y;

        strata_map_heights_find_window (stretches, n, &options, address, above, below, &window);
        g_assert_cmphex (window.first, <=, address);
        g_assert_cmphex (window.last, >=, address);
        scale = strata_map_scale_new (stretches, n, &window, &options);
        y = strata_map_scale_get_top (scale, address);
        g_assert_true (y >= above - 1e-6 || window.first == stretches[0].first);
        g_assert_true (strata_map_scale_get_height (scale) - y >= below - 1e-6
                       || window.last == stretches[n - 1].last);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/map-viewport/bytes", test_bytes);
  g_test_add_func ("/strata/map-viewport/anchor", test_anchor);
  g_test_add_func ("/strata/map-viewport/pinch", test_pinch);
  g_test_add_func ("/strata/map-viewport/pinch-too-far", test_pinch_too_far);
  g_test_add_func ("/strata/map-viewport/ends", test_ends);
  g_test_add_func ("/strata/map-viewport/scroll", test_scroll);
  g_test_add_func ("/strata/map-viewport/fit", test_fit);
  g_test_add_func ("/strata/map-viewport/window", test_window);

  return g_test_run ();
}
