/* SPDX-License-Identifier: LGPL-2.1-or-later */

/*
 * Intel 82371FB (PIIX) and 82371SB (PIIX3) PCI ISA IDE Xcelerator, order number 290550; the
 * functions beside the ISA bridge as a bus scan of QEMU 7.2.22 finds them.
 */

#include "strata-pci-testing.h"

#include "devices/pc/strata-piix3-ide-private.h"
#include "devices/pc/strata-piix3-private.h"
#include "devices/pc/strata-piix4-pm-private.h"

#define ISA 0x08
#define IDE 0x09
#define PM 0x0b

typedef struct
{
  guint offset;
  guint size;
  guint32 value;
} Value;

static void
check_values (PciTesting *t, StrataDevice *device, guint function, const Value *values, gsize n)
{
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < n; i++)
        {
          g_test_message ("%02x", values[i].offset);
          g_assert_cmphex (pci_testing_get (t, function, values[i].offset, values[i].size), ==,
                           values[i].value);
        }
      for (guint offset = 0; offset < 256; offset += 4)
        pci_testing_set (t, function, offset, 4, 0xffffffff);
      strata_device_reset (device);
    }
}

/* The registers of function 0 */
static void
test_isa_values (void)
{
  static const Value values[] = {
    { 0x00, 4, 0x70008086 }, { 0x04, 2, 0x0007 },     { 0x06, 2, 0x0200 },
    { 0x09, 1, 0x00 },       { 0x0a, 2, 0x0601 },     { 0x0e, 1, 0x80 },
    { 0x4c, 1, 0x4d },       { 0x4e, 2, 0x0003 },     { 0x60, 4, 0x80808080 },
    { 0x69, 1, 0x02 },       { 0x6a, 2, 0x0000 },     { 0x70, 1, 0x80 },
    { 0x76, 2, 0x0c0c },     { 0x78, 2, 0x0002 },     { 0x80, 1, 0x00 },
    { 0x82, 1, 0x00 },       { 0xa0, 1, 0x08 },       { 0xa2, 2, 0x0000 },
    { 0xa4, 4, 0x00000000 }, { 0xa8, 1, 0x0f },       { 0xaa, 2, 0x0000 },
    { 0xac, 1, 0x00 },       { 0xae, 1, 0x00 },
  };
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  check_values (&t, pci_testing_add_device (&t, STRATA_TYPE_PIIX3, "01.0"), ISA, values,
                G_N_ELEMENTS (values));
}

/* The registers of function 1 */
static void
test_ide_values (void)
{
  static const Value values[] = {
    { 0x00, 4, 0x70108086 }, { 0x04, 2, 0x0000 }, { 0x06, 2, 0x0280 },     { 0x09, 1, 0x80 },
    { 0x0a, 2, 0x0101 },     { 0x0d, 2, 0x0000 }, { 0x20, 4, 0x00000001 }, { 0x3c, 2, 0x0000 },
    { 0x40, 4, 0x00000000 }, { 0x44, 1, 0x00 },
  };
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  check_values (&t, pci_testing_add_device (&t, STRATA_TYPE_PIIX3_IDE, "01.1"), IDE, values,
                G_N_ELEMENTS (values));

  /* The bus master registers, 16 ports, appear where firmware puts them. */
  pci_testing_set (&t, IDE, 0x20, 4, 0x0000c040);
  pci_testing_assert_shows (t.ports, 0xc040, "-");
  pci_testing_set (&t, IDE, 0x04, 2, 0x0001);
  pci_testing_assert_shows (t.ports, 0xc03f, "-");
  pci_testing_assert_shows (t.ports, 0xc040, "piix-bmdma+0");
  pci_testing_assert_shows (t.ports, 0xc044, "bmdma+0");
  pci_testing_assert_shows (t.ports, 0xc048, "piix-bmdma+0");
  pci_testing_assert_shows (t.ports, 0xc04f, "bmdma+3");
  pci_testing_assert_shows (t.ports, 0xc050, "-");
}

