/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The registers of the MC146818 as the data sheet lists them */

#include "strata-mc146818-registers-private.h"

#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"

static const StrataFieldValue rate_values[] = {
  { 0, "none" },       { 1, "3.90625 ms" }, { 2, "7.8125 ms" },  { 3, "122.07 us" },
  { 4, "244.141 us" }, { 5, "488.281 us" }, { 6, "976.562 us" }, { 7, "1.953125 ms" },
  { 8, "3.90625 ms" }, { 9, "7.8125 ms" },  { 10, "15.625 ms" }, { 11, "31.25 ms" },
  { 12, "62.5 ms" },   { 13, "125 ms" },    { 14, "250 ms" },    { 15, "500 ms" },
};
static const StrataFieldValue divider_values[] = {
  { 0, "4.194304 MHz" }, { 1, "1.048576 MHz" }, { 2, "32.768 kHz" }, { 6, "reset" }, { 7, "reset" },
};

static const StrataField a_fields[] = {
  { "RS", 0, 4, STRATA_REGISTER_RW, STRATA_ALL (rate_values) },
  { "DV", 4, 3, STRATA_REGISTER_RW, STRATA_ALL (divider_values) },
  STRATA_BIT ("UIP", 7, RO),
};
static const StrataField b_fields[] = {
  STRATA_BIT ("DSE", 0, RW), STRATA_BIT ("24/12", 1, RW), STRATA_BIT ("DM", 2, RW),
  STRATA_BIT ("SQWE", 3, RW), STRATA_BIT ("UIE", 4, RW), STRATA_BIT ("AIE", 5, RW),
  STRATA_BIT ("PIE", 6, RW), STRATA_BIT ("SET", 7, RW),
};
static const StrataField c_fields[] = {
  STRATA_BIT ("UF", 4, RC),
  STRATA_BIT ("AF", 5, RC),
  STRATA_BIT ("PF", 6, RC),
  STRATA_BIT ("IRQF", 7, RC),
};
static const StrataField d_fields[] = {
  STRATA_BIT ("VRT", 7, RO),
};

static const StrataField index_fields[] = {
  STRATA_BITS ("ADDRESS", 0, 7, WO),
  STRATA_BIT ("NMI_MASK", 7, WO),
};

static const StrataRegister port_registers[] = {
  { "INDEX", 0, 1, STRATA_REGISTER_WO, 0, N_ ("which register is at the other port"),
    STRATA_ALL (index_fields) },
  { "DATA", 1, 1, STRATA_REGISTER_RW, 0, N_ ("the register that INDEX names"), NULL, 0 },
};

#define TIME(name, number, summary)                          \
  {                                                          \
    name, number, 1, STRATA_REGISTER_RW, 0, summary, NULL, 0 \
  }
#define CONTROL(letter, access, reset, summary, fields)                               \
  {                                                                                   \
    "REGISTER " #letter, STRATA_MC146818_##letter, 1, access, reset, summary, fields, \
        G_N_ELEMENTS (fields)                                                         \
  }

static const StrataRegister chip_registers[] = {
  TIME ("SECONDS", STRATA_MC146818_SECONDS, NULL),
  TIME ("SECONDS ALARM", STRATA_MC146818_SECONDS_ALARM, N_ ("0xc0 and above: any")),
  TIME ("MINUTES", STRATA_MC146818_MINUTES, NULL),
  TIME ("MINUTES ALARM", STRATA_MC146818_MINUTES_ALARM, N_ ("0xc0 and above: any")),
  TIME ("HOURS", STRATA_MC146818_HOURS, N_ ("bit 7: after noon, in 12-hour mode")),
  TIME ("HOURS ALARM", STRATA_MC146818_HOURS_ALARM, N_ ("0xc0 and above: any")),
  TIME ("DAY OF WEEK", STRATA_MC146818_DAY_OF_WEEK, N_ ("Sunday is 1")),
  TIME ("DATE OF MONTH", STRATA_MC146818_DATE, NULL),
  TIME ("MONTH", STRATA_MC146818_MONTH, NULL),
  TIME ("YEAR", STRATA_MC146818_YEAR, NULL),
  CONTROL (A, STRATA_REGISTER_RW, 0x26, N_ ("divider and periodic rate"), a_fields),
  CONTROL (B, STRATA_REGISTER_RW, 0x02, N_ ("formats and interrupts"), b_fields),
  CONTROL (C, STRATA_REGISTER_RC, 0x00, N_ ("what has happened"), c_fields),
  CONTROL (D, STRATA_REGISTER_RO, 0x80, N_ ("whether RAM and time are valid"), d_fields),
  TIME ("CENTURY", STRATA_MC146818_CENTURY, N_ ("a PC's use of a byte of the RAM")),
};

/**
 * strata_mc146818_describe: (skip)
 * @device: a chip that is being realized
 * @ports: its two ports
 *
 * Describes its registers.
 */
void
strata_mc146818_describe (StrataDevice *device, StrataRegion *ports)
{
  strata_device_add_bank (device, "ports", ports, port_registers, G_N_ELEMENTS (port_registers));
  strata_device_add_bank (device, "chip", NULL, chip_registers, G_N_ELEMENTS (chip_registers));
}
