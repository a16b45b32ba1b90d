/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include <adwaita.h>
#include <math.h>

#include "paint/strata-map-overview-painter.h"
#include "strata-map-overview.h"
#include "widget-fixture.h"
#include "widget-picture.h"

static GtkWidget *
show_overview (StrataSelection  *selection,
               StrataMapView   **map)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *overview = strata_map_overview_new ();
  StrataRange range;

  *map = STRATA_MAP_VIEW (strata_map_view_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (*map));
  gtk_widget_set_hexpand (scroller, TRUE);
  strata_map_view_set_selection (*map, selection);
  strata_map_overview_set_map (STRATA_MAP_OVERVIEW (overview), *map);
  gtk_box_append (GTK_BOX (box), overview);
  gtk_box_append (GTK_BOX (box), scroller);
  widget_fixture_show (box, 640, 400);
  strata_wait_for (strata_map_view_get_visible (*map, &range));

  return overview;
}

static void
test_accessible (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  StrataMapView *map;
  GtkWidget *overview = show_overview (selection, &map);

  g_assert_true (strata_map_overview_get_map (STRATA_MAP_OVERVIEW (overview)) == map);
  widget_fixture_assert_role (overview, GTK_ACCESSIBLE_ROLE_IMG);
  widget_fixture_assert_property (overview, GTK_ACCESSIBLE_PROPERTY_LABEL, "Overview of the map");
  gtk_widget_activate_action (GTK_WIDGET (map), "map.fit", NULL);
  widget_fixture_assert_property (overview, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  "Seen: 0–7fff");
  strata_map_overview_set_map (STRATA_MAP_OVERVIEW (overview), NULL);
  widget_fixture_assert_property (overview, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  "Nothing to see");
  widget_fixture_assert_finalized (overview);
}

static guint32
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  cairo_surface_flush (surface);

  return *(guint32 *) (void *) (cairo_image_surface_get_data (surface) +
                                y * cairo_image_surface_get_stride (surface) + x * 4) & 0xffffff;
}

/* The frame stands where the scale says, and is never too small to be caught. */
static void
test_frame (void)
{
  const StrataMapStretch stretches[] = { { 0, 0x7fffffffffffffff, FALSE },
                                         { 0x8000000000000000, G_MAXUINT64, FALSE } };
  StrataMapScaleOptions options = { STRATA_MAP_MODE_TRUE, 1, 6, 400 };
  g_autoptr (StrataMapScale) scale = strata_map_scale_new (stretches, 2, NULL, &options);
  double top, bottom;

  strata_map_overview_painter_get_frame (scale, &(StrataRange) { 0, G_MAXUINT64 }, &top, &bottom);
  g_assert_cmpfloat (top, ==, 0);
  g_assert_cmpfloat (bottom, ==, 400);
  strata_map_overview_painter_get_frame (
    scale, &(StrataRange) { 0x4000000000000000, 0x7fffffffffffffff }, &top, &bottom);
  g_assert_cmpfloat (top, ==, 100);
  g_assert_cmpfloat (bottom, ==, 200);
  /* What is too small to be seen is given some height, at the ends, too. */
  strata_map_overview_painter_get_frame (scale, &(StrataRange) { 0, 0 }, &top, &bottom);
  g_assert_cmpfloat (top, ==, 0);
  g_assert_cmpfloat (bottom, ==, 6);
  strata_map_overview_painter_get_frame (scale, &(StrataRange) { G_MAXUINT64, G_MAXUINT64 },
                                         &top, &bottom);
  g_assert_cmpfloat (top, ==, 394);
  g_assert_cmpfloat (bottom, ==, 400);
}

static void
test_picture (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("x86_64-pc+std-boot10s",
                                                                    "memory");
  StrataMapModel *model = strata_space_model_get_map (strata_selection_get_model (selection));
  gsize n;
  const StrataMapStretch *stretches = strata_map_model_get_stretches (model, &n);
  StrataMapScaleOptions options = { STRATA_MAP_MODE_FOLDED, 0.5, 18, 400 };
  g_autoptr (StrataMapScale) scale = strata_map_scale_new (stretches, n, NULL, &options);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 28, 2000);
  cairo_t *cr = cairo_create (surface);
  StrataMapOverviewMarks marks = { { 0, 0x9ffff }, 0xfee00000, TRUE };
  StrataMapStyle style;
  guint32 ram;
  int y;

  strata_map_style_init (&style, STRATA_MAP_SCHEME_LIGHT);
  ram = (guint32) (style.kinds[STRATA_MAP_KIND_RAM].fill.red * 255 + 0.5) << 16 |
        (guint32) (style.kinds[STRATA_MAP_KIND_RAM].fill.green * 255 + 0.5) << 8 |
        (guint32) (style.kinds[STRATA_MAP_KIND_RAM].fill.blue * 255 + 0.5);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  strata_map_overview_painter_paint (model, scale, &style, cr, 28, &marks);

  y = (int) strata_map_scale_get_top (scale, 0x50000);
  g_assert_cmphex (get_pixel (surface, 14, y), ==, ram);
  y = (int) (strata_map_scale_get_top (scale, 0x50000000));
  g_assert_cmphex (get_pixel (surface, 14, y), !=, ram);
  g_assert_cmphex (get_pixel (surface, 14, y), !=, 0xffffff);
  y = (int) (strata_map_scale_get_top (scale, 0xfee00000));
  g_assert_cmphex (get_pixel (surface, 26, y), !=, 0xffffff);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* The map and its overview as they are on the screen */
