/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-picture-private.h"

/* Draws what is dirty of a graphics mode. @scratch is grown as needed, and kept by the caller. */
void strata_vga_graphics_draw (const StrataVgaPicture *picture, GByteArray *scratch);
