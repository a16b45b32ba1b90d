/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Direct pointers and bounce buffers */

#include <string.h>

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN
#define VGA STRATA_DIRTY_VGA

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataRegion *ram; /* 0x4000 at 0 */
  StrataRegion *rom; /* 0x100 at 0x8000 */
  StrataRegion *region; /* a device, 0x40 at 0x10000 */
  StrataAddressSpace *space;
  StrataInitiator *dma;
  TestingDevice device;
  guint8 *bytes; /* of the RAM */
} Fixture;

static const StrataRegionOps device_ops = {
  .read_with_attrs = testing_device_read_with_attrs,
  .write_with_attrs = testing_device_write_with_attrs,
  .endianness = LE,
};

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->system = strata_system_new (LE);
  f->top = strata_region_new_container (f->system, NULL, "top", 0x100000);
  f->ram = strata_region_new_ram (f->system, NULL, "ram", 0x4000, NULL);
  f->rom = strata_region_new_rom (f->system, NULL, "rom", 0x100, NULL);
  testing_device_init (&f->device, LE);
  f->region =
    strata_region_new_mmio (f->system, NULL, "device", 0x40, &device_ops, &f->device, NULL);
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0, f->ram, 0, NULL));
  g_assert_true (strata_region_add_subregion (f->top, 0x8000, f->rom, NULL));
  g_assert_true (strata_region_add_subregion (f->top, 0x10000, f->region, NULL));
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->dma = strata_initiator_new (f->space, "dma");
  f->bytes = strata_region_get_ram_ptr (f->ram);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_initiator_unref (f->dma);
  strata_address_space_unref (f->space);
  strata_region_unref (f->region);
  strata_region_unref (f->rom);
  strata_region_unref (f->ram);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  testing_device_clear (&f->device);
}

static gpointer
map (Fixture *f, guint64 address, guint64 wanted, gboolean is_write, guint64 length)
{
  StrataResult result;
  gpointer pointer = strata_initiator_map (f->dma, address, &wanted, is_write, &result);

  g_assert_nonnull (pointer);
  g_assert_cmphex (result, ==, STRATA_OK);
  g_assert_cmphex (wanted, ==, length);
  return pointer;
}

static void
unmap (Fixture *f, gpointer pointer, guint64 length, gboolean is_write, guint64 access_length)
{
  g_assert_cmphex (strata_initiator_unmap (f->dma, pointer, length, is_write, access_length), ==,
                   STRATA_OK);
}

/* Straight into memory, as far as it goes on */
static void
test_direct (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) lid = strata_region_new_reserved (f->system, NULL, "lid", 0x10);
  g_autoptr (StrataRegion) near = NULL;
  g_autoptr (StrataRegion) far = NULL;
  gpointer pointer = map (f, 0x100, 0x80, TRUE, 0x80);
  gpointer again = map (f, 0x100, 0x80, FALSE, 0x80);

  g_assert_true (pointer == f->bytes + 0x100 && again == pointer);
  unmap (f, again, 0x80, FALSE, 0);
  unmap (f, pointer, 0x80, TRUE, 0x80);
  pointer = map (f, 0x3ff0, 0x100, TRUE, 0x10);
  unmap (f, pointer, 0x10, TRUE, 0x10);

  /* Up to what lies before it */
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0x200, lid, 1, NULL));
  pointer = map (f, 0x100, 0x1000, FALSE, 0x100);
  unmap (f, pointer, 0x100, FALSE, 0);

  /* Two aliases that go on where the other ends are one; those that do not are not */
  near = strata_region_new_alias (f->system, NULL, "near", f->ram, 0x1000, 0x800);
  far = strata_region_new_alias (f->system, NULL, "far", f->ram, 0x1800, 0x800);
  g_assert_true (strata_region_add_subregion (f->top, 0x20000, near, NULL));
  g_assert_true (strata_region_add_subregion (f->top, 0x20800, far, NULL));
  g_assert_true (strata_region_set_readonly (near, TRUE, NULL));
  pointer = map (f, 0x20010, 0x2000, FALSE, 0xff0);
  g_assert_true (pointer == f->bytes + 0x1010);
  unmap (f, pointer, 0xff0, FALSE, 0);
  g_assert_true (strata_region_set_alias_offset (far, 0x1804, NULL));
  pointer = map (f, 0x20010, 0x2000, FALSE, 0x7f0);
  unmap (f, pointer, 0x7f0, FALSE, 0);

  /* ROM can be read directly */
  pointer = map (f, 0x8000, 0x100, FALSE, 0x100);
  g_assert_true (pointer == strata_region_get_ram_ptr (f->rom));
  unmap (f, pointer, 0x100, FALSE, 0);
}

