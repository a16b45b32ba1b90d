/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A board from its text, and back. */

#include "strata-board-private.h"

#include <string.h>

/**
 * strata_board_new_from_text:
 * @text: the text of a `.strata` file
 * @length: its length in bytes, or -1 if it ends with a zero byte
 * @file: (nullable): what to call the file in messages
 * @directory: (nullable): what the names of files to load are relative to; %NULL for the current
 *   directory
 * @cancellable: (nullable): to stop it
 * @error: where to put an error; its message starts with `FILE:LINE: `
 *
 * Makes the board that a text describes. The text stays with the board: saving it changes only the
 * lines that say something else by then.
 *
 * Returns: (transfer full): the board, or %NULL with an error of %STRATA_BOARD_ERROR, or
 *   %G_IO_ERROR_CANCELLED
 */
StrataBoard *
strata_board_new_from_text (const char *text, gssize length, const char *file,
                            const char *directory, GCancellable *cancellable, GError **error)
{
  g_autoptr (StrataBoard) self = NULL;
  g_autoptr (StrataKeyFile) document = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable), NULL);

  if (file == NULL)
    file = "(text)";
  document = strata_key_file_new (text, length < 0 ? strlen (text) : (gsize) length, file, error);
  if (document == NULL)
    return NULL;
  self = g_object_new (STRATA_TYPE_BOARD, NULL);
  self->document = g_steal_pointer (&document);
  self->directory = g_strdup (directory);
  if (!strata_board_read (self, file, cancellable, error))
    return NULL;
  self->text = strata_key_file_to_text (self->document, &self->text_length);
  g_clear_pointer (&self->document, strata_key_file_free);
  return g_steal_pointer (&self);
}

/**
 * strata_board_to_text:
 * @self: a board
 *
 * Writes a board as text.
 *
 * Returns: (transfer full): the board as the text of a `.strata` file; regions that had no id get
 *   one by that
 */
char *
strata_board_to_text (StrataBoard *self)
{
  g_return_val_if_fail (STRATA_IS_BOARD (self), NULL);

  return strata_board_write (self);
}
