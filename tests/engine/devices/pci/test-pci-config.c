/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A function's configuration space header, by the PCI Local Bus Specification 2.1, 6.1 and 6.2, and
 * its interrupt, by 6.2.2 and 6.2.3 of 2.3. */

#include "strata-pci-testing.h"

#define FUNCTION 0x1a /* 03.2 */

/* A function with a bit of everything */
#define TEST_TYPE_CARD (test_card_get_type ())
G_DECLARE_FINAL_TYPE (TestCard, test_card, TEST, CARD, StrataPciDevice)

struct _TestCard
{
  StrataPciDevice parent_instance;
};

G_DEFINE_FINAL_TYPE (TestCard, test_card, STRATA_TYPE_PCI_DEVICE)

static gboolean
test_card_realize (StrataDevice *device, GError **error)
{
  if (!STRATA_DEVICE_CLASS (test_card_parent_class)->realize (device, error))
    return FALSE;
  strata_pci_device_describe_config (STRATA_PCI_DEVICE (device), 0x40, 4, 0x12345678, 0x00ff0f0f,
                                     0xf0000000);
  return TRUE;
}

static void
test_card_class_init (TestCardClass *klass)
{
  StrataPciDeviceClass *pci_class = STRATA_PCI_DEVICE_CLASS (klass);

  STRATA_DEVICE_CLASS (klass)->realize = test_card_realize;
  pci_class->vendor_id = 0x1234;
  pci_class->device_id = 0x5678;
  pci_class->revision_id = 0x9a;
  pci_class->class_code = 0x020103;
  pci_class->subsystem_vendor_id = 0xabcd;
  pci_class->subsystem_id = 0xef01;
  pci_class->interrupt_pin = 2;
  pci_class->is_multifunction = TRUE;
}

static void
test_card_init (TestCard *self G_GNUC_UNUSED)
{
}

static void
test_header (void)
{
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0, 4), ==, 0xffffffff);
  pci_testing_add_device (&t, TEST_TYPE_CARD, "03.2");
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x00, 4), ==, 0x56781234);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x04, 4), ==, 0x00000000);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x08, 4), ==, 0x0201039a);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x0c, 4), ==, 0x00800000);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x2c, 4), ==, 0xef01abcd);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x30, 4), ==, 0x00000000);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x3c, 4), ==, 0x00000200);
  for (guint offset = 0x10; offset < 0x28; offset += 4)
    g_assert_cmphex (pci_testing_get (&t, FUNCTION, offset, 4), ==, 0);

  /* Bytes and words of it, and what lies behind its registers: 6.1, reserved ones read 0 */
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x01, 1), ==, 0x12);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x02, 2), ==, 0x5678);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x0b, 1), ==, 0x02);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x3d, 1), ==, 0x02);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0xfc, 4), ==, 0);
}

/* Ids, class and what is not there stay as they are, whatever is written. */
static void
test_read_only (void)
{
  g_auto (PciTesting) t = { 0 };

  pci_testing_init (&t);
  pci_testing_add_device (&t, TEST_TYPE_CARD, "03.2");
  for (guint offset = 0; offset < 0x100; offset += 4)
    pci_testing_set (&t, FUNCTION, offset, 4, 0xffffffff);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x00, 4), ==, 0x56781234);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x04, 4), ==, 0x00000507);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x08, 4), ==, 0x0201039a);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x0c, 4), ==, 0x008000ff);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x2c, 4), ==, 0xef01abcd);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x3c, 4), ==, 0x000002ff);
  for (guint offset = 0x10; offset < 0x28; offset += 4)
    g_assert_cmphex (pci_testing_get (&t, FUNCTION, offset, 4), ==, 0);
  for (guint offset = 0x44; offset < 0x100; offset += 4)
    g_assert_cmphex (pci_testing_get (&t, FUNCTION, offset, 4), ==, 0);
}

