/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Devices: what their callbacks see, what they may do, and what guards them */

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataAddressSpace *space;
  StrataInitiator *cpu;
  TestingDevice device;
} Fixture;

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  testing_device_init (&f->device, STRATA_LITTLE_ENDIAN);
  f->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  f->top = strata_region_new_container (f->system, NULL, "top", 0x1000);
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->cpu = strata_initiator_new (f->space, "cpu");
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_initiator_unref (f->cpu);
  strata_address_space_unref (f->space);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  testing_device_clear (&f->device);
}

static StrataRegion *
add_device (Fixture *f, guint64 address, StrataOwner *owner, const StrataRegionOps *ops,
            gpointer user_data)
{
  StrataRegion *region =
    strata_region_new_mmio (f->system, owner, "device", 0x40, ops, user_data, NULL);

  testing_add (f->top, address, region, 0);
  return region;
}

static guint64
load (Fixture *f, guint64 address, guint size, StrataResult expected)
{
  guint64 value;

  g_assert_cmphex (strata_initiator_load (f->cpu, address, size, LE, &value), ==, expected);
  return value;
}

static void
store (Fixture *f, guint64 address, guint size, guint64 value, StrataResult expected)
{
  g_assert_cmphex (strata_initiator_store (f->cpu, address, size, LE, value), ==, expected);
}

static gboolean
accepts_even (gpointer user_data, guint64 offset, guint size G_GNUC_UNUSED, gboolean is_write,
              const StrataAttrs *attrs)
{
  TestingDevice *device = user_data;

  g_string_append_printf (device->log, "?%s%x ", is_write ? "w" : "r", (guint) offset);
  return offset % 2 == 0 && !attrs->debug;
}

/* `accepts` is asked first, for what the guest asked; who asks is known to it */
static void
test_accepts (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataRegionOps ops = {
    .read = testing_device_read,
    .write = testing_device_write,
    .endianness = STRATA_LITTLE_ENDIAN,
    .valid = { .min = 4, .accepts = accepts_even },
    .impl = { .min = 4 },
  };
  StrataAttrs debug = { .debug = TRUE };

  add_device (f, 0, NULL, &ops, &f->device);
  g_assert_cmphex (load (f, 4, 4, STRATA_OK), ==, 0x87868584);
  testing_assert_log (&f->device, "?r4 r4@4");
  load (f, 5, 1, STRATA_ACCESS_ERROR);
  testing_assert_log (&f->device, "?r5");
  store (f, 4, 2, 0, STRATA_ACCESS_ERROR);
  testing_assert_log (&f->device, "?w4");
  strata_initiator_set_attrs (f->cpu, &debug);
  load (f, 4, 4, STRATA_ACCESS_ERROR);
  testing_assert_log (&f->device, "?r4");
}

/* The shift comes after `valid` was checked with what the guest asked */
static void
test_callback_offset (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataRegion *region = add_device (f, 0, NULL, &testing_plain_ops, &f->device);

  g_assert_true (strata_region_set_callback_offset (region, 0x11, NULL));
  g_assert_cmphex (strata_region_get_callback_offset (region), ==, 0x11);
  load (f, 4, 4, STRATA_OK);
  testing_assert_log (&f->device, "r4@15");
  load (f, 3, 4, STRATA_ACCESS_ERROR);
  store (f, 8, 8, G_GUINT64_CONSTANT (0x1122334455667788), STRATA_OK);
  testing_assert_log (&f->device, "w4@19=55667788 w4@1d=11223344");
  g_assert_true (strata_region_set_callback_offset (region, 0, NULL));
  load (f, 4, 4, STRATA_OK);
  testing_assert_log (&f->device, "r4@4");
}

