/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A board goes into a file; the names of the files that it loads are relative to that. */

#include "strata-board-private.h"

#include <string.h>

#include "strata-atomic-file-private.h"

static char *
dup_directory_of (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);

  return g_canonicalize_filename (directory, NULL);
}

/* The name of the same file, seen from another directory. */
static char *
relocate (const char *name, const char *from, const char *to)
{
  g_autofree char *path = g_canonicalize_filename (name, from);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) directory = g_file_new_for_path (to);
  char *relative = g_file_get_relative_path (directory, file);

  return relative != NULL ? relative : g_steal_pointer (&path);
}

/* Makes names of files relative to another directory. Returns the names before, one per region. */
static GPtrArray *
move_to_directory (StrataBoard *self, const char *directory)
{
  g_autofree char *from = g_canonicalize_filename (self->directory ? self->directory : ".", NULL);
  GPtrArray *before = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->entries->len; i++)
    {
      StrataBoardEntry *entry = g_ptr_array_index (self->entries, i);

      g_ptr_array_add (before, entry->load);
      if (entry->load == NULL || g_path_is_absolute (entry->load) || strcmp (from, directory) == 0)
        entry->load = g_strdup (entry->load);
      else
        entry->load = relocate (entry->load, from, directory);
    }
  return before;
}

static void
move_back (StrataBoard *self, GPtrArray *before)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      StrataBoardEntry *entry = g_ptr_array_index (self->entries, i);

      g_free (entry->load);
      entry->load = g_steal_pointer (&g_ptr_array_index (before, i));
    }
}

/**
 * strata_board_save:
 * @self: a board
 * @path: where to
 * @error: where to put an error
 *
 * Writes the board into a file, which is replaced as a whole or not at all; a symbolic link stays
 * one, and a file keeps its permissions. Of a board that was loaded only the lines that say
 * something else by now are changed. The names of files to load are made relative to the new place.
 *
 * Returns: %TRUE, or %FALSE with an error of %G_FILE_ERROR
 */
gboolean
strata_board_save (StrataBoard *self, const char *path, GError **error)
{
  g_autofree char *directory = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) before = NULL;

  g_return_val_if_fail (STRATA_IS_BOARD (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  directory = dup_directory_of (path);
  before = move_to_directory (self, directory);
  text = strata_board_to_text (self);
  if (!strata_atomic_file_write (path, text, strlen (text), error))
    {
      move_back (self, before);
      return FALSE;
    }
  g_free (self->directory);
  self->directory = g_steal_pointer (&directory);
  return TRUE;
}
