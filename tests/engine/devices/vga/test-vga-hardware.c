/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an IBM VGA draws and QEMU does not: IBM, PS/2 Hardware Interface Technical Reference, Video
 * Subsystems (May 1992), by register; each case is also played in the manner `qemu`, where the
 * picture has to stay as it is without. */

#include <string.h>

#include "strata-vga-modes.h"

#define FRAME_TIME (G_GUINT64_CONSTANT (1000000000) / 60)

typedef struct
{
  VgaTesting vga;
  StrataVgaManner manner;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->manner = GPOINTER_TO_INT (data);
  vga_testing_init (&self->vga, self->manner);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  vga_testing_clear (&self->vga);
}

static gboolean
is_hardware (Fixture *self)
{
  return self->manner == STRATA_VGA_HARDWARE;
}

static guint
update (Fixture *self)
{
  StrataDisplayFrame frame;
  guint n_rows;

  strata_display_frame_init (&frame);
  strata_display_update (STRATA_DISPLAY (self->vga.device), FALSE, &frame);
  n_rows = frame.n_rows;
  strata_display_frame_clear (&frame);
  return n_rows;
}

/* A text screen without a cursor, of blanks. 'A' has its left half lit, each line of 'L' its own
 * number as dots, 'F' is full. */
static void
start_text (Fixture *self)
{
  VgaTesting *vga = &self->vga;

  vga_modes_set (vga, VGA_MODE_TEXT);
  vga_testing_set (vga, 0x3d4, 0x0a, 0x20);
  for (guint i = 0; i < 81 * 26; i++)
    vga_modes_put_cell (vga, i, ' ', 0x07);
  vga_modes_put_glyph (vga, 0, 'A', 0xf0);
  vga_modes_put_glyph (vga, 0, 'F', 0xff);
  for (guint i = 0; i < 32; i++)
    vga_modes_put_glyph_line (vga, 0, 'L', i, i);
}

/* The dots of a line of a cell as a number; lit is what has the colour. */
static guint
get_dots (Fixture *self, guint x, guint y, guint n_dots, guint color)
{
  guint dots = 0;

  for (guint i = 0; i < n_dots; i++)
    dots = dots << 1
           | (vga_modes_get_pixel (&self->vga, x + i, y) == vga_modes_get_color (color));
  return dots;
}

static void
assert_dots (Fixture *self, guint x, guint y, guint n_dots, guint color, guint hardware, guint qemu)
{
  g_assert_cmphex (get_dots (self, x, y, n_dots, color), ==,
                   is_hardware (self) ? hardware : qemu);
}

/* Attribute mode control, bit 3: bit 7 of an attribute blinks, and backgrounds are 8. The rate is
 * that of the vertical retrace divided by 32. */
static void
test_blink (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;

  start_text (self);
  vga_modes_put_cell (vga, 0, 'A', 0xa4);
  vga_modes_put_cell (vga, 80, 'A', 0x24);
  vga_testing_set_attr (vga, 0x10, 0x0c);
  update (self);
  assert_dots (self, 0, 0, 9, 4, 0x1e0, 0x1e0);
  assert_dots (self, 0, 0, 9, 2, 0x01f, 0);  /* background 2, not 10 */
  assert_dots (self, 0, 0, 9, 10, 0, 0x01f);
  strata_clock_advance (vga->clock, 15 * FRAME_TIME, G_MAXUINT64);
  g_assert_cmpuint (update (self), ==, 0);
  strata_clock_advance (vga->clock, 17 * FRAME_TIME, G_MAXUINT64);
  /* The row with the character that blinks alone */
  g_assert_cmpuint (update (self), ==, is_hardware (self) ? 16 : 0);
  assert_dots (self, 0, 0, 9, 2, 0x1ff, 0);
  assert_dots (self, 0, 16, 9, 4, 0x1e0, 0x1e0);
  strata_clock_advance (vga->clock, 33 * FRAME_TIME, G_MAXUINT64);
  update (self);
  assert_dots (self, 0, 0, 9, 4, 0x1e0, 0x1e0);

  /* Without the bit: 16 backgrounds, no blinking */
  vga_testing_set_attr (vga, 0x10, 0x04);
  strata_clock_advance (vga->clock, 49 * FRAME_TIME, G_MAXUINT64);
  update (self);
  assert_dots (self, 0, 0, 9, 10, 0x01f, 0x01f);
  assert_dots (self, 0, 0, 9, 4, 0x1e0, 0x1e0);
}

