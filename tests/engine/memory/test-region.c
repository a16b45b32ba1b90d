/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a region says of itself, and which edits are refused */

#include <string.h>

#include "strata-memory-testing.h"

static void
test_fresh (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataOwner) owner = strata_owner_new ("device", NULL, NULL);
  g_autoptr (StrataRegion) region = strata_region_new_container (system, owner, "a b#1", 0x10);
  g_autoptr (GPtrArray) subregions = strata_region_list_subregions (region);

  g_assert_true (strata_region_get_system (region) == system);
  g_assert_true (strata_region_get_owner (region) == owner);
  g_assert_cmpstr (strata_region_get_name (region), ==, "a b#1");
  g_assert_cmpuint (strata_region_get_size (region), ==, 0x10);
  g_assert_cmpuint (strata_region_get_address (region), ==, 0);
  g_assert_cmpint (strata_region_get_priority (region), ==, 0);
  g_assert_null (strata_region_get_container (region));
  g_assert_null (strata_region_get_alias_target (region));
  g_assert_true (strata_region_get_enabled (region));
  g_assert_false (strata_region_get_readonly (region));
  g_assert_false (strata_region_get_nonvolatile (region));
  g_assert_cmpuint (strata_region_get_n_subregions (region), ==, 0);
  g_assert_cmpuint (subregions->len, ==, 0);
}

static void
test_kinds (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataRegion) container = strata_region_new_container (system, NULL, "", 0x10);
  g_autoptr (StrataRegion) mmio =
    strata_region_new_mmio (system, NULL, "", 0x10, &testing_plain_ops, NULL, NULL);
  g_autoptr (StrataRegion) ram = strata_region_new_ram (system, NULL, "", 0x10, &error);
  g_autoptr (StrataRegion) ramd = strata_region_new_ram_device (system, NULL, "", 0x10, &error);
  g_autoptr (StrataRegion) rom = strata_region_new_rom (system, NULL, "", 0x10, &error);
  g_autoptr (StrataRegion) romd = strata_region_new_rom_device (
    system, NULL, "", 0x10, &testing_plain_ops, NULL, NULL, &error);
  g_autoptr (StrataRegion) alias = strata_region_new_alias (system, NULL, "", ram, 0, 0x10);
  g_autoptr (StrataRegion) reserved = strata_region_new_reserved (system, NULL, "", 0x10);
  const struct
  {
    StrataRegion *region;
    StrataRegionKind kind;
    const char *name;
    gboolean content;
    gboolean is_ram;
  } cases[] = {
    { container, STRATA_REGION_CONTAINER, "i/o", FALSE, FALSE },
    { mmio, STRATA_REGION_MMIO, "i/o", TRUE, FALSE },
    { ram, STRATA_REGION_RAM, "ram", TRUE, TRUE },
    { ramd, STRATA_REGION_RAM_DEVICE, "ramd", TRUE, TRUE },
    { rom, STRATA_REGION_ROM, "rom", TRUE, TRUE },
    { romd, STRATA_REGION_ROM_DEVICE, "romd", TRUE, TRUE },
    { reserved, STRATA_REGION_RESERVED, "i/o", TRUE, FALSE },
  };

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (strata_region_get_kind (cases[i].region), ==, cases[i].kind);
      g_assert_cmpstr (strata_region_get_kind_name (cases[i].region), ==, cases[i].name);
      g_assert_cmpint (strata_region_has_content (cases[i].region), ==, cases[i].content);
      g_assert_cmpint (strata_region_is_ram (cases[i].region), ==, cases[i].is_ram);
      g_assert_cmpint (strata_region_get_ram_ptr (cases[i].region) != NULL, ==, cases[i].is_ram);
    }
  g_assert_cmpint (strata_region_get_kind (alias), ==, STRATA_REGION_ALIAS);
  g_assert_false (strata_region_has_content (alias));
  g_assert_true (strata_region_get_readonly (rom));
  g_assert_true (strata_region_set_rom_mode (romd, FALSE, &error));
  g_assert_cmpstr (strata_region_get_kind_name (romd), ==, "i/o");
}

