/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Address spaces, and the edges of what an address can be */

#include "strata-memory-testing.h"

#define TOP G_MAXUINT64

static StrataRegion *
reserved (StrataSystem *system, const char *name, guint64 size)
{
  return strata_region_new_reserved (system, NULL, name, size);
}

static void
test_several (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x1000);
  g_autoptr (StrataRegion) part = strata_region_new_container (system, NULL, "part", 0x100);
  g_autoptr (StrataAddressSpace) memory = strata_address_space_new (system, "memory", top);
  g_autoptr (StrataAddressSpace) again = strata_address_space_new (system, "memory", top);
  g_autoptr (StrataAddressSpace) io = strata_address_space_new (system, "I/O", part);
  g_autoptr (GPtrArray) spaces = NULL;
  g_autoptr (StrataFlatView) first = NULL;
  g_autoptr (StrataFlatView) second = NULL;

  testing_add (part, 0x10, reserved (system, "port", 8), 0);
  testing_assert_space (memory, "");
  testing_assert_space (io, "10-17 port\n");
  /* A root that also sits in a container keeps its own offset */
  g_assert_true (strata_region_add_subregion (top, 0x200, part, NULL));
  testing_assert_space (memory, "210-217 port\n");
  testing_assert_space (again, "210-217 port\n");
  testing_assert_space (io, "210-217 port\n");
  g_assert_true (strata_region_set_address (part, 0x300, NULL));
  testing_assert_space (memory, "310-317 port\n");
  testing_assert_space (io, "310-317 port\n");

  spaces = strata_system_list_address_spaces (system);
  g_assert_cmpuint (spaces->len, ==, 3);
  g_assert_true (g_ptr_array_index (spaces, 0) == memory);
  g_assert_true (g_ptr_array_index (spaces, 1) == again);
  g_assert_true (g_ptr_array_index (spaces, 2) == io);
  g_assert_cmpstr (strata_address_space_get_name (io), ==, "I/O");
  g_assert_true (strata_address_space_get_root (io) == part);
  first = strata_address_space_ref_view (memory);
  second = strata_address_space_ref_view (again);
  g_assert_true (first == second);
}

/* A closed space shows nothing, and the others do not mind */
static void
test_close (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = reserved (system, "top", 0x10);
  g_autoptr (StrataAddressSpace) one = strata_address_space_new (system, "one", top);
  g_autoptr (StrataAddressSpace) other = strata_address_space_new (system, "other", top);
  g_autoptr (StrataInitiator) cpu = strata_initiator_new (one, "cpu");
  g_autoptr (GPtrArray) spaces = NULL;

  g_assert_true (strata_initiator_present (cpu, 0));
  strata_address_space_close (one);
  g_assert_false (strata_initiator_present (cpu, 0));
  testing_assert_space (other, "0-f top\n");
  spaces = strata_system_list_address_spaces (system);
  g_assert_cmpuint (spaces->len, ==, 1);
  g_assert_true (strata_region_set_size (top, 8, NULL));
  testing_assert_space (other, "0-7 top\n");
  strata_address_space_close (other);
  testing_assert_space (other, "");
}

/* A view is a value: what is held does not change */
static void
test_value (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x1000);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", top);
  g_autoptr (StrataFlatView) old = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  for (guint i = 0; i < 100; i++)
    testing_add (top, i * 0x20, reserved (system, "part", 0x10), 0);
  old = strata_address_space_ref_view (space);
  g_assert_cmpuint (strata_flat_view_get_n_ranges (old), ==, 100);
  before = testing_view_to_string (old);
  g_assert_true (strata_region_set_enabled (top, FALSE, NULL));
  testing_assert_space (space, "");
  after = testing_view_to_string (old);
  g_assert_cmpstr (before, ==, after);
}

static gboolean
stop_cb (const StrataFlatRange *range G_GNUC_UNUSED, gpointer user_data)
{
  guint *n_left = user_data;

  return --*n_left > 0;
}

