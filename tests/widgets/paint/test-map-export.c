/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "map-fixture.h"
#include "map-sheet.h"
#include "strata-map-export.h"

#include <cairo.h>
#include <formats/strata-formats.h>
#include <glib/gstdio.h>
#include <string.h>

/* Fonts change a little from release to release: so many pixels of a thousand may differ from the
 * reference by more than so much of 255. */
#define TOLERATED_PIXELS 20
#define TOLERATED_DIFFERENCE 32

static const StrataMapExportOptions pinned = {
  .resolution = 1,
  .family = "DejaVu Sans",
  .mono_family = "DejaVu Sans Mono",
};

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  /* Nothing here may need a display. */
  g_unsetenv ("DISPLAY");
  g_unsetenv ("WAYLAND_DISPLAY");
  fixture->folder = g_dir_make_tmp ("strata-export-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static char *
export_model (Fixture *fixture, StrataMapModel *model, const char *name,
              const StrataMapExportOptions *options)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  strata_map_export_model (model, "A <map> & more", "seen", path, options, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static char *
run (const char *program, const char *argument, const char *path)
{
  const char *arguments[] = { program, argument, path, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  if (*argument == '\0')
    {
      arguments[1] = path;
      arguments[2] = NULL;
    }
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return output;
}

static void
test_svg (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  g_autofree char *path = export_model (fixture, model, "map.svg", &pinned);
  g_autofree char *text = NULL;

  g_free (run ("xmllint", "--noout", path));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "<title>A &lt;map&gt; &amp; more</title>"));
}

static void
test_pdf (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  g_autofree char *path = export_model (fixture, model, "map.pdf", &pinned);
  g_autofree char *output = run ("pdfinfo", "", path);

  g_assert_nonnull (strstr (output, "A <map> & more"));
  g_assert_true (g_regex_match_simple ("Pages: +1\n", output, 0, 0));
}

static void
test_png (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  StrataMapExportOptions options = pinned;
  g_autofree char *path = NULL;
  cairo_surface_t *surface;

  options.width = 500;
  options.resolution = 2;
  path = export_model (fixture, model, "map.PNG", &options);
  surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1000);
  cairo_surface_destroy (surface);
}

/* The same again is the same to the last byte. */
static void
test_deterministic (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *const endings[] = { "svg", "png", "pdf" };
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *first = g_strdup_printf ("first.%s", endings[i]);
      g_autofree char *second = g_strdup_printf ("second.%s", endings[i]);
      g_autofree char *first_path = export_model (fixture, model, first, &pinned);
      g_autofree char *second_path = export_model (fixture, model, second, &pinned);
      g_autofree char *first_bytes = NULL;
      g_autofree char *second_bytes = NULL;
      gsize first_length, second_length;

      g_assert_true (g_file_get_contents (first_path, &first_bytes, &first_length, NULL));
      g_assert_true (g_file_get_contents (second_path, &second_bytes, &second_length, NULL));
      g_assert_cmpmem (first_bytes, first_length, second_bytes, second_length);
    }
}

