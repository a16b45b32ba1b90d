/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Accesses: single loads and stores, transfers across ranges, and how they end */

#include <string.h>

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN
#define BE STRATA_BIG_ENDIAN

/* 0-ff ram, 100-13f device, 140-17f rom, 180-1bf reserved, then nothing until 200-2ff more of
 * ram */
typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataRegion *rom;
  StrataAddressSpace *space;
  StrataInitiator *cpu;
  TestingDevice device;
  guint8 low[0x100];
  guint8 high[0x100];
} Fixture;

static const StrataRegionOps attrs_ops = {
  .read_with_attrs = testing_device_read_with_attrs,
  .write_with_attrs = testing_device_write_with_attrs,
  .endianness = STRATA_LITTLE_ENDIAN,
};

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  testing_device_init (&f->device, STRATA_LITTLE_ENDIAN);
  f->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  f->top = strata_region_new_container (f->system, NULL, "top", STRATA_SIZE_MAX);
  f->rom = strata_region_new_rom (f->system, NULL, "rom", 0x40, NULL);
  for (guint i = 0; i < 0x100; i++)
    {
      f->low[i] = (guint8) i;
      f->high[i] = (guint8) ~i;
    }
  testing_add (f->top, 0,
               strata_region_new_ram_from_pointer (f->system, NULL, "low", 0x100, f->low, NULL,
                                                   NULL),
               0);
  testing_add (f->top, 0x100,
               strata_region_new_mmio (f->system, NULL, "device", 0x40, &attrs_ops, &f->device,
                                       NULL),
               0);
  testing_add (f->top, 0x140, strata_region_ref (f->rom), 0);
  testing_add (f->top, 0x180, strata_region_new_reserved (f->system, NULL, "reserved", 0x40), 0);
  testing_add (f->top, 0x200,
               strata_region_new_ram_from_pointer (f->system, NULL, "high", 0x100, f->high, NULL,
                                                   NULL),
               0);
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->cpu = strata_initiator_new (f->space, "cpu");
  memset (strata_region_get_ram_ptr (f->rom), 0x55, 0x40);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_initiator_unref (f->cpu);
  strata_address_space_unref (f->space);
  strata_region_unref (f->rom);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  testing_device_clear (&f->device);
}

static void
assert_load (Fixture *f, guint64 address, guint size, StrataByteOrder order, StrataResult result,
             guint64 expected)
{
  guint64 value = 0xbad;

  g_assert_cmphex (strata_initiator_load (f->cpu, address, size, order, &value), ==, result);
  g_assert_cmphex (value, ==, expected);
}

static void
test_ram (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint64 little = 0;
  guint64 big = 0;

  for (guint size = 1; size <= 8; size++)
    for (guint address = 0; address + size <= 0x40; address++)
      {
        little = big = 0;
        for (guint i = 0; i < size; i++)
          {
            little |= (guint64) (address + i) << (8 * i);
            big = big << 8 | (address + i);
          }
        assert_load (f, address, size, LE, STRATA_OK, little);
        assert_load (f, address, size, BE, STRATA_OK, big);
        assert_load (f, address, size, STRATA_NATIVE_ENDIAN, STRATA_OK, little);
      }
  for (guint size = 1; size <= 8; size++)
    {
      static const guint8 expected[] = { 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11 };
      guint64 value = G_GUINT64_CONSTANT (0x1122334455667788);

      memset (f->low, 0xee, 0x20);
      g_assert_cmphex (strata_initiator_store (f->cpu, 3, size, LE, value), ==, STRATA_OK);
      g_assert_cmpmem (f->low + 3, size, expected, size);
      g_assert_cmphex (f->low[2], ==, 0xee);
      g_assert_cmphex (f->low[3 + size], ==, 0xee);
      g_assert_cmphex (strata_initiator_store (f->cpu, 3, size, BE, value), ==, STRATA_OK);
      for (guint i = 0; i < size; i++)
        g_assert_cmphex (f->low[3 + i], ==, expected[size - 1 - i]);
      g_assert_cmphex (f->low[3 + size], ==, 0xee);
    }
}

static void
test_device (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  assert_load (f, 0x104, 4, LE, STRATA_OK, 0x87868584);
  testing_assert_log (&f->device, "r4@4");
  assert_load (f, 0x108, 8, BE, STRATA_OK, G_GUINT64_CONSTANT (0x88898a8b8c8d8e8f));
  testing_assert_log (&f->device, "r4@8 r4@c");
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x102, 2, LE, 0x12345), ==, STRATA_OK);
  testing_assert_log (&f->device, "w2@2=2345");
  /* Refused before the device sees it */
  assert_load (f, 0x101, 4, LE, STRATA_ACCESS_ERROR, 0);
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x103, 2, LE, 1), ==, STRATA_ACCESS_ERROR);
  testing_assert_log (&f->device, "");
}

