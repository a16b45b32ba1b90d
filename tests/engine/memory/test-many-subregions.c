/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A container of thousands of subregions, many of them at one address and over each other: their
 * order, and who wins where, is what a sorted list and painting byte by byte say. */

#include "strata-memory-testing.h"

#include <stdlib.h>
#include <string.h>

#define N_REGIONS 3000
#define N_BYTES 0x4000

typedef struct
{
  StrataRegion *region;
  gboolean is_in;
  guint64 address;
  guint64 size;
  gint priority;
  guint64 rank;
} Entry;

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataAddressSpace *space;
  GRand *random;
  guint64 last_rank;
  Entry entries[N_REGIONS];
} Fixture;

static guint
get_random (Fixture *f, guint below)
{
  return (guint) g_rand_int_range (f->random, 0, (gint32) below);
}

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  f->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  f->top = strata_region_new_container (f->system, NULL, "top", N_BYTES);
  f->space = strata_address_space_new (f->system, "memory", f->top);
  for (guint i = 0; i < N_REGIONS; i++)
    {
      f->entries[i].size = get_random (f, 8) == 0 ? 0 : 1 + get_random (f, 24);
      f->entries[i].region
        = strata_region_new_reserved (f->system, NULL, "region", f->entries[i].size);
    }
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_address_space_unref (f->space);
  for (guint i = 0; i < N_REGIONS; i++)
    strata_region_unref (f->entries[i].region);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  g_rand_free (f->random);
}

static gint
compare_tried (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(const Entry *const *) a;
  const Entry *second = *(const Entry *const *) b;

  if (first->priority != second->priority)
    return first->priority > second->priority ? -1 : 1;
  return first->rank > second->rank ? -1 : 1;
}

static gint
compare_printed (gconstpointer a, gconstpointer b)
{
  const Entry *first = *(const Entry *const *) a;
  const Entry *second = *(const Entry *const *) b;

  if (first->address != second->address)
    return first->address < second->address ? -1 : 1;
  return compare_tried (a, b);
}

static GPtrArray *
list_model (Fixture *f, GCompareFunc compare)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < N_REGIONS; i++)
    if (f->entries[i].is_in)
      g_ptr_array_add (list, &f->entries[i]);
  if (list->len > 0)
    qsort (list->pdata, list->len, sizeof (gpointer), compare);
  return list;
}

static void
assert_order (Fixture *f)
{
  g_autoptr (GPtrArray) subregions = strata_region_list_subregions (f->top);
  g_autoptr (GPtrArray) model = list_model (f, compare_printed);

  g_assert_cmpuint (subregions->len, ==, model->len);
  g_assert_cmpuint (strata_region_get_n_subregions (f->top), ==, model->len);
  for (guint i = 0; i < model->len; i++)
    g_assert_true (g_ptr_array_index (subregions, i)
                   == ((Entry *) g_ptr_array_index (model, i))->region);
}

static void
assert_view (Fixture *f)
{
  g_autoptr (GPtrArray) model = list_model (f, compare_tried);
  g_autoptr (StrataFlatView) view = strata_address_space_ref_view (f->space);
  g_autofree StrataRegion **bytes = g_new0 (StrataRegion *, N_BYTES);

  for (guint i = 0; i < model->len; i++)
    {
      const Entry *entry = g_ptr_array_index (model, i);

      for (guint64 at = entry->address; at < MIN (entry->address + entry->size, N_BYTES); at++)
        if (bytes[at] == NULL)
          bytes[at] = entry->region;
    }
  for (guint at = 0; at < N_BYTES; at++)
    {
      const StrataFlatRange *range = strata_flat_view_find (view, at);

      g_assert_true ((range != NULL ? range->region : NULL) == bytes[at]);
    }
}

static void
add_or_remove (Fixture *f, Entry *entry)
{
  if (entry->is_in)
    {
      g_assert_true (strata_region_del_subregion (f->top, entry->region, NULL));
      entry->is_in = FALSE;
      return;
    }
  entry->address = 8 * get_random (f, N_BYTES / 8);
  entry->priority = (gint) get_random (f, 3) - 1;
  entry->rank = ++f->last_rank;
  entry->is_in = TRUE;
  g_assert_true (strata_region_add_subregion_overlap (f->top, entry->address, entry->region,
                                                      entry->priority, NULL));
}

static void
change (Fixture *f, Entry *entry)
{
  guint64 address = get_random (f, 4) == 0 ? 0x100 : 8 * get_random (f, N_BYTES / 8);
  gint priority = (gint) get_random (f, 3) - 1;

  if (address != entry->address)
    entry->rank = ++f->last_rank;
  entry->address = address;
  g_assert_true (strata_region_set_address (entry->region, address, NULL));
  if (priority != entry->priority)
    entry->rank = ++f->last_rank;
  entry->priority = priority;
  g_assert_true (strata_region_set_priority (entry->region, priority, NULL));
  entry->size = 1 + get_random (f, 24);
  g_assert_true (strata_region_set_size (entry->region, entry->size, NULL));
}

/* The container fills, lives on, and empties: chances to add are such that it does */
static void
test_random (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  for (guint round = 0; round < 60; round++)
    {
      guint n_edits = 1 + get_random (f, 800);
      gboolean grows = round < 40;
      gboolean at_once = get_random (f, 2) == 0;

      if (at_once)
        strata_system_begin (f->system);
      for (guint i = 0; i < n_edits; i++)
        {
          Entry *entry = &f->entries[get_random (f, N_REGIONS)];

          if (entry->is_in && get_random (f, 3) == 0)
            change (f, entry);
          else if (entry->is_in != grows || get_random (f, 4) == 0)
            add_or_remove (f, entry);
        }
      if (at_once)
        strata_system_commit (f->system);
      assert_order (f);
      assert_view (f);
    }
  for (guint i = 0; i < N_REGIONS; i++)
    if (f->entries[i].is_in)
      add_or_remove (f, &f->entries[i]);
  assert_order (f);
  assert_view (f);
}

/* In order, and in reverse order, of address */
static void
test_sorted (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  for (guint way = 0; way < 4; way++)
    {
      for (guint i = 0; i < N_REGIONS; i++)
        {
          Entry *entry = &f->entries[way % 2 == 0 ? i : N_REGIONS - 1 - i];

          entry->address = 5 * (guint64) (entry - f->entries);
          entry->priority = 0;
          entry->rank = ++f->last_rank;
          entry->is_in = TRUE;
          g_assert_true (
            strata_region_add_subregion (f->top, entry->address, entry->region, NULL));
        }
      assert_order (f);
      assert_view (f);
      for (guint i = 0; i < N_REGIONS; i++)
        add_or_remove (f, &f->entries[way / 2 == 0 ? i : N_REGIONS - 1 - i]);
      assert_order (f);
    }
}

/* Two with one rank at one address stay two */
static void
test_one_rank (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  for (guint i = 0; i < 100; i++)
    {
      g_assert_true (strata_region_add_subregion_overlap (f->top, 0, f->entries[i].region, 0,
                                                          NULL));
      g_assert_true (strata_region_set_rank (f->entries[i].region, 1, NULL));
    }
  for (guint i = 0; i < 100; i++)
    g_assert_true (strata_region_del_subregion (f->top, f->entries[i * 37 % 100].region, NULL));
  g_assert_cmpuint (strata_region_get_n_subregions (f->top), ==, 0);
}

#define add(name, func)                                                                            \
  g_test_add ("/strata/memory/many-subregions/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("random", test_random);
  add ("sorted", test_sorted);
  add ("one-rank", test_one_rank);

  return g_test_run ();
}
