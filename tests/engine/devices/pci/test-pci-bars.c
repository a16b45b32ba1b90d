/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Base address registers: PCI Local Bus Specification 2.1, 6.2.5; the command register's decode
 * enables: 6.2.2. Which addresses map nothing is QEMU 7.2's choice on a PC. */

#include "strata-pci-testing.h"

#define FUNCTION 0x18

/* A function that has all kinds of them */
#define TEST_TYPE_CARD (test_card_get_type ())
G_DECLARE_FINAL_TYPE (TestCard, test_card, TEST, CARD, StrataPciDevice)

struct _TestCard
{
  StrataPciDevice parent_instance;
};

G_DEFINE_FINAL_TYPE (TestCard, test_card, STRATA_TYPE_PCI_DEVICE)

static const struct
{
  guint index;
  StrataPciBarKind kind;
  const char *name;
  guint64 size;
} bars[] = {
  { 0, STRATA_PCI_BAR_PREFETCHABLE, "vram", 0x1000000 },
  { 1, STRATA_PCI_BAR_IO, "ports", 0x20 },
  { 2, STRATA_PCI_BAR_MEMORY, "mmio", 0x1000 },
  { 3, STRATA_PCI_BAR_PREFETCHABLE_64, "big", 0x200000000 },
  { 5, STRATA_PCI_BAR_MEMORY, "small", 0x10 },
  { 6, STRATA_PCI_BAR_ROM, "rom", 0x8000 },
};

static gboolean
test_card_realize (StrataDevice *device, GError **error)
{
  if (!STRATA_DEVICE_CLASS (test_card_parent_class)->realize (device, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      g_autoptr (StrataRegion) region
        = strata_region_new_reserved (strata_device_get_system (device),
                                      strata_device_get_owner (device), bars[i].name,
                                      bars[i].size);

      strata_pci_device_add_bar (STRATA_PCI_DEVICE (device), bars[i].index, bars[i].kind, region);
    }
  return TRUE;
}

static void
test_card_class_init (TestCardClass *klass)
{
  STRATA_DEVICE_CLASS (klass)->realize = test_card_realize;
  STRATA_PCI_DEVICE_CLASS (klass)->vendor_id = 0x1234;
  STRATA_PCI_DEVICE_CLASS (klass)->device_id = 0x5678;
}

static void
test_card_init (TestCard *self G_GNUC_UNUSED)
{
}

static void
start (PciTesting *t)
{
  pci_testing_init (t);
  pci_testing_add_device (t, TEST_TYPE_CARD, "03.0");
}

static guint32
get (PciTesting *t, guint offset)
{
  return pci_testing_get (t, FUNCTION, offset, 4);
}

static void
set (PciTesting *t, guint offset, guint32 value)
{
  pci_testing_set (t, FUNCTION, offset, 4, value);
}

static void
decode (PciTesting *t, guint32 command)
{
  pci_testing_set (t, FUNCTION, 0x04, 2, command);
}

/* At reset a register tells what it is; written with ones, how large. */
static void
test_sizing (void)
{
  static const struct
  {
    guint offset;
    guint32 kind;
    guint32 sized;
  } cases[] = {
    { 0x10, 0x00000008, 0xff000008 }, { 0x14, 0x00000001, 0xffffffe1 },
    { 0x18, 0x00000000, 0xfffff000 }, { 0x1c, 0x0000000c, 0x0000000c },
    { 0x20, 0x00000000, 0xfffffffe }, { 0x24, 0x00000000, 0xfffffff0 },
    { 0x30, 0x00000000, 0xffff8001 },
  };
  g_auto (PciTesting) t = { 0 };

  start (&t);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmphex (get (&t, cases[i].offset), ==, cases[i].kind);
      set (&t, cases[i].offset, 0xffffffff);
      g_assert_cmphex (get (&t, cases[i].offset), ==, cases[i].sized);
      set (&t, cases[i].offset, 0);
      g_assert_cmphex (get (&t, cases[i].offset), ==, cases[i].kind);
    }

  /* A byte at a time is as good. */
  for (guint i = 0; i < 4; i++)
    pci_testing_set (&t, FUNCTION, 0x14 + i, 1, 0xff);
  g_assert_cmphex (get (&t, 0x14), ==, 0xffffffe1);
}

