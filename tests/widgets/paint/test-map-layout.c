/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "map-fixture.h"
#include "map-sheet.h"

static const int widths[] = { 200, 360, 481, 700, 1100, 2600 };
static const double zooms[] = { 0.02, 0.3, 1, 2.5 };

typedef void (*CheckFunc) (StrataMapLayout *layout);

static void
foreach_layout (CheckFunc check)
{
  g_autoptr (StrataMapModel) overlap = map_fixture_build_overlap ();
  g_autoptr (StrataMapModel) pc = map_fixture_build_pc ();
  g_autoptr (StrataMapModel) many = map_fixture_build_many (200);
  g_autoptr (StrataMapModel) empty = strata_map_model_new (NULL, 0, NULL, 0);
  StrataMapModel *models[] = { overlap, pc, many, empty };

  for (gsize m = 0; m < G_N_ELEMENTS (models); m++)
    for (gsize w = 0; w < G_N_ELEMENTS (widths); w++)
      for (gsize z = 0; z < G_N_ELEMENTS (zooms); z++)
        for (int mode = STRATA_MAP_MODE_FOLDED; mode <= STRATA_MAP_MODE_TRUE; mode++)
          {
            g_autoptr (StrataMapLayout) layout = map_sheet_create_layout (
              models[m], (StrataMapMode) mode, zooms[z], widths[w], w % 2 == 1);

            check (layout);
          }
}

static gboolean
box_contains (const StrataMapBox *box, double x, double y)
{
  return x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height;
}

/* Boxes lie inside the picture, on whole pixels, and apart from each other. */
static void
check_boxes (StrataMapLayout *layout)
{
  double height = strata_map_layout_get_height (layout);
  g_autoptr (GArray) boxes = strata_map_layout_list_boxes (layout, 0, height);

  g_assert_cmpuint (boxes->len, >, 0);
  for (guint i = 0; i < boxes->len; i++)
    {
      const StrataMapBox *box = &g_array_index (boxes, StrataMapBox, i);
      const StrataMapBox *before = box - 1;

      g_assert_cmpint (box->x, >=, 0);
      g_assert_cmpint (box->width, >, 0);
      g_assert_cmpint (box->x + box->width, <=, strata_map_layout_get_width (layout));
      g_assert_cmpfloat (box->y, >=, 0);
      g_assert_cmpfloat (box->height, >=, 1);
      g_assert_cmpfloat (box->y + box->height, <=, height);
      g_assert_cmpfloat (box->y, ==, (double) (gint64) box->y);
      g_assert_cmpfloat (box->height, ==, (double) (gint64) box->height);
      if (i == 0 || before->type != box->type || before->x != box->x)
        continue;
      g_assert_cmphex (before->last, <, box->first);
      /* Where there is room for it there are two pixels between neighbours. */
      if (before->height >= 5 && box->height >= 5)
        g_assert_cmpfloat (box->y - (before->y + before->height), >=, 2);
    }
}

static void
test_boxes (void)
{
  foreach_layout (check_boxes);
}

/* What is picked is what was listed there, whichever strip was listed. */
static void
check_pick (StrataMapLayout *layout)
{
  double height = strata_map_layout_get_height (layout);
  int width = strata_map_layout_get_width (layout);
  g_autoptr (GArray) boxes = strata_map_layout_list_boxes (layout, 0, height);

  for (guint i = 0; i < 200; i++)
    {
      double x = g_test_rand_double_range (0, width);
      double y = g_test_rand_double_range (0, height);
      const StrataMapBox *expected = NULL;
      StrataMapBox box;

      for (guint k = 0; k < boxes->len; k++)
        if (box_contains (&g_array_index (boxes, StrataMapBox, k), x, y))
          expected = &g_array_index (boxes, StrataMapBox, k);
      g_assert_cmpint (strata_map_layout_pick (layout, x, y, &box), ==, expected != NULL);
      if (expected == NULL)
        continue;
      g_assert_cmpint (box.type, ==, expected->type);
      g_assert_cmphex (box.first, ==, expected->first);
      g_assert_cmphex (box.last, ==, expected->last);
      g_assert_cmpuint (box.instance, ==, expected->instance);
      g_assert_cmpuint (box.count, ==, expected->count);
      g_assert_cmpfloat (box.y, ==, expected->y);
      g_assert_cmpfloat (box.height, ==, expected->height);
    }
}

static void
test_pick (void)
{
  foreach_layout (check_pick);
}

