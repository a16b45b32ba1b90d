/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* An IOMMU of 16 pages of 4 KiB with two tables, in front of memory and a device. What an access
 * through it does is compared with the same access made where the table says it leads. */

#include "strata.h"

#include <string.h>

#define N_PAGES 16

typedef struct
{
  StrataAddressSpace *space;
  guint64 address;
  StrataIommuAccess access;
} Page;

typedef struct
{
  StrataSystem *system;
  StrataRegion *memory;
  StrataRegion *ram;
  StrataRegion *device;
  StrataAddressSpace *target;
  StrataRegion *iommu;
  StrataAddressSpace *space;
  StrataInitiator *through;
  StrataInitiator *direct;
  Page pages[2][N_PAGES];
  guint wanted;
  guint64 last_value;
  guint last_size;
} Fixture;

static void
translate (gpointer user_data, guint64 offset, StrataIommuAccess access G_GNUC_UNUSED, guint index,
           StrataIommuEntry *entry)
{
  Fixture *f = user_data;
  const Page *page = &f->pages[index][offset >> 12];

  entry->space = page->space;
  entry->address = page->address;
  entry->mask = 0xfff;
  entry->access = page->access;
}

static guint
get_index (gpointer user_data G_GNUC_UNUSED, const StrataAttrs *attrs)
{
  return attrs->secure;
}

static void
notifiers_changed (gpointer user_data, guint wanted)
{
  ((Fixture *) user_data)->wanted = wanted;
}

static const StrataIommuOps iommu_ops = {
  .translate = translate,
  .get_index = get_index,
  .n_indexes = 2,
  .notifiers_changed = notifiers_changed,
};

static guint64
device_read (gpointer user_data, guint64 offset, guint size)
{
  ((Fixture *) user_data)->last_size = size;
  return 0x11223344 + offset;
}

static void
device_write (gpointer user_data, guint64 offset G_GNUC_UNUSED, guint64 value, guint size)
{
  ((Fixture *) user_data)->last_value = value;
  ((Fixture *) user_data)->last_size = size;
}

static const StrataRegionOps device_ops = {
  .read = device_read,
  .write = device_write,
  .endianness = STRATA_LITTLE_ENDIAN,
  .valid = { .min = 4, .max = 4 },
};

#define BOTH (STRATA_IOMMU_READ | STRATA_IOMMU_WRITE)

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  f->memory = strata_region_new_container (f->system, NULL, "memory", 0x100000);
  f->ram = strata_region_new_ram (f->system, NULL, "ram", 0x10000, NULL);
  f->device = strata_region_new_mmio (f->system, NULL, "device", 0x1000, &device_ops, f, NULL);
  g_assert_true (strata_region_add_subregion (f->memory, 0, f->ram, NULL));
  g_assert_true (strata_region_add_subregion (f->memory, 0x20000, f->device, NULL));
  f->target = strata_address_space_new (f->system, "memory", f->memory);
  f->iommu = strata_region_new_iommu (f->system, NULL, "iommu", N_PAGES * 0x1000, &iommu_ops, f,
                                      NULL);
  f->space = strata_address_space_new (f->system, "dma", f->iommu);
  f->through = strata_initiator_new (f->space, "dma");
  f->direct = strata_initiator_new (f->target, "cpu");
  for (guint i = 0; i < 0x10000; i++)
    ((guint8 *) strata_region_get_ram_ptr (f->ram))[i] = (guint8) (i * 7 + (i >> 8));

  f->pages[0][0] = (Page){ f->target, 0x5000, BOTH };
  f->pages[0][1] = (Page){ f->target, 0x2000, BOTH };
  f->pages[0][2] = (Page){ f->target, 0x3000, STRATA_IOMMU_READ };
  f->pages[0][3] = (Page){ f->target, 0x20000, BOTH };
  f->pages[0][5] = (Page){ f->target, 0x80000, BOTH };
  f->pages[1][0] = (Page){ f->target, 0x9000, BOTH };
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_initiator_unref (f->through);
  strata_initiator_unref (f->direct);
  strata_address_space_unref (f->space);
  strata_address_space_unref (f->target);
  strata_region_unref (f->iommu);
  strata_region_unref (f->device);
  strata_region_unref (f->ram);
  strata_region_unref (f->memory);
  strata_system_unref (f->system);
}

