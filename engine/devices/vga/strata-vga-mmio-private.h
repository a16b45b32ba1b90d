/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"
#include "strata-vga-state-private.h"
#include "strata-vga-windows-private.h"

G_BEGIN_DECLS

/*
 * The registers in memory, 4 KiB, which a PCI VGA has behind its base address register 2: the
 * monitor's EDID, the ports 0x3c0 to 0x3df, VBE's registers, and the byte order of pixels.
 */
typedef struct
{
  StrataVgaState *state;
  StrataVgaWindows *windows;
  StrataClock *clock;
  StrataRegion *region; /* `vga.mmio` */
  StrataRegion *parts[4];
} StrataVgaMmio;

gboolean strata_vga_mmio_init (StrataVgaMmio *self, StrataVgaState *state,
                               StrataVgaWindows *windows, StrataDevice *device, GError **error);
void strata_vga_mmio_clear (StrataVgaMmio *self);

G_END_DECLS
