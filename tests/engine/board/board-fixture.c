/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "board-fixture.h"

#include "memory/strata-text.h"

/* A board of the text of a file, which has to be good */
StrataBoard *
board_fixture_load (const char *text)
{
  g_autoptr (GError) error = NULL;
  StrataBoard *board = strata_board_new_from_text (text, -1, "b.strata", NULL, NULL, &error);

  g_assert_no_error (error);
  return board;
}

/* All flat views, as text */
char *
board_fixture_dup_flat (StrataBoard *board)
{
  return strata_system_flat_to_string (strata_board_get_system (board));
}

/* Whether the loader makes the same map of the board's text. */
void
board_fixture_check_reload (StrataBoard *board)
{
  g_autofree char *text = strata_board_to_text (board);
  g_autoptr (StrataBoard) again = board_fixture_load (text);
  g_autofree char *flat = board_fixture_dup_flat (board);
  g_autofree char *flat_again = board_fixture_dup_flat (again);
  g_autofree char *text_again = strata_board_to_text (again);

  g_assert_cmpstr (flat, ==, flat_again);
  g_assert_cmpstr (text, ==, text_again);
}

/* Whether the board is as it was when it had this text and these flat views. */
void
board_fixture_check_state (StrataBoard *board, const char *text, const char *flat)
{
  g_autofree char *text_now = strata_board_to_text (board);
  g_autofree char *flat_now = board_fixture_dup_flat (board);

  g_assert_cmpstr (text_now, ==, text);
  g_assert_cmpstr (flat_now, ==, flat);
}

/* Makes an edit, which it takes and which has to succeed. Gives the inverse. */
StrataEdit *
board_fixture_edit (StrataBoard *board, StrataEdit *edit)
{
  g_autoptr (StrataEdit) made = edit;
  g_autoptr (GError) error = NULL;
  StrataEdit *inverse = strata_board_edit (board, made, &error);

  g_assert_no_error (error);
  g_assert_nonnull (inverse);
  return inverse;
}
