/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Memory as this process sees it: whose a pointer is, which file is behind it, and RAM that
 * grows */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "strata-memory-testing.h"

#define LE STRATA_LITTLE_ENDIAN

static void
count_cb (gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* A RAM device over the caller's bytes: in whole units, and the bytes live as long as a view */
static void
test_ram_device (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  guint8 bytes[16] = { 1, 2, 3, 4 };
  guint n_destroyed = 0;
  StrataRegion *device = strata_region_new_ram_device_from_pointer (system, NULL, "bar", 16, bytes,
                                                                    &n_destroyed, count_cb);
  StrataAddressSpace *space = strata_address_space_new (system, "memory", device);
  StrataInitiator *cpu = strata_initiator_new (space, "cpu");
  StrataFlatRange range;
  guint64 value;

  strata_region_unref (device);
  g_assert_cmphex (strata_initiator_load (cpu, 0, 4, LE, &value), ==, STRATA_OK);
  g_assert_cmphex (value, ==, 0x04030201);
  g_assert_cmphex (strata_initiator_store (cpu, 8, 2, LE, 0xbeef), ==, STRATA_OK);
  g_assert_cmphex (bytes[8], ==, 0xef);
  g_assert_cmphex (bytes[9], ==, 0xbe);
  g_assert_true (strata_initiator_find (cpu, 0, &range));
  g_assert_cmpint (strata_region_get_kind (range.region), ==, STRATA_REGION_RAM_DEVICE);
  g_assert_cmpstr (strata_flat_range_get_kind_name (&range), ==, "ramd");
  g_assert_true (strata_region_get_ram_ptr (range.region) == bytes);
  strata_address_space_unref (space);
  g_assert_cmpuint (n_destroyed, ==, 0);
  strata_initiator_unref (cpu);
  g_assert_cmpuint (n_destroyed, ==, 1);
}

/* The descriptor stays good though the caller's is closed, and there is one only for files */
static void
test_fd (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (StrataRegion) by_fd = NULL;
  g_autoptr (StrataRegion) by_path = NULL;
  g_autoptr (StrataRegion) alias = NULL;
  g_autoptr (StrataRegion) ram = strata_region_new_ram (system, NULL, "ram", 16, NULL);
  g_autoptr (StrataRegion) box = strata_region_new_container (system, NULL, "box", 16);
  struct stat wanted, found;
  int kept, fd = g_file_open_tmp ("strata-fd-XXXXXX", &path, &error);
  char byte = 0;

  g_assert_no_error (error);
  g_assert_cmpint (ftruncate (fd, 8192), ==, 0);
  g_assert_cmpint (fstat (fd, &wanted), ==, 0);
  by_fd = strata_region_new_ram_from_fd (system, NULL, "by-fd", 4096, fd, 4096, TRUE, &error);
  g_assert_no_error (error);
  by_path = strata_region_new_ram_from_file (system, NULL, "by-path", 16, path, 0, FALSE, &error);
  g_assert_no_error (error);
  close (fd);
  g_unlink (path);

  kept = strata_region_get_fd (by_fd);
  g_assert_cmpint (kept, >=, 0);
  g_assert_cmpint (fcntl (kept, F_GETFD) & FD_CLOEXEC, ==, FD_CLOEXEC);
  g_assert_cmpint (fstat (kept, &found), ==, 0);
  g_assert_cmpuint (found.st_ino, ==, wanted.st_ino);
  *(char *) strata_region_get_ram_ptr (by_fd) = 'x';
  g_assert_cmpint (pread (kept, &byte, 1, 4096), ==, 1);
  g_assert_cmpint (byte, ==, 'x');
  g_assert_cmpint (fstat (strata_region_get_fd (by_path), &found), ==, 0);
  g_assert_cmpuint (found.st_ino, ==, wanted.st_ino);

  alias = strata_region_new_alias (system, NULL, "alias", by_fd, 8, 8);
  g_assert_cmpint (strata_region_get_fd (alias), ==, kept);
  g_assert_cmpint (strata_region_get_fd (ram), ==, -1);
  g_assert_cmpint (strata_region_get_fd (box), ==, -1);

  /* With the region goes the descriptor */
  g_clear_pointer (&alias, strata_region_unref);
  g_clear_pointer (&by_fd, strata_region_unref);
  g_assert_cmpint (fcntl (kept, F_GETFD), ==, -1);
}

static void
assert_host (StrataSystem *system, gconstpointer pointer, const char *name, guint64 offset)
{
  guint64 found_offset = 0;
  g_autoptr (StrataRegion) region = strata_system_find_host (system, pointer, &found_offset);

  if (name == NULL)
    {
      g_assert_null (region);
      return;
    }
  g_assert_nonnull (region);
  g_assert_cmpstr (strata_region_get_name (region), ==, name);
  g_assert_cmphex (found_offset, ==, offset);
}

/* Each byte of each block is found, and none beside them: checked against a plain list */
static void
test_find_host (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autofree guint8 *arena = g_malloc (4096);
  StrataRegion *regions[64];
  guint starts[64], sizes[64], at = 3;

  for (guint i = 0; i < 64; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      starts[i] = at;
      sizes[i] = 1 + (i * 37) % 50;
      at += sizes[i] + (i % 3 == 0 ? 0 : i % 7);
      regions[i] = strata_region_new_ram_from_pointer (system, NULL, name, sizes[i],
                                                       arena + starts[i], NULL, NULL);
    }
  g_assert_cmpuint (at, <, 4096);
  for (guint round = 0; round < 2; round++)
    {
      for (guint byte = 0; byte < 4096; byte++)
        {
          g_autofree char *name = NULL;
          guint offset = 0;

          for (guint i = 0; i < 64; i++)
            if (regions[i] != NULL && byte >= starts[i] && byte < starts[i] + sizes[i])
              {
                name = g_strdup_printf ("%u", i);
                offset = byte - starts[i];
              }
          assert_host (system, arena + byte, name, offset);
        }
      for (guint i = round; i < 64; i += 2)
        g_clear_pointer (&regions[i], strata_region_unref);
    }
  assert_host (system, NULL, NULL, 0);
  assert_host (system, arena + 10, NULL, 0);
}

/* Memory of our own is found, too; another system's is not */
static void
test_find_own (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (StrataSystem) other = strata_system_new (LE);
  g_autoptr (StrataRegion) ram = strata_region_new_ram (system, NULL, "ram", 8192, NULL);
  g_autoptr (StrataRegion) rom = strata_region_new_rom (other, NULL, "rom", 8192, NULL);
  guint8 *bytes = strata_region_get_ram_ptr (ram);

  assert_host (system, bytes + 5000, "ram", 5000);
  assert_host (other, bytes + 5000, NULL, 0);
  assert_host (other, (guint8 *) strata_region_get_ram_ptr (rom) + 1, "rom", 1);
}

/* Over the same bytes the oldest answers; where it has none or is gone, the next */
static void
test_find_shared (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  guint8 bytes[100];
  StrataRegion *wide =
    strata_region_new_ram_from_pointer (system, NULL, "wide", 90, bytes, NULL, NULL);
  StrataRegion *inner =
    strata_region_new_ram_from_pointer (system, NULL, "inner", 10, bytes + 10, NULL, NULL);
  StrataRegion *late =
    strata_region_new_ram_from_pointer (system, NULL, "late", 50, bytes + 50, NULL, NULL);

  assert_host (system, bytes + 15, "wide", 15);
  assert_host (system, bytes + 30, "wide", 30);
  assert_host (system, bytes + 60, "wide", 60);
  assert_host (system, bytes + 95, "late", 45);
  strata_region_unref (inner);
  assert_host (system, bytes + 60, "wide", 60);
  strata_region_unref (wide);
  assert_host (system, bytes + 60, "late", 10);
  assert_host (system, bytes + 15, NULL, 0);
  strata_region_unref (late);
  assert_host (system, bytes + 60, NULL, 0);
}

typedef struct
{
  GString *heard;
  StrataRegion *follows; /* resized to match */
} Resize;

static void
resized_cb (StrataRegion *region, guint64 old_size, guint64 new_size, gpointer user_data)
{
  Resize *resize = user_data;

  g_assert_cmphex (strata_region_get_size (region), ==, new_size);
  g_string_append_printf (resize->heard, "%x>%x ", (guint) old_size, (guint) new_size);
  if (resize->follows != NULL)
    g_assert_true (strata_region_set_size (resize->follows, new_size, NULL));
}

#define assert_resized(resize, expected)                                                           \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr ((resize).heard->str, ==, expected);                                           \
    g_string_truncate ((resize).heard, 0);                                                         \
  }                                                                                                \
  G_STMT_END