static void
test_load_store (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint64 value, expected;
  const guint8 *bytes = strata_region_get_ram_ptr (f->ram);

  g_assert_cmpint (strata_initiator_load (f->through, 0x123, 4, 0, &value), ==, STRATA_OK);
  strata_initiator_load (f->direct, 0x5123, 4, 0, &expected);
  g_assert_cmphex (value, ==, expected);
  g_assert_cmphex (value & 0xff, ==, bytes[0x5123]);
  g_assert_cmpint (strata_initiator_store (f->through, 0x1008, 8, 0, 0x0102030405060708), ==,
                   STRATA_OK);
  g_assert_cmphex (bytes[0x2008], ==, 8);

  /* A device sees the access as it was made, and judges it. */
  g_assert_cmpint (strata_initiator_load (f->through, 0x3010, 4, 0, &value), ==, STRATA_OK);
  g_assert_cmphex (value, ==, 0x11223354);
  g_assert_cmpuint (f->last_size, ==, 4);
  g_assert_cmpint (strata_initiator_load (f->through, 0x3010, 2, 0, &value), ==,
                   STRATA_ACCESS_ERROR);
  g_assert_cmphex (value, ==, 0);
  g_assert_cmpint (strata_initiator_store (f->through, 0x3000, 4, STRATA_BIG_ENDIAN, 0x01020304),
                   ==, STRATA_OK);
  g_assert_cmphex (f->last_value, ==, 0x04030201);
}

static void
test_refused (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint64 value;

  /* Not mapped, not writable, mapped to where nobody answers */
  g_assert_cmpint (strata_initiator_load (f->through, 0x4000, 4, 0, &value), ==,
                   STRATA_ACCESS_ERROR);
  g_assert_cmpint (strata_initiator_load (f->through, 0x2000, 4, 0, &value), ==, STRATA_OK);
  g_assert_cmpint (strata_initiator_store (f->through, 0x2000, 4, 0, 1), ==, STRATA_ACCESS_ERROR);
  g_assert_cmpint (strata_initiator_load (f->through, 0x5000, 4, 0, &value), ==,
                   STRATA_DECODE_ERROR);
  g_assert_true (strata_initiator_access_valid (f->through, 0xf00, 0x200, TRUE));
  g_assert_false (strata_initiator_access_valid (f->through, 0x1f00, 0x200, TRUE));
  g_assert_true (strata_initiator_access_valid (f->through, 0x1f00, 0x200, FALSE));
}

static void
test_transfer (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint8 buffer[0x2000], around[8];
  const guint8 *bytes = strata_region_get_ram_ptr (f->ram);
  guint64 value;

  /* Page after page, each where it leads */
  g_assert_cmpint (strata_initiator_read (f->through, 0x800, buffer, 0x1000), ==, STRATA_OK);
  g_assert_cmpmem (buffer, 0x800, bytes + 0x5800, 0x800);
  g_assert_cmpmem (buffer + 0x800, 0x800, bytes + 0x2000, 0x800);

  /* A load that crosses from page to page */
  g_assert_cmpint (strata_initiator_load (f->through, 0xffc, 8, 0, &value), ==, STRATA_OK);
  memcpy (around, bytes + 0x5ffc, 4);
  memcpy (around + 4, bytes + 0x2000, 4);
  g_assert_cmpmem (&value, 8, around, 8);

  /* What is not allowed does not stop the rest, and reads as 0. */
  memset (buffer, 0xee, sizeof buffer);
  g_assert_cmpint (strata_initiator_read (f->through, 0x3ffc, buffer, 8), ==, STRATA_ACCESS_ERROR);
  g_assert_cmpmem (buffer + 4, 4, "\0\0\0\0", 4);

  g_assert_cmpint (strata_initiator_memset (f->through, 0xff0, 0xa5, 0x20), ==, STRATA_OK);
  g_assert_cmphex (bytes[0x5fff], ==, 0xa5);
  g_assert_cmphex (bytes[0x2000], ==, 0xa5);
  g_assert_cmphex (bytes[0x6000], !=, 0xa5);
}

static void
test_index (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  const StrataAttrs secure = { .secure = TRUE };
  const guint8 *bytes = strata_region_get_ram_ptr (f->ram);
  guint64 value;

  strata_initiator_set_attrs (f->through, &secure);
  g_assert_cmpint (strata_initiator_load (f->through, 0x10, 1, 0, &value), ==, STRATA_OK);
  g_assert_cmphex (value, ==, bytes[0x9010]);
  g_assert_cmpint (strata_initiator_load (f->through, 0x1010, 1, 0, &value), ==,
                   STRATA_ACCESS_ERROR);
}

static void
test_translate (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataIommuEntry entry;

  g_assert_true (
    strata_address_space_translate (f->space, 0x1234, STRATA_IOMMU_READ, NULL, &entry));
  g_assert_true (entry.space == f->target);
  g_assert_cmphex (entry.address, ==, 0x2000);
  g_assert_cmphex (entry.offset, ==, 0x1000);
  g_assert_cmphex (entry.mask, ==, 0xfff);
  g_assert_false (
    strata_address_space_translate (f->space, 0x2000, STRATA_IOMMU_WRITE, NULL, &entry));
  g_assert_true (
    strata_address_space_translate (f->target, 0x777, STRATA_IOMMU_WRITE, NULL, &entry));
  g_assert_true (entry.space == f->target);
  g_assert_cmphex (entry.address | (0x777 & entry.mask), ==, 0x777);
}

