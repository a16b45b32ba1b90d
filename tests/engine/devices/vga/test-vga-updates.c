/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A picture is brought up to date by what has changed alone: what is drawn, what is not, and that
 * it always comes to what drawing everything gives. */

#include <string.h>

#include "devices/vga/strata-vga-screen-private.h"
#include "strata-vga-modes.h"

#define CURSOR_TIME 266000000 /* in nanoseconds */

typedef struct
{
  VgaTesting vga;
  StrataDisplayFrame frame;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  vga_testing_init (&self->vga, STRATA_VGA_QEMU);
  strata_display_frame_init (&self->frame);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  strata_display_frame_clear (&self->frame);
  vga_testing_clear (&self->vga);
}

static void
update (Fixture *self)
{
  strata_display_update (STRATA_DISPLAY (self->vga.device), FALSE, &self->frame);
}

/* "3-5 8-8" */
static char *
print_rows (GArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      StrataDisplayRows *run = &g_array_index (rows, StrataDisplayRows, i);

      g_string_append_printf (text, "%s%u-%u", i > 0 ? " " : "", run->first, run->last);
    }
  return g_string_free (text, FALSE);
}

static void
assert_frame (Fixture *self, const char *drawn, const char *unchanged)
{
  g_autofree char *drawn_rows = print_rows (self->frame.drawn);
  g_autofree char *unchanged_rows = print_rows (self->frame.unchanged);

  g_assert_cmpstr (drawn_rows, ==, drawn);
  g_assert_cmpstr (unchanged_rows, ==, unchanged);
}

static void
assert_idle (Fixture *self)
{
  update (self);
  assert_frame (self, "", "");
  g_assert_cmpuint (self->frame.n_converted, ==, 0);
  g_assert_cmpuint (self->frame.n_dirty_pages, ==, 0);
}

/* A text screen without a cursor, of blanks whose glyph is empty, drawn once */
static void
start_text (Fixture *self)
{
  vga_modes_set (&self->vga, VGA_MODE_TEXT);
  vga_testing_set (&self->vga, 0x3d4, 0x0a, 0x20);
  for (guint i = 0; i < 80 * 25; i++)
    vga_modes_put_cell (&self->vga, i, ' ', 0x07);
  vga_modes_put_glyph (&self->vga, 0, 'A', 0xf0);
  update (self);
  g_assert_true (self->frame.is_resized);
  assert_frame (self, "0-399", "");
}

/* Cells are 4 bytes: 12.8 rows are in a page. */
static void
test_text_cells (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start_text (self);
  assert_idle (self);
  g_assert_false (self->frame.is_resized);

  /* Row 20 is wholly in the second page, with rows 12 (in part) to 24. */
  vga_modes_put_cell (&self->vga, 20 * 80 + 3, 'A', 0x4e);
  update (self);
  assert_frame (self, "320-335", "192-319 336-399");
  g_assert_cmpuint (self->frame.n_converted, ==, 16);
  g_assert_cmpuint (self->frame.n_dirty_pages, ==, 1);
  g_assert_cmphex (vga_modes_get_pixel (&self->vga, 27, 320), ==, vga_modes_get_color (14));
  g_assert_cmphex (vga_modes_get_pixel (&self->vga, 31, 335), ==, vga_modes_get_color (4));
  assert_idle (self);

  /* The same cell again */
  vga_modes_put_cell (&self->vga, 20 * 80 + 3, 'A', 0x4e);
  update (self);
  assert_frame (self, "", "192-399");
  g_assert_cmpuint (self->frame.n_converted, ==, 0);
}

/* The lines of 'A' lie in the page of rows 12 to 24, since cells and fonts share pages. */
static void
test_text_font (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  start_text (self);
  vga_modes_put_cell (&self->vga, 2 * 80, 'A', 0x0f);
  update (self);
  g_assert_cmphex (vga_modes_get_pixel (&self->vga, 7, 2 * 16 + 5), ==, 0);

  vga_modes_put_glyph_line (&self->vga, 0, 'A', 5, 0xff);
  update (self);
  g_assert_cmpuint (self->frame.n_dirty_pages, ==, 1);
  g_assert_cmpuint (self->frame.n_converted, ==, 16);
  g_assert_cmpuint (g_array_index (self->frame.drawn, StrataDisplayRows, 0).first, ==, 32);
  g_assert_cmpuint (self->frame.drawn->len, ==, 1);
  g_assert_cmphex (vga_modes_get_pixel (&self->vga, 7, 2 * 16 + 5), ==, vga_modes_get_color (15));

  /* Characters that are not there, and lines below a cell */
  vga_modes_put_glyph (&self->vga, 0, 'B', 0x55);
  vga_modes_put_glyph_line (&self->vga, 0, 'A', 16, 0xff);
  update (self);
  g_assert_cmpuint (self->frame.n_converted, ==, 0);
  g_assert_cmpuint (self->frame.drawn->len, ==, 0);

  /* IBM's map 4, at 8 KiB in plane 2: nobody looks at it before it is selected as map A, for
   * attributes with bit 3. */
  vga_modes_put_glyph (&self->vga, 1, 'A', 0x3c);
  update (self);
  g_assert_cmpuint (self->frame.n_converted, ==, 0);
  vga_testing_set (&self->vga, 0x3c4, 3, 0x20);
  update (self);
  g_assert_cmphex (vga_modes_get_pixel (&self->vga, 0, 2 * 16), ==, 0);
  g_assert_cmphex (vga_modes_get_pixel (&self->vga, 2, 2 * 16), ==, vga_modes_get_color (15));
}

