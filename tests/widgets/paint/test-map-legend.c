/* SPDX-License-Identifier: GPL-2.0-or-later */

/* What the colours and patterns of the map mean */

#include <string.h>

#include "map-fixture.h"
#include "map-sheet.h"
#include "strata-map-legend.h"
#include "strata.h"

#define WIDTH 700

static cairo_surface_t *
paint (StrataMapModel *model, int width, StrataMapScheme scheme, int *height)
{
  g_autoptr (StrataMapLayout) layout
    = map_sheet_create_layout (model, STRATA_MAP_MODE_FOLDED, 1, width, FALSE);
  StrataMapStyle style;
  cairo_surface_t *surface;
  cairo_t *cr;

  width = strata_map_layout_get_width (layout);
  strata_map_style_init (&style, scheme);
  *height = strata_map_legend_get_height (layout);
  surface = map_sheet_create_surface (width, MAX (*height, 1), &style);
  cr = cairo_create (surface);
  strata_map_legend_paint (layout, &style, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static gboolean
is_column_empty (cairo_surface_t *surface, int x, int top, int bottom)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  guint32 ground = *(const guint32 *) (gconstpointer) data;

  for (int y = top; y < bottom; y++)
    if (((const guint32 *) (gconstpointer) (data + y * stride))[x] != ground)
      return FALSE;
  return TRUE;
}

/* Entries of a line are told apart by the gap between them, which no letter has. */
static int
count_entries (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int n = 0, run = WIDTH;

  for (int x = 0; x < width; x++)
    {
      if (is_column_empty (surface, x, 0, height))
        {
          run++;
          continue;
        }
      if (run > 14)
        n++;
      run = 0;
    }
  return n;
}

static StrataMapModel *
build (guint n_kinds, gboolean hides)
{
  static const StrataRegionKind kinds[] = { STRATA_REGION_RAM, STRATA_REGION_ROM,
                                            STRATA_REGION_MMIO };
  g_autoptr (MapFixture) fixture = map_fixture_new ();
  static const char *const names[] = { "first", "second", "third" };
  guint root = map_fixture_add (fixture, STRATA_NO_INSTANCE, "root", STRATA_REGION_CONTAINER,
                                0, 0xffff);

  for (guint i = 0; i < n_kinds; i++)
    map_fixture_try (fixture, map_fixture_add (fixture, root, names[i], kinds[i], 0x1000 * i,
                                               0x1000 * i + 0xfff));
  if (hides)
    map_fixture_try (fixture, map_fixture_add (fixture, root, "under", kinds[0], 0, 0xff));
  return map_fixture_build (fixture);
}

/* What does not occur is not explained. */
static void
test_entries (void)
{
  for (guint n_kinds = 1; n_kinds <= 3; n_kinds++)
    for (int hides = 0; hides < 2; hides++)
      {
        g_autoptr (StrataMapModel) model = build (n_kinds, hides);
        int height;
        cairo_surface_t *surface = paint (model, WIDTH, STRATA_MAP_SCHEME_LIGHT, &height);

        g_assert_cmpint (count_entries (surface), ==, (int) n_kinds + hides);
        cairo_surface_destroy (surface);
      }
}

/* What does not fit into a line goes on in the next one, and nothing is cut off. */
static void
test_lines (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  int before = 0;

  for (int width = 1200; width >= 240; width -= 120)
    {
      int height;
      cairo_surface_t *surface = paint (model, width, STRATA_MAP_SCHEME_LIGHT, &height);

      g_assert_cmpint (height, >=, before);
      g_assert_true (is_column_empty (surface, cairo_image_surface_get_width (surface) - 2, 0,
                                      height));
      before = height;
      cairo_surface_destroy (surface);
    }
  g_assert_cmpint (before, >, 30);
}

/* In high contrast no two entries look alike without their colours: each swatch has an edge. */
static void
test_contrast (void)
{
  g_autoptr (StrataMapModel) model = build (3, TRUE);
  int height;
  cairo_surface_t *plain = paint (model, WIDTH, STRATA_MAP_SCHEME_LIGHT, &height);
  cairo_surface_t *strong = paint (model, WIDTH, STRATA_MAP_SCHEME_HIGH_CONTRAST, &height);
  gsize length = (gsize) cairo_image_surface_get_stride (plain) * (gsize) height;

  g_assert_cmpint (count_entries (strong), ==, 4);
  g_assert_cmpint (memcmp (cairo_image_surface_get_data (plain),
                           cairo_image_surface_get_data (strong), length), !=, 0);
  cairo_surface_destroy (plain);
  cairo_surface_destroy (strong);
}

/* A model with every kind, with what is hidden in whole and in part, what is disabled, and with
 * every change */
static StrataMapModel *
build_all (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "root", 0x20000);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "space", root);
  g_autoptr (GPtrArray) regions = g_ptr_array_new_with_free_func (
    (GDestroyNotify) strata_region_unref);
  g_autoptr (StrataFlatView) before = NULL;
  g_autoptr (StrataFlatView) after = NULL;
  g_autoptr (StrataViewDiff) diff = NULL;
  g_autoptr (StrataMapMarks) marks = NULL;
  g_autoptr (MapFixture) fixture = map_fixture_new ();
  g_autoptr (GArray) segments = NULL;
  guint top;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("region-%u", i);

      g_ptr_array_add (regions, strata_region_new_reserved (system, NULL, name, 0x1000));
      g_assert_true (strata_region_add_subregion_overlap (root, MIN (i, 2) * 0x4000,
                                                          regions->pdata[i], (gint) i, NULL));
      g_assert_true (strata_region_set_enabled (regions->pdata[i], i == 0 || i == 2, NULL));
    }
  before = strata_address_space_ref_view (space);
  for (guint i = 0; i < 4; i++)
    g_assert_true (strata_region_set_enabled (regions->pdata[i], i != 0, NULL));
  after = strata_address_space_ref_view (space);
  diff = strata_view_diff_new (before, after);
  marks = strata_map_marks_new (diff);

  top = map_fixture_add (fixture, STRATA_NO_INSTANCE, "root", STRATA_REGION_CONTAINER, 0, 0x1ffff);
  for (guint kind = 0; kind < STRATA_MAP_N_KINDS; kind++)
    {
      static const StrataRegionKind kinds[] = {
        STRATA_REGION_RAM, STRATA_REGION_ROM, STRATA_REGION_MMIO, STRATA_REGION_RAM_DEVICE,
        STRATA_REGION_ROM_DEVICE, STRATA_REGION_IOMMU, STRATA_REGION_RESERVED, STRATA_REGION_RAM,
      };

      map_fixture_try (fixture, map_fixture_add (fixture, top, "region", kinds[kind],
                                                 0x1000 * kind, 0x1000 * kind + 0xfff));
    }
  map_fixture_try (fixture, map_fixture_add (fixture, top, "under", STRATA_REGION_RAM, 0, 0xff));
  map_fixture_try (fixture, map_fixture_add (fixture, top, "partly", STRATA_REGION_RAM, 0x7000,
                                             0x8fff));
  map_fixture_get (fixture, map_fixture_add (fixture, top, "off", STRATA_REGION_RAM, 0xa000,
                                             0xafff))->enabled = FALSE;
  segments = map_fixture_list_segments (fixture);

  return strata_map_model_new_marked ((const StrataMapInstance *) (void *) fixture->instances->data,
                                      fixture->instances->len,
                                      (const StrataSegment *) (void *) segments->data,
                                      segments->len, marks);
}

/* All that there can be in it, as it was looked at */
static void
test_pictures (void)
{
  static const struct
  {
    const char *name;
    StrataMapScheme scheme;
  } cases[] = {
    { "legend-light.png", STRATA_MAP_SCHEME_LIGHT },
    { "legend-dark.png", STRATA_MAP_SCHEME_DARK },
    { "legend-contrast.png", STRATA_MAP_SCHEME_HIGH_CONTRAST },
    { "legend-contrast-dark.png", STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK },
  };
  g_autoptr (StrataMapModel) model = build_all ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int height;
      cairo_surface_t *surface = paint (model, WIDTH, cases[i].scheme, &height);

      map_sheet_compare (surface, cases[i].name);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/map-legend/entries", test_entries);
  g_test_add_func ("/strata/map-legend/lines", test_lines);
  g_test_add_func ("/strata/map-legend/contrast", test_contrast);
  g_test_add_func ("/strata/map-legend/pictures", test_pictures);
  return g_test_run ();
}