/* The cursor's rate is that of the vertical retrace divided by 16. */
static void
test_cursor_rate (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;

  if (!is_hardware (self))
    return;
  start_text (self);
  vga_testing_set (vga, 0x3d4, 0x0a, 0);
  update (self);
  for (guint i = 0; i < 40; i++)
    {
      strata_clock_advance (vga->clock, i * FRAME_TIME + FRAME_TIME / 2, G_MAXUINT64);
      update (self);
      assert_dots (self, 0, 3, 9, 7, i / 8 % 2 == 0 ? 0x1ff : 0, 0);
    }
}

/* CRT controller, underline location: the line for attributes X000X001, all dots of it. */
static void
test_underline (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    guint8 attribute;
    gboolean is_underlined;
  } cases[] = {
    { 0x01, TRUE },  { 0x09, TRUE },  { 0x81, TRUE },  { 0x89, TRUE },
    { 0x07, FALSE }, { 0x21, FALSE }, { 0x03, FALSE }, { 0x71, FALSE },
  };
  VgaTesting *vga = &self->vga;

  start_text (self);
  vga_testing_set (vga, 0x3d4, 0x14, 13);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    vga_modes_put_cell (vga, i, ' ', cases[i].attribute);
  update (self);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint color = cases[i].attribute & 0x0f;

      assert_dots (self, i * 9, 12, 9, color, 0, 0);
      assert_dots (self, i * 9, 13, 9, color, cases[i].is_underlined ? 0x1ff : 0, 0);
      assert_dots (self, i * 9, 14, 9, color, 0, 0);
    }
  /* 0x1f, where colour modes have it, is below each cell. */
  vga_testing_set (vga, 0x3d4, 0x14, 0x1f);
  update (self);
  assert_dots (self, 0, 13, 9, 1, 0, 0);
}

/* Attribute mode control, bit 2: the ninth dot repeats the eighth, for characters 0xc0 to 0xdf. */
static void
test_line_graphics (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const guint8 characters[] = { 0xaf, 0xb0, 0xbf, 0xc0, 0xdf, 0xe0 };
  VgaTesting *vga = &self->vga;

  start_text (self);
  for (guint i = 0; i < G_N_ELEMENTS (characters); i++)
    {
      vga_modes_put_glyph (vga, 0, characters[i], 0xff);
      vga_modes_put_cell (vga, i, characters[i], 0x07);
    }
  update (self);
  for (guint i = 0; i < G_N_ELEMENTS (characters); i++)
    {
      guint8 c = characters[i];

      assert_dots (self, i * 9, 0, 9, 7, c >= 0xc0 && c <= 0xdf ? 0x1ff : 0x1fe,
                   c >= 0xb0 && c <= 0xdf ? 0x1ff : 0x1fe);
    }
  vga_testing_set_attr (vga, 0x10, 0x00);
  update (self);
  assert_dots (self, 3 * 9, 0, 9, 7, 0x1fe, 0x1fe);
}

/* Horizontal PEL panning: to the left. With 9 dots, 8 stands for none and 0 to 7 for 1 to 8. */
static void
test_pan_text (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;

  start_text (self);
  vga_modes_put_cell (vga, 1, 'F', 0x07);
  vga_modes_put_cell (vga, 80, 'F', 0x07); /* comes in at the right of the first row */
  for (guint pan = 0; pan < 9; pan++)
    {
      guint n_dots = pan == 8 ? 0 : pan + 1;

      vga_testing_set_attr (vga, 0x13, pan);
      update (self);
      assert_dots (self, 0, 0, 20, 7, (0xff << (20 - 17)) << n_dots, 0xff << (20 - 17));
      assert_dots (self, 712, 0, 8, 7, 0xff & ~(0xff << (n_dots > 0 ? n_dots : 0)), 0);
    }
}