/* The pointer to RAM is found through aliases, with their offsets */
static void
test_ram_ptr (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  guint8 bytes[0x100];
  g_autoptr (StrataRegion) ram =
    strata_region_new_ram_from_pointer (system, NULL, "", sizeof bytes, bytes, NULL, NULL);
  g_autoptr (StrataRegion) alias = strata_region_new_alias (system, NULL, "", ram, 0x20, 0x80);
  g_autoptr (StrataRegion) second = strata_region_new_alias (system, NULL, "", alias, 0x10, 0x20);

  g_assert_true (strata_region_get_ram_ptr (ram) == bytes);
  g_assert_true (strata_region_get_ram_ptr (alias) == bytes + 0x20);
  g_assert_true (strata_region_get_ram_ptr (second) == bytes + 0x30);
}

typedef struct
{
  StrataSystem *system;
  StrataSystem *other_system;
  StrataRegion *top;
  StrataRegion *middle;
  StrataRegion *ram;
  StrataRegion *alias; /* of middle */
  StrataRegion *foreign;
  StrataAddressSpace *space;
} Fixture;

static void
fixture_set_up (Fixture *fixture, gconstpointer user_data G_GNUC_UNUSED)
{
  fixture->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  fixture->other_system = strata_system_new (STRATA_LITTLE_ENDIAN);
  fixture->top = strata_region_new_container (fixture->system, NULL, "top", 0x1000);
  fixture->middle = strata_region_new_container (fixture->system, NULL, "middle", 0x100);
  fixture->ram = strata_region_new_ram (fixture->system, NULL, "ram", 0x40, NULL);
  fixture->alias =
    strata_region_new_alias (fixture->system, NULL, "alias", fixture->middle, 0, 0x100);
  fixture->foreign = strata_region_new_container (fixture->other_system, NULL, "foreign", 0x10);
  g_assert_true (strata_region_add_subregion (fixture->top, 0x100, fixture->middle, NULL));
  g_assert_true (strata_region_add_subregion (fixture->middle, 0x10, fixture->ram, NULL));
  g_assert_true (strata_region_add_subregion (fixture->top, 0x800, fixture->alias, NULL));
  fixture->space = strata_address_space_new (fixture->system, "memory", fixture->top);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer user_data G_GNUC_UNUSED)
{
  /* Whatever was refused has left the map as it was */
  testing_assert_space (fixture->space, "110-14f ram\n810-84f ram\n");
  strata_address_space_unref (fixture->space);
  strata_region_unref (fixture->alias);
  strata_region_unref (fixture->ram);
  strata_region_unref (fixture->middle);
  strata_region_unref (fixture->top);
  strata_region_unref (fixture->foreign);
  strata_system_unref (fixture->system);
  strata_system_unref (fixture->other_system);
}

#define assert_refused(call, expected_code)                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    GError *error = NULL;                                                                          \
                                                                                                   \
    g_assert_false (call);                                                                         \
    g_assert_error (error, STRATA_MEMORY_ERROR, expected_code);                                    \
    g_assert_cmpuint (strlen (error->message), >, 0);                                              \
    g_clear_error (&error);                                                                        \
  }                                                                                                \
  G_STMT_END