static void
test_decode (void)
{
  g_auto (PciTesting) t = { 0 };

  start (&t);
  set (&t, 0x10, 0xfd000000);
  set (&t, 0x14, 0xc000);
  pci_testing_assert_shows (t.cpu, 0xfd000000, "-");
  pci_testing_assert_shows (t.ports, 0xc000, "-");

  decode (&t, 0x0001);
  pci_testing_assert_shows (t.cpu, 0xfd000000, "-");
  pci_testing_assert_shows (t.ports, 0xbfff, "-");
  pci_testing_assert_shows (t.ports, 0xc000, "ports+0");
  pci_testing_assert_shows (t.ports, 0xc01f, "ports+1f");
  pci_testing_assert_shows (t.ports, 0xc020, "-");

  decode (&t, 0x0002);
  pci_testing_assert_shows (t.ports, 0xc000, "-");
  pci_testing_assert_shows (t.cpu, 0xfcffffff, "-");
  pci_testing_assert_shows (t.cpu, 0xfd000000, "vram+0");
  pci_testing_assert_shows (t.cpu, 0xfdffffff, "vram+ffffff");
  pci_testing_assert_shows (t.cpu, 0xfe000000, "-");

  decode (&t, 0x0504);
  pci_testing_assert_shows (t.ports, 0xc000, "-");
  pci_testing_assert_shows (t.cpu, 0xfd000000, "-");
}

/* A base moves its region; bits below its size are not there. */
static void
test_move (void)
{
  g_auto (PciTesting) t = { 0 };

  start (&t);
  decode (&t, 0x0003);
  set (&t, 0x18, 0xfebf0000);
  pci_testing_assert_shows (t.cpu, 0xfebf0000, "mmio+0");
  set (&t, 0x18, 0xe0000fff);
  g_assert_cmphex (get (&t, 0x18), ==, 0xe0000000);
  pci_testing_assert_shows (t.cpu, 0xfebf0000, "-");
  pci_testing_assert_shows (t.cpu, 0xe0000000, "mmio+0");

  /* A byte moves it, too; so do two halves, with a stop between. */
  pci_testing_set (&t, FUNCTION, 0x1b, 1, 0xd0);
  pci_testing_assert_shows (t.cpu, 0xe0000000, "-");
  pci_testing_assert_shows (t.cpu, 0xd0000000, "mmio+0");
  pci_testing_set (&t, FUNCTION, 0x18, 2, 0x5000);
  pci_testing_assert_shows (t.cpu, 0xd0005000, "mmio+0");

  /* Behind the RAM, which has the higher priority; in front of nothing it shows. */
  set (&t, 0x18, 0x00100000);
  pci_testing_assert_shows (t.cpu, 0x00100000, "pc.ram+100000");
  set (&t, 0x18, PCI_TESTING_RAM_SIZE);
  pci_testing_assert_shows (t.cpu, PCI_TESTING_RAM_SIZE, "mmio+0");
}

/* Nothing appears at 0, nor where a register looks as if it were being sized. */
static void
test_not_programmed (void)
{
  g_auto (PciTesting) t = { 0 };

  start (&t);
  decode (&t, 0x0003);
  pci_testing_assert_shows (t.ports, 0, "-");
  pci_testing_assert_shows (t.cpu, PCI_TESTING_RAM_SIZE, "-");
  for (guint offset = 0x10; offset <= 0x30; offset += 4)
    set (&t, offset, 0xffffffff);
  pci_testing_assert_shows (t.ports, 0xffe0, "-");
  pci_testing_assert_shows (t.cpu, 0xff000000, "-");
  pci_testing_assert_shows (t.cpu, 0xfffffff0, "-");
  pci_testing_assert_shows (t.cpu, G_MAXUINT64, "-");

  /* The last place but one is fine. */
  set (&t, 0x24, 0xffffffe0);
  pci_testing_assert_shows (t.cpu, 0xffffffe0, "small+0");
  pci_testing_assert_shows (t.cpu, 0xffffffef, "small+f");
  pci_testing_assert_shows (t.cpu, 0xfffffff0, "-");

  /* Ports behind the 65536 are programmed, and cannot be reached. */
  set (&t, 0x14, 0x10000);
  g_assert_cmphex (get (&t, 0x14), ==, 0x10001);
  pci_testing_assert_shows (t.ports, 0, "-");
  set (&t, 0x14, 0xffe0);
  pci_testing_assert_shows (t.ports, 0xffff, "ports+1f");
}

static void
test_64 (void)
{
  g_auto (PciTesting) t = { 0 };

  start (&t);
  decode (&t, 0x0002);
  set (&t, 0x1c, 0xffffffff);
  pci_testing_assert_shows (t.cpu, 0x200000000, "-");
  set (&t, 0x20, 0x00000002);
  g_assert_cmphex (get (&t, 0x1c), ==, 0x0000000c);
  g_assert_cmphex (get (&t, 0x20), ==, 0x00000002);
  pci_testing_assert_shows (t.cpu, 0x1ffffffff, "-");
  pci_testing_assert_shows (t.cpu, 0x200000000, "big+0");
  pci_testing_assert_shows (t.cpu, 0x3ffffffff, "big+1ffffffff");
  pci_testing_assert_shows (t.cpu, 0x400000000, "-");
  set (&t, 0x20, 0x00010000);
  pci_testing_assert_shows (t.cpu, 0x200000000, "-");
  pci_testing_assert_shows (t.cpu, 0x1000000000000, "big+0");
  set (&t, 0x20, 0xffffffff);
  pci_testing_assert_shows (t.cpu, 0xfffffffe00000000, "-");
}

