/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-cell-factory.h"

#include "strata-numbers.h"

/*
 * What makes the labels of one column of a table.
 */

static const struct
{
  gboolean is_number;
  const char *css_class; /* NULL for none */
} kinds[] = {
  [STRATA_CELL_TEXT] = { FALSE, NULL },
  [STRATA_CELL_ADDRESSES] = { FALSE, "address" },
  [STRATA_CELL_NUMBER] = { TRUE, "number" },
  [STRATA_CELL_ADDRESS] = { TRUE, "address" },
};

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          gpointer            data)
{
  StrataCellKind kind = GPOINTER_TO_INT (data);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label),
                        kinds[kind].is_number ? strata_numbers_get_xalign () : 0);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (kinds[kind].css_class != NULL)
    gtk_widget_add_css_class (label, kinds[kind].css_class);
  gtk_list_item_set_child (item, label);
}

static void
shorten_cb (GtkListItemFactory *factory,
            GtkListItem        *item,
            gpointer            data)
{
  GtkLabel *label = GTK_LABEL (gtk_list_item_get_child (item));

  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (label, GPOINTER_TO_INT (data));
}

/**
 * strata_cell_factory_new:
 * @kind: what stands in the column
 * @least_chars: how many characters of a long text are shown in a narrow table; 0 for all
 *
 * Creates a factory that gives each cell a label. Who binds it sets the texts.
 *
 * Returns: (transfer full): the factory
 */
GtkListItemFactory *
strata_cell_factory_new (StrataCellKind kind,
                         int            least_chars)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GINT_TO_POINTER (kind));
  if (least_chars > 0)
    g_signal_connect (factory, "setup", G_CALLBACK (shorten_cb), GINT_TO_POINTER (least_chars));

  return factory;
}

/**
 * strata_cell_factory_get_title_align:
 * @kind: what stands in a column
 *
 * Returns: where the column's title stands, for strata_compat_column_view_align_titles()
 */
GtkAlign
strata_cell_factory_get_title_align (StrataCellKind kind)
{
  return kinds[kind].is_number ? GTK_ALIGN_END : GTK_ALIGN_START;
}