static void
test_text_cursor (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;

  start_text (self);
  vga_testing_set (vga, 0x3d4, 0x0f, 85);
  assert_idle (self); /* it is off */

  vga_testing_set (vga, 0x3d4, 0x0a, 13);
  update (self);
  assert_frame (self, "16-31", "");
  g_assert_cmphex (vga_modes_get_pixel (vga, 5 * 9 + 8, 16 + 13), ==, vga_modes_get_color (7));
  g_assert_cmphex (vga_modes_get_pixel (vga, 5 * 9, 16 + 12), ==, 0);
  g_assert_cmphex (vga_modes_get_pixel (vga, 5 * 9, 16 + 15), ==, 0);
  assert_idle (self);

  /* To another row: both are drawn. */
  vga_testing_set (vga, 0x3d4, 0x0f, 245);
  update (self);
  assert_frame (self, "16-31 48-63", "");
  vga_testing_set (vga, 0x3d4, 0x0b, 15);
  update (self);
  assert_frame (self, "48-63", "");
  g_assert_cmphex (vga_modes_get_pixel (vga, 5 * 9, 48 + 15), ==, vga_modes_get_color (7));

  /* It blinks on the board's clock. */
  strata_clock_advance (vga->clock, CURSOR_TIME - 1, G_MAXUINT64);
  assert_idle (self);
  strata_clock_advance (vga->clock, CURSOR_TIME, G_MAXUINT64);
  update (self);
  assert_frame (self, "48-63", "");
  g_assert_cmpuint (self->frame.n_converted, ==, 16);
  g_assert_cmphex (vga_modes_get_pixel (vga, 5 * 9, 48 + 15), ==, 0);
  assert_idle (self);
  strata_clock_advance (vga->clock, 2 * (guint64) CURSOR_TIME, G_MAXUINT64);
  update (self);
  assert_frame (self, "48-63", "");
}

static void
test_palette (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;

  start_text (self);
  vga_modes_put_cell (vga, 0, 'A', 0x0f);
  update (self);
  /* None of the sixteen */
  vga_testing_outb (vga, 0x3c8, 200);
  for (guint i = 0; i < 3; i++)
    vga_testing_outb (vga, 0x3c9, 1);
  assert_idle (self);
  vga_testing_outb (vga, 0x3c8, 15);
  for (guint i = 0; i < 3; i++)
    vga_testing_outb (vga, 0x3c9, 0x20);
  update (self);
  g_assert_cmphex (vga_modes_get_pixel (vga, 0, 0), ==, 0x808080);
  assert_idle (self);
  /* Colour 15 is now entry 3. */
  vga_testing_set_attr (vga, 15, 3);
  update (self);
  g_assert_cmphex (vga_modes_get_pixel (vga, 0, 0), ==, vga_modes_get_color (3));
  assert_idle (self);
}

/* 320 bytes a row, each drawn twice: the first page holds rows 0 to 12 (in part). */
static void
test_chain4 (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;
  const guint8 byte = 1;

  vga_modes_set (vga, VGA_MODE_CHAIN4);
  update (self);
  assert_frame (self, "0-399", "");
  g_assert_cmpuint (self->frame.n_converted, ==, 200);
  assert_idle (self);

  vga_testing_write (vga, 3 * 320 + 100, 0x2a);
  update (self);
  assert_frame (self, "6-7", "0-5 8-25");
  g_assert_cmphex (vga_modes_get_pixel (vga, 200, 6), ==, vga_modes_get_color (0x2a));
  g_assert_cmphex (vga_modes_get_pixel (vga, 201, 7), ==, vga_modes_get_color (0x2a));
  g_assert_cmphex (vga_modes_get_pixel (vga, 199, 6), ==, 0);
  assert_idle (self);

  /* Off the screen */
  vga_modes_poke (vga, 0x20000, &byte, 1);
  update (self);
  assert_frame (self, "", "");
  g_assert_cmpuint (self->frame.n_dirty_pages, ==, 1);
  g_assert_cmpuint (self->frame.n_converted, ==, 0);

  /* A colour that is nowhere but in one row */
  vga_testing_outb (vga, 0x3c8, 0x2a);
  for (guint i = 0; i < 3; i++)
    vga_testing_outb (vga, 0x3c9, 0x3f);
  update (self);
  assert_frame (self, "6-7", "");
  g_assert_cmphex (vga_modes_get_pixel (vga, 200, 7), ==, 0xffffff);
}

