/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Where accesses went, beside the map */

#include <math.h>

#include "map-fixture.h"
#include "map-sheet.h"
#include "strata-map-heat.h"
#include "strata-map-legend.h"
#include "strata-map-painter.h"

#define WIDTH 700

typedef struct
{
  StrataMapModel *model;
  StrataMapLayout *layout;
  StrataMapStyle style;
  int height;
  int axis;
} Fixture;

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataMapFonts) fonts = map_sheet_create_fonts ();
  StrataMapScaleOptions options = { STRATA_MAP_MODE_FOLDED, 1,
                                    strata_map_fonts_get_row_height (fonts), 900 };
  g_autoptr (StrataMapScale) scale = NULL;
  const StrataMapStretch *stretches;
  gsize n;

  f->model = map_fixture_build_pc ();
  stretches = strata_map_model_get_stretches (f->model, &n);
  scale = strata_map_scale_new (stretches, n, NULL, &options);
  f->layout = strata_map_layout_new_with_lanes (f->model, scale, fonts, WIDTH, FALSE);
  f->height = (int) ceil (strata_map_layout_get_height (f->layout));
  f->axis = strata_map_layout_get_lanes (f->layout)->x
            + strata_map_layout_get_lanes (f->layout)->width / 2;
  strata_map_style_init (&f->style, STRATA_MAP_SCHEME_LIGHT);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_map_layout_unref (f->layout);
  strata_map_model_unref (f->model);
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) (data + y * stride))[x] & 0xffffff;
}

static cairo_surface_t *
paint (Fixture *f, const StrataHeatSpot *spots, guint n)
{
  cairo_surface_t *surface = map_sheet_create_surface (WIDTH, f->height, &f->style);
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (StrataHeatSpot));
  cairo_t *cr = cairo_create (surface);

  g_array_append_vals (array, spots, n);
  strata_map_heat_paint (f->layout, &f->style, cr, array);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* How far a bar reaches to one side of the axis. */
static int
get_reach (Fixture *f, cairo_surface_t *surface, int y, StrataMapHeatSide side)
{
  guint32 ground = get_pixel (surface, 0, 0);
  int reach = 0;

  while (get_pixel (surface, side == STRATA_MAP_HEAT_READS ? f->axis - 1 - reach
                                                           : f->axis + 1 + reach, y) != ground)
    reach++;
  return reach;
}

/* Each row of pixels against a look at all spots. What is smaller than can be seen is still seen:
 * around it nothing is said. */
static void
test_rows (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const guint64 bases[] = { 0, 0xa0000, 0xc0000, 0x100000, 0xfd000000, 0xfec00000 };
  StrataHeatSpot spots[6];

  for (guint round_ = 0; round_ < 40; round_++)
    {
      cairo_surface_t *surface;
      int most = strata_map_layout_get_lanes (f->layout)->width / 2;

      for (guint i = 0; i < G_N_ELEMENTS (spots); i++)
        {
          StrataHeatSpot spot = { .reads = g_test_rand_bit () ? 128 : 0, .writes = 0 };

          spot.first = bases[g_test_rand_int_range (0, G_N_ELEMENTS (bases))]
                       + (guint64) g_test_rand_int_range (0, 0x20000);
          spot.last = spot.first + ((1ull << g_test_rand_int_range (0, 24)) - 1);
          spot.writes = spot.reads > 0 ? 0 : 128;
          spots[i] = spot;
        }
      surface = paint (f, spots, G_N_ELEMENTS (spots));
      for (int y = 0; y < f->height; y++)
        {
          gboolean is_hot[2] = { FALSE, FALSE }, is_near[2] = { FALSE, FALSE };

          for (guint i = 0; i < G_N_ELEMENTS (spots); i++)
            {
              double top = strata_map_layout_get_top (f->layout, spots[i].first);
              double bottom = strata_map_layout_get_bottom (f->layout, spots[i].last);
              int side = spots[i].writes > 0;

              is_hot[side] |= y >= top && y + 1 <= bottom;
              is_near[side] |= y + 3 >= top && y - 3 <= bottom;
            }
          for (int side = 0; side < 2; side++)
            {
              int reach = get_reach (f, surface, y, side);

              g_assert_true (reach == 0 || reach == most);
              g_assert_true (!is_hot[side] || reach == most);
              g_assert_true (is_near[side] || reach == 0);
            }
        }
      cairo_surface_destroy (surface);
    }
}

/* A single byte can be seen, and the hotter it is the better. */
static void
test_levels (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  int y = (int) strata_map_layout_get_top (f->layout, 0xfec00000);
  int before = 0;

  for (double heat = 0.05; heat < 300; heat *= 4)
    {
      StrataHeatSpot spot = { 0xfec00000, 0xfec00000, 0, heat };
      cairo_surface_t *surface = paint (f, &spot, 1);
      int reach = get_reach (f, surface, y, STRATA_MAP_HEAT_WRITES);
      int n_rows = 0;

      g_assert_cmpint (reach, >, 0);
      g_assert_cmpint (reach, >=, before);
      g_assert_cmpint (get_reach (f, surface, y, STRATA_MAP_HEAT_READS), ==, 0);
      for (int row = 0; row < f->height; row++)
        n_rows += get_reach (f, surface, row, STRATA_MAP_HEAT_WRITES) > 0;
      g_assert_cmpint (n_rows, ==, 3);
      before = reach;
      cairo_surface_destroy (surface);
    }
  g_assert_cmpint (before, ==, strata_map_layout_get_lanes (f->layout)->width / 2);
}

