/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-state-private.h"

G_BEGIN_DECLS

/*
 * The Bochs VBE interface (DISPI): 16-bit registers behind an index, which set resolutions and
 * depths that a VGA does not have. While it is enabled, it forces VGA registers to what fits.
 */
guint16 strata_vga_vbe_read (const StrataVgaState *state, guint index);
void strata_vga_vbe_write (StrataVgaState *state, guint index, guint16 value);
void strata_vga_vbe_force_registers (StrataVgaState *state);

G_END_DECLS