/* A failure leaves what was there. */
static void
test_errors (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_overlap ();
  g_autoptr (GError) error = NULL;
  g_autofree char *bitmap = g_build_filename (fixture->folder, "map.bmp", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "none", "map.svg", NULL);

  g_assert_false (strata_map_export_model (model, NULL, "seen", bitmap, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_nonnull (strstr (error->message, "map.bmp"));
  g_assert_false (g_file_test (bitmap, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  g_assert_false (strata_map_export_model (model, NULL, "seen", missing, NULL, NULL, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_str_has_prefix (error->message, missing));
}

/* What is cancelled leaves what was there, in every format. */
static void
test_cancelled (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *const names[] = { "map.svg", "map.png", "map.pdf" };
  g_autoptr (StrataMapModel) model = map_fixture_build_overlap ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
      g_autofree char *contents = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      g_assert_false (strata_map_export_model (model, NULL, "seen", path, &pinned, cancellable,
                                               &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_cmpstr (contents, ==, "old");
      g_assert_cmpint (g_remove (path), ==, 0);
    }
}

/* Nothing at all, and far too much for a page, are pictures, too. */
static void
test_extremes (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const char *const names[] = { "map.svg", "map.png", "map.pdf" };
  g_autoptr (StrataMapModel) empty = strata_map_model_new (NULL, 0, NULL, 0);
  g_autoptr (StrataMapModel) many = map_fixture_build_many (2000);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_free (export_model (fixture, empty, names[i], NULL));
      g_free (export_model (fixture, many, names[i], &pinned));
    }
}

static void
compare_pictures (const char *path, const char *reference_path)
{
  cairo_surface_t *picture = cairo_image_surface_create_from_png (path);
  cairo_surface_t *reference = cairo_image_surface_create_from_png (reference_path);
  int width = cairo_image_surface_get_width (reference);
  int height = cairo_image_surface_get_height (reference);
  int stride = cairo_image_surface_get_stride (reference);
  int n_different = 0;

  g_assert_cmpint (cairo_surface_status (reference), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (picture), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (picture), ==, height);
  g_assert_cmpint (cairo_image_surface_get_stride (picture), ==, stride);
  for (int y = 0; y < height; y++)
    {
      const guint32 *a = (const void *) (cairo_image_surface_get_data (picture) + y * stride);
      const guint32 *b = (const void *) (cairo_image_surface_get_data (reference) + y * stride);

      for (int x = 0; x < width; x++)
        if (map_sheet_get_difference (a[x], b[x]) > TOLERATED_DIFFERENCE)
          n_different++;
    }
  g_assert_cmpint (n_different * 1000, <=, width * height * TOLERATED_PIXELS);
  cairo_surface_destroy (picture);
  cairo_surface_destroy (reference);
}

/* The documented example, as the engine renders it; looked at, then kept. */
static void
test_reference (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  const struct
  {
    const char *name;
    StrataMapScheme scheme;
  } cases[] = {
    { "doc-overlap-light.png", STRATA_MAP_SCHEME_LIGHT },
    { "doc-overlap-dark.png", STRATA_MAP_SCHEME_DARK },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = strata_formats_load ("doc-overlap", NULL, NULL, NULL, NULL,
                                                       &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      StrataMapExportOptions options = pinned;
      g_autofree char *path = g_build_filename (fixture->folder, cases[i].name, NULL);
      g_autofree char *reference = g_test_build_filename (G_TEST_DIST, "data", "paint",
                                                          cases[i].name, NULL);

      options.scheme = cases[i].scheme;
      strata_map_export (strata_board_get_default_address_space (board), "doc-overlap", path,
                         &options, &error);
      g_assert_no_error (error);
      compare_pictures (path, reference);
    }
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

/* Page by page is the same as at once. */
static void
test_print (Fixture *fixture G_GNUC_UNUSED, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  g_autoptr (StrataMapPrint) whole = strata_map_print_new (model, "A map", "seen", &pinned, 3000,
                                                           5000);
  g_autoptr (StrataMapPrint) pages = strata_map_print_new (model, "A map", "seen", &pinned, 3000,
                                                           200);
  g_autoptr (StrataMapPrint) narrow = strata_map_print_new (model, "A map", "seen", &pinned, 200,
                                                            280);
  int n = strata_map_print_get_n_pages (pages);
  cairo_surface_t *left = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 3000, 200 * n);
  cairo_surface_t *right = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 3000, 200 * n);
  cairo_t *cr = cairo_create (left);
  gboolean painted = FALSE;

  g_assert_cmpint (strata_map_print_get_n_pages (whole), ==, 1);
  g_assert_cmpint (n, >, 1);
  g_assert_cmpint (strata_map_print_get_n_pages (narrow), >=, 1);
  strata_map_print_draw_page (whole, cr, 0);
  cairo_destroy (cr);
  cr = cairo_create (right);
  for (int i = 0; i < n; i++)
    {
      cairo_save (cr);
      cairo_translate (cr, 0, 200 * i);
      strata_map_print_draw_page (pages, cr, i);
      cairo_restore (cr);
    }
  cairo_destroy (cr);

  cairo_surface_flush (left);
  cairo_surface_flush (right);
  for (int y = 0; y < 200 * n; y++)
    {
      const guint8 *a = cairo_image_surface_get_data (left)
                        + (gsize) y * cairo_image_surface_get_stride (left);
      const guint8 *b = cairo_image_surface_get_data (right)
                        + (gsize) y * cairo_image_surface_get_stride (right);

      g_assert_cmpmem (a, 3000 * 4, b, 3000 * 4);
      for (int x = 0; x < 3000 * 4; x++)
        painted |= a[x] != 0 && a[x] != 0xff;
    }
  g_assert_true (painted);
  cairo_surface_destroy (left);
  cairo_surface_destroy (right);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/strata/map-export/svg", test_svg);
  add ("/strata/map-export/pdf", test_pdf);
  add ("/strata/map-export/png", test_png);
  add ("/strata/map-export/deterministic", test_deterministic);
  add ("/strata/map-export/errors", test_errors);
  add ("/strata/map-export/cancelled", test_cancelled);
  add ("/strata/map-export/extremes", test_extremes);
  add ("/strata/map-export/reference", test_reference);
  add ("/strata/map-export/print", test_print);

  return g_test_run ();
}