static void
test_screen (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-pc", NULL);
  StrataMapView *map;
  GtkWidget *overview = show_overview (selection, &map);
  GtkWidget *box = gtk_widget_get_parent (overview);

  strata_selection_select_address (selection, 0xa8000);
  widget_picture_compare (box, "map-overview");
  widget_fixture_assert_finalized (box);
}

/* What would change is marked beside both, and wherever it is in all of the map. */
static void
test_changes (void)
{
  g_autoptr (StrataBoard) board = strata_formats_load_builtin ("doc-pc", NULL, NULL, NULL, NULL);
  g_autoptr (StrataEdit) rename = strata_edit_new_name ("vga-mmio", "vga-registers");
  g_autoptr (StrataEdit) move = strata_edit_new_address ("himem", 0x180000000);
  StrataEdit *const edits[] = { rename, move };
  g_autoptr (StrataSpaceModel) model = widget_fixture_try (board, edits, G_N_ELEMENTS (edits));
  g_autoptr (StrataSelection) selection = strata_selection_new ();
  StrataMapView *map;
  GtkWidget *overview;
  GtkWidget *box;

  strata_selection_set_model (selection, model);
  overview = show_overview (selection, &map);
  box = gtk_widget_get_parent (overview);
  strata_selection_select_address (selection, 0xe2000000);
  widget_picture_compare (box, "map-overview-changes");
  widget_fixture_assert_finalized (box);
}

/* A mark of each colour stands where the scale says, and what is small has a mark that is seen. */
static void
test_marks (void)
{
  static const struct
  {
    guint64 first, last;
    StrataDifference difference;
  } places[] = {
    { 0xe2000000, 0xe200ffff, STRATA_DIFFERENCE_CHANGED },
    { 0x100000000, 0x11fffffff, STRATA_DIFFERENCE_REMOVED },
    { 0x180000000, 0x19fffffff, STRATA_DIFFERENCE_ADDED },
  };
  g_autoptr (StrataBoard) board = strata_formats_load_builtin ("doc-pc", NULL, NULL, NULL, NULL);
  g_autoptr (StrataEdit) rename = strata_edit_new_name ("vga-mmio", "vga-registers");
  g_autoptr (StrataEdit) move = strata_edit_new_address ("himem", 0x180000000);
  StrataEdit *const edits[] = { rename, move };
  g_autoptr (StrataSpaceModel) tried = widget_fixture_try (board, edits, G_N_ELEMENTS (edits));
  StrataMapModel *model = strata_space_model_get_map (tried);
  gsize n;
  const StrataMapStretch *stretches = strata_map_model_get_stretches (model, &n);
  StrataMapScaleOptions options = { STRATA_MAP_MODE_FOLDED, 0.5, 18, 400 };
  g_autoptr (StrataMapScale) scale = strata_map_scale_new (stretches, n, NULL, &options);
  StrataMapOverviewMarks marks = { { 0, G_MAXUINT64 }, 0, FALSE };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 28, 1000);
  cairo_t *cr = cairo_create (surface);
  StrataMapStyle style;
  guint32 seen = 0;

  strata_map_style_init (&style, STRATA_MAP_SCHEME_LIGHT);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  strata_map_overview_painter_paint (model, scale, &style, cr, 28, &marks);
  cairo_destroy (cr);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      int y0 = (int) round (strata_map_scale_get_top (scale, places[i].first));
      int y1 = (int) round (strata_map_scale_get_bottom (scale, places[i].last));
      const StrataMapColor *color = &style.marks[places[i].difference];
      guint32 pixel = (guint32) (color->red * 255 + 0.5) << 16 |
                      (guint32) (color->green * 255 + 0.5) << 8 |
                      (guint32) (color->blue * 255 + 0.5);

      for (int y = y0; y < MAX (y1, y0 + 3); y++)
        g_assert_cmphex (get_pixel (surface, 1, y), ==, pixel);
      g_assert_cmphex (get_pixel (surface, 1, y0 - 1), !=, pixel);
      seen |= 1u << places[i].difference;
    }
  g_assert_cmphex (seen, ==, strata_map_marks_get_differences (strata_map_model_get_marks (model)));
  g_assert_cmphex (get_pixel (surface, 1, (int) strata_map_scale_get_top (scale, 0x1000)), ==,
                   0xffffff);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/strata/map-overview/accessible", test_accessible);
  g_test_add_func ("/strata/map-overview/frame", test_frame);
  g_test_add_func ("/strata/map-overview/strip", test_picture);
  g_test_add_func ("/strata/map-overview/marks", test_marks);
  widget_picture_add_func ("/strata/map-overview/picture/screen", test_screen);
  widget_picture_add_func ("/strata/map-overview/picture/changes", test_changes);

  return g_test_run ();
}
