/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Intel 440FX PCIset: 82441FX PCI and Memory Controller (PMC) and 82442FX Data Bus Accelerator
 * (DBX), order number 290549-001; each value with the section that gives it.
 */

#include "strata-pci-testing.h"

#define BRIDGE 0

static void
test_reset_values (void)
{
  static const struct
  {
    guint offset;
    guint size;
    guint32 value;
  } cases[] = {
    { 0x00, 2, 0x8086 },   /* 3.2.2 VID */
    { 0x02, 2, 0x1237 },   /* 3.2.3 DID */
    { 0x04, 2, 0x0006 },   /* 3.2.4 PCICMD */
    { 0x06, 2, 0x0280 },   /* 3.2.5 PCISTS */
    { 0x09, 1, 0x00 },     /* 3.2.7 CLASSC */
    { 0x0a, 2, 0x0600 },
    { 0x0d, 1, 0x00 },     /* 3.2.8 MLT */
    { 0x0e, 1, 0x00 },     /* 3.2.9 HEADT */
    { 0x0f, 1, 0x00 },     /* 3.2.10 BIST */
    { 0x50, 2, 0x0000 },   /* 3.2.11 PMCCFG, of one processor */
    { 0x52, 1, 0x00 },     /* 3.2.12 DETURBO */
    { 0x53, 1, 0x80 },     /* 3.2.13 DBC */
    { 0x54, 1, 0x00 },     /* 3.2.14 AXC */
    { 0x55, 2, 0x0000 },   /* 3.2.15 DRT */
    { 0x57, 1, 0x01 },     /* 3.2.16 DRAMC */
    { 0x58, 1, 0x10 },     /* 3.2.17 DRAMT */
    { 0x59, 1, 0x00 },     /* 3.2.18 PAM */
    { 0x5a, 2, 0x0000 },
    { 0x5c, 4, 0x00000000 },
    { 0x60, 4, 0x01010101 }, /* 3.2.19 DRB */
    { 0x64, 4, 0x01010101 },
    { 0x68, 1, 0x00 },     /* 3.2.20 FDHC */
    { 0x70, 1, 0x00 },     /* 3.2.21 MTT */
    { 0x71, 1, 0x10 },     /* 3.2.22 CLT */
    { 0x72, 1, 0x02 },     /* 3.2.23 SMRAM */
    { 0x90, 1, 0x00 },     /* 3.2.24 ERRCMD */
    { 0x91, 1, 0x00 },     /* 3.2.25 ERRSTS */
    { 0x93, 1, 0x00 },     /* 3.2.26 TRC */
  };
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
        {
          g_test_message ("%02x", cases[i].offset);
          g_assert_cmphex (pci_testing_get (&t, BRIDGE, cases[i].offset, cases[i].size), ==,
                           cases[i].value);
        }
      for (guint offset = 0; offset < 256; offset += 4)
        pci_testing_set (&t, BRIDGE, offset, 4, 0xffffffff);
      strata_device_reset (t.bridge);
    }
}

/* What the table of 3.2 does not list is reserved and reads 0. */
static void
test_reserved (void)
{
  static const guint reserved[] = { 0x0c, 0x10, 0x28, 0x30, 0x3c, 0x40, 0x4f, 0x69, 0x6f, 0x73,
                                    0x8f, 0x92, 0x94, 0xff };
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  for (guint i = 0; i < G_N_ELEMENTS (reserved); i++)
    {
      pci_testing_set (&t, BRIDGE, reserved[i], 1, 0xff);
      g_assert_cmphex (pci_testing_get (&t, BRIDGE, reserved[i], 1), ==, 0);
    }
}

/* 3.2.4: it always masters the bus and never has ports; 3.2.18 and 3.2.23: bits that are fixed */
static void
test_fixed_bits (void)
{
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  pci_testing_set (&t, BRIDGE, 0x04, 2, 0x0005);
  g_assert_cmphex (pci_testing_get (&t, BRIDGE, 0x04, 2) & 0x0005, ==, 0x0004);
  pci_testing_set (&t, BRIDGE, 0x04, 2, 0x0000);
  g_assert_cmphex (pci_testing_get (&t, BRIDGE, 0x04, 2) & 0x0005, ==, 0x0004);
  pci_testing_set (&t, BRIDGE, 0x59, 1, 0xff);
  pci_testing_set (&t, BRIDGE, 0x5a, 1, 0xff);
  g_assert_cmphex (pci_testing_get (&t, BRIDGE, 0x59, 1), ==, 0x30);
  g_assert_cmphex (pci_testing_get (&t, BRIDGE, 0x5a, 1), ==, 0x33);
  pci_testing_set (&t, BRIDGE, 0x72, 1, 0x85);
  g_assert_cmphex (pci_testing_get (&t, BRIDGE, 0x72, 1), ==, 0x02);
}

