/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who has been put over an address and is not tried there. What is said to be in the way is taken
 * away, and then the flat view has to show the region. */

#include "strata-memory-testing.h"

typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataRegion *bus;
  StrataRegion *window;
  StrataRegion *card;
  StrataAddressSpace *space;
  TestingDevice device;
} Map;

/* A root of 64 KiB; a bus in it of 4 KiB with a device past its end; a device that is off; and an
 * alias that shows a part of the bus at 8000. */
static void
map_build (Map *map)
{
  StrataRegion *off;

  testing_device_init (&map->device, STRATA_LITTLE_ENDIAN);
  map->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  map->root = strata_region_new_container (map->system, NULL, "root", 0x10000);
  map->bus = strata_region_new_container (map->system, NULL, "bus", 0x1000);
  map->card = strata_region_new_mmio (map->system, NULL, "card", 0x800, &testing_plain_ops,
                                      &map->device, NULL);
  off = strata_region_new_mmio (map->system, NULL, "off", 0x100, &testing_plain_ops, &map->device,
                                NULL);
  map->window = strata_region_new_alias (map->system, NULL, "window", map->bus, 0x400, 0x800);
  testing_add (map->root, 0x2000, map->bus, 0);
  testing_add (map->bus, 0xc00, map->card, 0);
  testing_add (map->bus, 0x100, off, 0);
  testing_add (map->root, 0x8000, map->window, 0);
  g_assert_true (strata_region_set_enabled (off, FALSE, NULL));
  map->space = strata_address_space_new (map->system, "memory", map->root);
}

static void
map_clear (Map *map)
{
  strata_address_space_unref (map->space);
  strata_region_unref (map->root);
  strata_system_unref (map->system);
  testing_device_clear (&map->device);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Map, map_clear)

