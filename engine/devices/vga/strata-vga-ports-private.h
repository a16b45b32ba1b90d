/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-state-private.h"

G_BEGIN_DECLS

/*
 * The ports of a VGA, 0x3b0 to 0x3df, a byte each. Those of the CRT controller and of input status
 * 1 are at 0x3bx or at 0x3dx; the others of these two rows read 0xff and ignore writes. @time is
 * that of the board's clock, in nanoseconds.
 */
guint8 strata_vga_ports_peek (const StrataVgaState *state, guint port, guint64 time);
guint8 strata_vga_ports_read (StrataVgaState *state, guint port, guint64 time);
void strata_vga_ports_write (StrataVgaState *state, guint port, guint8 value);

G_END_DECLS
