/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-text-row.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-titles.h"

/* So much of a long text is shown in any case: a narrow table scrolls. */
#define LEAST_CHARS 80

/* A row of a table that shows texts, one for each column. It never changes. */
struct _StrataTextRow
{
  GObject parent_instance;

  guint64 number;
  char **texts;
};

G_DEFINE_FINAL_TYPE (StrataTextRow, strata_text_row, G_TYPE_OBJECT)

static void
strata_text_row_finalize (GObject *object)
{
  g_strfreev (STRATA_TEXT_ROW (object)->texts);

  G_OBJECT_CLASS (strata_text_row_parent_class)->finalize (object);
}

static void
strata_text_row_class_init (StrataTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = strata_text_row_finalize;
}

static void
strata_text_row_init (StrataTextRow *self)
{
}

/**
 * strata_text_row_new:
 * @number: what it is a row of
 * @texts: (transfer full): a text for each column
 *
 * Creates a row.
 *
 * Returns: (transfer full): the row
 */
StrataTextRow *
strata_text_row_new (guint64   number,
                     char    **texts)
{
  StrataTextRow *self;

  g_return_val_if_fail (texts != NULL, NULL);

  self = g_object_new (STRATA_TYPE_TEXT_ROW, NULL);
  self->number = number;
  self->texts = texts;

  return self;
}

/**
 * strata_text_row_get_number:
 * @self: a row
 *
 * Returns: the number that it was made with
 */
guint64
strata_text_row_get_number (StrataTextRow *self)
{
  g_return_val_if_fail (STRATA_IS_TEXT_ROW (self), 0);

  return self->number;
}

/* {{{ Columns */

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         gpointer            column)
{
  StrataTextRow *row = gtk_list_item_get_item (item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       row->texts[GPOINTER_TO_UINT (column)]);
}

/**
 * strata_text_row_add_columns:
 * @view: a table, the items of which are rows
 * @columns: what the columns are; they must live as long as @view
 * @n_columns: how many there are, as many as the rows have texts
 *
 * Adds a column for each text.
 */
void
strata_text_row_add_columns (GtkColumnView          *view,
                             const StrataTextColumn *columns,
                             guint                   n_columns)
{
  g_autofree GtkAlign *aligns = g_new (GtkAlign, n_columns);

  g_return_if_fail (GTK_IS_COLUMN_VIEW (view));

  for (guint i = 0; i < n_columns; i++)
    {
      GtkListItemFactory *factory
        = strata_cell_factory_new (columns[i].kind, columns[i].expands ? LEAST_CHARS : 0);
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (_(columns[i].title), factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].expands);
      gtk_column_view_append_column (view, column);
      aligns[i] = strata_cell_factory_get_title_align (columns[i].kind);
    }
  strata_compat_column_view_align_titles (view, aligns);
}

/* }}} */
