/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

/* Their offsets */
enum
{
  STRATA_PL011_DR = 0x00,
  STRATA_PL011_RSR = 0x04,
  STRATA_PL011_FR = 0x18,
  STRATA_PL011_ILPR = 0x20,
  STRATA_PL011_IBRD = 0x24,
  STRATA_PL011_FBRD = 0x28,
  STRATA_PL011_LCR_H = 0x2c,
  STRATA_PL011_CR = 0x30,
  STRATA_PL011_IFLS = 0x34,
  STRATA_PL011_IMSC = 0x38,
  STRATA_PL011_RIS = 0x3c,
  STRATA_PL011_MIS = 0x40,
  STRATA_PL011_ICR = 0x44,
  STRATA_PL011_DMACR = 0x48,
};

void strata_pl011_describe (StrataDevice *device, StrataRegion *region);

G_END_DECLS
