/* SPDX-License-Identifier: GPL-2.0-or-later */

/* The view of a display that draws what the test says. */

#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "strata-display-view.h"
#include "widget-fixture.h"
#include "widget-picture.h"

#define STRATA_TYPE_CANVAS (strata_canvas_get_type ())
G_DECLARE_FINAL_TYPE (StrataCanvas, strata_canvas, STRATA, CANVAS, GObject)

struct _StrataCanvas
{
  GObject parent_instance;

  StrataSurface *surface;
  gboolean is_resized;
  StrataDisplayRows dirty; /* what the next update draws; empty if first > last */
  guint n_updates;
  guint n_whole;
};

static void
canvas_update (StrataDisplay      *display,
               gboolean            all,
               StrataDisplayFrame *frame)
{
  StrataCanvas *self = STRATA_CANVAS (display);
  StrataDisplayRows rows = self->dirty;

  self->n_updates++;
  self->n_whole += all;
  if (all || self->is_resized)
    rows = (StrataDisplayRows) { 0, strata_surface_get_height (self->surface) - 1 };
  frame->is_resized = self->is_resized;
  if (rows.first <= rows.last)
    {
      g_array_append_val (frame->drawn, rows);
      frame->n_dirty_pages = 1;
    }
  self->is_resized = FALSE;
  self->dirty = (StrataDisplayRows) { 1, 0 };
}

static StrataSurface *
canvas_get_surface (StrataDisplay *display)
{
  return STRATA_CANVAS (display)->surface;
}

static char *
canvas_describe_mode (StrataDisplay *display)
{
  StrataSurface *surface = STRATA_CANVAS (display)->surface;

  return g_strdup_printf ("a canvas of %u × %u", strata_surface_get_width (surface),
                          strata_surface_get_height (surface));
}

static double
canvas_get_pixel_aspect (StrataDisplay *display)
{
  StrataSurface *surface = STRATA_CANVAS (display)->surface;

  return strata_surface_get_height (surface) * 4 / 3.0 / strata_surface_get_width (surface);
}

static void
canvas_init_display (StrataDisplayInterface *iface)
{
  iface->update = canvas_update;
  iface->get_surface = canvas_get_surface;
  iface->describe_mode = canvas_describe_mode;
  iface->get_pixel_aspect = canvas_get_pixel_aspect;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StrataCanvas, strata_canvas, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (STRATA_TYPE_DISPLAY, canvas_init_display))

static void
strata_canvas_finalize (GObject *object)
{
  strata_surface_unref (STRATA_CANVAS (object)->surface);

  G_OBJECT_CLASS (strata_canvas_parent_class)->finalize (object);
}

static void
strata_canvas_class_init (StrataCanvasClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_canvas_finalize;
}

static void
strata_canvas_init (StrataCanvas *self)
{
  self->dirty = (StrataDisplayRows) { 1, 0 };
}

static guint32
get_color (guint x,
           guint y)
{
  return (x * 3) << 16 | (y * 2) << 8 | ((x ^ y) & 0xff);
}

static void
resize (StrataCanvas *self,
        guint         width,
        guint         height)
{
  g_clear_pointer (&self->surface, strata_surface_unref);
  self->surface = strata_surface_new (width, height);
  self->is_resized = TRUE;
  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      ((guint32 *) (gpointer) strata_surface_get_pixels (self->surface))[y * width + x]
        = get_color (x, y);
}

static StrataCanvas *
canvas_new (guint width,
            guint height)
{
  StrataCanvas *self = g_object_new (STRATA_TYPE_CANVAS, NULL);

  resize (self, width, height);
  return self;
}

static void
wait_for_updates (StrataCanvas *canvas,
                  guint         n)
{
  guint end = canvas->n_updates + n;

  strata_wait_for (canvas->n_updates >= end);
}