static void
test_masks (void)
{
  g_auto (PciTesting) t = { 0 };
  StrataDevice *card;

  pci_testing_init (&t);
  card = pci_testing_add_device (&t, TEST_TYPE_CARD, "03.2");
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x40, 4), ==, 0x12345678);
  pci_testing_set (&t, FUNCTION, 0x40, 2, 0xffff);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x40, 4), ==, 0x12345f7f);
  pci_testing_set (&t, FUNCTION, 0x42, 1, 0xa5);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x40, 4), ==, 0x12a55f7f);

  /* Writing 0 clears nothing, writing 1 clears; the other bits of the byte are fixed. */
  pci_testing_set (&t, FUNCTION, 0x43, 1, 0x00);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x43, 1), ==, 0x12);
  pci_testing_set (&t, FUNCTION, 0x43, 1, 0xff);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x43, 1), ==, 0x02);
  pci_testing_set (&t, FUNCTION, 0x43, 1, 0x00);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x43, 1), ==, 0x02);

  strata_device_reset (card);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x40, 4), ==, 0x12345678);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x04, 4), ==, 0);
}

/* The error bits of the status register are cleared by writing 1: 6.2.3 */
static void
test_status (void)
{
  g_auto (PciTesting) t = { 0 };
  StrataPciDevice *card;

  pci_testing_init (&t);
  card = STRATA_PCI_DEVICE (pci_testing_add_device (&t, TEST_TYPE_CARD, "03.2"));
  strata_pci_device_set_config (card, 0x06, 2, 0xffb0);
  pci_testing_set (&t, FUNCTION, 0x06, 2, 0x4000);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x06, 2), ==, 0xbfb0);
  pci_testing_set (&t, FUNCTION, 0x07, 1, 0x01);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x06, 2), ==, 0xbeb0);
  pci_testing_set (&t, FUNCTION, 0x06, 2, 0xffff);
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x06, 2), ==, 0x06b0);
}

static void
test_interrupt (void)
{
  g_auto (PciTesting) t = { 0 };
  StrataDevice *card;
  StrataLine *line;

  pci_testing_init (&t);
  card = pci_testing_add_device (&t, TEST_TYPE_CARD, "03.2");
  g_assert_cmpuint (strata_device_get_n_outputs (card), ==, 1);
  line = strata_device_get_output (card, 0);
  g_assert_cmpstr (strata_line_get_name (line), ==, "int");
  g_assert_false (strata_line_get_level (line));

  strata_pci_device_set_interrupt (STRATA_PCI_DEVICE (card), TRUE);
  g_assert_true (strata_line_get_level (line));
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x06, 2), ==, 0x0008);

  /* The command register keeps it off the bus; the status register still tells. */
  pci_testing_set (&t, FUNCTION, 0x04, 2, 0x0400);
  g_assert_false (strata_line_get_level (line));
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x06, 2), ==, 0x0008);
  pci_testing_set (&t, FUNCTION, 0x04, 2, 0x0000);
  g_assert_true (strata_line_get_level (line));

  strata_pci_device_set_interrupt (STRATA_PCI_DEVICE (card), FALSE);
  g_assert_false (strata_line_get_level (line));
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x06, 2), ==, 0x0000);

  strata_pci_device_set_interrupt (STRATA_PCI_DEVICE (card), TRUE);
  strata_device_reset (card);
  g_assert_false (strata_line_get_level (line));
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0x06, 2), ==, 0x0000);
}

