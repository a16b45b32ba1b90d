/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-register-columns.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-titles.h"
#include "paint/strata-map-text.h"
#include "strata-cell-factory.h"
#include "strata-register-item.h"

#define LEAST_CHARS 40 /* of a meaning that are shown in any case: a narrow table scrolls */

/*
 * The columns of the table of registers.
 */

static void
set_label (GtkListItem *item,
           const char  *text)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
bind_name_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  StrataRegisterItem *row = gtk_list_item_get_item (item);
  const StrataField *field = strata_register_item_get_field (row);
  GtkWidget *label = gtk_list_item_get_child (item);

  set_label (item, field != NULL ? field->name : strata_register_item_get_info (row)->name);
  gtk_widget_set_margin_start (label, field != NULL ? 18 : 0);
}

static void
bind_place_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  StrataRegisterItem *row = gtk_list_item_get_item (item);
  const StrataField *field = strata_register_item_get_field (row);
  g_autofree char *text = NULL;

  if (field == NULL)
    text = g_strdup_printf ("+%" G_GINT64_MODIFIER "x",
                            strata_register_item_get_info (row)->offset);
  else if (field->width == 1)
    text = g_strdup_printf ("[%u]", field->shift);
  else
    text = g_strdup_printf ("[%u:%u]", field->shift + field->width - 1, field->shift);
  text = strata_map_isolate (text);
  set_label (item, text);
}

static void
bind_access_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  StrataRegisterItem *row = gtk_list_item_get_item (item);
  StrataRegisterAccess access = strata_register_item_get_access (row);

  set_label (item, strata_register_access_get_nick (access));
}

static void
bind_reset_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  StrataRegisterItem *row = gtk_list_item_get_item (item);
  const StrataField *field = strata_register_item_get_field (row);
  guint n_bits = field != NULL ? field->width : 8 * strata_register_item_get_info (row)->size;
  g_autofree char *text = g_strdup_printf ("%0*" G_GINT64_MODIFIER "x", (int) (n_bits + 3) / 4,
                                           strata_register_item_get_reset (row));

  set_label (item, text);
}

static void
follow (GtkListItem *item,
        const char  *property)
{
  GBinding *binding = g_object_bind_property (gtk_list_item_get_item (item), property,
                                              gtk_list_item_get_child (item), "label",
                                              G_BINDING_SYNC_CREATE);

  g_object_set_data_full (G_OBJECT (item), "binding", g_object_ref (binding), g_object_unref);
}

static void
bind_value_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  follow (item, "text");
}

static void
bind_meaning_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  follow (item, "meaning");
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  GBinding *binding = g_object_get_data (G_OBJECT (item), "binding");

  if (binding != NULL)
    g_binding_unbind (binding);
  g_object_set_data (G_OBJECT (item), "binding", NULL);
}

/**
 * strata_register_columns_add:
 * @view: a view of rows that are [class@RegisterItem]
 *
 * Adds its columns.
 */
void
strata_register_columns_add (GtkColumnView *view)
{
  const struct
  {
    const char *title;
    GCallback bind;
    StrataCellKind kind;
    int least_chars; /* names are shown whole: one of three letters and dots names nothing */
  } columns[] = {
    { _("Name"), G_CALLBACK (bind_name_cb), STRATA_CELL_TEXT, 0 },
    /* Before what a narrow table has no room for */
    { _("Value"), G_CALLBACK (bind_value_cb), STRATA_CELL_ADDRESS, 0 },
    { _("Place"), G_CALLBACK (bind_place_cb), STRATA_CELL_ADDRESS, 0 },
    { _("Access"), G_CALLBACK (bind_access_cb), STRATA_CELL_TEXT, 0 },
    /* Translators: the value after a reset, above a column */
    { C_("register", "Reset"), G_CALLBACK (bind_reset_cb), STRATA_CELL_ADDRESS, 0 },
    { _("Meaning"), G_CALLBACK (bind_meaning_cb), STRATA_CELL_TEXT, LEAST_CHARS },
  };
  GtkAlign aligns[G_N_ELEMENTS (columns)];

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      GtkListItemFactory *factory
        = strata_cell_factory_new (columns[i].kind, columns[i].least_chars);
      GtkColumnViewColumn *column = gtk_column_view_column_new (columns[i].title, factory);

      aligns[i] = strata_cell_factory_get_title_align (columns[i].kind);
      g_signal_connect (factory, "bind", columns[i].bind, NULL);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
      gtk_column_view_column_set_expand (column, columns[i].least_chars > 0);
      gtk_column_view_append_column (view, column);
      g_object_unref (column);
    }
  strata_compat_column_view_align_titles (view, aligns);
}
