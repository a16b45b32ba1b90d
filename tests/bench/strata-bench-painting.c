/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a frame of the map costs while it is zoomed and scrolled, with something selected and under
 * the pointer, drawn into an image in memory. */

#include "strata-bench.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "strata-map-layout.h"
#include "strata-map-painter.h"
#include "strata-map-viewport.h"

#define WIDTH 1000
#define HEIGHT 900
#define N_FRAMES 60
#define TARGET 8.0 /* milliseconds, of the worst frame */

typedef struct
{
  StrataMapModel *model;
  StrataMapFonts *fonts;
  StrataMapViewport *viewport;
  StrataMapLayout *layout;
  StrataMapStyle style;
  cairo_surface_t *surface;
  guint n_frames;
} Bench;

typedef void (*Step) (Bench *self, guint frame);

static StrataMapModel *
build_model (guint n)
{
  g_autoptr (GArray) instances = g_array_new (FALSE, TRUE, sizeof (StrataMapInstance));
  g_autoptr (GArray) segments = g_array_new (FALSE, FALSE, sizeof (StrataSegment));

  /* Devices over every second page of memory, all in a space of 2^64 */
  g_array_set_size (instances, n / 2 + 2);
  for (guint i = 0; i < instances->len; i++)
    {
      StrataMapInstance *instance = &g_array_index (instances, StrataMapInstance, i);
      gboolean is_root = i == 0, is_memory = i + 1 == instances->len;

      instance->name = is_root ? "system" : is_memory ? "memory" : "device";
      instance->region = instance;
      instance->parent = is_root ? STRATA_NO_INSTANCE : 0;
      instance->order = is_root ? STRATA_NO_INSTANCE : i - 1;
      instance->kind = is_root ? STRATA_REGION_CONTAINER
                       : is_memory ? STRATA_REGION_RAM : STRATA_REGION_MMIO;
      instance->enabled = TRUE;
      instance->first = is_root || is_memory ? 0 : (guint64) (i - 1) * 0x2000;
      instance->last = is_root ? G_MAXUINT64
                       : is_memory ? (guint64) (n / 2) * 0x2000 - 1 : instance->first + 0xfff;
      if (!is_root && !is_memory)
        {
          StrataSegment device = { instance->first, instance->last, i };
          StrataSegment memory = { instance->last + 1, instance->last + 0x1000, n / 2 + 1 };

          g_array_append_val (segments, device);
          g_array_append_val (segments, memory);
        }
    }
  return strata_map_model_new ((const StrataMapInstance *) instances->data, instances->len,
                               (const StrataSegment *) segments->data, segments->len);
}

static StrataMapFonts *
create_fonts (void)
{
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *font = pango_font_description_from_string ("Sans 11");
  StrataMapFonts *fonts;

  pango_context_set_font_description (context, font);
  fonts = strata_map_fonts_new (context, NULL);
  pango_font_description_free (font);
  g_object_unref (context);
  g_object_unref (map);
  return fonts;
}

/* {{{ What happens between two frames */

static void
zoom (Bench *self, guint frame)
{
  /* In by half of the frames, out by the others */
  strata_map_viewport_zoom (self->viewport, frame < self->n_frames / 2 ? 1.5 : 1 / 1.5, 400);
}

static void
scroll (Bench *self, guint frame G_GNUC_UNUSED)
{
  strata_map_viewport_scroll (self->viewport, 150);
}

static void
drag_scroll_bar (Bench *self, guint frame)
{
  strata_map_viewport_jump (self->viewport, strata_map_viewport_get_height (self->viewport)
                                            * frame / self->n_frames);
}

static void
stay (Bench *self, guint frame G_GNUC_UNUSED)
{
  strata_map_viewport_scroll (self->viewport, 0);
}

/* }}} */

