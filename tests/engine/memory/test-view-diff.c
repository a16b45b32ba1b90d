/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What an access finds elsewhere than before, against a look at each address of both views */

#include "strata-memory-testing.h"

#define N_REGIONS 7
#define WINDOW 64 /* bytes at either end of the space where there is something */
#define N_ROUNDS 300

typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataAddressSpace *space;
  TestingDevice device;
  StrataRegion *regions[N_REGIONS];
} World;

static void
place (World *world, guint i)
{
  guint64 size = (guint64) g_test_rand_int_range (1, WINDOW + 1);
  guint64 address = (guint64) g_test_rand_int_range (0, (gint) (WINDOW - size) + 1);
  g_autoptr (GError) error = NULL;

  if (g_test_rand_bit ())
    address += G_MAXUINT64 - WINDOW + 1;
  strata_region_set_size (world->regions[i], size, &error);
  g_assert_no_error (error);
  strata_region_set_address (world->regions[i], address, &error);
  g_assert_no_error (error);
  strata_region_set_enabled (world->regions[i], g_test_rand_int_range (0, 4) > 0, &error);
  g_assert_no_error (error);
}

static void
world_init (World *world)
{
  testing_device_init (&world->device, STRATA_LITTLE_ENDIAN);
  world->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  world->root = strata_region_new_container (world->system, NULL, "root", G_MAXUINT64);
  for (guint i = 0; i < N_REGIONS; i++)
    {
      /* Some have the same name: they are the same to whoever reads. */
      g_autofree char *name = g_strdup_printf ("r%u", i / 2);

      world->regions[i] = strata_region_new_mmio (world->system, NULL, name, 1,
                                                  &testing_plain_ops, &world->device, NULL);
      testing_add (world->root, 0, world->regions[i], (gint) (i / 4));
      place (world, i);
    }
  world->space = strata_address_space_new (world->system, "memory", world->root);
}

static void
world_clear (World *world)
{
  strata_address_space_unref (world->space);
  strata_region_unref (world->root);
  strata_system_unref (world->system);
  testing_device_clear (&world->device);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (World, world_clear)

static StrataDifference
look (StrataFlatView *old_view, StrataFlatView *new_view, guint64 address)
{
  const StrataFlatRange *a = strata_flat_view_find (old_view, address);
  const StrataFlatRange *b = strata_flat_view_find (new_view, address);

  if (a == NULL || b == NULL)
    return a == b ? STRATA_DIFFERENCE_NONE
           : a == NULL ? STRATA_DIFFERENCE_ADDED : STRATA_DIFFERENCE_REMOVED;
  return g_str_equal (strata_region_get_name (a->region), strata_region_get_name (b->region)) &&
         strata_region_get_priority (a->region) == strata_region_get_priority (b->region) &&
         address - a->first + a->offset == address - b->first + b->offset
           ? STRATA_DIFFERENCE_NONE : STRATA_DIFFERENCE_CHANGED;
}

static void
check (StrataFlatView *old_view, StrataFlatView *new_view)
{
  g_autoptr (StrataViewDiff) diff = strata_view_diff_new (old_view, new_view);
  g_autoptr (GArray) parts = strata_view_diff_list_parts (diff);
  StrataDifference found[2 * WINDOW] = { STRATA_DIFFERENCE_NONE };

  for (guint i = 0; i < parts->len; i++)
    {
      const StrataViewPart *part = &g_array_index (parts, StrataViewPart, i);

      g_assert_cmphex (part->first, <=, part->last);
      if (i > 0)
        g_assert_cmphex (g_array_index (parts, StrataViewPart, i - 1).last, <, part->first);
      g_assert_true (part->old_range == strata_flat_view_find (old_view, part->first));
      g_assert_true (part->old_range == strata_flat_view_find (old_view, part->last));
      g_assert_true (part->new_range == strata_flat_view_find (new_view, part->first));
      g_assert_true (part->new_range == strata_flat_view_find (new_view, part->last));
      g_assert_cmpuint (part->last - part->first, <, WINDOW);
      for (guint64 k = 0; k <= part->last - part->first; k++)
        {
          /* The window at the end follows the one at the beginning. */
          guint64 at = part->first + k + WINDOW;

          g_assert_cmphex (at, <, 2 * WINDOW);
          found[at] = part->difference;
        }
    }
  for (guint64 k = 0; k < 2 * WINDOW; k++)
    g_assert_cmpint (found[k], ==, look (old_view, new_view, k - WINDOW));
}

static void
test_random (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (StrataFlatView) before = NULL;

  world_init (&world);
  before = strata_address_space_ref_view (world.space);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (StrataFlatView) after = NULL;

      for (gint n = g_test_rand_int_range (0, 4); n > 0; n--)
        place (&world, (guint) g_test_rand_int_range (0, N_REGIONS));
      after = strata_address_space_ref_view (world.space);
      check (before, after);
      strata_flat_view_unref (before);
      before = g_steal_pointer (&after);
    }
}

