/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-explanation.h"
#include "widget-fixture.h"

#define RANGE(ranges, i) g_array_index (ranges, StrataExplainedRange, i)

/* C of the example is hidden by D and E, which are in B: 2 beats 1 in A. */
static void
test_partly (void)
{
  g_autoptr (StrataSpaceModel) model = widget_fixture_load ("doc-overlap", NULL);
  g_autoptr (StrataExplanation) explanation =
    strata_explanation_new (model, widget_fixture_find (model, "C"));
  const StrataReason *reason;
  g_autofree char *rule = NULL;
  g_autofree char *verdict = strata_explanation_dup_verdict (explanation);
  g_autofree char *summary = strata_explanation_dup_summary (explanation);
  g_autofree char *place = strata_explanation_dup_place (explanation);

  g_assert_cmpstr (verdict, ==, "Partly hidden");
  g_assert_cmpstr (summary, ==, "MMIO · priority 1");
  g_assert_cmpstr (place, ==, "0–5fff · 24 KiB");
  g_assert_cmpuint (explanation->n_hidden, ==, 2);
  g_assert_cmpuint (RANGE (explanation->hidden, 0).first, ==, 0x2000);
  g_assert_cmpuint (RANGE (explanation->hidden, 0).last, ==, 0x2fff);
  g_assert_cmpuint (RANGE (explanation->hidden, 0).by, ==, widget_fixture_find (model, "D"));
  g_assert_cmpuint (RANGE (explanation->hidden, 1).by, ==, widget_fixture_find (model, "E"));
  g_assert_cmpuint (explanation->n_visible, ==, 3);
  g_assert_cmpuint (RANGE (explanation->visible, 2).first, ==, 0x5000);

  g_assert_cmpuint (explanation->reasons->len, ==, 1);
  reason = g_ptr_array_index (explanation->reasons, 0);
  g_assert_cmpint (reason->rule, ==, STRATA_RULE_PRIORITY);
  g_assert_cmpuint (reason->at, ==, widget_fixture_find (model, "A"));
  g_assert_cmpuint (reason->winners->len, ==, 1);
  g_assert_cmpuint (g_array_index (reason->winners, guint, 0), ==,
                    widget_fixture_find (model, "B"));
  rule = strata_explanation_dup_rule (explanation, reason, FALSE);
  g_assert_cmpstr (rule, ==, "2 beats 1.");
}

/* The BIOS at the end of the first MiB of a PC whose RAM was laid over it: the oracle's dump shows
 * pc.ram from e0000 to fffff. */
static void
test_hidden (void)
{
  g_autoptr (StrataSpaceModel) model = widget_fixture_load ("x86_64-pc+std-boot10s", "memory");
  g_autoptr (StrataExplanation) explanation =
    strata_explanation_new (model, widget_fixture_find (model, "isa-bios → pc.bios"));
  const StrataReason *reason;
  g_autofree char *rule = NULL;
  guint64 next = 0xe0000;

  g_assert_cmpint (explanation->visibility, ==, STRATA_VISIBILITY_HIDDEN);
  g_assert_cmpuint (explanation->n_visible, ==, 0);
  for (guint i = 0; i < explanation->hidden->len; i++)
    {
      g_assert_cmpuint (RANGE (explanation->hidden, i).first, ==, next);
      next = RANGE (explanation->hidden, i).last + 1;
    }
  g_assert_cmpuint (next, ==, 0x100000);

  reason = g_ptr_array_index (explanation->reasons, 0);
  g_assert_cmpint (reason->rule, ==, STRATA_RULE_PRIORITY);
  g_assert_cmpuint (reason->at, ==, strata_space_model_get_root (model));
  g_assert_cmpuint (reason->loser, ==, widget_fixture_find (model, "pci"));
  rule = strata_explanation_dup_rule (explanation, reason, FALSE);
  g_assert_cmpstr (rule, ==, "1 beats −1. The priority 1 of isa-bios counts only inside pci.");
  g_assert_cmpuint (explanation->path->len, ==, 3);
}