static void
test_pan_graphics (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;
  const guint8 byte = 0xf1;

  /* Plane 0: 8 pixels from x = 8 on, and the 8 that come after the row */
  vga_modes_set (vga, VGA_MODE_PLANAR);
  vga_modes_poke (vga, 4, &byte, 1);
  vga_modes_poke (vga, 320, &byte, 1);
  vga_testing_set_attr (vga, 0x13, 3);
  update (self);
  assert_dots (self, 0, 0, 16, 1, 0xf1 << 3, 0xf1);
  assert_dots (self, 632, 0, 8, 1, 0xf1 >> 5, 0);

  /* Byte panning: 1 to 3 addresses more */
  vga_testing_set (vga, 0x3d4, 0x08, 0x20);
  update (self);
  assert_dots (self, 0, 0, 8, 1, 0xf1 << 3 & 0xff, 0);

  /* 256 colours: pixels are two dots wide, and even values count. */
  vga_modes_set (vga, VGA_MODE_CHAIN4);
  vga_testing_set (vga, 0x3d4, 0x08, 0);
  vga_testing_write (vga, 5, 0x23);
  vga_testing_set_attr (vga, 0x13, 4);
  update (self);
  assert_dots (self, 0, 0, 16, 0x23, 3 << 8, 3 << 4);
}

/* Preset row scan: the first row begins with this line of its characters. */
static void
test_preset_row_scan (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;

  start_text (self);
  vga_modes_put_cell (vga, 0, 'L', 0x07);
  vga_modes_put_cell (vga, 80, 'L', 0x07);
  vga_testing_set (vga, 0x3d4, 0x08, 5);
  update (self);
  assert_dots (self, 0, 0, 8, 7, 5, 0);
  assert_dots (self, 0, 10, 8, 7, 15, 10);
  assert_dots (self, 0, 11, 8, 7, 0, 11);
  assert_dots (self, 0, 14, 8, 7, 3, 14);
  assert_dots (self, 0, 20, 8, 7, 9, 4);
}

/* Maximum scan line, bit 7: each line twice, in text as in graphics. */
static void
test_double_scan (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;
  g_autofree char *mode = NULL;

  start_text (self);
  vga_modes_put_cell (vga, 0, 'L', 0x07);
  vga_modes_put_cell (vga, 80, 'L', 0x07);
  vga_testing_set (vga, 0x3d4, 0x09, 0xc7); /* 8 lines each */
  update (self);
  for (guint y = 0; y < 16; y++)
    assert_dots (self, 0, y, 8, 7, y / 2, y % 8);
  assert_dots (self, 0, 16 + 13, 8, 7, 6, 0);
  mode = strata_display_describe_mode (STRATA_DISPLAY (vga->device));
  g_assert_cmpstr (mode, ==, is_hardware (self) ? "80 × 25 text, cells of 9 × 8"
                                                : "80 × 50 text, cells of 9 × 8");
}

/* Line compare: the next line begins at address 0, also within a row of characters. Attribute mode
 * control, bit 5: what is below is not panned. */
static void
test_line_compare (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;

  if (!is_hardware (self))
    return;
  start_text (self);
  vga_testing_set (vga, 0x3d4, 0x0c, 0x10);
  for (guint i = 0; i < 80 * 25; i++)
    vga_modes_put_cell (vga, 0x1000 + i, 'A', 0x07);
  vga_modes_put_cell (vga, 0, 'L', 0x07);
  vga_testing_set (vga, 0x3d4, 0x18, 99);
  vga_testing_set (vga, 0x3d4, 0x07, 0x0f);
  vga_testing_set (vga, 0x3d4, 0x09, 0x0f);
  vga_testing_set_attr (vga, 0x13, 1); /* 2 dots */
  update (self);
  assert_dots (self, 0, 99, 7, 7, 0x60, 0);
  assert_dots (self, 0, 100 + 7, 6, 7, 7, 0);
  assert_dots (self, 0, 100 + 15, 6, 7, 15, 0);
  assert_dots (self, 0, 100 + 16, 6, 7, 0, 0);

  vga_testing_set_attr (vga, 0x10, 0x24);
  update (self);
  assert_dots (self, 0, 99, 7, 7, 0x60, 0);
  assert_dots (self, 0, 100 + 7, 8, 7, 7, 0);
}