static void
test_nobody (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) lid = strata_region_new_reserved (f->system, NULL, "lid", 0x10);
  StrataResult result;
  guint64 length = 0x100;

  g_assert_null (strata_initiator_map (f->dma, 0x50000, &length, FALSE, &result));
  g_assert_cmphex (length, ==, 0);
  g_assert_cmphex (result, ==, STRATA_DECODE_ERROR);
  g_assert_true (strata_region_add_subregion (f->top, 0x60000, lid, NULL));
  length = 1;
  g_assert_null (strata_initiator_map (f->dma, 0x60000, &length, TRUE, &result));
  g_assert_cmphex (result, ==, STRATA_DECODE_ERROR);
  length = 0;
  g_assert_null (strata_initiator_map (f->dma, 0, &length, TRUE, &result));
  g_assert_cmphex (result, ==, STRATA_OK);
}

/* Writing is seen by dirty logs when it is over, as far as it went */
static void
test_dirty (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  gpointer pointer;

  g_assert_true (strata_region_set_log (f->ram, VGA, TRUE, NULL));
  strata_initiator_park (f->dma);
  strata_region_reset_dirty (f->ram, 0, 0x4000, VGA);
  g_assert_false (strata_region_get_dirty (f->ram, 0, 0x4000, VGA));

  pointer = map (f, 0x1000, 0x2000, FALSE, 0x2000);
  unmap (f, pointer, 0x2000, FALSE, 0x2000);
  pointer = map (f, 0x1000, 0x2000, TRUE, 0x2000);
  unmap (f, pointer, 0x2000, TRUE, 0);
  g_assert_false (strata_region_get_dirty (f->ram, 0, 0x4000, VGA));

  pointer = map (f, 0x1000, 0x2000, TRUE, 0x2000);
  unmap (f, pointer, 0x2000, TRUE, 0x1000);
  g_assert_true (strata_region_get_dirty (f->ram, 0x1000, 0x1000, VGA));
  g_assert_false (strata_region_get_dirty (f->ram, 0x2000, 0x2000, VGA));
  g_assert_false (strata_region_get_dirty (f->ram, 0, 0x1000, VGA));

  /* Also if logging began meanwhile */
  g_assert_true (strata_region_set_log (f->ram, VGA, FALSE, NULL));
  pointer = map (f, 0, 0x10, TRUE, 0x10);
  g_assert_true (strata_region_set_log (f->ram, VGA, TRUE, NULL));
  strata_initiator_park (f->dma);
  strata_region_reset_dirty (f->ram, 0, 0x4000, VGA);
  unmap (f, pointer, 0x10, TRUE, 1);
  g_assert_true (strata_region_get_dirty (f->ram, 0, 1, VGA));
}

