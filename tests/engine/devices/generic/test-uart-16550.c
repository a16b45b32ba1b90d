/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rules of National Semiconductor's data sheet "PC16550D Universal Asynchronous
 * Receiver/Transmitter with FIFOs": table I (reset), section 8.5 to 8.10 and figures of the
 * registers, FIFO interrupt mode. */

#include "strata-device-testing.h"

enum
{
  DATA,
  IER,
  IIR,
  LCR,
  MCR,
  LSR,
  MSR,
  SCR
};

#define FCR IIR

static void
uart_init (DeviceTesting *t)
{
  device_testing_start (t, "uart-16550a");
}

static guint8
get (DeviceTesting *t, guint number)
{
  return device_testing_read (t, number, 1);
}

static void
set (DeviceTesting *t, guint number, guint8 value)
{
  device_testing_write (t, number, 1, value);
}

static gboolean
irq (DeviceTesting *t)
{
  return device_testing_get_output (t, "irq", 0);
}

static void
feed (DeviceTesting *t, const char *text, gsize length)
{
  g_assert_cmpuint (strata_char_port_receive (strata_device_get_char_port (t->device),
                                              (const guint8 *) text, length),
                    ==, length);
}

static void
written_cb (StrataCharPort *port G_GNUC_UNUSED, guint byte, gpointer user_data)
{
  g_string_append_c (user_data, (char) byte);
}

/* Table I: state after master reset */
static void
test_reset (void)
{
  g_auto (DeviceTesting) t;

  uart_init (&t);
  set (&t, LCR, 0x1b);
  set (&t, MCR, 0x1f);
  set (&t, IER, 0x0f);
  set (&t, SCR, 0x77);
  set (&t, FCR, 0xc1);
  strata_device_reset (t.device);
  g_assert_cmphex (get (&t, IER), ==, 0x00);
  g_assert_cmphex (get (&t, IIR), ==, 0x01);
  g_assert_cmphex (get (&t, LCR), ==, 0x00);
  g_assert_cmphex (get (&t, MCR), ==, 0x00);
  g_assert_cmphex (get (&t, LSR), ==, 0x60);
  g_assert_cmphex (get (&t, MSR), ==, 0xb0);
  g_assert_false (irq (&t));
}

/* Bits that are always 0, and the latch of the divisor behind DLAB */
static void
test_registers (void)
{
  g_auto (DeviceTesting) t;

  uart_init (&t);
  set (&t, IER, 0xf0);
  g_assert_cmphex (get (&t, IER), ==, 0x00);
  set (&t, MCR, 0xe3);
  g_assert_cmphex (get (&t, MCR), ==, 0x03);
  set (&t, SCR, 0xa5);
  g_assert_cmphex (get (&t, SCR), ==, 0xa5);
  set (&t, LCR, 0x83);
  set (&t, DATA, 0x34);
  set (&t, IER, 0x12);
  g_assert_cmphex (get (&t, DATA), ==, 0x34);
  g_assert_cmphex (get (&t, IER), ==, 0x12);
  set (&t, LCR, 0x03);
  g_assert_cmphex (get (&t, IER), ==, 0x00);
  g_assert_cmphex (device_testing_peek_register (&t, "DLL"), ==, 0x34);
  g_assert_cmphex (device_testing_peek_register (&t, "DLM"), ==, 0x12);
  /* two bytes are two accesses */
  device_testing_write (&t, MCR, 2, 0xff02);
  g_assert_cmphex (get (&t, MCR), ==, 0x02);
  g_assert_cmphex (get (&t, LSR), ==, 0x60);
}

static void
test_transmit (void)
{
  g_auto (DeviceTesting) t;
  g_autoptr (GString) sent = g_string_new (NULL);

  uart_init (&t);
  g_signal_connect (strata_device_get_char_port (t.device), "written", G_CALLBACK (written_cb),
                    sent);
  for (const char *p = "Hello\n"; *p != '\0'; p++)
    {
      g_assert_cmphex (get (&t, LSR) & 0x60, ==, 0x60);
      set (&t, DATA, *p);
    }
  g_assert_cmpstr (sent->str, ==, "Hello\n");
  set (&t, MCR, 0x10); /* a loopback does not send */
  set (&t, DATA, 'x');
  g_assert_cmpstr (sent->str, ==, "Hello\n");
}

