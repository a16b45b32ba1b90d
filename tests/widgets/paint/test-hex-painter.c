/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "map-sheet.h"
#include "strata-hex-painter.h"

#include <pango/pangocairo.h>
#include <string.h>

#define WIDTH 1600
#define N_ROWS 4
#define N_COLUMNS 16

static StrataHexFont *
create_font_of (int size, gboolean hinted)
{
  PangoFontMap *map = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *description = pango_font_description_from_string ("DejaVu Sans");
  cairo_font_options_t *options = cairo_font_options_create ();
  StrataHexFont *font;

  cairo_font_options_set_hint_metrics (options, hinted ? CAIRO_HINT_METRICS_ON
                                                       : CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_font_description_set_size (description, size * PANGO_SCALE);
  pango_context_set_font_description (context, description);
  font = strata_hex_font_new (context, "DejaVu Sans Mono");
  pango_font_description_free (description);
  g_object_unref (context);
  g_object_unref (map);
  return font;
}

static StrataHexFont *
create_font (void)
{
  return create_font_of (11, TRUE);
}

/* {{{ Layout */

/* Every byte is found again where it stands, and none stands on another. */
static void
test_layout (void)
{
  g_autoptr (StrataHexFont) font = create_font ();
  const guint units[] = { 1, 2, 4, 8 };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint n_columns = 8; n_columns <= 32; n_columns *= 2)
      for (gboolean big = FALSE; big <= TRUE; big++)
        {
          guint64 taken[4] = { 0 };
          StrataHexLayout layout;

          strata_hex_layout_init (&layout, font, n_columns, units[i], big, 8);
          for (guint column = 0; column < n_columns; column++)
            {
              guint place = strata_hex_layout_get_char (&layout, column);
              guint found;

              for (guint k = place; k < place + 2; k++)
                {
                  g_assert_cmpuint (taken[k / 64] >> (k % 64) & 1, ==, 0);
                  taken[k / 64] |= G_GUINT64_CONSTANT (1) << (k % 64);
                }
              g_assert_cmpint (
                strata_hex_layout_pick (&layout,
                                        strata_hex_layout_get_hex_x (&layout, column)
                                          + layout.char_width,
                                        &found),
                ==, STRATA_HEX_PART_HEX);
              g_assert_cmpuint (found, ==, column);
              g_assert_cmpint (
                strata_hex_layout_pick (&layout,
                                        strata_hex_layout_get_text_x (&layout, column)
                                          + layout.char_width / 2,
                                        &found),
                ==, STRATA_HEX_PART_TEXT);
              g_assert_cmpuint (found, ==, column);
            }
          g_assert_cmpfloat (strata_hex_layout_get_hex_x (&layout, n_columns - 1), <,
                             layout.text_x);
        }
}

/* A value stands as a number: its highest byte first, wherever that lies. */
static void
test_byte_order (void)
{
  g_autoptr (StrataHexFont) font = create_font ();
  StrataHexLayout little, big;

  strata_hex_layout_init (&little, font, 8, 4, FALSE, 8);
  strata_hex_layout_init (&big, font, 8, 4, TRUE, 8);
  g_assert_cmpuint (strata_hex_layout_get_char (&little, 0), ==, 6);
  g_assert_cmpuint (strata_hex_layout_get_char (&little, 3), ==, 0);
  g_assert_cmpuint (strata_hex_layout_get_char (&little, 4), ==, 15);
  g_assert_cmpuint (strata_hex_layout_get_char (&big, 0), ==, 0);
  g_assert_cmpuint (strata_hex_layout_get_char (&big, 7), ==, 15);
}

static void
test_columns (void)
{
  g_autoptr (StrataHexFont) font = create_font ();
  StrataHexLayout layout;

  g_assert_cmpuint (strata_hex_layout_choose_columns (font, 1, 8, 100), ==, 8);
  g_assert_cmpuint (strata_hex_layout_choose_columns (font, 1, 8, 720), ==, 16);
  g_assert_cmpuint (strata_hex_layout_choose_columns (font, 1, 8, 2000), ==, 32);

  /* not at the cost of the names of who answers */
  strata_hex_layout_init (&layout, font, 32, 4, FALSE, 8);
  g_assert_cmpuint (strata_hex_layout_choose_columns (font, 4, 8, (int) layout.margin_x + 30), ==,
                    16);
}