static void
test_refused_hierarchy (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) loose = strata_region_new_container (f->system, NULL, "loose", 0x10);
  g_autoptr (StrataRegion) window =
    strata_region_new_alias (f->system, NULL, "window", f->top, 0x100, 0x1000);

  /* Into itself: directly, through a container, through an alias that shows itself without end */
  assert_refused (strata_region_add_subregion (loose, 0, loose, &error),
                  STRATA_MEMORY_ERROR_HIERARCHY);
  assert_refused (strata_region_add_subregion (f->middle, 0, f->top, &error),
                  STRATA_MEMORY_ERROR_HIERARCHY);
  assert_refused (strata_region_add_subregion (f->middle, 0, window, &error),
                  STRATA_MEMORY_ERROR_HIERARCHY);
  assert_refused (strata_region_set_alias_target (f->alias, f->alias, &error),
                  STRATA_MEMORY_ERROR_HIERARCHY);
  /* Into an alias, into two containers, across systems */
  assert_refused (strata_region_add_subregion (f->alias, 0, loose, &error),
                  STRATA_MEMORY_ERROR_HIERARCHY);
  assert_refused (strata_region_add_subregion (f->top, 0, f->ram, &error),
                  STRATA_MEMORY_ERROR_HIERARCHY);
  assert_refused (strata_region_add_subregion (f->middle, 0, f->ram, &error),
                  STRATA_MEMORY_ERROR_HIERARCHY);
  assert_refused (strata_region_add_subregion (f->top, 0, f->foreign, &error),
                  STRATA_MEMORY_ERROR_HIERARCHY);
  assert_refused (strata_region_set_alias_target (f->alias, f->foreign, &error),
                  STRATA_MEMORY_ERROR_HIERARCHY);
  /* Out of where it is not */
  assert_refused (strata_region_del_subregion (f->top, f->ram, &error),
                  STRATA_MEMORY_ERROR_HIERARCHY);
  assert_refused (strata_region_del_subregion (f->top, loose, &error),
                  STRATA_MEMORY_ERROR_HIERARCHY);
  g_assert_null (strata_region_get_container (loose));
  g_assert_null (strata_region_get_container (window));
  g_assert_cmpuint (strata_region_get_n_subregions (f->top), ==, 2);
}

static void
test_refused_kind (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) rom = strata_region_new_rom (f->system, NULL, "rom", 0x10, NULL);

  assert_refused (strata_region_set_rom_mode (f->ram, TRUE, &error), STRATA_MEMORY_ERROR_KIND);
  assert_refused (strata_region_set_alias_offset (f->ram, 0x10, &error),
                  STRATA_MEMORY_ERROR_KIND);
  assert_refused (strata_region_set_alias_target (f->middle, f->ram, &error),
                  STRATA_MEMORY_ERROR_KIND);
  assert_refused (strata_region_set_callback_offset (f->alias, 0x10, &error),
                  STRATA_MEMORY_ERROR_KIND);
  assert_refused (strata_region_set_readonly (rom, FALSE, &error), STRATA_MEMORY_ERROR_KIND);
  assert_refused (strata_region_set_log (f->middle, STRATA_DIRTY_VGA, TRUE, &error),
                  STRATA_MEMORY_ERROR_KIND);
  assert_refused (strata_region_add_coalescing (f->ram, 0, 4, &error), STRATA_MEMORY_ERROR_KIND);
  assert_refused (strata_region_set_coalescing (f->middle, &error), STRATA_MEMORY_ERROR_KIND);
}

static void
test_refused_range (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  /* Memory cannot grow past what it was made with; it can shrink and come back */
  assert_refused (strata_region_set_size (f->ram, 0x41, &error), STRATA_MEMORY_ERROR_RANGE);
  assert_refused (strata_region_set_size (f->ram, STRATA_SIZE_MAX, &error),
                  STRATA_MEMORY_ERROR_RANGE);
  g_assert_true (strata_region_set_size (f->ram, 0x20, NULL));
  testing_assert_space (f->space, "110-12f ram\n810-82f ram\n");
  g_assert_true (strata_region_set_size (f->ram, 0x40, NULL));
  assert_refused (strata_region_set_rank (f->ram, G_MAXUINT64, &error),
                  STRATA_MEMORY_ERROR_RANGE);
}