static void
test_lanes (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataRegionOps place = {
    .read = testing_device_read,
    .write = testing_device_write,
    .endianness = STRATA_LITTLE_ENDIAN,
    .impl = { .min = 4 },
  };
  static const StrataRegionOps merge = {
    .read = testing_device_read,
    .write = testing_device_write,
    .endianness = STRATA_LITTLE_ENDIAN,
    .impl = { .min = 4, .merge = TRUE },
  };
  static const StrataRegionOps lanes = {
    .read = testing_device_read,
    .write = testing_device_write,
    .write_lanes = testing_device_write_lanes,
    .endianness = STRATA_LITTLE_ENDIAN,
    .impl = { .min = 4, .merge = TRUE },
  };

  add_device (f, 0, NULL, &place, &f->device);
  add_device (f, 0x40, NULL, &merge, &f->device);
  add_device (f, 0x80, NULL, &lanes, &f->device);
  store (f, 5, 1, 0xab, STRATA_OK);
  testing_assert_log (&f->device, "w4@4=ab00");
  store (f, 0x49, 1, 0xcd, STRATA_OK);
  testing_assert_log (&f->device, "r4@8 w4@8=8b8acd88");
  store (f, 0x8e, 2, 0xef01, STRATA_OK);
  testing_assert_log (&f->device, "l4@c/c");
  g_assert_cmphex (f->device.bytes[0xd], ==, 0x8d);
  g_assert_cmphex (f->device.bytes[0xe], ==, 0x01);
  g_assert_cmphex (f->device.bytes[0xf], ==, 0xef);
}

/* Bytes are the same bytes on both sides, whatever the orders */
static void
test_byte_orders (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataRegionOps big = {
    .read = testing_device_read,
    .write = testing_device_write,
    .endianness = STRATA_BIG_ENDIAN,
  };
  static const StrataRegionOps native = {
    .read = testing_device_read,
    .write = testing_device_write,
    .endianness = STRATA_NATIVE_ENDIAN,
  };
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_BIG_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x100);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", top);
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (space, NULL);
  g_auto (TestingDevice) device = { 0 };
  guint64 value;

  testing_device_init (&device, STRATA_BIG_ENDIAN);
  add_device (f, 0, NULL, &big, &device);
  g_assert_cmphex (load (f, 4, 4, STRATA_OK), ==, 0x87868584);
  store (f, 8, 2, 0x1234, STRATA_OK);
  testing_assert_log (&device, "r4@4 w2@8=3412");
  g_assert_cmphex (device.bytes[8], ==, 0x34);

  testing_add (top, 0, strata_region_new_mmio (system, NULL, "", 0x40, &native, &device, NULL),
               0);
  g_assert_cmphex (strata_system_get_byte_order (system), ==, STRATA_BIG_ENDIAN);
  g_assert_cmphex (strata_initiator_load (cpu, 4, 4, STRATA_NATIVE_ENDIAN, &value), ==, STRATA_OK);
  g_assert_cmphex (value, ==, 0x84858687);
  g_assert_cmphex (strata_initiator_load (cpu, 4, 4, LE, &value), ==, STRATA_OK);
  g_assert_cmphex (value, ==, 0x87868584);
}

static void
test_rom_device (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataRegion *region = strata_region_new_rom_device (f->system, NULL, "flash", 0x40,
                                                       &testing_plain_ops, &f->device, NULL, NULL);
  guint8 bytes[4];
  StrataPeekState states[4];

  testing_add (f->top, 0, region, 0);
  g_assert_cmphex (strata_initiator_write_rom (f->cpu, 0, "flash", 5), ==, STRATA_OK);
  testing_assert_space (f->space, "0-3f flash romd\n");
  /* Reads come from the bytes, writes go to the device */
  g_assert_cmphex (load (f, 0, 1, STRATA_OK), ==, 'f');
  store (f, 0, 1, 0x90, STRATA_OK);
  testing_assert_log (&f->device, "w1@0=90");
  g_assert_cmphex (load (f, 0, 1, STRATA_OK), ==, 'f');
  strata_initiator_peek (f->cpu, 0, bytes, states, 4);
  g_assert_cmpint (states[0], ==, STRATA_PEEK_OK);
  g_assert_cmpmem (bytes, 4, "flas", 4);
  /* In command mode both do */
  g_assert_true (strata_region_set_rom_mode (region, FALSE, NULL));
  testing_assert_space (f->space, "0-3f flash\n");
  g_assert_cmphex (load (f, 1, 1, STRATA_OK), ==, 0x81);
  testing_assert_log (&f->device, "r1@1");
  strata_initiator_peek (f->cpu, 0, bytes, states, 4);
  g_assert_cmpint (states[0], ==, STRATA_PEEK_NOT_READ);
  testing_assert_log (&f->device, "");
  g_assert_true (strata_region_set_rom_mode (region, TRUE, NULL));
  g_assert_cmphex (load (f, 4, 1, STRATA_OK), ==, 'h');
}