static void
test_resizable (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Resize resize = { heard, NULL };
  g_autoptr (StrataRegion) ram = strata_region_new_resizable_ram (
    system, NULL, "ram", 0x2000, 0x8000, resized_cb, &resize, NULL, &error);
  g_autoptr (StrataAddressSpace) space = NULL;
  g_autoptr (StrataInitiator) cpu = NULL;
  gpointer bytes;
  guint64 value;

  g_assert_no_error (error);
  bytes = strata_region_get_ram_ptr (ram);
  space = strata_address_space_new (system, "memory", ram);
  cpu = strata_initiator_new (space, "cpu");
  testing_assert_space (space, "0-1fff ram\n");
  assert_resized (resize, "");

  /* Its bytes stay where they are, and keep what they hold while nobody sees them */
  g_assert_true (strata_region_set_size (ram, 0x8000, &error));
  assert_resized (resize, "2000>8000 ");
  testing_assert_space (space, "0-7fff ram\n");
  g_assert_true (strata_region_get_ram_ptr (ram) == bytes);
  g_assert_cmphex (strata_initiator_store (cpu, 0x7ff8, 8, LE, 0x1234), ==, STRATA_OK);
  g_assert_true (strata_region_set_size (ram, 0x1000, &error));
  assert_resized (resize, "8000>1000 ");
  g_assert_cmphex (strata_initiator_load (cpu, 0x7ff8, 8, LE, &value), ==, STRATA_DECODE_ERROR);
  assert_host (system, (guint8 *) bytes + 0x7fff, "ram", 0x7fff);

  g_assert_false (strata_region_set_size (ram, 0x8001, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE);
  g_clear_error (&error);
  assert_resized (resize, "");

  /* What comes into view is dirty, what was there is not */
  g_assert_true (strata_region_set_log (ram, STRATA_DIRTY_VGA, TRUE, &error));
  strata_region_reset_dirty (ram, 0, 0x8000, STRATA_DIRTY_VGA);
  strata_region_reset_dirty (ram, 0, 0x8000, STRATA_DIRTY_VGA);
  g_assert_false (strata_region_get_dirty (ram, 0, 0x8000, STRATA_DIRTY_VGA));
  g_assert_true (strata_region_set_size (ram, 0x3000, &error));
  g_assert_false (strata_region_get_dirty (ram, 0, 0x1000, STRATA_DIRTY_VGA));
  g_assert_true (strata_region_get_dirty (ram, 0x1000, 0x1000, STRATA_DIRTY_VGA));
  g_assert_true (strata_region_get_dirty (ram, 0x2000, 0x1000, STRATA_DIRTY_VGA));
  g_assert_false (strata_region_get_dirty (ram, 0x3000, 0x1000, STRATA_DIRTY_VGA));
}

/* The size is told once, by the outermost commit, and not at all if it is what it was */
static void
test_resize_transaction (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (StrataRegion) window = strata_region_new_container (system, NULL, "window", 1);
  Resize resize = { heard, window };
  g_autoptr (StrataRegion) ram = strata_region_new_resizable_ram (system, NULL, "ram", 1, 0x100,
                                                                  resized_cb, &resize, NULL, NULL);

  strata_system_begin (system);
  g_assert_true (strata_region_set_size (ram, 0x10, NULL));
  strata_system_begin (system);
  g_assert_true (strata_region_set_size (ram, 0x20, NULL));
  strata_system_commit (system);
  strata_system_begin (system);
  g_assert_true (strata_region_set_size (ram, 0x40, NULL));
  strata_system_abandon (system);
  assert_resized (resize, "");
  strata_system_commit (system);
  assert_resized (resize, "1>20 ");
  g_assert_cmphex (strata_region_get_size (window), ==, 0x20);

  strata_system_begin (system);
  g_assert_true (strata_region_set_size (ram, 0x80, NULL));
  strata_system_abandon (system);
  assert_resized (resize, "");
  g_assert_cmphex (strata_region_get_size (window), ==, 0x20);
}

static void
test_resizable_refused (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (LE);
  g_autoptr (GError) error = NULL;
  guint n_destroyed = 0;
  StrataRegion *ram;

  g_assert_null (strata_region_new_resizable_ram (system, NULL, "ram", 2, 1, NULL, &n_destroyed,
                                                  count_cb, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_null (strata_region_new_resizable_ram (system, NULL, "ram", 2, STRATA_SIZE_MAX, NULL,
                                                  &n_destroyed, count_cb, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_BACKING);
  g_assert_cmpuint (n_destroyed, ==, 0);
  ram = strata_region_new_resizable_ram (system, NULL, "ram", 0, 1, NULL, &n_destroyed, count_cb,
                                         NULL);
  strata_region_unref (ram);
  g_assert_cmpuint (n_destroyed, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/memory/host/ram-device", test_ram_device);
  g_test_add_func ("/strata/memory/host/fd", test_fd);
  g_test_add_func ("/strata/memory/host/find", test_find_host);
  g_test_add_func ("/strata/memory/host/find-own", test_find_own);
  g_test_add_func ("/strata/memory/host/find-shared", test_find_shared);
  g_test_add_func ("/strata/memory/resizable/size", test_resizable);
  g_test_add_func ("/strata/memory/resizable/transaction", test_resize_transaction);
  g_test_add_func ("/strata/memory/resizable/refused", test_resizable_refused);

  return g_test_run ();
}