/* Without FIFOs one character is held; what comes meanwhile waits at the port. */
static void
test_receive (void)
{
  g_auto (DeviceTesting) t;
  guint64 value;

  uart_init (&t);
  set (&t, IER, 0x01);
  feed (&t, "abc", 3);
  g_assert_cmphex (get (&t, LSR), ==, 0x61);
  g_assert_true (irq (&t));
  g_assert_cmphex (get (&t, IIR), ==, 0x04);
  g_assert_cmphex (get (&t, IIR), ==, 0x04); /* reading it resets only THRE */
  g_assert_true (device_testing_peek (&t, DATA, 1, &value));
  g_assert_cmphex (value, ==, 'a');
  g_assert_cmphex (get (&t, DATA), ==, 'a');
  g_assert_cmphex (get (&t, DATA), ==, 'b');
  g_assert_true (irq (&t));
  g_assert_cmphex (get (&t, DATA), ==, 'c');
  g_assert_false (irq (&t));
  g_assert_cmphex (get (&t, LSR), ==, 0x60);
}

/* FCR bits 6 and 7: trigger levels 1, 4, 8, 14 */
static void
test_trigger (void)
{
  static const guint levels[] = { 1, 4, 8, 14 };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_auto (DeviceTesting) t;

      uart_init (&t);
      set (&t, FCR, 0x01 | i << 6);
      set (&t, IER, 0x01);
      g_assert_cmphex (get (&t, IIR), ==, 0xc1);
      for (guint j = 1; j < levels[i]; j++)
        {
          feed (&t, "x", 1);
          g_assert_false (irq (&t));
        }
      feed (&t, "y", 1);
      g_assert_true (irq (&t));
      g_assert_cmphex (get (&t, IIR), ==, 0xc4);
      get (&t, DATA); /* below the level again */
      g_assert_cmpint (irq (&t), ==, FALSE);
    }
}

/* "FIFO timeout interrupt": four character times without a receipt or a read */
static void
test_timeout (void)
{
  g_auto (DeviceTesting) t;
  /* 8 bits, no parity, one stop bit at 9600 baud (divisor 12): 10 bits of 104,166.6 ns */
  const guint64 four_chars = 4 * 1041666;

  uart_init (&t);
  set (&t, LCR, 0x03);
  set (&t, FCR, 0x81);
  set (&t, IER, 0x01);
  feed (&t, "ab", 2);
  device_testing_advance (&t, four_chars - 1000);
  g_assert_false (irq (&t));
  device_testing_advance (&t, 2000);
  g_assert_true (irq (&t));
  g_assert_cmphex (get (&t, IIR), ==, 0xcc);
  g_assert_cmphex (get (&t, DATA), ==, 'a');
  g_assert_false (irq (&t));
  device_testing_advance (&t, four_chars - 1000);
  feed (&t, "c", 1); /* begins anew */
  device_testing_advance (&t, four_chars - 1000);
  g_assert_false (irq (&t));
  device_testing_advance (&t, 2000);
  g_assert_true (irq (&t));
  g_assert_cmphex (get (&t, DATA), ==, 'b');
  g_assert_cmphex (get (&t, DATA), ==, 'c');
  device_testing_advance (&t, 10 * four_chars);
  g_assert_false (irq (&t));
  g_assert_false (strata_clock_get_deadline (t.clock, NULL));
}

