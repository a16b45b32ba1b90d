/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "widget-fixture.h"

/* The numbers are those of the example in QEMU's documentation of the memory API. */

static void
test_children (void)
{
  g_autoptr (StrataSpaceModel) model = widget_fixture_load ("doc-overlap", NULL);
  guint root = strata_space_model_get_root (model);
  guint b = widget_fixture_find (model, "B");

  g_assert_cmpuint (strata_space_model_get_n_children (model, root), ==, 2);
  g_assert_cmpuint (strata_space_model_get_child (model, root, 0), ==,
                    widget_fixture_find (model, "C"));
  g_assert_cmpuint (strata_space_model_get_child (model, root, 1), ==, b);
  g_assert_cmpuint (strata_space_model_get_n_children (model, b), ==, 2);
  g_assert_cmpuint (strata_space_model_get_child (model, b, 1), ==,
                    widget_fixture_find (model, "E"));
  g_assert_cmpuint (strata_space_model_get_position (model, widget_fixture_find (model, "E")), ==,
                    1);
  g_assert_cmpuint (strata_space_model_get_holder (model, widget_fixture_find (model, "E")), ==, b);
  g_assert_cmpuint (strata_space_model_get_holder (model, root), ==, STRATA_NO_INSTANCE);
}

static void
test_visibility (void)
{
  g_autoptr (StrataSpaceModel) model = widget_fixture_load ("doc-overlap", NULL);
  const StrataSpaceCensus *census = strata_space_model_get_census (model);
  guint c = widget_fixture_find (model, "C");

  g_assert_cmpint (strata_space_model_get_visibility (model, strata_space_model_get_root (model)),
                   ==, STRATA_VISIBILITY_NONE);
  g_assert_cmpint (strata_space_model_get_visibility (model, widget_fixture_find (model, "D")), ==,
                   STRATA_VISIBILITY_WHOLLY);
  g_assert_cmpint (strata_space_model_get_visibility (model, c), ==, STRATA_VISIBILITY_PARTLY);
  g_assert_cmpfloat_with_epsilon (strata_space_model_get_visible_fraction (model, c), 4.0 / 6,
                                  1e-9);
  g_assert_cmpuint (strata_space_model_get_first_visible (model, c), ==, 0);
  g_assert_cmpuint (census->n_instances, ==, 3);
  g_assert_cmpuint (census->n_partly, ==, 1);
  g_assert_cmpuint (census->n_hidden, ==, 0);
  g_assert_cmpuint (census->n_disabled, ==, 0);
}

static void
test_alias (void)
{
  g_autoptr (StrataSpaceModel) model = widget_fixture_load ("doc-pc", NULL);
  guint himem = widget_fixture_find (model, "himem → ram");
  guint alias = strata_space_model_get_sibling (model, himem);

  g_assert_cmpuint (alias, !=, himem);
  g_assert_cmpuint (strata_space_model_get_shown (model, alias), ==, himem);
  g_assert_cmpuint (strata_space_model_get_holder (model, himem), ==,
                    strata_space_model_get_root (model));
  g_assert_cmpstr (strata_region_get_name (strata_space_model_get_instance (model, himem)->region),
                   ==, "ram");
  g_assert_cmpuint (strata_space_model_get_instance (model, himem)->offset, ==, 0xe0000000);
  g_assert_cmpint (strata_space_model_get_priority (
                     model, widget_fixture_find (model, "vga-window → pci")), ==, 1);
}

/* All of 2^64 is visible, and sums of sizes do not wrap. */
static void
test_whole_space (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_reserved (system, NULL, "all", STRATA_SIZE_MAX);
  g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "all", root);
  g_autoptr (StrataSpaceModel) model = strata_space_model_new (space);

  g_assert_cmpint (strata_space_model_get_visibility (model, 0), ==, STRATA_VISIBILITY_WHOLLY);
  g_assert_cmpfloat (strata_space_model_get_visible_fraction (model, 0), ==, 1);
}

static void
test_finalize (void)
{
  StrataSpaceModel *model = widget_fixture_load ("doc-pc", NULL);

  g_assert_finalize_object (model);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/space-model/children", test_children);
  g_test_add_func ("/strata/space-model/visibility", test_visibility);
  g_test_add_func ("/strata/space-model/alias", test_alias);
  g_test_add_func ("/strata/space-model/whole-space", test_whole_space);
  g_test_add_func ("/strata/space-model/finalize", test_finalize);

  return g_test_run ();
}
