/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-framebuffer.h"

#include <inttypes.h>

#include "memory/strata-i18n-private.h"
#include "memory/strata-system.h"
#include "strata-dirty-runs-private.h"
#include "strata-display-private.h"
#include "strata-pixels-private.h"

#define MAX_SIZE 16384 /* of a surface */

struct _StrataFramebuffer
{
  GObject parent_instance;
  StrataRegion *region;
  StrataPixelFormat format;
  guint width;
  guint height;
  guint64 stride;
  guint64 offset;
  StrataSurface *surface;
  StrataDirtyRuns dirty;
};

static void strata_framebuffer_iface_init (StrataDisplayInterface *iface);

G_DEFINE_TYPE_WITH_CODE (StrataFramebuffer, strata_framebuffer, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (STRATA_TYPE_DISPLAY,
                                                strata_framebuffer_iface_init))

static const struct
{
  const char *name;
  guint n_bytes;
  StrataPixelsFunc func;
} formats[STRATA_N_PIXEL_FORMATS] = {
  [STRATA_PIXEL_FORMAT_XRGB8888] = { "xrgb8888", 4, strata_pixels_xrgb8888 },
  [STRATA_PIXEL_FORMAT_XBGR8888] = { "xbgr8888", 4, strata_pixels_xbgr8888 },
  [STRATA_PIXEL_FORMAT_RGB888] = { "rgb888", 3, strata_pixels_rgb888 },
  [STRATA_PIXEL_FORMAT_BGR888] = { "bgr888", 3, strata_pixels_bgr888 },
  [STRATA_PIXEL_FORMAT_RGB565] = { "rgb565", 2, strata_pixels_rgb565 },
  [STRATA_PIXEL_FORMAT_XRGB1555] = { "xrgb1555", 2, strata_pixels_xrgb1555 },
  [STRATA_PIXEL_FORMAT_GRAY8] = { "gray8", 1, strata_pixels_gray8 },
};

/**
 * strata_pixel_format_get_n_bytes:
 * @format: a format
 *
 * Gets the number of bytes.
 *
 * Returns: how many bytes a pixel takes
 */
guint
strata_pixel_format_get_n_bytes (StrataPixelFormat format)
{
  g_return_val_if_fail ((guint) format < STRATA_N_PIXEL_FORMATS, 0);

  return formats[format].n_bytes;
}

/**
 * strata_pixel_format_get_name:
 * @format: a format
 *
 * Gets the name.
 *
 * Returns: its name in lower case, such as `rgb565`
 */
const char *
strata_pixel_format_get_name (StrataPixelFormat format)
{
  g_return_val_if_fail ((guint) format < STRATA_N_PIXEL_FORMATS, NULL);

  return formats[format].name;
}

/* {{{ The display */

/* How many bytes of memory a region shows. */
static guint64
find_length (StrataRegion *region)
{
  guint64 offset = 0, length = G_MAXUINT64;

  while (strata_region_get_kind (region) == STRATA_REGION_ALIAS)
    {
      guint64 size = strata_region_get_size (region);
      guint64 skip = strata_region_get_alias_offset (region);

      length = MIN (length, size > offset ? size - offset : 0);
      if (skip > G_MAXUINT64 - offset)
        return 0;
      offset += skip;
      region = strata_region_get_alias_target (region);
    }
  if (!strata_region_is_ram (region) || strata_region_get_size (region) <= offset)
    return 0;
  return MIN (length, strata_region_get_size (region) - offset);
}

/* From the first byte of the picture to the last. */
static guint64
find_extent (const StrataFramebuffer *self)
{
  return self->stride * (self->height - 1) + (guint64) self->width * formats[self->format].n_bytes;
}

static gboolean
fits (const StrataFramebuffer *self)
{
  guint64 length = find_length (self->region);

  return self->offset <= length && find_extent (self) <= length - self->offset;
}

static void
strata_framebuffer_update (StrataDisplay *display, gboolean all, StrataDisplayFrame *frame)
{
  StrataFramebuffer *self = STRATA_FRAMEBUFFER (display);
  guint8 *pixels = strata_surface_get_pixels (self->surface);
  gsize pixel_stride = strata_surface_get_stride (self->surface);
  guint row_length = self->width * formats[self->format].n_bytes;
  const guint8 *bytes;

  strata_system_flush_coalesced_for (strata_region_get_system (self->region), "display");
  strata_dirty_runs_take (&self->dirty, self->region, self->offset, find_extent (self));
  frame->n_dirty_pages = self->dirty.n_pages;
  bytes = strata_region_get_ram_ptr (self->region);
  /* The region may have been made smaller. */
  if ((strata_dirty_runs_is_empty (&self->dirty) && !all) || bytes == NULL || !fits (self))
    return;
  for (guint y = 0; y < self->height; y++)
    {
      guint64 first = self->offset + y * self->stride;
      gboolean is_dirty = strata_dirty_runs_touch (&self->dirty, first, first + row_length - 1);

      if (!is_dirty && !all)
        continue;
      frame->n_converted++;
      if (formats[self->format].func ((guint32 *) (gpointer) (pixels + y * pixel_stride),
                                      bytes + first, self->width, NULL) || all)
        strata_display_rows_add (frame->drawn, y, y);
      else
        strata_display_rows_add (frame->unchanged, y, y);
    }
}