/* PEL mask: what goes to the DAC is and-ed with it. */
static void
test_pel_mask (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;

  start_text (self);
  vga_modes_put_cell (vga, 0, 'F', 0x0f);
  vga_testing_outb (vga, 0x3c6, 0x06);
  update (self);
  assert_dots (self, 0, 0, 8, 6, 0xff, 0);
  assert_dots (self, 0, 0, 8, 15, 0, 0xff);

  vga_testing_outb (vga, 0x3c6, 0xff);
  vga_modes_set (vga, VGA_MODE_CHAIN4);
  vga_testing_write (vga, 0, 0x3b);
  vga_testing_outb (vga, 0x3c6, 0x0f);
  update (self);
  assert_dots (self, 0, 0, 2, 0x0b, 3, 0);
}

/* Color plane enable: in text, too. */
static void
test_planes (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;

  start_text (self);
  vga_modes_put_cell (vga, 0, 'F', 0x0f);
  vga_testing_set_attr (vga, 0x12, 0x05);
  update (self);
  assert_dots (self, 0, 0, 8, 5, 0xff, 0);
  assert_dots (self, 0, 0, 8, 15, 0, 0xff);
}

/* Clocking mode, bit 5: the screen is off. */
static void
test_screen_off (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;

  start_text (self);
  vga_modes_put_cell (vga, 0, 'F', 0x0f);
  update (self);
  vga_testing_set (vga, 0x3c4, 1, 0x20);
  update (self);
  assert_dots (self, 0, 0, 8, 15, 0, 0xff);
  vga_testing_set (vga, 0x3c4, 1, 0x00);
  update (self);
  assert_dots (self, 0, 0, 8, 15, 0xff, 0xff);
}

/* Clocking mode, bit 3: each dot twice as wide; 9 stay 9. */
static void
test_wide_text (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  VgaTesting *vga = &self->vga;

  start_text (self);
  vga_modes_put_cell (vga, 1, 'A', 0x07);
  vga_testing_set (vga, 0x3d4, 0x01, 39);
  vga_testing_set (vga, 0x3c4, 1, 0x08);
  update (self);
  g_assert_cmpuint (
    strata_surface_get_width (strata_display_get_surface (STRATA_DISPLAY (vga->device))), ==,
    is_hardware (self) ? 720 : 640);
  if (is_hardware (self))
    assert_dots (self, 16, 0, 12, 7, 0xff << 2, 0);
  else
    assert_dots (self, 16, 0, 12, 7, 0, 0xff << 4);
}

static void
add (const char *name, void (*func) (Fixture *self, gconstpointer data))
{
  g_autofree char *hardware = g_strdup_printf ("/strata/vga/hardware/%s", name);
  g_autofree char *qemu = g_strdup_printf ("/strata/vga/hardware/%s/not-qemu", name);

  g_test_add (hardware, Fixture, GINT_TO_POINTER (STRATA_VGA_HARDWARE), set_up, func, tear_down);
  g_test_add (qemu, Fixture, GINT_TO_POINTER (STRATA_VGA_QEMU), set_up, func, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("blink", test_blink);
  add ("cursor-rate", test_cursor_rate);
  add ("underline", test_underline);
  add ("line-graphics", test_line_graphics);
  add ("pan-text", test_pan_text);
  add ("pan-graphics", test_pan_graphics);
  add ("preset-row-scan", test_preset_row_scan);
  add ("double-scan", test_double_scan);
  add ("line-compare", test_line_compare);
  add ("pel-mask", test_pel_mask);
  add ("planes", test_planes);
  add ("screen-off", test_screen_off);
  add ("wide-text", test_wide_text);
  return g_test_run ();
}
