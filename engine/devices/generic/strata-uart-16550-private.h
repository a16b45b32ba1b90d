/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "devices/strata-device.h"

G_BEGIN_DECLS

#define STRATA_TYPE_UART_16550 (strata_uart_16550_get_type ())

G_DECLARE_FINAL_TYPE (StrataUart16550, strata_uart_16550, STRATA, UART_16550, StrataDevice)

G_END_DECLS
