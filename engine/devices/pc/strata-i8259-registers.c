/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The registers of the 8259A as the data sheet lists them */

#include "strata-i8259-registers-private.h"

#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"

static const StrataFieldValue ocw2_values[] = {
  { 0, "rotate in automatic EOI (clear)" },
  { 1, "EOI" },
  { 2, "nothing" },
  { 3, "specific EOI" },
  { 4, "rotate in automatic EOI (set)" },
  { 5, "rotate on EOI" },
  { 6, "set priority" },
  { 7, "rotate on specific EOI" },
};

static const StrataField icw1_fields[] = {
  STRATA_BIT ("IC4", 0, WO), STRATA_BIT ("SNGL", 1, WO), STRATA_BIT ("ADI", 2, WO),
  STRATA_BIT ("LTIM", 3, WO), STRATA_BIT ("ICW1", 4, WO),
};
static const StrataField ocw2_fields[] = {
  STRATA_BITS ("L", 0, 3, WO),
  { "R SL EOI", 5, 3, STRATA_REGISTER_WO, STRATA_ALL (ocw2_values) },
};
static const StrataField ocw3_fields[] = {
  STRATA_BIT ("RIS", 0, WO), STRATA_BIT ("RR", 1, WO), STRATA_BIT ("P", 2, WO),
  STRATA_BIT ("OCW3", 3, WO), STRATA_BIT ("SMM", 5, WO), STRATA_BIT ("ESMM", 6, WO),
};
static const StrataField icw2_fields[] = {
  STRATA_BITS ("T7-T3", 3, 5, WO),
};
static const StrataField icw4_fields[] = {
  STRATA_BIT ("uPM", 0, WO), STRATA_BIT ("AEOI", 1, WO), STRATA_BIT ("M/S", 2, WO),
  STRATA_BIT ("BUF", 3, WO), STRATA_BIT ("SFNM", 4, WO),
};

static const StrataRegister port_registers[] = {
  { "STATUS", 0, 1, STRATA_REGISTER_RO, 0, N_ ("IRR, ISR or poll word, as OCW3 chose"), NULL, 0 },
  { "ICW1", 0, 1, STRATA_REGISTER_WO, 0, N_ ("bit 4 set: begins the initialization"),
    STRATA_ALL (icw1_fields) },
  { "OCW2", 0, 1, STRATA_REGISTER_WO, 0, N_ ("bits 4 and 3 clear: end of interrupt, priorities"),
    STRATA_ALL (ocw2_fields) },
  { "OCW3", 0, 1, STRATA_REGISTER_WO, 0, N_ ("bit 3 set: what is read, special mask"),
    STRATA_ALL (ocw3_fields) },
  { "OCW1", 1, 1, STRATA_REGISTER_RW, 0, N_ ("the mask, IMR"), NULL, 0 },
  { "ICW2", 1, 1, STRATA_REGISTER_WO, 0, N_ ("after ICW1: the first vector"),
    STRATA_ALL (icw2_fields) },
  { "ICW3", 1, 1, STRATA_REGISTER_WO, 0, N_ ("then, if SNGL is clear: who is on the cascade"), NULL,
    0 },
  { "ICW4", 1, 1, STRATA_REGISTER_WO, 0, N_ ("then, if IC4 is set: modes"),
    STRATA_ALL (icw4_fields) },
};

#define LAST N_ ("from the last initialization; another begins with ICW1")

/* What of it can be read at the ports, and what only the chip knows. A chip is initialized as a
 * whole, and that clears its mask and what is in service: no single word of it can be written. */
static const StrataRegister chip_registers[] = {
  { "IRR", STRATA_I8259_IRR, 1, STRATA_REGISTER_RO, 0, N_ ("requests"), NULL, 0 },
  { "ISR", STRATA_I8259_ISR, 1, STRATA_REGISTER_RO, 0, N_ ("in service"), NULL, 0 },
  { "IMR", STRATA_I8259_IMR, 1, STRATA_REGISTER_RW, 0, N_ ("mask"), NULL, 0 },
  { "ICW1 (last)", STRATA_I8259_ICW1, 1, STRATA_REGISTER_RO, 0, LAST, STRATA_ALL (icw1_fields) },
  { "ICW2 (last)", STRATA_I8259_ICW2, 1, STRATA_REGISTER_RO, 0, LAST, STRATA_ALL (icw2_fields) },
  { "ICW3 (last)", STRATA_I8259_ICW3, 1, STRATA_REGISTER_RO, 0, LAST, NULL, 0 },
  { "ICW4 (last)", STRATA_I8259_ICW4, 1, STRATA_REGISTER_RO, 0, LAST, STRATA_ALL (icw4_fields) },
};

static const StrataRegister elcr_registers[] = {
  { "ELCR", 0, 1, STRATA_REGISTER_RW, 0, N_ ("inputs that take a level, not an edge"), NULL, 0 },
};

/**
 * strata_i8259_describe: (skip)
 * @device: a chip that is being realized
 * @ports: its two ports
 * @elcr: (nullable): the port of the edge/level control register beside it
 *
 * Describes its registers.
 */
void
strata_i8259_describe (StrataDevice *device, StrataRegion *ports, StrataRegion *elcr)
{
  strata_device_add_bank (device, "ports", ports, port_registers, G_N_ELEMENTS (port_registers));
  if (elcr != NULL)
    strata_device_add_bank (device, "elcr", elcr, elcr_registers, G_N_ELEMENTS (elcr_registers));
  strata_device_add_bank (device, "chip", NULL, chip_registers, G_N_ELEMENTS (chip_registers));
}