/* top, middle, ram, alias, middle, ram are six instances; the longest path is top, alias, middle */
static void
test_refused_limit (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) loose = strata_region_new_container (f->system, NULL, "loose", 0x10);
  guint64 instances = strata_system_get_limit (f->system, STRATA_LIMIT_INSTANCES);
  guint64 depth = strata_system_get_limit (f->system, STRATA_LIMIT_DEPTH);

  strata_system_set_limit (f->system, STRATA_LIMIT_INSTANCES, 7);
  assert_refused (strata_region_add_subregion (f->middle, 0, loose, &error),
                  STRATA_MEMORY_ERROR_LIMIT);
  g_assert_null (strata_region_get_container (loose));
  g_assert_true (strata_region_add_subregion (f->top, 0, loose, NULL));
  g_assert_true (strata_region_del_subregion (f->top, loose, NULL));
  strata_system_set_limit (f->system, STRATA_LIMIT_INSTANCES, 8);
  g_assert_true (strata_region_add_subregion (f->middle, 0, loose, NULL));
  g_assert_true (strata_region_del_subregion (f->middle, loose, NULL));
  strata_system_set_limit (f->system, STRATA_LIMIT_INSTANCES, instances);

  strata_system_set_limit (f->system, STRATA_LIMIT_DEPTH, 2);
  {
    g_autoptr (StrataRegion) deep = strata_region_new_container (f->system, NULL, "deep", 0x10);
    g_autoptr (StrataRegion) deeper = strata_region_new_container (f->system, NULL, "", 0x10);

    g_assert_true (strata_region_add_subregion (loose, 0, deep, NULL));
    g_assert_true (strata_region_add_subregion (deep, 0, deeper, NULL));
    assert_refused (strata_region_add_subregion (f->middle, 0, loose, &error),
                    STRATA_MEMORY_ERROR_LIMIT);
    g_assert_null (strata_region_get_container (loose));
  }
  strata_system_set_limit (f->system, STRATA_LIMIT_DEPTH, depth);
  g_assert_cmpuint (strata_system_get_limit (f->system, STRATA_LIMIT_DEPTH), ==, depth);
}

/* Who may not overlap and does: after adding, moving and resizing */
static void
test_collisions (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x1000);
  g_autoptr (StrataRegion) a = strata_region_new_reserved (system, NULL, "a", 0x100);
  g_autoptr (StrataRegion) b = strata_region_new_reserved (system, NULL, "b", 0x100);
  g_autoptr (StrataRegion) c = strata_region_new_reserved (system, NULL, "c", 0x100);
  g_autoptr (GPtrArray) collisions = NULL;
  const StrataCollision *collision;

  g_assert_true (strata_region_add_subregion (top, 0, a, NULL));
  g_assert_true (strata_region_add_subregion (top, 0x100, b, NULL));
  g_assert_true (strata_region_add_subregion_overlap (top, 0x80, c, 0, NULL));
  collisions = strata_region_list_collisions (top);
  g_assert_cmpuint (collisions->len, ==, 0);
  g_clear_pointer (&collisions, g_ptr_array_unref);

  g_assert_true (strata_region_set_address (b, 0xc0, NULL));
  collisions = strata_region_list_collisions (top);
  g_assert_cmpuint (collisions->len, ==, 1);
  collision = g_ptr_array_index (collisions, 0);
  g_assert_true (collision->a == a && collision->b == b);
  g_assert_cmpuint (collision->overlap.first, ==, 0xc0);
  g_assert_cmpuint (collision->overlap.last, ==, 0xff);
  g_clear_pointer (&collisions, g_ptr_array_unref);

  g_assert_true (strata_region_set_size (a, 0xc0, NULL));
  collisions = strata_region_list_collisions (top);
  g_assert_cmpuint (collisions->len, ==, 0);
  g_clear_pointer (&collisions, g_ptr_array_unref);

  /* All that reach into each other, and past the end of the container and of 2^64 */
  g_assert_true (strata_region_set_size (a, STRATA_SIZE_MAX, NULL));
  g_assert_true (strata_region_set_address (b, G_MAXUINT64, NULL));
  collisions = strata_region_list_collisions (top);
  g_assert_cmpuint (collisions->len, ==, 1);
  collision = g_ptr_array_index (collisions, 0);
  g_assert_cmpuint (collision->overlap.first, ==, G_MAXUINT64);
  g_assert_cmpuint (collision->overlap.last, ==, G_MAXUINT64);
  g_clear_pointer (&collisions, g_ptr_array_unref);

  /* An empty one overlaps nothing */
  g_assert_true (strata_region_set_size (b, 0, NULL));
  collisions = strata_region_list_collisions (top);
  g_assert_cmpuint (collisions->len, ==, 0);
}