/* `path/of/names+offset: what is in the way`, one in a line */
static char *
write_misses (StrataRegion *root, guint64 address, guint max_misses)
{
  g_autoptr (GPtrArray) misses = strata_near_miss_list (root, address, max_misses);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < misses->len; i++)
    {
      const StrataNearMiss *miss = g_ptr_array_index (misses, i);

      for (guint k = 0; k < miss->path->len; k++)
        g_string_append_printf (text, "%s%s", k > 0 ? "/" : "",
                                strata_region_get_name (g_ptr_array_index (miss->path, k)));
      g_string_append_printf (text, "+%" G_GINT64_MODIFIER "x:", miss->offset);
      for (guint k = 0; k < miss->obstacles->len; k++)
        {
          const StrataObstacle *obstacle = &g_array_index (miss->obstacles, StrataObstacle, k);

          g_string_append_printf (text, " %s %s %" G_GINT64_MODIFIER "x",
                                  strata_region_get_name (g_ptr_array_index (miss->path,
                                                                             obstacle->step)),
                                  strata_obstacle_type_get_nick (obstacle->type), obstacle->edge);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

#define assert_misses(map, address, expected)                               \
  G_STMT_START                                                              \
  {                                                                         \
    g_autofree char *misses_ = write_misses ((map)->root, address, G_MAXUINT); \
                                                                            \
    g_assert_cmpstr (misses_, ==, expected);                                \
  }                                                                         \
  G_STMT_END

/* Takes away what is in the way of the only near miss: then it is tried. */
static void
clear_way (Map *map, guint64 address)
{
  g_autoptr (GPtrArray) misses = strata_near_miss_list (map->root, address, 1);
  g_autoptr (StrataRendering) rendering = NULL;
  const StrataNearMiss *miss = g_ptr_array_index (misses, 0);
  guint winner;

  for (guint i = 0; i < miss->obstacles->len; i++)
    {
      const StrataObstacle *obstacle = &g_array_index (miss->obstacles, StrataObstacle, i);
      StrataRegion *region = g_ptr_array_index (miss->path, obstacle->step);

      if (obstacle->type == STRATA_OBSTACLE_DISABLED)
        g_assert_true (strata_region_set_enabled (region, TRUE, NULL));
      else if (obstacle->type == STRATA_OBSTACLE_TOO_SHORT)
        g_assert_true (strata_region_set_size (region, strata_region_get_size (region)
                                                       + address - obstacle->edge, NULL));
      else
        g_assert_not_reached ();
    }

  rendering = strata_rendering_new (map->root, address, address, STRATA_RENDERING_DEFAULT);
  winner = strata_rendering_find_winner (rendering, address);
  g_assert_cmpuint (winner, !=, STRATA_NO_INSTANCE);
  g_assert_true (strata_rendering_get_instance (rendering, winner)->region
                 == g_ptr_array_index (miss->path, miss->path->len - 1));
  g_assert_cmphex (strata_rendering_get_instance (rendering, winner)->offset, ==, miss->offset);
}

static void
test_disabled (void)
{
  g_auto (Map) map = { 0 };

  map_build (&map);
  assert_misses (&map, 0x2110, "root/bus/off+10: off disabled 0\n");
  g_assert_true (strata_region_set_enabled (map.bus, FALSE, NULL));
  assert_misses (&map, 0x2110, "root/bus/off+10: bus disabled 0 off disabled 0\n");
  assert_misses (&map, 0x2c00, "root/bus/card+0: bus disabled 0\n");
  clear_way (&map, 0x2110);
  assert_misses (&map, 0x2110, "");
}

static void
test_cut (void)
{
  g_auto (Map) map = { 0 };

  map_build (&map);
  /* the last byte of the bus, and the first past it: the card goes on there */
  assert_misses (&map, 0x2fff, "");
  assert_misses (&map, 0x3000, "root/bus/card+400: bus too-short 2fff\n");
  assert_misses (&map, 0x33ff, "root/bus/card+7ff: bus too-short 2fff\n");
  assert_misses (&map, 0x3400, "");
  clear_way (&map, 0x33ff);
  assert_misses (&map, 0x3000, "");
}

/* Through the alias, which is switched off: only what lies in its window */
static void
test_alias (void)
{
  g_auto (Map) map = { 0 };

  map_build (&map);
  assert_misses (&map, 0x87ff, "");
  assert_misses (&map, 0x8800, "");
  g_assert_true (strata_region_set_enabled (map.window, FALSE, NULL));
  assert_misses (&map, 0x8000, "");
  assert_misses (&map, 0x8fff, "");
  g_assert_true (strata_region_set_alias_offset (map.window, 0x700, NULL));
  assert_misses (&map, 0x8500, "root/window/bus/card+0: window disabled 0\n");
  assert_misses (&map, 0x87ff, "root/window/bus/card+2ff: window disabled 0\n");
  assert_misses (&map, 0x8800, "");
  clear_way (&map, 0x8500);
}

/* Past the end of all, at both ends of 2^64, and with a base below 0 */
static void
test_ends (void)
{
  g_auto (Map) map = { 0 };
  StrataRegion *far;

  map_build (&map);
  assert_misses (&map, 0x10000, "");
  assert_misses (&map, G_MAXUINT64, "");
  far = strata_region_new_mmio (map.system, NULL, "far", 0x100, &testing_plain_ops, &map.device,
                                NULL);
  testing_add (map.root, G_MAXUINT64, far, 0);
  assert_misses (&map, G_MAXUINT64, "root/far+0: root too-short ffff\n");
  /* the rest of it lies past 2^64: it does not come round */
  assert_misses (&map, 0, "");

  /* the alias puts the bus at an address below 0: the window is in it, the card too */
  g_assert_true (strata_region_set_alias_offset (map.window, 0x9000, NULL));
  g_assert_true (strata_region_set_address (far, 0x100, NULL));
  assert_misses (&map, 0x8000, "");
}

/* Those with the least in their way come first; no more than were asked for */
static void
test_order (void)
{
  g_auto (Map) map = { 0 };
  StrataRegion *other;
  g_autofree char *first = NULL;

  map_build (&map);
  other = strata_region_new_mmio (map.system, NULL, "other", 0x100, &testing_plain_ops,
                                  &map.device, NULL);
  testing_add (map.root, 0x3000, other, 0);
  g_assert_true (strata_region_set_enabled (other, FALSE, NULL));
  g_assert_true (strata_region_set_enabled (map.card, FALSE, NULL));
  assert_misses (&map, 0x3000, "root/other+0: other disabled 0\n"
                               "root/bus/card+400: bus too-short 2fff card disabled 0\n");
  first = write_misses (map.root, 0x3000, 1);
  g_assert_cmpstr (first, ==, "root/other+0: other disabled 0\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/near-miss/disabled", test_disabled);
  g_test_add_func ("/strata/near-miss/cut", test_cut);
  g_test_add_func ("/strata/near-miss/alias", test_alias);
  g_test_add_func ("/strata/near-miss/ends", test_ends);
  g_test_add_func ("/strata/near-miss/order", test_order);

  return g_test_run ();
}