static StrataSurface *
strata_framebuffer_get_surface (StrataDisplay *display)
{
  return STRATA_FRAMEBUFFER (display)->surface;
}

static char *
strata_framebuffer_describe_mode (StrataDisplay *display)
{
  StrataFramebuffer *self = STRATA_FRAMEBUFFER (display);

  return g_strdup_printf ("%u × %u, %s", self->width, self->height, formats[self->format].name);
}

static void
strata_framebuffer_iface_init (StrataDisplayInterface *iface)
{
  iface->update = strata_framebuffer_update;
  iface->get_surface = strata_framebuffer_get_surface;
  iface->describe_mode = strata_framebuffer_describe_mode;
}

/* }}} */
/* {{{ Making one */

static gboolean
check (const StrataFramebuffer *self, GError **error)
{
  guint64 row_length = (guint64) self->width * formats[self->format].n_bytes;
  const char *name = strata_region_get_name (self->region);

  if (self->width == 0 || self->width > MAX_SIZE || self->height == 0 || self->height > MAX_SIZE)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   _ ("A picture of %u × %u is not between 1 × 1 and %u × %u"), self->width,
                   self->height, MAX_SIZE, MAX_SIZE);
      return FALSE;
    }
  if (strata_region_get_ram_ptr (self->region) == NULL)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_KIND,
                   _ ("“%s” has no memory that could be shown"), name);
      return FALSE;
    }
  if (self->stride < row_length)
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   _ ("A stride of %" PRIu64 " bytes is less than a row of %"
                      PRIu64),
                   self->stride, row_length);
      return FALSE;
    }
  /* A stride beyond the region lets nothing but a single row fit; it is caught before it wraps. */
  if ((self->height > 1 && self->stride > G_MAXUINT64 / MAX_SIZE / 2) || !fits (self))
    {
      g_set_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE,
                   _ ("%u rows of %" PRIu64 " bytes from offset 0x%" PRIx64
                      " do not fit into the 0x%" PRIx64 " bytes of “%s”"),
                   self->height, self->stride, self->offset, find_length (self->region), name);
      return FALSE;
    }
  return TRUE;
}

/**
 * strata_framebuffer_new:
 * @region: a region with memory, or an alias of one
 * @format: how a pixel lies in memory
 * @width: the width in pixels, 1 to 16384
 * @height: the height in pixels, 1 to 16384
 * @stride: how many bytes a row begins behind the one above
 * @offset: where in the region the first row begins, in bytes
 * @error: return location for an error
 *
 * Shows a stretch of memory as a picture. Dirty logging of the region is on for displays as long as
 * the object lives; another display of the same region would take away what it harvests.
 *
 * Returns: (transfer full): the display, or %NULL with %STRATA_MEMORY_ERROR set: `KIND` if there is
 *   no memory, `RANGE` if the picture does not fit
 */
StrataFramebuffer *
strata_framebuffer_new (StrataRegion *region, StrataPixelFormat format, guint width, guint height,
                        guint64 stride, guint64 offset, GError **error)
{
  g_autoptr (StrataFramebuffer) self = NULL;

  g_return_val_if_fail (region != NULL, NULL);
  g_return_val_if_fail ((guint) format < STRATA_N_PIXEL_FORMATS, NULL);

  self = g_object_new (STRATA_TYPE_FRAMEBUFFER, NULL);
  self->region = strata_region_ref (region);
  self->format = format;
  self->width = width;
  self->height = height;
  self->stride = stride;
  self->offset = offset;
  if (!check (self, error) || !strata_region_set_log (region, STRATA_DIRTY_VGA, TRUE, error))
    return NULL;
  self->surface = strata_surface_new (width, height);
  return g_steal_pointer (&self);
}

/**
 * strata_framebuffer_get_region:
 * @self: a framebuffer
 *
 * Gets the region.
 *
 * Returns: (transfer none): the region it shows
 */
StrataRegion *
strata_framebuffer_get_region (StrataFramebuffer *self)
{
  g_return_val_if_fail (STRATA_IS_FRAMEBUFFER (self), NULL);

  return self->region;
}

static void
strata_framebuffer_finalize (GObject *object)
{
  StrataFramebuffer *self = STRATA_FRAMEBUFFER (object);

  /* There is a surface once logging is on. */
  if (self->surface != NULL)
    strata_region_set_log (self->region, STRATA_DIRTY_VGA, FALSE, NULL);
  g_clear_pointer (&self->surface, strata_surface_unref);
  g_clear_pointer (&self->region, strata_region_unref);
  strata_dirty_runs_clear (&self->dirty);
  G_OBJECT_CLASS (strata_framebuffer_parent_class)->finalize (object);
}

static void
strata_framebuffer_class_init (StrataFramebufferClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_framebuffer_finalize;
}

static void
strata_framebuffer_init (StrataFramebuffer *self)
{
  strata_dirty_runs_init (&self->dirty);
}

/* }}} */
