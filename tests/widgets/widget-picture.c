/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "widget-picture.h"

#include <adwaita.h>
#include <glib/gstdio.h>

/*
 * Pictures of widgets, compared with references.
 *
 * A widget in a window is drawn with cairo, as GTK's cairo renderer does it, in the light and in
 * the dark style, and compared with tests/data/pictures/NAME-light.png and NAME-dark.png. What the
 * desktop could change is pinned: DejaVu Sans, no hinting, no subpixels, no animations, no
 * blinking, no focus. Contrast is chosen as a program starts: tests that have 'contrast' set run a
 * second time with high contrast, for NAME-contrast-light.png and NAME-contrast-dark.png.
 *
 * Tolerance: the size has to be the same; a pixel differs if one of its channels is further off
 * than CHANNEL_TOLERANCE of 255, and at most PIXEL_TOLERANCE of a million pixels may differ. That
 * forgives how another version of cairo or FreeType blends an edge, and not a letter.
 *
 * To make references anew after a change of the look, and to see what has changed:
 *
 *   STRATA_RENEW_PICTURES=1 meson test -C build NAME-OF-TEST
 *   git diff --stat tests/data/pictures
 *
 * A test that fails leaves what it has drawn in build/tests/pictures/.
 *
 * The style sheet that the references are drawn in is that of libadwaita 1.2. Another one draws
 * another look, so that cases which compare pictures exist only where it is that one.
 */
#define STYLE_MAJOR 1
#define STYLE_MINOR 2

#define CHANNEL_TOLERANCE 40
#define PIXEL_TOLERANCE 100

/* A widget comes to rest before so many frames have passed and looked alike. */
#define STILL_FRAMES 4

/**
 * widget_picture_has_style:
 *
 * Returns: whether this is the style that the references are drawn in
 */
gboolean
widget_picture_has_style (void)
{
  return adw_get_major_version () == STYLE_MAJOR && adw_get_minor_version () == STYLE_MINOR;
}

/**
 * widget_picture_add_func:
 * @path: the path of a test case
 * @func: what compares pictures
 *
 * Adds a case, if this is the style that the references are drawn in.
 */
void
widget_picture_add_func (const char *path,
                         GTestFunc   func)
{
  if (widget_picture_has_style ())
    g_test_add_func (path, func);
}

/**
 * widget_picture_prepare:
 *
 * Takes the application's own style, and settings that no desktop changes. That is to be so before
 * a widget is shown: what it has measured by then it would have to measure again.
 */
void
widget_picture_prepare (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "..", "data", "style.css", NULL);
  g_autoptr (GtkCssProvider) provider = NULL;

  if (g_object_get_data (G_OBJECT (display), "widget-picture") != NULL)
    return;

  g_object_set (gtk_settings_get_default (),
                "gtk-font-name", "DejaVu Sans 10",
                "gtk-xft-antialias", 1,
                "gtk-xft-hinting", 0,
                "gtk-xft-hintstyle", "hintnone",
                "gtk-xft-rgba", "none",
                "gtk-xft-dpi", 96 * PANGO_SCALE,
                "gtk-hint-font-metrics", FALSE,
                "gtk-enable-animations", FALSE,
                "gtk-cursor-blink", FALSE,
                "gtk-icon-theme-name", "Adwaita",
                NULL);
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_path (provider, file);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set_data (G_OBJECT (display), "widget-picture", provider);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

/**
 * widget_picture_wait_frames:
 * @widget: a widget that is shown in a window
 * @n_frames: a number
 *
 * Waits until so many frames have been painted.
 */
void
widget_picture_wait_frames (GtkWidget *widget,
                            guint      n_frames)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  guint count = 0;
  gulong handler = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (count_cb), &count);

  while (count < n_frames && g_get_monotonic_time () < deadline)
    {
      gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
      g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, handler);
  g_assert_cmpuint (count, >=, n_frames);
}

/* The widget as it is on the screen, on the colour that its window has */
static cairo_surface_t *
draw (GtkWidget *widget)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  GdkRGBA color;

  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_assert_true (gtk_style_context_lookup_color (gtk_widget_get_style_context (widget),
                                                 "window_bg_color", &color));
  G_GNUC_END_IGNORE_DEPRECATIONS
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_paint (cr);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node != NULL)
    gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* How many pixels in a million differ; more than there are if the size does */