/* Painted piece by piece it is the same. */
static void
test_pieces (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  const StrataHeatSpot spots[] = { { 0, 0xfffff, 3, 0 }, { 0xfec00000, 0xfec00003, 1, 100 },
                                   { 0, G_MAXUINT64, 0, 0.1 } };
  cairo_surface_t *whole = paint (f, spots, G_N_ELEMENTS (spots));
  cairo_surface_t *pieces = map_sheet_create_surface (WIDTH, f->height, &f->style);
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (StrataHeatSpot));
  cairo_t *cr = cairo_create (pieces);

  g_array_append_vals (array, spots, G_N_ELEMENTS (spots));
  for (int y = 0; y < f->height; y += 37)
    {
      cairo_save (cr);
      cairo_rectangle (cr, 0, y, WIDTH, 37);
      cairo_clip (cr);
      strata_map_heat_paint (f->layout, &f->style, cr, array);
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (pieces);
  for (int y = 0; y < f->height; y++)
    for (int x = 0; x < WIDTH; x++)
      g_assert_cmphex (get_pixel (whole, x, y), ==, get_pixel (pieces, x, y));
  cairo_surface_destroy (whole);
  cairo_surface_destroy (pieces);
}

/* Lanes have their own room, whatever the width, and without them nothing is elsewhere. */
static void
test_room (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataMapLayout) without
    = map_sheet_create_layout (f->model, STRATA_MAP_MODE_FOLDED, 1, WIDTH, FALSE);
  g_autoptr (StrataMapFonts) fonts = map_sheet_create_fonts ();

  g_assert_null (strata_map_layout_get_lanes (without));
  for (int width = 240; width < 2000; width += 20)
    {
      g_autoptr (StrataMapLayout) layout
        = strata_map_layout_new_with_lanes (f->model, strata_map_layout_get_scale (f->layout),
                                            fonts, width, FALSE);
      const StrataMapColumn *flat = strata_map_layout_get_flat_column (layout);
      const StrataMapColumn *lanes = strata_map_layout_get_lanes (layout);
      const StrataMapColumn *next = strata_map_layout_get_n_columns (layout) > 0
                                      ? strata_map_layout_get_column (layout, 0)
                                      : strata_map_layout_get_fold_column (layout);

      g_assert_cmpint (lanes->x, >, flat->x + flat->width + 7);
      if (next != NULL)
        g_assert_cmpint (lanes->x + lanes->width, <, next->x);
      g_assert_cmpint (lanes->x + lanes->width, <=, strata_map_layout_get_width (layout));
    }
}

/* {{{ Pictures */

static void
test_pictures (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  const StrataHeatSpot spots[] = {
    { 0x1000, 0x1fff, 1, 0.2 },          { 0x400, 0x403, 100, 0 },
    { 0xb8000, 0xb8f9f, 0, 4 },          { 0xc0000, 0xdffff, 30, 0 },
    { 0x100000, 0x7ffffff, 0.5, 16 },    { 0xfec00000, 0xfec00003, 2, 2 },
    { 0xfed000f0, 0xfed000f7, 128, 128 },
  };
  static const struct
  {
    const char *name;
    StrataMapScheme scheme;
  } cases[] = {
    { "heat-light.png", STRATA_MAP_SCHEME_LIGHT },
    { "heat-dark.png", STRATA_MAP_SCHEME_DARK },
    { "heat-contrast.png", STRATA_MAP_SCHEME_HIGH_CONTRAST },
  };
  g_autoptr (GArray) array = g_array_new (FALSE, FALSE, sizeof (StrataHeatSpot));
  int headings = strata_map_painter_get_headings_height (f->layout);
  int legend = strata_map_legend_get_height (f->layout);

  g_array_append_vals (array, spots, G_N_ELEMENTS (spots));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      cairo_surface_t *surface;
      cairo_t *cr;

      strata_map_style_init (&f->style, cases[i].scheme);
      surface = map_sheet_create_surface (WIDTH, headings + f->height + legend, &f->style);
      cr = cairo_create (surface);
      strata_map_painter_paint_headings (f->layout, &f->style, cr, "seen by the CPU");
      cairo_translate (cr, 0, headings);
      strata_map_painter_paint (f->layout, &f->style, cr, NULL);
      strata_map_heat_paint (f->layout, &f->style, cr, array);
      cairo_translate (cr, 0, f->height);
      strata_map_legend_paint (f->layout, &f->style, cr);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      map_sheet_compare (surface, cases[i].name);
      cairo_surface_destroy (surface);
    }
}

/* }}} */

/* Letters can be read in the colours of both. */
static void
test_contrast (void)
{
  for (int scheme = STRATA_MAP_SCHEME_LIGHT; scheme <= STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK;
       scheme++)
    {
      StrataMapStyle style;

      strata_map_style_init (&style, (StrataMapScheme) scheme);
      g_assert_cmpfloat (strata_map_color_get_contrast (&style.read, &style.background), >, 4.5);
      g_assert_cmpfloat (strata_map_color_get_contrast (&style.written, &style.background), >,
                         4.5);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                           \
  g_test_add ("/strata/map-heat/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("rows", test_rows);
  ADD ("levels", test_levels);
  ADD ("pieces", test_pieces);
  ADD ("room", test_room);
  ADD ("pictures", test_pictures);
  g_test_add_func ("/strata/map-heat/contrast", test_contrast);
  return g_test_run ();
}
