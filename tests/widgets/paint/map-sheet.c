/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "map-sheet.h"

#include <pango/pangocairo.h>

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
