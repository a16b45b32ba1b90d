/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "board/strata-history.h"
#include "memory/strata-initiator.h"

static const char sample[] = "[strata]\n"
                             "version=1\n"
                             "[address-space memory]\n"
                             "root=bus\n"
                             "[region bus]\n"
                             "kind=container\n"
                             "size=2^64\n"
                             "[region ram]\n"
                             "kind=ram\n"
                             "size=1 MiB\n"
                             "parent=bus\n"
                             "address=0\n";

typedef struct
{
  StrataBoard *board;
  StrataHistory *history;
  guint n_changed;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->board = strata_board_new_from_text (sample, -1, NULL, NULL, NULL, NULL);
  g_assert_nonnull (fixture->board);
  fixture->history = strata_history_new (fixture->board);
  g_signal_connect_swapped (fixture->history, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_assert_finalize_object (fixture->history);
  g_assert_finalize_object (fixture->board);
}

static void
make (Fixture *fixture, StrataEdit *edit, const char *name)
{
  g_autoptr (StrataEdit) made = edit;
  g_autoptr (GError) error = NULL;

  g_assert_true (strata_history_edit (fixture->history, made, name, &error));
  g_assert_no_error (error);
}

static guint64
get_address (Fixture *fixture)
{
  return strata_region_get_address (strata_board_get_region (fixture->board, "ram"));
}

static void
test_names (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (strata_history_get_undo_name (fixture->history));
  g_assert_null (strata_history_get_redo_name (fixture->history));
  g_assert_false (strata_history_undo (fixture->history, &error));
  g_assert_error (error, STRATA_BOARD_ERROR, STRATA_BOARD_ERROR_UNKNOWN);
  make (fixture, strata_edit_new_address ("ram", 0x1000), NULL);
  make (fixture, strata_edit_new_enabled ("ram", FALSE), "Switch It Off");
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_cmpstr (strata_history_get_undo_name (fixture->history), ==, "Switch It Off");
  g_assert_true (strata_history_undo (fixture->history, NULL));
  g_assert_cmpstr (strata_history_get_undo_name (fixture->history), ==, "Move “ram”");
  g_assert_cmpstr (strata_history_get_redo_name (fixture->history), ==, "Switch It Off");
  g_assert_true (strata_history_undo (fixture->history, NULL));
  g_assert_cmpuint (get_address (fixture), ==, 0);
  g_assert_true (strata_history_redo (fixture->history, NULL));
  g_assert_cmpuint (get_address (fixture), ==, 0x1000);

  /* something else is done: what was undone is forgotten */
  make (fixture, strata_edit_new_name ("ram", "memory"), NULL);
  g_assert_null (strata_history_get_redo_name (fixture->history));
}

static void
test_merge (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  strata_history_set_merge_time (fixture->history, G_MAXUINT);
  for (guint i = 1; i <= 5; i++)
    make (fixture, strata_edit_new_address ("ram", i * 0x1000), NULL);
  make (fixture, strata_edit_new_priority ("ram", 1), NULL);
  make (fixture, strata_edit_new_address ("ram", 0x10000), NULL);
  g_assert_true (strata_history_undo (fixture->history, NULL));
  g_assert_cmpuint (get_address (fixture), ==, 0x5000);
  g_assert_true (strata_history_undo (fixture->history, NULL));
  g_assert_true (strata_history_undo (fixture->history, NULL));
  g_assert_cmpuint (get_address (fixture), ==, 0);
  g_assert_null (strata_history_get_undo_name (fixture->history));
  g_assert_true (strata_history_redo (fixture->history, NULL));
  g_assert_cmpuint (get_address (fixture), ==, 0x5000);

  /* not with one that was made again, nor over a save */
  strata_history_undo (fixture->history, NULL);
  make (fixture, strata_edit_new_address ("ram", 0x1000), NULL);
  strata_history_set_saved (fixture->history);
  make (fixture, strata_edit_new_address ("ram", 0x2000), NULL);
  g_assert_true (strata_history_undo (fixture->history, NULL));
  g_assert_cmpuint (get_address (fixture), ==, 0x1000);
}

static void
test_group (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataEdit) move = strata_edit_new_address ("ram", 0x1000);
  g_autoptr (StrataEdit) name = strata_edit_new_name ("ram", "memory");
  StrataEdit *const edits[] = { move, name };

  make (fixture, strata_edit_new_group (edits, 1), NULL);
  g_assert_cmpstr (strata_history_get_undo_name (fixture->history), ==, "Move “ram”");
  make (fixture, strata_edit_new_group (edits, 2), NULL);
  g_assert_cmpstr (strata_history_get_undo_name (fixture->history), ==, "Make 2 edits");
  g_assert_true (strata_history_undo (fixture->history, NULL));
  g_assert_cmpstr (strata_region_get_name (strata_board_get_region (fixture->board, "ram")), ==,
                   "ram");
}

static void
test_modified (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  strata_history_set_merge_time (fixture->history, 0);
  g_assert_false (strata_history_get_modified (fixture->history));
  make (fixture, strata_edit_new_address ("ram", 0x1000), NULL);
  g_assert_true (strata_history_get_modified (fixture->history));
  g_assert_true (strata_history_undo (fixture->history, NULL));
  g_assert_false (strata_history_get_modified (fixture->history));
  g_assert_true (strata_history_redo (fixture->history, NULL));
  strata_history_set_saved (fixture->history);
  g_assert_false (strata_history_get_modified (fixture->history));
  g_assert_true (strata_history_undo (fixture->history, NULL));
  g_assert_true (strata_history_get_modified (fixture->history));

  /* what was saved cannot be reached any more, even with as many steps */
  make (fixture, strata_edit_new_address ("ram", 0x3000), NULL);
  g_assert_true (strata_history_get_modified (fixture->history));
  strata_history_set_saved (fixture->history);
  strata_history_set_unsaved (fixture->history);
  g_assert_true (strata_history_get_modified (fixture->history));
}

/* A region that was removed counts with the memory that it has touched. */
static void
test_budget (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (StrataInitiator) initiator
    = strata_initiator_new (strata_board_get_default_address_space (fixture->board), "test");
  g_autofree guint8 *bytes = g_malloc0 (0x80000);

  strata_history_set_merge_time (fixture->history, 0);
  strata_history_set_budget (fixture->history, 64 << 10);
  for (guint i = 1; i <= 10; i++)
    make (fixture, strata_edit_new_address ("ram", i << 20), NULL);
  for (guint i = 0; i < 10; i++)
    g_assert_true (strata_history_undo (fixture->history, NULL));
  g_assert_false (strata_history_undo (fixture->history, NULL));

  g_assert_cmpint (strata_initiator_write (initiator, 0, bytes, 0x80000), ==, STRATA_OK);
  strata_initiator_park (initiator);
  make (fixture, strata_edit_new_address ("ram", 0x1000), NULL);
  make (fixture, strata_edit_new_remove ("ram"), NULL);
  g_assert_true (strata_history_undo (fixture->history, NULL));
  g_assert_nonnull (strata_board_get_region (fixture->board, "ram"));
  g_assert_false (strata_history_undo (fixture->history, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/strata/history/names", Fixture, NULL, set_up, test_names, tear_down);
  g_test_add ("/strata/history/merge", Fixture, NULL, set_up, test_merge, tear_down);
  g_test_add ("/strata/history/group", Fixture, NULL, set_up, test_group, tear_down);
  g_test_add ("/strata/history/modified", Fixture, NULL, set_up, test_modified, tear_down);
  g_test_add ("/strata/history/budget", Fixture, NULL, set_up, test_budget, tear_down);
  return g_test_run ();
}
