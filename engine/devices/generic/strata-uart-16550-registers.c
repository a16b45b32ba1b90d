/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The registers of a 16550A, as data sheets list them. */

#include "strata-uart-16550-registers-private.h"

#include "devices/strata-register-table-private.h"
#include "memory/strata-i18n-private.h"

static const StrataFieldValue iir_values[] = {
  { 0x0, "modem status" }, { 0x1, "none" },        { 0x2, "transmitter empty" },
  { 0x4, "data" },         { 0x6, "line status" }, { 0xc, "timeout" },
};

static const StrataFieldValue trigger_values[] = { { 0, "1" },
                                                   { 1, "4" },
                                                   { 2, "8" },
                                                   { 3, "14" } };

static const StrataField ier_fields[] = {
  STRATA_BIT ("ERBFI", 0, RW),
  STRATA_BIT ("ETBEI", 1, RW),
  STRATA_BIT ("ELSI", 2, RW),
  STRATA_BIT ("EDSSI", 3, RW),
};

static const StrataField iir_fields[] = {
  { "ID", 0, 4, STRATA_REGISTER_RO, STRATA_ALL (iir_values) },
  STRATA_BITS ("FIFOS", 6, 2, RO),
};

static const StrataField fcr_fields[] = {
  STRATA_BIT ("ENABLE", 0, WO),
  STRATA_BIT ("CLEAR_RX", 1, WO),
  STRATA_BIT ("CLEAR_TX", 2, WO),
  { "TRIGGER", 6, 2, STRATA_REGISTER_WO, STRATA_ALL (trigger_values) },
};

static const StrataField lcr_fields[] = {
  STRATA_BITS ("WLS", 0, 2, RW), STRATA_BIT ("STB", 2, RW), STRATA_BIT ("PEN", 3, RW),
  STRATA_BIT ("EPS", 4, RW), STRATA_BIT ("SP", 5, RW), STRATA_BIT ("BREAK", 6, RW),
  STRATA_BIT ("DLAB", 7, RW),
};

static const StrataField mcr_fields[] = {
  STRATA_BIT ("DTR", 0, RW), STRATA_BIT ("RTS", 1, RW), STRATA_BIT ("OUT1", 2, RW),
  STRATA_BIT ("OUT2", 3, RW), STRATA_BIT ("LOOP", 4, RW),
};

static const StrataField lsr_fields[] = {
  STRATA_BIT ("DR", 0, RO), STRATA_BIT ("OE", 1, RC), STRATA_BIT ("PE", 2, RC),
  STRATA_BIT ("FE", 3, RC), STRATA_BIT ("BI", 4, RC), STRATA_BIT ("THRE", 5, RO),
  STRATA_BIT ("TEMT", 6, RO), STRATA_BIT ("ERF", 7, RO),
};

static const StrataField msr_fields[] = {
  STRATA_BIT ("DCTS", 0, RC), STRATA_BIT ("DDSR", 1, RC), STRATA_BIT ("TERI", 2, RC),
  STRATA_BIT ("DDCD", 3, RC), STRATA_BIT ("CTS", 4, RO), STRATA_BIT ("DSR", 5, RO),
  STRATA_BIT ("RI", 6, RO), STRATA_BIT ("DCD", 7, RO),
};

/* With the number of the register in place of its offset */
const StrataRegister strata_uart_16550_registers[STRATA_UART_16550_N_REGISTERS] = {
  { "RBR", 0, 1, STRATA_REGISTER_RO, 0, N_ ("receiver buffer, with DLAB 0"), NULL, 0 },
  { "THR", 0, 1, STRATA_REGISTER_WO, 0, N_ ("transmitter holding, with DLAB 0"), NULL, 0 },
  { "DLL", 0, 1, STRATA_REGISTER_RW, STRATA_UART_16550_DIVISOR, N_ ("low divisor, with DLAB 1"),
    NULL, 0 },
  { "DLM", 1, 1, STRATA_REGISTER_RW, 0, N_ ("high divisor, with DLAB 1"), NULL, 0 },
  { "IER", 1, 1, STRATA_REGISTER_RW, 0, N_ ("interrupt enable, with DLAB 0"),
    STRATA_ALL (ier_fields) },
  { "IIR", 2, 1, STRATA_REGISTER_RO, 1, N_ ("interrupt identification"), STRATA_ALL (iir_fields) },
  { "FCR", 2, 1, STRATA_REGISTER_WO, 0, N_ ("FIFO control"), STRATA_ALL (fcr_fields) },
  { "LCR", 3, 1, STRATA_REGISTER_RW, 0, N_ ("line control"), STRATA_ALL (lcr_fields) },
  { "MCR", 4, 1, STRATA_REGISTER_RW, 0, N_ ("modem control"), STRATA_ALL (mcr_fields) },
  { "LSR", 5, 1, STRATA_REGISTER_RO, 0x60, N_ ("line status"), STRATA_ALL (lsr_fields) },
  { "MSR", 6, 1, STRATA_REGISTER_RO, 0xb0, N_ ("modem status"), STRATA_ALL (msr_fields) },
  { "SCR", 7, 1, STRATA_REGISTER_RW, 0, N_ ("scratch"), NULL, 0 },
};

/* Their numbers in the list */
enum
{
  RBR,
  THR,
  DLL,
  DLM,
  IER
};

/* The number of the port */
#define LCR 3
#define LCR_DLAB 0x80

/* Says how a register is reached, which for some hangs on a bit of the line control register: that
 * is set for the time being, where it is not. Not for a read of RBR, which takes a character. */
gboolean
strata_uart_16550_find_register (guint index, StrataRegion *ports, guint register_shift,
                                 guint8 lcr, StrataRegisterPath *path)
{
  guint8 wanted = index == DLL || index == DLM ? LCR_DLAB : 0;

  *path = (StrataRegisterPath) {
    .data = ports,
    .data_offset = strata_uart_16550_registers[index].offset << register_shift,
  };
  if (index > IER || (lcr & LCR_DLAB) == wanted)
    return TRUE;
  path->index = ports;
  path->index_offset = LCR << register_shift;
  path->index_size = 1;
  path->index_value = lcr ^ LCR_DLAB;
  path->present_index = lcr;
  return index != RBR;
}
