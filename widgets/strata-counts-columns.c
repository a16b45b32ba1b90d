/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-counts-columns.h"

#include <glib/gi18n.h>

#include "compat/strata-compat-titles.h"
#include "paint/strata-map-text.h"
#include "strata-cell-factory.h"
#include "strata-counts-item.h"
#include "strata-words.h"

/* So much of a name is shown in any case: a narrow table scrolls. */
#define LEAST_CHARS 16

/*
 * What a table of counts says, and how it sorts.
 */

static char *
make_name (const StrataAccessCounts *counts,
           StrataCountsItem         *item)
{
  return g_strdup (strata_counts_item_get_name (item));
}

static char *
make_reads (const StrataAccessCounts *counts,
            StrataCountsItem         *item)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, counts->reads);
}

static char *
make_writes (const StrataAccessCounts *counts,
             StrataCountsItem         *item)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, counts->writes);
}

static char *
make_read_bytes (const StrataAccessCounts *counts,
                 StrataCountsItem         *item)
{
  return strata_words_bytes (counts->read_bytes);
}

static char *
make_written_bytes (const StrataAccessCounts *counts,
                    StrataCountsItem         *item)
{
  return strata_words_bytes (counts->written_bytes);
}

static char *
make_failures (const StrataAccessCounts *counts,
               StrataCountsItem         *item)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT, counts->failures);
}

static char *
make_last (const StrataAccessCounts *counts,
           StrataCountsItem         *item)
{
  gboolean is_address = strata_counts_item_get_region (item) == NULL;
  g_autofree char *place = strata_map_isolate (
    g_strdup_printf ("%s%" G_GINT64_MODIFIER "x", is_address ? "" : "+", counts->last_place));

  /* Translators: %s is an address, or an offset such as +1c */
  return g_strdup_printf (counts->last_is_write ? C_("last access", "write at %s")
                                                : C_("last access", "read at %s"), place);
}

static int
compare_numbers (guint64 a,
                 guint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_names (const StrataAccessCounts *a,
               const StrataAccessCounts *b,
               StrataCountsItem         *one,
               StrataCountsItem         *other)
{
  return g_utf8_collate (strata_counts_item_get_name (one), strata_counts_item_get_name (other));
}

static int
compare_reads (const StrataAccessCounts *a,
               const StrataAccessCounts *b,
               StrataCountsItem         *one,
               StrataCountsItem         *other)
{
  return compare_numbers (a->reads, b->reads);
}

static int
compare_writes (const StrataAccessCounts *a,
                const StrataAccessCounts *b,
                StrataCountsItem         *one,
                StrataCountsItem         *other)
{
  return compare_numbers (a->writes, b->writes);
}

static int
compare_read_bytes (const StrataAccessCounts *a,
                    const StrataAccessCounts *b,
                    StrataCountsItem         *one,
                    StrataCountsItem         *other)
{
  return compare_numbers (a->read_bytes, b->read_bytes);
}

static int
compare_written_bytes (const StrataAccessCounts *a,
                       const StrataAccessCounts *b,
                       StrataCountsItem         *one,
                       StrataCountsItem         *other)
{
  return compare_numbers (a->written_bytes, b->written_bytes);
}

static int
compare_failures (const StrataAccessCounts *a,
                  const StrataAccessCounts *b,
                  StrataCountsItem         *one,
                  StrataCountsItem         *other)
{
  return compare_numbers (a->failures, b->failures);
}

static int
compare_last (const StrataAccessCounts *a,
              const StrataAccessCounts *b,
              StrataCountsItem         *one,
              StrataCountsItem         *other)
{
  return compare_numbers ((guint64) a->last_time, (guint64) b->last_time);
}

typedef struct
{
  const char *title;
  char *(*make_text) (const StrataAccessCounts *counts, StrataCountsItem *item);
  int (*compare) (const StrataAccessCounts *a, const StrataAccessCounts *b,
                  StrataCountsItem *one, StrataCountsItem *other);
  StrataCellKind kind;
} Column;

static const Column columns[] = {
  { N_("Region"), make_name, compare_names, STRATA_CELL_TEXT },
  { N_("Reads"), make_reads, compare_reads, STRATA_CELL_NUMBER },
  { N_("Writes"), make_writes, compare_writes, STRATA_CELL_NUMBER },
  { N_("Bytes Read"), make_read_bytes, compare_read_bytes, STRATA_CELL_NUMBER },
  { N_("Bytes Written"), make_written_bytes, compare_written_bytes, STRATA_CELL_NUMBER },
  { N_("Failed"), make_failures, compare_failures, STRATA_CELL_NUMBER },
  { N_("Last Access"), make_last, compare_last, STRATA_CELL_ADDRESS },
};

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  const Column *column = user_data;
  StrataCountsItem *one = STRATA_COUNTS_ITEM ((gpointer) a);
  StrataCountsItem *other = STRATA_COUNTS_ITEM ((gpointer) b);
  int result = column->compare (strata_counts_item_get_counts (one),
                                strata_counts_item_get_counts (other), one, other);

  return result < 0 ? GTK_ORDERING_SMALLER : result > 0 ? GTK_ORDERING_LARGER
                                                        : GTK_ORDERING_EQUAL;
}

static void
show_text (GtkListItem *list_item)
{
  const Column *column = g_object_get_data (G_OBJECT (list_item), "column");
  StrataCountsItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *text = column->make_text (strata_counts_item_get_counts (item), item);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), text);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *list_item,
         const Column       *column)
{
  g_object_set_data (G_OBJECT (list_item), "column", (gpointer) column);
  g_signal_connect_object (gtk_list_item_get_item (list_item), "changed", G_CALLBACK (show_text),
                           list_item, G_CONNECT_SWAPPED);
  show_text (list_item);
}

static void
unbind_cb (GtkListItemFactory *factory,
           GtkListItem        *list_item,
           const Column       *column)
{
  g_signal_handlers_disconnect_by_data (gtk_list_item_get_item (list_item), list_item);
}

/**
 * strata_counts_columns_add:
 * @view: a view of #StrataCountsItem
 *
 * Gives a view its columns, and sorts it: the busiest first.
 */
void
strata_counts_columns_add (GtkColumnView *view)
{
  GtkAlign aligns[G_N_ELEMENTS (columns)];

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      StrataCellKind kind = columns[i].kind;
      GtkListItemFactory *factory
        = strata_cell_factory_new (kind, kind == STRATA_CELL_TEXT ? LEAST_CHARS : 0);
      g_autoptr (GtkColumnViewColumn) column = NULL;
      g_autoptr (GtkSorter) sorter = NULL;

      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), (gpointer) &columns[i]);
      g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), (gpointer) &columns[i]);
      sorter = GTK_SORTER (gtk_custom_sorter_new (compare_cb, (gpointer) &columns[i], NULL));
      column = gtk_column_view_column_new (_(columns[i].title), factory);
      gtk_column_view_column_set_sorter (column, sorter);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, i == 0);
      gtk_column_view_append_column (view, column);
      aligns[i] = strata_cell_factory_get_title_align (kind);
      if (columns[i].compare == compare_writes)
        gtk_column_view_sort_by_column (view, column, GTK_SORT_DESCENDING);
    }
  strata_compat_column_view_align_titles (view, aligns);
}
