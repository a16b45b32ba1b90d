/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/vga/strata-vga-state-private.h"

G_BEGIN_DECLS

/*
 * What the registers say about a byte in the window, worked out bit by bit. Written from the IBM
 * PS/2 Hardware Interface Technical Reference, Video Subsystem, and FreeVGA, "Graphics Registers"
 * and "VGA Memory Access"; in the manner `qemu` from what is known of QEMU: chain-4 and odd/even
 * move plain bytes. Video memory is packed: plane P of address N is byte N * 4 + P.
 */
typedef struct
{
  StrataVgaManner manner;
  guint8 map_mask;    /* sequencer 2 */
  guint8 memory_mode; /* sequencer 4 */
  guint8 gfx[9];
  guint8 latch[4];
  guint8 *bytes;
  guint32 n_bytes;
} VgaModel;

guint8 vga_model_read (VgaModel *self, guint32 offset);
void vga_model_write (VgaModel *self, guint32 offset, guint8 value);
gboolean vga_model_is_plain (const VgaModel *self);

G_END_DECLS