/* Below the split, memory begins again at address 0. */
static void
test_split (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;
  const guint8 byte = 0x80;

  vga_modes_set (vga, VGA_MODE_PLANAR);
  vga_testing_set (vga, 0x3d4, 0x0c, 0x80);
  vga_testing_set (vga, 0x3d4, 0x18, 0xc7); /* 0x0c7: row 200 is the first below */
  vga_testing_set (vga, 0x3d4, 0x07, 0x2e);
  vga_testing_set (vga, 0x3d4, 0x09, 0x00);
  update (self);
  vga_modes_poke (vga, 2 * 320, &byte, 1);
  update (self);
  assert_frame (self, "202-202", "200-201 203-212");
  g_assert_cmphex (vga_modes_get_pixel (vga, 0, 202), ==, vga_modes_get_color (1));
  vga_modes_poke (vga, 0x8000 * 4 + 320 * 199 + 3, &byte, 1);
  update (self);
  g_assert_cmphex (vga_modes_get_pixel (vga, 0, 199), ==, vga_modes_get_color (8));
}

/* A blank screen keeps its size, and needs no drawing. */
static void
test_blank (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autofree char *before = NULL, *blank = NULL;

  start_text (self);
  before = strata_display_describe_mode (STRATA_DISPLAY (self->vga.device));
  g_assert_cmpstr (before, ==, "80 × 25 text, cells of 9 × 16");
  vga_modes_put_cell (&self->vga, 0, 'A', 0x0f);
  vga_testing_inb (&self->vga, 0x3da);
  vga_testing_outb (&self->vga, 0x3c0, 0);
  update (self);
  assert_frame (self, "0-399", "");
  blank = strata_display_describe_mode (STRATA_DISPLAY (self->vga.device));
  g_assert_cmpstr (blank, ==, "blank");
  g_assert_cmphex (vga_modes_get_pixel (&self->vga, 0, 0), ==, 0);
  vga_modes_put_cell (&self->vga, 1, 'A', 0x0f);
  update (self);
  assert_frame (self, "", "");
  vga_testing_inb (&self->vga, 0x3da);
  vga_testing_outb (&self->vga, 0x3c0, 0x20);
  update (self);
  assert_frame (self, "0-399", "");
  g_assert_cmphex (vga_modes_get_pixel (&self->vga, 9, 0), ==, vga_modes_get_color (15));
}

/* 4 to 3 whatever the mode, but square where the mode has square pixels. */
static void
test_aspect (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  StrataDisplay *display = STRATA_DISPLAY (self->vga.device);

  start_text (self);
  g_assert_cmpfloat_with_epsilon (strata_display_get_pixel_aspect (display),
                                  4.0 / 3 * 400 / 720, 1e-9);
  vga_modes_set (&self->vga, VGA_MODE_PLANAR);
  update (self);
  g_assert_cmpfloat_with_epsilon (strata_display_get_pixel_aspect (display), 1, 1e-9);
  vga_testing_set_vbe (&self->vga, STRATA_VBE_XRES, 1280);
  vga_testing_set_vbe (&self->vga, STRATA_VBE_YRES, 200);
  vga_testing_set_vbe (&self->vga, STRATA_VBE_BPP, 16);
  vga_testing_set_vbe (&self->vga, STRATA_VBE_ENABLE, 0x41);
  update (self);
  g_assert_cmpfloat (strata_display_get_pixel_aspect (display), ==, 1);
}

/* {{{ By parts and at once */

