/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "../strata-dirty-runs-private.h"
#include "../strata-display-private.h"
#include "strata-vga-mode-private.h"

/* What the parts that draw have in common for one frame: what they look at, and what they fill. */
typedef struct
{
  const StrataVgaMode *mode;
  const guint32 *palette;
  const guint8 *bytes; /* of video memory */
  guint64 n_bytes;
  StrataDirtyRuns *dirty;
  StrataSurface *surface;
  StrataDisplayFrame *frame;
  gboolean is_new;   /* everything is drawn and counts as drawn */
  gboolean is_stale; /* everything is to be looked at: colours have changed */
} StrataVgaPicture;

static inline guint32 *
strata_vga_picture_get_row (const StrataVgaPicture *self, guint y)
{
  return (guint32 *) (gpointer) (strata_surface_get_pixels (self->surface)
                                 + y * strata_surface_get_stride (self->surface));
}
