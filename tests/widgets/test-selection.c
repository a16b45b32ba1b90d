/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "widget-fixture.h"

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_select (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  StrataSpaceModel *model = strata_selection_get_model (selection);
  guint e = widget_fixture_find (model, "E");
  guint changed = 0;

  g_signal_connect_swapped (selection, "changed", G_CALLBACK (count_cb), &changed);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==, STRATA_NO_INSTANCE);

  strata_selection_select (selection, e);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==, e);
  g_assert_cmpuint (strata_selection_get_address (selection), ==, 0x4000);

  strata_selection_select (selection, e);
  g_assert_cmpuint (changed, ==, 1);
  strata_selection_select_at (selection, e, 0x4800);
  g_assert_cmpuint (changed, ==, 2);
  strata_selection_select (selection, STRATA_NO_INSTANCE);
  g_assert_cmpuint (changed, ==, 3);
  g_assert_cmpuint (strata_selection_get_address (selection), ==, 0);
}

static void
test_alias_stands_for_its_target (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-pc", NULL);
  StrataSpaceModel *model = strata_selection_get_model (selection);
  guint ram = widget_fixture_find (model, "lomem → ram");

  strata_selection_select (selection, strata_space_model_get_sibling (model, ram));
  g_assert_cmpuint (strata_selection_get_instance (selection), ==, ram);
}

static void
test_model (void)
{
  g_autoptr (StrataSelection) selection = widget_fixture_select_in ("doc-overlap", NULL);
  g_autoptr (StrataSpaceModel) other = widget_fixture_load ("doc-pc", NULL);
  guint notified = 0;
  guint changed = 0;

  strata_selection_select (selection, widget_fixture_find (strata_selection_get_model (selection),
                                                           "D"));
  g_signal_connect_swapped (selection, "notify::model", G_CALLBACK (count_cb), &notified);
  g_signal_connect_swapped (selection, "changed", G_CALLBACK (count_cb), &changed);
  g_object_set (selection, "model", other, NULL);
  g_assert_cmpuint (notified, ==, 1);
  g_assert_cmpuint (changed, ==, 1);
  g_assert_cmpuint (strata_selection_get_instance (selection), ==, STRATA_NO_INSTANCE);
  strata_selection_set_model (selection, other);
  g_assert_cmpuint (notified, ==, 1);
  strata_selection_set_model (selection, NULL);
  g_assert_cmpuint (notified, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/selection/select", test_select);
  g_test_add_func ("/strata/selection/alias-stands-for-its-target",
                   test_alias_stands_for_its_target);
  g_test_add_func ("/strata/selection/model", test_model);

  return g_test_run ();
}
