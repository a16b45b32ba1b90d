/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The rules of Intel's data sheet of the 28F128J3 (commands, status register) and of JEDEC standard
 * 68.01 with publication 137 (the query). */

#include "strata-device-testing.h"

#define KIB 1024

typedef struct
{
  guint width;
  guint chip_width;
  StrataByteOrder byte_order;
} Bank;

static const Bank banks[] = {
  { 4, 2, STRATA_LITTLE_ENDIAN }, { 1, 1, STRATA_LITTLE_ENDIAN }, { 2, 2, STRATA_LITTLE_ENDIAN },
  { 4, 4, STRATA_LITTLE_ENDIAN }, { 4, 1, STRATA_LITTLE_ENDIAN }, { 4, 2, STRATA_BIG_ENDIAN },
  { 2, 1, STRATA_BIG_ENDIAN },
};

/* 1 MiB of 16 sectors */
static void
flash_init (DeviceTesting *t, const Bank *bank)
{
  device_testing_init (t, bank->byte_order);
  device_testing_make (t, "cfi-flash");
  g_object_set (t->device, "size", (guint64) 1024 * KIB, "sector-size", (guint64) 64 * KIB, "width",
                bank->width, "device-width", bank->chip_width, "name", "flash0", NULL);
  device_testing_realize (t);
}

/* What all chips of the bank get */
static guint64
all (const Bank *bank, guint64 value)
{
  guint64 together = 0;

  for (guint i = 0; i < bank->width; i += bank->chip_width)
    together |= value << 8 * i;
  return together;
}

static void
command (DeviceTesting *t, const Bank *bank, guint64 address, guint8 number)
{
  device_testing_write (t, address, bank->width, all (bank, number));
}

static gboolean
reads_as_rom (DeviceTesting *t)
{
  return strata_region_get_rom_mode (strata_device_get_region (t->device, 0, NULL));
}

static void
assert_status (DeviceTesting *t, const Bank *bank, guint8 status)
{
  device_testing_assert (t, 0x100, bank->width, all (bank, status));
  g_assert_false (reads_as_rom (t));
}

static void
test_array (gconstpointer data)
{
  g_auto (DeviceTesting) t;
  StrataRegion *region;

  flash_init (&t, data);
  region = strata_device_get_region (t.device, 0, NULL);
  g_assert_cmpstr (strata_region_get_name (region), ==, "flash0");
  g_assert_cmpint (strata_region_get_kind (region), ==, STRATA_REGION_ROM_DEVICE);
  g_assert_true (reads_as_rom (&t));
  command (&t, data, 0, 0x90);
  g_assert_false (reads_as_rom (&t));
  command (&t, data, 0, 0xff);
  g_assert_true (reads_as_rom (&t));
  command (&t, data, 0, 0x70);
  strata_device_reset (t.device);
  g_assert_true (reads_as_rom (&t));
}

static void
test_id (gconstpointer data)
{
  const Bank *bank = data;
  g_auto (DeviceTesting) t;

  flash_init (&t, bank);
  command (&t, bank, 0, 0x90);
  device_testing_assert (&t, 0, bank->width, all (bank, 0x89));
  device_testing_assert (&t, bank->width, bank->width, all (bank, 0x18));
  /* a sector's third word: whether it is locked */
  device_testing_assert (&t, 2 * bank->width, bank->width, 0);
  command (&t, bank, 64 * KIB, 0x60);
  command (&t, bank, 64 * KIB, 0x01);
  assert_status (&t, bank, 0x80);
  command (&t, bank, 0, 0x90);
  device_testing_assert (&t, 2 * bank->width, bank->width, 0);
  device_testing_assert (&t, 64 * KIB + 2 * bank->width, bank->width, all (bank, 1));
}

static guint
query (DeviceTesting *t, const Bank *bank, guint word)
{
  guint64 value = device_testing_read (t, word * bank->width, bank->width);
  guint byte = value & 0xff;

  g_assert_cmphex (value, ==, all (bank, byte));
  return byte;
}

