/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-row-pacer.h"

/* More than a tall window shows */
#define FIRST_ROWS 64
#define MORE_ROWS 24

/* For how many rows GTK makes widgets, and a few more */
#define MADE_ROWS 256

static gboolean
grow (GtkSliceListModel *paced)
{
  guint size = gtk_slice_list_model_get_size (paced);

  if (size >= MADE_ROWS)
    {
      gtk_slice_list_model_set_size (paced, G_MAXUINT);
      return G_SOURCE_REMOVE;
    }
  gtk_slice_list_model_set_size (paced, size + MORE_ROWS);

  return G_SOURCE_CONTINUE;
}

/**
 * strata_row_pacer_new:
 * @rows: what a table is to show
 *
 * Lists the first rows at once, and the others as soon as nothing else is to be done. A table makes
 * widgets for some hundred rows, seen or not, whenever it shows another list: done at once, that
 * takes so long that one feels it while one types.
 *
 * Returns: (transfer full): the list; positions in it are those in @rows
 */
GtkSliceListModel *
strata_row_pacer_new (GListModel *rows)
{
  GtkSliceListModel *paced;
  g_autoptr (GSource) source = g_idle_source_new ();

  g_return_val_if_fail (G_IS_LIST_MODEL (rows), NULL);

  paced = gtk_slice_list_model_new (g_object_ref (rows), 0, FIRST_ROWS);
  /* It ends with the list. */
  g_source_set_closure (source, g_cclosure_new_object (G_CALLBACK (grow), G_OBJECT (paced)));
  g_source_attach (source, NULL);

  return paced;
}

/**
 * strata_row_pacer_reach:
 * @paced: a list of strata_row_pacer_new()
 * @position: the position of a row
 *
 * Sees to it that a row is listed, because it is to be shown now.
 */
void
strata_row_pacer_reach (GtkSliceListModel *paced,
                        guint              position)
{
  g_return_if_fail (GTK_IS_SLICE_LIST_MODEL (paced));

  if (position >= gtk_slice_list_model_get_size (paced))
    gtk_slice_list_model_set_size (paced, G_MAXUINT);
}
