/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "strata-char-fifo-private.h"

G_BEGIN_DECLS

/* A break, as what is received: a zero without its stop bit */
#define STRATA_UART_BREAK 0x1800

/* What a 16550A has received and nobody has read: one character, or a FIFO of them, and the errors
 * that LSR shows. Empty and without a FIFO when all zero. */
typedef struct
{
  StrataCharFifo chars; /* each with the errors it came with, as in LSR, shifted up by 8 */
  guint8 fcr;
  guint8 errors; /* as in LSR */
} StrataUartReceiver;

static inline gboolean
strata_uart_receiver_has_fifo (const StrataUartReceiver *self)
{
  return (self->fcr & 0x01) != 0;
}

void strata_uart_receiver_reset (StrataUartReceiver *self);
gboolean strata_uart_receiver_control (StrataUartReceiver *self, guint8 fcr);
gboolean strata_uart_receiver_has_room (const StrataUartReceiver *self);
gboolean strata_uart_receiver_is_at_trigger (const StrataUartReceiver *self);
guint8 strata_uart_receiver_get_status (const StrataUartReceiver *self);
guint8 strata_uart_receiver_peek (const StrataUartReceiver *self);
void strata_uart_receiver_push (StrataUartReceiver *self, guint16 entry);
guint8 strata_uart_receiver_pop (StrataUartReceiver *self);

G_END_DECLS
