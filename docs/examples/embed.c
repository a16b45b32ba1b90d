/* SPDX-License-Identifier: LGPL-2.1-or-later
 *
 * How a program uses libstrata: an address space of its own with RAM, a device of its own, and a
 * picture in RAM that the device paints and that is written to a PNG file.
 *
 *   cc embed.c -o embed $(pkg-config --cflags --libs strata-0 cairo) && ./embed picture.png
 *
 * The device, a painter, has three 32-bit registers, little endian:
 *   +0 COLOUR  0x00RRGGBB
 *   +4 CORNER  x in the low half, y in the high half
 *   +8 FILL    writing (width, height) fills that rectangle; reads count the rectangles
 */
#include <cairo.h>
#include <strata.h>

#define WIDTH 160
#define HEIGHT 100
#define RAM_BASE 0x80000000
#define PAINTER_BASE 0xf0000000

typedef struct
{
  StrataInitiator *dma; /* a device makes accesses, too */
  guint32 colour, corner, n_filled;
} Painter;

static void
painter_fill (Painter *self, guint width, guint height)
{
  guint left = self->corner & 0xffff, top = self->corner >> 16;

  for (guint y = top; y < MIN (top + height, HEIGHT); y++)
    for (guint x = left; x < MIN (left + width, WIDTH); x++)
      strata_initiator_store (self->dma, RAM_BASE + 4 * (y * WIDTH + x), 4, STRATA_LITTLE_ENDIAN,
                              self->colour);
  strata_initiator_park (self->dma);
  self->n_filled++;
}

static guint64
painter_read (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  const Painter *self = user_data;
  const guint32 registers[] = { self->colour, self->corner, self->n_filled };

  return registers[offset / 4];
}

static void
painter_write (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  Painter *self = user_data;

  if (offset == 0)
    self->colour = value;
  else if (offset == 4)
    self->corner = value;
  else
    painter_fill (self, value & 0xffff, value >> 16);
}

static const StrataRegionOps painter_ops = {
  .read = painter_read,
  .write = painter_write,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .min = 4, .max = 4 },
  .impl = { .min = 4, .max = 4 },
};

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "system", 1ULL << 32);
  g_autoptr (StrataRegion) ram = strata_region_new_ram (system, NULL, "ram", 0x10000, &error);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", root);
  Painter painter = { strata_initiator_new (space, "painter"), 0, 0, 0 };
  g_autoptr (StrataRegion) registers = strata_region_new_mmio (system, NULL, "painter", 12,
                                                               &painter_ops, &painter, NULL);
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (space, "cpu");
  const guint32 program[][3] = { /* colour, corner, width and height */
    { 0x1c71d8, 0, HEIGHT << 16 | WIDTH },
    { 0xf6d32d, 20 << 16 | 20, 60 << 16 | 60 },
    { 0xffffff, 50 << 16 | 60, 30 << 16 | 80 },
  };
  guint64 n_filled;

  if (argc != 2 || ram == NULL || !strata_region_add_subregion (root, RAM_BASE, ram, &error) ||
      !strata_region_add_subregion (root, PAINTER_BASE, registers, &error))
    g_error ("%s", error != NULL ? error->message : "Usage: embed FILE");

  for (guint i = 0; i < G_N_ELEMENTS (program); i++)
    for (guint r = 0; r < 3; r++)
      strata_initiator_store (cpu, PAINTER_BASE + 4 * r, 4, STRATA_LITTLE_ENDIAN, program[i][r]);
  strata_initiator_load (cpu, PAINTER_BASE + 8, 4, STRATA_LITTLE_ENDIAN, &n_filled);

  {
    g_autoptr (StrataFramebuffer) framebuffer = strata_framebuffer_new (
      ram, STRATA_PIXEL_FORMAT_XRGB8888, WIDTH, HEIGHT, 4 * WIDTH, 0, &error);
    StrataDisplayFrame frame;
    StrataSurface *picture;
    cairo_surface_t *image;

    if (framebuffer == NULL)
      g_error ("%s", error->message);
    strata_display_frame_init (&frame);
    strata_display_update (STRATA_DISPLAY (framebuffer), FALSE, &frame);
    picture = strata_display_get_surface (STRATA_DISPLAY (framebuffer));
    image = cairo_image_surface_create_for_data (
      strata_surface_get_pixels (picture), CAIRO_FORMAT_RGB24, WIDTH, HEIGHT,
      strata_surface_get_stride (picture));
    if (cairo_surface_write_to_png (image, argv[1]) != CAIRO_STATUS_SUCCESS)
      g_error ("%s cannot be written", argv[1]);
    g_print ("%u rectangles, %u rows drawn, picture in %s\n", (guint) n_filled, frame.n_rows,
             argv[1]);
    cairo_surface_destroy (image);
    strata_display_frame_clear (&frame);
  }

  strata_initiator_unref (painter.dma);
  strata_address_space_close (space);
  return 0;
}
