/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

/* The addresses of the registers in the chip */
enum
{
  STRATA_MC146818_SECONDS = 0x00,
  STRATA_MC146818_SECONDS_ALARM = 0x01,
  STRATA_MC146818_MINUTES = 0x02,
  STRATA_MC146818_MINUTES_ALARM = 0x03,
  STRATA_MC146818_HOURS = 0x04,
  STRATA_MC146818_HOURS_ALARM = 0x05,
  STRATA_MC146818_DAY_OF_WEEK = 0x06,
  STRATA_MC146818_DATE = 0x07,
  STRATA_MC146818_MONTH = 0x08,
  STRATA_MC146818_YEAR = 0x09,
  STRATA_MC146818_A = 0x0a,
  STRATA_MC146818_B = 0x0b,
  STRATA_MC146818_C = 0x0c,
  STRATA_MC146818_D = 0x0d,
  STRATA_MC146818_CENTURY = 0x32,
};

/* What register B says of how the time is written */
enum
{
  STRATA_MC146818_B_24H = 0x02,
  STRATA_MC146818_B_DM = 0x04,
};

void strata_mc146818_describe (StrataDevice *device, StrataRegion *ports);

G_END_DECLS