/* A device that reaches into the memory while it is asked */
typedef struct
{
  Fixture *fixture;
  guint64 address; /* what it loads, with an initiator of its own */
  StrataInitiator *dma;
  StrataResult result;
  guint64 value;
  guint n_calls;
} Reacher;

static guint64
reacher_read (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint size G_GNUC_UNUSED)
{
  Reacher *reacher = user_data;

  if (reacher->n_calls++ == 0)
    reacher->result =
      strata_initiator_load (reacher->dma, reacher->address, 1, LE, &reacher->value);
  return 0x5a;
}

static const StrataRegionOps reacher_ops = {
  .read = reacher_read,
  .endianness = STRATA_LITTLE_ENDIAN,
};

/* Into RAM and other devices: yes. Into one of the same owner: an access error, unless it opts
 * out. */
static void
test_owner_guard (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataOwner) owner = strata_owner_new ("device", NULL, NULL);
  g_autoptr (StrataInitiator) dma = strata_initiator_new (f->space, "dma");
  Reacher reacher = { .fixture = f, .dma = dma };

  add_device (f, 0, owner, &reacher_ops, &reacher);
  add_device (f, 0x40, owner, &testing_plain_ops, &f->device);
  add_device (f, 0x80, NULL, &testing_plain_ops, &f->device);

  reacher.address = 0x80;
  g_assert_cmphex (load (f, 0, 1, STRATA_OK), ==, 0x5a);
  g_assert_cmphex (reacher.result, ==, STRATA_OK);
  g_assert_cmphex (reacher.value, ==, 0x80);

  reacher.address = 0x41;
  reacher.n_calls = 0;
  g_assert_cmphex (load (f, 0, 1, STRATA_OK), ==, 0x5a);
  g_assert_cmphex (reacher.result, ==, STRATA_ACCESS_ERROR);
  g_assert_cmphex (reacher.value, ==, 0);
  testing_assert_log (&f->device, "r1@0");

  reacher.address = 0;
  reacher.n_calls = 0;
  load (f, 0, 1, STRATA_OK);
  g_assert_cmphex (reacher.result, ==, STRATA_ACCESS_ERROR);
  g_assert_cmpuint (reacher.n_calls, ==, 1);

  g_assert_false (strata_owner_get_reentrant (owner));
  strata_owner_set_reentrant (owner, TRUE);
  reacher.n_calls = 0;
  load (f, 0, 1, STRATA_OK);
  g_assert_cmphex (reacher.result, ==, STRATA_OK);
  g_assert_cmphex (reacher.value, ==, 0x5a);
  g_assert_cmpuint (reacher.n_calls, ==, 2);
}

/* It holds through a device of somebody else, and ends with the outer callback */
static void
test_guard_behind (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataOwner) owner = strata_owner_new ("device", NULL, NULL);
  g_autoptr (StrataOwner) other = strata_owner_new ("other", NULL, NULL);
  g_autoptr (StrataInitiator) dma = strata_initiator_new (f->space, "dma");
  Reacher outer = { .fixture = f, .dma = dma, .address = 0x40 };
  Reacher inner = { .fixture = f, .dma = dma, .address = 0x80 };

  add_device (f, 0, owner, &reacher_ops, &outer);
  add_device (f, 0x40, other, &reacher_ops, &inner);
  add_device (f, 0x80, owner, &testing_plain_ops, &f->device);

  g_assert_cmphex (load (f, 0, 1, STRATA_OK), ==, 0x5a);
  g_assert_cmphex (outer.result, ==, STRATA_OK);
  g_assert_cmphex (inner.result, ==, STRATA_ACCESS_ERROR);
  testing_assert_log (&f->device, "");

  inner.n_calls = 0;
  g_assert_cmphex (load (f, 0x40, 1, STRATA_OK), ==, 0x5a);
  g_assert_cmphex (inner.result, ==, STRATA_OK);
  testing_assert_log (&f->device, "r1@0");
  load (f, 0x80, 1, STRATA_OK);
  testing_assert_log (&f->device, "r1@0");
}

