/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Transactions: one new view for many edits, inner ones that are taken back, and dry commits */

#include "strata-memory-testing.h"

typedef struct
{
  StrataSystem *system;
  StrataRegion *top;
  StrataRegion *a;
  StrataRegion *b;
  StrataAddressSpace *space;
  StrataListener *listener;
  GString *heard;
} Fixture;

static void
begin_cb (gpointer user_data)
{
  g_string_append (((Fixture *) user_data)->heard, "begin ");
}

static void
del_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range, gpointer user_data)
{
  g_string_append_printf (((Fixture *) user_data)->heard, "-%s@%x ",
                          strata_region_get_name (range->region), (guint) range->first);
}

static void
add_cb (StrataAddressSpace *space G_GNUC_UNUSED, const StrataFlatRange *range, gpointer user_data)
{
  g_string_append_printf (((Fixture *) user_data)->heard, "+%s@%x ",
                          strata_region_get_name (range->region), (guint) range->first);
}

static void
commit_cb (gpointer user_data)
{
  g_string_append (((Fixture *) user_data)->heard, "commit ");
}

static const StrataListenerFuncs listener_funcs = {
  .begin = begin_cb,
  .region_del = del_cb,
  .region_add = add_cb,
  .commit = commit_cb,
};

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  f->top = strata_region_new_container (f->system, NULL, "top", 0x1000);
  f->a = strata_region_new_reserved (f->system, NULL, "a", 0x100);
  f->b = strata_region_new_reserved (f->system, NULL, "b", 0x100);
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0, f->a, 0, NULL));
  f->space = strata_address_space_new (f->system, "memory", f->top);
  f->heard = g_string_new (NULL);
  f->listener = strata_listener_new (f->system, NULL, 0, &listener_funcs, f, NULL);
  g_string_truncate (f->heard, 0);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_listener_remove (f->listener);
  strata_listener_unref (f->listener);
  strata_address_space_unref (f->space);
  strata_region_unref (f->a);
  strata_region_unref (f->b);
  strata_region_unref (f->top);
  strata_system_unref (f->system);
  g_string_free (f->heard, TRUE);
}

static void
assert_heard (Fixture *f, const char *expected)
{
  g_assert_cmpstr (f->heard->str, ==, expected);
  g_string_truncate (f->heard, 0);
}

/* Outside of a transaction each edit is one */
static void
test_alone (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0x200, f->b, 0, NULL));
  assert_heard (f, "begin +b@200 commit ");
  g_assert_true (strata_region_set_address (f->b, 0x300, NULL));
  assert_heard (f, "begin -b@200 +b@300 commit ");
  /* What changes no view is heard by nobody */
  g_assert_true (strata_region_set_enabled (f->b, TRUE, NULL));
  g_assert_true (strata_region_set_name (f->b, "c", NULL));
  g_assert_true (strata_region_set_priority (f->b, 7, NULL));
  g_assert_true (strata_region_set_size (f->top, 0x2000, NULL));
  assert_heard (f, "");
}

static void
test_nested (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_system_begin (f->system);
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0x200, f->b, 0, NULL));
  strata_system_begin (f->system);
  g_assert_true (strata_region_set_address (f->a, 0x80, NULL));
  strata_system_commit (f->system);
  /* The hierarchy has changed, what is accessed has not */
  g_assert_cmpuint (strata_region_get_address (f->a), ==, 0x80);
  testing_assert_space (f->space, "0-ff a\n");
  assert_heard (f, "");
  strata_system_commit (f->system);
  testing_assert_space (f->space, "80-17f a\n200-2ff b\n");
  assert_heard (f, "begin -a@0 +a@80 +b@200 commit ");
}

/* A way there and back is no change */
static void
test_there_and_back (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataFlatView) before = strata_address_space_ref_view (f->space);
  g_autoptr (StrataFlatView) after = NULL;

  strata_system_begin (f->system);
  g_assert_true (strata_region_set_enabled (f->a, FALSE, NULL));
  g_assert_true (strata_region_set_enabled (f->a, TRUE, NULL));
  g_assert_true (strata_region_del_subregion (f->top, f->a, NULL));
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0, f->a, 0, NULL));
  strata_system_commit (f->system);
  assert_heard (f, "");
  after = strata_address_space_ref_view (f->space);
  g_assert_true (strata_flat_view_equal (before, after));
}

static void
test_abandon (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  guint64 rank = strata_region_get_rank (f->a);

  strata_system_begin (f->system);
  g_assert_true (strata_region_set_priority (f->a, 5, NULL));
  g_assert_true (strata_region_set_size (f->a, 0x10, NULL));
  g_assert_true (strata_region_set_readonly (f->a, TRUE, NULL));
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0, f->b, 9, NULL));
  strata_system_abandon (f->system);
  testing_assert_space (f->space, "0-ff a\n");
  assert_heard (f, "");
  g_assert_cmpint (strata_region_get_priority (f->a), ==, 0);
  g_assert_cmpuint (strata_region_get_size (f->a), ==, 0x100);
  g_assert_false (strata_region_get_readonly (f->a));
  g_assert_cmpuint (strata_region_get_rank (f->a), ==, rank);
  g_assert_null (strata_region_get_container (f->b));
}

