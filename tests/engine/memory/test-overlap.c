/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The worked map of QEMU's memory documentation: A holds C below B, and B holds D and E */

#include "strata-memory-testing.h"

typedef struct
{
  StrataSystem *system;
  StrataRegion *a;
  StrataRegion *b;
  StrataRegion *c;
  StrataRegion *d;
  StrataRegion *e;
  StrataAddressSpace *space;
  TestingDevice device;
} Map;

static StrataRegion *
new_device (Map *map, const char *name, guint64 size)
{
  return strata_region_new_mmio (map->system, NULL, name, size, &testing_plain_ops, &map->device,
                                 NULL);
}

static void
map_build (Map *map, gboolean b_is_device)
{
  testing_device_init (&map->device, STRATA_LITTLE_ENDIAN);
  map->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  map->a = strata_region_new_container (map->system, NULL, "A", 0x8000);
  map->b = b_is_device ? new_device (map, "B", 0x4000)
                       : strata_region_new_container (map->system, NULL, "B", 0x4000);
  map->c = new_device (map, "C", 0x6000);
  map->d = new_device (map, "D", 0x1000);
  map->e = new_device (map, "E", 0x1000);
  testing_add (map->a, 0, map->c, 1);
  testing_add (map->a, 0x2000, map->b, 2);
  testing_add (map->b, 0, map->d, 0);
  testing_add (map->b, 0x2000, map->e, 0);
  map->space = strata_address_space_new (map->system, "memory", map->a);
}

static void
map_clear (Map *map)
{
  strata_address_space_unref (map->space);
  strata_region_unref (map->a);
  strata_system_unref (map->system);
  testing_device_clear (&map->device);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Map, map_clear)

/* Holes in a pure container show what lies behind it */
static void
test_container (void)
{
  g_auto (Map) map = { 0 };

  map_build (&map, FALSE);
  testing_assert_space (map.space, "0-1fff C\n"
                                   "2000-2fff D\n"
                                   "3000-3fff C+3000\n"
                                   "4000-4fff E\n"
                                   "5000-5fff C+5000\n");
}

/* A device covers with its own content what its subregions leave free */
static void
test_device (void)
{
  g_auto (Map) map = { 0 };

  map_build (&map, TRUE);
  testing_assert_space (map.space, "0-1fff C\n"
                                   "2000-2fff D\n"
                                   "3000-3fff B+1000\n"
                                   "4000-4fff E\n"
                                   "5000-5fff B+3000\n");
}

static void
test_priority (void)
{
  g_auto (Map) map = { 0 };

  map_build (&map, TRUE);
  /* Only siblings are compared: D's priority does not carry it above C */
  g_assert_true (strata_region_set_priority (map.d, 100, NULL));
  g_assert_true (strata_region_set_priority (map.c, 3, NULL));
  testing_assert_space (map.space, "0-5fff C\n");
  /* Equal: the one added last, which set_priority makes it */
  g_assert_true (strata_region_set_priority (map.b, 3, NULL));
  testing_assert_space (map.space, "0-1fff C\n"
                                   "2000-2fff D\n"
                                   "3000-3fff B+1000\n"
                                   "4000-4fff E\n"
                                   "5000-5fff B+3000\n");
  /* Negative ones are below zero */
  g_assert_true (strata_region_set_priority (map.c, 0, NULL));
  g_assert_true (strata_region_set_priority (map.b, -1, NULL));
  testing_assert_space (map.space, "0-5fff C\n");
}

static void
test_disabled (void)
{
  g_auto (Map) map = { 0 };

  map_build (&map, FALSE);
  g_assert_true (strata_region_set_enabled (map.b, FALSE, NULL));
  testing_assert_space (map.space, "0-5fff C\n");
  g_assert_true (strata_region_set_enabled (map.b, TRUE, NULL));
  g_assert_true (strata_region_set_enabled (map.d, FALSE, NULL));
  testing_assert_space (map.space, "0-3fff C\n"
                                   "4000-4fff E\n"
                                   "5000-5fff C+5000\n");
  g_assert_true (strata_region_set_enabled (map.a, FALSE, NULL));
  testing_assert_space (map.space, "");
}

static guint
find_instance (StrataRendering *rendering, StrataRegion *region)
{
  for (guint i = 0; i < strata_rendering_get_n_instances (rendering); i++)
    if (strata_rendering_get_instance (rendering, i)->region == region)
      return i;
  g_assert_not_reached ();
}

typedef struct
{
  StrataRendering *rendering;
  GString *text;
} Told;

static void
hidden_cb (guint64 first, guint64 last, guint by, gpointer user_data)
{
  Told *told = user_data;
  const StrataInstance *instance = strata_rendering_get_instance (told->rendering, by);

  g_string_append_printf (told->text, "%x-%x %s\n", (guint) first, (guint) last,
                          strata_region_get_name (instance->region));
}

static void
visible_cb (guint64 first, guint64 last, gpointer user_data)
{
  Told *told = user_data;

  g_string_append_printf (told->text, "%x-%x\n", (guint) first, (guint) last);
}

