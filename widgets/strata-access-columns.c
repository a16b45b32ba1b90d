/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-access-columns.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "compat/strata-compat-titles.h"
#include "strata-access-list.h"
#include "strata-cell-factory.h"
#include "strata-words.h"

/* What stands in the columns of the list of accesses. */

static char *
make_number (const StrataAccess *access)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, access->sequence);
}

static char *
make_time (const StrataAccess *access)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT,
                          access->time / 1000000000, access->time % 1000000000 / 1000);
}

static char *
make_board_time (const StrataAccess *access)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT,
                          access->board_time / 1000000000, access->board_time % 1000000000 / 1000);
}

static char *
make_initiator (const StrataAccess *access)
{
  return g_strdup (strata_words_initiator (access->initiator));
}

static char *
make_deed (const StrataAccess *access)
{
  return g_strdup_printf (access->is_write ? _("Write %" PRIu64)
                                           : _("Read %" PRIu64), access->size);
}

static char *
make_space (const StrataAccess *access)
{
  return g_strdup (access->space);
}

static char *
make_address (const StrataAccess *access)
{
  return strata_words_address (access->address);
}

static char *
make_place (const StrataAccess *access)
{
  if (access->region == NULL)
    return g_strdup (_("nobody"));

  return g_strdup_printf ("%s+0x%" G_GINT64_MODIFIER "x", access->region, access->offset);
}

static char *
make_value (const StrataAccess *access)
{
  int n_digits = (int) MIN (access->size, 8) * 2;

  /* What could not be read is no value. */
  if (!access->is_write && access->result != STRATA_OK)
    return g_strdup ("–");

  return g_strdup_printf (access->size > 8 ? "0x%0*" G_GINT64_MODIFIER "x…"
                                           : "0x%0*" G_GINT64_MODIFIER "x", n_digits,
                          access->value);
}

static char *
make_result (const StrataAccess *access)
{
  g_autofree char *result = strata_words_result (access->result);

  if (access->is_watched)
    return g_strdup_printf (_("%s, watched"), result);

  return g_steal_pointer (&result);
}

typedef struct
{
  const char *title;
  char *(*make_text) (const StrataAccess *access);
  StrataCellKind kind;
} Column;

static const Column columns[] = {
  { N_("Number"), make_number, STRATA_CELL_NUMBER },
  { N_("Time"), make_time, STRATA_CELL_NUMBER },
  { N_("Board Time"), make_board_time, STRATA_CELL_NUMBER },
  { N_("Initiator"), make_initiator, STRATA_CELL_TEXT },
  { N_("Access"), make_deed, STRATA_CELL_TEXT },
  { N_("Space"), make_space, STRATA_CELL_TEXT },
  { N_("Address"), make_address, STRATA_CELL_ADDRESS },
  { N_("Region"), make_place, STRATA_CELL_TEXT },
  { N_("Value"), make_value, STRATA_CELL_ADDRESS },
  { N_("Result"), make_result, STRATA_CELL_TEXT },
};

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         const Column       *column)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const StrataAccess *access = strata_access_item_get_access (gtk_list_item_get_item (item));
  g_autofree char *text = access != NULL ? column->make_text (access) : NULL;

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  if (access != NULL && access->is_watched)
    gtk_widget_add_css_class (label, "accent");
  else
    gtk_widget_remove_css_class (label, "accent");
  if (access != NULL && access->result != STRATA_OK && column->make_text == make_result)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_remove_css_class (label, "error");
}

/**
 * strata_access_columns_add:
 * @view: a table of #StrataAccessItem
 *
 * Adds a column for each thing that is known of an access.
 */
void
strata_access_columns_add (GtkColumnView *view)
{
  GtkAlign aligns[G_N_ELEMENTS (columns)];

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory = strata_cell_factory_new (columns[i].kind, 0);
      g_autoptr (GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) &columns[i]);
      column = gtk_column_view_column_new (_(columns[i].title), factory);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].make_text == make_place);
      gtk_column_view_append_column (view, column);
      aligns[i] = strata_cell_factory_get_title_align (columns[i].kind);
    }
  strata_compat_column_view_align_titles (view, aligns);
}
