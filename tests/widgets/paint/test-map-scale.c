/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "strata-map-scale.h"
#include "strata-map-text.h"

static const StrataMapStretch stretches[] = {
  { 0, 0x9ffff, FALSE },
  { 0xa0000, 0xa0000, FALSE },
  { 0xa0001, 0xfebeffff, TRUE },
  { 0xfebf0000, 0xfebf0003, FALSE },
  { 0xfebf0004, 0x7fffffffffffffff, TRUE },
  { 0x8000000000000000, 0xfffffffffffffffd, FALSE },
  { 0xfffffffffffffffe, 0xfffffffffffffffe, FALSE },
  { 0xffffffffffffffff, 0xffffffffffffffff, FALSE },
};

static StrataMapScale *
create_scale (StrataMapMode mode, double zoom, const StrataRange *window)
{
  StrataMapScaleOptions options = { mode, zoom, 18, 900 };

  return strata_map_scale_new (stretches, G_N_ELEMENTS (stretches), window, &options);
}

static void
check_inverse (StrataMapScale *scale, guint64 address)
{
  g_assert_cmphex (strata_map_scale_get_address (scale, strata_map_scale_get_top (scale, address)),
                   ==, address);
}

static void
test_boundaries (gconstpointer data)
{
  StrataMapMode mode = (StrataMapMode) GPOINTER_TO_INT (data);
  const double zooms[] = { 1e-9, 0.01, 0.5, 1, 3, 1e6, 1e12 };

  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    {
      g_autoptr (StrataMapScale) scale = create_scale (mode, zooms[i], NULL);

      g_assert_cmpfloat (strata_map_scale_get_top (scale, 0), ==, 0);
      for (gsize k = 0; k < G_N_ELEMENTS (stretches); k++)
        {
          check_inverse (scale, stretches[k].first);
          check_inverse (scale, stretches[k].last);
          g_assert_cmpfloat (strata_map_scale_get_top (scale, stretches[k].first), <,
                             strata_map_scale_get_bottom (scale, stretches[k].last));
        }
      g_assert_cmpfloat (strata_map_scale_get_bottom (scale, G_MAXUINT64), ==,
                         strata_map_scale_get_height (scale));
    }
}

static guint64
random_address (void)
{
  guint64 address = (guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();

  /* As many small ones as large ones. */
  return address >> g_test_rand_int_range (0, 64);
}

static void
test_monotone (gconstpointer data)
{
  StrataMapMode mode = (StrataMapMode) GPOINTER_TO_INT (data);
  g_autoptr (StrataMapScale) scale = create_scale (mode, 1.7, NULL);

  for (guint i = 0; i < 20000; i++)
    {
      guint64 a = random_address (), b = random_address ();
      double top = strata_map_scale_get_top (scale, MIN (a, b));
      guint64 found;

      g_assert_cmpfloat (top, <=, strata_map_scale_get_top (scale, MAX (a, b)));
      g_assert_cmpfloat (top, <=, strata_map_scale_get_bottom (scale, MIN (a, b)));

      /* What is found begins at the same place, and it is the first that does. */
      found = strata_map_scale_get_address (scale, top);
      if (found != stretches[0].last && found != stretches[5].last && found != stretches[2].last
          && found != stretches[4].last)
        {
          g_assert_cmpfloat (strata_map_scale_get_top (scale, found), ==, top);
          g_assert_cmphex (found, <=, MIN (a, b));
        }
    }
}

/* Every height is inside the byte that is found there, or one that no double tells from it. */
static void
test_heights (gconstpointer data)
{
  StrataMapMode mode = (StrataMapMode) GPOINTER_TO_INT (data);
  g_autoptr (StrataMapScale) scale = create_scale (mode, 1, NULL);
  double height = strata_map_scale_get_height (scale);
  guint64 before = 0;

  for (double y = 0; y < height; y += 0.125)
    {
      guint64 address = strata_map_scale_get_address (scale, y);

      g_assert_cmphex (address, >=, before);
      g_assert_cmpfloat (strata_map_scale_get_top (scale, address), <=, y);
      g_assert_cmpfloat (strata_map_scale_get_bottom (scale, address), >=, y - 1e-9);
      before = address;
    }
  g_assert_cmphex (strata_map_scale_get_address (scale, -1), ==, 0);
  g_assert_cmphex (strata_map_scale_get_address (scale, height), ==, G_MAXUINT64);
  g_assert_cmphex (strata_map_scale_get_address (scale, 1e300), ==, G_MAXUINT64);
}

static void
test_folded (void)
{
  g_autoptr (StrataMapScale) scale = create_scale (STRATA_MAP_MODE_FOLDED, 1, NULL);
  double before = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (stretches); i++)
    {
      double height = strata_map_scale_get_bottom (scale, stretches[i].last)
                      - strata_map_scale_get_top (scale, stretches[i].first);

      g_assert_cmpfloat (height, >=, 18 - 1e-6);
      g_assert_cmpfloat (height, <, 18 * 3);
      if (stretches[i].empty)
        g_assert_cmpfloat_with_epsilon (height, 18, 1e-6);
      before += height;
    }
  g_assert_cmpfloat_with_epsilon (before, strata_map_scale_get_height (scale), 1e-6);
}

