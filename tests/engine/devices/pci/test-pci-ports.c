/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * The two ports of configuration mechanism #1: PCI Local Bus Specification 2.1, 3.7.4.1. Values of
 * accesses that it leaves open were read from a running QEMU 7.2.22.
 */

#include "strata-pci-testing.h"

#define IDS 0x12378086 /* of the host bridge */

static void
test_select (void)
{
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);

  /* Not enabled: the data port is a port like any other, and nobody is there. */
  g_assert_cmphex (pci_testing_in (&t, 0xcf8, 4), ==, 0);
  g_assert_cmphex (pci_testing_in (&t, 0xcfc, 4), ==, 0xffffffff);
  pci_testing_out (&t, 0xcf8, 4, 0x00000000);
  g_assert_cmphex (pci_testing_in (&t, 0xcfc, 4), ==, 0xffffffff);

  pci_testing_out (&t, 0xcf8, 4, 0x80000000);
  g_assert_cmphex (pci_testing_in (&t, 0xcf8, 4), ==, 0x80000000);
  g_assert_cmphex (pci_testing_in (&t, 0xcfc, 4), ==, IDS);

  /* No function, no device, no bus of that number; each size has all its bits set. */
  for (guint i = 0; i < 3; i++)
    {
      static const guint32 nobody[] = { 0x80000100, 0x8000f800, 0x80010000 };

      pci_testing_out (&t, 0xcf8, 4, nobody[i]);
      g_assert_cmphex (pci_testing_in (&t, 0xcfc, 4), ==, 0xffffffff);
      g_assert_cmphex (pci_testing_in (&t, 0xcfc, 2), ==, 0xffff);
      g_assert_cmphex (pci_testing_in (&t, 0xcff, 1), ==, 0xff);
      pci_testing_out (&t, 0xcfc, 4, 0);
    }

  /* Reserved bits of the address are kept, and do not count. */
  pci_testing_out (&t, 0xcf8, 4, 0xff000000);
  g_assert_cmphex (pci_testing_in (&t, 0xcf8, 4), ==, 0xff000000);
  g_assert_cmphex (pci_testing_in (&t, 0xcfc, 4), ==, IDS);
}

static void
test_sub_word (void)
{
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  pci_testing_out (&t, 0xcf8, 4, 0x80000000);
  g_assert_cmphex (pci_testing_in (&t, 0xcfc, 1), ==, 0x86);
  g_assert_cmphex (pci_testing_in (&t, 0xcfd, 1), ==, 0x80);
  g_assert_cmphex (pci_testing_in (&t, 0xcfe, 1), ==, 0x37);
  g_assert_cmphex (pci_testing_in (&t, 0xcff, 1), ==, 0x12);
  g_assert_cmphex (pci_testing_in (&t, 0xcfc, 2), ==, 0x8086);
  g_assert_cmphex (pci_testing_in (&t, 0xcfe, 2), ==, 0x1237);

  /* DRB0 to DRB3 take any value. */
  pci_testing_out (&t, 0xcf8, 4, 0x80000060);
  pci_testing_out (&t, 0xcfc, 4, 0x44332211);
  pci_testing_out (&t, 0xcfd, 1, 0xa5);
  g_assert_cmphex (pci_testing_in (&t, 0xcfc, 4), ==, 0x4433a511);
  pci_testing_out (&t, 0xcfe, 2, 0xbeef);
  g_assert_cmphex (pci_testing_in (&t, 0xcfc, 4), ==, 0xbeefa511);
  pci_testing_out (&t, 0xcfc, 2, 0x0102);
  g_assert_cmphex (pci_testing_in (&t, 0xcfc, 4), ==, 0xbeef0102);
}

/* The address is written as a whole or not at all; read in pieces it gives its low bits. */
static void
test_address_in_pieces (void)
{
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  pci_testing_out (&t, 0xcf8, 4, 0x80001172);
  for (guint port = 0xcf8; port < 0xcfc; port++)
    {
      pci_testing_out (&t, port, 1, 0x04);
      g_assert_cmphex (pci_testing_in (&t, port, 1), ==, 0x72);
    }
  pci_testing_out (&t, 0xcf8, 2, 0x0004);
  pci_testing_out (&t, 0xcfa, 2, 0x0004);
  g_assert_cmphex (pci_testing_in (&t, 0xcf8, 2), ==, 0x1172);
  g_assert_cmphex (pci_testing_in (&t, 0xcfa, 2), ==, 0x1172);
  g_assert_cmphex (pci_testing_in (&t, 0xcf8, 4), ==, 0x80001172);
}

/* The two lowest bits of the address are or-ed to those of the port. */
static void
test_unaligned_address (void)
{
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  pci_testing_out (&t, 0xcf8, 4, 0x80000003);
  g_assert_cmphex (pci_testing_in (&t, 0xcf8, 4), ==, 0x80000003);
  for (guint port = 0xcfc; port <= 0xcff; port++)
    g_assert_cmphex (pci_testing_in (&t, port, 1), ==, 0x12);
  g_assert_cmphex (pci_testing_in (&t, 0xcfc, 4), ==, 0x80000612);

  /* Nothing is read or written behind the end. */
  pci_testing_out (&t, 0xcf8, 4, 0x800000ff);
  g_assert_cmphex (pci_testing_in (&t, 0xcfc, 4), ==, 0);
  pci_testing_out (&t, 0xcfc, 4, 0xffffffff);
  g_assert_cmphex (pci_testing_get (&t, 0, 0, 4), ==, IDS);
}

/* Looking at the ports gives what reading them gives. */
static void
test_peek (void)
{
  static const guint8 expected[] = { 0, 0, 0, 0, 0x86, 0x80, 0x37, 0x12 };
  g_auto (PciTesting) t = { 0 };
  guint8 bytes[8];
  StrataPeekState states[8];

  pci_testing_init (&t);
  pci_testing_out (&t, 0xcf8, 4, 0x80000000);
  strata_initiator_peek (t.ports, 0xcf8, bytes, states, sizeof bytes);
  g_assert_cmpmem (bytes + 4, 4, expected + 4, 4);
  for (guint i = 0; i < sizeof bytes; i++)
    g_assert_cmpint (states[i], ==, STRATA_PEEK_OK);
}

static void
test_reset (void)
{
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  pci_testing_out (&t, 0xcf8, 4, 0x80000000);
  strata_device_reset (t.bridge);
  g_assert_cmphex (pci_testing_in (&t, 0xcf8, 4), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/pci-ports/select", test_select);
  g_test_add_func ("/strata/pci-ports/sub-word", test_sub_word);
  g_test_add_func ("/strata/pci-ports/address-in-pieces", test_address_in_pieces);
  g_test_add_func ("/strata/pci-ports/unaligned-address", test_unaligned_address);
  g_test_add_func ("/strata/pci-ports/peek", test_peek);
  g_test_add_func ("/strata/pci-ports/reset", test_reset);
  return g_test_run ();
}