static void
test_find (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", STRATA_SIZE_MAX);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", top);
  g_autoptr (StrataFlatView) view = NULL;
  guint n_left = 10;

  for (guint i = 0; i < 1000; i++)
    testing_add (top, i * 0x20, reserved (system, "part", 0x10), 0);
  testing_add (top, TOP, reserved (system, "last", 1), 0);
  view = strata_address_space_ref_view (space);
  g_assert_cmpuint (strata_flat_view_get_n_ranges (view), ==, 1001);
  for (guint i = 0; i < 1000; i++)
    {
      g_assert_true (strata_flat_view_find (view, i * 0x20) ==
                     strata_flat_view_get_range (view, i));
      g_assert_true (strata_flat_view_find (view, i * 0x20 + 0xf) ==
                     strata_flat_view_get_range (view, i));
      g_assert_null (strata_flat_view_find (view, i * 0x20 + 0x10));
      g_assert_cmpuint (strata_flat_view_find_index (view, i * 0x20), ==, i);
    }
  g_assert_null (strata_flat_view_find (view, TOP - 1));
  g_assert_cmpuint (strata_flat_view_find_index (view, TOP), ==, 1000);
  /* A window of ranges, and stopping */
  g_assert_false (strata_flat_view_foreach (view, 0x205, TOP, stop_cb, &n_left));
  g_assert_cmpuint (n_left, ==, 0);
  n_left = 10;
  g_assert_true (strata_flat_view_foreach (view, 0x205, 0x245, stop_cb, &n_left));
  g_assert_cmpuint (n_left, ==, 7);
  n_left = 10;
  g_assert_true (strata_flat_view_foreach (view, 0x210, 0x21f, stop_cb, &n_left));
  g_assert_cmpuint (n_left, ==, 10);
}

/* Neighbours that go on as they would alone are one range, and only those */
static void
test_merge (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x1000);
  g_autoptr (StrataRegion) disk = reserved (system, "disk", 0x400);
  g_autoptr (StrataRegion) low = strata_region_new_alias (system, NULL, "low", disk, 0, 0x100);
  g_autoptr (StrataRegion) high =
    strata_region_new_alias (system, NULL, "high", disk, 0x100, 0x100);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", top);

  g_assert_true (strata_region_add_subregion (top, 0, low, NULL));
  g_assert_true (strata_region_add_subregion (top, 0x100, high, NULL));
  testing_assert_space (space, "0-1ff disk\n");
  g_assert_true (strata_region_set_readonly (high, TRUE, NULL));
  testing_assert_space (space, "0-ff disk\n100-1ff disk+100 readonly\n");
  g_assert_true (strata_region_set_readonly (low, TRUE, NULL));
  testing_assert_space (space, "0-1ff disk readonly\n");
  g_assert_true (strata_region_set_nonvolatile (low, TRUE, NULL));
  testing_assert_space (space, "0-ff disk readonly nonvolatile\n100-1ff disk+100 readonly\n");
  g_assert_true (strata_region_set_nonvolatile (low, FALSE, NULL));
  g_assert_true (strata_region_set_alias_offset (high, 0x200, NULL));
  testing_assert_space (space, "0-ff disk readonly\n100-1ff disk+200 readonly\n");
}

/* The last byte there is, a child that reaches past the end, and one that lies there */
static void
test_top (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", STRATA_SIZE_MAX);
  g_autoptr (StrataRegion) inner =
    strata_region_new_container (system, NULL, "inner", STRATA_SIZE_MAX);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", top);

  testing_add (top, TOP - 0xf, reserved (system, "past", 0x100), 0);
  testing_assert_space (space, "fffffffffffffff0-ffffffffffffffff past\n");
  /* 2^64 bytes from 16 on: cut at the end, nothing comes back at 0 */
  g_assert_true (strata_region_add_subregion_overlap (top, 0x10, inner, -1, NULL));
  testing_add (inner, 0, reserved (system, "all", STRATA_SIZE_MAX), 0);
  testing_assert_space (space, "10-ffffffffffffffef all\n"
                               "fffffffffffffff0-ffffffffffffffff past\n");
  /* Far past the end: the sum of the offsets is more than 2^64 */
  testing_add (inner, TOP, reserved (system, "beyond", 0x100), 5);
  testing_assert_space (space, "10-ffffffffffffffef all\n"
                               "fffffffffffffff0-ffffffffffffffff past\n");
  g_assert_true (strata_region_set_address (inner, 0, NULL));
  testing_assert_space (space, "0-ffffffffffffffef all\n"
                               "fffffffffffffff0-ffffffffffffffff past\n");
}

static void
test_whole (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) all = reserved (system, "all", STRATA_SIZE_MAX);
  g_autoptr (StrataRegion) window =
    strata_region_new_alias (system, NULL, "window", all, 0, STRATA_SIZE_MAX);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", window);
  g_autoptr (StrataFlatView) view = NULL;

  testing_assert_space (space, "0-ffffffffffffffff all\n");
  view = strata_address_space_ref_view (space);
  g_assert_nonnull (strata_flat_view_find (view, TOP));
  /* A window that starts at the target's last byte */
  g_assert_true (strata_region_set_alias_offset (window, TOP, NULL));
  testing_assert_space (space, "0-0 all+ffffffffffffffff\n");
  g_assert_true (strata_region_set_alias_offset (window, 0x1000, NULL));
  testing_assert_space (space, "0-ffffffffffffefff all+1000\n");
}