static void
test_true (void)
{
  const StrataMapStretch some[] = {
    { 0, 0xfff, TRUE }, { 0x1000, 0x1fff, FALSE }, { 0x2000, 0x4fff, TRUE },
    { 0x5000, 0x8fff, FALSE }, { 0x9000, G_MAXUINT64, TRUE },
  };
  StrataMapScaleOptions options = { STRATA_MAP_MODE_TRUE, 2, 18, 800 };
  g_autoptr (StrataMapScale) scale = strata_map_scale_new (some, G_N_ELEMENTS (some), NULL,
                                                           &options);

  /* 0x8000 bytes are 1600 pixels; the empty ends are folded. */
  g_assert_cmpfloat_with_epsilon (strata_map_scale_get_top (scale, 0x1000), 36, 1e-9);
  g_assert_cmpfloat_with_epsilon (strata_map_scale_get_top (scale, 0x2000), 236, 1e-9);
  g_assert_cmpfloat_with_epsilon (strata_map_scale_get_top (scale, 0x5000), 836, 1e-9);
  g_assert_cmpfloat_with_epsilon (strata_map_scale_get_top (scale, 0x9000), 1636, 1e-9);
  g_assert_cmpfloat_with_epsilon (strata_map_scale_get_height (scale), 1672, 1e-9);
}

/* So far in that a byte is eight pixels high, near the very end: not one is lost. */
static void
test_window (void)
{
  const StrataRange window = { G_MAXUINT64 - 0x2000, G_MAXUINT64 - 0x1000 };
  g_autoptr (StrataMapScale) scale = create_scale (STRATA_MAP_MODE_TRUE,
                                                   8.0 * 18446744073709551616.0 / 900, &window);

  g_assert_cmphex (strata_map_scale_get_window (scale)->first, ==, window.first);
  g_assert_cmpfloat_with_epsilon (strata_map_scale_get_height (scale), 8.0 * 0x1001, 1);
  for (guint64 address = window.first; address <= window.last; address++)
    {
      double top = strata_map_scale_get_top (scale, address);

      check_inverse (scale, address);
      g_assert_cmphex (strata_map_scale_get_address (scale, top + 4), ==, address);
    }
  g_assert_cmpfloat (strata_map_scale_get_top (scale, 0), ==, 0);
  g_assert_cmpfloat (strata_map_scale_get_bottom (scale, 0), ==, 0);
  g_assert_cmpfloat (strata_map_scale_get_top (scale, G_MAXUINT64), ==,
                     strata_map_scale_get_height (scale));
}

/* Where hundreds of stretches are in each pixel: what is found does not depend on what was asked
 * before. */
