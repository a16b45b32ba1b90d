/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "strata-builtin-private.h"

#include <string.h>

#include "strata-boards-resource.h"

#define FOLDER "/io/github/stratabench/Strata/boards/"

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The resource is registered when it is first asked for. A constructor would be lost in a static
 * library, with the object file that nothing in a program refers to. What is asked for is then
 * looked up among all resources, under their lock: GLib hands out a resource itself without one,
 * and NULL while another thread is about to register it. */
static void
register_resource (void)
{
  static gsize registered = 0;

  if (g_once_init_enter (&registered))
    {
      strata_boards_register_resource ();
      g_once_init_leave (&registered, 1);
    }
}

/* The names of all files, sorted. */
char **
strata_builtin_list_files (void)
{
  char **files;

  register_resource ();
  files = g_resources_enumerate_children (FOLDER, 0, NULL);
  g_assert (files != NULL);

  qsort (files, g_strv_length (files), sizeof (char *), compare_names);
  return files;
}

/* The contents of a file such as `doc-pc.strata`, with a zero byte behind; NULL for none. */
GBytes *
strata_builtin_lookup (const char *file)
{
  g_autofree char *path = g_strconcat (FOLDER, file, NULL);

  register_resource ();
  return g_resources_lookup_data (path, 0, NULL);
}