/* An offset of 2^64-1 is not followed by 0 */
static void
test_no_wrap (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x100);
  g_autoptr (StrataRegion) all = reserved (system, "all", STRATA_SIZE_MAX);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", top);

  testing_add (top, 0, strata_region_new_alias (system, NULL, "end", all, TOP - 0xf, 0x10), 0);
  testing_add (top, 0x10, strata_region_new_alias (system, NULL, "start", all, 0, 0x10), 0);
  testing_assert_space (space, "0-f all+fffffffffffffff0\n10-1f all\n");
}

static void
test_empty (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x100);
  g_autoptr (StrataRegion) nothing = reserved (system, "nothing", 0);
  g_autoptr (StrataRegion) closed = strata_region_new_alias (system, NULL, "closed", top, 0, 0);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", top);
  g_autoptr (StrataAddressSpace) window = strata_address_space_new (system, "window", closed);
  g_autoptr (StrataRendering) rendering = NULL;

  g_assert_true (strata_region_add_subregion (top, 0x10, nothing, NULL));
  testing_add (top, 0, reserved (system, "some", 0x100), -1);
  testing_assert_space (space, "0-ff some\n");
  testing_assert_space (window, "");
  rendering = strata_rendering_new (top, 0, TOP, STRATA_RENDERING_DEFAULT);
  g_assert_cmpuint (strata_rendering_get_n_instances (rendering), ==, 2);
  g_assert_true (strata_region_set_size (top, 0, NULL));
  testing_assert_space (space, "");
}

/* An alias's offset puts the start of its target below zero; only what is above shows */
static void
test_negative_base (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x1000);
  g_autoptr (StrataRegion) target =
    strata_region_new_container (system, NULL, "target", STRATA_SIZE_MAX);
  g_autoptr (StrataRegion) alias =
    strata_region_new_alias (system, NULL, "alias", target, 0x100, 0x1000);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", top);

  testing_add (target, 0, reserved (system, "below", 0x180), 0);
  testing_add (target, 0x200, reserved (system, "above", 0x80), 0);
  testing_add (target, TOP, reserved (system, "far", 1), 0);
  /* The target's own offset does not count */
  g_assert_true (strata_region_set_address (target, 0x4000, NULL));
  g_assert_true (strata_region_add_subregion (top, 0, alias, NULL));
  testing_assert_space (space, "0-7f below+100\n100-17f above\n");
  g_assert_true (strata_region_set_alias_offset (alias, TOP, NULL));
  testing_assert_space (space, "0-0 far\n");
  g_assert_true (strata_region_set_alias_offset (alias, 0, NULL));
  g_assert_true (strata_region_set_size (alias, 0x210, NULL));
  testing_assert_space (space, "0-17f below\n200-20f above\n");
}

/* Longer than its target, of an alias, and of a region that is elsewhere too */
static void
test_aliases (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x1000);
  g_autoptr (StrataRegion) disk = reserved (system, "disk", 0x100);
  g_autoptr (StrataRegion) first =
    strata_region_new_alias (system, NULL, "first", disk, 0x40, 0x800);
  g_autoptr (StrataRegion) second =
    strata_region_new_alias (system, NULL, "second", first, 0x40, 0x800);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "memory", top);

  testing_add (top, 0, reserved (system, "behind", 0x1000), -1);
  g_assert_true (strata_region_add_subregion (top, 0x800, disk, NULL));
  g_assert_true (strata_region_add_subregion (top, 0x400, second, NULL));
  testing_assert_space (space, "0-3ff behind\n"
                               "400-47f disk+80\n"
                               "480-7ff behind+480\n"
                               "800-8ff disk\n"
                               "900-fff behind+900\n");
  /* Taking the target out of its container leaves what is seen through the aliases */
  g_assert_true (strata_region_del_subregion (top, disk, NULL));
  testing_assert_space (space, "0-3ff behind\n"
                               "400-47f disk+80\n"
                               "480-fff behind+480\n");
  g_assert_true (strata_region_set_enabled (disk, FALSE, NULL));
  testing_assert_space (space, "0-fff behind\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/memory/address-space/several", test_several);
  g_test_add_func ("/strata/memory/address-space/close", test_close);
  g_test_add_func ("/strata/memory/address-space/value", test_value);
  g_test_add_func ("/strata/memory/address-space/find", test_find);
  g_test_add_func ("/strata/memory/address-space/merge", test_merge);
  g_test_add_func ("/strata/memory/edges/top", test_top);
  g_test_add_func ("/strata/memory/edges/whole", test_whole);
  g_test_add_func ("/strata/memory/edges/no-wrap", test_no_wrap);
  g_test_add_func ("/strata/memory/edges/empty", test_empty);
  g_test_add_func ("/strata/memory/edges/negative-base", test_negative_base);
  g_test_add_func ("/strata/memory/edges/aliases", test_aliases);

  return g_test_run ();
}