/* THRE: comes when it is enabled, goes by reading IIR while it is the source, or by writing */
static void
test_transmitter_interrupt (void)
{
  g_auto (DeviceTesting) t;

  uart_init (&t);
  set (&t, IER, 0x02);
  g_assert_true (irq (&t));
  g_assert_cmphex (get (&t, IIR), ==, 0x02);
  g_assert_false (irq (&t));
  g_assert_cmphex (get (&t, IIR), ==, 0x01);
  set (&t, DATA, 'x'); /* sent at once, so it is empty again */
  g_assert_true (irq (&t));
  /* a higher one hides it; reading IIR then does not reset it */
  set (&t, IER, 0x03);
  feed (&t, "x", 1);
  g_assert_cmphex (get (&t, IIR), ==, 0x04);
  get (&t, DATA);
  g_assert_cmphex (get (&t, IIR), ==, 0x02);
}

/* Table II: the order of interrupts, and what resets each */
static void
test_priorities (void)
{
  g_auto (DeviceTesting) t;

  uart_init (&t);
  set (&t, MCR, 0x10);
  get (&t, MSR);
  set (&t, IER, 0x0f);
  set (&t, DATA, 'x');
  set (&t, DATA, 'y'); /* overrun */
  set (&t, MCR, 0x12); /* RTS is looped to CTS */
  g_assert_cmphex (get (&t, IIR), ==, 0x06);
  g_assert_cmphex (get (&t, LSR), ==, 0x63);
  g_assert_cmphex (get (&t, LSR), ==, 0x61);
  g_assert_cmphex (get (&t, IIR), ==, 0x04);
  g_assert_cmphex (get (&t, DATA), ==, 'y'); /* the new one replaced the old */
  g_assert_cmphex (get (&t, IIR), ==, 0x02);
  g_assert_cmphex (get (&t, IIR), ==, 0x00);
  g_assert_true (irq (&t));
  g_assert_cmphex (get (&t, MSR), ==, 0x11);
  g_assert_cmphex (get (&t, MSR), ==, 0x10);
  g_assert_cmphex (get (&t, IIR), ==, 0x01);
  g_assert_false (irq (&t));
}

/* Loopback: DTR to DSR, RTS to CTS, OUT1 to RI, OUT2 to DCD; the ring counts when it ends */
static void
test_modem (void)
{
  static const struct
  {
    guint8 mcr, msr;
  } steps[] = {
    { 0x11, 0x22 }, { 0x12, 0x13 }, { 0x14, 0x41 }, { 0x18, 0x8c },
    { 0x1f, 0xf3 }, { 0x1f, 0xf0 }, { 0x10, 0x0f }, { 0x10, 0x00 },
  };
  g_auto (DeviceTesting) t;

  uart_init (&t);
  set (&t, MCR, 0x10);
  g_assert_cmphex (get (&t, MSR), ==, 0x0b);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      set (&t, MCR, steps[i].mcr);
      /* from 0x11 to 0x12 both DSR and CTS change */
      if (i == 2)
        g_assert_cmphex (get (&t, MSR), ==, 0x41);
      else
        g_assert_cmphex (get (&t, MSR), ==, steps[i].msr);
    }
}

/* The FIFO in a loopback: 16 deep; the 17th is lost, with an overrun error */
static void
test_overrun (void)
{
  g_auto (DeviceTesting) t;

  uart_init (&t);
  set (&t, MCR, 0x10);
  set (&t, FCR, 0x01);
  for (guint i = 0; i < 16; i++)
    set (&t, DATA, 0x40 + i);
  g_assert_cmphex (get (&t, LSR), ==, 0x61);
  set (&t, DATA, 0xff);
  g_assert_cmphex (get (&t, LSR), ==, 0x63);
  for (guint i = 0; i < 16; i++)
    g_assert_cmphex (get (&t, DATA), ==, 0x40 + i);
  g_assert_cmphex (get (&t, LSR), ==, 0x60);
}

