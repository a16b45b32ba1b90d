/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The section "Virtio Over MMIO" of the standard (OASIS, version 1.1, 4.2.2) */

#include "strata-device-testing.h"

static void
test_identification (void)
{
  for (guint version = 1; version <= 2; version++)
    {
      g_auto (DeviceTesting) t;

      device_testing_init (&t, STRATA_LITTLE_ENDIAN);
      device_testing_make (&t, "virtio-mmio");
      g_object_set (t.device, "version", version, NULL);
      device_testing_realize (&t);
      g_assert_cmpuint (strata_region_get_size (strata_device_get_region (t.device, 0, NULL)), ==,
                        0x200);
      device_testing_assert (&t, 0x000, 4, 0x74726976);
      device_testing_assert (&t, 0x004, 4, version);
      device_testing_assert (&t, 0x008, 4, 0);
      device_testing_assert (&t, 0x00c, 4, 0x554d4551);
      for (guint64 offset = 0x10; offset < 0x200; offset += 4)
        {
          device_testing_write (&t, offset, 4, 0xffffffff);
          device_testing_assert (&t, offset, 4, 0);
        }
      device_testing_write (&t, 0, 4, 0);
      device_testing_assert (&t, 0x000, 4, 0x74726976);
    }
}

/* "The driver MUST use only 32 bit wide and aligned reads and writes" for the registers */
static void
test_sizes (void)
{
  g_auto (DeviceTesting) t;
  guint64 value;

  device_testing_start (&t, "virtio-mmio");
  for (guint size = 1; size <= 2; size++)
    {
      g_assert_cmpint (strata_initiator_load (t.initiator, 0, size, STRATA_NATIVE_ENDIAN, &value),
                       ==, STRATA_DEVICE_ERROR);
      g_assert_cmphex (value, ==, 0);
      g_assert_cmpint (strata_initiator_store (t.initiator, 0, size, STRATA_NATIVE_ENDIAN, 0), ==,
                       STRATA_DEVICE_ERROR);
      device_testing_assert (&t, 0x100, size, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/virtio-mmio/identification", test_identification);
  g_test_add_func ("/strata/virtio-mmio/sizes", test_sizes);
  return g_test_run ();
}