/* Addresses beside the map never touch each other, and there is one at each end. */
static void
check_labels (StrataMapLayout *layout)
{
  double height = strata_map_layout_get_height (layout);
  double line = strata_map_fonts_get_height (strata_map_layout_get_fonts (layout),
                                             STRATA_MAP_FONT_ADDRESS);
  g_autoptr (GArray) labels = strata_map_layout_list_labels (layout, 0, height);
  g_autoptr (GArray) some = strata_map_layout_list_labels (layout, height / 3, height / 2);

  g_assert_cmpuint (labels->len, >=, 1);
  g_assert_true (g_array_index (labels, StrataMapLabel, labels->len - 1).at_end);
  for (guint i = 0; i < labels->len; i++)
    {
      const StrataMapLabel *label = &g_array_index (labels, StrataMapLabel, i);

      g_assert_cmpfloat (label->y - line / 2, >=, 0);
      g_assert_cmpfloat (label->y + line / 2, <=, height);
      if (i > 0)
        g_assert_cmpfloat (label->y - (label - 1)->y, >=, line);
    }
  /* A strip has the same as the whole. */
  for (guint i = 0, k = 0; i < some->len; i++)
    {
      while (k < labels->len && g_array_index (labels, StrataMapLabel, k).y
                                < g_array_index (some, StrataMapLabel, i).y)
        k++;
      g_assert_cmpuint (k, <, labels->len);
      g_assert_cmphex (g_array_index (labels, StrataMapLabel, k).address, ==,
                       g_array_index (some, StrataMapLabel, i).address);
    }
}

static void
test_labels (void)
{
  foreach_layout (check_labels);
}

/* At its natural size every boundary has its address, and every flat range room for its name. */
static void
test_natural (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  g_autoptr (StrataMapLayout) layout = map_sheet_create_layout (model, STRATA_MAP_MODE_FOLDED, 1,
                                                                0, FALSE);
  StrataMapFonts *fonts = strata_map_layout_get_fonts (layout);
  double height = strata_map_layout_get_height (layout);
  g_autoptr (GArray) labels = strata_map_layout_list_labels (layout, 0, height);
  g_autoptr (GArray) boxes = strata_map_layout_list_boxes (layout, 0, height);
  gsize n_stretches;
  guint n_flats = 0;

  strata_map_model_get_stretches (model, &n_stretches);
  g_assert_cmpuint (labels->len, ==, n_stretches + 1);
  for (guint i = 0; i < boxes->len; i++)
    {
      const StrataMapBox *box = &g_array_index (boxes, StrataMapBox, i);

      if (box->type != STRATA_MAP_BOX_FLAT)
        continue;
      g_assert_cmpfloat (box->height, >=,
                         strata_map_fonts_get_height (fonts, STRATA_MAP_FONT_NAME));
      n_flats++;
    }
  g_assert_cmpuint (n_flats, ==, strata_map_model_get_n_flats (model));
  g_assert_cmpuint (strata_map_layout_get_n_columns (layout), ==, 4);
  g_assert_null (strata_map_layout_get_fold_column (layout));
}

/* What an instance is cut into fills its box, and is seen where it wins. */
static void
check_parts (StrataMapLayout *layout)
{
  StrataMapModel *model = strata_map_layout_get_model (layout);
  g_autoptr (GArray) boxes = strata_map_layout_list_boxes (layout, 0,
                                                           strata_map_layout_get_height (layout));

  for (guint i = 0; i < boxes->len; i++)
    {
      const StrataMapBox *box = &g_array_index (boxes, StrataMapBox, i);
      g_autoptr (GArray) parts = NULL;
      double y = box->y;
      guint64 next = box->first;

      if (box->type != STRATA_MAP_BOX_STRATUM || box->count > 1
          || !strata_map_model_get_instance (model, box->instance)->enabled)
        continue;
      parts = strata_map_layout_list_parts (layout, box, box->y, box->y + box->height);
      g_assert_cmpuint (parts->len, >, 0);
      for (guint k = 0; k < parts->len; k++)
        {
          const StrataMapPart *part = &g_array_index (parts, StrataMapPart, k);
          guint segment = strata_map_model_find_segment (model, part->first);

          g_assert_cmphex (part->first, ==, next);
          g_assert_cmpfloat (part->y, ==, y);
          next = part->last + 1;
          y += part->height;
          if (!part->mixed)
            g_assert_cmpint (part->seen, ==, strata_map_model_get_segment (model, segment)->instance
                                             == box->instance);
        }
      g_assert_cmphex (next, ==, box->last + 1);
      g_assert_cmpfloat (y, ==, box->y + box->height);
    }
}

static void
test_parts (void)
{
  foreach_layout (check_parts);
}

/* The last column says how many there are that have none, at each address. */
static void
test_fold (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  g_autoptr (StrataMapLayout) layout = map_sheet_create_layout (model, STRATA_MAP_MODE_FOLDED, 1,
                                                                360, FALSE);
  g_autoptr (StrataMapLayout) open = map_sheet_create_layout (model, STRATA_MAP_MODE_FOLDED, 1, 360,
                                                              TRUE);
  g_autoptr (GArray) boxes = strata_map_layout_list_boxes (layout, 0,
                                                           strata_map_layout_get_height (layout));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < boxes->len; i++)
    {
      const StrataMapBox *box = &g_array_index (boxes, StrataMapBox, i);

      if (box->type == STRATA_MAP_BOX_FOLD)
        g_string_append_printf (text, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x +%u\n",
                                box->first, box->last, box->count);
    }
  g_assert_cmpuint (strata_map_layout_get_n_columns (layout), ==, 1);
  g_assert_cmpstr (text->str, ==,
                   "0-9ffff +1\n"
                   "a0000-bffff +2\n"
                   "c0000-fffff +3\n"
                   "100000-7ffffff +1\n");

  g_assert_cmpuint (strata_map_layout_get_n_columns (open), ==, 4);
  g_assert_null (strata_map_layout_get_fold_column (open));
  g_assert_cmpint (strata_map_layout_get_width (open), >, 360);
}

