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

/* What is short needs no dots: the table scrolls if it has to. */
static void
notify_label_cb (GtkLabel   *label,
                 GParamSpec *pspec,
                 gpointer    least_chars)
{
  const char *text = gtk_label_get_label (label);
  gboolean is_long = g_utf8_strlen (text, -1) > GPOINTER_TO_INT (least_chars);

  gtk_label_set_ellipsize (label, is_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (label, is_long ? GPOINTER_TO_INT (least_chars) : -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (label), is_long ? text : NULL);
}

static void
shorten_cb (GtkListItemFactory *factory,
            GtkListItem        *item,
            gpointer            least_chars)
{
  g_signal_connect (gtk_list_item_get_child (item), "notify::label", G_CALLBACK (notify_label_cb),
                    least_chars);
}

/**
 * strata_cell_factory_new:
 * @kind: what stands in the column
 * @least_chars: how many characters of a text are shown in a narrow table, if it has more; 0 for
 *   all of them
 *
 * Creates a factory that gives each cell a label. Who binds it sets the texts. What may be left out
 * is in a tooltip.
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
