/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A stretch of memory as a picture. How pixels lie in memory is as the names of the formats say in
 * the Linux kernel's drm_fourcc.h: from the highest bit of a little-endian word to the lowest. */

#include <string.h>

#include "strata.h"

#define RAM_SIZE 0x10000

typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataRegion *ram;
  StrataAddressSpace *space;
  StrataInitiator *initiator;
  StrataDisplayFrame frame;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  self->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  self->root = strata_region_new_container (self->system, NULL, "root", STRATA_SIZE_MAX);
  self->ram = strata_region_new_ram (self->system, NULL, "ram", RAM_SIZE, &error);
  g_assert_no_error (error);
  g_assert_true (strata_region_add_subregion (self->root, 0, self->ram, &error));
  self->space = strata_address_space_new (self->system, "memory", self->root);
  self->initiator = strata_initiator_new (self->space, "test");
  strata_display_frame_init (&self->frame);
}

static void
tear_down (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  strata_display_frame_clear (&self->frame);
  strata_initiator_unref (self->initiator);
  strata_address_space_unref (self->space);
  strata_region_unref (self->ram);
  strata_region_unref (self->root);
  strata_system_unref (self->system);
}

static StrataFramebuffer *
new_framebuffer (StrataRegion *region, StrataPixelFormat format, guint width, guint height,
                 guint64 stride, guint64 offset)
{
  g_autoptr (GError) error = NULL;
  StrataFramebuffer *framebuffer
    = strata_framebuffer_new (region, format, width, height, stride, offset, &error);

  g_assert_no_error (error);
  g_assert_nonnull (framebuffer);
  return framebuffer;
}

static void
update (Fixture *self, StrataFramebuffer *framebuffer)
{
  strata_display_update (STRATA_DISPLAY (framebuffer), FALSE, &self->frame);
}

static guint32
get_pixel (StrataFramebuffer *framebuffer, guint x, guint y)
{
  StrataSurface *surface = strata_display_get_surface (STRATA_DISPLAY (framebuffer));
  guint32 pixel;

  memcpy (&pixel,
          strata_surface_get_pixels (surface) + y * strata_surface_get_stride (surface) + x * 4, 4);
  return pixel;
}

static void
write_bytes (Fixture *self, guint64 address, const char *bytes, gsize length)
{
  g_assert_cmpint (strata_initiator_write (self->initiator, address, bytes, length), ==,
                   STRATA_OK);
}

static void
assert_rows (GArray *rows, guint n_runs, guint first, guint last)
{
  g_assert_cmpuint (rows->len, ==, n_runs);
  if (n_runs == 0)
    return;
  g_assert_cmpuint (g_array_index (rows, StrataDisplayRows, 0).first, ==, first);
  g_assert_cmpuint (g_array_index (rows, StrataDisplayRows, n_runs - 1).last, ==, last);
}

static const struct
{
  StrataPixelFormat format;
  const char *name;
  guint n_bytes;
  const char *bytes; /* of a pixel */
  guint32 pixel;
} cases[] = {
  { STRATA_PIXEL_FORMAT_XRGB8888, "xrgb8888", 4, "\x33\x22\x11\xff", 0x112233 },
  { STRATA_PIXEL_FORMAT_XBGR8888, "xbgr8888", 4, "\x11\x22\x33\xff", 0x112233 },
  { STRATA_PIXEL_FORMAT_RGB888, "rgb888", 3, "\x33\x22\x11", 0x112233 },
  { STRATA_PIXEL_FORMAT_BGR888, "bgr888", 3, "\x11\x22\x33", 0x112233 },
  { STRATA_PIXEL_FORMAT_RGB565, "rgb565", 2, "\x00\xf8", 0xff0000 },
  { STRATA_PIXEL_FORMAT_RGB565, "rgb565", 2, "\xe0\x07", 0x00ff00 },
  { STRATA_PIXEL_FORMAT_RGB565, "rgb565", 2, "\x1f\x00", 0x0000ff },
  { STRATA_PIXEL_FORMAT_RGB565, "rgb565", 2, "\x10\x84", 0x848284 },
  { STRATA_PIXEL_FORMAT_XRGB1555, "xrgb1555", 2, "\x00\x7c", 0xff0000 },
  { STRATA_PIXEL_FORMAT_XRGB1555, "xrgb1555", 2, "\xe0\x03", 0x00ff00 },
  { STRATA_PIXEL_FORMAT_XRGB1555, "xrgb1555", 2, "\x1f\x80", 0x0000ff },
  { STRATA_PIXEL_FORMAT_GRAY8, "gray8", 1, "\x5a", 0x5a5a5a },
};