static void
test_results (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  const guint8 *rom = strata_region_get_ram_ptr (f->rom);

  /* The device says no: nothing of what it gave is data, and the later part was asked too */
  f->device.answer = STRATA_DEVICE_ERROR;
  assert_load (f, 0x100, 8, LE, STRATA_DEVICE_ERROR, 0);
  testing_assert_log (&f->device, "r4@0 r4@4");
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x100, 8, LE, 0), ==, STRATA_DEVICE_ERROR);
  testing_assert_log (&f->device, "w4@0=0 w4@4=0");
  f->device.answer = STRATA_OK;
  /* Nobody there */
  assert_load (f, 0x1c0, 4, LE, STRATA_DECODE_ERROR, 0);
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x1c0, 4, LE, 1), ==, STRATA_DECODE_ERROR);
  /* A reserved region covers, and nobody answers */
  assert_load (f, 0x180, 4, LE, STRATA_DECODE_ERROR, 0);
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x180, 4, LE, 1), ==, STRATA_DECODE_ERROR);
  g_assert_true (strata_initiator_present (f->cpu, 0x180));
  /* Writes to ROM are ignored, and that is told */
  assert_load (f, 0x140, 4, LE, STRATA_OK, 0x55555555);
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x140, 4, LE, 1), ==, STRATA_READ_ONLY);
  g_assert_cmphex (rom[0], ==, 0x55);
  /* So are writes through something read-only */
  g_assert_true (strata_region_set_readonly (f->top, TRUE, NULL));
  g_assert_cmphex (strata_initiator_store (f->cpu, 0, 4, LE, 0xffff), ==, STRATA_READ_ONLY);
  g_assert_cmphex (f->low[1], ==, 1);
  g_assert_cmphex (strata_initiator_store (f->cpu, 0x100, 4, LE, 0xffff), ==, STRATA_READ_ONLY);
  testing_assert_log (&f->device, "");
}

