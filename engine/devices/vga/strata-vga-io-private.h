/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"
#include "strata-vga-state-private.h"
#include "strata-vga-windows-private.h"

G_BEGIN_DECLS

#define STRATA_VGA_N_PORT_RANGES 5

typedef struct _StrataVgaIo StrataVgaIo;

/* A stretch of ports, and the region for it */
typedef struct
{
  StrataVgaIo *io;
  guint first;
  StrataRegion *region;
} StrataVgaPortRange;

/*
 * The regions for I/O ports. They are offered: `ports-3b4`, `ports-3ba`, `ports-3c0`, `ports-3d4`
 * and `ports-3da`, which belong at these addresses, and `ports-vbe`, which belongs at 0x1ce.
 */
struct _StrataVgaIo
{
  StrataVgaState *state;
  StrataVgaWindows *windows;
  StrataClock *clock;
  StrataVgaPortRange ranges[STRATA_VGA_N_PORT_RANGES];
  StrataRegion *vbe;
  gboolean has_vbe_low; /* the low half of a word for VBE has come, the high one is next */
  guint8 vbe_low;
};

void strata_vga_io_init (StrataVgaIo *self, StrataVgaState *state, StrataVgaWindows *windows,
                         StrataDevice *device);
void strata_vga_io_clear (StrataVgaIo *self);

G_END_DECLS