/* Wide enough for what is done in stretches and for what is left over. */
static void
test_formats (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_bytes = cases[i].n_bytes;
      g_autoptr (StrataFramebuffer) framebuffer
        = new_framebuffer (self->ram, cases[i].format, 71, 3, 71 * n_bytes + 1, 5);

      g_assert_cmpstr (strata_pixel_format_get_name (cases[i].format), ==, cases[i].name);
      g_assert_cmpuint (strata_pixel_format_get_n_bytes (cases[i].format), ==, n_bytes);
      strata_initiator_memset (self->initiator, 0, 0, RAM_SIZE);
      for (guint x = 0; x < 71; x += 2)
        write_bytes (self, 5 + 71 * n_bytes + 1 + x * n_bytes, cases[i].bytes, n_bytes);
      update (self, framebuffer);
      for (guint x = 0; x < 71; x++)
        {
          g_assert_cmphex (get_pixel (framebuffer, x, 0), ==, 0);
          g_assert_cmphex (get_pixel (framebuffer, x, 1), ==, x % 2 == 0 ? cases[i].pixel : 0);
          g_assert_cmphex (get_pixel (framebuffer, x, 2), ==, 0);
        }
    }
}

/* 16 rows of a page each */
static void
test_dirty (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataFramebuffer) framebuffer
    = new_framebuffer (self->ram, STRATA_PIXEL_FORMAT_XRGB8888, 1000, 16, 4096, 0);
  g_autofree char *mode = strata_display_describe_mode (STRATA_DISPLAY (framebuffer));

  g_assert_cmpstr (mode, ==, "1000 × 16, xrgb8888");
  g_assert_cmpfloat (strata_display_get_pixel_aspect (STRATA_DISPLAY (framebuffer)), ==, 1);

  update (self, framebuffer);
  g_assert_cmpuint (self->frame.n_dirty_pages, ==, 16);
  g_assert_cmpuint (self->frame.n_converted, ==, 16);

  update (self, framebuffer);
  g_assert_cmpuint (self->frame.n_dirty_pages, ==, 0);
  g_assert_cmpuint (self->frame.n_converted, ==, 0);
  assert_rows (self->frame.drawn, 0, 0, 0);
  assert_rows (self->frame.unchanged, 0, 0, 0);

  write_bytes (self, 3 * 4096 + 8, "\1\2\3\4", 4);
  update (self, framebuffer);
  g_assert_cmpuint (self->frame.n_converted, ==, 1);
  assert_rows (self->frame.drawn, 1, 3, 3);
  assert_rows (self->frame.unchanged, 0, 0, 0);
  g_assert_cmphex (get_pixel (framebuffer, 2, 3), ==, 0x030201);

  /* The same again, and what lies between rows: dirty, but nothing to see. */
  write_bytes (self, 3 * 4096 + 8, "\1\2\3\4", 4);
  write_bytes (self, 4 * 4096 + 4090, "\1\2\3\4", 4);
  update (self, framebuffer);
  assert_rows (self->frame.drawn, 0, 0, 0);
  assert_rows (self->frame.unchanged, 1, 3, 4);

  strata_display_update (STRATA_DISPLAY (framebuffer), TRUE, &self->frame);
  assert_rows (self->frame.drawn, 1, 0, 15);
  g_assert_cmpuint (self->frame.n_rows, ==, 16);
}

static void
test_log (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  StrataFramebuffer *a, *b;

  g_assert_false (strata_region_is_logging (self->ram, STRATA_DIRTY_VGA));
  a = new_framebuffer (self->ram, STRATA_PIXEL_FORMAT_GRAY8, 1, 1, 1, 0);
  b = new_framebuffer (self->ram, STRATA_PIXEL_FORMAT_GRAY8, 1, 1, 1, 0);
  g_assert_true (strata_framebuffer_get_region (a) == self->ram);
  g_object_unref (a);
  g_assert_true (strata_region_is_logging (self->ram, STRATA_DIRTY_VGA));
  g_object_unref (b);
  g_assert_false (strata_region_is_logging (self->ram, STRATA_DIRTY_VGA));
}

