/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-mode-private.h"

/* The colours that pixels of a mode choose from, ready for its row function: 256, or 16 twice, for
 * the left and the right half of a unit. Returns whether any has changed. */
gboolean strata_vga_palette_update (guint32 palette[256], const StrataVgaState *state,
                                    const StrataVgaMode *mode);