/* Two spaces that lead to each other: an access comes to an end. */
static void
test_circle (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataIommuEntry entry;
  guint64 value;

  f->pages[0][7] = (Page){ f->space, 0x7000, BOTH };
  g_assert_cmpint (strata_initiator_load (f->through, 0x7000, 4, 0, &value), ==,
                   STRATA_ACCESS_ERROR);
  g_assert_false (
    strata_address_space_translate (f->space, 0x7000, STRATA_IOMMU_READ, NULL, &entry));
}

static void
note_event (StrataIommuEvents event, const StrataIommuEntry *entry, gpointer user_data)
{
  g_string_append_printf (user_data, "%s %" G_GINT64_MODIFIER "x>%" G_GINT64_MODIFIER "x;",
                          event == STRATA_IOMMU_MAP ? "map" : "unmap", entry->offset,
                          entry->address);
}

static void
test_notifier (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GString) heard = g_string_new (NULL);
  const StrataIommuEntry near = { f->target, 0x1000, 0x1000, 0xfff, BOTH };
  const StrataIommuEntry far = { f->target, 0x1000, 0x8000, 0xfff, BOTH };
  g_autoptr (StrataIommuNotifier) notifier
    = strata_iommu_notifier_new (f->iommu, STRATA_IOMMU_MAP, 0, 0x3fff, 0, note_event, heard, NULL);

  g_assert_cmpuint (f->wanted, ==, STRATA_IOMMU_MAP);
  strata_iommu_notifier_replay (notifier);
  g_assert_cmpstr (heard->str, ==, "map 0>5000;map 1000>2000;map 2000>3000;map 3000>20000;");
  g_string_truncate (heard, 0);
  strata_iommu_notify (f->iommu, 0, STRATA_IOMMU_MAP, &near);
  strata_iommu_notify (f->iommu, 0, STRATA_IOMMU_UNMAP, &near);
  strata_iommu_notify (f->iommu, 0, STRATA_IOMMU_MAP, &far);
  strata_iommu_notify (f->iommu, 1, STRATA_IOMMU_MAP, &near);
  g_assert_cmpstr (heard->str, ==, "map 1000>1000;");
  strata_iommu_notifier_remove (notifier);
  strata_iommu_notify (f->iommu, 0, STRATA_IOMMU_MAP, &near);
  g_assert_cmpstr (heard->str, ==, "map 1000>1000;");
  g_assert_cmpuint (f->wanted, ==, 0);
}

static void
test_peek (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint8 bytes[4];
  StrataPeekState states[4];

  strata_initiator_peek (f->through, 0x1000, bytes, states, 4);
  g_assert_cmpmem (bytes, 4, (guint8 *) strata_region_get_ram_ptr (f->ram) + 0x2000, 4);
  strata_initiator_peek (f->through, 0x3ffe, bytes, states, 4);
  g_assert_cmpint (states[1], ==, STRATA_PEEK_NOT_READ);
  g_assert_cmpint (states[2], ==, STRATA_PEEK_UNMAPPED);
}

static void
note_destroyed (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static gpointer
synchronize_thread (gpointer user_data)
{
  g_assert_true (strata_system_synchronize (user_data, NULL));
  return NULL;
}

/* Once an access has come through, nothing behind is held and nobody waits for it, though the
 * initiator goes on elsewhere. */
static void
test_idle_behind (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  gboolean destroyed = FALSE;
  guint8 bytes[16];
  guint64 value;
  StrataRegion *extra = strata_region_new_ram_from_pointer (f->system, NULL, "extra", sizeof bytes,
                                                            bytes, &destroyed, note_destroyed);

  g_assert_true (strata_region_add_subregion (f->memory, 0x80000, extra, NULL));
  g_assert_cmpint (strata_initiator_load (f->through, 0x5000, 4, STRATA_LITTLE_ENDIAN, &value), ==,
                   STRATA_OK);
  g_assert_cmpint (strata_initiator_read (f->through, 0x5000, bytes, 8), ==, STRATA_OK);
  g_assert_true (strata_region_del_subregion (f->memory, extra, NULL));
  strata_region_unref (extra);
  g_assert_true (destroyed);
  g_thread_join (g_thread_new ("waits", synchronize_thread, f->system));
}

int
main (int argc, char *argv[])
{
#define CASE(name, func) \
  g_test_add ("/strata/memory/iommu/" name, Fixture, NULL, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  CASE ("load-store", test_load_store);
  CASE ("refused", test_refused);
  CASE ("transfer", test_transfer);
  CASE ("index", test_index);
  CASE ("translate", test_translate);
  CASE ("circle", test_circle);
  CASE ("idle-behind", test_idle_behind);
  CASE ("notifier", test_notifier);
  CASE ("peek", test_peek);
  return g_test_run ();
}
