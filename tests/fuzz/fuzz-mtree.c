/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz-target.h"

#include "formats/strata-formats.h"
#include "memory/strata-text.h"

/* Makes both texts of a board, so that everything in it is visited. */
static void
print (StrataBoard *board)
{
  StrataSystem *system = strata_board_get_system (board);
  g_autofree char *tree = strata_system_tree_to_string (system, TRUE);
  g_autofree char *flat = strata_system_flat_to_string (system);

  g_assert_true (g_utf8_validate (tree, -1, NULL));
  g_assert_true (g_utf8_validate (flat, -1, NULL));
}

/* Any bytes as the output of `info mtree`, or a session with trees and flat dumps in it: either an
 * error that names the file, or a board. */
int
LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (StrataBoard) board = NULL;

  board = strata_formats_load_text ((const char *) bytes, (gssize) length, "f", NULL, NULL, 0, NULL,
                                    NULL, NULL, NULL, &error);
  g_assert_true ((board == NULL) == (error != NULL));
  if (board == NULL)
    g_assert_true (g_str_has_prefix (error->message, "f:"));
  else
    print (board);
  return 0;
}
