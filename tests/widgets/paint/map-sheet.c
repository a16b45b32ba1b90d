/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "map-sheet.h"

#include <pango/pangocairo.h>

#define TOLERATED_DIFFERENCE 40 /* of 255, in a channel */
#define TOLERATED_PIXELS 2      /* in a thousand */

StrataMapFonts *
map_sheet_create_fonts (void)
{
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context;
  PangoFontDescription *font = pango_font_description_from_string ("DejaVu Sans 11");
  cairo_font_options_t *options = cairo_font_options_create ();
  StrataMapFonts *fonts;

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 96);
  context = pango_font_map_create_context (map);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_font_description (context, font);
  fonts = strata_map_fonts_new (context, "DejaVu Sans Mono");

  cairo_font_options_destroy (options);
  pango_font_description_free (font);
  g_object_unref (context);
  g_object_unref (map);
  return fonts;
}

/* A width of 0 is the natural one. */
StrataMapLayout *
map_sheet_create_layout (StrataMapModel *model, StrataMapMode mode, double zoom, int width,
                         gboolean unfolded)
{
  g_autoptr (StrataMapFonts) fonts = map_sheet_create_fonts ();
  StrataMapScaleOptions options = { mode, zoom, strata_map_fonts_get_row_height (fonts), 900 };
  gsize n;
  const StrataMapStretch *stretches = strata_map_model_get_stretches (model, &n);
  g_autoptr (StrataMapScale) scale = strata_map_scale_new (stretches, n, NULL, &options);

  if (width == 0)
    width = strata_map_layout_get_natural_width (model, fonts);
  return strata_map_layout_new (model, scale, fonts, width, unfolded);
}

cairo_surface_t *
map_sheet_create_surface (int width, int height, const StrataMapStyle *style)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, style->background.red, style->background.green,
                        style->background.blue);
  cairo_paint (cr);
  cairo_destroy (cr);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  return *(const guint32 *) (const void *) (cairo_image_surface_get_data (surface)
                                            + y * cairo_image_surface_get_stride (surface) + x * 4);
}

/* How much two pixels differ, in the component that differs most */
int
map_sheet_get_difference (guint32 a, guint32 b)
{
  int most = 0;

  for (int shift = 0; shift <= 16; shift += 8)
    most = MAX (most, ABS ((int) (a >> shift & 0xff) - (int) (b >> shift & 0xff)));
  return most;
}

/* At most so many pixels in a thousand may differ from a reference, which was looked at, by more
 * than so much. With STRATA_RENEW_PICTURES in the environment the reference is made anew. */
void
map_sheet_compare (cairo_surface_t *picture, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "paint", name, NULL);
  cairo_surface_t *reference;
  int width = cairo_image_surface_get_width (picture);
  int height = cairo_image_surface_get_height (picture);
  int n_different = 0;

  if (g_getenv ("STRATA_RENEW_PICTURES") != NULL)
    cairo_surface_write_to_png (picture, path);
  reference = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (reference), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (reference), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (reference), ==, height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (map_sheet_get_difference (get_pixel (picture, x, y), get_pixel (reference, x, y))
          > TOLERATED_DIFFERENCE)
        n_different++;
  g_assert_cmpint (n_different * 1000, <=, width * height * TOLERATED_PIXELS);
  cairo_surface_destroy (reference);
}