/* A neighbour cuts a range in two: its ranges differ, the bytes left and right do not. */
static void
test_cut (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (StrataFlatView) before = NULL;
  g_autoptr (StrataFlatView) after = NULL;
  g_autoptr (StrataViewDiff) diff = NULL;
  g_autoptr (GArray) parts = NULL;
  const StrataViewPart *part;

  world_init (&world);
  for (guint i = 0; i < N_REGIONS; i++)
    strata_region_set_enabled (world.regions[i], i == 0, NULL);
  strata_region_set_address (world.regions[0], 0, NULL);
  strata_region_set_size (world.regions[0], G_MAXUINT64, NULL);
  strata_region_set_address (world.regions[6], 0x8000, NULL);
  strata_region_set_size (world.regions[6], 0x10, NULL);
  before = strata_address_space_ref_view (world.space);
  strata_region_set_enabled (world.regions[6], TRUE, NULL);
  after = strata_address_space_ref_view (world.space);

  diff = strata_view_diff_new (before, after);
  g_assert_cmpuint (diff->n_differences, ==, 4);
  parts = strata_view_diff_list_parts (diff);
  g_assert_cmpuint (parts->len, ==, 1);
  part = &g_array_index (parts, StrataViewPart, 0);
  g_assert_cmphex (part->first, ==, 0x8000);
  g_assert_cmphex (part->last, ==, 0x800f);
  g_assert_cmpint (part->difference, ==, STRATA_DIFFERENCE_CHANGED);
}

/* Ranges of a region that would be renamed are changed, and others are not. */
static void
test_names (void)
{
  g_auto (World) world = { 0 };
  g_autoptr (StrataFlatView) view = NULL;
  g_autoptr (StrataViewDiff) diff = NULL;
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GHashTable) names = g_hash_table_new (NULL, NULL);
  const StrataViewPart *part;

  world_init (&world);
  for (guint i = 0; i < N_REGIONS; i++)
    strata_region_set_enabled (world.regions[i], i < 2, NULL);
  strata_region_set_address (world.regions[0], 0, NULL);
  strata_region_set_size (world.regions[0], 0x10, NULL);
  strata_region_set_address (world.regions[1], 0x8000, NULL);
  strata_region_set_size (world.regions[1], 0x10, NULL);
  view = strata_address_space_ref_view (world.space);

  g_hash_table_insert (names, world.regions[1], (gpointer) "renamed");
  g_hash_table_insert (names, world.regions[0],
                       (gpointer) strata_region_get_name (world.regions[0]));
  diff = strata_view_diff_new_named (view, view, names);
  g_assert_cmpuint (diff->n_differences, ==, 1);
  parts = strata_view_diff_list_parts (diff);
  g_assert_cmpuint (parts->len, ==, 1);
  part = &g_array_index (parts, StrataViewPart, 0);
  g_assert_cmphex (part->first, ==, 0x8000);
  g_assert_cmphex (part->last, ==, 0x800f);
  g_assert_cmpint (part->difference, ==, STRATA_DIFFERENCE_CHANGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/strata/view-diff/cut", test_cut);
  g_test_add_func ("/strata/view-diff/names", test_names);
  g_test_add_func ("/strata/view-diff/random", test_random);
  return g_test_run ();
}