/* What the view draws, as pixels 0xAARRGGBB. */
static guint32 *
render (GtkWidget *view)
{
  int width = gtk_widget_get_width (view);
  int height = gtk_widget_get_height (view);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  guint32 *pixels = g_new (guint32, (gsize) width * height);

  GTK_WIDGET_GET_CLASS (view)->snapshot (view, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  cairo_surface_flush (surface);
  for (int y = 0; y < height; y++)
    memcpy (pixels + (gsize) y * width,
            cairo_image_surface_get_data (surface)
              + (gsize) y * cairo_image_surface_get_stride (surface),
            (gsize) width * sizeof (guint32));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return pixels;
}

/* That a picture lies at (left, top), with squares of @factor for its pixels. */
static void
assert_picture (GtkWidget    *view,
                StrataCanvas *canvas,
                guint         left,
                guint         top,
                guint         factor)
{
  g_autofree guint32 *pixels = render (view);
  guint width = gtk_widget_get_width (view);
  guint height = gtk_widget_get_height (view);
  guint picture_width = strata_surface_get_width (canvas->surface) * factor;
  guint picture_height = strata_surface_get_height (canvas->surface) * factor;
  const guint32 *from = (gconstpointer) strata_surface_get_pixels (canvas->surface);

  for (guint y = 0; y < height; y++)
    for (guint x = 0; x < width; x++)
      {
        guint32 wanted = 0;

        if (x >= left && x < left + picture_width && y >= top && y < top + picture_height)
          wanted = 0xff000000 | from[(y - top) / factor * (picture_width / factor)
                                     + (x - left) / factor];
        if (pixels[y * width + x] != wanted)
          g_error ("(%u, %u): %08x, not %08x", x, y, pixels[y * width + x], wanted);
      }
}

static GtkWidget *
show (StrataCanvas *canvas,
      int           width,
      int           height)
{
  GtkWidget *view = strata_display_view_new ();

  strata_display_view_set_display (STRATA_DISPLAY_VIEW (view), STRATA_DISPLAY (canvas));
  widget_fixture_show (view, width, height);
  wait_for_updates (canvas, 2);

  return view;
}

static void
test_original (void)
{
  g_autoptr (StrataCanvas) canvas = canvas_new (80, 70);
  GtkWidget *view = show (canvas, 200, 150);

  strata_display_view_set_scaling (STRATA_DISPLAY_VIEW (view), STRATA_DISPLAY_SCALING_ORIGINAL);
  assert_picture (view, canvas, 60, 40, 1);
  widget_fixture_assert_finalized (view);
}

static void
test_sharp (void)
{
  g_autoptr (StrataCanvas) canvas = canvas_new (80, 70);
  GtkWidget *view = show (canvas, 250, 219);

  assert_picture (view, canvas, 5, 4, 3);
  widget_fixture_assert_finalized (view);
}

/* Only strips that changed are made again, and none while nothing does. */
static void
test_strips (void)
{
  g_autoptr (StrataCanvas) canvas = canvas_new (64, 100);
  GtkWidget *view = show (canvas, 64, 100);
  guint32 *pixels = (gpointer) strata_surface_get_pixels (canvas->surface);
  guint64 n_made;

  assert_picture (view, canvas, 0, 0, 1);
  n_made = strata_display_view_get_n_textures (STRATA_DISPLAY_VIEW (view));
  g_assert_cmpuint (n_made, ==, 4);
  g_assert_cmpuint (canvas->n_whole, ==, 1);

  wait_for_updates (canvas, 3);
  assert_picture (view, canvas, 0, 0, 1);
  g_assert_cmpuint (strata_display_view_get_n_textures (STRATA_DISPLAY_VIEW (view)), ==, n_made);

  pixels[31 * 64 + 5] ^= 0xffffff;
  pixels[32 * 64 + 5] ^= 0xffffff;
  canvas->dirty = (StrataDisplayRows) { 31, 32 };
  wait_for_updates (canvas, 1);
  assert_picture (view, canvas, 0, 0, 1);
  g_assert_cmpuint (strata_display_view_get_n_textures (STRATA_DISPLAY_VIEW (view)), ==,
                    n_made + 2);
  g_assert_cmpuint (strata_display_view_get_frame (STRATA_DISPLAY_VIEW (view))->n_rows, ==, 2);
  widget_fixture_assert_finalized (view);
}

static void
test_resize (void)
{
  g_autoptr (StrataCanvas) canvas = canvas_new (64, 100);
  GtkWidget *view = show (canvas, 120, 120);

  assert_picture (view, canvas, 28, 10, 1);
  widget_fixture_assert_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  "a canvas of 64 × 100");
  resize (canvas, 40, 30);
  wait_for_updates (canvas, 1);
  assert_picture (view, canvas, 0, 15, 3);
  widget_fixture_assert_role (view, GTK_ACCESSIBLE_ROLE_IMG);
  widget_fixture_assert_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  "a canvas of 40 × 30");
  widget_fixture_assert_finalized (view);
}

