/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "memory/strata-region.h"
#include "strata-display.h"

G_BEGIN_DECLS

/**
 * StrataPixelFormat:
 * @STRATA_PIXEL_FORMAT_XRGB8888: 4 bytes: blue, green, red, unused
 * @STRATA_PIXEL_FORMAT_XBGR8888: 4 bytes: red, green, blue, unused
 * @STRATA_PIXEL_FORMAT_RGB888: 3 bytes: blue, green, red
 * @STRATA_PIXEL_FORMAT_BGR888: 3 bytes: red, green, blue
 * @STRATA_PIXEL_FORMAT_RGB565: 2 bytes, a little-endian word of 5, 6 and 5 bits, blue lowest
 * @STRATA_PIXEL_FORMAT_XRGB1555: 2 bytes, a little-endian word of 3 times 5 bits, blue lowest
 * @STRATA_PIXEL_FORMAT_GRAY8: 1 byte: black to white
 *
 * How a pixel lies in memory. Names go from the highest bit of a little-endian word to the lowest.
 */
typedef enum
{
  STRATA_PIXEL_FORMAT_XRGB8888,
  STRATA_PIXEL_FORMAT_XBGR8888,
  STRATA_PIXEL_FORMAT_RGB888,
  STRATA_PIXEL_FORMAT_BGR888,
  STRATA_PIXEL_FORMAT_RGB565,
  STRATA_PIXEL_FORMAT_XRGB1555,
  STRATA_PIXEL_FORMAT_GRAY8,
} StrataPixelFormat;

/**
 * STRATA_N_PIXEL_FORMATS:
 *
 * How many pixel formats there are.
 */
#define STRATA_N_PIXEL_FORMATS 7

#define STRATA_TYPE_FRAMEBUFFER (strata_framebuffer_get_type ())

/**
 * StrataFramebuffer:
 *
 * RAM shown as a picture, one pixel after the other.
 */
STRATA_PUBLIC
G_DECLARE_FINAL_TYPE (StrataFramebuffer, strata_framebuffer, STRATA, FRAMEBUFFER, GObject)

STRATA_PUBLIC
guint strata_pixel_format_get_n_bytes (StrataPixelFormat format);
STRATA_PUBLIC
const char *strata_pixel_format_get_name (StrataPixelFormat format);

STRATA_PUBLIC
StrataFramebuffer *strata_framebuffer_new (StrataRegion *region, StrataPixelFormat format,
                                           guint width, guint height, guint64 stride,
                                           guint64 offset, GError **error);
STRATA_PUBLIC
StrataRegion *strata_framebuffer_get_region (StrataFramebuffer *self);

G_END_DECLS
