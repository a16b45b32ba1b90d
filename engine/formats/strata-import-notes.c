/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-import-notes-private.h"

typedef struct
{
  const char *file;
  char *text;
  guint line;
  guint number;
} Note;

struct _StrataImportNotes
{
  GArray *notes; /* of Note */
};

static void
clear_note (gpointer data)
{
  g_free (((Note *) data)->text);
}

StrataImportNotes *
strata_import_notes_new (void)
{
  StrataImportNotes *self = g_new0 (StrataImportNotes, 1);

  self->notes = g_array_new (FALSE, FALSE, sizeof (Note));
  g_array_set_clear_func (self->notes, clear_note);
  return self;
}

void
strata_import_notes_free (StrataImportNotes *self)
{
  g_array_unref (self->notes);
  g_free (self);
}

/* Adds a note about a line; @file must outlive the notes. */
void
strata_import_notes_add (StrataImportNotes *self, const char *file, guint line,
                         const char *format, ...)
{
  Note note = { .file = file, .line = line, .number = self->notes->len };
  va_list arguments;

  va_start (arguments, format);
  note.text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_array_append_val (self->notes, note);
}

static gint
compare_notes (gconstpointer a, gconstpointer b, gpointer first_file)
{
  const Note *left = a;
  const Note *right = b;

  if (left->file != right->file)
    return left->file == first_file ? -1 : 1;
  if (left->line != right->line)
    return left->line < right->line ? -1 : 1;
  return left->number < right->number ? -1 : 1;
}

/* Adds all notes to a board, those about @first_file first, each file in order of its lines. */
void
strata_import_notes_give (StrataImportNotes *self, const char *first_file, StrataBoard *board)
{
  g_array_sort_with_data (self->notes, compare_notes, (gpointer) first_file);
  for (guint i = 0; i < self->notes->len; i++)
    {
      const Note *note = &g_array_index (self->notes, Note, i);

      strata_board_add_note (board, note->file, note->line, "%s", note->text);
    }
}