static void
test_dense (void)
{
  enum { N = 5000, N_QUESTIONS = 3000 };
  g_autofree StrataMapStretch *many = g_new (StrataMapStretch, N);
  g_autofree double *tops = g_new (double, N);
  const double heights[] = { 7, 600, 2400, 20000 };

  for (guint i = 0; i < N; i++)
    many[i] = (StrataMapStretch) { 16 * (guint64) i, 16 * (guint64) i + 15, i % 3 == 0 };
  for (gsize k = 0; k < G_N_ELEMENTS (heights); k++)
    {
      StrataMapScaleOptions options = { STRATA_MAP_MODE_FOLDED, heights[k] / (18.0 * N), 18, 900 };
      g_autoptr (StrataMapScale) scale = strata_map_scale_new (many, N, NULL, &options);

      for (guint i = 0; i < N; i++)
        {
          tops[i] = strata_map_scale_get_top (scale, many[i].first);
          g_assert_cmpfloat (tops[i], >=, i > 0 ? tops[i - 1] : 0);
        }
      for (guint i = 0; i < N_QUESTIONS; i++)
        {
          guint index = (guint) g_test_rand_int_range (0, N);
          double y = g_test_rand_double_range (-2, strata_map_scale_get_height (scale) + 2);
          guint64 address;

          g_assert_cmpfloat (strata_map_scale_get_top (scale, many[index].first), ==, tops[index]);
          if (i % 2 == 0)
            y = (double) (gint64) y;
          if (!strata_map_scale_find_from (scale, y, &address))
            {
              g_assert_cmpfloat (strata_map_scale_get_top (scale, many[N - 1].last), <, y);
              continue;
            }
          g_assert_cmpfloat (strata_map_scale_get_top (scale, address), >=, y);
          if (address > 0)
            g_assert_cmpfloat (strata_map_scale_get_top (scale, address - 1), <, y);
        }
    }
}

static void
test_text (void)
{
  static const struct
  {
    guint64 first, last;
    const char *address, *end, *size;
  } cases[] = {
    { 0, 0, "0", "1", "1 byte" },
    { 0xfd000000, 0xfdffffff, "fd000000", "fe000000", "16 MiB" },
    { 0x8000000, 0xfcffffff, "8000000", "fd000000", "3920 MiB" },
    { 0x100000000, 0x1ffffffff, "1 0000 0000", "2 0000 0000", "4 GiB" },
    { 0, G_MAXUINT64, "0", "2^64", "16 EiB" },
    { 0x100000000, G_MAXUINT64, "1 0000 0000", "2^64", "≈ 16 EiB" },
    { 0xfee00000, 0xfee00005, "fee00000", "fee00006", "6 bytes" },
    { 0xfef00000, 0xfffbffff, "fef00000", "fffc0000", "≈ 16.8 MiB" },
    { 0xfffffffffffffffe, G_MAXUINT64, "ffff ffff ffff fffe", "2^64", "2 bytes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *address = strata_map_format_address (cases[i].first);
      g_autofree char *end = strata_map_format_end (cases[i].last);
      g_autofree char *size = strata_map_format_size (cases[i].first, cases[i].last);

      g_assert_cmpstr (address, ==, cases[i].address);
      g_assert_cmpstr (end, ==, cases[i].end);
      g_assert_cmpstr (size, ==, cases[i].size);
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    StrataMapMode mode;
  } modes[] = { { "folded", STRATA_MAP_MODE_FOLDED }, { "true", STRATA_MAP_MODE_TRUE } };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      gconstpointer mode = GINT_TO_POINTER (modes[i].mode);
      g_autofree char *boundaries = g_strdup_printf ("/strata/map-scale/boundaries/%s",
                                                     modes[i].name);
      g_autofree char *monotone = g_strdup_printf ("/strata/map-scale/monotone/%s", modes[i].name);
      g_autofree char *heights = g_strdup_printf ("/strata/map-scale/heights/%s", modes[i].name);

      g_test_add_data_func (boundaries, mode, test_boundaries);
      g_test_add_data_func (monotone, mode, test_monotone);
      g_test_add_data_func (heights, mode, test_heights);
    }
  g_test_add_func ("/strata/map-scale/folded", test_folded);
  g_test_add_func ("/strata/map-scale/true", test_true);
  g_test_add_func ("/strata/map-scale/window", test_window);
  g_test_add_func ("/strata/map-scale/dense", test_dense);
  g_test_add_func ("/strata/map-scale/text", test_text);

  return g_test_run ();
}
