/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rules of Arm's "PrimeCell Real Time Clock (PL031) Technical Reference Manual" (DDI 0224). */

#include "strata-device-testing.h"

#define SECOND G_GUINT64_CONSTANT (1000000000)
#define EPOCH 946684800 /* 2000-01-01, as clocks begin */

enum
{
  DR = 0x00,
  MR = 0x04,
  LR = 0x08,
  CR = 0x0c,
  IMSC = 0x10,
  RIS = 0x14,
  MIS = 0x18,
  ICR = 0x1c,
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
irq (DeviceTesting *t)
{
  return device_testing_get_output (t, "irq", 0);
}

static void
test_count (void)
{
  static const guint ids[] = { 0x31, 0x10, 0x04, 0x00, 0x0d, 0xf0, 0x05, 0xb1 };
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "pl031");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmphex (get (&t, 0xfe0 + 4 * i), ==, ids[i]);
  g_assert_cmpuint (get (&t, DR), ==, EPOCH);
  g_assert_cmpuint (get (&t, CR), ==, 1);
  g_assert_false (strata_clock_get_deadline (t.clock, NULL));
  device_testing_advance (&t, SECOND - 1);
  g_assert_cmpuint (get (&t, DR), ==, EPOCH);
  device_testing_advance (&t, 1);
  g_assert_cmpuint (get (&t, DR), ==, EPOCH + 1);
  set (&t, CR, 0); /* no effect once it runs */
  device_testing_advance (&t, 10 * SECOND);
  g_assert_cmpuint (get (&t, DR), ==, EPOCH + 11);
  set (&t, LR, 0xfffffffe);
  g_assert_cmphex (get (&t, LR), ==, 0xfffffffe);
  g_assert_cmphex (get (&t, DR), ==, 0xfffffffe);
  device_testing_advance (&t, 3 * SECOND);
  g_assert_cmphex (get (&t, DR), ==, 1);
}

static void
test_match (void)
{
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "pl031");
  set (&t, IMSC, 1);
  set (&t, MR, EPOCH + 5);
  device_testing_advance (&t, 5 * SECOND - 1);
  g_assert_false (irq (&t));
  g_assert_cmpuint (get (&t, RIS), ==, 0);
  device_testing_advance (&t, 1);
  g_assert_true (irq (&t));
  g_assert_cmpuint (get (&t, RIS), ==, 1);
  g_assert_cmpuint (get (&t, MIS), ==, 1);
  device_testing_advance (&t, SECOND);
  g_assert_true (irq (&t));
  set (&t, ICR, 1);
  g_assert_false (irq (&t));
  g_assert_cmpuint (get (&t, RIS), ==, 0);
  /* what equals at once matches at once */
  set (&t, MR, EPOCH + 6);
  g_assert_true (irq (&t));
}

/* Not let through: seen in RTCRIS only, and nothing runs for it */
static void
test_masked (void)
{
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "pl031");
  set (&t, MR, EPOCH + 5);
  g_assert_false (strata_clock_get_deadline (t.clock, NULL));
  device_testing_advance (&t, 9 * SECOND);
  g_assert_cmpuint (get (&t, RIS), ==, 1);
  g_assert_cmpuint (get (&t, MIS), ==, 0);
  g_assert_false (irq (&t));
  set (&t, IMSC, 1);
  g_assert_true (irq (&t));
  set (&t, IMSC, 0);
  g_assert_false (irq (&t));
}

static void
test_start (void)
{
  g_auto (DeviceTesting) t;

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  device_testing_make (&t, "pl031");
  g_object_set (t.device, "start", "2026-07-01T12:00:00", NULL);
  device_testing_realize (&t);
  g_assert_cmpuint (get (&t, DR), ==, 1782907200); /* date -u -d 2026-07-01T12:00:00 +%s */
}

/* Who runs a board may say late which date it is. */
static void
test_epoch (void)
{
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "pl031");
  strata_clock_set_epoch (t.clock, 1000);
  g_assert_cmpuint (get (&t, DR), ==, 1000);
}

static void
test_bad_start (void)
{
  g_autoptr (GError) error = NULL;
  g_auto (DeviceTesting) t;

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  device_testing_make (&t, "pl031");
  g_object_set (t.device, "start", "tomorrow", NULL);
  g_assert_false (strata_device_realize (t.device, &error));
  g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
  g_assert_nonnull (strstr (error->message, "tomorrow"));
}

/* As the manual has it: it stands still until it is started. */
static void
test_stopped (void)
{
  g_auto (DeviceTesting) t;

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  device_testing_make (&t, "pl031");
  g_object_set (t.device, "running", FALSE, NULL);
  device_testing_realize (&t);
  device_testing_advance (&t, 5 * SECOND);
  g_assert_cmpuint (get (&t, CR), ==, 0);
  g_assert_cmpuint (get (&t, DR), ==, 0);
  set (&t, CR, 1);
  device_testing_advance (&t, 5 * SECOND);
  g_assert_cmpuint (get (&t, DR), ==, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/pl031/count", test_count);
  g_test_add_func ("/strata/pl031/match", test_match);
  g_test_add_func ("/strata/pl031/masked", test_masked);
  g_test_add_func ("/strata/pl031/start", test_start);
  g_test_add_func ("/strata/pl031/epoch", test_epoch);
  g_test_add_func ("/strata/pl031/bad-start", test_bad_start);
  g_test_add_func ("/strata/pl031/stopped", test_stopped);
  return g_test_run ();
}