static guint64
count_differences (cairo_surface_t *a,
                   cairo_surface_t *b)
{
  int width = cairo_image_surface_get_width (a);
  int height = cairo_image_surface_get_height (a);
  guint64 n_different = 0;

  if (cairo_image_surface_get_width (b) != width || cairo_image_surface_get_height (b) != height)
    return G_MAXUINT64;

  for (int y = 0; y < height; y++)
    {
      const guchar *row_a = cairo_image_surface_get_data (a) +
                            (gsize) y * cairo_image_surface_get_stride (a);
      const guchar *row_b = cairo_image_surface_get_data (b) +
                            (gsize) y * cairo_image_surface_get_stride (b);

      for (int x = 0; x < width; x++)
        {
          guint32 pixel_a = ((const guint32 *) row_a)[x];
          guint32 pixel_b = ((const guint32 *) row_b)[x];
          gboolean differs = FALSE;

          for (int shift = 0; shift < 24; shift += 8)
            {
              int channel_a = (pixel_a >> shift) & 0xff;
              int channel_b = (pixel_b >> shift) & 0xff;

              differs |= ABS (channel_a - channel_b) > CHANNEL_TOLERANCE;
            }
          n_different += differs;
        }
    }

  return n_different * 1000000 / ((guint64) width * (guint64) height);
}

/* Draws the widget once nothing moves any more: rows that are made a frame later are there. */
static cairo_surface_t *
draw_still (GtkWidget *widget)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  cairo_surface_t *before;
  cairo_surface_t *now;
  guint n_still = 0;

  widget_picture_wait_frames (widget, STILL_FRAMES);
  before = draw (widget);
  while (n_still < STILL_FRAMES && g_get_monotonic_time () < deadline)
    {
      widget_picture_wait_frames (widget, 1);
      now = draw (widget);
      n_still = count_differences (before, now) == 0 ? n_still + 1 : 0;
      cairo_surface_destroy (before);
      before = now;
    }
  g_assert_cmpuint (n_still, ==, STILL_FRAMES);

  return before;
}

static void
write_picture (cairo_surface_t *surface,
               const char      *file)
{
  g_autofree char *folder = g_path_get_dirname (file);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0777), ==, 0);
  g_assert_cmpint (cairo_surface_write_to_png (surface, file), ==, CAIRO_STATUS_SUCCESS);
}

static void
compare_with (cairo_surface_t *surface,
              const char      *name,
              const char      *style)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const char *contrast = adw_style_manager_get_high_contrast (manager) ? "contrast-" : "";
  g_autofree char *base = g_strdup_printf ("%s-%s%s.png", name, contrast, style);
  g_autofree char *reference = g_test_build_filename (G_TEST_DIST, "data", "pictures", base, NULL);
  g_autofree char *drawn = g_test_build_filename (G_TEST_BUILT, "pictures", base, NULL);
  cairo_surface_t *expected;
  guint64 n_different;

  if (g_getenv ("STRATA_RENEW_PICTURES") != NULL)
    {
      write_picture (surface, reference);
      return;
    }

  expected = cairo_image_surface_create_from_png (reference);
  n_different = cairo_surface_status (expected) == CAIRO_STATUS_SUCCESS
                ? count_differences (surface, expected)
                : G_MAXUINT64;
  cairo_surface_destroy (expected);
  if (n_different > PIXEL_TOLERANCE)
    {
      write_picture (surface, drawn);
      g_test_message ("%s differs from %s in %" G_GUINT64_FORMAT " of a million pixels; if that is "
                      "meant, set STRATA_RENEW_PICTURES=1", drawn, reference, n_different);
      g_test_fail ();
    }
  else
    {
      g_unlink (drawn);
    }
}

/**
 * widget_picture_compare:
 * @widget: a widget that is shown in a window; see widget_fixture_show(), and
 *   widget_picture_prepare() for what is shown otherwise
 * @name: the name of the picture, of lower-case letters and hyphens
 *
 * Compares how a widget looks, light and dark, with the references of that name.
 */
void
widget_picture_compare (GtkWidget  *widget,
                        const char *name)
{
  static const struct
  {
    const char *name;
    AdwColorScheme scheme;
  } styles[] = {
    { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
    { "dark", ADW_COLOR_SCHEME_FORCE_DARK },
  };
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkRoot *window = gtk_widget_get_root (widget);

  g_assert_nonnull (window);
  g_assert_true (gtk_widget_get_mapped (widget));
  widget_picture_prepare ();
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      cairo_surface_t *surface;

      adw_style_manager_set_color_scheme (manager, styles[i].scheme);
      /* Nobody manages windows here: whether this one has the focus is by chance. */
      gtk_window_set_focus (GTK_WINDOW (window), NULL);
      gtk_window_set_focus_visible (GTK_WINDOW (window), FALSE);
      gtk_widget_unset_state_flags (GTK_WIDGET (window), GTK_STATE_FLAG_BACKDROP);
      surface = draw_still (widget);
      compare_with (surface, name, styles[i].name);
      cairo_surface_destroy (surface);
    }
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
}