/* {{{ SMRAM, 3.2.23 */

#define SMRAM 0x72

static StrataRegion *
new_video (PciTesting *t)
{
  g_autoptr (GError) error = NULL;
  StrataRegion *video = strata_region_new_ram (t->system, NULL, "video", 0x20000, &error);

  g_assert_no_error (error);
  strata_region_add_subregion (t->pci, 0xa0000, video, &error);
  g_assert_no_error (error);
  return video;
}

static void
set_smram (PciTesting *t, guint8 value)
{
  pci_testing_set (t, BRIDGE, SMRAM, 1, value);
}

static guint8
get_smram (PciTesting *t)
{
  return pci_testing_get (t, BRIDGE, SMRAM, 1);
}

/* D_OPEN shows the RAM where the video memory is. */
static void
test_smram_open (void)
{
  g_auto (PciTesting) t = { 0 };
  g_autoptr (StrataRegion) video = NULL;

  pci_testing_init (&t);
  video = new_video (&t);
  pci_testing_assert_shows (t.cpu, 0x9ffff, "pc.ram+9ffff");
  pci_testing_assert_shows (t.cpu, 0xa0000, "video+0");
  pci_testing_assert_shows (t.cpu, 0xbffff, "video+1ffff");
  set_smram (&t, 0x4a);
  pci_testing_assert_shows (t.cpu, 0xa0000, "pc.ram+a0000");
  pci_testing_assert_shows (t.cpu, 0xbffff, "pc.ram+bffff");
  set_smram (&t, 0x0a);
  pci_testing_assert_shows (t.cpu, 0xa0000, "video+0");

  /* As QEMU has it, also while G_SMRAME is off */
  set_smram (&t, 0x42);
  pci_testing_assert_shows (t.cpu, 0xa0000, "pc.ram+a0000");
  strata_device_reset (t.bridge);
  pci_testing_assert_shows (t.cpu, 0xa0000, "video+0");
}

/* G_SMRAME shows it to a CPU in system management mode. */
static void
test_smram_enabled (void)
{
  g_auto (PciTesting) t = { 0 };
  StrataRegion *smram;
  g_autoptr (StrataRegion) video = NULL;
  g_autoptr (StrataRegion) root = NULL;
  g_autoptr (StrataRegion) normal = NULL;
  g_autoptr (StrataRegion) alias = NULL;
  g_autoptr (StrataAddressSpace) space = NULL;
  g_autoptr (StrataInitiator) cpu = NULL;
  g_autoptr (GError) error = NULL;

  pci_testing_init (&t);
  video = new_video (&t);
  smram = strata_device_find_region (t.bridge, "smram");
  g_assert_cmpstr (strata_region_get_name (smram), ==, "smram");
  root = strata_region_new_container (t.system, NULL, "smm", STRATA_SIZE_MAX);
  normal = strata_region_new_alias (t.system, NULL, "memory", t.memory, 0, STRATA_SIZE_MAX);
  alias = strata_region_new_alias (t.system, NULL, "smram", smram, 0, 0x100000000);
  strata_region_add_subregion_overlap (root, 0, normal, 0, &error);
  g_assert_no_error (error);
  strata_region_add_subregion_overlap (root, 0, alias, 1, &error);
  g_assert_no_error (error);
  space = strata_address_space_new (t.system, "smm", root);
  cpu = strata_initiator_new (space, "cpu");

  pci_testing_assert_shows (cpu, 0xa0000, "video+0");
  set_smram (&t, 0x0a);
  pci_testing_assert_shows (cpu, 0xa0000, "pc.ram+a0000");
  pci_testing_assert_shows (cpu, 0xbffff, "pc.ram+bffff");
  pci_testing_assert_shows (t.cpu, 0xa0000, "video+0");
  set_smram (&t, 0x02);
  pci_testing_assert_shows (cpu, 0xa0000, "video+0");

  g_clear_pointer (&cpu, strata_initiator_unref);
  strata_address_space_close (space);
  strata_region_del_subregion (root, alias, NULL);
  strata_region_del_subregion (root, normal, NULL);
}

/* D_LCK clears D_OPEN; then only D_CLS changes, until the next reset. */
static void
test_smram_locked (void)
{
  g_auto (PciTesting) t = { 0 };
  g_autoptr (StrataRegion) video = NULL;

  pci_testing_init (&t);
  video = new_video (&t);
  set_smram (&t, 0x4a);
  set_smram (&t, 0x5a);
  g_assert_cmphex (get_smram (&t), ==, 0x1a);
  pci_testing_assert_shows (t.cpu, 0xa0000, "video+0");
  set_smram (&t, 0x4a);
  g_assert_cmphex (get_smram (&t), ==, 0x1a);
  set_smram (&t, 0x20);
  g_assert_cmphex (get_smram (&t), ==, 0x3a);
  pci_testing_set (&t, BRIDGE, 0x70, 4, 0);
  g_assert_cmphex (get_smram (&t), ==, 0x1a);
  pci_testing_assert_shows (t.cpu, 0xa0000, "video+0");

  strata_device_reset (t.bridge);
  g_assert_cmphex (get_smram (&t), ==, 0x02);
  set_smram (&t, 0x4a);
  g_assert_cmphex (get_smram (&t), ==, 0x4a);
}

