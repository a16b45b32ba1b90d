/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* RAM: where its bytes come from, what they cost, and how long they live */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN
#define GIB (G_GUINT64_CONSTANT (1) << 30)

static guint64
get_resident (void)
{
  guint64 size, resident;
  FILE *file = fopen ("/proc/self/statm", "r");

  g_assert_nonnull (file);
  g_assert_cmpint (
    fscanf (file, "%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT, &size, &resident), ==, 2);
  fclose (file);
  return resident * (guint64) sysconf (_SC_PAGESIZE);
}

/* 64 GiB that nobody touches cost nothing, with a dirty log too; what is touched costs its pages */
static void
test_lazy (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (GError) error = NULL;
  guint64 before = get_resident ();
  g_autoptr (StrataRegion) ram = strata_region_new_ram (system, NULL, "ram", 64 * GIB, &error);
  g_autoptr (StrataAddressSpace) space = NULL;
  g_autoptr (StrataInitiator) cpu = NULL;
  g_autofree guint8 *buffer = g_malloc0 (1 << 20);
  guint64 value;

  g_assert_no_error (error);
  space = strata_address_space_new (system, "memory", ram);
  cpu = strata_initiator_new (space, "cpu");
  g_assert_true (strata_region_set_log (ram, STRATA_DIRTY_VGA, TRUE, &error));
  for (guint64 address = 0; address < 64 * GIB; address += GIB)
    {
      g_assert_cmphex (strata_initiator_store (cpu, address, 8, LE, address + 1), ==, STRATA_OK);
      g_assert_cmphex (strata_initiator_load (cpu, address, 8, LE, &value), ==, STRATA_OK);
      g_assert_cmphex (value, ==, address + 1);
    }
  g_assert_cmphex (strata_initiator_load (cpu, 64 * GIB - 8, 8, LE, &value), ==, STRATA_OK);
  g_assert_cmphex (value, ==, 0);
  g_assert_cmphex (strata_initiator_read (cpu, 3 * GIB + 4096, buffer, 1 << 20), ==, STRATA_OK);
  g_assert_cmpuint (get_resident (), <, before + (16 << 20));
}

/* Past the budget of touched memory a write in bulk is refused as a whole */
static void
test_limit (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (StrataRegion) ram = strata_region_new_ram (system, NULL, "ram", GIB, NULL);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", ram);
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (space, "cpu");
  guint64 value;

  strata_system_set_limit (system, STRATA_LIMIT_RAM, 4 << 20);
  g_assert_cmphex (strata_initiator_memset (cpu, 0, 0x11, 2 << 20), ==, STRATA_OK);
  g_assert_cmphex (strata_initiator_memset (cpu, 64 << 20, 0x22, 8 << 20), ==,
                   STRATA_ACCESS_ERROR);
  g_assert_cmphex (strata_initiator_load (cpu, 64 << 20, 4, LE, &value), ==, STRATA_OK);
  g_assert_cmphex (value, ==, 0);
  /* Again and again to the same place is no more memory */
  for (guint i = 0; i < 8; i++)
    g_assert_cmphex (strata_initiator_memset (cpu, 0, (guint8) i, 2 << 20), ==, STRATA_OK);
}

static void
test_impossible (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (GError) error = NULL;

  g_assert_null (strata_region_new_ram (system, NULL, "ram", STRATA_SIZE_MAX, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING);
  g_clear_error (&error);
  g_assert_null (strata_region_new_rom (system, NULL, "rom", STRATA_SIZE_MAX - 1, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING);
  g_clear_error (&error);
  g_assert_null (strata_region_new_ram_from_file (system, NULL, "ram", 16, "/nonexistent/file", 0,
                                                  FALSE, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING);
  g_clear_error (&error);
  g_assert_null (
    strata_region_new_ram_from_fd (system, NULL, "ram", 16, -1, 0, FALSE, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING);
}

static void
test_empty (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataRegion) ram = strata_region_new_ram (system, NULL, "ram", 0, &error);
  g_autoptr (StrataAddressSpace) space = NULL;

  g_assert_no_error (error);
  space = strata_address_space_new (system, "memory", ram);
  testing_assert_space (space, "");
}

static char *
make_file (gsize size)
{
  g_autofree char *bytes = g_malloc (size);
  g_autoptr (GError) error = NULL;
  char *path;
  int fd = g_file_open_tmp ("strata-ram-XXXXXX", &path, &error);

  g_assert_no_error (error);
  close (fd);
  for (gsize i = 0; i < size; i++)
    bytes[i] = (char) ('a' + i / 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, &error));
  return path;
}

/* Shared: writes go to the file. Private: they do not. A file that is too short cannot serve. */
static void
test_file (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = make_file (3 * 4096);
  g_autofree char *contents = NULL;
  StrataRegion *shared;
  StrataRegion *private;

  shared =
    strata_region_new_ram_from_file (system, NULL, "", 8192, path, 4096, TRUE, &error);
  g_assert_no_error (error);
  private =
    strata_region_new_ram_from_file (system, NULL, "", 4096, path, 4096, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (strata_region_get_ram_ptr (shared), 1, "b", 1);
  g_assert_cmpmem ((char *) strata_region_get_ram_ptr (shared) + 4096, 1, "c", 1);
  ((char *) strata_region_get_ram_ptr (private))[0] = '1';
  ((char *) strata_region_get_ram_ptr (shared))[1] = '2';
  g_assert_null (
    strata_region_new_ram_from_file (system, NULL, "", 3 * 4096, path, 4096, FALSE, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING);
  g_clear_error (&error);
  strata_region_unref (shared);
  strata_region_unref (private);
  g_assert_true (g_file_get_contents (path, &contents, NULL, &error));
  g_assert_cmpmem (contents + 4096, 3, "b2b", 3);
  g_remove (path);
}

/* The caller keeps the descriptor, and may close it */
static void
test_fd (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (GError) error = NULL;
  int fd = memfd_create ("ram", 0);
  StrataRegion *ram;
  StrataRegion *same;

  g_assert_cmpint (ftruncate (fd, 8192), ==, 0);
  ram = strata_region_new_ram_from_fd (system, NULL, "", 8192, fd, 0, TRUE, &error);
  g_assert_no_error (error);
  same = strata_region_new_ram_from_fd (system, NULL, "", 4096, fd, 4096, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (close (fd), ==, 0);
  ((char *) strata_region_get_ram_ptr (ram))[4097] = 'x';
  g_assert_cmpmem ((char *) strata_region_get_ram_ptr (same) + 1, 1, "x", 1);
  strata_region_unref (ram);
  strata_region_unref (same);
}

static void
note_cb (gpointer user_data)
{
  guint *n = user_data;

  ++*n;
}

/* The caller's bytes are let go when the last view that shows them is gone, and not before */
static void
test_pointer_lives (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x1000);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", top);
  g_autoptr (StrataInitiator) running = strata_initiator_new (space, "running");
  g_autoptr (StrataInitiator) parked = strata_initiator_new (space, "parked");
  g_autoptr (StrataFlatView) view = NULL;
  g_autoptr (StrataRegion) ram = NULL;
  guint8 bytes[0x10] = { 42 };
  guint n_destroyed = 0;
  guint64 value;

  ram = strata_region_new_ram_from_pointer (system, NULL, "ram", sizeof bytes, bytes,
                                            &n_destroyed, note_cb);
  g_assert_true (strata_region_add_subregion (top, 0, ram, NULL));
  g_assert_cmphex (strata_initiator_load (running, 0, 1, LE, &value), ==, STRATA_OK);
  g_assert_cmphex (strata_initiator_load (parked, 0, 1, LE, &value), ==, STRATA_OK);
  view = strata_address_space_ref_view (space);
  g_assert_true (strata_region_del_subregion (top, ram, NULL));
  g_clear_pointer (&ram, strata_region_unref);
  g_assert_cmpuint (n_destroyed, ==, 0);
  g_assert_cmpuint (strata_flat_view_get_range (view, 0)->last, ==, 0xf);
  g_clear_pointer (&view, strata_flat_view_unref);
  g_assert_cmpuint (n_destroyed, ==, 0);
  strata_initiator_park (parked);
  g_assert_cmpuint (n_destroyed, ==, 0);
  g_assert_cmphex (strata_initiator_load (running, 0, 1, LE, &value), ==, STRATA_DECODE_ERROR);
  g_assert_cmpuint (n_destroyed, ==, 1);
}

/* A region, its owner and what was made with them live as long as something shows them */
static void
test_owner_lives (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x1000);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", top);
  guint n_owners = 0;
  guint n_regions = 0;
  StrataOwner *owner = strata_owner_new ("device", &n_owners, note_cb);
  StrataRegion *region = strata_region_new_mmio (system, owner, "device", 0x10,
                                                 &testing_plain_ops, &n_regions, note_cb);
  StrataRegion *alias = strata_region_new_alias (system, NULL, "alias", region, 0, 0x10);
  StrataFlatView *view;

  g_assert_cmpstr (strata_owner_get_name (owner), ==, "device");
  g_assert_true (strata_owner_get_data (owner) == &n_owners);
  strata_owner_unref (owner);
  strata_region_unref (region);
  testing_add (top, 0, alias, 0);
  testing_assert_space (space, "0-f device\n");
  view = strata_address_space_ref_view (space);
  g_assert_true (strata_region_del_subregion (top, alias, NULL));
  testing_assert_space (space, "");
  g_assert_cmpuint (n_regions + n_owners, ==, 0);
  strata_flat_view_unref (view);
  g_assert_cmpuint (n_regions, ==, 1);
  g_assert_cmpuint (n_owners, ==, 1);
}

/* A space, a system and a hierarchy go in any order */
static void
test_ends (void)
{
  guint n_regions = 0;
  StrataSystem *system = strata_system_new (LE);
  StrataRegion *top = strata_region_new_container (system, NULL, "top", 0x1000);
  StrataAddressSpace *space = strata_address_space_new (system, "memory", top);
  StrataInitiator *cpu = strata_initiator_new (space, "cpu");
  guint64 value;

  testing_add (top, 0,
               strata_region_new_mmio (system, NULL, "device", 0x10, &testing_plain_ops,
                                       &n_regions, note_cb),
               0);
  g_assert_true (strata_initiator_present (cpu, 0));
  strata_system_unref (system);
  strata_region_unref (top);
  g_assert_cmpuint (n_regions, ==, 0);
  testing_assert_space (space, "0-f device\n");
  strata_address_space_close (space);
  strata_address_space_unref (space);
  g_assert_cmphex (strata_initiator_load (cpu, 0, 1, LE, &value), ==, STRATA_DECODE_ERROR);
  strata_initiator_unref (cpu);
  g_assert_cmpuint (n_regions, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/memory/ram/lazy", test_lazy);
  g_test_add_func ("/strata/memory/ram/limit", test_limit);
  g_test_add_func ("/strata/memory/ram/impossible", test_impossible);
  g_test_add_func ("/strata/memory/ram/empty", test_empty);
  g_test_add_func ("/strata/memory/ram/file", test_file);
  g_test_add_func ("/strata/memory/ram/fd", test_fd);
  g_test_add_func ("/strata/memory/lifetime/pointer", test_pointer_lives);
  g_test_add_func ("/strata/memory/lifetime/owner", test_owner_lives);
  g_test_add_func ("/strata/memory/lifetime/ends", test_ends);

  return g_test_run ();
}
