/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rules of Arm's "PrimeCell UART (PL011) Technical Reference Manual" (DDI 0183), chapters 2.4
 * (operation, interrupts) and 3 (registers). */

#include "strata-device-testing.h"

enum
{
  DR = 0x00,
  RSR = 0x04,
  FR = 0x18,
  IBRD = 0x24,
  FBRD = 0x28,
  LCR_H = 0x2c,
  CR = 0x30,
  IFLS = 0x34,
  IMSC = 0x38,
  RIS = 0x3c,
  MIS = 0x40,
  ICR = 0x44,
};

static guint
get (DeviceTesting *t, guint64 offset)
{
  return device_testing_read (t, offset, 4);
}

static void
set (DeviceTesting *t, guint64 offset, guint value)
{
  device_testing_write (t, offset, 4, value);
}

static void
feed (DeviceTesting *t, const char *text)
{
  strata_char_port_receive (strata_device_get_char_port (t->device), (const guint8 *) text,
                            strlen (text));
}

static void
written_cb (StrataCharPort *port G_GNUC_UNUSED, guint byte, gpointer user_data)
{
  g_string_append_c (user_data, (char) byte);
}

/* Table 3-1; the numbers are those of r1p1 */
static void
test_reset (void)
{
  static const guint ids[] = { 0x11, 0x10, 0x14, 0x00, 0x0d, 0xf0, 0x05, 0xb1 };
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "pl011");
  for (guint round = 0; round < 2; round++)
    {
      g_assert_cmphex (get (&t, RSR), ==, 0);
      g_assert_cmphex (get (&t, FR) & 0xf8, ==, 0x90);
      g_assert_cmphex (get (&t, IBRD), ==, 0);
      g_assert_cmphex (get (&t, FBRD), ==, 0);
      g_assert_cmphex (get (&t, LCR_H), ==, 0);
      g_assert_cmphex (get (&t, CR), ==, 0x300);
      g_assert_cmphex (get (&t, IFLS), ==, 0x12);
      g_assert_cmphex (get (&t, IMSC), ==, 0);
      g_assert_cmphex (get (&t, RIS) & ~0xfu, ==, 0);
      g_assert_cmphex (get (&t, MIS), ==, 0);
      for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
        g_assert_cmphex (get (&t, 0xfe0 + 4 * i), ==, ids[i]);
      set (&t, IBRD, 0xffffffff);
      set (&t, FBRD, 0xffffffff);
      set (&t, LCR_H, 0x70);
      set (&t, IMSC, 0xffffffff);
      set (&t, IFLS, 0xffffffff);
      g_assert_cmphex (get (&t, IBRD), ==, 0xffff);
      g_assert_cmphex (get (&t, FBRD), ==, 0x3f);
      g_assert_cmphex (get (&t, IMSC), ==, 0x7ff);
      g_assert_cmphex (get (&t, IFLS), ==, 0x3f);
      set (&t, CR, 0x301);
      feed (&t, "x");
      strata_device_reset (t.device);
    }
}

static void
test_transmit (void)
{
  g_auto (DeviceTesting) t;
  g_autoptr (GString) sent = g_string_new (NULL);

  device_testing_start (&t, "pl011");
  g_signal_connect (strata_device_get_char_port (t.device), "written", G_CALLBACK (written_cb),
                    sent);
  /* off: it waits, and says so; without FIFOs there is room for one */
  set (&t, DR, 'a');
  g_assert_cmpstr (sent->str, ==, "");
  g_assert_cmphex (get (&t, FR) & 0xa0, ==, 0x20);
  g_assert_nonnull (strstr (t.messages->str, "transmitter is off"));
  set (&t, CR, 0x301);
  g_assert_cmpstr (sent->str, ==, "a");
  g_assert_cmphex (get (&t, FR) & 0xa0, ==, 0x80);
  g_assert_cmphex (get (&t, RIS) & 0x20, ==, 0x20);
  set (&t, ICR, 0x20);
  set (&t, IMSC, 0x20);
  g_assert_false (device_testing_get_output (&t, "irq", 0));
  set (&t, DR, 'b');
  g_assert_cmpstr (sent->str, ==, "ab");
  g_assert_true (device_testing_get_output (&t, "irq", 0));
  g_assert_cmphex (get (&t, MIS), ==, 0x20);
  set (&t, ICR, 0x20);
  g_assert_false (device_testing_get_output (&t, "irq", 0));
}

/* UARTIFLS: 1/8, 1/4, 1/2, 3/4, 7/8 of 16 */
static void
test_levels (void)
{
  static const guint levels[] = { 2, 4, 8, 12, 14 };

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      g_auto (DeviceTesting) t;

      device_testing_start (&t, "pl011");
      set (&t, LCR_H, 0x70);
      set (&t, IFLS, i << 3);
      set (&t, IMSC, 0x10);
      set (&t, CR, 0x301);
      for (guint j = 1; j < levels[i]; j++)
        {
          feed (&t, "x");
          g_assert_false (device_testing_get_output (&t, "irq", 0));
        }
      feed (&t, "y");
      g_assert_true (device_testing_get_output (&t, "irq", 0));
      g_assert_cmphex (get (&t, DR), ==, 'x');
      g_assert_false (device_testing_get_output (&t, "irq", 0));
    }
}