/* }}} */

/* 3.2.26: the reset is at the rising edge of RCPU. */
static void
test_reset_line (void)
{
  g_auto (PciTesting) t = { 0 };
  StrataLine *line;

  pci_testing_init (&t);
  g_assert_cmpuint (strata_device_get_n_outputs (t.bridge), ==, 1);
  line = strata_device_get_output (t.bridge, 0);
  g_assert_cmpstr (strata_line_get_name (line), ==, "reset");
  pci_testing_set (&t, BRIDGE, 0x93, 1, 0x02);
  g_assert_cmpuint (strata_line_get_n_edges (line), ==, 0);
  pci_testing_set (&t, BRIDGE, 0x93, 1, 0x06);
  g_assert_cmpuint (strata_line_get_n_edges (line), ==, 1);
  pci_testing_set (&t, BRIDGE, 0x93, 1, 0x06);
  g_assert_cmpuint (strata_line_get_n_edges (line), ==, 1);
  g_assert_false (strata_line_get_level (line));
}

/* All that is described is where the data sheet has it, and tells its reset value. */
static void
test_registers (void)
{
  g_auto (PciTesting) t = { 0 };
  guint n_seen = 0;

  pci_testing_init (&t);
  for (guint i = 0; i < strata_device_get_n_banks (t.bridge); i++)
    {
      const StrataRegisterBank *bank = strata_device_get_bank (t.bridge, i);

      for (guint j = 0; j < bank->n_registers; j++, n_seen++)
        {
          const StrataRegister *info = &bank->registers[j];
          guint64 value;

          g_test_message ("%s", info->name);
          g_assert_true (strata_device_peek_register (t.bridge, bank, info, &value));
          g_assert_cmphex (value, ==, info->reset);
          g_assert_cmphex (value, ==, pci_testing_get (&t, BRIDGE, info->offset, info->size));
        }
    }
  g_assert_cmpuint (n_seen, >, 40);
}

static void
test_properties (void)
{
  static const char *const names[] = { "ram", "system", "pci", "io" };
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  for (guint missing = 0; missing < G_N_ELEMENTS (names); missing++)
    {
      StrataRegion *regions[] = { t.ram, t.memory, t.pci, t.io };
      StrataDevice *device = strata_device_new (G_OBJECT_TYPE (t.bridge), "other", t.system,
                                                t.clock);
      g_autoptr (GError) error = NULL;
      g_autofree char *message = g_strdup_printf ("“%s” must be the id of a region",
                                                  names[missing]);

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        if (i != missing)
          {
            g_autoptr (StrataRegion) back = NULL;

            g_object_set (device, names[i], regions[i], NULL);
            g_object_get (device, names[i], &back, NULL);
            g_assert_true (back == regions[i]);
          }
      g_assert_false (strata_device_realize (device, &error));
      g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
      g_assert_cmpstr (error->message, ==, message);
      g_ptr_array_add (t.devices, device);
    }
}

/* Regions that cannot be put together so: nothing stays in the map. */
static void
test_failed (void)
{
  g_auto (PciTesting) t = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  StrataDevice *device;

  pci_testing_init (&t);
  before = strata_system_tree_to_string (t.system, TRUE);
  device = strata_device_new (G_OBJECT_TYPE (t.bridge), "other", t.system, t.clock);
  g_object_set (device, "ram", t.ram, "system", t.memory, "pci", t.memory, "io", t.io, NULL);
  g_assert_false (strata_device_realize (device, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY);
  g_object_run_dispose (G_OBJECT (device));
  g_object_unref (device);
  after = strata_system_tree_to_string (t.system, TRUE);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/i440fx/reset-values", test_reset_values);
  g_test_add_func ("/strata/i440fx/reserved", test_reserved);
  g_test_add_func ("/strata/i440fx/fixed-bits", test_fixed_bits);
  g_test_add_func ("/strata/i440fx/smram/open", test_smram_open);
  g_test_add_func ("/strata/i440fx/smram/enabled", test_smram_enabled);
  g_test_add_func ("/strata/i440fx/smram/locked", test_smram_locked);
  g_test_add_func ("/strata/i440fx/reset-line", test_reset_line);
  g_test_add_func ("/strata/i440fx/registers", test_registers);
  g_test_add_func ("/strata/i440fx/properties", test_properties);
  g_test_add_func ("/strata/i440fx/failed", test_failed);
  return g_test_run ();
}