static void
draw (Bench *self)
{
  cairo_t *cr = cairo_create (self->surface);
  StrataMapScale *scale = strata_map_viewport_get_scale (self->viewport);
  double top;
  StrataMapEmphasis emphasis = { 0 };
  StrataMapBox box;

  if (strata_map_layout_get_scale (self->layout) != scale)
    {
      StrataMapLayout *layout = strata_map_layout_new_scaled (self->layout, scale);

      strata_map_layout_unref (self->layout);
      self->layout = layout;
    }
  top = floor (strata_map_viewport_get_offset (self->viewport)
               + strata_map_layout_get_margin (self->fonts));
  emphasis.selected = strata_map_model_get_n_instances (self->model) - 1;
  emphasis.hovered = strata_map_layout_pick (self->layout, 300, top + 400, &box) ? &box : NULL;
  emphasis.view_top = top;
  emphasis.view_bottom = top + HEIGHT;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_rectangle (cr, 0, 0, WIDTH, HEIGHT);
  cairo_clip (cr);
  cairo_translate (cr, 0, -top);
  strata_map_painter_paint (self->layout, &self->style, cr, &emphasis);
  cairo_destroy (cr);
  cairo_surface_flush (self->surface);
}

/* Reports the middle one of the frames, and the worst. */
static void
report (Bench *self, StrataBench *bench, guint n, const char *name, Step step, double zoom_first)
{
  g_autofree double *times = g_new (double, self->n_frames);
  StrataBenchRow row = { NULL, 0, "ms", NULL, 0, 0, NULL };
  double worst = 0;

  strata_map_viewport_fit_all (self->viewport);
  if (zoom_first > 0)
    strata_map_viewport_zoom (self->viewport,
                              zoom_first / strata_map_viewport_get_zoom (self->viewport), 0);
  draw (self);
  for (guint i = 0; i < self->n_frames; i++)
    {
      double start = strata_bench_now ();

      step (self, i);
      draw (self);
      times[i] = (strata_bench_now () - start) / 1e6;
      worst = MAX (worst, times[i]);
    }
  row.value = strata_bench_median (times, self->n_frames);
  strata_bench_report_as (bench, &row, "%u ranges, %s", n, name);
  row.value = worst;
  row.limit = TARGET;
  row.target = "8 ms";
  strata_bench_report_as (bench, &row, "%u ranges, %s: the worst", n, name);
}

static void
run (StrataBench *bench, guint n)
{
  Bench self = { 0 };
  StrataBenchRow row = { NULL, 0, "ms", NULL, 0, 0, NULL };
  double start;

  self.n_frames = strata_bench_scale (bench, N_FRAMES, 4);
  self.model = build_model (n);
  self.fonts = create_fonts ();
  strata_map_style_init (&self.style, STRATA_MAP_SCHEME_LIGHT);
  self.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  start = strata_bench_now ();
  self.viewport = strata_map_viewport_new (self.model, STRATA_MAP_MODE_FOLDED,
                                           strata_map_fonts_get_row_height (self.fonts),
                                           strata_map_layout_get_margin (self.fonts));
  strata_map_viewport_set_page (self.viewport, HEIGHT);
  self.layout = strata_map_layout_new (self.model, strata_map_viewport_get_scale (self.viewport),
                                       self.fonts, WIDTH, FALSE);
  draw (&self);
  row.value = (strata_bench_now () - start) / 1e6;
  strata_bench_report_as (bench, &row, "%u ranges, the first frame", n);
  report (&self, bench, n, "all seen, nothing moves", stay, 0);
  report (&self, bench, n, "zoom in and out", zoom, 0);
  report (&self, bench, n, "scroll by 150 pixels", scroll, 1);
  report (&self, bench, n, "the same, many ranges in each pixel", scroll, 0.005);
  report (&self, bench, n, "drag the scroll bar", drag_scroll_bar, 1);

  strata_map_layout_unref (self.layout);
  strata_map_viewport_free (self.viewport);
  strata_map_fonts_unref (self.fonts);
  strata_map_model_unref (self.model);
  cairo_surface_destroy (self.surface);
}

void
strata_bench_painting (StrataBench *bench)
{
  run (bench, 100);
  run (bench, strata_bench_scale (bench, 10000, 200));
  run (bench, strata_bench_scale (bench, 100000, 300));
}
