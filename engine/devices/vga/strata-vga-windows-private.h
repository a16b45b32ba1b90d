/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"
#include "strata-vga-state-private.h"

G_BEGIN_DECLS

/*
 * The window at 0xa0000: MMIO that does what the registers say, and over it an alias of video
 * memory wherever that comes to a plain copy of bytes.
 */
typedef struct
{
  StrataVgaState *state;
  StrataDevice *device;
  StrataRegion *region; /* `vga-lowmem` */
  StrataRegion *alias;  /* `vga.chain4`; inside it while a copy is what is meant */
} StrataVgaWindows;

gboolean strata_vga_windows_init (StrataVgaWindows *self, StrataVgaState *state,
                                  StrataDevice *device, GError **error);
void strata_vga_windows_clear (StrataVgaWindows *self);
void strata_vga_windows_update (StrataVgaWindows *self);

G_END_DECLS
