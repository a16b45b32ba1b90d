/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-notes-window.h"

#include <glib/gi18n.h>

/* What an import inferred, and what else there is to say about a board. */
struct _StrataNotesWindow
{
  AdwWindow parent_instance;

  GtkListView *view;
};

G_DEFINE_FINAL_TYPE (StrataNotesWindow, strata_notes_window, ADW_TYPE_WINDOW)

static GListModel *
list_notes (StrataBoard *board)
{
  guint n_notes = strata_board_get_n_notes (board);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_full (n_notes + 1, g_free);

  for (guint i = 0; i < n_notes; i++)
    {
      const StrataBoardNote *note = strata_board_get_note (board, i);

      if (note->line > 0)
        /* Translators: a line number, and what there is to say about that line */
        g_ptr_array_add (texts, g_strdup_printf (_("Line %u: %s"), note->line, note->text));
      else
        g_ptr_array_add (texts, g_strdup (note->text));
    }
  g_ptr_array_add (texts, NULL);

  return G_LIST_MODEL (gtk_string_list_new ((const char *const *) texts->pdata));
}

static void
strata_notes_window_class_init (StrataNotesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/stratabench/Strata/strata-notes-window.ui");
  gtk_widget_class_bind_template_child (widget_class, StrataNotesWindow, view);
}

static void
strata_notes_window_init (StrataNotesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * strata_notes_window_new:
 * @board: a board
 *
 * Creates a window that lists the notes of a board.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
strata_notes_window_new (StrataBoard *board)
{
  StrataNotesWindow *self;
  g_autoptr (GtkNoSelection) model = NULL;

  g_return_val_if_fail (STRATA_IS_BOARD (board), NULL);

  self = g_object_new (STRATA_TYPE_NOTES_WINDOW, NULL);
  model = gtk_no_selection_new (list_notes (board));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (model));

  return GTK_WIDGET (self);
}