/* The timeout: 32 bit periods without a new character, until the FIFO is read empty or cleared */
static void
test_timeout (void)
{
  /* 24 MHz / (16 * 13 1/64) is near 115200 baud: 8677 ns a bit */
  const guint64 bits = 32 * 8677;
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "pl011");
  set (&t, IBRD, 13);
  set (&t, FBRD, 1);
  set (&t, LCR_H, 0x70);
  set (&t, IMSC, 0x40);
  set (&t, CR, 0x301);
  feed (&t, "ab");
  device_testing_advance (&t, bits - 1000);
  g_assert_false (device_testing_get_output (&t, "irq", 0));
  device_testing_advance (&t, 2000);
  g_assert_true (device_testing_get_output (&t, "irq", 0));
  g_assert_cmphex (get (&t, DR), ==, 'a');
  g_assert_true (device_testing_get_output (&t, "irq", 0));
  g_assert_cmphex (get (&t, DR), ==, 'b');
  g_assert_false (device_testing_get_output (&t, "irq", 0));
  g_assert_false (strata_clock_get_deadline (t.clock, NULL));
}

static void
test_receive_off (void)
{
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "pl011");
  feed (&t, "ab");
  g_assert_cmphex (get (&t, FR) & 0x50, ==, 0x10);
  g_assert_cmphex (get (&t, DR), ==, 0);
  set (&t, CR, 0x201);
  g_assert_cmphex (get (&t, FR) & 0x50, ==, 0x40); /* full with one */
  g_assert_cmphex (get (&t, DR), ==, 'a');
  g_assert_cmphex (get (&t, DR), ==, 'b');
  g_assert_cmphex (get (&t, FR) & 0x50, ==, 0x10);
}

/* A loopback feeds the receiver: overruns, a break */
static void
test_loopback (void)
{
  g_auto (DeviceTesting) t;
  guint64 value;

  device_testing_start (&t, "pl011");
  set (&t, LCR_H, 0x70);
  set (&t, CR, 0x381);
  for (guint i = 0; i < 16; i++)
    set (&t, DR, 0x30 + i);
  g_assert_cmphex (get (&t, FR) & 0x50, ==, 0x40);
  g_assert_cmphex (get (&t, RIS) & 0x400, ==, 0);
  set (&t, DR, 0xff);
  g_assert_cmphex (get (&t, RIS) & 0x400, ==, 0x400);
  g_assert_cmphex (get (&t, RSR), ==, 8);
  g_assert_true (device_testing_peek (&t, DR, 4, &value));
  g_assert_cmphex (value, ==, 0x830);
  g_assert_cmphex (get (&t, DR), ==, 0x830);
  for (guint i = 1; i < 16; i++)
    g_assert_cmphex (get (&t, DR), ==, 0x30 + i);
  set (&t, RSR, 0);
  g_assert_cmphex (get (&t, RSR), ==, 0);
  set (&t, LCR_H, 0x71);
  g_assert_cmphex (get (&t, RIS) & 0x200, ==, 0x200);
  g_assert_cmphex (get (&t, DR), ==, 0x400);
  g_assert_cmphex (get (&t, RSR), ==, 4);
}

/* In a loopback RTS is CTS, DTR is DSR, OUT1 is DCD, OUT2 is RI. */
static void
test_modem (void)
{
  static const struct
  {
    guint cr, fr, ris;
  } pairs[] = {
    { 0x800, 0x001, 0x2 }, { 0x400, 0x002, 0x8 }, { 0x1000, 0x004, 0x4 }, { 0x2000, 0x100, 0x1 }
  };
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "pl011");
  set (&t, CR, 0x80);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      set (&t, ICR, 0x7ff);
      set (&t, CR, 0x80 | pairs[i].cr);
      g_assert_cmphex (get (&t, FR) & 0x107, ==, pairs[i].fr);
      g_assert_cmphex (get (&t, RIS), ==, pairs[i].ris);
      set (&t, CR, 0x80);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/pl011/reset", test_reset);
  g_test_add_func ("/strata/pl011/transmit", test_transmit);
  g_test_add_func ("/strata/pl011/levels", test_levels);
  g_test_add_func ("/strata/pl011/timeout", test_timeout);
  g_test_add_func ("/strata/pl011/receive-off", test_receive_off);
  g_test_add_func ("/strata/pl011/loopback", test_loopback);
  g_test_add_func ("/strata/pl011/modem", test_modem);
  return g_test_run ();
}
