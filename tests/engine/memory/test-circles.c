/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Aliases that show another part of a container that they lie in: the I/O area of a Macintosh
 * Quadra is mirrored so, and the two halves of the memory map of an Arm SSE-200. What they show
 * must come to an end. */

#include "strata.h"

typedef struct
{
  StrataSystem *system;
  StrataRegion *root;
  StrataRegion *device;
  StrataAddressSpace *space;
} Fixture;

static const StrataRegionOps no_ops = { 0 };

static void
set_up (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  f->system = strata_system_new (STRATA_LITTLE_ENDIAN);
  f->root = strata_region_new_container (f->system, NULL, "root", 0x10000);
  f->device = strata_region_new_mmio (f->system, NULL, "device", 0x100, &no_ops, NULL, NULL);
  g_assert_true (strata_region_add_subregion (f->root, 0x40, f->device, NULL));
  f->space = strata_address_space_new (f->system, "memory", f->root);
}

static void
tear_down (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (GPtrArray) aliases = strata_region_list_aliases (f->root);

  /* A circle holds itself. */
  for (guint i = 0; i < aliases->len; i++)
    {
      StrataRegion *alias = g_ptr_array_index (aliases, i);

      if (strata_region_get_container (alias) != NULL)
        g_assert_true (strata_region_del_subregion (strata_region_get_container (alias), alias,
                                                    NULL));
    }
  strata_address_space_unref (f->space);
  strata_region_unref (f->device);
  strata_region_unref (f->root);
  strata_system_unref (f->system);
}

static void
assert_flat (Fixture *f, const char *expected)
{
  g_autoptr (StrataFlatView) view = strata_address_space_ref_view (f->space);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < strata_flat_view_get_n_ranges (view); i++)
    {
      const StrataFlatRange *range = strata_flat_view_get_range (view, i);

      g_string_append_printf (text, "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %s+%"
                              G_GINT64_MODIFIER "x;", range->first, range->last,
                              strata_region_get_name (range->region), range->offset);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static StrataRegion *
add_mirror (Fixture *f, guint64 address, guint64 offset, guint64 size, gboolean allowed)
{
  g_autoptr (StrataRegion) mirror
    = strata_region_new_alias (f->system, NULL, "mirror", f->root, offset, size);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (strata_region_add_subregion (f->root, address, mirror, &error), ==, allowed);
  if (!allowed)
    g_assert_error (error, STRATA_MEMORY_ERROR, STRATA_MEMORY_ERROR_HIERARCHY);
  return mirror;
}

static void
test_mirror (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  add_mirror (f, 0x1000, 0, 0x1000, TRUE);
  add_mirror (f, 0x2000, 0, 0x1000, TRUE);
  assert_flat (f, "40-13f device+0;1040-113f device+0;2040-213f device+0;");
}

/* A mirror of a mirror: each lies in what the next one shows. */
static void
test_nested (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  add_mirror (f, 0x400, 0, 0x400, TRUE);
  add_mirror (f, 0x800, 0, 0x800, TRUE);
  assert_flat (f, "40-13f device+0;440-53f device+0;840-93f device+0;c40-d3f device+0;");
}

/* A window that reaches into the mirror itself shows it again and again, until it has left it. */
static void
test_overlapping (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  add_mirror (f, 0x1000, 0, 0x3000, TRUE);
  assert_flat (f, "40-13f device+0;1040-113f device+0;2040-213f device+0;3040-313f device+0;");
}

static void
test_edits (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataRegion *mirror = add_mirror (f, 0x1000, 0, 0x1000, TRUE);

  g_assert_true (strata_region_set_address (f->device, 0x80, NULL));
  assert_flat (f, "80-17f device+0;1080-117f device+0;");
  g_assert_true (strata_region_set_alias_offset (mirror, 0x100, NULL));
  assert_flat (f, "80-17f device+0;1000-107f device+80;1f00-1f7f device+80;");
  g_assert_true (strata_region_set_enabled (f->device, FALSE, NULL));
  assert_flat (f, "");
  g_assert_true (strata_region_set_enabled (f->device, TRUE, NULL));
  g_assert_true (strata_region_set_address (mirror, 0x3000, NULL));
  /* Its window now ends before it begins. */
  assert_flat (f, "80-17f device+0;3000-307f device+80;");
}

/* One that shows itself in its own place has no end, nor one whose end is past the budget. */
static void
test_endless (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataRegion *mirror;

  add_mirror (f, 0x1000, 0x1000, 0x1000, FALSE);
  add_mirror (f, 0x1000, 0xfff, 0x8000, FALSE);
  assert_flat (f, "40-13f device+0;");

  mirror = add_mirror (f, 0x1000, 0, 0x1000, TRUE);
  g_assert_false (strata_region_set_alias_offset (mirror, 0x1000, NULL));
  g_assert_false (strata_region_set_address (mirror, 0, NULL));
  g_assert_cmpuint (strata_region_get_alias_offset (mirror), ==, 0);
  g_assert_cmpuint (strata_region_get_address (mirror), ==, 0x1000);
  assert_flat (f, "40-13f device+0;1040-113f device+0;");
}

/* It may be switched off, and then has no end; switching it on is refused. */
static void
test_disabled (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  StrataRegion *mirror = add_mirror (f, 0x1000, 0, 0x1000, TRUE);
  g_autoptr (StrataRendering) rendering = NULL;

  g_assert_true (strata_region_set_enabled (mirror, FALSE, NULL));
  g_assert_true (strata_region_set_alias_offset (mirror, 0x1000, NULL));
  rendering = strata_rendering_new (f->root, 0, G_MAXUINT64, STRATA_RENDERING_DISABLED);
  g_assert_cmpuint (strata_rendering_get_n_instances (rendering), ==, 3);
  g_assert_false (strata_region_set_enabled (mirror, TRUE, NULL));
  assert_flat (f, "40-13f device+0;");
}

/* Circles of containers alone, and of aliases alone, show nothing and are refused. */
static void
test_pure (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) inner
    = strata_region_new_container (f->system, NULL, "inner", 0x1000);
  g_autoptr (StrataRegion) a
    = strata_region_new_alias (f->system, NULL, "a", f->device, 0, 0x1000);
  g_autoptr (StrataRegion) b = strata_region_new_alias (f->system, NULL, "b", a, 0x10, 0x1000);

  g_assert_true (strata_region_add_subregion (f->root, 0x8000, inner, NULL));
  g_assert_false (strata_region_add_subregion (inner, 0, f->root, NULL));
  g_assert_false (strata_region_add_subregion (inner, 0, inner, NULL));
  g_assert_false (strata_region_set_alias_target (a, a, NULL));
  g_assert_false (strata_region_set_alias_target (a, b, NULL));
  g_assert_true (strata_region_get_alias_target (a) == f->device);
}

