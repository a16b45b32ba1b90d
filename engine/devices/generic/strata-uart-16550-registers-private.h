/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-register.h"

G_BEGIN_DECLS

/* The divisor for 9600 baud, of the usual clock. The data sheet leaves the latch undefined. */
#define STRATA_UART_16550_DIVISOR 12

#define STRATA_UART_16550_N_REGISTERS 12

extern const StrataRegister strata_uart_16550_registers[STRATA_UART_16550_N_REGISTERS];

gboolean strata_uart_16550_find_register (guint index, StrataRegion *ports, guint register_shift,
                                          guint8 lcr, StrataRegisterPath *path);

G_END_DECLS