static void
test_own_subregion (void)
{
  g_autoptr (StrataSpaceModel) model = widget_fixture_load ("x86_64-pc+std-boot10s", "memory");
  g_autoptr (StrataExplanation) explanation =
    strata_explanation_new (model, widget_fixture_find (model, "vga.mmio"));
  const StrataReason *reason;

  g_assert_cmpuint (explanation->n_hidden, ==, 4);
  g_assert_cmpuint (explanation->reasons->len, ==, 1);
  reason = g_ptr_array_index (explanation->reasons, 0);
  g_assert_cmpint (reason->rule, ==, STRATA_RULE_OWN_SUBREGION);
  g_assert_cmpuint (reason->at, ==, explanation->instance);
  g_assert_cmpuint (reason->winners->len, ==, 4);
}

static void
test_container (void)
{
  g_autoptr (StrataSpaceModel) model = widget_fixture_load ("doc-overlap", NULL);
  g_autoptr (StrataExplanation) explanation =
    strata_explanation_new (model, widget_fixture_find (model, "B"));
  g_autofree char *verdict = strata_explanation_dup_verdict (explanation);
  g_autofree char *remark = strata_explanation_dup_remark (explanation, FALSE);

  g_assert_cmpstr (verdict, ==, "Holds other regions");
  g_assert_nonnull (strstr (remark, "2 regions"));
}

/* Something that sticks out is cut by the container that is too small, not by the one around it. */
static void
test_clipped (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "root", 0x10000);
  g_autoptr (StrataRegion) small = strata_region_new_container (system, NULL, "small", 0x1000);
  g_autoptr (StrataRegion) wide = strata_region_new_reserved (system, NULL, "wide", 0x3000);
  g_autoptr (StrataAddressSpace) space = NULL;
  g_autoptr (StrataSpaceModel) model = NULL;
  g_autoptr (StrataExplanation) explanation = NULL;
  g_autofree char *remark = NULL;

  g_assert_true (strata_region_add_subregion (small, 0, wide, NULL));
  g_assert_true (strata_region_add_subregion (root, 0x1000, small, NULL));
  space = strata_address_space_new (system, "space", root);
  model = strata_space_model_new (space);
  explanation = strata_explanation_new (model, widget_fixture_find (model, "wide"));
  remark = strata_explanation_dup_remark (explanation, FALSE);

  g_assert_cmpuint (explanation->clipped_by, ==, widget_fixture_find (model, "small"));
  g_assert_cmpstr (remark, ==, "A part of it lies outside small and is cut off.");
}

static void
test_disabled (void)
{
  g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
  g_autoptr (StrataRegion) root = strata_region_new_container (system, NULL, "root", 0x10000);
  g_autoptr (StrataRegion) off = strata_region_new_container (system, NULL, "off", 0x1000);
  g_autoptr (StrataRegion) device = strata_region_new_reserved (system, NULL, "device", 0x1000);
  g_autoptr (StrataAddressSpace) space = NULL;
  g_autoptr (StrataSpaceModel) model = NULL;
  g_autoptr (StrataExplanation) explanation = NULL;
  g_autofree char *remark = NULL;
  guint instance;

  g_assert_true (strata_region_add_subregion (off, 0, device, NULL));
  g_assert_true (strata_region_add_subregion (root, 0, off, NULL));
  g_assert_true (strata_region_set_enabled (off, FALSE, NULL));
  space = strata_address_space_new (system, "space", root);
  model = strata_space_model_new (space);
  instance = strata_space_model_get_child (model, strata_space_model_get_root (model), 0);
  instance = strata_space_model_get_child (model, instance, 0);
  explanation = strata_explanation_new (model, instance);
  remark = strata_explanation_dup_remark (explanation, FALSE);

  g_assert_cmpint (explanation->visibility, ==, STRATA_VISIBILITY_DISABLED);
  g_assert_cmpstr (remark, ==, "off is switched off, and with it all that it holds.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/strata/explanation/partly", test_partly);
  g_test_add_func ("/strata/explanation/hidden", test_hidden);
  g_test_add_func ("/strata/explanation/own-subregion", test_own_subregion);
  g_test_add_func ("/strata/explanation/container", test_container);
  g_test_add_func ("/strata/explanation/clipped", test_clipped);
  g_test_add_func ("/strata/explanation/disabled", test_disabled);

  return g_test_run ();
}
