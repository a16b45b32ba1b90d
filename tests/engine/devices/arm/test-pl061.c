/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rules of Arm's "PrimeCell General Purpose Input/Output (PL061) Technical Reference Manual"
 * (DDI 0190). */

#include "strata-device-testing.h"

enum
{
  DATA = 0x3fc,
  DIRECTION = 0x400,
  IS = 0x404,
  IBE = 0x408,
  IEV = 0x40c,
  IE = 0x410,
  RIS = 0x414,
  MIS = 0x418,
  IC = 0x41c,
  AFSEL = 0x420,
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

static guint
get_outputs (DeviceTesting *t)
{
  guint levels = 0;

  for (guint i = 0; i < 8; i++)
    levels |= (guint) device_testing_get_output (t, "gpio", i) << i;
  return levels;
}

static void
test_reset (void)
{
  static const guint ids[] = { 0x61, 0x10, 0x04, 0x00, 0x0d, 0xf0, 0x05, 0xb1 };
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "pl061");
  for (guint64 offset = DIRECTION; offset <= AFSEL; offset += 4)
    {
      g_assert_cmphex (get (&t, offset), ==, 0);
      if (offset != RIS && offset != MIS && offset != IC && offset != IE)
        set (&t, offset, 0xff);
    }
  strata_device_reset (t.device);
  for (guint64 offset = DIRECTION; offset <= AFSEL; offset += 4)
    g_assert_cmphex (get (&t, offset), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmphex (get (&t, 0xfe0 + 4 * i), ==, ids[i]);
}

/* Bits 9 to 2 of the address choose the pins that are read and written. */
static void
test_data (void)
{
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "pl061");
  set (&t, DIRECTION, 0xf0);
  set (&t, DATA, 0xff); /* inputs do not take it */
  g_assert_cmphex (get_outputs (&t), ==, 0xf0);
  g_assert_cmphex (get (&t, DATA), ==, 0xf0);
  device_testing_set_input (&t, "gpio", 1, TRUE);
  device_testing_set_input (&t, "gpio", 7, TRUE); /* this pin is driven */
  g_assert_cmphex (get (&t, DATA), ==, 0xf2);
  for (guint mask = 0; mask < 256; mask++)
    g_assert_cmphex (get (&t, 4 * mask), ==, (0xf2 & mask));
  set (&t, 4 * 0x30, 0x00);
  g_assert_cmphex (get_outputs (&t), ==, 0xc0);
  set (&t, 4 * 0x10, 0xff);
  g_assert_cmphex (get_outputs (&t), ==, 0xd0);
  set (&t, DIRECTION, 0x00);
  g_assert_cmphex (get_outputs (&t), ==, 0x00);
  g_assert_cmphex (get (&t, DATA), ==, 0x82);
}

/* Table of the interrupt registers: for each setting of one pin, which events it notes */
static void
test_edges (void)
{
  for (guint setting = 0; setting < 4; setting++)
    {
      gboolean both = setting & 1, rising = setting >> 1 & 1;
      g_auto (DeviceTesting) t;

      device_testing_start (&t, "pl061");
      set (&t, IBE, both ? 0x04 : 0);
      set (&t, IEV, rising ? 0x04 : 0);
      set (&t, IE, 0x04);
      device_testing_set_input (&t, "gpio", 2, TRUE);
      g_assert_cmphex (get (&t, RIS), ==, both || rising ? 0x04 : 0);
      g_assert_cmpint (device_testing_get_output (&t, "irq", 0), ==, both || rising);
      set (&t, IC, 0x04);
      g_assert_cmphex (get (&t, RIS), ==, 0);
      device_testing_set_input (&t, "gpio", 2, FALSE);
      g_assert_cmphex (get (&t, RIS), ==, both || !rising ? 0x04 : 0);
      set (&t, IC, 0xfb); /* the others */
      g_assert_cmphex (get (&t, RIS), ==, both || !rising ? 0x04 : 0);
      set (&t, IE, 0);
      g_assert_cmphex (get (&t, MIS), ==, 0);
      g_assert_false (device_testing_get_output (&t, "irq", 0));
    }
}

static void
test_levels (void)
{
  g_auto (DeviceTesting) t;

  device_testing_start (&t, "pl061");
  set (&t, IS, 0x03);
  set (&t, IEV, 0x01);
  set (&t, IE, 0x03);
  g_assert_cmphex (get (&t, MIS), ==, 0x02); /* pin 1 is low, which it waits for */
  device_testing_set_input (&t, "gpio", 1, TRUE);
  g_assert_cmphex (get (&t, MIS), ==, 0x00);
  g_assert_false (device_testing_get_output (&t, "irq", 0));
  device_testing_set_input (&t, "gpio", 0, TRUE);
  g_assert_cmphex (get (&t, MIS), ==, 0x01);
  set (&t, IC, 0xff); /* only edges are cleared */
  g_assert_cmphex (get (&t, MIS), ==, 0x01);
  g_assert_true (device_testing_get_output (&t, "irq", 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/pl061/reset", test_reset);
  g_test_add_func ("/strata/pl061/data", test_data);
  g_test_add_func ("/strata/pl061/edges", test_edges);
  g_test_add_func ("/strata/pl061/levels", test_levels);
  return g_test_run ();
}