/* }}} */
/* {{{ Pictures */

typedef struct
{
  StrataHexCell cells[N_ROWS * N_COLUMNS];
  GArray *stretches;
  StrataHexPage page;
  StrataHexLayout layout;
  StrataHexFont *font;
} Sheet;

static Sheet *
sheet_new (void)
{
  Sheet *self = g_new0 (Sheet, 1);
  const StrataHexStretch stretches[]
    = { { 0, 0x1017, (char *) "ram", STRATA_MAP_KIND_RAM },
        { 0x1018, 0x102f, (char *) "uart", STRATA_MAP_KIND_MMIO },
        { 0x1030, 0x103f, NULL, STRATA_MAP_KIND_RESERVED } };

  self->stretches = g_array_new (FALSE, FALSE, sizeof (StrataHexStretch));
  g_array_append_vals (self->stretches, stretches, G_N_ELEMENTS (stretches));
  for (guint i = 0; i < G_N_ELEMENTS (self->cells); i++)
    {
      self->cells[i].state = i < 0x18   ? STRATA_HEX_LIVE
                             : i < 0x30 ? STRATA_HEX_NOT_READ
                                        : STRATA_HEX_UNMAPPED;
      self->cells[i].byte = (guint8) i;
    }
  self->font = create_font ();
  strata_hex_layout_init (&self->layout, self->font, N_COLUMNS, 1, FALSE, 8);
  self->page.first = 0x1000;
  self->page.n_rows = N_ROWS;
  self->page.cells = self->cells;
  self->page.stretches = self->stretches;
  self->page.cursor = 0x1000;
  return self;
}

static void
sheet_free (Sheet *self)
{
  g_array_unref (self->stretches);
  strata_hex_font_unref (self->font);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, sheet_free)

