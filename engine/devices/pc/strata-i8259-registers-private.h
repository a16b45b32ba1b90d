/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

/* The numbers of the registers inside the chip */
enum
{
  STRATA_I8259_IRR,
  STRATA_I8259_ISR,
  STRATA_I8259_IMR,
  STRATA_I8259_ICW1,
  STRATA_I8259_ICW2,
  STRATA_I8259_ICW3,
  STRATA_I8259_ICW4,
};

void strata_i8259_describe (StrataDevice *device, StrataRegion *ports, StrataRegion *elcr);

G_END_DECLS
