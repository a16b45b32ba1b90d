/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The registers of a PL011 as the manual lists them */

#include "strata-pl011-registers-private.h"

#include "memory/strata-i18n-private.h"
#include "strata-primecell-private.h"

#define FIELDS(f) f, G_N_ELEMENTS (f)
#define BIT(name, shift, access)                      \
  {                                                   \
    name, shift, 1, STRATA_REGISTER_##access, NULL, 0 \
  }

static const StrataFieldValue level_values[] = { { 0, "1/8" },
                                                 { 1, "1/4" },
                                                 { 2, "1/2" },
                                                 { 3, "3/4" },
                                                 { 4, "7/8" } };

static const StrataField dr_fields[] = {
  { "DATA", 0, 8, STRATA_REGISTER_RW, NULL, 0 },
  BIT ("FE", 8, RO),
  BIT ("PE", 9, RO),
  BIT ("BE", 10, RO),
  BIT ("OE", 11, RO),
};

static const StrataField rsr_fields[] = { BIT ("FE", 0, RW), BIT ("PE", 1, RW), BIT ("BE", 2, RW),
                                          BIT ("OE", 3, RW) };

static const StrataField fr_fields[] = {
  BIT ("CTS", 0, RO),  BIT ("DSR", 1, RO),  BIT ("DCD", 2, RO),
  BIT ("BUSY", 3, RO), BIT ("RXFE", 4, RO), BIT ("TXFF", 5, RO),
  BIT ("RXFF", 6, RO), BIT ("TXFE", 7, RO), BIT ("RI", 8, RO),
};

static const StrataField lcr_h_fields[] = {
  BIT ("BRK", 0, RW),  BIT ("PEN", 1, RW), BIT ("EPS", 2, RW),
  BIT ("STP2", 3, RW), BIT ("FEN", 4, RW), { "WLEN", 5, 2, STRATA_REGISTER_RW, NULL, 0 },
  BIT ("SPS", 7, RW),
};

static const StrataField cr_fields[] = {
  BIT ("UARTEN", 0, RW), BIT ("SIREN", 1, RW), BIT ("SIRLP", 2, RW),  BIT ("LBE", 7, RW),
  BIT ("TXE", 8, RW),    BIT ("RXE", 9, RW),   BIT ("DTR", 10, RW),   BIT ("RTS", 11, RW),
  BIT ("OUT1", 12, RW),  BIT ("OUT2", 13, RW), BIT ("RTSEN", 14, RW), BIT ("CTSEN", 15, RW),
};

static const StrataField ifls_fields[] = {
  { "TXIFLSEL", 0, 3, STRATA_REGISTER_RW, FIELDS (level_values) },
  { "RXIFLSEL", 3, 3, STRATA_REGISTER_RW, FIELDS (level_values) },
};

#define INTERRUPTS(access)                                                                        \
  BIT ("RI", 0, access), BIT ("CTS", 1, access), BIT ("DCD", 2, access), BIT ("DSR", 3, access),  \
      BIT ("RX", 4, access), BIT ("TX", 5, access), BIT ("RT", 6, access), BIT ("FE", 7, access), \
      BIT ("PE", 8, access), BIT ("BE", 9, access), BIT ("OE", 10, access)

static const StrataField mask_fields[] = { INTERRUPTS (RW) };
static const StrataField status_fields[] = { INTERRUPTS (RO) };
static const StrataField clear_fields[] = { INTERRUPTS (WO) };

static const StrataRegister registers[] = {
  { "UARTDR", STRATA_PL011_DR, 4, STRATA_REGISTER_RW, 0, N_ ("data; reading takes a character"),
    FIELDS (dr_fields) },
  { "UARTRSR", STRATA_PL011_RSR, 4, STRATA_REGISTER_RW, 0, N_ ("errors; a write clears them"),
    FIELDS (rsr_fields) },
  { "UARTFR", STRATA_PL011_FR, 4, STRATA_REGISTER_RO, 0x90, N_ ("flags"), FIELDS (fr_fields) },
  { "UARTILPR", STRATA_PL011_ILPR, 4, STRATA_REGISTER_RW, 0, N_ ("IrDA counter"), NULL, 0 },
  { "UARTIBRD", STRATA_PL011_IBRD, 4, STRATA_REGISTER_RW, 0, N_ ("baud divisor"), NULL, 0 },
  { "UARTFBRD", STRATA_PL011_FBRD, 4, STRATA_REGISTER_RW, 0, N_ ("baud divisor, in 64ths"),
    NULL, 0 },
  { "UARTLCR_H", STRATA_PL011_LCR_H, 4, STRATA_REGISTER_RW, 0, N_ ("line control"),
    FIELDS (lcr_h_fields) },
  { "UARTCR", STRATA_PL011_CR, 4, STRATA_REGISTER_RW, 0x300, N_ ("control"), FIELDS (cr_fields) },
  { "UARTIFLS", STRATA_PL011_IFLS, 4, STRATA_REGISTER_RW, 0x12, N_ ("FIFO levels"),
    FIELDS (ifls_fields) },
  { "UARTIMSC", STRATA_PL011_IMSC, 4, STRATA_REGISTER_RW, 0, N_ ("interrupts let through"),
    FIELDS (mask_fields) },
  { "UARTRIS", STRATA_PL011_RIS, 4, STRATA_REGISTER_RO, 0, N_ ("interrupts"),
    FIELDS (status_fields) },
  { "UARTMIS", STRATA_PL011_MIS, 4, STRATA_REGISTER_RO, 0, N_ ("those let through"),
    FIELDS (status_fields) },
  { "UARTICR", STRATA_PL011_ICR, 4, STRATA_REGISTER_WO, 0, N_ ("clears interrupts"),
    FIELDS (clear_fields) },
  { "UARTDMACR", STRATA_PL011_DMACR, 4, STRATA_REGISTER_RW, 0, N_ ("DMA control"), NULL, 0 },
  STRATA_PRIMECELL_REGISTERS (0x11, 0x10, 0x14, 0x00),
};

/* Describes the registers of a device that is being realized. */
void
strata_pl011_describe (StrataDevice *device, StrataRegion *region)
{
  strata_device_add_bank (device, "PL011", region, registers, G_N_ELEMENTS (registers));
}