/* A device is read now, and written afterwards */
static void
test_bounce (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint8 *pointer = map (f, 0x10004, 8, FALSE, 8);
  g_autoptr (StrataRegion) shared = NULL;
  guint64 length;
  StrataResult result;

  testing_assert_log (&f->device, "r4@4 r4@8");
  g_assert_cmpmem (pointer, 8, f->device.bytes + 4, 8);
  unmap (f, pointer, 8, FALSE, 8);
  testing_assert_log (&f->device, "");

  pointer = map (f, 0x1003c, 16, TRUE, 4);
  unmap (f, pointer, 4, TRUE, 4);
  testing_assert_log (&f->device, "w4@3c=0");
  pointer = map (f, 0x10000, 8, TRUE, 8);
  memcpy (pointer, "\1\2\3\4\5\6\7", 8);
  testing_assert_log (&f->device, "");
  unmap (f, pointer, 8, TRUE, 6);
  testing_assert_log (&f->device, "w4@0=4030201 w2@4=605");

  /* What could not be read is said; what could not be written, too */
  f->device.answer = STRATA_DEVICE_ERROR;
  length = 4;
  pointer = strata_initiator_map (f->dma, 0x10000, &length, FALSE, &result);
  g_assert_nonnull (pointer);
  g_assert_cmphex (result, ==, STRATA_DEVICE_ERROR);
  unmap (f, pointer, 4, FALSE, 0);
  pointer = map (f, 0x10000, 4, TRUE, 4);
  g_assert_cmphex (strata_initiator_unmap (f->dma, pointer, 4, TRUE, 4), ==, STRATA_DEVICE_ERROR);
  pointer = map (f, 0x8000, 4, TRUE, 4);
  g_assert_true ((gpointer) pointer != strata_region_get_ram_ptr (f->rom));
  g_assert_cmphex (strata_initiator_unmap (f->dma, pointer, 4, TRUE, 4), ==, STRATA_READ_ONLY);

  /* A RAM device is a device */
  shared = strata_region_new_ram_device (f->system, NULL, "shared", 0x10, NULL);
  g_assert_true (strata_region_add_subregion (f->top, 0x30000, shared, NULL));
  pointer = map (f, 0x30000, 0x10, TRUE, 0x10);
  g_assert_true ((gpointer) pointer != strata_region_get_ram_ptr (shared));
  memset (pointer, 7, 0x10);
  unmap (f, pointer, 0x10, TRUE, 0x10);
  g_assert_cmpint (*(guint8 *) strata_region_get_ram_ptr (shared), ==, 7);
}

typedef struct
{
  Fixture *fixture;
  GString *called;
  const char *name;
  gboolean maps; /* takes 0x10 bytes again */
  gpointer pointer;
} Client;

static void
client_cb (gpointer user_data)
{
  Client *client = user_data;
  guint64 length = 0x10;

  g_string_append (client->called, client->name);
  if (client->maps)
    client->pointer = strata_initiator_map (client->fixture->dma, 0x10000, &length, TRUE, NULL);
}

static void
destroy_cb (gpointer user_data)
{
  g_string_append (((Client *) user_data)->called, ".");
}

/* The buffers are limited; who found none is called when there is room, in turn */
static void
test_limit (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GString) called = g_string_new (NULL);
  Client first = { f, called, "a", TRUE, NULL };
  Client second = { f, called, "b", FALSE, NULL };
  Client third = { f, called, "c", FALSE, NULL };
  StrataResult result = STRATA_DEVICE_ERROR;
  gpointer one, two;
  guint64 length = 0x10;
  guint id;

  g_assert_cmpuint (strata_system_get_limit (f->system, STRATA_LIMIT_BOUNCE), >=, 4096);
  strata_system_set_limit (f->system, STRATA_LIMIT_BOUNCE, 0x18);
  one = map (f, 0x10000, 0x10, TRUE, 0x10);
  two = map (f, 0x10010, 0x10, TRUE, 8);
  g_assert_null (strata_initiator_map (f->dma, 0x10000, &length, TRUE, &result));
  g_assert_cmphex (length, ==, 0);
  g_assert_cmphex (result, ==, STRATA_OK);
  /* Memory needs none */
  unmap (f, map (f, 0, 0x20, TRUE, 0x20), 0x20, TRUE, 0);
  g_assert_cmpstr (called->str, ==, "");

  strata_system_add_map_client (f->system, client_cb, &first, destroy_cb);
  strata_system_add_map_client (f->system, client_cb, &second, destroy_cb);
  id = strata_system_add_map_client (f->system, client_cb, &third, destroy_cb);
  g_assert_cmpstr (called->str, ==, "");
  strata_system_remove_map_client (f->system, id);
  g_assert_cmpstr (called->str, ==, ".");
  g_string_truncate (called, 0);

  /* The first one takes the room again, so the second has to wait */
  unmap (f, two, 8, TRUE, 0);
  g_assert_cmpstr (called->str, ==, "a.");
  g_assert_nonnull (first.pointer);
  unmap (f, one, 0x10, TRUE, 0);
  g_assert_cmpstr (called->str, ==, "a.b.");
  unmap (f, first.pointer, 8, TRUE, 0);
  g_assert_cmpstr (called->str, ==, "a.b.");

  /* With room it is called at once */
  strata_system_add_map_client (f->system, client_cb, &third, destroy_cb);
  g_assert_cmpstr (called->str, ==, "a.b.c.");
}

