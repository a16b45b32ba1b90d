/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Random accesses of all sizes to the ports of configuration space, and to where the functions of a
 * bus put their regions: whatever happens, the ids stay, and after a reset everything is as it was
 * in the beginning.
 */

#include "strata-pci-testing.h"

#include "devices/pc/strata-piix3-ide-private.h"
#include "devices/pc/strata-piix3-private.h"
#include "devices/pc/strata-piix4-pm-private.h"

#define N_ROUNDS 20
#define N_ACCESSES 1000

static const struct
{
  guint function;
  guint32 ids;
} functions[] = {
  { 0x00, 0x12378086 },
  { 0x08, 0x70008086 },
  { 0x09, 0x70108086 },
  { 0x0b, 0x71138086 },
};

static void
read_all (PciTesting *t, guint32 *values)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      for (guint offset = 0; offset < 256; offset += 4)
        *values++ = pci_testing_get (t, functions[i].function, offset, 4);
      g_assert_cmphex (values[-64], ==, functions[i].ids);
    }
}

static void
access_port (PciTesting *t)
{
  guint size = 1u << g_test_rand_int_range (0, 3);
  guint64 port = 0xcf8 + (g_test_rand_int_range (0, 8) & ~(size - 1));
  guint64 value = (guint32) g_test_rand_int ();

  /* Mostly addresses of functions that are there */
  if (port == 0xcf8 && size == 4 && g_test_rand_bit ())
    {
      guint i = g_test_rand_int_range (0, G_N_ELEMENTS (functions));

      value = 0x80000000u | functions[i].function << 8 | g_test_rand_int_range (0, 256);
    }
  if (g_test_rand_int_range (0, 4) == 0)
    strata_initiator_load (t->ports, port, size, STRATA_LITTLE_ENDIAN, &value);
  else
    strata_initiator_store (t->ports, port, size, STRATA_LITTLE_ENDIAN, value);
}

static void
access_anywhere (PciTesting *t)
{
  guint size = 1u << g_test_rand_int_range (0, 4);
  guint64 value = 0;

  strata_initiator_load (t->ports, g_test_rand_int_range (0, 0x10000) & ~(size - 1), size,
                         STRATA_LITTLE_ENDIAN, &value);
  strata_initiator_store (t->cpu, g_test_rand_int_range (0, 0x110000) & ~(size - 1), size,
                          STRATA_LITTLE_ENDIAN, value);
}

static void
test_storm (void)
{
  g_auto (PciTesting) t = { 0 };
  guint32 before[G_N_ELEMENTS (functions) * 64];
  guint32 after[G_N_ELEMENTS (functions) * 64];
  g_autofree char *map_before = NULL;

  pci_testing_init (&t);
  pci_testing_add_device (&t, STRATA_TYPE_PIIX3, "01.0");
  pci_testing_add_device (&t, STRATA_TYPE_PIIX3_IDE, "01.1");
  pci_testing_add_device (&t, STRATA_TYPE_PIIX4_PM, "01.3");
  read_all (&t, before);
  map_before = strata_system_flat_to_string (t.system);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autofree char *map = NULL;

      for (guint i = 0; i < N_ACCESSES; i++)
        {
          access_port (&t);
          if (i % 16 == 0)
            access_anywhere (&t);
        }
      read_all (&t, after);
      for (guint i = 0; i < t.devices->len; i++)
        strata_device_reset (g_ptr_array_index (t.devices, i));
      read_all (&t, after);
      g_assert_cmpmem (after, sizeof after, before, sizeof before);
      map = strata_system_flat_to_string (t.system);
      g_assert_cmpstr (map, ==, map_before);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/pci-storm", test_storm);
  return g_test_run ();
}