/* A break shows when it is the next character; bit 7 of LSR tells that one is in the FIFO. */
static void
test_break (void)
{
  g_auto (DeviceTesting) t;

  uart_init (&t);
  set (&t, MCR, 0x10);
  set (&t, FCR, 0x01);
  set (&t, DATA, 'a');
  set (&t, LCR, 0x43);
  set (&t, LCR, 0x03);
  g_assert_cmphex (get (&t, LSR), ==, 0xe1);
  g_assert_cmphex (get (&t, DATA), ==, 'a');
  g_assert_cmphex (get (&t, LSR), ==, 0xf9);
  g_assert_cmphex (get (&t, LSR), ==, 0x61);
  g_assert_cmphex (get (&t, DATA), ==, 0);
}

/* FCR bit 1 clears the receiver's FIFO, and so does a change of bit 0; the other bits count only
 * together with bit 0 */
static void
test_fifo_control (void)
{
  g_auto (DeviceTesting) t;

  uart_init (&t);
  set (&t, MCR, 0x10);
  set (&t, FCR, 0x01);
  set (&t, DATA, 'a');
  set (&t, FCR, 0x01);
  g_assert_cmphex (get (&t, LSR), ==, 0x61);
  set (&t, FCR, 0x03);
  g_assert_cmphex (get (&t, LSR), ==, 0x60);
  set (&t, DATA, 'a');
  set (&t, FCR, 0xc0);
  g_assert_cmphex (get (&t, LSR), ==, 0x60);
  g_assert_cmphex (get (&t, IIR), ==, 0x01);
}

/* Registers 2 or 4 bytes apart */
static void
test_register_shift (void)
{
  for (guint shift = 0; shift <= 2; shift++)
    {
      g_auto (DeviceTesting) t;
      StrataRegion *region;

      device_testing_init (&t, STRATA_LITTLE_ENDIAN);
      device_testing_make (&t, "uart-16550a");
      g_object_set (t.device, "register-shift", shift, NULL);
      device_testing_realize (&t);
      region = strata_device_get_region (t.device, 0, NULL);
      g_assert_cmpstr (strata_region_get_name (region), ==, "serial");
      g_assert_cmpuint (strata_region_get_size (region), ==, 8u << shift);
      device_testing_write (&t, 7 << shift, 1 << shift, 0x5a);
      g_assert_cmphex (device_testing_read (&t, 7 << shift, 1 << shift), ==, 0x5a);
      g_assert_cmphex (device_testing_read (&t, 5 << shift, 1), ==, 0x60);
      g_assert_cmphex (device_testing_peek_register (&t, "SCR"), ==, 0x5a);
    }
}

/* What the port holds for a device that takes nothing has an end. */
static void
test_port (void)
{
  g_auto (DeviceTesting) t;
  g_autofree guint8 *much = g_malloc0 (100000);
  StrataCharPort *port;

  uart_init (&t);
  port = strata_device_get_char_port (t.device);
  g_assert_cmpuint (strata_char_port_receive (port, much, 100000), ==, 65536);
  g_assert_cmpuint (strata_char_port_get_n_waiting (port), ==, 65535);
  get (&t, DATA);
  g_assert_cmpuint (strata_char_port_get_n_waiting (port), ==, 65534);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/uart-16550/reset", test_reset);
  g_test_add_func ("/strata/uart-16550/registers", test_registers);
  g_test_add_func ("/strata/uart-16550/transmit", test_transmit);
  g_test_add_func ("/strata/uart-16550/receive", test_receive);
  g_test_add_func ("/strata/uart-16550/trigger", test_trigger);
  g_test_add_func ("/strata/uart-16550/timeout", test_timeout);
  g_test_add_func ("/strata/uart-16550/transmitter-interrupt", test_transmitter_interrupt);
  g_test_add_func ("/strata/uart-16550/priorities", test_priorities);
  g_test_add_func ("/strata/uart-16550/modem", test_modem);
  g_test_add_func ("/strata/uart-16550/overrun", test_overrun);
  g_test_add_func ("/strata/uart-16550/break", test_break);
  g_test_add_func ("/strata/uart-16550/fifo-control", test_fifo_control);
  g_test_add_func ("/strata/uart-16550/register-shift", test_register_shift);
  g_test_add_func ("/strata/uart-16550/port", test_port);
  return g_test_run ();
}