/* A display that nobody sees is not asked. */
static void
test_invisible (void)
{
  g_autoptr (StrataCanvas) canvas = canvas_new (64, 100);
  GtkWidget *view = show (canvas, 64, 100);
  guint n_updates;
  gint64 end;

  gtk_widget_set_visible (view, FALSE);
  n_updates = canvas->n_updates;
  for (end = g_get_monotonic_time () + 200000; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (canvas->n_updates, ==, n_updates);
  gtk_widget_set_visible (view, TRUE);
  wait_for_updates (canvas, 1);
  widget_fixture_assert_finalized (view);
}

/* 4 by 3, whatever the number of lines. */
static void
test_aspect (void)
{
  g_autoptr (StrataCanvas) canvas = canvas_new (160, 100);
  GtkWidget *view = show (canvas, 160, 160);
  g_autofree guint32 *pixels = NULL;

  strata_display_view_set_correct_aspect (STRATA_DISPLAY_VIEW (view), TRUE);
  pixels = render (view);
  for (guint y = 0; y < 160; y++)
    g_assert_cmphex (pixels[y * 160 + 80] >> 24, ==, y >= 20 && y < 140 ? 0xff : 0);
  widget_fixture_assert_finalized (view);
}

static void
test_texture (void)
{
  g_autoptr (StrataCanvas) canvas = canvas_new (64, 100);
  GtkWidget *view = show (canvas, 30, 30);
  g_autoptr (GdkTexture) texture = strata_display_view_get_texture (STRATA_DISPLAY_VIEW (view));
  g_autofree guint32 *pixels = g_new (guint32, 6400);

  g_assert_cmpint (gdk_texture_get_width (texture), ==, 64);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, 100);
  gdk_texture_download (texture, (guchar *) pixels, 256);
  for (guint i = 0; i < 6400; i++)
    g_assert_cmphex (pixels[i], ==, 0xff000000 | get_color (i % 64, i / 64));
  widget_fixture_assert_finalized (view);
}

/* What was drawn flashes, and fades away. */
static void
test_flashes (void)
{
  g_autoptr (StrataCanvas) canvas = canvas_new (64, 100);
  GtkWidget *view = show (canvas, 64, 100);
  g_autofree guint32 *pixels = NULL;

  strata_display_view_set_show_dirty (STRATA_DISPLAY_VIEW (view), TRUE);
  canvas->dirty = (StrataDisplayRows) { 10, 19 };
  wait_for_updates (canvas, 1);
  pixels = render (view);
  for (guint y = 0; y < 100; y++)
    if (y >= 10 && y < 20)
      g_assert_cmphex (pixels[y * 64 + 32], !=, 0xff000000 | get_color (32, y));
    else
      g_assert_cmphex (pixels[y * 64 + 32], ==, 0xff000000 | get_color (32, y));
  for (gint64 end = g_get_monotonic_time () + 700000; g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  assert_picture (view, canvas, 0, 0, 1);
  widget_fixture_assert_finalized (view);
}

static void
test_none (void)
{
  GtkWidget *view = strata_display_view_new ();

  widget_fixture_show (view, 100, 100);
  widget_fixture_assert_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "No display");
  g_assert_null (strata_display_view_get_texture (STRATA_DISPLAY_VIEW (view)));
  widget_fixture_assert_finalized (view);
}

/* A picture that is scaled sharply, and what is beside it */
static void
test_picture (void)
{
  g_autoptr (StrataCanvas) canvas = canvas_new (64, 48);
  GtkWidget *view = show (canvas, 300, 200);

  g_object_set (view, "scaling", STRATA_DISPLAY_SCALING_SHARP, NULL);
  wait_for_updates (canvas, 1);
  widget_picture_compare (view, "display-view");
  widget_fixture_assert_finalized (view);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/strata/display-view/original", test_original);
  g_test_add_func ("/strata/display-view/sharp", test_sharp);
  g_test_add_func ("/strata/display-view/strips", test_strips);
  g_test_add_func ("/strata/display-view/resize", test_resize);
  g_test_add_func ("/strata/display-view/invisible", test_invisible);
  g_test_add_func ("/strata/display-view/aspect", test_aspect);
  g_test_add_func ("/strata/display-view/texture", test_texture);
  g_test_add_func ("/strata/display-view/flashes", test_flashes);
  g_test_add_func ("/strata/display-view/none", test_none);
  widget_picture_add_func ("/strata/display-view/picture", test_picture);

  return g_test_run ();
}
