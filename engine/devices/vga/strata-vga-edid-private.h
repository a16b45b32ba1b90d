/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define STRATA_VGA_EDID_SIZE 128

/* What the monitor tells about itself */
extern const guint8 strata_vga_edid[STRATA_VGA_EDID_SIZE];

G_END_DECLS