static void
change_register (VgaTesting *vga, GRand *rand)
{
  guint value = g_rand_int_range (rand, 0, 256);

  switch (g_rand_int_range (rand, 0, 9))
    {
    case 0:
      vga_testing_set (vga, 0x3d4, g_rand_int_range (rand, 0x0c, 0x10), value);
      break;
    case 1:
      vga_testing_set (vga, 0x3d4, g_rand_int_range (rand, 0x0a, 0x0c), value & 0x1f);
      break;
    case 2:
      vga_testing_set (vga, 0x3c4, g_rand_boolean (rand) ? 1 : 3, value & 0x2f);
      break;
    case 3:
      vga_testing_set_attr (vga, g_rand_int_range (rand, 0, 16), value & 0x3f);
      break;
    case 4:
      vga_testing_set_attr (vga, g_rand_int_range (rand, 0x10, 0x15), value);
      break;
    case 5:
      vga_testing_outb (vga, 0x3c8, value);
      for (guint i = 0; i < 3; i++)
        vga_testing_outb (vga, 0x3c9, g_rand_int_range (rand, 0, 64));
      break;
    case 6:
      vga_testing_set (vga, 0x3d4, g_rand_boolean (rand) ? 0x18 : 0x13, value);
      break;
    case 7:
      vga_testing_set (vga, 0x3d4, 0x08 + g_rand_int_range (rand, 0, 2), value);
      break;
    default:
      vga_testing_set (vga, g_rand_boolean (rand) ? 0x3d4 : 0x3ce,
                       g_rand_boolean (rand) ? 0x17 : 0x05, value);
      break;
    }
}

static void
change_something (VgaTesting *vga, GRand *rand)
{
  guint kind = g_rand_int_range (rand, 0, 100);

  if (kind < 70)
    {
      guint8 byte = g_rand_int (rand);

      vga_modes_poke (vga, g_rand_int_range (rand, 0, g_rand_boolean (rand) ? 0x2000 : 0x50000),
                      &byte, 1);
    }
  else if (kind < 80)
    {
      guint64 time = strata_clock_get_time (vga->clock);

      strata_clock_advance (vga->clock, time + g_rand_int_range (rand, 0, 400000000), G_MAXUINT64);
    }
  else if (kind < 98)
    change_register (vga, rand);
  else
    vga_modes_set (vga, g_rand_int_range (rand, 0, 3));
}

static void
compare_with_all (VgaTesting *vga, StrataDisplayFrame *frame)
{
  StrataSurface *parts = strata_display_get_surface (STRATA_DISPLAY (vga->device)), *all;
  StrataVgaScreen *screen = strata_vga_screen_new ();
  g_autofree char *mode = NULL;

  g_array_set_size (frame->drawn, 0);
  strata_vga_screen_update (screen, vga->state, vga->clock, TRUE, frame);
  mode = strata_vga_screen_describe_mode (screen);
  if (g_str_equal (mode, "blank"))
    {
      strata_vga_screen_free (screen);
      return;
    }
  all = strata_vga_screen_get_surface (screen);
  g_assert_cmpuint (strata_surface_get_width (parts), ==, strata_surface_get_width (all));
  g_assert_cmpuint (strata_surface_get_height (parts), ==, strata_surface_get_height (all));
  g_assert_cmpint (memcmp (strata_surface_get_pixels (parts), strata_surface_get_pixels (all),
                           strata_surface_get_stride (all) * strata_surface_get_height (all)),
                   ==, 0);
  strata_vga_screen_free (screen);
}

/* However a picture came about, it is the one that drawing everything gives. (But where nothing is
 * drawn, the size depends on what was there before.) */
static void
test_random (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());
  VgaTesting *vga = &self->vga;

  vga->state->manner = GPOINTER_TO_INT (data);
  for (guint i = 0; i < 0x50000; i += 0x1000)
    {
      guint8 page[0x1000];

      for (guint j = 0; j < sizeof page; j++)
        page[j] = g_rand_int (rand) >> 24;
      vga_modes_poke (vga, i, page, sizeof page);
    }
  vga_modes_set (vga, VGA_MODE_TEXT);
  update (self);
  for (guint i = 0; i < 300; i++)
    {
      for (guint n = g_rand_int_range (rand, 1, 6); n > 0; n--)
        change_something (vga, rand);
      update (self);
      compare_with_all (vga, &self->frame);
    }
}

/* }}} */

#define ADD(name, func)                                                                            \
  g_test_add ("/strata/vga/updates/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("text-cells", test_text_cells);
  ADD ("text-font", test_text_font);
  ADD ("text-cursor", test_text_cursor);
  ADD ("palette", test_palette);
  ADD ("chain4", test_chain4);
  ADD ("split", test_split);
  ADD ("blank", test_blank);
  ADD ("aspect", test_aspect);
  g_test_add ("/strata/vga/updates/random/qemu", Fixture, GINT_TO_POINTER (STRATA_VGA_QEMU),
              set_up, test_random, tear_down);
  g_test_add ("/strata/vga/updates/random/hardware", Fixture,
              GINT_TO_POINTER (STRATA_VGA_HARDWARE), set_up, test_random, tear_down);
  return g_test_run ();
}