static void
test_extent (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) region = strata_region_new_reserved (system, NULL, "", 0x10);
  StrataRange extent;

  g_assert_true (strata_region_set_address (region, 0x20, NULL));
  g_assert_true (strata_region_get_extent (region, &extent));
  g_assert_cmpuint (extent.first, ==, 0x20);
  g_assert_cmpuint (extent.last, ==, 0x2f);
  g_assert_true (strata_region_set_size (region, STRATA_SIZE_MAX, NULL));
  g_assert_true (strata_region_get_extent (region, &extent));
  g_assert_cmpuint (extent.last, ==, G_MAXUINT64);
  g_assert_true (strata_region_set_size (region, 0, NULL));
  g_assert_false (strata_region_get_extent (region, &extent));
}

/* By address; those at one address in the order tried. And the other way: who shows a region. */
static void
test_lists (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) top = strata_region_new_container (system, NULL, "top", 0x1000);
  static const struct
  {
    guint64 address;
    gint priority;
    const char *name;
  } parts[] = {
    { 0x200, 0, "e" }, { 0x100, 0, "d" }, { 0x100, 0, "c" }, { 0x100, 5, "b" }, { 0, -1, "a" },
  };
  g_autoptr (GPtrArray) subregions = NULL;
  g_autoptr (GPtrArray) aliases = NULL;
  g_autoptr (StrataRegion) first = NULL;
  g_autoptr (StrataRegion) second = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    testing_add (top, parts[i].address,
                 strata_region_new_reserved (system, NULL, parts[i].name, 0x10),
                 parts[i].priority);
  subregions = strata_region_list_subregions (top);
  g_assert_cmpuint (subregions->len, ==, G_N_ELEMENTS (parts));
  g_assert_cmpuint (strata_region_get_n_subregions (top), ==, G_N_ELEMENTS (parts));
  for (guint i = 0; i < subregions->len; i++)
    {
      char name[2] = { (char) ('a' + i), '\0' };

      g_assert_cmpstr (strata_region_get_name (g_ptr_array_index (subregions, i)), ==, name);
    }

  first = strata_region_new_alias (system, NULL, "", top, 0, 0x10);
  second = strata_region_new_alias (system, NULL, "", top, 0x10, 0x10);
  aliases = strata_region_list_aliases (top);
  g_assert_cmpuint (aliases->len, ==, 2);
  g_assert_true (g_ptr_array_find (aliases, first, NULL));
  g_assert_true (g_ptr_array_find (aliases, second, NULL));
  g_assert_true (strata_region_set_alias_target (second, first, NULL));
  g_clear_pointer (&aliases, g_ptr_array_unref);
  aliases = strata_region_list_aliases (top);
  g_assert_cmpuint (aliases->len, ==, 1);
}

#define add_refused(name, func)                                                                    \
  g_test_add ("/strata/memory/region/refused/" name, Fixture, NULL, fixture_set_up, func,          \
              fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/memory/region/fresh", test_fresh);
  g_test_add_func ("/strata/memory/region/kinds", test_kinds);
  g_test_add_func ("/strata/memory/region/ram-ptr", test_ram_ptr);
  add_refused ("hierarchy", test_refused_hierarchy);
  add_refused ("kind", test_refused_kind);
  add_refused ("range", test_refused_range);
  add_refused ("limit", test_refused_limit);
  g_test_add_func ("/strata/memory/region/collisions", test_collisions);
  g_test_add_func ("/strata/memory/region/extent", test_extent);
  g_test_add_func ("/strata/memory/region/lists", test_lists);

  return g_test_run ();
}
