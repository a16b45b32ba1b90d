/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz-target.h"

#include "board/strata-board.h"
#include "memory/strata-text.h"

#include <string.h>

static char *
describe (StrataBoard *board)
{
  StrataSystem *system = strata_board_get_system (board);
  g_autofree char *tree = strata_system_tree_to_string (system, TRUE);
  g_autofree char *flat = strata_system_flat_to_string (system);

  return g_strconcat (tree, flat, NULL);
}

/* Any bytes as a board file: either an error that names the place, or a board that writes them back
 * as they were; and what is written after an edit of something else describes the same map. */
int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board
    = strata_board_new_from_text ((const char *) bytes, length, "f", NULL, NULL, &error);
  g_autoptr (StrataBoard) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *edited = NULL;
  g_autofree char *map = NULL;
  g_autofree char *map_again = NULL;

  if (board == NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "f:"));
      g_assert_true (g_ascii_isdigit (error->message[2]));
      return 0;
    }
  g_assert_no_error (error);
  text = strata_board_to_text (board);
  g_assert_cmpmem (text, strlen (text), bytes, length);

  strata_board_set_title (board, " another;title ");
  edited = strata_board_to_text (board);
  map = describe (board);
  g_clear_object (&board); /* there may not be memory for two */
  again = strata_board_new_from_text (edited, -1, "f", NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (strata_board_get_title (again), ==, " another;title ");
  map_again = describe (again);
  g_assert_cmpstr (map_again, ==, map);
  return 0;
}