static void
test_alias (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) alias
    = strata_region_new_alias (self->system, NULL, "alias", self->ram, 0x8000, 0x2000);
  g_autoptr (StrataFramebuffer) framebuffer
    = new_framebuffer (alias, STRATA_PIXEL_FORMAT_GRAY8, 0x1000, 1, 0x1000, 0x1000);
  g_autoptr (GError) error = NULL;

  update (self, framebuffer);
  write_bytes (self, 0x9001, "\x77", 1);
  update (self, framebuffer);
  assert_rows (self->frame.drawn, 1, 0, 0);
  g_assert_cmphex (get_pixel (framebuffer, 1, 0), ==, 0x777777);

  /* There is memory behind its window, but not in it. */
  g_assert_null (strata_framebuffer_new (alias, STRATA_PIXEL_FORMAT_GRAY8, 0x1000, 1, 0x1000,
                                         0x1001, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE);
}

static void
test_refused (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  static const struct
  {
    guint width;
    guint height;
    guint64 stride;
    guint64 offset;
  } wrong[] = {
    { 0, 1, 4, 0 },
    { 1, 0, 4, 0 },
    { 20000, 1, 80000, 0 },
    { 1, 20000, 4, 0 },
    { 2, 1, 7, 0 },                                       /* rows overlap */
    { 1, 1, 4, RAM_SIZE - 3 },                            /* ends a byte too late */
    { 1, 1, 4, G_MAXUINT64 },
    { 1, 2, RAM_SIZE, 0 },
    { 1, 2, G_MAXUINT64, 0 },
    { 1, 16384, G_GUINT64_CONSTANT (1) << 50, 0 },        /* would wrap */
    { 128, 128, 512, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (strata_framebuffer_new (self->ram, STRATA_PIXEL_FORMAT_XRGB8888,
                                             wrong[i].width, wrong[i].height, wrong[i].stride,
                                             wrong[i].offset, &error));
      g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE);
    }
  g_assert_false (strata_region_is_logging (self->ram, STRATA_DIRTY_VGA));
  /* Just fits: a last row needs no padding. */
  g_object_unref (new_framebuffer (self->ram, STRATA_PIXEL_FORMAT_XRGB8888, 1, 2, RAM_SIZE - 4, 0));
  g_object_unref (new_framebuffer (self->ram, STRATA_PIXEL_FORMAT_XRGB8888, 1, 1, G_MAXUINT64, 0));
}

static void
test_no_memory (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
    strata_framebuffer_new (self->root, STRATA_PIXEL_FORMAT_GRAY8, 1, 1, 1, 0, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_KIND);
}

/* A region that shrinks under a framebuffer keeps the picture as it was. */
static void
test_shrunk (Fixture *self, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataRegion) ram = strata_region_new_resizable_ram (
    self->system, NULL, "ram", 0x4000, 0x4000, NULL, NULL, NULL, &error);
  g_autoptr (StrataFramebuffer) framebuffer
    = new_framebuffer (ram, STRATA_PIXEL_FORMAT_GRAY8, 0x1000, 4, 0x1000, 0);

  update (self, framebuffer);
  g_assert_true (strata_region_set_size (ram, 0x2000, &error));
  strata_display_update (STRATA_DISPLAY (framebuffer), TRUE, &self->frame);
  g_assert_cmpuint (self->frame.n_converted, ==, 0);
  g_assert_true (strata_region_set_size (ram, 0x4000, &error));
  strata_display_update (STRATA_DISPLAY (framebuffer), TRUE, &self->frame);
  g_assert_cmpuint (self->frame.n_converted, ==, 4);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/strata/framebuffer/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("formats", test_formats);
  ADD ("dirty", test_dirty);
  ADD ("log", test_log);
  ADD ("alias", test_alias);
  ADD ("refused", test_refused);
  ADD ("no-memory", test_no_memory);
  ADD ("shrunk", test_shrunk);
  return g_test_run ();
}
