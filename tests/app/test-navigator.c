/* SPDX-License-Identifier: GPL-2.0-or-later */

/* Places that are gone to and come back to. */

#include "config.h"

#include "strata-navigator.h"
#include "strata.h"

#define BOARD                                                                                 \
  "[strata]\nversion=1\n[address-space memory]\nroot=system\n[address-space io]\nroot=io\n"   \
  "[region system]\nkind=container\nsize=2^32\n"                                              \
  "[region ram]\nkind=ram\nsize=64 KiB\nparent=system\naddress=0x1000\n"                      \
  "[region rom]\nkind=rom\nsize=4 KiB\nparent=system\naddress=0x1000\npriority=1\n"           \
  "[region io]\nkind=container\nsize=64 KiB\n"                                                \
  "[region port]\nkind=ram\nsize=8\nparent=io\naddress=0x3f8\n"

typedef struct
{
  StrataBoard *board;
  StrataSelection *selection;
  StrataNavigator *navigator;
  guint n_changes;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
}

static void
show_space (Fixture            *fixture,
            StrataAddressSpace *space)
{
  g_autoptr (StrataSpaceModel) model = strata_space_model_new (space);

  strata_selection_set_model (fixture->selection, model);
}

static StrataBoard *
make_board (void)
{
  GError *error = NULL;
  StrataBoard *board = strata_board_new_from_text (BOARD, -1, "t", NULL, NULL, &error);

  g_assert_no_error (error);

  return board;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->board = make_board ();
  fixture->selection = strata_selection_new ();
  fixture->navigator = strata_navigator_new (fixture->selection);
  g_signal_connect_swapped (fixture->navigator, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->navigator, "wants-space", G_CALLBACK (show_space), fixture);
  show_space (fixture, strata_board_get_address_space (fixture->board, 0));
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->navigator);
  g_assert_finalize_object (fixture->selection);
  g_assert_finalize_object (fixture->board);
}

static void
go (Fixture    *fixture,
    const char *text)
{
  g_autoptr (GError) error = NULL;
  StrataPlace place;

  strata_board_resolve (fixture->board, NULL, text, &place, &error);
  g_assert_no_error (error);
  strata_navigator_go (fixture->navigator, &place);
}

static void
assert_at (Fixture    *fixture,
           const char *name,
           guint64     address)
{
  StrataSpaceModel *model = strata_selection_get_model (fixture->selection);
  guint instance = strata_selection_get_instance (fixture->selection);

  g_assert_cmpuint (instance, !=, STRATA_NO_INSTANCE);
  g_assert_cmpstr (
    strata_region_get_name (strata_space_model_get_instance (model, instance)->region), ==, name);
  g_assert_cmphex (strata_selection_get_address (fixture->selection), ==, address);
}

static void
test_go (Fixture      *fixture,
         gconstpointer data)
{
  g_assert_false (strata_navigator_can_step (fixture->navigator, -1));
  go (fixture, "0x1004");
  assert_at (fixture, "rom", 0x1004);
  /* what is hidden, too */
  go (fixture, "ram+4");
  assert_at (fixture, "ram", 0x1004);
  /* what nobody answers lies in something */
  go (fixture, "0x8000_0000");
  assert_at (fixture, "system", 0x80000000);
  go (fixture, "port+1");
  assert_at (fixture, "port", 0x3f9);
}

static void
test_steps (Fixture      *fixture,
            gconstpointer data)
{
  go (fixture, "rom");
  go (fixture, "ram");
  go (fixture, "port");
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  go (fixture, "port");
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  g_assert_true (strata_navigator_can_step (fixture->navigator, -2));
  g_assert_false (strata_navigator_can_step (fixture->navigator, -3));
  strata_navigator_step (fixture->navigator, -1);
  assert_at (fixture, "ram", 0x1000);
  strata_navigator_step (fixture->navigator, -1);
  assert_at (fixture, "rom", 0x1000);
  strata_navigator_step (fixture->navigator, -1);
  assert_at (fixture, "rom", 0x1000);
  strata_navigator_step (fixture->navigator, 2);
  assert_at (fixture, "port", 0x3f8);
  /* what is chosen elsewhere counts, and what came after it is forgotten */
  strata_navigator_step (fixture->navigator, -2);
  strata_selection_select_at (fixture->selection,
                              strata_selection_get_instance (fixture->selection), 0x1234);
  g_assert_false (strata_navigator_can_step (fixture->navigator, 1));
  strata_navigator_step (fixture->navigator, -1);
  assert_at (fixture, "rom", 0x1000);
}

/* Nothing of one board is left when another is shown. */
static void
test_other_board (Fixture      *fixture,
                  gconstpointer data)
{
  g_autoptr (StrataBoard) other = make_board ();

  go (fixture, "rom");
  go (fixture, "ram");
  show_space (fixture, strata_board_get_address_space (other, 0));
  g_assert_false (strata_navigator_can_step (fixture->navigator, -1));
  g_assert_false (strata_navigator_can_step (fixture->navigator, 0));
  strata_selection_set_model (fixture->selection, NULL);
}

static void
test_many (Fixture      *fixture,
           gconstpointer data)
{
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("0x%x", 0x1000 + i);

      go (fixture, text);
    }
  g_assert_true (strata_navigator_can_step (fixture->navigator, -199));
  g_assert_false (strata_navigator_can_step (fixture->navigator, -200));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/strata/navigator/go", Fixture, NULL, set_up, test_go, tear_down);
  g_test_add ("/strata/navigator/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/strata/navigator/other-board", Fixture, NULL, set_up, test_other_board, tear_down);
  g_test_add ("/strata/navigator/many", Fixture, NULL, set_up, test_many, tear_down);

  return g_test_run ();
}
