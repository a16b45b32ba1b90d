/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The registers of a PL011 as the manual lists them */

#include "strata-pl011-registers-private.h"

#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"
#include "strata-primecell-private.h"

static const StrataFieldValue level_values[] = { { 0, "1/8" },
                                                 { 1, "1/4" },
                                                 { 2, "1/2" },
                                                 { 3, "3/4" },
                                                 { 4, "7/8" } };

static const StrataField dr_fields[] = {
  STRATA_BITS ("DATA", 0, 8, RW),
  STRATA_BIT ("FE", 8, RO),
  STRATA_BIT ("PE", 9, RO),
  STRATA_BIT ("BE", 10, RO),
  STRATA_BIT ("OE", 11, RO),
};

static const StrataField rsr_fields[] = {
  STRATA_BIT ("FE", 0, RW), STRATA_BIT ("PE", 1, RW), STRATA_BIT ("BE", 2, RW),
  STRATA_BIT ("OE", 3, RW),
};

static const StrataField fr_fields[] = {
  STRATA_BIT ("CTS", 0, RO), STRATA_BIT ("DSR", 1, RO), STRATA_BIT ("DCD", 2, RO),
  STRATA_BIT ("BUSY", 3, RO), STRATA_BIT ("RXFE", 4, RO), STRATA_BIT ("TXFF", 5, RO),
  STRATA_BIT ("RXFF", 6, RO), STRATA_BIT ("TXFE", 7, RO), STRATA_BIT ("RI", 8, RO),
};

static const StrataField lcr_h_fields[] = {
  STRATA_BIT ("BRK", 0, RW), STRATA_BIT ("PEN", 1, RW), STRATA_BIT ("EPS", 2, RW),
  STRATA_BIT ("STP2", 3, RW), STRATA_BIT ("FEN", 4, RW), STRATA_BITS ("WLEN", 5, 2, RW),
  STRATA_BIT ("SPS", 7, RW),
};

static const StrataField cr_fields[] = {
  STRATA_BIT ("UARTEN", 0, RW), STRATA_BIT ("SIREN", 1, RW), STRATA_BIT ("SIRLP", 2, RW),
  STRATA_BIT ("LBE", 7, RW), STRATA_BIT ("TXE", 8, RW), STRATA_BIT ("RXE", 9, RW),
  STRATA_BIT ("DTR", 10, RW), STRATA_BIT ("RTS", 11, RW), STRATA_BIT ("OUT1", 12, RW),
  STRATA_BIT ("OUT2", 13, RW), STRATA_BIT ("RTSEN", 14, RW), STRATA_BIT ("CTSEN", 15, RW),
};

static const StrataField ifls_fields[] = {
  { "TXIFLSEL", 0, 3, STRATA_REGISTER_RW, STRATA_ALL (level_values) },
  { "RXIFLSEL", 3, 3, STRATA_REGISTER_RW, STRATA_ALL (level_values) },
};

#define INTERRUPTS(access)                                                                     \
  STRATA_BIT ("RI", 0, access), STRATA_BIT ("CTS", 1, access), STRATA_BIT ("DCD", 2, access),  \
    STRATA_BIT ("DSR", 3, access), STRATA_BIT ("RX", 4, access), STRATA_BIT ("TX", 5, access), \
    STRATA_BIT ("RT", 6, access), STRATA_BIT ("FE", 7, access), STRATA_BIT ("PE", 8, access),  \
    STRATA_BIT ("BE", 9, access), STRATA_BIT ("OE", 10, access)

static const StrataField mask_fields[] = { INTERRUPTS (RW) };
static const StrataField status_fields[] = { INTERRUPTS (RO) };
static const StrataField clear_fields[] = { INTERRUPTS (WO) };

static const StrataRegister registers[] = {
  { "UARTDR", STRATA_PL011_DR, 4, STRATA_REGISTER_RW, 0, N_ ("data; reading takes a character"),
    STRATA_ALL (dr_fields) },
  { "UARTRSR", STRATA_PL011_RSR, 4, STRATA_REGISTER_RW, 0, N_ ("errors; a write clears them"),
    STRATA_ALL (rsr_fields) },
  { "UARTFR", STRATA_PL011_FR, 4, STRATA_REGISTER_RO, 0x90, N_ ("flags"), STRATA_ALL (fr_fields) },
  { "UARTILPR", STRATA_PL011_ILPR, 4, STRATA_REGISTER_RW, 0, N_ ("IrDA counter"), NULL, 0 },
  { "UARTIBRD", STRATA_PL011_IBRD, 4, STRATA_REGISTER_RW, 0, N_ ("baud divisor"), NULL, 0 },
  { "UARTFBRD", STRATA_PL011_FBRD, 4, STRATA_REGISTER_RW, 0, N_ ("baud divisor, in 64ths"),
    NULL, 0 },
  { "UARTLCR_H", STRATA_PL011_LCR_H, 4, STRATA_REGISTER_RW, 0, N_ ("line control"),
    STRATA_ALL (lcr_h_fields) },
  { "UARTCR", STRATA_PL011_CR, 4, STRATA_REGISTER_RW, 0x300, N_ ("control"),
    STRATA_ALL (cr_fields) },
  { "UARTIFLS", STRATA_PL011_IFLS, 4, STRATA_REGISTER_RW, 0x12, N_ ("FIFO levels"),
    STRATA_ALL (ifls_fields) },
  { "UARTIMSC", STRATA_PL011_IMSC, 4, STRATA_REGISTER_RW, 0, N_ ("interrupts let through"),
    STRATA_ALL (mask_fields) },
  { "UARTRIS", STRATA_PL011_RIS, 4, STRATA_REGISTER_RO, 0, N_ ("interrupts"),
    STRATA_ALL (status_fields) },
  { "UARTMIS", STRATA_PL011_MIS, 4, STRATA_REGISTER_RO, 0, N_ ("those let through"),
    STRATA_ALL (status_fields) },
  { "UARTICR", STRATA_PL011_ICR, 4, STRATA_REGISTER_WO, 0, N_ ("clears interrupts"),
    STRATA_ALL (clear_fields) },
  { "UARTDMACR", STRATA_PL011_DMACR, 4, STRATA_REGISTER_RW, 0, N_ ("DMA control"), NULL, 0 },
  STRATA_PRIMECELL_REGISTERS (0x11, 0x10, 0x14, 0x00),
};

/* Describes the registers of a device that is being realized. */
void
strata_pl011_describe (StrataDevice *device, StrataRegion *region)
{
  strata_device_add_bank (device, "PL011", region, registers, G_N_ELEMENTS (registers));
}