static void
test_pm_values (void)
{
  static const Value values[] = {
    { 0x00, 4, 0x71138086 }, { 0x04, 2, 0x0000 },     { 0x06, 2, 0x0280 },
    { 0x08, 4, 0x06800003 }, { 0x0e, 1, 0x00 },       { 0x3c, 2, 0x0100 },
    { 0x40, 4, 0x00000001 }, { 0x5c, 4, 0x90000000 }, { 0x60, 4, 0x60000000 },
    { 0x64, 4, 0x08000000 }, { 0x80, 1, 0x00 },       { 0x90, 4, 0x0000b101 },
    { 0xd2, 1, 0x09 },
  };
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  check_values (&t, pci_testing_add_device (&t, STRATA_TYPE_PIIX4_PM, "01.3"), PM, values,
                G_N_ELEMENTS (values));
}

/* Both groups of ports move and disappear; the state of the recorded machine after its firmware. */
static void
test_pm_ports (void)
{
  g_auto (PciTesting) t = { 0 };
  g_autoptr (GError) error = NULL;
  StrataDevice *pm;
  guint64 value = 1;

  pci_testing_init (&t);
  pm = pci_testing_add_device (&t, STRATA_TYPE_PIIX4_PM, "01.3");
  strata_region_add_subregion (t.io, 0, strata_device_find_region (pm, "pm"), &error);
  g_assert_no_error (error);
  strata_region_add_subregion (t.io, 0xb100, strata_device_find_region (pm, "smbus"), &error);
  g_assert_no_error (error);
  pci_testing_assert_shows (t.ports, 0x00, "-");
  pci_testing_assert_shows (t.ports, 0xb100, "pm-smbus+0");

  pci_testing_set (&t, PM, 0x40, 4, 0x00000601);
  pci_testing_set (&t, PM, 0x80, 1, 0x01);
  pci_testing_set (&t, PM, 0x90, 4, 0x00000701);
  pci_testing_assert_shows (t.ports, 0x600, "acpi-evt+0");
  pci_testing_assert_shows (t.ports, 0x604, "acpi-cnt+0");
  pci_testing_assert_shows (t.ports, 0x606, "-");
  pci_testing_assert_shows (t.ports, 0x608, "acpi-tmr+0");
  pci_testing_assert_shows (t.ports, 0x73f, "pm-smbus+3f");
  pci_testing_assert_shows (t.ports, 0xb100, "-");
  g_assert_cmpuint (strata_initiator_load (t.ports, 0x600, 2, STRATA_LITTLE_ENDIAN, &value), ==,
                    STRATA_DEVICE_ERROR);
  g_assert_cmphex (value, ==, 0);
  g_assert_cmpuint (strata_initiator_store (t.ports, 0x600, 2, STRATA_LITTLE_ENDIAN, 1), ==,
                    STRATA_DEVICE_ERROR);

  pci_testing_set (&t, PM, 0xd2, 1, 0x08);
  pci_testing_assert_shows (t.ports, 0x700, "-");
  strata_device_reset (pm);
  pci_testing_assert_shows (t.ports, 0x600, "-");
  pci_testing_assert_shows (t.ports, 0xb100, "pm-smbus+0");
}

/* {{{ Interrupt routing: PIRQRC[A:D] */

static gboolean
get_irq (StrataDevice *isa, guint number)
{
  for (guint i = 0; i < strata_device_get_n_outputs (isa); i++)
    {
      StrataLine *line = strata_device_get_output (isa, i);

      if (g_str_equal (strata_line_get_name (line), "irq")
          && strata_line_get_number (line) == number)
        return strata_line_get_level (line);
    }
  g_assert_not_reached ();
}

static void
set_pirq (StrataDevice *isa, guint number, gboolean level)
{
  strata_line_set_level (strata_device_find_input (isa, "pirq", number), level);
}

static guint
get_irqs (StrataDevice *isa)
{
  guint levels = 0;

  for (guint i = 0; i < 16; i++)
    levels |= (guint) get_irq (isa, i) << i;
  return levels;
}