/* The registers are described, with what this function holds at reset. */
static void
test_registers (void)
{
  g_auto (PciTesting) t = { 0 };
  StrataDevice *card;
  const StrataRegisterBank *bank;

  pci_testing_init (&t);
  card = pci_testing_add_device (&t, TEST_TYPE_CARD, "03.2");
  g_assert_cmpuint (strata_device_get_n_banks (card), ==, 1);
  bank = strata_device_get_bank (card, 0);
  g_assert_null (bank->region);
  pci_testing_set (&t, FUNCTION, 0x3c, 1, 0x0b);
  for (guint i = 0; i < bank->n_registers; i++)
    {
      const StrataRegister *info = &bank->registers[i];
      guint64 value;

      g_test_message ("%s", info->name);
      if (i > 0)
        g_assert_cmpuint (info->offset, >=, info[-1].offset + info[-1].size);
      g_assert_true (strata_device_peek_register (card, bank, info, &value));
      if (info->offset == 0x3c)
        {
          g_assert_cmphex (value, ==, 0x0b);
          g_assert_cmphex (info->reset, ==, 0x00);
        }
      else
        {
          g_assert_cmphex (value, ==, pci_testing_get (&t, FUNCTION, info->offset, info->size));
          g_assert_cmphex (value, ==, info->reset);
        }
    }
}

static void
check_refused (PciTesting *t, StrataDevice *device, const char *expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (strata_device_realize (device, &error));
  g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
  g_assert_cmpstr (error->message, ==, expected);
  g_assert_cmphex (pci_testing_get (t, 0x00, 0, 4), ==, 0x12378086);
}

static void
test_address (void)
{
  static const char *const wrong[]
    = { "", ".", "2.8", "20", "1f.", "1f.0.", "1f.00", "x", "2 ", " 2", "-1", "002.0", NULL };
  static const struct
  {
    const char *text;
    guint function;
  } right[] = { { "2", 0x10 }, { "03.0", 0x18 }, { "1F.7", 0xff }, { "0a.1", 0x51 } };
  g_auto (PciTesting) t = { 0 };
  StrataDevice *card;

  pci_testing_init (&t);
  for (guint i = 0; wrong[i] != NULL; i++)
    {
      g_test_message ("%s", wrong[i]);
      check_refused (&t, pci_testing_new_device (&t, TEST_TYPE_CARD, wrong[i]),
                     "“address” must be a device, 00 to 1f, a dot and a function, 0 to 7, such as "
                     "02.0");
    }
  check_refused (&t, pci_testing_new_device (&t, TEST_TYPE_CARD, "00.0"),
                 "“address”: there is another function at 00.0");
  card = pci_testing_new_device (&t, TEST_TYPE_CARD, "04.0");
  g_object_set (card, "bus", NULL, NULL);
  check_refused (&t, card, "“bus” must be the device that has the PCI bus");

  for (guint i = 0; i < G_N_ELEMENTS (right); i++)
    {
      g_autofree char *address = NULL;

      card = pci_testing_add_device (&t, TEST_TYPE_CARD, right[i].text);
      g_assert_cmphex (pci_testing_get (&t, right[i].function, 0, 4), ==, 0x56781234);
      g_object_get (card, "address", &address, NULL);
      g_assert_cmpstr (address, ==, right[i].text);
    }
}

/* A device that is disposed is no longer found. */
static void
test_unplug (void)
{
  g_auto (PciTesting) t = { 0 };
  StrataDevice *card;

  pci_testing_init (&t);
  card = pci_testing_add_device (&t, TEST_TYPE_CARD, "03.2");
  g_object_run_dispose (G_OBJECT (card));
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0, 4), ==, 0xffffffff);
  pci_testing_add_device (&t, TEST_TYPE_CARD, "03.2");
  g_assert_cmphex (pci_testing_get (&t, FUNCTION, 0, 4), ==, 0x56781234);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/pci-config/header", test_header);
  g_test_add_func ("/strata/pci-config/read-only", test_read_only);
  g_test_add_func ("/strata/pci-config/masks", test_masks);
  g_test_add_func ("/strata/pci-config/status", test_status);
  g_test_add_func ("/strata/pci-config/interrupt", test_interrupt);
  g_test_add_func ("/strata/pci-config/registers", test_registers);
  g_test_add_func ("/strata/pci-config/address", test_address);
  g_test_add_func ("/strata/pci-config/unplug", test_unplug);
  return g_test_run ();
}
