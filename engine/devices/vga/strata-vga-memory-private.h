/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-vga-state-private.h"

G_BEGIN_DECLS

/* The window at 0xa0000: memory map 0 shows all of it, the others a part */
#define STRATA_VGA_WINDOW_SIZE 0x20000

/*
 * How a byte in the window and bytes in video memory belong together. Offsets are those in the
 * window. A part of the window that the memory map does not select reads 0xff and ignores writes.
 */
void strata_vga_memory_get_map (const StrataVgaState *state, guint32 *offset, guint32 *size);
gboolean strata_vga_memory_is_plain (const StrataVgaState *state);
guint8 strata_vga_memory_peek (const StrataVgaState *state, guint32 offset);
guint8 strata_vga_memory_read (StrataVgaState *state, guint32 offset);
void strata_vga_memory_write (StrataVgaState *state, guint32 offset, guint8 value);

G_END_DECLS