static void
count_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* What is mapped lives, whatever becomes of the space; the initiator's end drops it */
static void
test_pins (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint8 memory[0x40] = { 0 };
  guint n_destroyed = 0;
  StrataRegion *extra = strata_region_new_ram_from_pointer (f->system, NULL, "extra", 0x40, memory,
                                                            &n_destroyed, count_cb);
  gpointer pointer;

  testing_add (f->top, 0x40000, strata_region_ref (extra), 0);
  pointer = map (f, 0x40000, 0x40, TRUE, 0x40);
  map (f, 0x40000, 0x20, TRUE, 0x20);
  g_assert_true (pointer == memory);
  g_assert_true (strata_region_del_subregion (f->top, extra, NULL));
  strata_region_unref (extra);
  strata_initiator_park (f->dma);
  g_assert_cmpuint (n_destroyed, ==, 0);
  unmap (f, pointer, 0x40, TRUE, 0x40);
  g_assert_cmpuint (n_destroyed, ==, 0);

  strata_system_set_limit (f->system, STRATA_LIMIT_BOUNCE, 4);
  map (f, 0x10000, 4, TRUE, 4);
  strata_initiator_unref (f->dma);
  g_assert_cmpuint (n_destroyed, ==, 1);
  f->dma = strata_initiator_new (f->space, "dma");
  pointer = map (f, 0x10000, 4, FALSE, 4);
  unmap (f, pointer, 4, FALSE, 0);
  testing_assert_log (&f->device, "r4@0");
}

/* {{{ Through an IOMMU whose pages of 4 KiB lead to where the memory begins, but for the third */

static void
translate_cb (gpointer user_data, guint64 offset, StrataIommuAccess access G_GNUC_UNUSED,
              guint index G_GNUC_UNUSED, StrataIommuEntry *entry)
{
  if (offset >> 12 == 2)
    return;
  entry->space = user_data;
  entry->address = offset >> 12 == 3 ? 0x10000 : 0;
  entry->mask = 0xfff;
  entry->access = STRATA_IOMMU_READ | STRATA_IOMMU_WRITE;
}

static void
test_iommu (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  static const StrataIommuOps ops = { .translate = translate_cb };
  g_autoptr (StrataRegion) iommu =
    strata_region_new_iommu (f->system, NULL, "iommu", 0x4000, &ops, f->space, NULL);
  g_autoptr (StrataAddressSpace) bus = strata_address_space_new (f->system, "bus", iommu);
  g_autoptr (StrataInitiator) nic = strata_initiator_new (bus, "nic");
  guint64 length = 0x1000;
  StrataResult result;
  gpointer pointer = strata_initiator_map (nic, 0x1800, &length, TRUE, &result);

  g_assert_true (pointer == f->bytes + 0x800);
  g_assert_cmphex (length, ==, 0x800);
  g_assert_true (strata_region_set_log (f->ram, VGA, TRUE, NULL));
  strata_initiator_park (nic);
  strata_region_reset_dirty (f->ram, 0, 0x4000, VGA);
  g_assert_cmphex (strata_initiator_unmap (nic, pointer, length, TRUE, length), ==, STRATA_OK);
  g_assert_true (strata_region_get_dirty (f->ram, 0, 0x1000, VGA));
  g_assert_false (strata_region_get_dirty (f->ram, 0x1000, 0x3000, VGA));

  length = 4;
  g_assert_null (strata_initiator_map (nic, 0x2000, &length, TRUE, &result));
  g_assert_cmphex (result, ==, STRATA_ACCESS_ERROR);

  length = 4;
  pointer = strata_initiator_map (nic, 0x3008, &length, FALSE, &result);
  g_assert_cmphex (result, ==, STRATA_OK);
  testing_assert_log (&f->device, "r4@8");
  g_assert_cmphex (strata_initiator_unmap (nic, pointer, length, FALSE, 0), ==, STRATA_OK);
}

/* }}} */

#define add(name, func)                                                                            \
  g_test_add ("/strata/memory/map/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("direct", test_direct);
  add ("nobody", test_nobody);
  add ("dirty", test_dirty);
  add ("bounce", test_bounce);
  add ("limit", test_limit);
  add ("pins", test_pins);
  add ("iommu", test_iommu);

  return g_test_run ();
}
