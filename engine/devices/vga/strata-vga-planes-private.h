/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../strata-pixels-private.h"

/* Rows of the modes that shift pixels out of planes. They are functions as those of
 * strata-pixels-private.h, but count units: 4 bytes of memory, one of each plane, that make 8
 * pixels, or 16 where each pixel is twice as wide. The palette has 32 colours: 16 for pixels of the
 * left half of a unit and 16 for the right, which differ when planes are switched off. */

/* One bit of each plane makes a pixel: 16 colours. */
gboolean strata_vga_planes_16 (guint32 *restrict out, const guint8 *restrict in, guint n_units,
                               const guint32 *restrict palette);
gboolean strata_vga_planes_16_wide (guint32 *restrict out, const guint8 *restrict in,
                                    guint n_units, const guint32 *restrict palette);
/* Two bits of plane 0 and two of plane 2 make a pixel, then those of planes 1 and 3: CGA's 4
 * colours. */
gboolean strata_vga_planes_4 (guint32 *restrict out, const guint8 *restrict in, guint n_units,
                              const guint32 *restrict palette);
gboolean strata_vga_planes_4_wide (guint32 *restrict out, const guint8 *restrict in,
                                   guint n_units, const guint32 *restrict palette);