/* A ROM shows if its own enable bit is set, too: 6.2.5.2 */
static void
test_rom (void)
{
  g_auto (PciTesting) t = { 0 };

  start (&t);
  set (&t, 0x30, 0xfebe0000);
  decode (&t, 0x0002);
  pci_testing_assert_shows (t.cpu, 0xfebe0000, "-");
  set (&t, 0x30, 0xfebe0001);
  pci_testing_assert_shows (t.cpu, 0xfebe0000, "rom+0");
  pci_testing_assert_shows (t.cpu, 0xfebe7fff, "rom+7fff");
  decode (&t, 0x0001);
  pci_testing_assert_shows (t.cpu, 0xfebe0000, "-");
}

/* Two functions at one address: the one that was moved there last is seen. */
static void
test_overlap (void)
{
  g_auto (PciTesting) t = { 0 };
  StrataRegion *second;

  start (&t);
  pci_testing_add_device (&t, TEST_TYPE_CARD, "04.0");
  decode (&t, 0x0002);
  pci_testing_set (&t, 0x20, 0x04, 2, 0x0002);
  set (&t, 0x18, 0xe0000000);
  pci_testing_set (&t, 0x20, 0x18, 4, 0xe0000000);
  {
    StrataFlatRange range;

    g_assert_true (strata_initiator_find (t.cpu, 0xe0000000, &range));
    second = range.region;
    g_assert_cmpstr (strata_device_get_id (strata_region_get_device (second)), ==, "04.0");
    g_assert_cmpint (strata_region_get_priority (second), ==, 1);
    set (&t, 0x18, 0xe0001000);
    set (&t, 0x18, 0xe0000000);
    g_assert_true (strata_initiator_find (t.cpu, 0xe0000000, &range));
    g_assert_cmpstr (strata_device_get_id (strata_region_get_device (range.region)), ==, "03.0");
  }
}

/* Those that a function has are described as registers that can be written. */
static void
test_registers (void)
{
  g_auto (PciTesting) t = { 0 };
  StrataDevice *card;
  const StrataRegisterBank *bank;
  guint n_seen = 0;

  pci_testing_init (&t);
  card = pci_testing_add_device (&t, TEST_TYPE_CARD, "03.0");
  set (&t, 0x18, 0xfebf0000);
  bank = strata_device_get_bank (card, 0);
  for (guint i = 0; i < bank->n_registers; i++)
    {
      const StrataRegister *info = &bank->registers[i];
      guint64 value;

      if (strstr (info->name, "-ADDRESS") == NULL)
        continue;
      g_assert_cmpint (info->access, ==, STRATA_REGISTER_RW);
      g_assert_true (strata_device_peek_register (card, bank, info, &value));
      g_assert_cmphex (value, ==, info->offset == 0x18 ? 0xfebf0000 : info->reset);
      if (info->offset == 0x10)
        g_assert_cmphex (info->reset, ==, 0x8);
      if (info->offset == 0x14)
        g_assert_cmphex (info->reset, ==, 0x1);
      n_seen++;
    }
  g_assert_cmpuint (n_seen, ==, 7);
}

/* What a reset, and the end of a device, take out of the map again. */
static void
test_gone (void)
{
  g_auto (PciTesting) t = { 0 };
  StrataDevice *card;

  pci_testing_init (&t);
  card = pci_testing_add_device (&t, TEST_TYPE_CARD, "03.0");
  for (guint i = 0; i < 2; i++)
    {
      decode (&t, 0x0003);
      set (&t, 0x10, 0xfd000000);
      set (&t, 0x14, 0xc000);
      pci_testing_assert_shows (t.cpu, 0xfd000000, "vram+0");
      pci_testing_assert_shows (t.ports, 0xc000, "ports+0");
      if (i == 0)
        strata_device_reset (card);
      else
        g_object_run_dispose (G_OBJECT (card));
      pci_testing_assert_shows (t.cpu, 0xfd000000, "-");
      pci_testing_assert_shows (t.ports, 0xc000, "-");
    }
  g_assert_cmpuint (strata_region_get_n_subregions (t.pci), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/pci-bars/sizing", test_sizing);
  g_test_add_func ("/strata/pci-bars/decode", test_decode);
  g_test_add_func ("/strata/pci-bars/move", test_move);
  g_test_add_func ("/strata/pci-bars/not-programmed", test_not_programmed);
  g_test_add_func ("/strata/pci-bars/64", test_64);
  g_test_add_func ("/strata/pci-bars/rom", test_rom);
  g_test_add_func ("/strata/pci-bars/overlap", test_overlap);
  g_test_add_func ("/strata/pci-bars/registers", test_registers);
  g_test_add_func ("/strata/pci-bars/gone", test_gone);
  return g_test_run ();
}
