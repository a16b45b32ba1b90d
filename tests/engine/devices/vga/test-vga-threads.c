/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A guest writes while the display is brought up to date: neither waits for the other, and once the
 * guest has stopped, one update shows all that it has written. */

#include <string.h>

#include "strata-vga-modes.h"

#define N_WRITES 100000

typedef struct
{
  VgaTesting *vga;
  guint32 seed;
  gint is_done;
} Guest;

static guint
draw (Guest *self)
{
  self->seed = self->seed * 1664525 + 1013904223;
  return self->seed >> 12;
}

/* Cells, glyphs, the cursor, and a colour now and then. */
static gpointer
run_guest (gpointer data)
{
  Guest *self = data;
  VgaTesting *vga = self->vga;

  for (guint i = 0; i < N_WRITES; i++)
    switch (draw (self) % 16)
      {
      case 0:
        vga_modes_put_glyph_line (vga, 0, draw (self), draw (self) % 32, draw (self));
        break;
      case 1:
        vga_testing_set (vga, 0x3d4, 0x0f, draw (self));
        break;
      case 2:
        vga_testing_outb (vga, 0x3c8, draw (self));
        for (guint j = 0; j < 3; j++)
          vga_testing_outb (vga, 0x3c9, draw (self) & 0x3f);
        break;
      default:
        vga_modes_put_cell (vga, draw (self) % 2000, draw (self), draw (self));
        break;
      }
  strata_initiator_park (vga->memory);
  strata_initiator_park (vga->io);
  g_atomic_int_set (&self->is_done, TRUE);
  return NULL;
}

static void
test_writer (void)
{
  g_auto (VgaTesting) vga = { 0 };
  Guest guest = { &vga, 1, FALSE };
  StrataDisplay *display;
  StrataSurface *surface;
  StrataDisplayFrame frame;
  g_autofree guint8 *pixels = NULL;
  gsize size;
  GThread *thread;

  vga_testing_init (&vga, STRATA_VGA_QEMU);
  vga_modes_set (&vga, VGA_MODE_TEXT);
  display = STRATA_DISPLAY (vga.device);
  strata_initiator_park (vga.memory);
  strata_initiator_park (vga.io);
  strata_display_frame_init (&frame);
  thread = g_thread_new ("guest", run_guest, &guest);
  while (!g_atomic_int_get (&guest.is_done))
    strata_display_update (display, FALSE, &frame);
  g_thread_join (thread);
  strata_display_update (display, FALSE, &frame);

  surface = strata_display_get_surface (display);
  size = strata_surface_get_stride (surface) * strata_surface_get_height (surface);
  pixels = g_memdup2 (strata_surface_get_pixels (surface), size);
  strata_display_update (display, TRUE, &frame);
  g_assert_true (strata_display_get_surface (display) == surface);
  g_assert_cmpint (memcmp (pixels, strata_surface_get_pixels (surface), size), ==, 0);
  strata_display_frame_clear (&frame);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/vga/threads/writer", test_writer);
  return g_test_run ();
}
