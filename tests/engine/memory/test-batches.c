/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Batches of all sizes, from one edit to far more than it pays to follow one by one: the view is
 * what the model says, whoever holds the old one and whoever listens. */

#include "strata-memory-testing.h"

#define N_REGIONS 3000
#define STRIDE 0x100
#define SIZE 0x80

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  GPtrArray *regions;
  gboolean shown[N_REGIONS]; /* the model */
  StrataAddressSpace *space;
  GRand *random;
  guint n_told;
} Fixture;

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  f->top = strata_region_new_container (f->system, NULL, "top", N_REGIONS * STRIDE);
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->regions = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_region_unref);
  f->random = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  strata_system_begin (f->system);
  for (guint i = 0; i < N_REGIONS; i++)
    {
      StrataRegion *region = strata_region_new_reserved (f->system, NULL, "region", SIZE);

      g_ptr_array_add (f->regions, region);
      testing_add (f->top, i * STRIDE, strata_region_ref (region), 0);
      f->shown[i] = TRUE;
    }
  strata_system_commit (f->system);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_address_space_unref (f->space);
  g_ptr_array_unref (f->regions);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  g_rand_free (f->random);
}

static void
assert_view (Fixture *f, StrataFlatView *view, const gboolean *shown)
{
  guint at = 0;

  for (guint i = 0; i < N_REGIONS; i++)
    {
      const StrataFlatRange *range;

      if (!shown[i])
        continue;
      g_assert_cmpuint (at, <, strata_flat_view_get_n_ranges (view));
      range = strata_flat_view_get_range (view, at++);
      g_assert_cmphex (range->first, ==, i * STRIDE);
      g_assert_cmphex (range->last, ==, i * STRIDE + SIZE - 1);
      g_assert_true (range->region == g_ptr_array_index (f->regions, i));
      g_assert_true (strata_flat_view_find (view, i * STRIDE + SIZE / 2) == range);
    }
  g_assert_cmpuint (at, ==, strata_flat_view_get_n_ranges (view));
}

static void
edit_batch (Fixture *f)
{
  guint n_edits = 1u << g_rand_int_range (f->random, 0, 13);
  guint begin = (guint) g_rand_int_range (f->random, 0, N_REGIONS);
  gboolean scattered = g_rand_boolean (f->random);
  gboolean shown = g_rand_boolean (f->random);

  strata_system_begin (f->system);
  for (guint i = 0; i < n_edits; i++)
    {
      guint at = (begin + (scattered ? (guint) g_rand_int_range (f->random, 0, N_REGIONS) : i))
                 % N_REGIONS;

      f->shown[at] = g_rand_int_range (f->random, 0, 8) > 0 ? shown : !shown;
      g_assert_true (strata_region_set_enabled (g_ptr_array_index (f->regions, at), f->shown[at],
                                                NULL));
    }
  strata_system_commit (f->system);
}

static void
run_batches (Fixture *f, gboolean holds)
{
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (StrataFlatView) held = holds ? strata_address_space_ref_view (f->space) : NULL;
      g_autofree gboolean *before = g_memdup2 (f->shown, sizeof f->shown);
      g_autoptr (StrataFlatView) view = NULL;

      edit_batch (f);
      view = strata_address_space_ref_view (f->space);
      assert_view (f, view, f->shown);
      if (held != NULL)
        assert_view (f, held, before);
    }
}

static void
test_alone (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  run_batches (f, FALSE);
}

static void
test_held (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  run_batches (f, TRUE);
}

static void
del_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range, gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_false (f->shown[range->first / STRIDE]);
  f->n_told++;
}

static void
add_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range, gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_true (f->shown[range->first / STRIDE]);
  f->n_told++;
}

/* A listener hears of what differs and of nothing else, however much has been looked at */
static void
test_listened (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  const StrataListenerFuncs funcs = { .region_add = add_cb, .region_del = del_cb };
  StrataListener *listener = strata_listener_new (f->system, NULL, 0, &funcs, f, NULL);

  for (guint i = 0; i < 60; i++)
    {
      g_autofree gboolean *before = g_memdup2 (f->shown, sizeof f->shown);
      g_autoptr (StrataFlatView) view = NULL;
      guint n_changed = 0;

      f->n_told = 0;
      edit_batch (f);
      view = strata_address_space_ref_view (f->space);
      assert_view (f, view, f->shown);
      for (guint j = 0; j < N_REGIONS; j++)
        n_changed += before[j] != f->shown[j];
      g_assert_cmpuint (f->n_told, ==, n_changed);
    }
  memset (f->shown, 0, sizeof f->shown); /* what it hears when it goes */
  strata_listener_remove (listener);
  strata_listener_unref (listener);
}

/* What is taken back at once publishes nothing, be it little or all */
static void
test_there_and_back (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  for (guint n_edits = 1; n_edits <= N_REGIONS; n_edits *= 5)
    {
      g_autoptr (StrataFlatView) before = strata_address_space_ref_view (f->space);
      g_autoptr (StrataFlatView) after = NULL;

      strata_system_begin (f->system);
      for (guint i = 0; i < 2 * n_edits; i++)
        g_assert_true (strata_region_set_enabled (
          g_ptr_array_index (f->regions, i % n_edits * (N_REGIONS / n_edits)), i >= n_edits, NULL));
      strata_system_commit (f->system);
      after = strata_address_space_ref_view (f->space);
      g_assert_true (after == before);
    }
}

#define add(name, func)                                                                            \
  g_test_add ("/strata/memory/batches/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("alone", test_alone);
  add ("held", test_held);
  add ("listened", test_listened);
  add ("there-and-back", test_there_and_back);

  return g_test_run ();
}
