/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>

#include "map-fixture.h"
#include "map-sheet.h"
#include "strata-map-legend.h"
#include "strata-map-painter.h"
#include "strata.h"

static const StrataMapScheme schemes[] = {
  STRATA_MAP_SCHEME_LIGHT,
  STRATA_MAP_SCHEME_DARK,
  STRATA_MAP_SCHEME_HIGH_CONTRAST,
  STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK,
};

static void
check_contrast (const StrataMapColor *text, const StrataMapColor *ground, double least)
{
  g_assert_cmpfloat (strata_map_color_get_contrast (text, ground), >=, least);
}

/* Black on white is 21, by definition; a grey whose value the guidelines give is 4.54. */
static void
test_contrast_formula (void)
{
  const StrataMapColor black = { 0, 0, 0 }, white = { 1, 1, 1 };
  const StrataMapColor grey = { 0x76 / 255.0, 0x76 / 255.0, 0x76 / 255.0 };

  g_assert_cmpfloat_with_epsilon (strata_map_color_get_contrast (&black, &white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (strata_map_color_get_contrast (&white, &black), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (strata_map_color_get_contrast (&grey, &white), 4.54, 0.005);
}

/* All that is written can be read wherever it stands; with high contrast at 7. */
static void
test_contrast (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      StrataMapStyle style;
      double least;

      strata_map_style_init (&style, schemes[i]);
      least = style.outlined ? 7 : 4.5;
      check_contrast (&style.foreground, &style.background, least);
      check_contrast (&style.dim, &style.background, least);
      check_contrast (&style.accent, &style.background, 3);
      for (int k = STRATA_DIFFERENCE_REMOVED; k <= STRATA_DIFFERENCE_CHANGED; k++)
        check_contrast (&style.marks[k], &style.background, least);
      for (int kind = 0; kind < STRATA_MAP_N_KINDS; kind++)
        {
          const StrataMapKindColors *colors = &style.kinds[kind];

          check_contrast (&colors->text, &colors->fill, 4.5);
          check_contrast (&colors->tag, &colors->fill, 4.5);
          check_contrast (&style.foreground, &colors->pale, least);
          check_contrast (&style.foreground, &colors->faint, least);
          check_contrast (&colors->edge, &style.background, style.outlined ? 7 : 1.5);
        }
    }
}

static cairo_surface_t *
paint_map (StrataMapLayout *layout, const StrataMapStyle *style, int strip,
           const StrataMapEmphasis *emphasis)
{
  int width = strata_map_layout_get_width (layout);
  int height = (int) strata_map_layout_get_height (layout);
  cairo_surface_t *surface = map_sheet_create_surface (width, height, style);

  for (int y = 0; y < height; y += strip)
    {
      cairo_t *cr = cairo_create (surface);

      cairo_rectangle (cr, 0, y, width, strip);
      cairo_clip (cr);
      strata_map_painter_paint (layout, style, cr, emphasis);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
    }
  cairo_surface_flush (surface);
  return surface;
}

static const guint32 *
get_row (cairo_surface_t *surface, int y)
{
  return (const guint32 *) (const void *) (cairo_image_surface_get_data (surface)
                                           + y * cairo_image_surface_get_stride (surface));
}

/* How much the channels of two rows differ at most. */
static int
get_difference (const guint32 *a, const guint32 *b, int width)
{
  int most = 0;

  for (int x = 0; x < width; x++)
    for (int shift = 0; shift <= 16; shift += 8)
      most = MAX (most, ABS ((int) (a[x] >> shift & 0xff) - (int) (b[x] >> shift & 0xff)));
  return most;
}

/* Painted in strips of any height the picture is the same, but for the rounding of slanted edges:
 * 4 of 255 at most. */
static void
test_strips (void)
{
  const int strips[] = { 7, 64, 333 };
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  StrataMapEmphasis emphasis = { 10, NULL, -1e9, 1e9, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      g_autoptr (StrataMapLayout) layout = map_sheet_create_layout (
        model, STRATA_MAP_MODE_FOLDED, i == 1 ? 0.2 : 1, 700, FALSE);
      StrataMapStyle style;
      cairo_surface_t *whole;
      int width = strata_map_layout_get_width (layout);

      strata_map_style_init (&style, schemes[i]);
      whole = paint_map (layout, &style, 100000, &emphasis);
      for (gsize k = 0; k < G_N_ELEMENTS (strips); k++)
        {
          cairo_surface_t *pieces = paint_map (layout, &style, strips[k], &emphasis);

          for (int y = 0; y < cairo_image_surface_get_height (whole); y++)
            g_assert_cmpint (get_difference (get_row (whole, y), get_row (pieces, y), width), <=,
                             4);
          cairo_surface_destroy (pieces);
        }
      cairo_surface_destroy (whole);
    }
}

static guint32
to_pixel (const StrataMapColor *color)
{
  return (guint32) (color->red * 255 + 0.5) << 16 | (guint32) (color->green * 255 + 0.5) << 8
         | (guint32) (color->blue * 255 + 0.5);
}

/* Every flat range that is listed is there, in its colour, up to its edges and no further. */
static void
test_places (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  g_autoptr (StrataMapLayout) layout = map_sheet_create_layout (model, STRATA_MAP_MODE_FOLDED, 1, 0,
                                                                FALSE);
  g_autoptr (GArray) boxes = strata_map_layout_list_boxes (layout, 0,
                                                           strata_map_layout_get_height (layout));
  StrataMapStyle style;
  cairo_surface_t *surface;
  guint n_flats = 0;

  strata_map_style_init (&style, STRATA_MAP_SCHEME_LIGHT);
  surface = paint_map (layout, &style, 100000, NULL);
  for (guint i = 0; i < boxes->len; i++)
    {
      const StrataMapBox *box = &g_array_index (boxes, StrataMapBox, i);
      guint32 fill, ground;
      int x;

      if (box->type != STRATA_MAP_BOX_FLAT)
        continue;
      fill = to_pixel (&style.kinds[strata_map_model_get_kind (model, box->instance)].fill);
      ground = to_pixel (&style.background);
      x = box->x + box->width - 4; /* right of the kind's word */
      g_assert_cmphex (get_row (surface, (int) box->y)[x] & 0xffffff, ==, fill);
      g_assert_cmphex (get_row (surface, (int) (box->y + box->height) - 1)[x] & 0xffffff, ==, fill);
      g_assert_cmphex (get_row (surface, (int) box->y - 1)[x] & 0xffffff, ==, ground);
      g_assert_cmphex (get_row (surface, (int) (box->y + box->height))[x] & 0xffffff, ==, ground);
      n_flats++;
    }
  g_assert_cmpuint (n_flats, ==, strata_map_model_get_n_flats (model));
  cairo_surface_destroy (surface);
}

/* No letter touches an edge: beside the text a box has its own colour all the way down. */
static void
test_margins (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  const int widths[] = { 240, 360, 600, 1400 };

  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (StrataMapLayout) layout = map_sheet_create_layout (
        model, STRATA_MAP_MODE_FOLDED, 1, widths[i], FALSE);
      g_autoptr (GArray) boxes = strata_map_layout_list_boxes (
        layout, 0, strata_map_layout_get_height (layout));
      StrataMapStyle style;
      cairo_surface_t *surface;

      strata_map_style_init (&style, STRATA_MAP_SCHEME_DARK);
      surface = paint_map (layout, &style, 100000, NULL);
      for (guint k = 0; k < boxes->len; k++)
        {
          const StrataMapBox *box = &g_array_index (boxes, StrataMapBox, k);
          guint32 fill;

          if (box->type != STRATA_MAP_BOX_FLAT)
            continue;
          fill = to_pixel (&style.kinds[strata_map_model_get_kind (model, box->instance)].fill);
          for (int y = (int) box->y + 3; y < (int) (box->y + box->height) - 3; y++)
            for (int x = box->width - 5; x < box->width; x++)
              g_assert_cmphex (get_row (surface, y)[box->x + x] & 0xffffff, ==, fill);
          for (int x = 12; x < box->width - 3; x++)
            {
              g_assert_cmphex (get_row (surface, (int) box->y)[box->x + x] & 0xffffff, ==, fill);
              g_assert_cmphex (get_row (surface, (int) (box->y + box->height) - 1)[box->x + x]
                               & 0xffffff, ==, fill);
            }
        }
      cairo_surface_destroy (surface);
    }
}

/* The selection is drawn in the accent colour beside and around what is selected, and only
 * there. */
static void
test_selection (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  g_autoptr (StrataMapLayout) layout = map_sheet_create_layout (model, STRATA_MAP_MODE_FOLDED, 1, 0,
                                                                FALSE);
  const StrataMapColumn *flat = strata_map_layout_get_flat_column (layout);
  StrataMapEmphasis emphasis = { STRATA_NO_INSTANCE, NULL, -1e9, 1e9, NULL };
  StrataMapStyle style;
  StrataMapBox box;
  cairo_surface_t *surface;
  guint32 accent;
  int middle;

  strata_map_style_init (&style, STRATA_MAP_SCHEME_LIGHT);
  accent = to_pixel (&style.accent);
  for (guint i = 0; i < strata_map_model_get_n_instances (model); i++)
    if (g_str_equal (strata_map_model_get_instance (model, i)->name, "isa-bios"))
      emphasis.selected = i;
  g_assert_true (strata_map_layout_find_box (layout, emphasis.selected, &box));
  g_assert_cmpint (box.type, ==, STRATA_MAP_BOX_STRATUM);
  middle = (int) (box.y + box.height / 2);

  surface = paint_map (layout, &style, 100000, &emphasis);
  g_assert_cmphex (get_row (surface, middle)[box.x - 1] & 0xffffff, ==, accent);
  g_assert_cmphex (get_row (surface, middle)[box.x + box.width] & 0xffffff, ==, accent);
  g_assert_cmphex (get_row (surface, middle)[flat->x + flat->width + 5] & 0xffffff, ==, accent);
  g_assert_cmphex (get_row (surface, (int) box.y - 8)[flat->x + flat->width + 5] & 0xffffff, !=,
                   accent);
  cairo_surface_destroy (surface);

  emphasis.selected = STRATA_NO_INSTANCE;
  surface = paint_map (layout, &style, 100000, &emphasis);
  g_assert_cmphex (get_row (surface, middle)[box.x - 1] & 0xffffff, !=, accent);
  cairo_surface_destroy (surface);
}

/* The legend names what occurs, and breaks its lines to fit. */
static void
test_legend (void)
{
  g_autoptr (StrataMapModel) pc = map_fixture_build_pc ();
  g_autoptr (StrataMapModel) empty = strata_map_model_new (NULL, 0, NULL, 0);
  g_autoptr (StrataMapLayout) wide = map_sheet_create_layout (pc, STRATA_MAP_MODE_FOLDED, 1, 900,
                                                              FALSE);
  g_autoptr (StrataMapLayout) narrow = map_sheet_create_layout (pc, STRATA_MAP_MODE_FOLDED, 1, 360,
                                                                FALSE);
  g_autoptr (StrataMapLayout) none = map_sheet_create_layout (empty, STRATA_MAP_MODE_FOLDED, 1, 360,
                                                              FALSE);

  g_assert_cmpint (strata_map_legend_get_height (none), ==, 0);
  g_assert_cmpint (strata_map_legend_get_height (wide), >, 0);
  g_assert_cmpint (strata_map_legend_get_height (narrow), >=,
                   2 * strata_map_legend_get_height (wide));
}

/* How many pixels between two rows have a colour */
static guint
count_pixels (cairo_surface_t *surface, int y0, int y1, const StrataMapColor *color)
{
  guint32 wanted = (guint32) round (color->red * 255) << 16
                   | (guint32) round (color->green * 255) << 8
                   | (guint32) round (color->blue * 255);
  guint n = 0;

  for (int y = MAX (y0, 0); y < MIN (y1, cairo_image_surface_get_height (surface)); y++)
    for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
      n += (get_row (surface, y)[x] & 0xffffff) == wanted;
  return n;
}

/* A space as it is now, with marks of how it differs from what it was */
static StrataMapLayout *
create_marked_layout (StrataAddressSpace *space, StrataFlatView *before)
{
  g_autoptr (StrataFlatView) after = strata_address_space_ref_view (space);
  g_autoptr (StrataViewDiff) diff = strata_view_diff_new (before, after);
  g_autoptr (StrataMapMarks) marks = strata_map_marks_new (diff);
  g_autoptr (StrataRendering) rendering = strata_rendering_new (
    strata_address_space_get_root (space), 0, G_MAXUINT64, STRATA_RENDERING_DEFAULT);
  g_autoptr (StrataMapModel) model = strata_map_model_new_for_rendering (rendering, marks, NULL);

  return map_sheet_create_layout (model, STRATA_MAP_MODE_FOLDED, 1, 500, FALSE);
}

/* What would go, come and change has marks of its own colour there and nowhere else; what would go
 * keeps a place, and what stays has none. */
static void
test_marks (void)
{
  const struct
  {
    guint64 first, last;
    StrataDifference difference;
  } parts[] = {
    { 0, 0xfff, STRATA_DIFFERENCE_NONE },
    { 0x4000, 0x4fff, STRATA_DIFFERENCE_REMOVED },
    { 0x8000, 0x8fff, STRATA_DIFFERENCE_ADDED },
    { 0xc000, 0xcfff, STRATA_DIFFERENCE_CHANGED },
  };
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "root", 0x10000);
  StrataAddressSpace *space = strata_address_space_new (system, "space", root);
  StrataRegion *regions[5];
  g_autoptr (StrataFlatView) before = NULL;
  g_autoptr (StrataMapLayout) layout = NULL;

  /* The last one takes the place of the one before. */
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autofree char *name = g_strdup_printf ("region-%u", i);

      regions[i] = strata_region_new_reserved (system, NULL, name, 0x1000);
      g_assert_true (strata_region_add_subregion_overlap (root, MIN (i, 3) * 0x4000, regions[i],
                                                          (gint) i, NULL));
      g_assert_true (strata_region_set_enabled (regions[i], i != 2 && i != 4, NULL));
    }
  before = strata_address_space_ref_view (space);
  g_assert_true (strata_region_set_enabled (regions[1], FALSE, NULL));
  g_assert_true (strata_region_set_enabled (regions[2], TRUE, NULL));
  g_assert_true (strata_region_set_enabled (regions[4], TRUE, NULL));
  layout = create_marked_layout (space, before);

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      StrataMapStyle style;
      cairo_surface_t *surface;

      strata_map_style_init (&style, schemes[i]);
      surface = paint_map (layout, &style, 1000, NULL);
      for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
        {
          int y0 = (int) strata_map_layout_get_top (layout, parts[k].first);
          int y1 = (int) strata_map_layout_get_bottom (layout, parts[k].last);

          g_assert_cmpint (y1 - y0, >=, 18);
          for (int difference = STRATA_DIFFERENCE_REMOVED;
               difference <= STRATA_DIFFERENCE_CHANGED; difference++)
            {
              guint n = count_pixels (surface, y0 + 1, y1 - 1, &style.marks[difference]);

              if (difference == (int) parts[k].difference)
                g_assert_cmpuint (n, >, 100);
              else
                g_assert_cmpuint (n, ==, 0);
            }
        }
      cairo_surface_destroy (surface);
    }
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    strata_region_unref (regions[i]);
  strata_address_space_unref (space);
}

