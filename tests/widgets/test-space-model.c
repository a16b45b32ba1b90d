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

/* Wherever something moves to, it is found where it was, and what is new is found nowhere. */
static void
test_like (void)
{
  g_autoptr (GString) text = g_string_new ("[strata]\nversion=1\n"
                                           "[region top]\nkind=container\nsize=0x10000\n"
                                           "[address-space memory]\nroot=top\n");
  g_autoptr (StrataBoard) board = NULL;
  g_autoptr (StrataSpaceModel) base = NULL;

  for (guint i = 0; i < 6; i++)
    g_string_append_printf (text, "[region r%u]\nkind=ram\nsize=0x100\nparent=top\n"
                            "address=0x%x\n", i, 0x1000 * (i + 1));
  board = widget_fixture_create_board (text->str);
  base = strata_space_model_new (strata_board_get_default_address_space (board));
  for (guint from = 0; from < 6; from++)
    for (guint to = 0; to <= 7; to++)
      {
        g_autofree char *id = g_strdup_printf ("r%u", from);
        g_autoptr (StrataEdit) move = strata_edit_new_address (id, 0x1000 * to + 0x800);
        g_autoptr (StrataEdit) add = strata_edit_new_add ("new", "new", STRATA_REGION_RAM, 0x100,
                                                          "top", 0x3400);
        StrataEdit *const edits[] = { move, add };
        g_autoptr (StrataSpaceModel) model = widget_fixture_try (board, edits,
                                                                 G_N_ELEMENTS (edits));

        for (guint i = 0; i < 6; i++)
          {
            g_autofree char *name = g_strdup_printf ("r%u", i);

            g_assert_cmpuint (strata_space_model_find_like (base, model,
                                                            widget_fixture_find (model, name)),
                              ==, widget_fixture_find (base, name));
            g_assert_cmpint (strata_space_model_get_difference (model,
                                                                widget_fixture_find (model, name)),
                             ==, i == from ? STRATA_DIFFERENCE_CHANGED : STRATA_DIFFERENCE_NONE);
          }
        g_assert_cmpuint (strata_space_model_find_like (base, model,
                                                        widget_fixture_find (model, "new")),
                          ==, STRATA_NO_INSTANCE);
        g_assert_cmpint (strata_space_model_get_difference (model,
                                                            widget_fixture_find (model, "new")),
                         ==, STRATA_DIFFERENCE_ADDED);
      }
}

/* Takes models until there is none any more. */
static gpointer
model_thread (gpointer space)
{
  while (TRUE)
    {
      g_autoptr (StrataSpaceModel) model = strata_space_model_new (space);

      if (model == NULL)
        return NULL;
      g_assert_cmpuint (strata_rendering_get_n_instances (strata_space_model_get_rendering (model)),
                        ==, 1);
      g_thread_yield (); /* or nobody else ever gets the lock that it has just let go */
    }
}

/* A window is closed while its space is read in a thread. */
static void
test_closed (void)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (StrataSystem) system = strata_system_new (STRATA_LITTLE_ENDIAN);
      g_autoptr (StrataRegion) root = strata_region_new_reserved (system, NULL, "all", 0x1000);
      g_autoptr (StrataAddressSpace) space = strata_address_space_new (system, "all", root);
      GThread *thread = g_thread_new ("model", model_thread, space);

      g_clear_pointer (&root, strata_region_unref);
      for (guint turn = 0; turn < 10 * i; turn++)
        g_thread_yield ();
      strata_address_space_close (space);
      g_thread_join (thread);
      g_assert_null (strata_space_model_new (space));
    }
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
  g_test_add_func ("/strata/space-model/like", test_like);
  g_test_add_func ("/strata/space-model/closed", test_closed);

  return g_test_run ();
}