/* Without an owner a region guards itself */
static void
test_region_guard (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  Reacher reacher = { .fixture = f, .dma = f->cpu };

  add_device (f, 0, NULL, &reacher_ops, &reacher);
  load (f, 0, 1, STRATA_OK);
  g_assert_cmphex (reacher.result, ==, STRATA_ACCESS_ERROR);
  reacher.n_calls = 0;
  load (f, 0, 1, STRATA_OK);
  g_assert_cmphex (reacher.result, ==, STRATA_ACCESS_ERROR);
}

static void
editor_write (gpointer user_data, guint64 offset, guint64 value, guint size G_GNUC_UNUSED)
{
  Reacher *reacher = user_data;
  StrataRegion *top = reacher->fixture->top;
  g_autoptr (GPtrArray) subregions = strata_region_list_subregions (top);
  g_autoptr (GError) error = NULL;

  reacher->n_calls++;
  g_assert_false (strata_system_synchronize (reacher->fixture->system, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY);
  if (offset == 0)
    g_assert_true (strata_region_set_address (g_ptr_array_index (subregions, 0), value, NULL));
  else
    g_assert_true (
      strata_region_del_subregion (top, g_ptr_array_index (subregions, 0), NULL));
}

static void
note_cb (gpointer user_data)
{
  guint *n = user_data;

  ++*n;
}

/* A callback moves its own region, and then removes it; a wide write goes on to its second part */
static void
test_edits (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataRegionOps ops = {
    .write = editor_write,
    .endianness = STRATA_LITTLE_ENDIAN,
    .impl = { .max = 4 },
  };
  Reacher reacher = { .fixture = f };
  guint n_destroyed = 0;
  StrataOwner *owner = strata_owner_new ("device", &n_destroyed, note_cb);

  add_device (f, 0, owner, &ops, &reacher);
  strata_owner_unref (owner);
  store (f, 0, 4, 0x200, STRATA_OK);
  testing_assert_space (f->space, "200-23f device\n");
  store (f, 0, 4, 0, STRATA_DECODE_ERROR);
  g_assert_cmpuint (reacher.n_calls, ==, 1);
  store (f, 0x200, 8, 0x300, STRATA_OK);
  g_assert_cmpuint (reacher.n_calls, ==, 3);
  testing_assert_space (f->space, "");
  store (f, 0x300, 4, 0, STRATA_DECODE_ERROR);
  strata_initiator_park (f->cpu);
  g_assert_cmpuint (n_destroyed, ==, 1);
}

/* Nobody is inside: it returns at once, and so it does twice */
static void
test_synchronize (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  add_device (f, 0, NULL, &testing_plain_ops, &f->device);
  load (f, 0, 1, STRATA_OK);
  g_assert_true (strata_region_set_enabled (f->top, FALSE, NULL));
  g_assert_true (strata_system_synchronize (f->system, &error));
  g_assert_true (strata_system_synchronize (f->system, &error));
  g_assert_no_error (error);
  strata_system_lock (f->system);
  g_assert_false (strata_system_synchronize (f->system, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BUSY);
  strata_system_unlock (f->system);
}

#define add(name, func)                                                                            \
  g_test_add ("/strata/memory/callbacks/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("accepts", test_accepts);
  add ("callback-offset", test_callback_offset);
  add ("lanes", test_lanes);
  add ("byte-orders", test_byte_orders);
  add ("rom-device", test_rom_device);
  add ("owner-guard", test_owner_guard);
  add ("guard-behind", test_guard_behind);
  add ("region-guard", test_region_guard);
  add ("edits", test_edits);
  add ("synchronize", test_synchronize);

  return g_test_run ();
}