/* What is moved by half of its size changes in one half and comes in the other: its name stands in
 * one of them, and not across the frame between. */
static void
test_name_between_marks (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "root", 0x10000);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "space", root);
  g_autoptr (StrataRegion) region = strata_region_new_reserved (system, NULL, "moved", 0x2000);
  g_autoptr (StrataFlatView) before = NULL;
  g_autoptr (StrataMapLayout) layout = NULL;
  const StrataMapColor *color;
  StrataMapStyle style;
  cairo_surface_t *surface;
  int border;

  g_assert_true (strata_region_add_subregion (root, 0, region, NULL));
  before = strata_address_space_ref_view (space);
  g_assert_true (strata_region_set_address (region, 0x1000, NULL));
  layout = create_marked_layout (space, before);

  strata_map_style_init (&style, STRATA_MAP_SCHEME_DARK);
  color = &style.kinds[strata_map_model_get_kind (strata_map_layout_get_model (layout), 1)].text;
  surface = paint_map (layout, &style, 1000, NULL);
  border = (int) strata_map_layout_get_top (layout, 0x2000);
  g_assert_cmpuint (count_pixels (surface, border - 5, border + 5, color), ==, 0);
  g_assert_cmpuint (count_pixels (surface, (int) strata_map_layout_get_top (layout, 0x1000),
                                  (int) strata_map_layout_get_bottom (layout, 0x2fff), color),
                    >, 20);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/map-painter/contrast-formula", test_contrast_formula);
  g_test_add_func ("/strata/map-painter/contrast", test_contrast);
  g_test_add_func ("/strata/map-painter/strips", test_strips);
  g_test_add_func ("/strata/map-painter/places", test_places);
  g_test_add_func ("/strata/map-painter/margins", test_margins);
  g_test_add_func ("/strata/map-painter/selection", test_selection);
  g_test_add_func ("/strata/map-painter/legend", test_legend);
  g_test_add_func ("/strata/map-painter/marks", test_marks);
  g_test_add_func ("/strata/map-painter/name-between-marks", test_name_between_marks);

  return g_test_run ();
}
