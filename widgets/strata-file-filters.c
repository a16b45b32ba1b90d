/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-file-filters.h"

#include <glib/gi18n.h>

/*
 * Which files a dialog offers: strata_compat_file_dialog_open(), strata_compat_file_dialog_save().
 */

/**
 * strata_file_filters_new:
 *
 * Returns: (transfer full) (element-type GtkFileFilter): no filters yet; the first is the default
 */
GListStore *
strata_file_filters_new (void)
{
  return g_list_store_new (GTK_TYPE_FILE_FILTER);
}

/**
 * strata_file_filters_add:
 * @filters: filters
 * @name: what the files are, for a person to read
 * @suffix: what their names end in, without the dot
 *
 * Adds a kind of files.
 *
 * Returns: (transfer none): its filter, for what else can be told of them
 */
GtkFileFilter *
strata_file_filters_add (GListStore *filters,
                         const char *name,
                         const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_return_val_if_fail (G_IS_LIST_STORE (filters), NULL);
  g_return_val_if_fail (name != NULL && suffix != NULL, NULL);

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  g_list_store_append (filters, filter);

  return filter;
}

/**
 * strata_file_filters_add_all:
 * @filters: filters
 *
 * Adds one that lets every file through.
 */
void
strata_file_filters_add_all (GListStore *filters)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_return_if_fail (G_IS_LIST_STORE (filters));

  gtk_file_filter_set_name (filter, _("All Files"));
  gtk_file_filter_add_pattern (filter, "*");
  g_list_store_append (filters, filter);
}
