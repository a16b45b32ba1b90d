/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "qtest-fixture.h"

#include "devices/strata-device.h"

#define N_OUTPUTS 4
#define PERIOD 1000000

#define TEST_TYPE_CHIP (test_chip_get_type ())
G_DECLARE_FINAL_TYPE (TestChip, test_chip, TEST, CHIP, StrataDevice)

struct _TestChip
{
  StrataDevice parent_instance;

  StrataLine *outputs[N_OUTPUTS];
  StrataTimer *timer;
  guint8 levels;
};

G_DEFINE_FINAL_TYPE (TestChip, test_chip, STRATA_TYPE_DEVICE)

static void
start_timer (TestChip *self)
{
  StrataClock *clock = strata_device_get_clock (STRATA_DEVICE (self));

  strata_timer_set (self->timer, strata_clock_get_time (clock) + PERIOD);
}

static void
timer_cb (gpointer user_data)
{
  TestChip *self = user_data;

  strata_line_pulse (self->outputs[1]);
  start_timer (self);
}

static guint64
chip_read (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED)
{
  return offset == 0 ? TEST_CHIP (user_data)->levels : 0x5a;
}

static void
chip_write (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  TestChip *self = user_data;

  if (offset != 0)
    {
      start_timer (self);
      return;
    }
  self->levels = (guint8) value;
  for (guint i = 0; i < N_OUTPUTS; i++)
    strata_line_set_level (self->outputs[i], (value & 1u << i) != 0);
}

static const StrataRegionOps chip_ops = {
  .read = chip_read,
  .write = chip_write,
  .valid = { .min = 1, .max = 1 },
  .impl = { .min = 1, .max = 1 },
};

static void
input_changed_cb (StrataDevice *device, guint number G_GNUC_UNUSED, gboolean level)
{
  strata_line_set_level (TEST_CHIP (device)->outputs[3], level);
}

static gboolean
test_chip_realize (StrataDevice *device, GError **error G_GNUC_UNUSED)
{
  TestChip *self = TEST_CHIP (device);
  g_autoptr (StrataRegion) region
    = strata_region_new_mmio (strata_device_get_system (device), strata_device_get_owner (device),
                              "chip", 2, &chip_ops, self, NULL);

  strata_device_add_region (device, "ports", region);
  for (guint i = 0; i < N_OUTPUTS; i++)
    self->outputs[i] = strata_device_add_output (device, "irq", i);
  strata_device_add_inputs (device, "irq", 2, input_changed_cb);
  strata_device_add_inputs (device, "enable", 1, input_changed_cb);
  self->timer = strata_timer_new (strata_device_get_clock (device), timer_cb, self);
  return TRUE;
}

static void
test_chip_dispose (GObject *object)
{
  g_clear_pointer (&TEST_CHIP (object)->timer, strata_timer_free);

  G_OBJECT_CLASS (test_chip_parent_class)->dispose (object);
}

static void
test_chip_class_init (TestChipClass *klass)
{
  StrataDeviceClass *device_class = STRATA_DEVICE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = test_chip_dispose;
  device_class->model = "test-chip";
  device_class->summary = "a chip to test with";
  device_class->realize = test_chip_realize;
}

static void
test_chip_init (TestChip *self G_GNUC_UNUSED)
{
}

static const char board_text[] = "[strata]\n"
                                 "version=1\n"
                                 "byte-order=%s\n"
                                 "[address-space memory]\n"
                                 "root=system\n"
                                 "[address-space io]\n"
                                 "name=I/O\n"
                                 "root=io\n"
                                 "[region system]\n"
                                 "kind=container\n"
                                 "size=2^64\n"
                                 "[region io]\n"
                                 "kind=container\n"
                                 "size=64 KiB\n"
                                 "[region ram]\n"
                                 "kind=ram\n"
                                 "size=32 MiB\n"
                                 "parent=system\n"
                                 "address=0\n"
                                 "[region rom]\n"
                                 "kind=rom\n"
                                 "size=128 KiB\n"
                                 "parent=system\n"
                                 "address=0xfffe_0000\n"
                                 "[region last]\n"
                                 "kind=ram\n"
                                 "size=1\n"
                                 "parent=io\n"
                                 "address=0xffff\n";

StrataBoard *
qtest_fixture_new_board (StrataByteOrder byte_order)
{
  g_autofree char *text
    = g_strdup_printf (board_text, byte_order == STRATA_BIG_ENDIAN ? "big" : "little");
  g_autoptr (GError) error = NULL;
  StrataBoard *board = strata_board_new_from_text (text, -1, "small", NULL, NULL, &error);
  g_autoptr (StrataDevice) chip = NULL;
  StrataAddressSpace *io;

  g_assert_no_error (error);
  chip = strata_device_new (TEST_TYPE_CHIP, "chip", strata_board_get_system (board),
                            strata_board_get_clock (board));
  g_assert_true (strata_device_realize (chip, &error));
  g_assert_true (strata_board_add_device (board, chip, &error));
  g_assert_no_error (error);
  io = strata_board_find_address_space (board, "I/O");
  g_assert_true (strata_region_add_subregion (strata_address_space_get_root (io), 0x40,
                                              strata_device_find_region (chip, "ports"), &error));
  g_assert_no_error (error);
  return board;
}

void
qtest_fixture_check (StrataQtest *qtest, const char *line, const char *answer)
{
  g_autofree char *found = strata_qtest_execute (qtest, line);

  if (!g_str_equal (found, answer))
    g_error ("%s: %s, not %s", line, found, answer);
}