static void
test_query (gconstpointer data)
{
  const Bank *bank = data;
  const guint n_chips = bank->width / bank->chip_width;
  static const guint interfaces[] = { 0, 0, 2, 0, 3 };
  g_auto (DeviceTesting) t;

  flash_init (&t, bank);
  command (&t, bank, 0x55 * bank->width, 0x98);
  g_assert_cmpint (query (&t, bank, 0x10), ==, 'Q');
  g_assert_cmpint (query (&t, bank, 0x11), ==, 'R');
  g_assert_cmpint (query (&t, bank, 0x12), ==, 'Y');
  g_assert_cmphex (query (&t, bank, 0x13), ==, 0x01);
  g_assert_cmphex (query (&t, bank, 0x14), ==, 0x00);
  g_assert_cmphex (1u << query (&t, bank, 0x27), ==, 1024 * KIB / n_chips);
  g_assert_cmphex (query (&t, bank, 0x28), ==, interfaces[bank->chip_width]);
  g_assert_cmphex (query (&t, bank, 0x2c), ==, 1);
  g_assert_cmphex (query (&t, bank, 0x2d) | query (&t, bank, 0x2e) << 8, ==, 15);
  g_assert_cmphex ((query (&t, bank, 0x2f) | query (&t, bank, 0x30) << 8) * 256, ==,
                   64 * KIB / n_chips);
  g_assert_cmphex (query (&t, bank, 0x15), ==, 0x31);
  g_assert_cmpint (query (&t, bank, 0x31), ==, 'P');
  g_assert_cmpint (query (&t, bank, 0x32), ==, 'R');
  g_assert_cmpint (query (&t, bank, 0x33), ==, 'I');
  g_assert_cmpint (query (&t, bank, 0x34), ==, '1');
}

static void
test_program (gconstpointer data)
{
  const Bank *bank = data;
  const guint64 ones = G_MAXUINT64 >> (64 - 8 * bank->width);
  g_auto (DeviceTesting) t;

  flash_init (&t, bank);
  /* erased: all ones, in this sector only */
  command (&t, bank, 64 * KIB, 0x20);
  command (&t, bank, 64 * KIB, 0xd0);
  assert_status (&t, bank, 0x80);
  command (&t, bank, 0, 0xff);
  device_testing_assert (&t, 64 * KIB - bank->width, bank->width, 0);
  device_testing_assert (&t, 64 * KIB, bank->width, ones);
  device_testing_assert (&t, 128 * KIB - bank->width, bank->width, ones);
  device_testing_assert (&t, 128 * KIB, bank->width, 0);
  /* programming only clears bits */
  command (&t, bank, 0, 0x40);
  device_testing_write (&t, 64 * KIB + 8, bank->width, 0x12345678 & ones);
  assert_status (&t, bank, 0x80);
  command (&t, bank, 0, 0x10);
  device_testing_write (&t, 64 * KIB + 8, bank->width, 0xf0f0ff0f & ones);
  command (&t, bank, 0, 0xff);
  device_testing_assert (&t, 64 * KIB + 8, bank->width, 0x10305608 & ones);
}

static void
test_errors (gconstpointer data)
{
  const Bank *bank = data;
  g_auto (DeviceTesting) t;

  flash_init (&t, bank);
  /* an erase that is not confirmed: both error bits, which stay until they are cleared */
  command (&t, bank, 0, 0x20);
  command (&t, bank, 0, 0xff);
  assert_status (&t, bank, 0xb0);
  command (&t, bank, 0, 0x70);
  assert_status (&t, bank, 0xb0);
  command (&t, bank, 0, 0x50);
  g_assert_true (reads_as_rom (&t));
  command (&t, bank, 0, 0x70);
  assert_status (&t, bank, 0x80);
  /* a lock command that is none */
  command (&t, bank, 0, 0x60);
  command (&t, bank, 0, 0x77);
  assert_status (&t, bank, 0xb0);
  command (&t, bank, 0, 0x50);
  /* a sector that is locked */
  command (&t, bank, 0, 0x60);
  command (&t, bank, 0, 0x01);
  command (&t, bank, 0, 0x20);
  command (&t, bank, 0, 0xd0);
  assert_status (&t, bank, 0xa2);
  command (&t, bank, 0, 0x50);
  command (&t, bank, 0, 0x40);
  device_testing_write (&t, 0, bank->width, 0);
  assert_status (&t, bank, 0x92);
  command (&t, bank, 0, 0x50);
  /* all locks go together */
  command (&t, bank, 512 * KIB, 0x60);
  command (&t, bank, 512 * KIB, 0xd0);
  command (&t, bank, 0, 0x20);
  command (&t, bank, 0, 0xd0);
  assert_status (&t, bank, 0x80);
}

