/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The receiver of a 16550A: what came in, and what was wrong with it */

#include "strata-uart-receiver-private.h"

enum
{
  FCR_ENABLE = 0x01,
  FCR_CLEAR_RECEIVER = 0x02,
  FCR_TRIGGER = 0xc0,

  LSR_DR = 0x01,
  LSR_OE = 0x02,
  LSR_PE = 0x04,
  LSR_FE = 0x08,
  LSR_BI = 0x10,
  LSR_FIFO_ERROR = 0x80,
};

G_STATIC_ASSERT (STRATA_UART_BREAK == (LSR_BI | LSR_FE) << 8);

void
strata_uart_receiver_reset (StrataUartReceiver *self)
{
  *self = (StrataUartReceiver){ 0 };
}

/* Takes a word for the FIFO control register; returns whether that threw away what was there. */
gboolean
strata_uart_receiver_control (StrataUartReceiver *self, guint8 fcr)
{
  gboolean had_fifo = strata_uart_receiver_has_fifo (self);

  /* the other bits are not programmed unless the FIFOs are on */
  self->fcr = fcr & FCR_ENABLE ? fcr & (FCR_ENABLE | FCR_TRIGGER) : 0;
  if (had_fifo == strata_uart_receiver_has_fifo (self) &&
      !(strata_uart_receiver_has_fifo (self) && (fcr & FCR_CLEAR_RECEIVER)))
    return FALSE;
  strata_char_fifo_clear (&self->chars);
  return TRUE;
}

gboolean
strata_uart_receiver_has_room (const StrataUartReceiver *self)
{
  return self->chars.count < (strata_uart_receiver_has_fifo (self) ? STRATA_CHAR_FIFO_DEPTH : 1);
}

/* Whether there is as much as its interrupt is to wait for. */
gboolean
strata_uart_receiver_is_at_trigger (const StrataUartReceiver *self)
{
  static const guint8 triggers[] = { 1, 4, 8, 14 };

  return self->chars.count >= triggers[self->fcr >> 6];
}

/* Its part of the line status register */
guint8
strata_uart_receiver_get_status (const StrataUartReceiver *self)
{
  guint8 lsr = self->errors;

  if (self->chars.count > 0)
    lsr |= LSR_DR;
  if (strata_uart_receiver_has_fifo (self))
    {
      if (self->errors & (LSR_PE | LSR_FE | LSR_BI))
        lsr |= LSR_FIFO_ERROR;
      for (guint i = 0; i < self->chars.count; i++)
        if (strata_char_fifo_get (&self->chars, i) >> 8)
          lsr |= LSR_FIFO_ERROR;
    }
  return lsr;
}

/* The errors of a character show in LSR once it is the next to be read. */
static void
show_errors (StrataUartReceiver *self)
{
  if (self->chars.count > 0)
    {
      guint16 entry = strata_char_fifo_get (&self->chars, 0);

      self->errors |= entry >> 8;
      strata_char_fifo_set (&self->chars, 0, entry & 0xff);
    }
}

/* A character, with its errors shifted up by 8 */
void
strata_uart_receiver_push (StrataUartReceiver *self, guint16 entry)
{
  if (strata_uart_receiver_has_fifo (self))
    {
      if (!strata_char_fifo_push (&self->chars, entry))
        self->errors |= LSR_OE; /* it is lost; the FIFO stays as it is */
    }
  else
    {
      if (self->chars.count > 0)
        self->errors |= LSR_OE; /* the one before is lost */
      strata_char_fifo_clear (&self->chars);
      strata_char_fifo_push (&self->chars, entry);
    }
  show_errors (self);
}

/* The next character; 0 if there is none */
guint8
strata_uart_receiver_peek (const StrataUartReceiver *self)
{
  return self->chars.count > 0 ? (guint8) strata_char_fifo_get (&self->chars, 0) : 0;
}

guint8
strata_uart_receiver_pop (StrataUartReceiver *self)
{
  guint8 byte = 0;

  if (self->chars.count > 0)
    byte = (guint8) strata_char_fifo_pop (&self->chars);
  show_errors (self);
  return byte;
}