/* Of what is disabled in one place each counts, and so does what is hidden there. */
static void
test_fold_disabled (void)
{
  g_autoptr (MapFixture) fixture = map_fixture_new ();
  guint root = map_fixture_add (fixture, STRATA_NO_INSTANCE, "root", STRATA_REGION_CONTAINER, 0,
                                0xffff);
  g_autoptr (StrataMapModel) model = NULL;
  g_autoptr (StrataMapLayout) layout = NULL;
  g_autoptr (GArray) boxes = NULL;
  guint count = 0;

  map_fixture_try (fixture, map_fixture_add (fixture, root, "seen", STRATA_REGION_RAM, 0, 0xfff));
  map_fixture_try (fixture, map_fixture_add (fixture, root, "under", STRATA_REGION_RAM, 0, 0xfff));
  for (guint i = 0; i < 3; i++)
    map_fixture_get (fixture, map_fixture_add (fixture, root, "off", STRATA_REGION_RAM, 0,
                                               0xfff))->enabled = FALSE;
  model = map_fixture_build (fixture);
  layout = map_sheet_create_layout (model, STRATA_MAP_MODE_FOLDED, 1, 300, FALSE);
  boxes = strata_map_layout_list_boxes (layout, 0, strata_map_layout_get_height (layout));
  for (guint i = 0; i < boxes->len; i++)
    if (g_array_index (boxes, StrataMapBox, i).type == STRATA_MAP_BOX_FOLD)
      count += g_array_index (boxes, StrataMapBox, i).count;
  g_assert_cmpuint (count, ==, 4);
}

static void
test_find_box (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_pc ();
  g_autoptr (StrataMapLayout) layout = map_sheet_create_layout (model, STRATA_MAP_MODE_FOLDED, 1,
                                                                0, FALSE);
  double height = strata_map_layout_get_height (layout);
  g_autoptr (GArray) boxes = strata_map_layout_list_boxes (layout, 0, height);
  guint n_found = 0;

  for (guint i = 0; i < boxes->len; i++)
    {
      const StrataMapBox *box = &g_array_index (boxes, StrataMapBox, i);
      StrataMapBox found;

      if (box->type != STRATA_MAP_BOX_STRATUM && box->type != STRATA_MAP_BOX_DISABLED)
        continue;
      g_assert_true (strata_map_layout_find_box (layout, box->instance, &found));
      g_assert_cmpint (found.type, ==, box->type);
      g_assert_cmpint (found.x, ==, box->x);
      g_assert_cmpfloat (found.y, ==, box->y);
      g_assert_cmpfloat (found.height, ==, box->height);
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, 20);
}

/* A hundred thousand are laid out at once, and a strip of them costs what is in it. */
static void
test_many (void)
{
  g_autoptr (StrataMapModel) model = map_fixture_build_many (50000);
  g_autoptr (StrataMapLayout) layout = NULL;
  g_autoptr (GArray) boxes = NULL;
  g_autoptr (GArray) all = NULL;
  g_autoptr (StrataMapLayout) small = NULL;

  layout = map_sheet_create_layout (model, STRATA_MAP_MODE_FOLDED, 1, 900, FALSE);
  boxes = strata_map_layout_list_boxes (layout, 1000000, 1000800);
  g_assert_cmpuint (boxes->len, >, 20);
  g_assert_cmpuint (boxes->len, <, 60);

  /* All of it in 900 pixels: at most a box for each of them in each column. */
  small = map_sheet_create_layout (model, STRATA_MAP_MODE_TRUE, 1, 900, FALSE);
  all = strata_map_layout_list_boxes (small, 0, strata_map_layout_get_height (small));
  g_assert_cmpuint (all->len, >, 500);
  g_assert_cmpuint (all->len, <, 2000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/map-layout/boxes", test_boxes);
  g_test_add_func ("/strata/map-layout/pick", test_pick);
  g_test_add_func ("/strata/map-layout/labels", test_labels);
  g_test_add_func ("/strata/map-layout/natural", test_natural);
  g_test_add_func ("/strata/map-layout/parts", test_parts);
  g_test_add_func ("/strata/map-layout/fold", test_fold);
  g_test_add_func ("/strata/map-layout/fold-disabled", test_fold_disabled);
  g_test_add_func ("/strata/map-layout/find-box", test_find_box);
  g_test_add_func ("/strata/map-layout/many", test_many);

  return g_test_run ();
}
