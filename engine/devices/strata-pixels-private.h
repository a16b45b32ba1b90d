/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* Turns a row of guest memory into pixels 0x00RRGGBB, and tells whether any of them has changed.
 * The memory may change under its hands, as a screen's does.
 *
 * All have the same arguments, so that a mode can name one: @n_pixels come out of as many pixels
 * of memory; @palette has as many colours as the pixels can tell apart, and may be NULL where they
 * are colours themselves. Words are little-endian unless the name ends in _be; _cut leaves the low
 * bits of narrow channels 0, the others repeat the high ones there so that white is white. */
typedef gboolean (*StrataPixelsFunc) (guint32 *restrict out, const guint8 *restrict in,
                                      guint n_pixels, const guint32 *restrict palette);

gboolean strata_pixels_xrgb8888 (guint32 *restrict out, const guint8 *restrict in, guint n_pixels,
                                 const guint32 *restrict palette);
gboolean strata_pixels_xrgb8888_be (guint32 *restrict out, const guint8 *restrict in,
                                    guint n_pixels, const guint32 *restrict palette);
gboolean strata_pixels_xbgr8888 (guint32 *restrict out, const guint8 *restrict in, guint n_pixels,
                                 const guint32 *restrict palette);
gboolean strata_pixels_rgb888 (guint32 *restrict out, const guint8 *restrict in, guint n_pixels,
                               const guint32 *restrict palette);
gboolean strata_pixels_bgr888 (guint32 *restrict out, const guint8 *restrict in, guint n_pixels,
                               const guint32 *restrict palette);
gboolean strata_pixels_rgb565 (guint32 *restrict out, const guint8 *restrict in, guint n_pixels,
                               const guint32 *restrict palette);
gboolean strata_pixels_rgb565_cut (guint32 *restrict out, const guint8 *restrict in, guint n_pixels,
                                   const guint32 *restrict palette);
gboolean strata_pixels_rgb565_cut_be (guint32 *restrict out, const guint8 *restrict in,
                                      guint n_pixels, const guint32 *restrict palette);
gboolean strata_pixels_xrgb1555 (guint32 *restrict out, const guint8 *restrict in, guint n_pixels,
                                 const guint32 *restrict palette);
gboolean strata_pixels_xrgb1555_cut (guint32 *restrict out, const guint8 *restrict in,
                                     guint n_pixels, const guint32 *restrict palette);
gboolean strata_pixels_xrgb1555_cut_be (guint32 *restrict out, const guint8 *restrict in,
                                        guint n_pixels, const guint32 *restrict palette);
gboolean strata_pixels_gray8 (guint32 *restrict out, const guint8 *restrict in, guint n_pixels,
                              const guint32 *restrict palette);
gboolean strata_pixels_indexed8 (guint32 *restrict out, const guint8 *restrict in, guint n_pixels,
                                 const guint32 *restrict palette);
/* Each pixel of memory makes two. */
gboolean strata_pixels_indexed8_twice (guint32 *restrict out, const guint8 *restrict in,
                                       guint n_pixels, const guint32 *restrict palette);