/* What is taken back is the inner transaction alone */
static void
test_abandon_inner (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  strata_system_begin (f->system);
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0x200, f->b, 0, NULL));
  strata_system_begin (f->system);
  g_assert_true (strata_region_set_address (f->b, 0x300, NULL));
  g_assert_true (strata_region_del_subregion (f->top, f->a, NULL));
  strata_system_begin (f->system);
  g_assert_true (strata_region_set_address (f->b, 0x400, NULL));
  strata_system_commit (f->system);
  strata_system_abandon (f->system);
  strata_system_commit (f->system);
  testing_assert_space (f->space, "0-ff a\n200-2ff b\n");
  assert_heard (f, "begin +b@200 commit ");
}

/* Taking out what nothing else holds, and taking that back */
static void
test_abandon_last_reference (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataRegion *c = strata_region_new_reserved (f->system, NULL, "c", 0x10);

  testing_add (f->top, 0x800, c, 0);
  strata_system_begin (f->system);
  g_assert_true (strata_region_del_subregion (f->top, c, NULL));
  strata_system_abandon (f->system);
  testing_assert_space (f->space, "0-ff a\n800-80f c\n");
  g_assert_true (strata_region_del_subregion (f->top, c, NULL));
  testing_assert_space (f->space, "0-ff a\n");
}

/* A refused edit leaves the others of its transaction */
static void
test_refused_inside (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  strata_system_begin (f->system);
  g_assert_true (strata_region_set_address (f->a, 0x40, NULL));
  g_assert_false (strata_region_add_subregion (f->a, 0, f->top, &error));
  g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY);
  g_assert_true (strata_region_set_size (f->a, 0x40, NULL));
  strata_system_commit (f->system);
  testing_assert_space (f->space, "40-7f a\n");
}

static void
test_dry (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataDryCommit) dry = NULL;
  g_autoptr (StrataFlatView) view = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *foreseen = NULL;

  strata_system_begin (f->system);
  g_assert_true (strata_region_add_subregion_overlap (f->top, 0x80, f->b, 1, NULL));
  dry = strata_system_dry_commit (f->system, &error);
  g_assert_no_error (error);
  view = strata_dry_commit_ref_view (dry, f->space);
  foreseen = testing_view_to_string (view);
  g_assert_cmpstr (foreseen, ==, "0-7f a\n80-17f b\n");
  testing_assert_space (f->space, "0-ff a\n");
  assert_heard (f, "");
  strata_system_abandon (f->system);
  testing_assert_space (f->space, "0-ff a\n");
  assert_heard (f, "");

  g_assert_cmpuint (strata_dry_commit_get_n_events (dry), ==, 3);
  g_assert_cmpint (strata_dry_commit_get_event (dry, 0)->kind, ==, STRATA_EVENT_REGION_DEL);
  g_assert_cmpuint (strata_dry_commit_get_event (dry, 0)->range.last, ==, 0xff);
  g_assert_cmpint (strata_dry_commit_get_event (dry, 1)->kind, ==, STRATA_EVENT_REGION_ADD);
  g_assert_cmpuint (strata_dry_commit_get_event (dry, 1)->range.last, ==, 0x7f);
  g_assert_cmpint (strata_dry_commit_get_event (dry, 2)->kind, ==, STRATA_EVENT_REGION_ADD);
  g_assert_true (strata_dry_commit_get_event (dry, 2)->range.region == f->b);
  g_assert_true (strata_dry_commit_get_event (dry, 2)->space == f->space);
}

/* With nothing open there is nothing to foresee */
static void
test_dry_nothing (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataFlatView) now = strata_address_space_ref_view (f->space);
  g_autoptr (StrataFlatView) then = NULL;
  g_autoptr (StrataDryCommit) dry = NULL;
  g_autoptr (GError) error = NULL;

  strata_system_begin (f->system);
  dry = strata_system_dry_commit (f->system, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strata_dry_commit_get_n_events (dry), ==, 0);
  then = strata_dry_commit_ref_view (dry, f->space);
  g_assert_true (strata_flat_view_equal (then, now));
  strata_system_commit (f->system);
}

#define add(name, func)                                                                            \
  g_test_add ("/strata/memory/transaction/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("alone", test_alone);
  add ("nested", test_nested);
  add ("there-and-back", test_there_and_back);
  add ("abandon", test_abandon);
  add ("abandon-inner", test_abandon_inner);
  add ("abandon-last-reference", test_abandon_last_reference);
  add ("refused-inside", test_refused_inside);
  add ("dry", test_dry);
  add ("dry-nothing", test_dry_nothing);

  return g_test_run ();
}