static void
test_routing (void)
{
  g_auto (PciTesting) t = { 0 };
  StrataDevice *isa;

  pci_testing_init (&t);
  isa = pci_testing_add_device (&t, STRATA_TYPE_PIIX3, "01.0");
  for (guint i = 0; i < 4; i++)
    set_pirq (isa, i, TRUE);
  g_assert_cmphex (get_irqs (isa), ==, 0);

  /* A level that is there already shows when its route is set. */
  pci_testing_set (&t, ISA, 0x60, 4, 0x0b0b0a8a);
  g_assert_cmphex (get_irqs (isa), ==, 1 << 10 | 1 << 11);
  pci_testing_set (&t, ISA, 0x60, 1, 0x05);
  g_assert_cmphex (get_irqs (isa), ==, 1 << 5 | 1 << 10 | 1 << 11);

  /* Two that share a line: it falls with the last. */
  set_pirq (isa, 2, FALSE);
  g_assert_true (get_irq (isa, 11));
  set_pirq (isa, 3, FALSE);
  g_assert_false (get_irq (isa, 11));
  set_pirq (isa, 2, TRUE);
  g_assert_true (get_irq (isa, 11));

  /* A route that changes takes the level along. */
  pci_testing_set (&t, ISA, 0x62, 1, 0x09);
  g_assert_cmphex (get_irqs (isa), ==, 1 << 5 | 1 << 9 | 1 << 10);
  pci_testing_set (&t, ISA, 0x62, 1, 0x89);
  g_assert_cmphex (get_irqs (isa), ==, 1 << 5 | 1 << 10);
  g_assert_cmphex (pci_testing_get (&t, ISA, 0x60, 4), ==, 0x0b890a05);

  strata_device_reset (isa);
  g_assert_cmphex (get_irqs (isa), ==, 0);
}

/* }}} */

/* Reset control: bit 1 is the kind of reset, a 1 in bit 2 resets and does not stay. */
static void
test_reset_control (void)
{
  g_auto (PciTesting) t = { 0 };
  g_autoptr (GError) error = NULL;
  StrataDevice *isa;
  StrataLine *line;

  pci_testing_init (&t);
  isa = pci_testing_add_device (&t, STRATA_TYPE_PIIX3, "01.0");
  strata_region_add_subregion_overlap (t.io, 0xcf9,
                                       strata_device_find_region (isa, "reset-control"), 1, &error);
  g_assert_no_error (error);
  line = strata_device_get_output (isa, 0);
  g_assert_cmpstr (strata_line_get_name (line), ==, "reset");

  /* It stands in the middle of the configuration address, which is still written as a whole. */
  pci_testing_out (&t, 0xcf8, 4, 0x80000204);
  g_assert_cmphex (pci_testing_in (&t, 0xcf9, 1), ==, 0x00);
  pci_testing_out (&t, 0xcf9, 1, 0xfb);
  g_assert_cmphex (pci_testing_in (&t, 0xcf9, 1), ==, 0x02);
  g_assert_cmpuint (strata_line_get_n_edges (line), ==, 0);
  pci_testing_out (&t, 0xcf9, 1, 0x06);
  g_assert_cmphex (pci_testing_in (&t, 0xcf9, 1), ==, 0x02);
  g_assert_cmpuint (strata_line_get_n_edges (line), ==, 1);
  g_assert_cmpstr (t.messages->str, ==, "01.0: the guest asks for a reset\n");
  pci_testing_out (&t, 0xcf9, 1, 0x00);
  g_assert_cmphex (pci_testing_in (&t, 0xcf9, 1), ==, 0x00);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/piix3/isa-values", test_isa_values);
  g_test_add_func ("/strata/piix3/ide-values", test_ide_values);
  g_test_add_func ("/strata/piix3/pm-values", test_pm_values);
  g_test_add_func ("/strata/piix3/pm-ports", test_pm_ports);
  g_test_add_func ("/strata/piix3/routing", test_routing);
  g_test_add_func ("/strata/piix3/reset-control", test_reset_control);
  return g_test_run ();
}