static void
test_buffer (gconstpointer data)
{
  const Bank *bank = data;
  const guint64 ones = G_MAXUINT64 >> (64 - 8 * bank->width);
  const guint64 sector = 128 * KIB;
  g_auto (DeviceTesting) t;

  flash_init (&t, bank);
  command (&t, bank, sector, 0x20);
  command (&t, bank, sector, 0xd0);
  command (&t, bank, sector, 0xe8);
  assert_status (&t, bank, 0x80); /* the buffer is free */
  command (&t, bank, sector, 3);
  for (guint i = 0; i < 4; i++)
    device_testing_write (&t, sector + 64 + i * bank->width, bank->width, (0x11223340 + i) & ones);
  command (&t, bank, sector, 0xd0);
  assert_status (&t, bank, 0x80);
  command (&t, bank, sector, 0xff);
  device_testing_assert (&t, sector + 64 - bank->width, bank->width, ones);
  for (guint i = 0; i < 4; i++)
    device_testing_assert (&t, sector + 64 + i * bank->width, bank->width, (0x11223340 + i) & ones);
  device_testing_assert (&t, sector + 64 + 4 * bank->width, bank->width, ones);

  /* not confirmed: nothing is programmed */
  command (&t, bank, sector, 0xe8);
  command (&t, bank, sector, 0);
  device_testing_write (&t, sector, bank->width, 0);
  command (&t, bank, sector, 0xff);
  assert_status (&t, bank, 0xb0);
  command (&t, bank, sector, 0x50);
  device_testing_assert (&t, sector, bank->width, ones);

  /* a word of another sector */
  command (&t, bank, sector, 0xe8);
  command (&t, bank, sector, 1);
  device_testing_write (&t, sector - bank->width, bank->width, 0);
  assert_status (&t, bank, 0xb0);
}

/* What is displayed of a flash would follow. */
static void
test_dirty (gconstpointer data)
{
  const Bank *bank = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataDirtySnapshot) snapshot = NULL;
  g_auto (DeviceTesting) t;
  StrataRegion *region;

  flash_init (&t, bank);
  region = strata_device_get_region (t.device, 0, NULL);
  strata_region_set_log (region, STRATA_DIRTY_VGA, TRUE, &error);
  g_assert_no_error (error);
  snapshot = strata_region_snapshot_and_clear_dirty (region, 0, 1024 * KIB, STRATA_DIRTY_VGA);
  g_clear_pointer (&snapshot, strata_dirty_snapshot_unref);
  command (&t, bank, 0, 0x40);
  device_testing_write (&t, 3 * STRATA_PAGE_SIZE, bank->width, 0);
  snapshot = strata_region_snapshot_and_clear_dirty (region, 0, 1024 * KIB, STRATA_DIRTY_VGA);
  g_assert_false (
      strata_dirty_snapshot_get_dirty (snapshot, 2 * STRATA_PAGE_SIZE, STRATA_PAGE_SIZE));
  g_assert_true (strata_dirty_snapshot_get_dirty (snapshot, 3 * STRATA_PAGE_SIZE, 1));
  g_assert_false (
      strata_dirty_snapshot_get_dirty (snapshot, 4 * STRATA_PAGE_SIZE, STRATA_PAGE_SIZE));
  strata_region_set_log (region, STRATA_DIRTY_VGA, FALSE, &error);
}

static void
test_properties (void)
{
  static const struct
  {
    guint64 size, sector_size;
    guint width, chip_width;
    const char *message;
  } cases[] = {
    { 65536, 65536, 3, 1, "width: *" },        { 65536, 65536, 2, 4, "device-width: *" },
    { 65536, 65536, 4, 3, "device-width: *" }, { 65536, 512, 2, 2, "sector-size: *" },
    { 65536, 3000, 2, 2, "sector-size: *" },   { 65536 + 1024, 1024, 2, 2, "size: *" },
    { 1024, 4096, 2, 2, "size: *" },           { 1 << 30, 1024, 2, 2, "size: *" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (DeviceTesting) t;

      device_testing_init (&t, STRATA_LITTLE_ENDIAN);
      device_testing_make (&t, "cfi-flash");
      g_object_set (t.device, "size", cases[i].size, "sector-size", cases[i].sector_size, "width",
                    cases[i].width, "device-width", cases[i].chip_width, NULL);
      g_assert_false (strata_device_realize (t.device, &error));
      g_assert_error (error, STRATA_MODEL_ERROR, STRATA_MODEL_ERROR_PROPERTY);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
    }
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    GTestDataFunc func;
  } tests[] = {
    { "array", test_array },     { "id", test_id },         { "query", test_query },
    { "program", test_program }, { "errors", test_errors }, { "buffer", test_buffer },
    { "dirty", test_dirty },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    for (guint j = 0; j < G_N_ELEMENTS (banks); j++)
      {
        g_autofree char *path = g_strdup_printf (
            "/strata/cfi-flash/%s/%u-of-%u%s", tests[i].name, banks[j].width, banks[j].chip_width,
            banks[j].byte_order == STRATA_BIG_ENDIAN ? "-big" : "");

        g_test_add_data_func (path, &banks[j], tests[i].func);
      }
  g_test_add_func ("/strata/cfi-flash/properties", test_properties);
  return g_test_run ();
}
