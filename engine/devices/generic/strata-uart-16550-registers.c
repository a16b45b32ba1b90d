/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The registers of a 16550A, as data sheets list them. */

#include "strata-uart-16550-registers-private.h"

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
  { "ERBFI", 0, 1, STRATA_REGISTER_RW, NULL, 0 },
  { "ETBEI", 1, 1, STRATA_REGISTER_RW, NULL, 0 },
  { "ELSI", 2, 1, STRATA_REGISTER_RW, NULL, 0 },
  { "EDSSI", 3, 1, STRATA_REGISTER_RW, NULL, 0 },
};

static const StrataField iir_fields[] = {
  { "ID", 0, 4, STRATA_REGISTER_RO, iir_values, G_N_ELEMENTS (iir_values) },
  { "FIFOS", 6, 2, STRATA_REGISTER_RO, NULL, 0 },
};

static const StrataField fcr_fields[] = {
  { "ENABLE", 0, 1, STRATA_REGISTER_WO, NULL, 0 },
  { "CLEAR_RX", 1, 1, STRATA_REGISTER_WO, NULL, 0 },
  { "CLEAR_TX", 2, 1, STRATA_REGISTER_WO, NULL, 0 },
  { "TRIGGER", 6, 2, STRATA_REGISTER_WO, trigger_values, G_N_ELEMENTS (trigger_values) },
};

static const StrataField lcr_fields[] = {
  { "WLS", 0, 2, STRATA_REGISTER_RW, NULL, 0 },  { "STB", 2, 1, STRATA_REGISTER_RW, NULL, 0 },
  { "PEN", 3, 1, STRATA_REGISTER_RW, NULL, 0 },  { "EPS", 4, 1, STRATA_REGISTER_RW, NULL, 0 },
  { "SP", 5, 1, STRATA_REGISTER_RW, NULL, 0 },   { "BREAK", 6, 1, STRATA_REGISTER_RW, NULL, 0 },
  { "DLAB", 7, 1, STRATA_REGISTER_RW, NULL, 0 },
};

static const StrataField mcr_fields[] = {
  { "DTR", 0, 1, STRATA_REGISTER_RW, NULL, 0 },  { "RTS", 1, 1, STRATA_REGISTER_RW, NULL, 0 },
  { "OUT1", 2, 1, STRATA_REGISTER_RW, NULL, 0 }, { "OUT2", 3, 1, STRATA_REGISTER_RW, NULL, 0 },
  { "LOOP", 4, 1, STRATA_REGISTER_RW, NULL, 0 },
};

static const StrataField lsr_fields[] = {
  { "DR", 0, 1, STRATA_REGISTER_RO, NULL, 0 },   { "OE", 1, 1, STRATA_REGISTER_RC, NULL, 0 },
  { "PE", 2, 1, STRATA_REGISTER_RC, NULL, 0 },   { "FE", 3, 1, STRATA_REGISTER_RC, NULL, 0 },
  { "BI", 4, 1, STRATA_REGISTER_RC, NULL, 0 },   { "THRE", 5, 1, STRATA_REGISTER_RO, NULL, 0 },
  { "TEMT", 6, 1, STRATA_REGISTER_RO, NULL, 0 }, { "ERF", 7, 1, STRATA_REGISTER_RO, NULL, 0 },
};

static const StrataField msr_fields[] = {
  { "DCTS", 0, 1, STRATA_REGISTER_RC, NULL, 0 }, { "DDSR", 1, 1, STRATA_REGISTER_RC, NULL, 0 },
  { "TERI", 2, 1, STRATA_REGISTER_RC, NULL, 0 }, { "DDCD", 3, 1, STRATA_REGISTER_RC, NULL, 0 },
  { "CTS", 4, 1, STRATA_REGISTER_RO, NULL, 0 },  { "DSR", 5, 1, STRATA_REGISTER_RO, NULL, 0 },
  { "RI", 6, 1, STRATA_REGISTER_RO, NULL, 0 },   { "DCD", 7, 1, STRATA_REGISTER_RO, NULL, 0 },
};

#define FIELDS(f) f, G_N_ELEMENTS (f)

/* With the number of the register in place of its offset */
const StrataRegister strata_uart_16550_registers[STRATA_UART_16550_N_REGISTERS] = {
  { "RBR", 0, 1, STRATA_REGISTER_RO, 0, N_ ("receiver buffer, with DLAB 0"), NULL, 0 },
  { "THR", 0, 1, STRATA_REGISTER_WO, 0, N_ ("transmitter holding, with DLAB 0"), NULL, 0 },
  { "DLL", 0, 1, STRATA_REGISTER_RW, STRATA_UART_16550_DIVISOR, N_ ("low divisor, with DLAB 1"),
    NULL, 0 },
  { "DLM", 1, 1, STRATA_REGISTER_RW, 0, N_ ("high divisor, with DLAB 1"), NULL, 0 },
  { "IER", 1, 1, STRATA_REGISTER_RW, 0, N_ ("interrupt enable, with DLAB 0"), FIELDS (ier_fields) },
  { "IIR", 2, 1, STRATA_REGISTER_RO, 1, N_ ("interrupt identification"), FIELDS (iir_fields) },
  { "FCR", 2, 1, STRATA_REGISTER_WO, 0, N_ ("FIFO control"), FIELDS (fcr_fields) },
  { "LCR", 3, 1, STRATA_REGISTER_RW, 0, N_ ("line control"), FIELDS (lcr_fields) },
  { "MCR", 4, 1, STRATA_REGISTER_RW, 0, N_ ("modem control"), FIELDS (mcr_fields) },
  { "LSR", 5, 1, STRATA_REGISTER_RO, 0x60, N_ ("line status"), FIELDS (lsr_fields) },
  { "MSR", 6, 1, STRATA_REGISTER_RO, 0xb0, N_ ("modem status"), FIELDS (msr_fields) },
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
