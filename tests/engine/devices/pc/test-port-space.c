/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Ports that nobody answers: all ones, as a running QEMU 7.2.22 reads them; and regions that are
 * only described. */

#include "strata-device-testing.h"

#include "devices/pc/strata-described-private.h"

static void
test_ports (void)
{
  g_auto (DeviceTesting) t = { 0 };
  guint8 bytes[7];
  StrataPeekState states[7];

  device_testing_start (&t, "port-space");
  g_assert_cmpstr (strata_region_get_name (strata_device_get_region (t.device, 0, NULL)), ==, "io");
  g_assert_cmphex (strata_region_get_size (strata_device_get_region (t.device, 0, NULL)), ==,
                   0x10000);
  for (guint round = 0; round < 2; round++)
    {
      device_testing_assert (&t, 0x1234, 1, 0xff);
      device_testing_assert (&t, 0x1234, 2, 0xffff);
      device_testing_assert (&t, 0x1234, 4, 0xffffffff);
      device_testing_assert (&t, 0x1231, 2, 0xffff);
      device_testing_assert (&t, 0x1233, 4, 0xffffffff);
      device_testing_assert (&t, 0xffff, 1, 0xff);
      device_testing_write (&t, 0x1234, 4, 0);
      device_testing_write (&t, 0x1231, 2, 0);
    }
  strata_initiator_peek (t.initiator, 0x80, bytes, states, sizeof bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    {
      g_assert_cmpint (states[i], ==, STRATA_PEEK_OK);
      g_assert_cmphex (bytes[i], ==, 0xff);
    }
}

/* Each access is an error of the device, and nothing can be peeked. */
static void
test_described (void)
{
  g_auto (DeviceTesting) t = { 0 };
  g_autoptr (StrataRegion) region = NULL;
  g_autoptr (GError) error = NULL;
  guint8 byte = 1;
  StrataPeekState state;

  device_testing_init (&t, STRATA_LITTLE_ENDIAN);
  region = strata_described_new (t.system, NULL, "unknown", 0x10);
  strata_region_add_subregion (t.root, 0, region, &error);
  g_assert_no_error (error);
  for (guint size = 1; size <= 8; size *= 2)
    for (guint64 address = 0; address + size <= 0x10; address++)
      {
        guint64 value = 1;

        g_assert_cmpuint (
          strata_initiator_load (t.initiator, address, size, STRATA_LITTLE_ENDIAN, &value), ==,
          STRATA_DEVICE_ERROR);
        g_assert_cmphex (value, ==, 0);
        g_assert_cmpuint (
          strata_initiator_store (t.initiator, address, size, STRATA_LITTLE_ENDIAN, 1), ==,
          STRATA_DEVICE_ERROR);
      }
  strata_initiator_peek (t.initiator, 3, &byte, &state, 1);
  g_assert_cmpint (state, ==, STRATA_PEEK_NOT_READ);
  g_assert_cmphex (byte, ==, 0);
  strata_region_del_subregion (t.root, region, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/port-space/ports", test_ports);
  g_test_add_func ("/strata/port-space/described", test_described);
  return g_test_run ();
}