/* Where a circle is closed from below: a container that holds the mirror comes into what it
 * shows. */
static void
test_closed_by_container (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRegion) inner
    = strata_region_new_container (f->system, NULL, "inner", 0x1000);
  g_autoptr (StrataRegion) mirror
    = strata_region_new_alias (f->system, NULL, "mirror", f->root, 0, 0x400);

  g_assert_true (strata_region_add_subregion (inner, 0x800, mirror, NULL));
  g_assert_true (strata_region_add_subregion (f->root, 0x2000, inner, NULL));
  assert_flat (f, "40-13f device+0;2840-293f device+0;");
  g_assert_false (strata_region_set_alias_offset (mirror, 0x2800, NULL));
  assert_flat (f, "40-13f device+0;2840-293f device+0;");
}

static void
test_hidden (Fixture *f, gconstpointer user_data G_GNUC_UNUSED)
{
  g_autoptr (StrataRendering) rendering = NULL;
  g_auto (GStrv) path = NULL;
  guint winner;

  add_mirror (f, 0x1000, 0, 0x1000, TRUE);
  rendering = strata_rendering_new_for_region (f->root, f->device);
  winner = strata_rendering_find_winner (rendering, 0x1041);
  path = strata_rendering_dup_path (rendering, winner);
  g_assert_cmpstrv (path, ((const char *[]){ "root", "mirror", "root", "device", NULL }));
}

int
main (int argc, char *argv[])
{
#define CASE(name, func) \
  g_test_add ("/strata/memory/circles/" name, Fixture, NULL, set_up, func, tear_down)
  g_test_init (&argc, &argv, NULL);
  CASE ("mirror", test_mirror);
  CASE ("nested", test_nested);
  CASE ("overlapping", test_overlapping);
  CASE ("edits", test_edits);
  CASE ("endless", test_endless);
  CASE ("disabled", test_disabled);
  CASE ("pure", test_pure);
  CASE ("closed-by-container", test_closed_by_container);
  CASE ("hidden", test_hidden);
  return g_test_run ();
}
