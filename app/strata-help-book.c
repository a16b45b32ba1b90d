/* SPDX-License-Identifier: GPL-2.0-or-later */

#include "config.h"

#include "strata-help-book.h"

#define FOLDER "/io/github/stratabench/Strata/help/"

static int
compare_pages (gconstpointer a,
               gconstpointer b)
{
  StrataHelpPage *const *page_a = a;
  StrataHelpPage *const *page_b = b;

  return g_strcmp0 (strata_help_page_get_rank (*page_a), strata_help_page_get_rank (*page_b));
}

static GPtrArray *
read_folder (const char *folder,
             char      **names)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) strata_help_page_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (folder, names[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);
      g_autoptr (GError) error = NULL;
      StrataHelpPage *page;

      page = strata_help_page_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                     &error);
      if (page != NULL)
        g_ptr_array_add (pages, page);
      else
        g_critical ("%s: %s", path, error->message);
    }
  g_ptr_array_sort (pages, compare_pages);

  return pages;
}

/**
 * strata_help_book_open:
 * @languages: (array zero-terminated=1): languages that the reader knows, the best first, as
 *   g_get_language_names() gives them
 *
 * Reads the pages of the help in the first of the languages in which it is there. English, which
 * is called “C”, always is.
 *
 * Returns: (transfer full) (element-type StrataHelpPage): the pages in their order
 */
GPtrArray *
strata_help_book_open (const char *const *languages)
{
  for (guint i = 0; languages[i] != NULL; i++)
    {
      g_autofree char *folder = g_strconcat (FOLDER, languages[i], "/", NULL);
      g_auto (GStrv) names = g_resources_enumerate_children (folder, 0, NULL);

      if (names != NULL)
        return read_folder (folder, names);
    }
  g_return_val_if_reached (g_ptr_array_new ());
}