static void
test_result_words (void)
{
  static const struct
  {
    StrataResult result;
    const char *text;
  } words[] = {
    { STRATA_OK, "ok" },
    { STRATA_DEVICE_ERROR, "device-error" },
    { STRATA_DECODE_ERROR, "decode-error" },
    { STRATA_ACCESS_ERROR, "access-error" },
    { STRATA_READ_ONLY, "read-only" },
    { STRATA_DEVICE_ERROR | STRATA_READ_ONLY, "device-error, read-only" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *text = strata_result_to_string (words[i].result);

      g_assert_cmpstr (text, ==, words[i].text);
    }
}

/* One buffer over RAM, a device, ROM, a reserved region, a hole and RAM again */
static void
test_across (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint8 buffer[0x150];
  guint8 expected[sizeof buffer];
  StrataResult result;

  memset (buffer, 0xee, sizeof buffer);
  for (guint i = 0; i < sizeof buffer; i++)
    {
      guint address = 0xf0 + i;

      expected[i] = address < 0x100   ? (guint8) address
                    : address < 0x140 ? (guint8) (0x80 + address - 0x100)
                    : address < 0x180 ? 0x55
                    : address < 0x200 ? 0
                                      : (guint8) ~(address - 0x200);
    }
  result = strata_initiator_read (f->cpu, 0xf0, buffer, sizeof buffer);
  g_assert_cmphex (result, ==, STRATA_DECODE_ERROR);
  g_assert_cmpmem (buffer, sizeof buffer, expected, sizeof expected);
  testing_assert_log (&f->device, "r4@0 r4@4 r4@8 r4@c r4@10 r4@14 r4@18 r4@1c r4@20 r4@24 r4@28 "
                                  "r4@2c r4@30 r4@34 r4@38 r4@3c");

  memset (buffer, 0x11, sizeof buffer);
  result = strata_initiator_write (f->cpu, 0xf0, buffer, sizeof buffer);
  g_assert_cmphex (result, ==, STRATA_DECODE_ERROR | STRATA_READ_ONLY);
  g_assert_cmphex (f->low[0xef], ==, 0xef);
  g_assert_cmphex (f->low[0xf0], ==, 0x11);
  g_assert_cmphex (f->device.bytes[0x3f], ==, 0x11);
  g_assert_cmphex (((const guint8 *) strata_region_get_ram_ptr (f->rom))[0], ==, 0x55);
  g_assert_cmphex (f->high[0x3f], ==, 0x11);
  g_assert_cmphex (f->high[0x40], ==, (guint8) ~0x40);
}

/* A transfer is chopped into aligned pieces; the device never refuses one */
static void
test_pieces (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint8 buffer[11];

  g_assert_cmphex (strata_initiator_read (f->cpu, 0x101, buffer, 11), ==, STRATA_OK);
  testing_assert_log (&f->device, "r1@1 r2@2 r4@4 r4@8");
  for (guint i = 0; i < 11; i++)
    g_assert_cmphex (buffer[i], ==, 0x81 + i);
  g_assert_cmphex (strata_initiator_write (f->cpu, 0x13e, "ab", 2), ==, STRATA_OK);
  testing_assert_log (&f->device, "w2@3e=6261");
  g_assert_cmphex (strata_initiator_read (f->cpu, 0x100, buffer, 0), ==, STRATA_OK);
  testing_assert_log (&f->device, "");
}

/* As in a PC, where one byte at 0xcf9 lies over the four bytes at 0xcf8: these answer whole to who
 * begins with them, and QEMU 7.2 reads 0x12378086 at 0xcfc after 0x80000000 was written there. */
static void
test_full_width (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint8 byte = 0x33;
  guint8 buffer[8];

  testing_add (f->top, 0x105,
               strata_region_new_ram_from_pointer (f->system, NULL, "over", 1, &byte, NULL, NULL),
               1);
  g_assert_cmphex (strata_initiator_write (f->cpu, 0x104, "abcd", 4), ==, STRATA_OK);
  testing_assert_log (&f->device, "w4@4=64636261");
  g_assert_cmphex (byte, ==, 0x33);
  g_assert_cmphex (strata_initiator_read (f->cpu, 0x104, buffer, 4), ==, STRATA_OK);
  testing_assert_log (&f->device, "r4@4");
  assert_load (f, 0x104, 4, LE, STRATA_OK, 0x64636261);
  testing_assert_log (&f->device, "r4@4");
  g_assert_cmphex (strata_initiator_read (f->cpu, 0x105, buffer, 3), ==, STRATA_OK);
  testing_assert_log (&f->device, "r2@6");
  g_assert_cmphex (buffer[0], ==, 0x33);
  g_assert_cmphex (strata_initiator_read (f->cpu, 0x104, buffer, 2), ==, STRATA_OK);
  testing_assert_log (&f->device, "r2@4");
  g_assert_cmphex (strata_initiator_read (f->cpu, 0x104, buffer, 1), ==, STRATA_OK);
  testing_assert_log (&f->device, "r1@4");
  g_assert_cmphex (strata_initiator_memset (f->cpu, 0x100, 0x11, 16), ==, STRATA_OK);
  testing_assert_log (&f->device, "w4@0=11111111 w4@4=11111111 w4@8=11111111 w4@c=11111111");
}

/* One that is not wholly in one range is a transfer */
static void
test_load_across (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  assert_load (f, 0xfe, 4, LE, STRATA_OK, 0x8180fffe);
  testing_assert_log (&f->device, "r2@0");
  assert_load (f, 0xfe, 4, BE, STRATA_OK, 0xfeff8081);
  assert_load (f, 0x1fe, 4, LE, STRATA_DECODE_ERROR, 0xfeff0000);
  assert_load (f, 0x2fe, 4, LE, STRATA_DECODE_ERROR, 0x0001);
}

static void
test_memset (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_assert_cmphex (strata_initiator_memset (f->cpu, 0x10, 0x77, 0x20), ==, STRATA_OK);
  for (guint i = 0; i < 0x100; i++)
    g_assert_cmphex (f->low[i], ==, i >= 0x10 && i < 0x30 ? 0x77 : i);
  g_assert_cmphex (strata_initiator_memset (f->cpu, 0x100, 0x99, 3), ==, STRATA_OK);
  testing_assert_log (&f->device, "w2@0=9999 w1@2=99");
  g_assert_cmphex (strata_initiator_memset (f->cpu, 0, 0, 0), ==, STRATA_OK);
  /* What lies past the last address of all is nobody's: it does not come round to 0 */
  g_assert_cmphex (strata_initiator_memset (f->cpu, G_MAXUINT64 - 1, 0x22, 0x40), ==,
                   STRATA_DECODE_ERROR);
  g_assert_cmphex (f->low[0], ==, 0);
  g_assert_cmphex (f->low[5], ==, 5);
}

static void
test_top (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint8 end[0x10];
  guint8 buffer[0x20];

  memset (end, 0x44, sizeof end);
  testing_add (f->top, G_MAXUINT64 - 0xf,
               strata_region_new_ram_from_pointer (f->system, NULL, "end", sizeof end, end, NULL,
                                                   NULL),
               0);
  assert_load (f, G_MAXUINT64, 1, LE, STRATA_OK, 0x44);
  assert_load (f, G_MAXUINT64 - 7, 8, LE, STRATA_OK, G_GUINT64_CONSTANT (0x4444444444444444));
  assert_load (f, G_MAXUINT64 - 1, 4, LE, STRATA_DECODE_ERROR, 0x4444);
  assert_load (f, G_MAXUINT64 - 1, 4, BE, STRATA_DECODE_ERROR, 0x44440000);
  memset (buffer, 0xee, sizeof buffer);
  g_assert_cmphex (strata_initiator_read (f->cpu, G_MAXUINT64 - 0xf, buffer, sizeof buffer), ==,
                   STRATA_DECODE_ERROR);
  for (guint i = 0; i < sizeof buffer; i++)
    g_assert_cmphex (buffer[i], ==, i < 0x10 ? 0x44 : 0);
  g_assert_cmphex (strata_initiator_store (f->cpu, G_MAXUINT64 - 1, 4, LE, 0x01020304), ==,
                   STRATA_DECODE_ERROR);
  g_assert_cmphex (end[0xe], ==, 0x04);
  g_assert_cmphex (end[0xf], ==, 0x03);
  g_assert_cmphex (f->low[0], ==, 0);
  /* The region's bytes end with this function: it goes first */
  {
    g_autoptr (GPtrArray) subregions = strata_region_list_subregions (f->top);

    g_assert_true (strata_region_del_subregion (
      f->top, g_ptr_array_index (subregions, subregions->len - 1), NULL));
  }
  g_assert_false (strata_initiator_present (f->cpu, G_MAXUINT64));
}

static void
test_write_rom (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  const guint8 *rom = strata_region_get_ram_ptr (f->rom);

  g_assert_cmphex (strata_initiator_write_rom (f->cpu, 0x142, "boot", 4), ==, STRATA_OK);
  g_assert_cmpmem (rom + 2, 4, "boot", 4);
  g_assert_cmphex (rom[6], ==, 0x55);
  /* A device is not asked */
  strata_initiator_write_rom (f->cpu, 0x13e, "boot", 4);
  testing_assert_log (&f->device, "");
  g_assert_cmpmem (rom, 2, "ot", 2);
}

static void
test_peek (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataRegionOps peekable = {
    .read = testing_device_read,
    .peek = testing_device_peek,
    .endianness = STRATA_BIG_ENDIAN,
    .valid = { .min = 4, .max = 4 },
    .impl = { .min = 4, .max = 4 },
  };
  g_auto (TestingDevice) device = { 0 };
  guint8 bytes[0x300];
  StrataPeekState states[0x300];

  testing_device_init (&device, STRATA_BIG_ENDIAN);
  testing_add (f->top, 0x120,
               strata_region_new_mmio (f->system, NULL, "peekable", 0x10, &peekable, &device,
                                       NULL),
               1);
  strata_initiator_peek (f->cpu, 0, bytes, states, sizeof bytes);
  for (guint i = 0; i < sizeof bytes; i++)
    {
      gboolean known = i < 0x100 || (i >= 0x120 && i < 0x130) || (i >= 0x140 && i < 0x180) ||
                       i >= 0x200;
      gboolean covered = i < 0x180;

      if (known)
        g_assert_cmpint (states[i], ==, STRATA_PEEK_OK);
      else if (covered)
        g_assert_cmpint (states[i], ==, STRATA_PEEK_NOT_READ);
      else if (i >= 0x1c0)
        g_assert_cmpint (states[i], ==, STRATA_PEEK_UNMAPPED);
      else
        g_assert_cmpint (states[i], !=, STRATA_PEEK_OK);
      g_assert_cmphex (bytes[i], ==,
                       !known      ? 0
                       : i < 0x100 ? (guint8) i
                       : i < 0x130 ? (guint8) (0x80 + i - 0x120)
                       : i < 0x180 ? 0x55
                                   : (guint8) ~(i - 0x200));
    }
  /* Nobody was asked anything that it could notice */
  testing_assert_log (&f->device, "");
  testing_assert_log (&device, "");
  /* Part of a unit that the device only gives as a whole */
  strata_initiator_peek (f->cpu, 0x125, bytes, states, 2);
  g_assert_cmpint (states[0], ==, STRATA_PEEK_OK);
  g_assert_cmphex (bytes[0], ==, 0x85);
  g_assert_cmphex (bytes[1], ==, 0x86);
  strata_initiator_peek (f->cpu, G_MAXUINT64, bytes, states, 3);
  g_assert_cmpint (states[2], ==, STRATA_PEEK_UNMAPPED);
}

static void
test_find (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataFlatRange range;

  g_assert_true (strata_initiator_find (f->cpu, 0x150, &range));
  g_assert_true (range.region == f->rom);
  g_assert_cmphex (range.first, ==, 0x140);
  g_assert_cmphex (range.last, ==, 0x17f);
  g_assert_cmphex (range.flags, ==, STRATA_RANGE_READONLY);
  g_assert_cmpstr (strata_flat_range_get_kind_name (&range), ==, "rom");
  g_assert_false (strata_initiator_find (f->cpu, 0x1c0, &range));
  g_assert_false (strata_initiator_present (f->cpu, 0x1ff));
  g_assert_true (strata_initiator_present (f->cpu, 0x200));
}

static void
test_access_valid (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_assert_true (strata_initiator_access_valid (f->cpu, 0, 0x180, FALSE));
  g_assert_false (strata_initiator_access_valid (f->cpu, 0, 0x180, TRUE));
  g_assert_true (strata_initiator_access_valid (f->cpu, 0, 0x140, TRUE));
  g_assert_false (strata_initiator_access_valid (f->cpu, 0, 0x181, FALSE));
  g_assert_false (strata_initiator_access_valid (f->cpu, 0x1c0, 1, FALSE));
  g_assert_true (strata_initiator_access_valid (f->cpu, 0x1c0, 0, FALSE));
  g_assert_false (strata_initiator_access_valid (f->cpu, G_MAXUINT64, 2, FALSE));
  testing_assert_log (&f->device, "");
}

static void
test_attrs (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataAttrs attrs = { .requester = 0x1234, .secure = TRUE };

  strata_initiator_set_attrs (f->cpu, &attrs);
  assert_load (f, 0x100, 1, LE, STRATA_OK, 0x80);
  g_assert_cmphex (f->device.attrs.requester, ==, 0x1234);
  g_assert_true (f->device.attrs.secure);
  g_assert_false (f->device.attrs.debug);
  g_assert_cmpstr (strata_initiator_get_name (f->cpu), ==, "cpu");
  g_assert_true (strata_initiator_get_address_space (f->cpu) == f->space);
}

/* The next access sees what a commit has brought; a parked one runs again by itself */
static void
test_moves_on (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  assert_load (f, 0, 1, LE, STRATA_OK, 0);
  g_assert_true (strata_region_set_address (f->rom, 0, NULL));
  g_assert_true (strata_region_set_priority (f->rom, 1, NULL));
  assert_load (f, 0, 1, LE, STRATA_OK, 0x55);
  strata_initiator_park (f->cpu);
  g_assert_true (strata_region_set_enabled (f->rom, FALSE, NULL));
  assert_load (f, 0, 1, LE, STRATA_OK, 0);
  strata_system_begin (f->system);
  g_assert_true (strata_region_set_enabled (f->top, FALSE, NULL));
  assert_load (f, 1, 1, LE, STRATA_OK, 1);
  strata_system_commit (f->system);
  assert_load (f, 1, 1, LE, STRATA_DECODE_ERROR, 0);
}

#define add(name, func)                                                                            \
  g_test_add ("/strata/memory/initiator/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("ram", test_ram);
  add ("device", test_device);
  add ("results", test_results);
  g_test_add_func ("/strata/memory/initiator/result-words", test_result_words);
  add ("across", test_across);
  add ("pieces", test_pieces);
  add ("full-width", test_full_width);
  add ("load-across", test_load_across);
  add ("memset", test_memset);
  add ("top", test_top);
  add ("write-rom", test_write_rom);
  add ("peek", test_peek);
  add ("find", test_find);
  add ("access-valid", test_access_valid);
  add ("attrs", test_attrs);
  add ("moves-on", test_moves_on);

  return g_test_run ();
}
