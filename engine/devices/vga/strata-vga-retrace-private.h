/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-state-private.h"

G_BEGIN_DECLS

#define STRATA_VGA_STATUS_BLANK 0x01   /* no pixels are shown now */
#define STRATA_VGA_STATUS_RETRACE 0x08 /* the beam goes back to the top */

/* Where the beam is, as input status register 1 tells it */
guint8 strata_vga_retrace_get_status (const StrataVgaState *state, guint64 time);

G_END_DECLS