static cairo_surface_t *
paint_in_strips (Sheet *self, StrataMapScheme scheme, int strip)
{
  StrataMapStyle style;
  int height = N_ROWS * self->layout.row_height;
  cairo_surface_t *surface;
  cairo_t *cr;

  strata_map_style_init (&style, scheme);
  surface = map_sheet_create_surface (WIDTH, height, &style);
  cr = cairo_create (surface);
  for (int y = 0; y < height; y += strip)
    {
      cairo_save (cr);
      cairo_rectangle (cr, 0, y, WIDTH, MIN (strip, height - y));
      cairo_clip (cr);
      strata_hex_painter_paint (&self->page, &self->layout, self->font, &style, cr, WIDTH);
      cairo_restore (cr);
    }
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static cairo_surface_t *
paint (Sheet *self, StrataMapScheme scheme)
{
  return paint_in_strips (self, scheme, N_ROWS * self->layout.row_height);
}

static gsize
get_size (cairo_surface_t *surface)
{
  return (gsize) cairo_image_surface_get_stride (surface)
         * (gsize) cairo_image_surface_get_height (surface);
}

/* The bytes of a picture where a cell is drawn */
static GBytes *
cut_cell (Sheet *self, cairo_surface_t *surface, guint row, guint column)
{
  guint x = (guint) strata_hex_layout_get_hex_x (&self->layout, column);
  guint width = (guint) (2 * self->layout.char_width);
  guint height = (guint) self->layout.row_height;
  GByteArray *bytes = g_byte_array_new ();

  for (guint y = row * height + 2; y < (row + 1) * height - 2; y++)
    g_byte_array_append (bytes,
                         cairo_image_surface_get_data (surface)
                           + y * (guint) cairo_image_surface_get_stride (surface) + 4 * x,
                         4 * width);
  return g_byte_array_free_to_bytes (bytes);
}

/* In every scheme all states look different, also one from another without colour. */
static void
test_states (void)
{
  for (int scheme = 0; scheme <= STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK; scheme++)
    {
      g_autoptr (Sheet) sheet = sheet_new ();
      GBytes *pictures[STRATA_HEX_OUTSIDE + 1];
      cairo_surface_t *surface;

      for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
        {
          sheet->cells[N_COLUMNS + i].state = (guint8) i;
          sheet->cells[N_COLUMNS + i].byte = 0;
        }
      sheet->cells[N_COLUMNS + STRATA_HEX_READ].is_pending = TRUE;
      surface = paint (sheet, (StrataMapScheme) scheme);
      for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
        pictures[i] = cut_cell (sheet, surface, 1, i);
      for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
        {
          for (guint k = 0; k < i; k++)
            g_assert_false (g_bytes_equal (pictures[i], pictures[k]));
        }
      for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
        g_bytes_unref (pictures[i]);
      cairo_surface_destroy (surface);
    }
}

static void
check_changes (Sheet *sheet, cairo_surface_t *before)
{
  cairo_surface_t *after = paint (sheet, STRATA_MAP_SCHEME_LIGHT);

  g_assert_cmpint (memcmp (cairo_image_surface_get_data (before),
                           cairo_image_surface_get_data (after), get_size (after)),
                   !=, 0);
  cairo_surface_destroy (after);
}

/* What changed, what is selected, where one is: each can be seen. */
static void
test_marks (void)
{
  g_autoptr (Sheet) sheet = sheet_new ();
  cairo_surface_t *before = paint (sheet, STRATA_MAP_SCHEME_LIGHT);

  sheet->cells[3].freshness = 200;
  check_changes (sheet, before);
  sheet->cells[3].freshness = 0;
  sheet->page.cursor = 0x1001;
  check_changes (sheet, before);
  sheet->page.cursor = 0x1000;
  sheet->page.has_focus = TRUE;
  check_changes (sheet, before);
  sheet->page.has_focus = FALSE;
  sheet->page.has_selection = TRUE;
  sheet->page.selection_first = 0x1004;
  sheet->page.selection_last = 0x1007;
  check_changes (sheet, before);
  sheet->page.has_selection = FALSE;
  g_array_index (sheet->stretches, StrataHexStretch, 0).last--;
  g_array_index (sheet->stretches, StrataHexStretch, 1).first--;
  check_changes (sheet, before);
  cairo_surface_destroy (before);
}

/* The lowest line of pixels of the first row in which letters are */
static int
find_baseline (Sheet *self, cairo_surface_t *surface, double left, double right)
{
  const guint8 *bytes = cairo_image_surface_get_data (surface);

  for (int y = self->layout.row_height - 1; y > 0; y--)
    for (int x = (int) left; x < (int) right; x++)
      if (bytes[y * cairo_image_surface_get_stride (surface) + 4 * x] < 0x90)
        return y;
  return 0;
}

/* Names stand on one line with the bytes, also where heights of fonts are no whole pixels. */
static void
test_baseline (void)
{
  for (int size = 30; size <= 40; size++)
    {
      g_autoptr (Sheet) sheet = sheet_new ();
      cairo_surface_t *surface;
      double digit, letter, width;

      strata_hex_font_unref (sheet->font);
      sheet->font = create_font_of (size, FALSE);
      strata_hex_layout_init (&sheet->layout, sheet->font, 8, 1, FALSE, 8);
      sheet->page.cursor = 0x1030; /* its frame is no letter */
      g_array_index (sheet->stretches, StrataHexStretch, 0).name = (char *) "HEAT";
      surface = paint (sheet, STRATA_MAP_SCHEME_HIGH_CONTRAST);
      digit = sheet->layout.offset_x + 4 * sheet->layout.char_width; /* the 1 of 00001000 */
      letter = sheet->layout.margin_x;
      width = sheet->layout.char_width;
      g_assert_cmpint (find_baseline (sheet, surface, digit, digit + width), >, 0);
      g_assert_cmpint (find_baseline (sheet, surface, letter, letter + width), ==,
                       find_baseline (sheet, surface, digit, digit + width));
      cairo_surface_destroy (surface);
    }
}

/* Names are the same however many others there were. */
static void
test_names (void)
{
  g_autoptr (Sheet) sheet = sheet_new ();
  StrataHexStretch *first = &g_array_index (sheet->stretches, StrataHexStretch, 0);
  cairo_surface_t *before, *after;

  first->name = (char *) "HEAT";
  before = paint (sheet, STRATA_MAP_SCHEME_HIGH_CONTRAST);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("device %u", i);

      first->name = name;
      cairo_surface_destroy (paint (sheet, STRATA_MAP_SCHEME_HIGH_CONTRAST));
    }
  first->name = (char *) "HEAT";
  after = paint (sheet, STRATA_MAP_SCHEME_HIGH_CONTRAST);
  g_assert_cmpmem (cairo_image_surface_get_data (before), get_size (before),
                   cairo_image_surface_get_data (after), get_size (after));
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

/* However it is cut into strips, and wherever the first row begins. */
static void
test_strips (void)
{
  g_autoptr (Sheet) sheet = sheet_new ();
  const int strips[] = { 1, 5, sheet->layout.row_height, 2 * sheet->layout.row_height };

  sheet->page.cursor = 0x1012;
  sheet->page.has_focus = TRUE;
  sheet->page.has_selection = TRUE;
  sheet->page.selection_first = 0x100c;
  sheet->page.selection_last = 0x1012;
  for (guint i = 0; i < G_N_ELEMENTS (sheet->cells); i += 3)
    {
      StrataHexCell *cell = &sheet->cells[i];

      if (i < 0x18)
        cell->freshness = (guint8) (10 * i);
      else if (i < 0x30)
        cell->state = STRATA_HEX_READ;
      cell->is_pending = i % 4 == 0;
      cell->read_level = (guint8) (3 * i);
      cell->write_level = (guint8) (255 - 3 * i);
    }
  for (int scheme = 0; scheme <= STRATA_MAP_SCHEME_HIGH_CONTRAST_DARK; scheme++)
    for (sheet->page.shift = 0; sheet->page.shift < 16; sheet->page.shift += 5)
      {
        cairo_surface_t *whole = paint (sheet, (StrataMapScheme) scheme);

        for (gsize i = 0; i < G_N_ELEMENTS (strips); i++)
          {
            cairo_surface_t *pieces = paint_in_strips (sheet, (StrataMapScheme) scheme, strips[i]);

            g_assert_cmpmem (cairo_image_surface_get_data (whole), get_size (whole),
                             cairo_image_surface_get_data (pieces), get_size (pieces));
            cairo_surface_destroy (pieces);
          }
        cairo_surface_destroy (whole);
      }
}

/* The last row of all, and nothing behind it. */
static void
test_end (void)
{
  g_autoptr (Sheet) sheet = sheet_new ();
  cairo_surface_t *surface;

  g_array_set_size (sheet->stretches, 1);
  g_array_index (sheet->stretches, StrataHexStretch, 0).last = G_MAXUINT64;
  sheet->page.first = G_MAXUINT64 - (2 * N_COLUMNS - 1);
  sheet->page.cursor = G_MAXUINT64;
  for (guint i = 0; i < G_N_ELEMENTS (sheet->cells); i++)
    sheet->cells[i].state = i < 2 * N_COLUMNS ? STRATA_HEX_LIVE : STRATA_HEX_OUTSIDE;
  surface = paint (sheet, STRATA_MAP_SCHEME_DARK);
  cairo_surface_destroy (surface);
}

/* }}} */

/* A name in a language that is written from right to left stands below the others all the same. */
static void
test_turned_name (void)
{
  g_autoptr (StrataHexFont) font = create_font ();
  const StrataMapColor black = { 0, 0, 0 };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 400, 40);
  cairo_t *cr = cairo_create (surface);
  const guint8 *data;
  int stride, last = -1;

  strata_hex_font_write_name (font, cr, &black, "غير", 0, 4, 400);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < 40; y++)
    for (int x = 0; x < 400; x++)
      if (data[y * stride + x] != 0)
        last = MAX (last, x);
  g_assert_cmpint (last, >, 0);
  g_assert_cmpint (last, <, 100);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/hex-painter/layout", test_layout);
  g_test_add_func ("/strata/hex-painter/byte-order", test_byte_order);
  g_test_add_func ("/strata/hex-painter/columns", test_columns);
  g_test_add_func ("/strata/hex-painter/states", test_states);
  g_test_add_func ("/strata/hex-painter/marks", test_marks);
  g_test_add_func ("/strata/hex-painter/baseline", test_baseline);
  g_test_add_func ("/strata/hex-painter/names", test_names);
  g_test_add_func ("/strata/hex-painter/turned-name", test_turned_name);
  g_test_add_func ("/strata/hex-painter/strips", test_strips);
  g_test_add_func ("/strata/hex-painter/end", test_end);
  return g_test_run ();
}
