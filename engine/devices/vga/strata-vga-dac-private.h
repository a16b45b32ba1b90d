/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-state-private.h"

G_BEGIN_DECLS

/*
 * The DAC: 256 colours of three components behind one data port. Whoever reads or writes sets an
 * index, then goes through red, green and blue, and on to the next colour.
 */
void strata_vga_dac_set_read_index (StrataVgaState *state, guint8 index);
void strata_vga_dac_set_write_index (StrataVgaState *state, guint8 index);
guint8 strata_vga_dac_peek (const StrataVgaState *state);
void strata_vga_dac_advance (StrataVgaState *state);
void strata_vga_dac_write (StrataVgaState *state, guint8 value);

G_END_DECLS
