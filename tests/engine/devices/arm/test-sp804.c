/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rules of Arm's "Dual-Timer Module (SP804) Technical Reference Manual" (DDI 0271). */

#include "strata-device-testing.h"

#define MICROSECOND 1000 /* a tick, of the usual 1 MHz */

enum
{
  LOAD = 0x00,
  VALUE = 0x04,
  CONTROL = 0x08,
  INTCLR = 0x0c,
  RIS = 0x10,
  MIS = 0x14,
  BGLOAD = 0x18,
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

static gboolean
line (DeviceTesting *t, guint number)
{
  gboolean level = device_testing_get_output (t, "timer", number);

  if (level)
    g_assert_true (device_testing_get_output (t, "irq", 0));
  return level;
}

static void
test_reset (void)
{
  static const guint ids[] = { 0x04, 0x18, 0x14, 0x00, 0x0d, 0xf0, 0x05, 0xb1 };
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "sp804");
  for (guint round = 0; round < 2; round++)
    {
      for (guint base = 0; base <= 0x20; base += 0x20)
        {
          g_assert_cmphex (get (&t, base + LOAD), ==, 0);
          g_assert_cmphex (get (&t, base + VALUE), ==, 0xffffffff);
          g_assert_cmphex (get (&t, base + CONTROL), ==, 0x20);
          g_assert_cmphex (get (&t, base + RIS), ==, 0);
          g_assert_cmphex (get (&t, base + MIS), ==, 0);
          g_assert_cmphex (get (&t, base + BGLOAD), ==, 0);
          set (&t, base + LOAD, 3);
          set (&t, base + CONTROL, 0xe2);
        }
      device_testing_advance (&t, 100 * MICROSECOND);
      strata_device_reset (t.device);
    }
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmphex (get (&t, 0xfe0 + 4 * i), ==, ids[i]);
}

/* Both counters, of 16 and 32 bits, against a counter that is stepped tick by tick */
static void
test_count (void)
{
  static const guint controls[] = { 0x80, 0x82, 0xc0, 0xc2, 0x81, 0x83, 0xc1, 0xa0, 0xe2 };

  for (guint i = 0; i < G_N_ELEMENTS (controls); i++)
    for (guint base = 0; base <= 0x20; base += 0x20)
      {
        guint control = controls[i];
        guint32 mask = control & 0x02 ? G_MAXUINT32 : 0xffff;
        guint32 expected = 5;
        gboolean ris = FALSE;
        g_auto (DeviceTesting) t;

        device_testing_start (&t, "sp804");
        set (&t, base + CONTROL, control & ~0x80u);
        set (&t, base + LOAD, 5);
        set (&t, base + CONTROL, control);
        for (guint tick = 0; tick < 17; tick++)
          {
            g_assert_cmphex (get (&t, base + VALUE), ==, expected);
            g_assert_cmpuint (get (&t, base + RIS), ==, ris);
            g_assert_cmpuint (get (&t, base + MIS), ==, ris && (control & 0x20));
            g_assert_cmpint (line (&t, base / 0x20), ==, ris && (control & 0x20));
            g_assert_false (line (&t, 1 - base / 0x20));
            if (tick % 4 == 3)
              {
                set (&t, base + INTCLR, 0x55);
                ris = FALSE;
              }
            device_testing_advance (&t, MICROSECOND);
            if (expected == 0 && (control & 0x01))
              continue;
            expected = (expected - 1) & mask;
            if (expected != 0)
              continue;
            ris = TRUE;
            if ((control & 0x41) == 0x40)
              expected = 5;
          }
      }
}

static void
test_prescale (void)
{
  static const guint divisors[] = { 1, 16, 256 };

  for (guint i = 0; i < G_N_ELEMENTS (divisors); i++)
    {
      g_auto (DeviceTesting) t;

      device_testing_start (&t, "sp804");
      set (&t, CONTROL, 0x22 | i << 2);
      set (&t, LOAD, 1000);
      set (&t, CONTROL, 0xa2 | i << 2);
      device_testing_advance (&t, 10 * divisors[i] * MICROSECOND - 1);
      g_assert_cmpuint (get (&t, VALUE), ==, 991);
      device_testing_advance (&t, 1);
      g_assert_cmpuint (get (&t, VALUE), ==, 990);
    }
}

/* BGLOAD counts from the next period on; LOAD at once. Reads of both give what was written last. */
static void
test_background (void)
{
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "sp804");
  set (&t, LOAD, 10);
  set (&t, CONTROL, 0xe2);
  device_testing_advance (&t, 4 * MICROSECOND);
  set (&t, BGLOAD, 3);
  g_assert_cmpuint (get (&t, LOAD), ==, 3);
  g_assert_cmpuint (get (&t, BGLOAD), ==, 3);
  g_assert_cmpuint (get (&t, VALUE), ==, 6);
  device_testing_advance (&t, 5 * MICROSECOND);
  g_assert_false (line (&t, 0));
  device_testing_advance (&t, MICROSECOND);
  g_assert_true (line (&t, 0));
  g_assert_cmpuint (get (&t, VALUE), ==, 3);
  set (&t, INTCLR, 0);
  device_testing_advance (&t, 2 * MICROSECOND);
  g_assert_false (line (&t, 0));
  device_testing_advance (&t, MICROSECOND);
  g_assert_true (line (&t, 0));
  set (&t, LOAD, 100);
  g_assert_cmpuint (get (&t, VALUE), ==, 100);
}

/* A load of 0 is an interrupt at once. A counter that nobody listens to sets no timer, nor does one
 * whose interrupt is there already. */
static void
test_timers (void)
{
  g_auto (DeviceTesting) t;
  guint64 deadline;

  device_testing_start (&t, "sp804");
  set (&t, CONTROL, 0xc2);
  set (&t, LOAD, 1);
  g_assert_false (strata_clock_get_deadline (t.clock, NULL));
  device_testing_advance (&t, 10 * MICROSECOND);
  g_assert_cmpuint (get (&t, RIS), ==, 1);
  set (&t, INTCLR, 0);
  set (&t, CONTROL, 0xe2);
  g_assert_true (strata_clock_get_deadline (t.clock, &deadline));
  g_assert_cmpuint (deadline, ==, 11 * MICROSECOND);
  device_testing_advance (&t, G_GUINT64_CONSTANT (3600000000000)); /* an hour in one step */
  g_assert_true (line (&t, 0));
  g_assert_false (strata_clock_get_deadline (t.clock, NULL));
  set (&t, INTCLR, 0);
  g_assert_false (line (&t, 0));
  set (&t, LOAD, 0);
  g_assert_true (line (&t, 0));
}

/* In the end of all time */
static void
test_end (void)
{
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "sp804");
  set (&t, LOAD, 5);
  set (&t, CONTROL, 0xe2);
  g_assert_true (strata_clock_advance (t.clock, G_MAXUINT64 - 10, 10));
  set (&t, INTCLR, 0);
  set (&t, LOAD, 0xffffffff);
  set (&t, INTCLR, 0);
  g_assert_false (strata_clock_get_deadline (t.clock, NULL));
  g_assert_true (strata_clock_advance (t.clock, G_MAXUINT64, 10));
  g_assert_cmphex (get (&t, VALUE), ==, 0xffffffff);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/sp804/reset", test_reset);
  g_test_add_func ("/strata/sp804/count", test_count);
  g_test_add_func ("/strata/sp804/prescale", test_prescale);
  g_test_add_func ("/strata/sp804/background", test_background);
  g_test_add_func ("/strata/sp804/timers", test_timers);
  g_test_add_func ("/strata/sp804/end", test_end);
  return g_test_run ();
}