static void
test_hidden (void)
{
  g_auto (Map) map = { 0 };
  g_autoptr (StrataRendering) rendering = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  Told told;

  map_build (&map, TRUE);
  rendering = strata_rendering_new (map.a, 0, G_MAXUINT64, STRATA_RENDERING_DEFAULT);
  told = (Told) { rendering, text };
  strata_rendering_foreach_hidden (rendering, find_instance (rendering, map.c), hidden_cb, &told);
  g_assert_cmpstr (text->str, ==, "2000-2fff D\n3000-3fff B\n4000-4fff E\n5000-5fff B\n");
  g_string_truncate (text, 0);
  strata_rendering_foreach_visible (rendering, find_instance (rendering, map.c), visible_cb,
                                    &told);
  g_assert_cmpstr (text->str, ==, "0-1fff\n");
  g_string_truncate (text, 0);
  strata_rendering_foreach_hidden (rendering, find_instance (rendering, map.b), hidden_cb, &told);
  g_assert_cmpstr (text->str, ==, "2000-2fff D\n4000-4fff E\n");
  g_string_truncate (text, 0);
  strata_rendering_foreach_visible (rendering, find_instance (rendering, map.b), visible_cb,
                                    &told);
  g_assert_cmpstr (text->str, ==, "3000-3fff\n5000-5fff\n");
}

static void
assert_precedence (StrataRendering *rendering, StrataRegion *winner, StrataRegion *loser,
                   StrataRule rule, StrataRegion *at, StrataRegion *first, StrataRegion *second)
{
  StrataPrecedence precedence;

  strata_rendering_get_precedence (rendering, find_instance (rendering, winner),
                                   find_instance (rendering, loser), &precedence);
  g_assert_cmpint (precedence.rule, ==, rule);
  g_assert_cmpuint (precedence.at, ==, find_instance (rendering, at));
  g_assert_cmpuint (precedence.winner, ==, find_instance (rendering, first));
  g_assert_cmpuint (precedence.loser, ==, find_instance (rendering, second));
}

static void
test_probe (void)
{
  g_auto (Map) map = { 0 };
  g_autoptr (StrataRendering) rendering = NULL;
  g_autoptr (GArray) tried = NULL;
  g_auto (GStrv) path = NULL;
  g_autofree char *joined = NULL;

  map_build (&map, TRUE);
  rendering = strata_rendering_new (map.a, 0x2800, 0x2800, STRATA_RENDERING_DEFAULT);
  tried = strata_rendering_list_tried (rendering, 0x2800);
  g_assert_cmpuint (tried->len, ==, 3);
  g_assert_cmpuint (g_array_index (tried, guint, 0), ==, find_instance (rendering, map.d));
  g_assert_cmpuint (g_array_index (tried, guint, 1), ==, find_instance (rendering, map.b));
  g_assert_cmpuint (g_array_index (tried, guint, 2), ==, find_instance (rendering, map.c));
  g_assert_cmpuint (strata_rendering_find_winner (rendering, 0x2800), ==,
                    find_instance (rendering, map.d));

  path = strata_rendering_dup_path (rendering, find_instance (rendering, map.d));
  joined = g_strjoinv ("/", path);
  g_assert_cmpstr (joined, ==, "A/B/D");

  assert_precedence (rendering, map.d, map.b, STRATA_RULE_OWN_SUBREGION, map.b, map.d, map.b);
  assert_precedence (rendering, map.d, map.c, STRATA_RULE_PRIORITY, map.a, map.b, map.c);
  g_assert_cmpstr (strata_rule_get_nick (STRATA_RULE_PRIORITY), ==, "priority");
  g_assert_cmpstr (strata_rule_get_nick (STRATA_RULE_ORDER), ==, "order");
  g_assert_cmpstr (strata_rule_get_nick (STRATA_RULE_OWN_SUBREGION), ==, "own-subregion");
}

/* Among equals the order of adding decides, and the rule says so */
static void
test_order (void)
{
  g_auto (Map) map = { 0 };
  g_autoptr (StrataRendering) rendering = NULL;

  map_build (&map, FALSE);
  g_assert_true (strata_region_set_priority (map.b, 1, NULL));
  rendering = strata_rendering_new_for_region (map.a, map.c);
  assert_precedence (rendering, map.d, map.c, STRATA_RULE_ORDER, map.a, map.b, map.c);
  /* A move makes C the last added; taking the rank back undoes that */
  {
    guint64 rank = strata_region_get_rank (map.c);

    g_assert_true (strata_region_set_address (map.c, 0x10, NULL));
    testing_assert_space (map.space, "10-600f C\n");
    g_assert_true (strata_region_set_address (map.c, 0, NULL));
    testing_assert_space (map.space, "0-5fff C\n");
    g_assert_true (strata_region_set_rank (map.c, rank, NULL));
    testing_assert_space (map.space, "0-1fff C\n"
                                     "2000-2fff D\n"
                                     "3000-3fff C+3000\n"
                                     "4000-4fff E\n"
                                     "5000-5fff C+5000\n");
  }
  /* What keeps the rank: enabling, resizing, renaming */
  g_assert_true (strata_region_set_enabled (map.c, FALSE, NULL));
  g_assert_true (strata_region_set_enabled (map.c, TRUE, NULL));
  g_assert_true (strata_region_set_size (map.c, 0x7000, NULL));
  g_assert_true (strata_region_set_name (map.c, "c", NULL));
  testing_assert_space (map.space, "0-1fff c\n"
                                   "2000-2fff D\n"
                                   "3000-3fff c+3000\n"
                                   "4000-4fff E\n"
                                   "5000-6fff c+5000\n");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/memory/overlap/container", test_container);
  g_test_add_func ("/strata/memory/overlap/device", test_device);
  g_test_add_func ("/strata/memory/overlap/priority", test_priority);
  g_test_add_func ("/strata/memory/overlap/disabled", test_disabled);
  g_test_add_func ("/strata/memory/overlap/hidden", test_hidden);
  g_test_add_func ("/strata/memory/overlap/probe", test_probe);
  g_test_add_func ("/strata/memory/overlap/order", test_order);

  return g_test_run ();
}
